"""One bill of a list, opened by its row: its page pays it, though the list itself cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, yes
from probes.flows.payment.cashier import OPEN, is_cashier
from probes.flows.screens.controls import labelled
from probes.flows.screens.waiting import awaited
from probes.lexicon import plain

MOST_ROWS, LONGEST_ROW = 2, 60
_PAYS_NOW = re.compile("^(去|立即|马上|我要|在线)?(缴费|支付|付款|交费|结算)$")


def paid_behind_its_row(app: App, place: Place, kind: re.Pattern[str], name: str) -> Finding | None:
    """Yes, if a row that names this kind of fee as due opens on a bill that comes to a cashier."""
    for row in list(_rows(app, place.screen, kind))[:MOST_ROWS]:
        label = place.screen.label(row)
        bill = _tapped(app, app.visit(place), label)
        control = _paying(bill) if bill is not None else None
        if bill is None or control is None or not kind.search(bill.text):
            continue
        shown = [app.show([control], f"{name}:待缴账单")]
        after = _tapped(app, bill, bill.label(control))
        if after is not None and is_cashier(app, after):
            words = f"{name}:{place.path} › {label.split(' ')[0][:12]} 到达收银台(未支付)"
            return yes(words, [*shown, app.show((), f"{name}:收银台")])
    return None


def _rows(app: App, screen: Screen, kind: re.Pattern[str]) -> Iterator[Node]:
    for node in screen.nodes:
        label = screen.label(node)
        due = OPEN.search(label) and app.lexicon.says("money", label)
        if node.clickable and due and len(label) <= LONGEST_ROW and kind.search(label):
            yield node


def _paying(screen: Screen) -> Node | None:
    """The one control that pays what the page shows, on which nothing is filled in."""
    if any(n.role in {Role.FIELD, Role.CHOICE} for n in screen.nodes):
        return None
    pressed = (n for n in screen.nodes if n.clickable and n.enabled and not n.covered)
    found = [n for n in pressed if _PAYS_NOW.match(plain(screen.label(n)))]
    return found[0] if len({n.bounds for n in found}) == 1 else None


def _tapped(app: App, screen: Screen | None, label: str) -> Screen | None:
    node = labelled(screen, label) if screen is not None else None
    if screen is None or node is None:
        return None
    try:
        after = awaited(app, screen, app.tap(node))
    except (ActionRefused, NodeCovered, StaleNode):
        return None
    return after if after.digest != screen.digest else None
