"""1.1.2: a choice between ways to prove who one is counts by what it offers once it is opened."""

from __future__ import annotations

from typing import Any, cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App, LoginState
from probes.appmap import Arrival, Place, Way
from probes.finder import Finder
from probes.flows.access.real_name import real_name_methods
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, mapped, place, way

ROW = "认证方式 居民身份证"


def page(*options: str) -> Screen:
    sketch = Sketch("实名认证")
    sketch.text("预约就诊须完成实名认证")
    sketch.button(ROW)
    if options:
        sheet = sketch.add(Role.DIALOG)
        for words in options:
            sketch.text(words, parent=sheet)
    return sketch.screen()


class Picker:
    """A page with one row that opens a sheet with these words."""

    def __init__(self, options: tuple[str, ...], allowed: frozenset[Effect]) -> None:
        held = Way("form", 1, ROW, Arrival.REFUSED)
        home = place("home", lines("首页", title="首页"))
        form = place("form", page(), ("我的", "实名认证"))
        self.map = mapped(home, form, ways=(way("实名认证", "form"), held))
        self.options, self.lexicon, self.allowed = options, load_lexicon(), allowed
        self.account, self.login = TEST_ACCOUNT, LoginState(None, "已登录")
        self.memory: dict[str, object] = {}
        self.screen = form.screen

    def finder(self, of: object = None) -> Finder:
        return Finder(self.lexicon, self.map)

    def visit(self, target: Place) -> Screen:
        self.screen = target.screen
        return self.screen

    def again(self) -> Screen:
        return self.screen

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        assert purpose is Effect.OWN
        if self.screen.label(node) == ROW:
            self.screen = page(*self.options)
        return self.screen

    def show(self, nodes: object = (), note: str = "") -> str:
        return note

    def show_place(self, target: Place, nodes: object = (), note: str = "") -> str:
        return note


@pytest.mark.parametrize(
    ("options", "own", "truth"),
    [
        (("取消", "确定", "居民身份证", "医保卡"), True, None),
        (("取消", "确定", "居民身份证", "护照"), True, False),
        (("取消", "确定", "居民身份证", "护照"), False, None),  # it was not to be opened
    ],
)
def test_a_choice_that_was_left_alone_is_opened_and_read(
    options: tuple[str, ...], own: bool, truth: bool | None
) -> None:
    app: Any = Picker(options, frozenset({Effect.OWN}) if own else frozenset())
    assert real_name_methods(cast(App, app))["medicare_card"].truth is truth
