"""Which forms may be sent to prove a function: its own, and never one that buys something."""

from __future__ import annotations

from devices.model import Role
from probes.flows.entry import sells
from tests.probes.sketch import Sketch, reader


def test_a_form_with_prices_and_a_control_to_order_is_never_sent() -> None:
    for control in ("马上预约", "订餐", "确认下单", "预订"):
        sketch = Sketch("病房膳食")
        sketch.text("午餐 A 15 元")
        sketch.add(Role.RADIO, clickable=True)
        sketch.button(control)
        screen = sketch.screen()
        assert sells(reader(screen), screen), control


def test_a_form_without_a_price_is_sent() -> None:
    sketch = Sketch("入院前登记")
    sketch.field("请输入联系人")
    sketch.button("提交")
    screen = sketch.screen()
    assert not sells(reader(screen), screen)
