"""Bills of which a patient first ticks those to pay: choose one, as the app asks for."""

from __future__ import annotations

import re
from contextlib import suppress

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.lexicon import plain

MOST_CHOICES = 3
_ASKS = re.compile(
    "(请|未|没有|尚未|还未|至少|先)[^\\n,，。;；]{0,6}(选择|勾选|选中)|选择[^\\n,，。;；]{0,8}(项目|账单|费用|单据|订单)"
)
_OTHER = re.compile("(支付|付款|缴费)方式|就诊人|就诊卡|日期|协议|须知")
_ALL = re.compile("^全选")
_NO_BILL = re.compile("协议|须知|同意|阅读|记住")


def asks_to_choose(words: str) -> bool:
    """The app wants a bill to be chosen before it is paid."""
    return _ASKS.search(words) is not None and not _OTHER.search(words)


def open_bills(app: App, screen: Screen) -> list[Node]:
    """What can be ticked, best first: all bills at once, then one after the other."""
    boxes = [
        n
        for n in screen.nodes
        if n.role in {Role.CHECKBOX, Role.RADIO}
        and n.enabled
        and not n.covered
        and not n.checked
        and not _NO_BILL.search(_beside(screen, n))
    ]
    words = [n for n in screen.nodes if n.clickable and _ALL.search(plain(screen.label(n)))]
    every = [n for n in boxes if _ALL.search(plain(_beside(screen, n)))]
    return [*every, *words[:1], *boxes] or _rows(app, screen)


def choose_bill(app: App, tried: int) -> bool:
    """Tick one more way than `tried` before; False if there is no other."""
    choices = open_bills(app, app.again())[:MOST_CHOICES]
    if not choices or tried >= MOST_CHOICES:
        return False
    before = app.again().digest
    with suppress(ActionRefused, NodeCovered, StaleNode):
        app.tap(choices[min(tried, len(choices) - 1)], Effect.DRAFT)
    return app.again().digest != before


def _rows(app: App, screen: Screen) -> list[Node]:
    """Cards with an amount that can be tapped, where the boxes are only drawn."""
    cards = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and n.role in {Role.GROUP, Role.TEXT, Role.IMAGE}
        and not n.link
        and app.lexicon.says("money", _around(screen, n))
        and n.bounds.h < 0.5 * screen.height
    ]
    wordless = [n for n in cards if not screen.label(n)]
    return wordless or cards


def _around(screen: Screen, node: Node) -> str:
    """A node's own words, or for a wordless mark those on its line."""
    return screen.label(node) or _beside(screen, node)


def _beside(screen: Screen, node: Node) -> str:
    middle = node.bounds.center[1]
    line = [n.text for n in screen.nodes if n.text and n.bounds.y <= middle <= n.bounds.bottom]
    return " ".join((screen.label(node), *line))
