"""Whether a control belongs to one visit at the hospital, as the words around it show."""

from __future__ import annotations

import re

from devices.model import Node, Role, Screen

_VISIT = re.compile(r"\d{1,2}[:：]\d{2}|\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)|诊室|诊区|候诊区")
_MOST_CONTROLS = 8
"""More things to press than any one visit offers: a menu, or a list of visits."""


def stands_at_a_visit(node: Node, screen: Screen) -> bool:
    """A day, a time or a room stands in the smallest part of the page around the control."""
    for up in screen.above(node):
        inside = list(screen.below(up))
        pressed = {n.bounds for n in inside if n.clickable and n.role is not Role.TAB}
        if len(pressed) > _MOST_CONTROLS:
            return False
        if any(_VISIT.search(n.text) for n in inside):
            return True
    whole = {n.bounds for n in screen.nodes if n.clickable and n.role is not Role.TAB}
    return len(whole) <= _MOST_CONTROLS and bool(_VISIT.search(screen.text))
