"""Forms that only ask who somebody is (现住址, 职业, 联系人): nothing is chosen there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from devices.guard.effects import Particulars, normal
from devices.model import Node, Screen

_LONGEST_NAME = 20
_LEVEL = 8
_ROW_SHARE = 0.25
_TO_CHOOSE = re.compile("选择|选填|必填|请输入|请填|[›>〉]\\s*$")


def only_particulars(
    known: Particulars, screen: Screen, nodes: Sequence[Node], filled: Sequence[Node]
) -> bool:
    """Whether these nodes ask for enough of a person's data and for nothing that could be taken.

    filled: the fields among them.  What is told above them of something that is arranged
    already (病区 六病区 on the sheet of an admission) is not asked for.
    """
    top = min(n.bounds.y for n in filled)
    asked = [n for n in nodes if n.bounds.bottom > top or not _is_told(screen, n, nodes)]
    words = {normal(n.text) for n in asked if len(n.text) <= _LONGEST_NAME}
    words |= {normal(n.hint) for n in nodes if n.hint}
    signs = {sign for sign in known.asks if any(sign in word for word in words)}
    if len(signs) < known.needed:
        return False
    return not any(sign in word for sign in known.takes for word in words)


def _is_told(screen: Screen, node: Node, nodes: Sequence[Node]) -> bool:
    """A name or its value in a line that can neither be touched nor filled in."""
    level = node.bounds.center[1]
    line = [n for n in nodes if n.text and abs(n.bounds.center[1] - level) < _LEVEL]
    if len(line) < 2 or any(_TO_CHOOSE.search(n.text) for n in line):
        return False
    row = _ROW_SHARE * screen.height * screen.width
    around = (up for n in line for up in (n, *screen.above(n)) if up.bounds.area < row)
    return not any(up.clickable for up in around)
