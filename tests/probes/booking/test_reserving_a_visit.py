"""预定 books a visit as 预约 does; 交纳 pays as 缴费 does."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.guard.effects import EffectRules
from devices.model import Effect
from probes.flows.booking.doctor_visit import bookable
from probes.flows.payment.kinds import payable
from probes.lexicon import load_lexicon
from probes.naming import match
from tests.probes.drawn import drawn

CONFIRM = ["就诊人 张三", "科室 皮肤科", "医生 沈如意", "就诊时间 2026-03-03 08:00-08:30"]


def test_the_page_to_reserve_on_is_one_to_confirm(tmp_path: Path) -> None:
    pages = {
        "首页": ["门诊预定 > 选医生", "本院欢迎您"],
        "选医生": ["沈如意主任医师 > 选时段"],
        "选时段": ["08:00-08:30 余 3 > 核对信息"],
        "核对信息": [*CONFIRM, "提交预定 > 首页"],
    }
    assert bookable(drawn(tmp_path, pages)).reason.startswith("已走到预约确认页")


@pytest.mark.parametrize("label", ["提交预定", "确认预定"])
def test_reserving_takes_a_slot(label: str) -> None:
    assert EffectRules.load().words[Effect.BOOKING].has(label)


@pytest.mark.parametrize("name", ["专家预定", "号源预定", "门诊预定"])
def test_reserving_a_visit_is_booking_and_a_bed_is_none(name: str) -> None:
    booking = load_lexicon().functions["booking"]
    assert match(booking, name, "")[0] > 0
    for other in ("床位预定", "营养餐预定", "检查预定"):
        assert match(booking, other, "")[0] == 0


@pytest.mark.parametrize(
    ("state", "button", "paid"), [("待交纳", "去交纳", True), ("已交纳", "交纳记录", False)]
)
def test_handing_in_a_fee_is_paying_it(
    tmp_path: Path, state: str, button: str, paid: bool | None
) -> None:
    pages = {
        "首页": ["门诊交纳 > 费用", "本院欢迎您"],
        "费用": [state, "皮肤科 ¥30.00", f"{button} > 收银台"],
        "收银台": ["合计 ¥30.00", "微信支付", "支付宝", "立即支付 > 首页"],
    }
    if not paid:
        pages["收银台"] = ["收费单", "¥30.00", "已交纳", "返回首页 > 首页"]
    assert payable(drawn(tmp_path, pages), "pay_outpatient").truth is paid
