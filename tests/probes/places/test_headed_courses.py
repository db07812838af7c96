"""1.2.4: a course of a visit told by the names of its stages, under a heading that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.places.guides import guides
from tests.probes.drawn import drawn

STAGES = ["预检分诊", "挂号", "线上或自助机", "报到候诊", "缴费", "检查", "取药", "一层药房"]


@pytest.mark.parametrize(("heading", "guide"), [("门诊就诊流程", True), ("门诊各窗口", False)])
def test_stages_under_a_heading_guide_through_a_visit(
    tmp_path: Path, heading: str, guide: bool
) -> None:
    pages = {"首页": ["就诊帮助 > 就诊帮助", "本院欢迎您"], "就诊帮助": [heading, *STAGES]}
    app = drawn(tmp_path, pages)
    place = next(p for p in app.map.places.values() if p.screen.title == "就诊帮助")
    assert guides(app, place, named=True) is guide


@pytest.mark.parametrize(
    ("line", "guide"),
    [
        ("1. 取号 → 2. 报到 → 3. 候诊 → 4. 就诊 → 5. 缴费 → 6. 检查取药", True),
        ("取号、报到、候诊、缴费、检查、取药", False),
        ("首页 → 门诊 → 科室 → 医生", False),
    ],
)
def test_a_course_in_one_line_guides_also_among_other_panels(
    tmp_path: Path, line: str, guide: bool
) -> None:
    more = [f"{name} > 首页" for name in ("如何约号", "急诊", "楼层分布", "住院须知")]
    pages = {"首页": ["就医一本通 > 就医一本通"], "就医一本通": ["门诊流程", line, *more]}
    app = drawn(tmp_path, pages)
    place = next(p for p in app.map.places.values() if p.screen.title == "就医一本通")
    assert guides(app, place, named=True) is guide
