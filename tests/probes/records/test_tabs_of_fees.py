"""5.2.4: which fees a page shows is told by what stands on it, not by its other tab."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.records.bills import fee_shown
from tests.probes.drawn import drawn

HOME = ["本院欢迎您", "服务时间全年无休"]


@pytest.mark.parametrize(
    ("rows", "there"),
    [
        (["2026-03-02 西药费 25.00", "合计 25.00 元"], True),
        (["呼吸内科一病区 2026-03-02 微信支付", "药费 612.30", "¥692.30"], True),
        (["住院号 20260001", "2026-03-02 床位费 60.00", "合计 60.00 元"], False),
        (["系统繁忙,请稍后再试"], False),
    ],
    ids=["outpatient", "of a ward by name", "inpatient", "refused"],
)
def test_the_name_of_a_tab_says_nothing_of_what_is_shown(
    tmp_path: Path, rows: list[str], there: bool
) -> None:
    page = ["门诊费用 > 费用查询", "住院费用 > 费用查询#2", *rows]
    pages = {
        "首页": ["费用查询 > 费用查询", *HOME],
        "费用查询": page,
        "费用查询#2": ["门诊费用 > 费用查询", "住院费用 > 费用查询#2", "系统繁忙,请稍后再试"],
    }
    found = fee_shown(drawn(tmp_path, pages), "outpatient")
    assert found.truth is there


def test_the_open_tab_tells_whose_fees_are_shown(tmp_path: Path) -> None:
    tabs = ["门诊费用 > 费用查询", "住院费用 > 费用查询#2"]
    pages = {
        "首页": ["住院费用 > 费用查询", *HOME],
        "费用查询": [*tabs, "2026-03-02 西药费 25.00", "合计 25.00 元"],
        "费用查询#2": [*tabs, "暂无数据"],
    }
    app = drawn(tmp_path, pages)
    assert fee_shown(app, "outpatient").truth is True
    assert fee_shown(app, "inpatient").truth is not True
