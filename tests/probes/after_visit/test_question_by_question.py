"""5.1.3: a questionnaire that goes on by a touch is filled in to its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from devices.model import Effect
from probes.flows.after_visit.aftercare import risk_feedback
from probes.flows.forms.question_by_question import question
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch

ANSWERS = ("没有", "很少", "有时", "经常", "总是")
FED_BACK = ["我的体质:平和质", "已同步至医院健康档案"]
REFUSED = ["提交失败,请稍后再试"]


def questions(end: str, marks: Sequence[str]) -> dict[str, list[str]]:
    pages = {}
    for at, mark in enumerate(marks):
        then = f"题{at + 2}" if at + 1 < len(marks) else end
        pages[f"题{at + 1}"] = [mark, "您精力充沛吗?", *(f"{word} > {then}" for word in ANSWERS)]
    return pages


@pytest.mark.parametrize(
    ("marks", "result", "own", "truth"),
    [
        (("第 1 / 3 题", "第 2 / 3 题", "第 3 / 3 题"), FED_BACK, True, True),
        (("1/3", "2/3", "3/3"), FED_BACK, True, True),
        (("1/3 最近两周内", "2/3 最近两周内", "3/3 最近两周内"), FED_BACK, True, True),
        (("第 1 / 3 题", "第 2 / 3 题", "第 3 / 3 题"), REFUSED, True, False),
        (("第 1 / 3 题", "第 2 / 3 题"), ["欢迎使用"], True, None),  # it broke off
        (("第 1 / 3 题", "第 2 / 3 题", "第 3 / 3 题"), FED_BACK, False, None),
    ],
)
def test_every_question_is_answered(
    tmp_path: Path, marks: Sequence[str], result: list[str], own: bool, truth: bool | None
) -> None:
    pages = {
        "首页": ["健康风险评估 > 健康风险评估", "本院欢迎您", "服务时间全年无休"],
        "健康风险评估": ["请根据近一年的体验回答,由系统判定", "开始测评 > 题1"],
        **questions("结果", marks),
        "结果": result,
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.OWN}) if own else frozenset())
    assert risk_feedback(app).truth is truth


@pytest.mark.parametrize(
    ("mark", "asks"),
    [("1/8 最近两周内", True), ("1/8 周四", False), ("1/8 上午放号", False), ("1/8", False)],
)
def test_a_day_is_no_number_of_a_question(mark: str, asks: bool) -> None:
    sketch = Sketch("筛查")
    sketch.text(mark, "正在服降压药")
    sketch.button("否", "是")
    assert bool(question(sketch.screen())) is asks
