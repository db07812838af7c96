"""The bar of letters at the edge of a long list: it scrolls what stands there, opens nothing."""

from __future__ import annotations

import re
from collections import defaultdict

from devices.model import Node, Screen

LEAST_LETTERS = 4
HALF = 0.5
_LETTER = re.compile(r"^[A-Z#☆★]$")


def index_letters(screen: Screen) -> frozenset[int]:
    """Indexes of the controls that are letters of such a bar: narrow, one below the other.

    Letters side by side (A B C D as tabs) choose, and are tried.
    """
    columns: dict[int, list[Node]] = defaultdict(list)
    for node in screen.nodes:
        narrow = node.clickable and node.bounds.x > HALF * screen.width
        if narrow and _LETTER.match(screen.label(node).strip()):
            columns[round(node.bounds.center[0])].append(node)
    bars = (column for column in columns.values() if len(_stacked(column)) >= LEAST_LETTERS)
    return frozenset(node.index for bar in bars for node in bar)


def _stacked(column: list[Node]) -> set[float]:
    return {node.bounds.y for node in column}
