"""A report whose download stands in the menu of its top bar (更多 › 存为 PDF)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.model import Rect
from probes.flows.records.documents import downloaded
from tests.probes.drawn import drawn

REPORT = ["检查所见 肝脏形态大小正常", "诊断意见 轻度脂肪肝", "检查时间 2026-11-19"]


def app_with(folder: Path, menu: list[str], tried: bool) -> Walker:
    pages = {
        "首页": ["检查报告 > 检查报告", "本院欢迎您"],
        "检查报告": ["腹部彩超 2026-11-19 > 报告详情"],
        "报告详情": ["更多 > 报告详情#2", *REPORT],
        "报告详情#2": menu,
    }
    app = drawn(folder, pages)
    seen = app.map
    for known in list(seen.places.values()):
        nodes = tuple(
            replace(n, bounds=Rect(350, 10, 24, 24)) if n.text == "更多" else n
            for n in known.screen.nodes
        )
        seen.places[known.id] = replace(known, screen=replace(known.screen, nodes=nodes))
    if not tried:
        gone = [w.target for w in seen.ways if w.label == "更多"]
        seen.ways[:] = [w for w in seen.ways if w.label != "更多" and w.source not in gone]
        seen.places = {key: known for key, known in seen.places.items() if key not in gone}
    return app


@pytest.mark.parametrize(
    ("menu", "tried", "told"),
    [
        (["转发给家人 ! 请在微信中转发", *REPORT], False, "未见下载入口"),
        (["转发给家人 ! 请在微信中转发", *REPORT], True, "未见下载入口"),
        (["存为PDF ! 报告生成失败", *REPORT], False, "存为PDF"),
    ],
)
def test_a_menu_that_exploring_left_alone_is_opened(
    tmp_path: Path, menu: list[str], tried: bool, told: str
) -> None:
    found = downloaded(app_with(tmp_path, menu, tried), "exam_report")
    assert told in found.reason
