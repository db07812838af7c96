"""3.4.2: that no doctor has ordered anything for a test account is no proof that none can."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.clinic.prescribing import order_kinds
from probes.model import Cause
from tests.probes.drawn import drawn

CLINIC = ["在线问诊 > 在线问诊", "本院欢迎您", "服务时间全年无休"]
DOCTORS = ["何医生 神经内科 主任医师 图文问诊 ¥30", "宋医生 心血管内科 副主任医师 图文问诊 ¥20"]


def test_where_doctors_see_patients_online_orders_may_yet_be_written(tmp_path: Path) -> None:
    found = order_kinds(drawn(tmp_path, {"首页": CLINIC, "在线问诊": DOCTORS}))
    assert {finding.cause for finding in found.values()} == {Cause.NEEDS_MATERIAL}


@pytest.mark.parametrize(
    "pages",
    [
        {"首页": ["门诊公告 > 门诊公告", *CLINIC[1:]], "门诊公告": ["国庆节期间门诊照常开诊"]},
        {
            "首页": ["在线开单 > 在线开单", *CLINIC],
            "在线问诊": DOCTORS,
            "在线开单": ["功能建设中,敬请期待"],
        },
        {
            "首页": ["在线开单 > 在线开单", *CLINIC],
            "在线问诊": DOCTORS,
            "在线开单": ["检验申请 ! 功能建设中,敬请期待", "请核对本人信息后查看"],
        },
    ],
)
def test_without_a_clinic_or_with_orders_that_are_shut_there_are_none(
    tmp_path: Path, pages: dict[str, list[str]]
) -> None:
    assert {f.truth for f in order_kinds(drawn(tmp_path, pages)).values()} == {False}
