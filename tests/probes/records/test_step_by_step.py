"""3.1.1: a sheet among the reports that shows how far its examination has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.records.progress import progress
from tests.probes.drawn import drawn

STEPS = ["登记", "已完成", "检查", "进行中(超声2室)", "报告", "待审核"]


@pytest.mark.parametrize(
    ("rows", "there"),
    [
        (STEPS, True),
        (["检查所见", "肝胆未见异常,脾不大", "诊断意见", "未见异常", "报告", "已审核"], False),
    ],
    ids=["under-way", "finished"],
)
def test_the_steps_of_an_examination_are_its_progress(
    tmp_path: Path, rows: list[str], there: bool
) -> None:
    pages = {
        "首页": ["检查报告 > 检查报告", "本院欢迎您", "服务时间全年无休"],
        "检查报告": ["腹部彩超 2026-03-02 > 腹部彩超", "超声科 何医生"],
        "腹部彩超": ["检查项目 腹部彩超", "检查号 US2026030201", *rows],
    }
    assert progress(drawn(tmp_path, pages))["exam"].truth is there
