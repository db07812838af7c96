"""4.3.3: a parcel of medicine on its way is known by what its page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.finding import yes
from probes.flows.medicine.shown import tracking
from probes.flows.places.search import shown
from tests.probes.drawn import drawn

TRACE = ["正在派件", "2026-11-01 08:12", "药房复核完成", "2026-10-31 15:20"]


@pytest.mark.parametrize(
    ("page", "truth"),
    [
        (["运单：顺丰 YD9920318 已签收", *TRACE], True),
        (["运单：发货后生成", "已审核", "打包后由快递派送"], False),
    ],
)
def test_a_parcel_on_the_tab_that_is_open(tmp_path: Path, page: list[str], truth: bool) -> None:
    pages = {
        "首页": ["药事服务 > 药事服务", "本院欢迎您", "服务时间全年无休"],
        "药事服务": ["新建配送 > 新建配送", "颗粒剂14剂", *page],
        "新建配送": ["? 收货地址", "提交"],
    }
    assert (shown(drawn(tmp_path, pages), "delivery_tracking").truth is True) is truth


@pytest.mark.parametrize(("rows", "truth"), [(TRACE, True), (["药师审核后配送"], False)])
def test_the_page_of_the_delivery_may_show_how_far_it_has_come(
    tmp_path: Path, rows: list[str], truth: bool
) -> None:
    pages = {
        "首页": ["药品到家 > 药品到家", "本院欢迎您", "服务时间全年无休"],
        "药品到家": ["运单号 YD9920318", "收货地址 幸福路一号", *rows],
    }
    app = drawn(tmp_path, pages)
    assert (tracking(app, yes("药品配送", ["e"])).truth is True) is truth
