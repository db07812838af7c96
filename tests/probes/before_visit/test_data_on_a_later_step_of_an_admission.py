"""2.2.5: the step of an admission that asks for the patient's data may never have been seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect
from probes.flows.before_visit.admission import info_entered
from tests.probes.drawn import drawn

ROWS = ["入院科室 请选择 ! 请稍候", "期望日期 请选择 ! 请稍候"]


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        (["病房床位", "个人信息", "确认", *ROWS, "下一步 ! 请选择科室和日期"], None),
        (["病房床位", "确认", *ROWS, "下一步 ! 请选择科室和日期"], False),
        (["病房床位", "个人信息", "确认", *ROWS, "下一步 > 确认"], False),
    ],
)
def test_a_request_for_a_bed_step_by_step(
    tmp_path: Path, rows: list[str], truth: bool | None
) -> None:
    pages = {
        "首页": ["病房入院预约 > 病房入院预约", "本院欢迎您", "门诊时间为周一至周日"],
        "病房入院预约": rows,
        "确认": ["普通外科 三人间", "住院处将电话确认"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.OWN}))
    assert info_entered(app).truth is truth
