"""The row of a field, with the words beside it, sends nothing and leads nowhere."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Role, Screen
from probes.app import App, LoginState
from probes.appmap import Arrival
from probes.flows.access.real_name import _dead_ways
from probes.flows.forms.senders import buttons, primary
from probes.flows.places.entries import names_control
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place, way

TYPE, CARD = "证件类型", "居民身份证"


def form(button: str = "提交认证") -> Screen:
    """Rows that pass a tap on their words on to what stands in them, as labels do."""
    sketch = Sketch("实名认证")
    row = sketch.add(Role.GROUP, clickable=True)
    box = sketch.nodes[row].bounds
    level = (110, box.y, 200, box.h)
    sketch.text(TYPE, parent=row, box=(16, box.y, 90, box.h))
    options = (CARD, "护照")
    sketch.add(Role.CHOICE, parent=row, value=CARD, options=options, clickable=True, box=level)
    row = sketch.add(Role.GROUP, clickable=True)
    box = sketch.nodes[row].bounds
    sketch.text(CARD, parent=row, box=(16, box.y, 90, box.h))
    sketch.field("请输入号码", parent=row, box=(110, box.y, 200, box.h))
    sketch.button(button)
    return sketch.screen()


@pytest.mark.parametrize("button", ["提交认证", "开通服务"])
def test_the_row_of_a_field_sends_nothing(button: str) -> None:
    screen = form(button)
    found = primary(screen)
    assert found is not None
    assert screen.label(found) == button


@pytest.mark.parametrize(("label", "sends"), [("提交认证", True), ("认证说明", False)])
def test_what_hands_in_an_authentication_sends_it(label: str, sends: bool) -> None:
    assert bool(buttons(form(label), load_lexicon(), "submit_button")) is sends


@pytest.mark.parametrize(("node", "dead"), [(3, False), (6, True)])
def test_the_words_beside_a_field_are_no_dead_entry(node: int, dead: bool) -> None:
    """What a tap on 居民身份证 brings counts on a button, and not on the words of a field."""
    form_of_ids = place("form", form(CARD), ("我的", "实名认证"))
    tapped = replace(way(CARD, source="form", arrival=Arrival.NOTHING, tries=2), node=node)
    ways = (way("实名认证", "form"), tapped)
    appmap = mapped(place("home", lines("首页", title="首页")), form_of_ids, ways=ways)
    parts = {"map": appmap, "lexicon": load_lexicon(), "login": LoginState(None, "已登录")}
    parts |= {"show_place": lambda where, nodes=(), note="": note}
    app = cast(App, SimpleNamespace(**parts))
    assert bool(_dead_ways(app, form_of_ids, re.compile(CARD))) is dead


@pytest.mark.parametrize(
    ("label", "under", "names"),
    [
        ("送餐床位 *", "", True),
        ("复印内容", "请选择", True),
        ("复印内容", "全部记录", False),
        ("停车缴费", "", False),
    ],
)
def test_the_words_over_what_is_filled_in_are_its_name(label: str, under: str, names: bool) -> None:
    sketch = Sketch("便民申请")
    box = (28, 180, 300, 23)
    tapped = sketch.add(Role.TEXT, label, box=box, clickable=True)
    if under:
        sketch.add(Role.BUTTON, under, box=(28, 208, 300, 26), clickable=True)
    ways = (way(label, source="form", node=tapped),)
    appmap = mapped(place("form", sketch.screen()), ways=ways)
    assert names_control(appmap, ways[0]) is names
