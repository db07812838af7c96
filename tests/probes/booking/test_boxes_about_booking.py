"""1.3.2: a box that comes up on the way to a slot tells how to book and what to bring."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from devices.model import Role, Screen
from probes.appmap import Arrival
from probes.flows.booking.booking_boxes import told_in_a_box
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

HEADING = re.compile("挂号须知")
SAID = "就诊当日请带好身份证、就诊卡"


def boxed(said: str) -> Screen:
    sketch = Sketch("选择科室")
    sketch.button("关节外科")
    box = sketch.add(Role.DIALOG, box=(30, 200, 300, 200))
    sketch.text("挂号须知", said, parent=box)
    sketch.button("我知道了", parent=box)
    return sketch.screen()


@pytest.mark.parametrize(
    ("words", "comes_up", "entry", "told"),
    [
        (f"挂号须知 {SAID} 我知道了", True, "预约挂号", True),
        (f"挂号须知 {SAID} 我知道了", False, "预约挂号", False),  # nothing to be shown
        (f"停诊通知 {SAID}", True, "预约挂号", False),
        (f"挂号须知 {SAID} 我知道了", True, "健康科普", False),
    ],
)
def test_a_box_on_the_way_to_a_slot(words: str, comes_up: bool, entry: str, told: bool) -> None:
    rooms = Sketch("选择科室")
    rooms.text("请选择要挂号的科室", "门诊楼 3 层 A 区", "每日 7:30 放号")
    rooms.button("关节外科", "脊柱外科", "运动医学科")
    home, page = place("home", lines("首页")), place("p", rooms.screen(), (entry,))
    said = replace(way("关节外科", source="p"), arrival=Arrival.TOAST, words=words)
    more: dict[str, Any] = {
        "visit": lambda where: where.screen,
        "tap": lambda node, purpose=None, **_: boxed(SAID) if comes_up else rooms.screen(),
    }
    app = explored(mapped(home, page, ways=(way(entry, "p"), said)), **more)
    found = told_in_a_box(app, HEADING, lambda text: "身份证" in text, "预约材料说明")
    assert (found is not None and found.truth is True) is told
