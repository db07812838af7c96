"""The answers of one question on a form (是 否), and the box that holds them."""

from __future__ import annotations

from devices.model import Node, Role, Screen

ANSWERS = {Role.CHECKBOX, Role.RADIO}
SEVERAL = 2


def holds_answers(screen: Screen, node: Node) -> bool:
    """A box around several ticks and nothing else to tap: each of them answers, the box does not.

    Whoever taps the box meets one of its answers or the room between them; it leads nowhere.
    """
    inner = [n for n in screen.below(node) if n.clickable and n.index != node.index]
    ticks = sum(n.role in ANSWERS for n in inner)
    return node.role not in ANSWERS and ticks >= SEVERAL and ticks == len(inner)
