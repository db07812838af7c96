"""5.3.1: where only an online clinic answers questions, an expert says whether that counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.clinic.clinics import consulted
from probes.model import Cause
from tests.probes.drawn import drawn

HOME = ["门诊公告 > 门诊公告", "本院欢迎您"]
CLINIC = ["图文问诊 > 图文问诊", *HOME]
NOTICE = ["国庆节期间门诊照常开诊,急诊全天开放"]
DOCTORS = ["何医生 神经内科 主任医师 ¥30 > 描述病情", "宋医生 心血管内科 副主任医师 ¥20"]
FORM = ["向何医生描述病情", "?? 症状、持续时间", "提交并支付 ¥30 ! 请在微信中支付"]


@pytest.mark.parametrize(
    ("home", "clinic", "cause"),
    [
        (CLINIC, DOCTORS, Cause.NEEDS_EXPERT),
        (CLINIC, ["功能建设中,敬请期待"], None),
        (["在线咨询 ! 功能建设中,敬请期待", *CLINIC], DOCTORS, Cause.NEEDS_EXPERT),
        (["在线咨询 ! 功能建设中,敬请期待", *HOME], DOCTORS, None),
        (HOME, DOCTORS, None),
    ],
    ids=["a clinic", "a hollow clinic", "a hollow consultation beside", "hollow alone", "neither"],
)
def test_a_clinic_by_words_may_be_a_consultation(
    tmp_path: Path, home: list[str], clinic: list[str], cause: Cause | None
) -> None:
    pages = {"首页": home, "图文问诊": clinic, "门诊公告": NOTICE, "描述病情": FORM}
    found = consulted(drawn(tmp_path, pages))
    assert (found.truth, found.cause) == (None if cause else False, cause), found.reason
