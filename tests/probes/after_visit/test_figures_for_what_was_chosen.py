"""A field that only asks for 数值 gets a figure, one that suits what was chosen beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.finding import unknown
from probes.flows.after_visit.measuring import monitoring_in_record
from probes.flows.forms.filling import fill_in
from probes.flows.screens.fields import PROSE, fields, value_for
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.sketch import TEST_ACCOUNT, Sketch, explored, lines, mapped, place, reader, way


@pytest.mark.parametrize(
    ("hint", "written"),
    [
        ("请输入数值", "6"),
        ("测量值", "6"),
        ("血糖数值", "5.6"),
        ("疼痛评分数值", "1"),
        ("数值异常的原因", PROSE),
        ("请填写账号数值", "13800000000"),
        ("检查结果", PROSE),
    ],
)
def test_a_bare_figure_is_no_prose(hint: str, written: str) -> None:
    sketch = Sketch()
    sketch.field(hint)
    (field,) = fields(sketch.screen())
    assert value_for(reader(), field) == written


class Diary:
    """A form whose picker offers one measure, beside a field for its figure."""

    def __init__(self, measure: str) -> None:
        self.measure = measure
        self.lexicon, self.account, self.allowed = load_lexicon(), TEST_ACCOUNT, frozenset(Effect)
        self.open = False
        self.chosen, self.written = "请选择", ""

    def again(self) -> Screen:
        sketch = Sketch("自测记录")
        sketch.button(f"记录项目 {self.chosen}")
        at = sketch.field("请输入数值")
        sketch.nodes[at] = replace(sketch.nodes[at], value=self.written)
        sketch.button("保存")
        if self.open:
            sketch.button(self.measure)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        label = self.again().label(node)
        if "请选择" in label:
            self.open = True
        elif label == self.measure:
            self.chosen, self.open = label, False
        return self.again()

    def fill(self, node: Node, words: str) -> Screen:
        self.written = words
        return self.again()


@pytest.mark.parametrize(
    ("measure", "figure"), [("血压", "120"), ("体重", "65"), ("胎动", "5"), ("其他指标", "6")]
)
def test_the_figure_suits_what_was_chosen(measure: str, figure: str) -> None:
    app = Diary(measure)
    fill_in(cast(App, app))
    assert (app.chosen, app.written) == (measure, figure)


def test_the_figure_suits_what_was_chosen_beforehand() -> None:
    app = Diary("血糖")
    app.chosen = "血压"
    fill_in(cast(App, app))
    assert (app.chosen, app.written) == ("血压", "120")


@pytest.mark.parametrize("sent", [True, False])
def test_whether_a_record_takes_in_what_was_never_sent_is_open(sent: bool) -> None:
    home = place("home", lines("欢迎使用示范医院", title="首页"))
    diary = place("diary", lines("血压记录", "血压 118/74", title="血压记录"), ("血压记录",))
    memory = {} if sent else {"monitoring": unknown(Cause.NOT_CONCLUSIVE, "要求补正“请输入”")}
    app = explored(mapped(home, diary, ways=(way("血压记录", "diary"),)), memory=memory)
    assert monitoring_in_record(app).truth is (False if sent else None)
