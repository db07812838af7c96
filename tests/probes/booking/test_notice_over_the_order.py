"""A notice that lies over a fresh order is closed before the control that cancels is looked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.booking.orders import Marks, cancel_control
from probes.flows.screens.overlay import close_notices
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch


class Order:
    """An order with a dialog over it; `closed` once its button was pressed."""

    def __init__(self, *buttons: str, asks: bool = False) -> None:
        self.buttons, self.asks, self.closed = buttons, asks, False
        self.lexicon = load_lexicon()

    def again(self) -> Screen:
        sketch = Sketch("登记详情")
        sketch.text("状态 已预约", "时间 2026-11-30 08:30", covered=not self.closed)
        sketch.button("退号", covered=not self.closed)
        if not self.closed:
            dialog = sketch.add(Role.DIALOG, box=(0, 0, 375, 800))
            sketch.text("预约成功,请提前报到", parent=dialog)
            if self.asks:
                sketch.field("就诊卡号", parent=dialog)
            for label in self.buttons:
                sketch.button(label, parent=dialog)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        assert purpose is Effect.READ
        self.closed = True
        return self.again()


@pytest.mark.parametrize(
    ("order", "free"),
    [
        (Order("知道了"), True),
        (Order("去支付"), False),
        (Order("确定", "取消"), False),
        (Order("确定", asks=True), False),
    ],
    ids=["a notice", "leads on", "a question", "a form"],
)
def test_a_notice_over_a_fresh_order_is_closed(order: Order, *, free: bool) -> None:
    app = cast(App, SimpleNamespace(lexicon=order.lexicon, again=order.again, tap=order.tap))
    close_notices(app)
    found = cancel_control(app, order.again(), Marks())
    assert (found is not None) is free
