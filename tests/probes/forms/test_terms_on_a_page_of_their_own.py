"""A box that is ticked by reading its terms on a page of their own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Node, Role, Screen
from probes.app import App
from probes.flows.forms import reading
from probes.flows.forms.choices import tick
from tests.probes.sketch import Sketch, reader

TERMS = "您在注册时须使用真实姓名与有效证件,一个手机号只能注册一个账户。" * 4


def form(ticked: bool) -> Screen:
    sketch = Sketch("新用户注册")
    sketch.field("手机号")
    sketch.add(Role.CHECKBOX, "我已阅读《用户注册协议》", clickable=True, checked=ticked)
    sketch.button("注册")
    return sketch.screen()


def terms(button: str, enabled: bool = True, title: str = "用户注册协议") -> Screen:
    sketch = Sketch(title)
    sketch.text(TERMS)
    sketch.button(button, enabled=enabled)
    return sketch.screen()


def opened_by_the_box(pages: list[Screen], goes_back: bool) -> tuple[App, list[str]]:
    """An app that shows its terms when the box is touched; looking again goes on by one page."""
    done: list[str] = []
    at: list[Screen] = [form(ticked=False)]

    def tap(node: Node, *_: object) -> Screen:
        words = at[0].label(node)
        done.append(words)
        if at[0].title == "新用户注册":
            at[:] = pages
        elif words == "我已阅读并同意" and goes_back:
            at[:] = [form(ticked=True)]
        return at[0]

    def again() -> Screen:
        if len(at) > 1:
            at.pop(0)
        return at[0]

    def back() -> Screen:
        done.append("返回")
        at[:] = [form(ticked=True)]
        return at[0]

    app = cast(SimpleNamespace, reader())
    app.again, app.tap, app.back = again, tap, back
    app.scroll = lambda pane=None: at[0]
    return cast(App, app), done


@pytest.mark.parametrize("goes_back", [True, False], ids=["by itself", "by us"])
def test_terms_are_read_and_agreed_to(monkeypatch: pytest.MonkeyPatch, goes_back: bool) -> None:
    monkeypatch.setattr(reading, "PAUSE_S", 0)
    pages = [terms("请继续阅读(5s)", enabled=False), terms("我已阅读并同意")]
    app, done = opened_by_the_box(pages, goes_back)
    tick(app)
    assert done[1] == "我已阅读并同意"
    assert ("返回" in done) is not goes_back
    assert app.again().title == "新用户注册"


def test_another_page_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAUSE_S", 0)
    app, done = opened_by_the_box([terms("好的", title="活动介绍")], goes_back=True)
    tick(app)
    assert len(done) == 1
