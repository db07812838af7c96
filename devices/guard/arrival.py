"""Whether a control belongs to one visit at the hospital, as the words around it show."""

from __future__ import annotations

import re
from collections.abc import Iterable

from devices.guard.effects import EffectRules
from devices.model import Node, Role, Screen

_VISIT = re.compile(
    r"\d{1,2}[:：]\d{2}|\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)|诊室|诊区|候诊区|(序号|号序|排队号|候诊号)[\s:：]*\d"
)
_MOST_CONTROLS = 8
"""More things to press than any one visit offers: a menu, or a list of visits."""


def stands_at_a_visit(node: Node, screen: Screen) -> bool:
    """A day, a time or a room stands in the smallest part of the page around the control."""
    for up in screen.above(node):
        inside = list(screen.below(up))
        if _controls(inside) > _MOST_CONTROLS:
            return False
        if any(_VISIT.search(n.text) for n in inside):
            return True
    return _controls(screen.nodes) <= _MOST_CONTROLS and bool(_VISIT.search(screen.text))


def draws_a_number(rules: EffectRules, screen: Screen, node: Node, label: str) -> bool:
    """A button for a number (抽血取号), label as normalised, on a page that tells of a queue; a
    mere 取号 may be a link or a word to touch."""
    known = rules.queueing
    pressed = node.role is Role.BUTTON or (node.role is not Role.TAB and label in known.draws)
    drawn = pressed and label.endswith(known.draws)
    return drawn and any(word in screen.text for word in known.tells)


def _controls(nodes: Iterable[Node]) -> int:
    """What can be pressed, apart from tabs and the names of values, which many kits let answer."""
    named = {Role.TAB, Role.TEXT}
    return len({n.bounds for n in nodes if n.clickable and n.role not in named})
