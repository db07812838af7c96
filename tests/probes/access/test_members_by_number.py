"""Which form adds a family member: by the person's number, never with the account's own card."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.model import Effect, Events, Node, Screen
from probes.app import App, LoginState
from probes.appmap import Place
from probes.finder import Finder
from probes.flows.access.members import NAME, fictional_id_card, member_added
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, mapped, place, said, way

BY_CARD, BY_NUMBER = ("就诊卡号", "姓名"), ("姓名", "身份证号")


class Desk:
    """Tabs of one form, `forms` by name; what the app answers; what was typed where."""

    def __init__(self, forms: dict[str, tuple[str, ...]], answer: str, listed: bool = True) -> None:
        self.forms, self.answer, self.listed = forms, answer, listed
        self.at, self.sent = next(iter(forms)), Events()
        self.typed: list[tuple[str, str, str]] = []

    def again(self) -> Screen:
        if self.at not in self.forms:
            return lines("张*", "测***" if self.listed else "李*", title="就诊人管理")
        sketch = Sketch("添加就诊人")
        for hint in self.forms[self.at]:
            typed = [value for at, name, value in self.typed if (at, name) == (self.at, hint)]
            sketch.field(hint, value=typed[-1] if typed else "")
        sketch.button("提交")
        return sketch.screen(events=self.sent)

    def fill(self, node: Node, text: str) -> Screen:
        self.typed.append((self.at, node.hint, text))
        return self.again()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.sent = said(self.answer) if purpose is Effect.OWN else self.sent
        return self.again()

    def visit(self, where: Place) -> Screen:
        self.at = where.id
        return self.again()

    def app(self) -> App:
        listed = place("list", lines("本人", "张*", title="就诊人管理"), ("就诊人管理",))
        line, places, ways = listed, [listed], [way("就诊人管理", "list")]
        for name in self.forms:
            self.at = name
            form = place(name, self.again(), (*line.trail, "添加就诊人"), parent=line)
            ways.append(way("添加就诊人", name, source=line.id))
            places.append(form)
            line = form
        home = place("home", lines("首页", title="首页"))
        appmap = mapped(home, *places, ways=tuple(ways))
        parts: dict[str, Any] = {
            "lexicon": load_lexicon(),
            "account": TEST_ACCOUNT,
            "allowed": frozenset({Effect.OWN}),
            "login": LoginState(None, "已登录"),
            "map": appmap,
            "memory": {},
            "finder": lambda of=None: Finder(load_lexicon(), appmap),
            "again": self.again,
            "tap": self.tap,
            "visit": self.visit,
            "fill": self.fill,
            "label": lambda node: node.text,
            "show": lambda nodes=(), note="": note,
            "show_place": lambda where, nodes=(), note="": note,
        }
        return cast(App, SimpleNamespace(**parts))


def test_the_tab_by_number_is_taken_before_the_one_by_card() -> None:
    desk = Desk({"card": BY_CARD, "number": BY_NUMBER}, "添加成功")
    assert member_added(desk.app()).truth is True
    assert {at for at, _, _ in desk.typed} == {"number"}
    assert ("number", "身份证号", fictional_id_card()) in desk.typed


def test_nobody_fictional_is_given_the_accounts_card() -> None:
    desk = Desk({"card": BY_CARD}, "就诊卡号与姓名不匹配")
    assert (member_added(desk.app()).cause, desk.typed) == (Cause.NO_DATA, [])
    both = Desk({"form": (*BY_NUMBER, "就诊卡号(选填)")}, "添加成功")
    assert member_added(both.app()).truth is True
    typed = {name: value for _, name, value in both.typed}
    assert (typed["姓名"], typed.get("就诊卡号(选填)", "")) == (NAME, "")


@pytest.mark.parametrize(("listed", "truth"), [(True, True), (False, None)])
def test_who_is_there_already_was_added_if_the_list_shows_it(
    listed: bool, truth: bool | None
) -> None:
    desk = Desk({"form": BY_NUMBER}, "该就诊人已存在,请勿重复添加", listed)
    assert member_added(desk.app()).truth is truth
