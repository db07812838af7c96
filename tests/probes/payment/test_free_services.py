"""A service that says that it costs nothing cannot be paid, whatever its form asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import OTHER, offered, payable_service
from tests.probes.drawn import drawn


@pytest.mark.parametrize(
    ("told", "truth"),
    [
        ("免费借用,用后归还", False),
        ("用后归还", False),
        ("用后归还,超过两小时收费", None),
        ("首日免费借用,次日起每天 5 元", None),
        ("每天 5 元,请到服务台现场付费", False),
        ("每天 5 元,可在线支付,也可到服务台现场付费", None),
    ],
)
def test_a_free_service_has_no_fee_to_look_up(
    tmp_path: Path, told: str, truth: bool | None
) -> None:
    rows = [told, "? 使用日期", "提交 ! 请填写"]
    app = drawn(tmp_path, {"首页": ["轮椅借用 > 轮椅借用", "医院新闻"], "轮椅借用": rows})
    assert payable_service(app, "wheelchair").truth is truth


@pytest.mark.parametrize(
    ("entry", "offers"), [("母婴室", True), ("门诊三层母婴室扩容启用 院务 2026-11-21", False)]
)
def test_news_about_a_service_is_no_service(tmp_path: Path, entry: str, offers: bool) -> None:
    page = ["母婴室", "门诊三层母婴室位置在东侧,开放时间同门诊,设有哺乳椅与温奶器"]
    pages = {"首页": [f"{entry} > 母婴室", "本院欢迎您", "服务时间"], "母婴室": page}
    assert (offered(drawn(tmp_path, pages), OTHER).truth is True) is offers


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("wheelchair", ["门诊大厅借还点", "可借 6 辆 · 前2小时免费", "借一辆 ! 借用成功"]),
        ("meal", ["低盐低脂套餐 ¥28", "半流食 ¥18", "合计 ¥0", "去结算 ! 请先选择餐品"]),
    ],
)
def test_what_lends_or_settles_asks_for_the_service(
    tmp_path: Path, key: str, rows: list[str]
) -> None:
    entry = {"wheelchair": "轮椅租借", "meal": "营养订餐"}[key]
    pages = {"首页": [f"{entry} > {entry}", "本院欢迎您", "服务时间"], entry: rows}
    assert offered(drawn(tmp_path, pages), key).truth is True
