"""5.3.1: where only an online clinic answers questions, an expert says whether that counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Role, Screen
from probes.flows.clinic.clinics import consulted
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

HOME = ["门诊公告 > 门诊公告", "本院欢迎您"]
CLINIC = ["图文问诊 > 图文问诊", *HOME]
NOTICE = ["国庆节期间门诊照常开诊,急诊全天开放"]
DOCTORS = ["何医生 神经内科 主任医师 ¥30", "宋医生 心血管内科 副主任医师 ¥20"]


def asking(*kinds: str) -> Screen:
    sketch = Sketch("图文问诊")
    sketch.text("何医生 主任医师", "问诊类型")
    sketch.add(Role.CHOICE, options=kinds, value=kinds[0], editable=True, clickable=True)
    sketch.text("病情描述")
    sketch.field("请描述您的症状", kind="textarea")
    sketch.button("提交问诊")
    return sketch.screen()


@pytest.mark.parametrize(
    ("kinds", "truth"),
    [(("复诊续方", "用药咨询"), None), (("复诊续方", "报告解读"), False)],
)
def test_a_form_that_offers_to_consult_beside_a_department_of_that_name_is_open(
    kinds: tuple[str, ...], truth: bool | None
) -> None:
    home = place("home", Sketch("首页").screen())
    department = place("d", lines("科室概况", "本科开展心理治疗", title="心理咨询"), ("心理咨询",))
    form = place("f", asking(*kinds), ("图文问诊",))
    ways = (way("心理咨询", "d"), way("图文问诊", "f"))
    app = explored(mapped(home, department, form, ways=ways), again=lambda: home.screen)
    found = consulted(app)
    assert found.truth is truth, found.reason


@pytest.mark.parametrize(
    ("home", "clinic", "cause"),
    [
        (CLINIC, DOCTORS, Cause.NEEDS_EXPERT),
        (CLINIC, ["功能建设中,敬请期待"], None),
        (["在线咨询 ! 功能建设中,敬请期待", *CLINIC], DOCTORS, None),
        (HOME, DOCTORS, None),
    ],
    ids=["a clinic", "a hollow clinic", "a hollow consultation", "neither"],
)
def test_a_clinic_by_words_may_be_a_consultation(
    tmp_path: Path, home: list[str], clinic: list[str], cause: Cause | None
) -> None:
    pages = {"首页": home, "图文问诊": clinic, "门诊公告": NOTICE}
    found = consulted(drawn(tmp_path, pages))
    assert (found.truth, found.cause) == (None if cause else False, cause), found.reason
