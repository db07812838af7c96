"""A form that asks step by step on one page is gone through to its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.finding import no, yes
from probes.flows.booking.declared import asks_to_declare, declare
from probes.flows.forms.replies import Reply
from probes.flows.forms.submitting import Answer, send
from probes.flows.forms.wizard import handed_in, is_next_step
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, lines

PAPERS, PROMISE = "3/3 既往病历、检查单照片(选填)", "以上内容真实,如有隐瞒愿承担法律责任"


@dataclass
class Form:
    """Three steps under one address; the last asks for papers, or for a promise."""

    last: str
    allowed: frozenset[Effect] = frozenset({Effect.OWN})
    step: int = 0
    typed: str = ""
    promised: bool = False
    handed: int = 0
    sent: bool = False
    memory: dict[str, object] = field(default_factory=dict)

    def again(self) -> Screen:
        if self.sent:
            return lines("就诊人 张三", "确认预约", title="确认预约")
        sketch = Sketch("流行病学史调查" if self.last == PROMISE else "症状预问诊")
        sketch.text(
            ("1/3 主要不适", "2/3 病史", PAPERS if self.last == PAPERS else "承诺")[self.step]
        )
        if self.step == 0:
            sketch.field("例如:头痛", value=self.typed)
        if self.step == 2 and self.last == PAPERS:
            sketch.field("上传", kind="file", value="test.png" if self.handed else "")
        if self.step == 2 and self.last == PROMISE:
            sketch.tick(self.promised, text=PROMISE)
        if self.step == 1:
            for words in ("无", "有"):
                sketch.tick(False, role=Role.RADIO, text=words)
        ends = "提交流调表" if self.last == PROMISE else "提交给接诊医生"
        sketch.button("下一步" if self.step < 2 else ends)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.role is Role.CHECKBOX:
            self.promised = True
        elif node.role is Role.BUTTON and self.step < 2:
            self.step += 1
        elif node.role is Role.BUTTON:
            self.sent = self.last == PAPERS or self.promised
        return self.again()

    def fill(self, node: Node, text: str) -> Screen:
        self.typed = text
        return self.again()

    def upload(self, node: Node) -> Screen:
        self.handed += 1
        return self.again()

    def app(self) -> App:
        parts = {
            "lexicon": load_lexicon(),
            "account": TEST_ACCOUNT,
            "memory": self.memory,
            "allowed": self.allowed,
            "again": self.again,
            "tap": self.tap,
            "fill": self.fill,
            "upload": self.upload,
            "label": lambda node: self.again().label(node),
            "show": lambda nodes=(), note="": note,
        }
        return cast(App, SimpleNamespace(**parts))


@pytest.mark.parametrize("last", [PAPERS, PROMISE])
def test_every_step_is_filled_in_and_sent(last: str) -> None:
    form = Form(last)
    reply = send(form.app(), Effect.OWN)
    assert isinstance(reply, Reply)
    assert reply.answer in {Answer.LEFT, Answer.SUCCESS}
    assert (form.sent, form.handed) == (True, int(last == PAPERS))


def test_papers_that_went_up_on_a_step_count_with_the_form_that_was_accepted() -> None:
    form = Form(PAPERS)
    app = form.app()
    send(app, Effect.OWN)
    found = handed_in(app, "上传病历", yes("提交后成功", ["sent"]))
    assert found is not None
    assert found.truth
    assert handed_in(app, "上传病历", no("系统繁忙", ["sent"])) is None
    assert handed_in(Form(PAPERS).app(), "上传病历", yes("提交后成功", ["sent"])) is None


@pytest.mark.parametrize("own", [True, False])
def test_what_must_be_declared_before_a_booking_is_declared_where_that_is_allowed(
    own: bool,
) -> None:
    form = Form(PROMISE, allowed=frozenset({Effect.OWN}) if own else frozenset(), step=1)
    app = form.app()
    assert asks_to_declare(app, app.again())
    assert declare(app) is own
    assert form.sent is own


@pytest.mark.parametrize(("title", "asks"), [("流行病学史调查", True), ("选择就诊人", False)])
def test_choices_on_the_way_are_no_declaration(title: str, asks: bool) -> None:
    sketch = Sketch(title)
    for words in ("无", "有"):
        sketch.tick(False, role=Role.RADIO, text=words)
    sketch.button("下一步")
    app = Form(PROMISE).app()
    assert asks_to_declare(app, sketch.screen()) is asks


@pytest.mark.parametrize(
    ("before", "after", "next_one"),
    [("1/3 症状", "2/3 病史", True), ("1/3 症状", "1/3 症状", False), ("余 2/3", "余 3/3", False)],
)
def test_a_page_that_counts_its_steps_has_gone_on(before: str, after: str, next_one: bool) -> None:
    assert is_next_step(lines(before), lines(after)) is next_one
