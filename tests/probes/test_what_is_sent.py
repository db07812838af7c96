"""What goes to people says that it is a test, and what was refused is not sent again unchanged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import cast

import pytest

from devices.model import ActionRefused, Effect, Events, Node, Screen
from probes.app import App
from probes.finding import Finding
from probes.flows.fields import PROSE, fields, value_for
from probes.flows.forms import press, send
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import TEST_ACCOUNT, Sketch, reader


@pytest.mark.parametrize(
    ("hint", "kind", "words"),
    [
        ("请描述症状、持续时间、就诊日期", "textarea", PROSE),
        ("请留下您的意见和联系手机号", "textarea", PROSE),
        ("不适症状及持续时间", "text", PROSE),
        ("就诊日期", "text", "2026-01-05"),
        ("体温", "text", "36.5"),
        ("联系手机号", "text", "13800000000"),
    ],
)
def test_what_is_told_in_words_bears_the_mark(hint: str, kind: str, words: str) -> None:
    sketch = Sketch()
    sketch.field(hint, kind=kind)
    (field,) = fields(sketch.screen())
    assert value_for(reader(), field) == words


class Page:
    """A form that keeps what is written into it, or not, and answers each press in words."""

    def __init__(self, *, keeps: bool, answer: str, clears: bool = False) -> None:
        sketch = Sketch("就诊卡绑定")
        sketch.field("请输入内容", kind="text")
        sketch.button("提交")
        self.empty = self.screen = sketch.screen()
        self.keeps, self.answer, self.clears, self.sent = keeps, answer, clears, 0
        self.lexicon, self.account, self.allowed = load_lexicon(), TEST_ACCOUNT, frozenset(Effect)

    def again(self) -> Screen:
        return self.screen

    def fill(self, node: Node, words: str) -> Screen:
        if self.keeps:
            held = replace(self.screen.nodes[node.index], value=words)
            self.screen = replace(self.screen, nodes=(held, *self.screen.nodes[1:]))
        return self.screen

    def tap(self, node: Node, purpose: Effect = Effect.READ) -> Screen:
        if node.text != "提交":
            return self.screen
        self.sent += 1
        if self.clears:
            self.screen = self.empty
        events = Events(dialogs=(self.answer,) if self.answer else ())
        return replace(self.screen, events=events)

    def show(self, nodes: object = (), note: str = "") -> str:
        return note


@pytest.mark.parametrize(("keeps", "sent"), [(True, 1), (False, 0)])
def test_a_form_that_reaches_people_is_sent_only_with_the_mark(keeps: bool, sent: int) -> None:
    page = Page(keeps=keeps, answer="提交成功")
    reply = send(cast(App, page), Effect.CONTACT)
    assert page.sent == sent
    assert isinstance(reply, Finding) != keeps
    if isinstance(reply, Finding):
        assert reply.cause is Cause.NOT_ALLOWED


def test_a_form_of_ones_own_that_turns_out_to_reach_people_needs_the_mark_too() -> None:
    page = Page(keeps=False, answer="提交成功")
    tried: list[Effect] = []

    def tap(node: Node, purpose: Effect) -> Screen:
        tried.append(purpose)
        raise ActionRefused(Effect.CONTACT, "占用工作人员的时间")

    page.tap = tap  # type: ignore[method-assign,assignment]
    with suppress(ActionRefused):
        press(cast(App, page), page.screen.nodes[1], Effect.OWN)
    assert tried == [Effect.OWN]


@pytest.mark.parametrize("answer", ["卡号与姓名不匹配,请核对", ""])
def test_what_came_back_emptied_is_not_sent_again_unchanged(answer: str) -> None:
    """An app that shows its form anew, without a word that was heard, has not taken it in."""
    page = Page(keeps=True, answer=answer, clears=True)
    send(cast(App, page), Effect.OWN)
    assert page.sent == 1
