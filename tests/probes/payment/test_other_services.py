"""3.3.1: a service of a name that the field does not know stands among the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import kinds_offered
from probes.model import Cause
from tests.probes.drawn import drawn


@pytest.mark.parametrize("nearer", [True, False])
@pytest.mark.parametrize(
    ("entry", "rows", "cause"),
    [
        ("探视预约", ["探视时间为每周三", "? 患者姓名", "提交预约 ! 请填写"], Cause.NEEDS_EXPERT),
        ("探视须知", ["探视时间为每周三", "每次限两人,请佩戴口罩"], None),  # only to read
        ("门诊缴费", ["待缴费 85.00 元", "? 就诊卡号"], None),  # the name of another function
    ],
)
def test_what_can_be_asked_for_beside_the_known_services_is_for_an_expert_to_name(
    tmp_path: Path, entry: str, rows: list[str], cause: Cause | None, *, nearer: bool
) -> None:
    """nearer: another menu, on which the explorer was before, leads there as well."""
    beside = [f"{entry} > {entry}"] if nearer else []
    pages = {
        "首页": ["便民服务 > 便民服务", "本院欢迎您", "服务时间全年无休", *beside],
        "便民服务": ["轮椅借用 > 轮椅借用", f"{entry} > {entry}"],
        "轮椅借用": ["可借 6 辆", "? 使用人", "预约借用 ! 请填写"],
        entry: rows,
    }
    found = kinds_offered(drawn(tmp_path, pages))["other"]
    assert (found.truth, found.cause) == (None if cause else False, cause), found.reason
