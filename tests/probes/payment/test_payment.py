"""The cashier: known when it is met, and as far as an audit ever goes."""

from __future__ import annotations

import pytest

from devices.model import Role, Screen
from probes.flows.payment.cashier import is_cashier
from tests.probes.sketch import Sketch, reader


def page(*words: str, button: str = "", title: str = "") -> Screen:
    sketch = Sketch(title)
    sketch.text(*words)
    if button:
        sketch.button(button)
    return sketch.screen()


@pytest.mark.parametrize(
    "screen",
    [
        page("¥85.00", "微信支付", "医保移动支付", button="确认支付", title="收银台"),
        page("应付金额 126.40元", "支付宝", button="立即付款"),
        page("收银台", "¥50.00", button="去支付"),
    ],
)
def test_an_amount_a_way_to_pay_and_a_control_are_a_cashier(screen: Screen) -> None:
    assert is_cashier(reader(), screen)


@pytest.mark.parametrize(
    "screen",
    [
        page("微信支付", "支付宝", button="确认支付"),  # nothing to pay
        page("¥85.00", "血液检查费", button="去支付"),  # a bill: one tap before
        page("¥85.00", "微信支付"),  # a receipt
        page("¥85.00", "微信支付", button="返回首页"),
        page("支付方式说明:支持微信支付。挂号费 50元", button="我知道了"),
    ],
)
def test_what_only_speaks_of_paying_is_none(screen: Screen) -> None:
    assert not is_cashier(reader(), screen)


def test_ways_to_pay_that_are_radios_count_as_words_too() -> None:
    sketch = Sketch("支付订单")
    sketch.text("¥18.00")
    sketch.tick(role=Role.RADIO, text="云闪付")
    sketch.button("确认支付 ¥18.00")
    assert is_cashier(reader(), sketch.screen())
