"""To say for whom (a row of a card) leads out of no function."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.records.bills import bill_payable
from probes.labels import says_whose
from tests.probes.drawn import drawn

CASHIER = ["¥120.00", "微信支付", "支付宝", "确认支付"]


@pytest.mark.parametrize(
    ("label", "whose"),
    [
        ("就诊卡 00012345 张三 本人", True),
        ("李四 男 110101********0118", True),
        ("患者ID:1002331", True),
        ("就诊卡管理", False),
        ("门诊缴费 待缴 2 笔", False),
        ("患者服务中心 0101-2345678", False),
        ("配送员 王五 138****0000", False),
    ],
)
def test_the_row_of_a_card_says_whose(label: str, whose: bool) -> None:
    assert says_whose(label) is whose


@pytest.mark.parametrize(
    ("row", "there"),
    [("就诊卡 00012345 张三 本人", True), ("住院押金", False)],
    ids=["whose", "another"],
)
def test_a_bill_behind_the_choice_of_a_card_is_the_functions(
    tmp_path: Path, row: str, there: bool
) -> None:
    pages = {
        "首页": ["门诊缴费 > 选择", "医院新闻"],
        "选择": ["请选择", f"{row} > 账单"],
        "账单": ["化验 ¥120.00", "缴费 > 付款"],
        "付款": ["订单号 1", *CASHIER[:-1], "确认支付 ! 请在微信内完成"],
    }
    assert (bill_payable(drawn(tmp_path, pages), "outpatient").truth is True) is there
