"""4.2.1: the app answers what is asked in a talk of its follow-up, before anybody could."""

from __future__ import annotations

from typing import Any

import pytest

from devices.errors import ActionRefused
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.flows.clinic.answered_at_once import answered_at_once
from probes.model import Cause
from tests.probes.sketch import Sketch, explored, mapped, place, way

NAME = "随访智能应答"
GREETING = "我是随访小助手,有问题随时问我。"


def talk(*said: str, typed: str = "") -> Screen:
    sketch = Sketch("随访小助手")
    sketch.text(GREETING, *said)
    sketch.field("请输入问题", value=typed)
    sketch.button("发送")
    return sketch.screen()


class Talk:
    """A page of a talk that answers, `late` looks after the question."""

    def __init__(self, answer: str, late: int = 0) -> None:
        self.answer, self.late = answer, late
        self.said: list[str] = []
        self.typed = ""
        self.asked = 0

    def again(self) -> Screen:
        if self.said and len(self.said) == 1 and self.answer:
            self.late -= 1
            if self.late < 0:
                self.said += [self.answer, "11-28 15:08"]
        return talk(*self.said, typed=self.typed)

    def fill(self, node: Node, words: str) -> Screen:
        self.typed = words
        return self.again()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        assert purpose is Effect.CONTACT
        self.said, self.typed, self.asked = [self.typed], "", self.asked + 1
        return talk(*self.said)

    def app(self, **more: Any) -> App:
        home = place("home", Sketch("首页").screen())
        page = place("p", talk(), ("随访小助手",))
        known = mapped(home, page, ways=(way("随访小助手", "p"),))
        parts: dict[str, Any] = {
            "again": self.again,
            "fill": self.fill,
            "tap": self.tap,
            "visit": lambda where: self.again(),
            "allowed": frozenset({Effect.CONTACT}),
        }
        return explored(known, **(parts | more))


@pytest.mark.parametrize("late", [0, 2])
def test_an_answer_that_comes_by_itself_is_one(late: int) -> None:
    found = answered_at_once(Talk("漏服12小时内补服,超过则跳过。", late).app(), "follow_up", NAME)
    assert found is not None
    assert found.truth


def test_advice_may_follow_the_word_that_the_question_has_come_in() -> None:
    answer = "已收到您的问题。建议清淡饮食、避免久坐,必要时预约复诊。"
    found = answered_at_once(Talk(answer).app(), "follow_up", NAME)
    assert found is not None
    assert found.truth


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "您的问题已收到,医生会尽快回复您。",
        "现在休息,请在工作时间咨询",
        "已收到您的问题。客服时间为 8:00-17:00。",
    ],
)
def test_silence_or_a_promise_of_somebody_is_none(answer: str) -> None:
    assert answered_at_once(Talk(answer).app(), "follow_up", NAME) is None


def test_nobody_is_asked_twice() -> None:
    page = Talk("漏服12小时内补服,超过则跳过。")
    app = page.app()
    first = answered_at_once(app, "follow_up", NAME)
    second = answered_at_once(app, "follow_up", NAME)
    assert first is not None
    assert second is not None
    assert second.truth
    assert page.asked == 1


def test_what_may_not_be_sent_stays_open() -> None:
    def refused(node: Node, purpose: Effect = Effect.READ) -> Screen:
        raise ActionRefused(Effect.CONTACT, "未获准")

    found = answered_at_once(Talk("x").app(tap=refused), "follow_up", NAME)
    assert found is not None
    assert found.cause is Cause.NOT_ALLOWED
