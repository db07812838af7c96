"""The hours of bookings made already, met on the way, are none to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.booking.timeslots import timeslots
from tests.probes.drawn import drawn

LISTED = ["周敏 2026-11-29 16:30-17:00 待就诊", "林涛 2026-12-02 09:00-09:30 待就诊", "共 2 条"]


@pytest.mark.parametrize(("title", "offered"), [("我的预约", False), ("选择时段", True)])
def test_a_walk_that_ends_in_ones_own_bookings_has_found_no_slots(
    tmp_path: Path, title: str, offered: bool
) -> None:
    pages = {
        "首页": ["采血预约 > 采血预约", "本院欢迎您", "服务时间全年无休"],
        "采血预约": ["采血须空腹", "请按开单顺序采血", f"下一步 > {title}"],
        title: LISTED,
    }
    assert (timeslots(drawn(tmp_path, pages), "lab").truth is True) is offered
