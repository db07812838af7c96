"""What acts at one touch where it stands, without a page or a question in between."""

from __future__ import annotations

import re

from devices.guard.effects import EffectRules, normal
from devices.model import Effect, Node, Role, Screen

_ROW_HEIGHT = 160
_DOSE = re.compile(
    r"\d{1,2}[:：]\d{2}|\d\s*(mg|ug|μg|g|ml|毫克|微克|克|毫升|片|粒|丸|袋|支|滴|单位)(?![a-z])"
    "|每[日天晚早]|早餐|晚餐|餐[前后]|睡前|空腹",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\d{1,2}[:：]\d{2}|(\d{1,2}|20\d\d)[-/.月年]\d{1,2}|[上下]午|预约|排期|时段")


def ticks_off(rules: EffectRules, screen: Screen, node: Node, label: str) -> bool:
    """A dose or a task in whose row the control stands, or which is the control, is ticked off.

    So does each of several buttons with the very same words, for a menu names nothing twice.
    label: what the control says, normalised.
    """
    if not rules.ticking_off.has(label) or node.role is Role.TAB:
        return False
    buttons = (n for n in screen.nodes if n.clickable and n.role is Role.BUTTON)
    if node.role is Role.BUTTON and sum(normal(screen.label(n)) == label for n in buttons) > 1:
        return True
    rows = (up for up in screen.above(node) if up.bounds.h <= _ROW_HEIGHT)
    return any(_DOSE.search(screen.label(row)) for row in (node, *rows))


def acts_at_once(rules: EffectRules, screen: Screen, label: str) -> Effect | None:
    """What a button that says so (一键…) does: among times it takes one.  None for others."""
    known = rules.at_once
    if not label.startswith(known.starts) or label.startswith(known.leads):
        return None
    return Effect.BOOKING if _WHEN.search(screen.text) else Effect.OWN
