"""A fee that is seen only after something was filled in or ordered is an open question, no no."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import payable_service
from tests.probes.drawn import drawn

HOME = ["便民服务 > 便民服务", "来院路线 > 来院路线", "欢迎使用示范医院"]
ROUTE = ["地铁 2 号线明湖公园站 B 口步行 300 米,公交 18 路直达门诊楼"]


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        (["地下车库每小时 5 元", "? 请输入车牌号", "查询 ! 请输入车牌号"], None),
        (["地下车库每小时 5 元", "? 请输入车牌号", "立即缴费 ! 请输入车牌号"], None),
        (["地下车库每小时 5 元", "剩余车位 32 个", "入口在东门"], False),
        (["地下车库每小时 5 元", "? 搜索停车场", "查询 ! 没有找到"], False),
    ],
)
def test_what_is_looked_up_first_stays_open(
    tmp_path: Path, rows: list[str], truth: bool | None
) -> None:
    pages = {
        "首页": HOME,
        "来院路线": ROUTE,
        "便民服务": ["停车缴费 > 停车缴费", "轮椅租赁 ! 请到服务台办理"],
        "停车缴费": rows,
    }
    assert payable_service(drawn(tmp_path, pages), "parking").truth is truth
