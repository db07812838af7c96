"""3.2.1: a list of departments to open shows nobody the way, whatever building each is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.information.wayfinding import navigation
from tests.probes.drawn import drawn

WHERE = ("眼科", "内科", "外科", "儿科", "骨科")
FLOORS = [f"{name} 门诊楼{floor}层A区" for floor, name in enumerate(WHERE, 1)]


@pytest.mark.parametrize(
    ("name", "opens", "plan"),
    [("科室导览", True, False), ("科室导览", False, True), ("楼层导览", True, True)],
)
def test_where_departments_are_is_a_plan_unless_it_is_their_directory(
    tmp_path: Path, name: str, opens: bool, plan: bool
) -> None:
    rows = [f"{row} > {row[:2]}" if opens else row for row in FLOORS]
    pages = {
        "首页": [f"{name} > {name}", "来院导航 > 来院导航", "本院欢迎您", "服务时间全年无休"],
        name: rows,
        "来院导航": ["地铁 2 号线中医院站", "打开高德地图 ! 请在浏览器中打开"],
        **{row[:2]: ["科室始建于1963年,现有医师十二人"] for row in FLOORS},
    }
    assert (navigation(drawn(tmp_path, pages))[0] == "static_map") is plan
