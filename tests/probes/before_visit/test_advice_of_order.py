"""3.2.2, 2.2.4: advice in which order to go, and a plan that is taken up as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.before_visit.advice import guided
from probes.flows.before_visit.reference import reference_advised
from tests.probes.drawn import drawn

HOME = ["排队叫号 > 排队叫号", "本院欢迎您", "服务时间全年无休"]


@pytest.mark.parametrize(
    ("line", "truth"),
    [
        ("建议您：先到二楼心电图室（等候 1 人）→ 再到超声科（约 12 分钟）", True),
        ("推荐先去采血室,前面 3 人,然后去超声室", True),
        ("建议您先到护士站报到,前面还有 3 人", False),
        ("建议您先到分诊台,再到诊室", False),
    ],
)
def test_an_order_by_the_queues_of_now_is_guidance(tmp_path: Path, line: str, truth: bool) -> None:
    queue = ["心电图室 1 人,超声科 12 人", line, "前面还有 3 人"]
    app = drawn(tmp_path, {"首页": HOME, "排队叫号": queue})
    assert guided(app).truth is truth


@pytest.mark.parametrize("label", ["一键采用", "采纳此方案", "采用"])
def test_a_plan_that_is_taken_up_as_it_is(tmp_path: Path, label: str) -> None:
    plan = "系统根据您待约的 3 项检查,为您安排:12-01 08:00 腹部超声,同日 09:30 胃镜"
    pages = {
        "首页": ["医技服务 > 医技服务", "本院欢迎您", "服务时间全年无休"],
        "医技服务": [plan, f"{label} > 腹部超声", "腰椎磁共振"],
        "腹部超声": ["选择检查时段", "08:00-08:30 余3"],
    }
    assert reference_advised(drawn(tmp_path, pages)).truth is True
