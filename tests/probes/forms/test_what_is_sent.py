"""What goes to people says that it is a test, and what was refused is not sent again unchanged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from devices.errors import ActionRefused
from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.finding import Finding
from probes.flows.forms.signing import came_back
from probes.flows.forms.submitting import Answer, Reply, press, send
from probes.flows.screens.fields import PROSE, fields, value_for
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

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
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


class Notebook(Page):
    """A form with a picker that is blank again once it was sent; what was sent stands below it."""

    def __init__(self, *, lists: bool) -> None:
        super().__init__(keeps=True, answer="")
        self.lists = lists
        self.empty = self.screen = self._form("请选择")

    def _form(self, chosen: str, *rows: str) -> Screen:
        sketch = Sketch("诊前病情填报")
        sketch.field("请输入内容", kind="text")
        sketch.button("提交", f"关联预约 {chosen}")
        for row in rows:
            sketch.text(row)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if "请选择" in node.text:
            held = self.screen.nodes[0]
            form = self._form("明日门诊")
            self.screen = replace(form, nodes=(held, *form.nodes[1:]))
        elif node.text == "提交":
            self.sent += 1
            self.screen = self._form("请选择", *([PROSE] if self.lists else []))
        return self.screen


@pytest.mark.parametrize(("lists", "answer"), [(True, Answer.LEFT), (False, Answer.VALIDATION)])
def test_a_form_that_is_blank_again_above_what_was_sent_has_taken_it_in(
    lists: bool, answer: Answer
) -> None:
    """What its blank picker says (请选择) asks for nothing, and it is not sent once more."""
    page = Notebook(lists=lists)
    reply = send(cast(App, page), Effect.OWN)
    assert isinstance(reply, Reply)
    assert (reply.answer, page.sent) == (answer, 1)


def test_a_form_that_stands_there_as_it_was_opened_is_no_next_step() -> None:
    opened, numbers = Sketch("血压"), Sketch("血压")
    for sketch, value in ((opened, ""), (numbers, "120")):
        sketch.text("收缩压", "今日第 3 次" if value else "今日第 2 次")
        sketch.field("请输入", kind="number", value=value)
        sketch.button("提交")
    assert came_back(opened.screen(), numbers.screen())
    further = Sketch("血压")
    further.text("服药情况")
    further.field("请输入", kind="number")
    further.button("提交")
    assert not came_back(opened.screen(), further.screen())
    question = Sketch("问卷")
    question.text("您对医生满意吗")
    question.tick()
    second = Sketch("问卷")
    second.text("您对护士满意吗")
    second.tick()
    assert not came_back(question.screen(), second.screen())
    assert came_back(question.screen(), question.screen())


def reaching_people(screen: Screen, tried: list[Effect]) -> App:
    """An app where whatever is sent takes somebody's time: a touch for anything less is refused."""

    def tap(node: Node, purpose: Effect) -> Screen:
        tried.append(purpose)
        if purpose is not Effect.CONTACT:
            raise ActionRefused(Effect.CONTACT, "占用工作人员的时间")
        return screen

    parts = {"again": lambda: screen, "tap": tap, "allowed": {Effect.OWN, Effect.CONTACT}}
    return cast(App, SimpleNamespace(lexicon=load_lexicon(), **parts))


@pytest.mark.parametrize(
    ("title", "top", "label", "tries"),
    [
        ("满意度评价", "", "提交评价", 2),
        ("诊前预问诊", "", "提交", 2),
        ("症状填写", "填写内容将在就诊时提供给接诊医生参考", "发 送", 2),
        ("自我评估", "评估结果将自动反馈至医院系统,供医生参考", "提交", 2),
        ("健康自测", "", "提交", 2),
        ("外院病历上传", "", "发送", 2),
        ("评价", "", "提交", 2),
        ("投诉建议", "", "提交", 1),
        ("图文问诊", "", "提交", 1),
        ("满意度调查", "意见反馈", "发送", 1),
        ("在线咨询", "", "提交评价", 1),
        ("我的医生", "", "提交", 1),
    ],
)
def test_only_what_is_plainly_the_accounts_own_is_sent_where_it_reaches_people(
    title: str, top: str, label: str, tries: int
) -> None:
    sketch = Sketch(title)
    sketch.add(Role.TEXT, top, box=(16, 60, 340, 30))
    sketch.field("请输入", kind="textarea", value=PROSE)
    screen = sketch.screen()
    button = screen.nodes[sketch.button(label) - 1]
    tried: list[Effect] = []
    with suppress(ActionRefused):
        press(reaching_people(screen, tried), button, Effect.OWN)
    assert len(tried) == tries


@pytest.mark.parametrize(
    ("purpose", "value", "sent"),
    [
        (Effect.OWN, "120/80", True),
        (Effect.OWN, "胸闷", False),
        (Effect.OWN, "", False),
        (Effect.CONTACT, "120/80", False),
    ],
)
def test_figures_alone_go_without_the_mark_where_they_are_ones_own(
    purpose: Effect, value: str, *, sent: bool
) -> None:
    """There is no room for it in the blood pressure of a follow-up; a question has room."""
    sketch = Sketch("随访")
    sketch.field("最近一次血压", kind="text", value=value)
    screen = sketch.screen()
    button = screen.nodes[sketch.button("发送") - 1]
    tried: list[Effect] = []
    with suppress(ActionRefused):
        press(reaching_people(screen, tried), button, purpose)
    done = [purpose for purpose in tried if purpose is Effect.CONTACT]
    assert bool(done) is sent


@pytest.mark.parametrize(
    ("label", "hint", "words"),
    [
        ("真实姓名", "须与身份证一致", "张三"),
        ("姓名", "请输入身份证上的姓名", "张三"),
        ("真实姓名", "身份证姓名或护照号", "张三"),
        ("证件号码", "请输入身份证号", "110101198506150377"),
        ("证件", "请输入身份证号", "110101198506150377"),
    ],
)
def test_the_label_of_a_field_outranks_its_hint(label: str, hint: str, words: str) -> None:
    sketch = Sketch()
    sketch.text(label, box=(16, 100, 70, 30))
    sketch.field(hint, box=(100, 100, 250, 30))
    (field,) = fields(sketch.screen())
    assert value_for(reader(), field) == words
