"""Terms that must be read to their end before one may agree."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Node, Role, Screen
from probes.app import App
from probes.flows.forms.reading import read_through
from tests.probes.sketch import Sketch, reader

TERMS = "门诊预约须知:请在就诊前三十分钟到院签到,逾期号源自动作废。" * 3


def sheet(button: str) -> Screen:
    sketch = Sketch("填写资料")
    sketch.button("提交", covered=True)
    top = sketch.add(Role.DIALOG, box=(0, 200, 375, 500))
    pane = sketch.add(Role.TEXT, scrollable=True, parent=top, box=(10, 220, 355, 380))
    sketch.text(TERMS, parent=pane)
    sketch.button(button, parent=top, box=(10, 640, 355, 44))
    return sketch.screen()


def scrolling(screens: list[Screen]) -> tuple[App, list[str]]:
    """An app whose sheet changes only where its pane is scrolled; agreeing closes it."""
    done: list[str] = []

    def tap(node: Node, *_: object) -> Screen:
        words = screens[0].label(node)
        done.append(words[:4])
        if words == "同意并继续":
            screens[:] = [Sketch("填写资料").screen()]
        return screens[0]

    def scroll(pane: Node | None = None) -> Screen:
        assert pane is not None
        assert pane.scrollable
        screens[:] = screens[1:] or screens
        return screens[0]

    app = cast(SimpleNamespace, reader())
    app.again, app.tap, app.scroll = lambda: screens[0], tap, scroll
    return cast(App, app), done


def test_a_pane_is_scrolled_to_its_very_end_before_agreeing() -> None:
    app, done = scrolling([sheet("请上滑读完"), sheet("请上滑读完"), sheet("同意并继续")])
    assert read_through(app)
    assert done[-1] == "同意并继"


def test_terms_that_never_let_one_agree_are_left() -> None:
    app, done = scrolling([sheet("请上滑读完")])
    assert not read_through(app)
    assert "同意并继" not in done


@pytest.mark.parametrize(("refusing", "passed"), [("不同意", True), ("返回首页", False)])
def test_terms_whose_text_did_not_load_are_agreed_to_as_well(refusing: str, passed: bool) -> None:
    sketch = Sketch("提交预约")
    sketch.button("提交", covered=True)
    top = sketch.add(Role.DIALOG, box=(0, 200, 375, 500))
    sketch.text("页面不存在", "404 您访问的页面走丢了", parent=top)
    sketch.button(refusing, "同意并继续", parent=top)
    app, done = scrolling([sketch.screen()])
    assert read_through(app) is passed
    assert ("同意并继" in done) is passed
