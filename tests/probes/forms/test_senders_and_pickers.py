"""What sends a form is no name of another function, and rows to pick from make a form."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Role
from probes.app import App
from probes.appmap import AppMap
from probes.finder import Finder
from probes.flows.forms.senders import buttons, primary
from probes.flows.places.entry import is_form
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place, reader


@pytest.mark.parametrize(
    ("label", "sends"),
    [("预约挂号", False), ("立即挂号", False), ("图文问诊", False), ("送出评价", True)],
)
def test_a_button_that_names_another_function_sends_no_form(label: str, sends: bool) -> None:
    sketch = Sketch("患者评价")
    sketch.tick(role=Role.RADIO)
    sketch.button(label)
    assert (primary(sketch.screen()) is not None) is sends


@pytest.mark.parametrize("label", ["核验并保存", "好了"])
def test_a_row_that_shows_what_was_picked_sends_nothing(label: str) -> None:
    sketch = Sketch("添加家人")
    sketch.field("真实姓名")
    sketch.add(Role.GROUP, "北京市市辖区东城区", clickable=True, box=(118, 180, 246, 23))
    sender = sketch.button(label)
    found = primary(sketch.screen())
    assert found is not None
    assert found.index == sender


@pytest.mark.parametrize(("rows", "form"), [(2, True), (1, False), (0, False)])
def test_rows_to_pick_from_make_a_form(rows: int, form: bool) -> None:
    sketch = Sketch("随访问卷")
    for words in ("近期血压 请选择", "规律服药 请选择")[:rows]:
        sketch.add(Role.GROUP, words, clickable=True)
    sketch.text("高血压随访")
    sketch.button("提交随访")
    there = place("p", sketch.screen(), ("随访问卷",))
    app = cast(SimpleNamespace, reader())
    app.map = mapped(place("home", lines("首页")), there)
    app.visitor_map, app.show_place = AppMap(), lambda *args: "e1"
    app.finder = lambda of=None: Finder(load_lexicon(), of or app.map)
    assert is_form(cast(App, app), there) is form


def test_the_little_chat_below_a_form_does_not_send_it() -> None:
    sketch = Sketch("随访表")
    sketch.field("其他不适")
    submit = sketch.button("提交随访")
    sketch.field("有疑问?", box=(26, 600, 280, 24))
    chat = sketch.button("发送", box=(320, 596, 42, 32))
    alone = Sketch("咨询")
    alone.field("请输入", box=(26, 600, 280, 24))
    sender = alone.button("发送", box=(320, 596, 42, 32))
    lexicon = load_lexicon()
    found = buttons(sketch.screen(), lexicon, "submit_button")
    assert [node.index for node in found] == [submit, chat]
    assert [n.index for n in buttons(alone.screen(), lexicon, "submit_button")] == [sender]


def test_the_name_of_the_page_in_its_top_bar_sends_nothing() -> None:
    sketch = Sketch("发起图文问诊")
    sketch.add(Role.TEXT, "发起图文问诊", clickable=True, box=(145, 12, 100, 20))
    sketch.field("症状、持续时间、用药情况", kind="textarea")
    sketch.button("发起图文问诊")
    found = buttons(sketch.screen(), load_lexicon(), "next_button")
    assert [n.role for n in found] == [Role.BUTTON]
