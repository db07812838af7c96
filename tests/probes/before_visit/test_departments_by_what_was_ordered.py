"""2.1.2: a tab of the guide that goes by examinations, with departments of its own under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.before_visit.advice import plan_advice
from tests.probes.drawn import drawn

TABS = ["按症状 > 智能导诊", "按检查安排 > 智能导诊#2", "流行病提示 > 智能导诊#3"]
OWN = ["胎儿系统超声", "请先到四楼登记", "后续就诊:高危妊娠门诊"]


@pytest.mark.parametrize(
    ("entry", "own", "found"),
    [
        ("智能导诊", OWN, True),
        ("智能导诊", ["胎儿系统超声", "请先到四楼登记"], False),
        ("智能导诊", ["暂无检查安排"], False),
        ("检查预约", OWN, False),
    ],
    ids=["department", "none named", "empty", "no guide"],
)
def test_departments_under_a_tab_that_goes_by_examinations(
    tmp_path: Path, entry: str, own: list[str], found: bool
) -> None:
    tabs = [row.replace("智能导诊", entry) for row in TABS]
    pages = {
        "首页": [f"{entry} > {entry}", "本院欢迎您"],
        entry: ["请选择不适的部位", *tabs],
        f"{entry}#2": [*tabs, *own],
        f"{entry}#3": ["近期流感多发", "请注意防护", "建议就诊:发热门诊", *tabs],
    }
    assert (plan_advice(drawn(tmp_path, pages)).truth is True) is found
