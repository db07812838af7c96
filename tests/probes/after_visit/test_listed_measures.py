"""4.2.2: measures in a list under the words that one should watch them."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.after_visit.care import metrics
from tests.probes.drawn import drawn

WATCH = ("您的下次复诊为 2026-11-30", "请关注以下指标")


@pytest.mark.parametrize(
    ("rows", "kind", "there"),
    [
        ((*WATCH, "· 体重:一个月内减轻超过3公斤请联系医生"), "weight", True),
        ((*WATCH, "2. 血压:每周测2次"), "blood_pressure", True),
        ((*WATCH, "● 体温:高于38℃请返院"), "other", True),
        ((*WATCH, "· 膝关节活动度:目标为术后六周达到130°"), "other", True),
        ((*WATCH, "· 体重:在“我的档案”中查看"), "weight", False),
        (("常见问题", "· 血压:每周测2次"), "blood_pressure", False),
    ],
    ids=["limit", "number", "bullet", "joint", "elsewhere", "everybody"],
)
def test_a_listed_measure_with_its_limit_is_watched(
    tmp_path: Path, rows: tuple[str, ...], kind: str, there: bool
) -> None:
    pages = {"首页": ["健康提醒 > 健康提醒", "本院欢迎您"], "健康提醒": list(rows)}
    assert (metrics(drawn(tmp_path, pages))[kind].truth is True) is there
