"""A lone 立即预约 below a chosen time: pressed with leave only, and given back if it booked."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect
from probes.finding import Finding
from probes.flows.booking.doctor_visit import bookable
from probes.model import Cause
from tests.probes.drawn import drawn

CHOSEN = ["心血管内科 何医生", "2026-11-30 周一", "08:30-09:00 已选"]
CONFIRM = ["就诊人 张三", "科室 心血管内科", "医生 何医生", "就诊时间 2026-11-30 08:30-09:00"]
DONE = ["预约成功", "就诊时间 2026-11-30 08:30-09:00", "取消预约 > 已取消"]


def found(folder: Path, button: str, *, allow: bool = True) -> Finding:
    pages = {
        "首页": ["预约挂号 > 选择医生", "就诊前一日可退号"],
        "选择医生": ["何医生 主任医师 > 医生主页", "擅长冠心病介入治疗、高血压、心力衰竭的诊治"],
        "医生主页": ["2026-11-30 周一", "08:30-09:00 余 3 > 医生主页#2"],
        "医生主页#2": [*CHOSEN, button],
        "确认预约": [*CONFIRM, "确认预约 > 预约结果"],
        "预约结果": DONE,
        "已取消": ["预约已取消", "就诊时间 2026-11-30 08:30-09:00"],
    }
    return bookable(drawn(folder, pages, allow=frozenset({Effect.BOOKING} if allow else ())))


@pytest.mark.parametrize("leads_to", ["确认预约", "预约结果"])
def test_with_leave_it_is_pressed_whether_it_leads_on_or_books(
    tmp_path: Path, leads_to: str
) -> None:
    finding = found(tmp_path, f"立即预约 > {leads_to}")
    assert finding.truth is True
    assert "已取消" in finding.reason


def test_without_leave_it_is_not_pressed(tmp_path: Path) -> None:
    finding = found(tmp_path, "立即预约 > 预约结果", allow=False)
    assert (finding.truth, finding.cause) == (None, Cause.NOT_CONCLUSIVE)
