"""The fictional family member that an audit adds and takes out again."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.model import Effect, Events, Node, Screen
from probes.app import App, LoginState
from probes.appmap import Place
from probes.finder import Finder
from probes.flows.access.members import NAME, fictional_id_card, member_added, shows_person
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines, mapped, place, said, way

_WEIGHTS: list[int] = [2 ** (17 - place) % 11 for place in range(18)]


def is_valid(number: str) -> bool:
    """ISO 7064 MOD 11-2 as GB 11643 uses it: the weighted sum leaves one."""
    digits = [10 if c == "X" else int(c) for c in number]
    return sum(d * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11 == 1


def test_the_checksum_is_the_official_one() -> None:
    assert is_valid("11010519491231002X")  # the example of the standard
    assert not is_valid("110105194912310021")


def test_the_number_passes_the_checks_of_an_app() -> None:
    number = fictional_id_card()
    assert len(number) == 18
    assert is_valid(number)
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    assert 18 <= (date.today() - born).days / 365.25 <= 80


def test_the_member_is_the_same_every_time_and_marked_as_a_test() -> None:
    assert fictional_id_card() == fictional_id_card()
    assert "测试" in NAME


@pytest.mark.parametrize("word", ["测试家属", "测**属", "***属", "测试**", "110101********8819"])
def test_a_masked_name_or_number_is_still_the_members(word: str) -> None:
    assert any(shows_person(word, value) for value in (NAME, "110101199202298819"))


@pytest.mark.parametrize("word", ["张*", "*三", "王*属性", "1101**********0377", "138****0000"])
def test_somebody_else_is_not_the_member(word: str) -> None:
    assert not any(shows_person(word, value) for value in (NAME, "110101199202298819"))


class Family:
    """A list of patients and a form to add one; `keeps`: whether the list then shows it."""

    def __init__(self, *, keeps: bool, known: bool = True, answer: str = "保存成功") -> None:
        """known: whether the grown list is still taken for the place on the map."""
        self.keeps, self.known, self.added, self.at = keeps, known, False, "form"
        self.answer = answer

    def again(self) -> Screen:
        if self.at == "form":
            sketch = Sketch("新增家庭成员")
            sketch.field("请输入姓名")
            sketch.field("请输入身份证号")
            sketch.button("保存")
            return sketch.screen(events=said(self.answer) if self.added else Events())
        names = ("张*", "测***") if self.added and self.keeps else ("张*",)
        return lines("本人", *names, title="家庭成员")

    def visit(self, place: Place) -> Screen | None:
        self.at = place.id
        return self.again() if self.known or place.id == "form" else None

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.added = self.added or node.text == "保存"
        return self.again()

    def app(self) -> App:
        listed = place("list", lines("本人", "张*", title="家庭成员"), ("家庭成员",))
        form = place("form", self.again(), ("家庭成员", "新增家庭成员"), parent=listed)
        appmap = mapped(
            place("home", lines("首页", title="首页")),
            listed,
            form,
            ways=(way("家庭成员", "list"), way("新增家庭成员", "form", source="list")),
        )
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
            "fill": lambda node, text: self.again(),
            "label": lambda node: node.text,
            "show": lambda nodes=(), note="": note,
            "show_place": lambda where, nodes=(), note="": note,
        }
        return cast(App, SimpleNamespace(**parts))


def test_a_member_that_stands_in_the_list_was_added() -> None:
    assert member_added(Family(keeps=True).app()).truth is True


def test_a_list_that_one_more_person_makes_look_like_another_page_is_read() -> None:
    assert member_added(Family(keeps=True, known=False).app()).truth is True
    assert member_added(Family(keeps=False, known=False).app()).truth is False


def test_what_sounds_like_a_remark_may_have_added_somebody() -> None:
    """The words of another page: who was added all the same is found, and taken out again."""
    remark = "请阅读并同意协议后再提交"
    assert member_added(Family(keeps=True, answer=remark).app()).truth is True
    assert member_added(Family(keeps=False, answer=remark).app()).truth is None


def test_a_success_that_no_list_bears_out_adds_nobody() -> None:
    found = member_added(Family(keeps=False).app())
    assert found.truth is False
    assert "没有新就诊人" in found.reason
