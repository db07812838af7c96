"""Stars to touch are answers, though they have no words: all five are given."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.flows.forms.choices import option_groups, pick_options
from probes.flows.forms.submitting import Answer, Reply, send
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch


def rating(sign: str, count: int, role: Role = Role.TEXT) -> Screen:
    sketch = Sketch("就诊评价")
    for row, question in enumerate(("医生的诊疗态度", "候诊时间")):
        box = sketch.add(Role.GROUP, box=(16, 100 + 90 * row, 340, 80))
        sketch.text(question, box=(16, 100 + 90 * row, 200, 24), parent=box)
        line = sketch.add(Role.GROUP, box=(16, 130 + 90 * row, 340, 40), parent=box)
        for nth in range(count):
            at = (16 + 40 * nth, 130.0 + 90 * row, 36, 36)
            sketch.add(role, sign, box=at, parent=line, clickable=True)
    sketch.button("提交")
    return sketch.screen()


@pytest.mark.parametrize(("sign", "role"), [("★", Role.TEXT), ("", Role.IMAGE)])
def test_all_stars_of_each_question_are_given(sign: str, role: Role) -> None:
    screen = rating(sign, 5, role)
    tapped: list[Node] = []

    def tap(node: Node, purpose: Effect) -> Screen:
        tapped.append(node)
        return screen

    parts = {"lexicon": load_lexicon(), "again": lambda: screen, "tap": tap, "allowed": set()}
    assert pick_options(cast(App, SimpleNamespace(**parts))) == 2
    assert [(n.bounds.x, n.bounds.y) for n in tapped] == [(176, 130), (176, 220)]


class Questions:
    """Two answers to touch, whose choice the tree does not show; sent once one was touched."""

    def __init__(self) -> None:
        sketch = Sketch("健康自测")
        sketch.text("您是否吸烟?")
        row = sketch.add(Role.GROUP, box=(16, 140, 340, 40))
        for nth, answer in enumerate(("偶尔", "从不")):
            sketch.button(answer, box=(16 + 90.0 * nth, 140, 80, 36), parent=row)
        sketch.button("提交")
        self.screen = sketch.screen()
        self.chosen, self.sent = False, 0
        self.lexicon, self.account, self.allowed = load_lexicon(), TEST_ACCOUNT, frozenset(Effect)

    def again(self) -> Screen:
        return self.screen

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.text != "提交":
            self.chosen = True
            return self.screen
        self.sent += 1
        words = "提交成功" if self.chosen else "请回答全部问题"
        return replace(self.screen, events=Events(toasts=(words,)))

    def show(self, nodes: object = (), note: str = "") -> str:
        return note


def test_answers_that_were_missing_are_given_and_the_form_is_sent_once_more() -> None:
    page = Questions()
    reply = send(cast(App, page), Effect.OWN)
    assert isinstance(reply, Reply)
    assert reply.answer is Answer.SUCCESS
    assert page.sent == 2


def test_a_few_signs_in_a_row_are_no_rating() -> None:
    """The signs of a bar (share, keep, call) ask nothing."""
    assert option_groups(rating("", 3, Role.IMAGE), load_lexicon()) == []
