"""4.1.1: a review that somebody else wrote names nobody's own visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.after_visit.aftercare import survey_targeted
from tests.probes.drawn import drawn

HOME = ["找专家 > 找专家", "满意度 > 满意度", "本院欢迎您", "服务时间全年无休"]
EXPERTS = ["陈平 主任医师 > 陈平", "骨科 王海 副主任医师"]
PAGE = ["患者评价 > 患者评价", "从医二十余年,待人和气"]
ANONYMOUS = ["请您匿名填写本问卷", "? 说说您的感受", "提交 ! 感谢参与"]


@pytest.mark.parametrize(
    ("reviews", "survey", "truth"),
    [
        (["医生很耐心,讲解细致。 2026-03-02", "下次还来"], ANONYMOUS, False),
        (["王**:医生很耐心。(2026-03-02)", "? 写下您的评价", "发表评价"], ANONYMOUS, False),
        (["王**:医生很耐心。(2026-03-02)"], ["骨科 2026-03-02 就诊", *ANONYMOUS], True),
        (["下次还来"], ["骨科 2026-03-02 就诊", "去评价 > 评价本次就诊"], True),
    ],
)
def test_only_what_asks_the_patient_is_a_survey_of_the_own_visit(
    tmp_path: Path, reviews: list[str], survey: list[str], truth: bool
) -> None:
    pages = {"首页": HOME, "找专家": EXPERTS, "陈平": PAGE, "患者评价": reviews, "满意度": survey}
    app = drawn(tmp_path, {**pages, "评价本次就诊": ["? 您的意见", "提交 ! 感谢参与"]})
    assert survey_targeted(app).truth is truth
