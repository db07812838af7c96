"""Bills that must be ticked before they are paid: one is ticked, then the cashier is come to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finder import Finder
from probes.flows.payment.cashier import cashier_at
from probes.flows.payment.choosing_bills import asks_to_choose
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place


class Desk:
    """A list of bills with boxes; `opens` is what has to be ticked before the cashier opens."""

    def __init__(self, *, boxes: bool = True, opens: str = "药费", disabled: bool = False) -> None:
        self.boxes, self.opens, self.disabled = boxes, opens, disabled
        self.ticked: set[str] = set()
        self.paying = False

    def again(self, *said: str) -> Screen:
        if self.paying:
            sketch = Sketch("收银台")
            sketch.text("支付金额 ¥79.80", "微信支付", "支付宝")
            sketch.button("立即支付")
            return sketch.screen()
        sketch = Sketch("门诊缴费")
        for number, (name, price) in enumerate((("检查费", "150.00"), ("药费", "79.80"))):
            y = 100.0 + 60 * number
            if self.boxes:
                sketch.tick(name in self.ticked, box=(16, y, 24, 24))
            sketch.text(f"内科 {name}", box=(50, y, 150, 24))
            sketch.text(f"待缴费 ¥{price}", box=(220, y, 120, 24))
        enabled = bool(self.ticked) or not self.disabled
        sketch.button("去缴费", box=(200, 400, 150, 44), enabled=enabled)
        return sketch.screen(events=Events(toasts=said))

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.role is Role.CHECKBOX:
            self.ticked.add("检查费" if node.bounds.y < 150 else "药费")
        elif node.text == "去缴费":
            self.paying = self.opens in self.ticked
            return self.again() if self.paying else self.again("请选择要缴费的项目")
        return self.again()

    def asked(self) -> tuple[App, Place]:
        screen = self.again()
        there = place("bills", screen, ("门诊缴费",))
        node = next(n.index for n in screen.nodes if n.text == "去缴费")
        refused = Way("bills", node, "去缴费", Arrival.TOAST, words="请选择要缴费的项目")
        known: AppMap = mapped(
            place("home", lines("首页")), there, ways=() if self.disabled else (refused,)
        )
        parts: dict[str, Any] = {"lexicon": load_lexicon(), "map": known, "memory": {}}
        parts |= {"again": self.again, "tap": self.tap, "visit": lambda where: self.again()}
        parts |= {"visitor_map": AppMap(), "allowed": frozenset()}
        parts["finder"] = lambda of=None: Finder(load_lexicon(), of or known)
        parts["show"] = parts["show_place"] = lambda *args: "e1"
        return cast(App, SimpleNamespace(**parts)), there


@pytest.mark.parametrize(
    ("desk", "truth"),
    [
        (Desk(opens="检查费"), True),
        (Desk(opens="药费"), True),
        (Desk(opens="检查费", disabled=True), True),
        (Desk(opens="床位费"), None),
        (Desk(boxes=False), None),
    ],
)
def test_a_bill_is_ticked_before_it_is_paid(desk: Desk, truth: bool | None) -> None:
    app, there = desk.asked()
    found = cashier_at(app, there, "门诊缴费")
    assert found is not None
    assert found.truth is truth
    assert desk.paying is bool(truth)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("请选择缴费项目", True),
        ("请先勾选待缴账单", True),
        ("至少选择一项", True),
        ("您还未选择费用", True),
        ("请选择支付方式", False),
        ("请选择就诊人", False),
        ("系统繁忙,请稍后再试", False),
    ],
)
def test_what_asks_for_a_bill_to_be_chosen(words: str, asks: bool) -> None:
    assert asks_to_choose(words) is asks
