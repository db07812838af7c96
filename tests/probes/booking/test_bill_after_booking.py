"""A booking that ends on its own bill shows that an appointment is paid in the app."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from probes.app import App
from probes.appmap import AppMap
from probes.flows.booking.doctor_visit import BILL_AFTERWARDS
from probes.flows.payment.cashier import paying_control
from probes.flows.records.bills import _paid_while_booking
from tests.probes.sketch import Sketch, reader


@pytest.mark.parametrize(
    ("rows", "control", "asks", "pays"),
    [
        (("预约提交成功,请在15分钟内完成支付", "挂号费 ¥50.00"), "去支付 ¥50.00", False, True),
        (("待支付", "诊查费 ¥30.00"), "立即支付", False, True),
        (("预约成功", "挂号费 ¥50.00 已支付"), "查看支付记录", False, False),
        (("待支付",), "去支付", False, False),
        (("待支付", "诊查费 ¥30.00"), "返回首页", False, False),
        (("待支付", "套餐 ¥30.00"), "去支付", True, False),
    ],
)
def test_a_bill_waits_to_be_paid_by_its_own_control(
    rows: tuple[str, ...], control: str, asks: bool, pays: bool
) -> None:
    sketch = Sketch("预约详情")
    sketch.text(*rows)
    if asks:
        sketch.field("床号")
    sketch.button(control)
    assert (paying_control(reader(), sketch.screen()) is not None) is pays


@pytest.mark.parametrize("seen", ["e7", None])
def test_the_bill_that_a_booking_ended_on_is_remembered(seen: str | None) -> None:
    app = cast(SimpleNamespace, reader())
    app.map = AppMap()
    app.memory = {BILL_AFTERWARDS: seen} if seen else {}
    found = _paid_while_booking(cast(App, app))
    assert (found is not None and found.truth is True) is (seen is not None)
