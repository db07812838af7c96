"""What is chosen from a list or touched question by question alarms nobody either."""

from __future__ import annotations

from typing import cast

import pytest

from devices.model import Node, Role, Screen
from probes.app import App
from probes.flows.forms.filling import fill_in
from probes.flows.forms.mildest import calmest
from probes.flows.forms.question_by_question import answered
from probes.lexicon import load_lexicon
from tests.probes.forms.test_filling import Script
from tests.probes.sketch import Sketch, place

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("question", "options", "given"),
    [
        ("近两周是否有伤害自己的想法", ("是", "否"), "否"),
        ("是否复诊", ("是", "否"), "是"),
        ("有无以下症状", ("发热", "咳嗽", "以上均无"), "以上均无"),
        ("药物过敏史", ("有", "无"), "无"),
        ("与患者关系", ("父母", "子女"), "父母"),
    ],
)
def test_the_calmest_answer_is_given(question: str, options: tuple[str, ...], given: str) -> None:
    assert options[calmest(options, LEXICON, question)] == given


class Listed(Script):
    """A form with one list to choose from."""

    def __init__(self, *options: str) -> None:
        sketch = Sketch("随访表")
        sketch.text("睡眠")
        sketch.add(Role.CHOICE, options=options, editable=True, clickable=True)
        super().__init__("form", {"form": (sketch.screen(), {})})
        self.chosen: list[str] = []

    def choose(self, node: Node, option: str) -> Screen:
        self.chosen.append(option)
        return self.again()


@pytest.mark.parametrize(
    ("options", "chosen"),
    [(("几乎每天", "偶尔", "没有"), "没有"), (("父母", "子女"), "父母")],
)
def test_of_a_list_the_calm_answer_is_chosen(options: tuple[str, ...], chosen: str) -> None:
    form = Listed(*options)
    fill_in(cast(App, form))
    assert form.chosen == [chosen]


def test_question_by_question_the_calm_answer_is_touched() -> None:
    pages: dict[str, tuple[Screen, dict[str, str]]] = {}
    for nth in (1, 2):
        sketch = Sketch("自测")
        sketch.text(f"第 {nth}/2 题", "您是否有伤害自己的念头?")
        box = sketch.add(Role.GROUP)
        sketch.button("经常有", "完全没有", parent=box)
        pages[f"q{nth}"] = (sketch.screen(), {"完全没有": "q2" if nth == 1 else "end"})
    done = Sketch("自测")
    done.text("提交成功")
    pages["end"] = (done.screen(), {})
    script = Script("q1", pages)
    script.visit = lambda where: script.again()  # type: ignore[attr-defined]
    assert answered(cast(App, script), place("q1", pages["q1"][0]), "自测").truth is True
    assert script.tapped == ["完全没有", "完全没有"]
