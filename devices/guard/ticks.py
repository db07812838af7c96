"""Rows that hold a switch or a box to tick: wherever such a row is touched, it is set."""

from __future__ import annotations

import re

from devices.guard.effects import normal
from devices.model import Node, Role, Screen

TICKS = {Role.CHECKBOX, Role.RADIO}
_CONSENT_ROW = re.compile(
    "(我|本人)?(已经?)?(仔细|认真|完整)?(阅读|知晓|了解)(并且?)?(同意|接受)?"
    "([一-鿿]{2,14}?(协议|须知|条款|政策|同意书|声明|说明|规则)[和与及、]?)+(并且?)?(同意|接受|遵守)?"
)
"""The line beside a box to tick, brackets left out: what was read, and that it is agreed to."""


def holds_a_switch(node: Node, screen: Screen) -> bool:
    """A row with one switch and nothing else to press: wherever it is touched, it may turn."""
    inside = [n for n in screen.below(node) if n.index != node.index]
    pressed = [n for n in inside if n.clickable or n.role is Role.SWITCH]
    return len(pressed) == 1 and pressed[0].role is Role.SWITCH


def holds_a_tick(node: Node, screen: Screen) -> bool:
    """The words of one box to tick (a label element), and no button: touching them ticks it."""
    if node.role in {Role.BUTTON, Role.LINK}:
        return False
    inside = [n for n in screen.below(node) if n.index != node.index and n.clickable]
    return len(inside) == 1 and inside[0].role in TICKS


def consents(node: Node, screen: Screen, label: str) -> bool:
    """A row of nothing but a box to tick and what is agreed to, with links to the terms."""
    if node.role is not Role.GROUP or not _CONSENT_ROW.fullmatch(label):
        return False
    inside = [n for n in screen.below(node) if n is not node and n.clickable]
    return any(n.role in TICKS for n in inside) and all(
        n.role in TICKS or not normal(screen.label(n)) or "《" in screen.label(n) for n in inside
    )
