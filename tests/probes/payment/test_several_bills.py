"""Of several bills on one page the first is refused: what the others say, nobody passes over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.flows.payment.cashier import cashier_at
from tests.probes.sketch import Sketch, explored, lines, mapped, place, said

REFUSED = "该项目暂不支持在线支付,请到窗口缴费"
BILLS = ("治疗费", "药费", "检查费")


class Counter:
    """A list of bills with a 去缴费 each; `opens`: which of them come to the cashier."""

    def __init__(self, opens: tuple[str, ...]) -> None:
        self.opens = opens
        self.shown = self.bills()
        self.pressed: list[str] = []

    def bills(self, *told: str) -> Screen:
        sketch = Sketch("门诊缴费")
        for number, name in enumerate(BILLS):
            y = 100.0 + 60 * number
            sketch.text(f"{name} 待缴费 ¥7{number}.80", box=(16, y, 200, 24))
            sketch.button("去缴费", box=(240, y, 100, 40))
        return sketch.screen(events=said(*told))

    def again(self) -> Screen:
        return self.shown

    def visit(self, where: Place) -> Screen:
        self.shown = self.bills()
        return self.shown

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        name = BILLS[int(node.bounds.y - 100) // 60]
        self.pressed.append(name)
        cashier = Sketch("收银台")
        cashier.text("支付金额 ¥79.80", "微信支付", "支付宝")
        cashier.button("立即支付")
        self.shown = cashier.screen() if name in self.opens else self.bills(REFUSED)
        return self.shown


def asked(counter: Counter) -> tuple[App, Place]:
    screen = counter.bills()
    first = next(n.index for n in screen.nodes if n.text == "去缴费")
    there = place("bills", screen, ("门诊缴费",))
    tried = Way("bills", first, "去缴费", Arrival.TOAST, words=REFUSED)
    known: AppMap = mapped(place("home", lines("首页")), there, ways=(tried,))
    app = explored(known, again=counter.again, visit=counter.visit, tap=counter.tap)
    return app, there


@pytest.mark.parametrize(
    ("opens", "truth", "pressed"),
    [((), False, ["药费", "检查费"]), (("检查费",), None, ["药费", "检查费"])],
    ids=["all refused", "the last one pays"],
)
def test_a_refused_bill_beside_others_is_a_no_only_if_all_are_refused(
    opens: tuple[str, ...], truth: bool | None, pressed: list[str]
) -> None:
    counter = Counter(opens)
    app, there = asked(counter)
    found = cashier_at(app, there, "药品缴费")
    assert found is not None
    assert found.truth is truth
    assert counter.pressed == pressed


class Window(Counter):
    """The bill's own page, on which pressing 去缴费 changes something and sends to the window."""

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        sketch = Sketch("费用明细")
        sketch.text("药费 待缴费 ¥135.30", "开单医生 林一鸣")
        sketch.button("去缴费 ¥135.30")
        self.shown = sketch.screen(events=said("该费用请到收费窗口缴纳"))
        return self.shown


def test_who_is_sent_to_the_window_has_come_to_no_page_to_pay() -> None:
    counter = Window(())
    known = mapped(place("home", lines("首页")), place("bills", counter.bills(), ("门诊缴费",)))
    app = explored(known, again=counter.again, visit=counter.visit, tap=counter.tap)
    found = cashier_at(app, known.places["bills"], "药品缴费")
    assert found is not None
    assert found.truth is False


def test_a_control_that_cannot_be_reached_is_not_pressed_for_another() -> None:
    counter = Counter(())
    app, there = asked(counter)
    covered = [replace(n, covered=n.text == "去缴费") for n in there.screen.nodes]
    hidden = replace(there, screen=replace(there.screen, nodes=tuple(covered)))
    found = cashier_at(app, hidden, "药品缴费")
    assert found is not None
    assert found.truth is False
    assert counter.pressed == []
