"""Functions that match no indicator are listed for the expert, and only those."""

from __future__ import annotations

from pathlib import Path

from probes.unmatched import unmatched
from tests.probes.drawn import drawn

PAGES = {
    "首页": [
        "预约挂号 > 挂号",
        "检验报告 > 报告",
        "门诊缴费 > 缴费",
        "无偿献血 > 献血",
        "爱心传递 > 爱心",
        "住院服务 > 住院",
    ],
    "挂号": ["请选择科室", "内科 > 挂号二", "外科 > 挂号二", "神经科 > 挂号二"],
    "挂号二": ["内科门诊排班"],
    "报告": ["血常规 2026-11-02"],
    "缴费": ["挂号费 50.00 元"],
    "献血": ["献血前请保证睡眠,携带身份证到献血屋登记,可在此预约献血时间与地点"],
    "爱心": ["功能建设中"],
    "住院": ["住院清单 > 清单", "住院缴费 > 缴费", "出院带药 > 带药"],
    "清单": ["床位费 30.00 元"],
    "带药": ["阿司匹林肠溶片 100mg"],
}


def test_what_no_indicator_asks_for_is_listed_if_it_is_really_there(tmp_path: Path) -> None:
    app = drawn(tmp_path, PAGES)
    assert [label for label, _ in unmatched(app)] == ["无偿献血"]


def test_the_map_keeps_them(tmp_path: Path) -> None:
    app = drawn(tmp_path, PAGES)
    assert [label for label, _ in app.map.unmatched] == ["无偿献血"]
