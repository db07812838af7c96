"""4.1.1: what others wrote about a doctor asks nobody for an opinion."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect
from probes.appmap import Arrival
from probes.flows.after_visit.aftercare import survey_targeted
from probes.flows.places.entry import submitted
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

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


def test_a_survey_that_names_who_received_the_patient_is_about_the_visit(tmp_path: Path) -> None:
    """Without the word 医师, as one vendor lists what is to be rated."""
    row = "11月6日 就诊评价 接诊:周国梁 副主任医师"
    pages = {
        "首页": ["满意度评价 > 满意度评价", "本院欢迎您"],
        "满意度评价": [row, "去评价 > 问卷"],
        "问卷": ["候诊时间是否可接受", "? 请填写您的意见", "提交 ! 提交成功"],
    }
    assert survey_targeted(drawn(tmp_path, pages)).truth is True


@pytest.mark.parametrize(("arrival", "truth"), [(Arrival.NOTHING, True), (Arrival.TOAST, False)])
def test_a_sentence_on_which_a_tap_did_nothing_is_no_entry(arrival: Arrival, truth: bool) -> None:
    asks = "邀请您对2026-11-20在房颤中心的就诊作出评价。"
    sketch = Sketch("就诊评价")
    sketch.text(asks, clickable=True)
    sketch.field("您的意见")
    sketch.button("提交评价")
    survey = place("survey", sketch.screen(), ("就诊评价",))
    ways = (way("就诊评价", "survey"), way(asks, source="survey", arrival=arrival))
    app = explored(mapped(place("home", lines("首页")), survey, ways=ways))
    assert survey_targeted(app).truth is truth
