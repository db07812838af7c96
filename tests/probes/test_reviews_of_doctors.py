"""4.1.1: what others wrote about a doctor asks nobody for an opinion."""

from __future__ import annotations

from pathlib import Path

from devices.model import Effect
from probes.flows.aftercare import survey_targeted
from probes.flows.entry import submitted
from tests.probes.drawn import drawn

HOME = ["专家介绍 > 专家介绍", "本院欢迎您", "服务时间全年无休"]
REVIEWS = ["何山 主任医师", "擅长:肺结节的诊治", "医生很耐心,讲解细致。", "2026-03-02 骨科 王**"]


def test_reviews_on_the_page_of_a_doctor_are_no_survey(tmp_path: Path) -> None:
    pages = {
        "首页": HOME,
        "专家介绍": ["何山 主任医师 > 何山", "骨科 王海 副主任医师"],
        "何山": ["患者评价 > 评价", "擅长:肺结节的诊治"],
        "评价": REVIEWS,
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.OWN}))
    assert survey_targeted(app).truth is not True
    assert submitted(app, "survey", Effect.OWN).reason.startswith("探索完全部")


def test_a_survey_beside_them_is_looked_at(tmp_path: Path) -> None:
    pages = {
        "首页": [*HOME, "满意度调查 > 满意度调查"],
        "专家介绍": ["何山 主任医师 > 何山", "骨科 王海 副主任医师"],
        "何山": ["患者评价 > 评价", "擅长:肺结节的诊治"],
        "评价": REVIEWS,
        "满意度调查": [
            "就诊日期 2026-03-02",
            "就诊科室 骨科门诊",
            "? 请填写您的意见",
            "提交 ! 提交成功",
        ],
    }
    app = drawn(tmp_path, pages)
    assert survey_targeted(app).truth is True
