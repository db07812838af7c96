"""2.2.3: slots on a page that is called 采血 are those of the laboratory, whatever led there."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.booking.timeslots import timeslots
from tests.probes.drawn import drawn

SLOTS = ["11月29日", "08:00-08:30 余1 ! ", "08:30-09:00 余3 ! "]


def pages(title: str) -> dict[str, list[str]]:
    """The entry of examinations leads to a page on which that of the slots stands."""
    return {
        "首页": ["检查预约 > 检查预约", "本院欢迎您"],
        "检查预约": ["请持申请单预约", f"{title} > {title}", "11月28日"],
        title: [*SLOTS, "做超声前请先采血"],
    }


@pytest.mark.parametrize(("title", "exam"), [("采血预约", False), ("选择时段", True)])
def test_a_page_called_by_one_service_has_no_slots_of_the_other(
    tmp_path: Path, title: str, exam: bool
) -> None:
    assert (timeslots(drawn(tmp_path, pages(title)), "exam").truth is True) is exam


def test_they_are_slots_of_the_service_that_is_named(tmp_path: Path) -> None:
    assert timeslots(drawn(tmp_path, pages("采血预约")), "lab").truth is True
