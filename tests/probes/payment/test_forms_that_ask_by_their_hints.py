"""What a form says by its hints, its one broad button, and what it turned the answers into."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival
from probes.flows.forms.filling import fill_in
from probes.flows.forms.senders import primary
from probes.flows.forms.submitting import Answer, read_reply
from probes.flows.payment.cashier import cashier_at
from probes.flows.places.hits import sift
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import TEST_ACCOUNT, Sketch, explored, lines, mapped, place, said, way


@pytest.mark.parametrize(
    ("label", "sends"),
    [("记录", True), ("查看结果", True), ("血压记录", False), ("查看历史", False)],
)
def test_the_broad_button_of_a_form_may_say_what_comes_of_it(label: str, sends: bool) -> None:
    sketch = Sketch("每日打卡")
    sketch.field("如 126/82")
    sketch.button(label)
    assert (primary(sketch.screen()) is not None) is sends


class Diary:
    """A sheet of measures behind a field that shows the chosen one as its value."""

    def __init__(self, hint: str) -> None:
        self.lexicon, self.account, self.allowed = load_lexicon(), TEST_ACCOUNT, frozenset(Effect)
        self.hint, self.open, self.held = hint, False, ["", ""]

    def again(self) -> Screen:
        sketch = Sketch("每日打卡")
        sketch.text("项目", box=(16, 100, 100, 30))
        sketch.add(
            Role.FIELD,
            box=(120, 100, 200, 30),
            hint="请选择",
            value=self.held[0],
            clickable=True,
        )
        sketch.text("数值", box=(16, 150, 100, 30))
        at = sketch.field(self.hint, box=(120, 150, 200, 30))
        sketch.nodes[at] = replace(sketch.nodes[at], value=self.held[1])
        if self.open:
            sheet = sketch.add(Role.DIALOG, box=(0, 300, 375, 300))
            sketch.button("血压", parent=sheet)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.text == "血压":
            self.held[0], self.open = "血压", False
        elif node.hint == "请选择":
            self.open = True
        return self.again()

    def fill(self, node: Node, words: str) -> Screen:
        self.held[1] = words
        return self.again()


@pytest.mark.parametrize(("hint", "figure"), [("如 126/82", "120/78"), ("请输入数值", "120")])
def test_a_figure_suits_what_a_field_shows_as_chosen(hint: str, figure: str) -> None:
    app = Diary(hint)
    fill_in(cast(App, app))
    assert app.held == ["血压", figure]


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        ("您的体质:平和质", Answer.SUCCESS),
        ("风险:较低", Answer.SUCCESS),
        ("系统自动答复:目前控制得不错,两周后会再次回访", Answer.SUCCESS),
        ("请稍后查看", Answer.LEFT),
        ("评估患病风险 中医科", Answer.LEFT),
    ],
)
def test_answers_turned_into_a_result_on_the_same_page_were_taken(
    result: str, answer: Answer
) -> None:
    def page(*more: str) -> Screen:
        sketch = Sketch("体质辨识")
        for _ in range(5):
            sketch.tick(role=Role.RADIO)
        sketch.text(*("您容易疲乏吗?", *more))
        return sketch.screen()

    app = explored(mapped(place("home", lines("首页"))), again=lambda: page(result))
    assert read_reply(app, page(), page(result)).answer is answer


def deposit() -> Screen:
    sketch = Sketch("预交金")
    sketch.text("住院号 ZY2600318", "待缴金额 ¥3000.00")
    sketch.field("如 3000")
    sketch.button("缴纳预交金")
    return sketch.screen()


def test_an_example_of_a_field_refuses_nothing() -> None:
    """Pressed with nothing filled in, the app only showed the hint of its field again."""
    screen = deposit()
    told = replace(screen, events=said("如 3000"))
    there = place("pay", screen, ("预交金",))
    app = explored(
        mapped(place("home", lines("首页")), there),
        visit=lambda where: screen,
        again=lambda: screen,
        tap=lambda node, purpose=Effect.READ: told,
    )
    found = cashier_at(app, there, "预交金")
    assert found is not None
    assert (found.truth, found.cause) == (None, Cause.NOT_CONCLUSIVE)


def test_a_control_that_wants_its_form_filled_in_stands_on_the_function() -> None:
    sketch = Sketch("不知道看什么科")
    sketch.field("也可直接描述症状", kind="textarea")
    at = sketch.button("智能导诊")
    asks = way("智能导诊", source="ask", node=at, arrival=Arrival.TOAST, words="请先描述症状")
    ask = place("ask", sketch.screen(), ("不知道看什么科",))
    home = place("home", lines("首页", "欢迎使用示范医院"))
    hits, others = sift(explored(mapped(home, ask, ways=(asks,))), "triage")
    assert {hit.place.id for hit in hits} == {"ask"}
    assert not others
