"""Rows: what each row of a list offers (咨询 beside each doctor), what is read in one line."""

from __future__ import annotations

from collections.abc import Iterator

from devices.model import Node
from probes.appmap import Place

LEAST_ROWS, LEVEL = 3, 4


def row_labels(place: Place | None) -> Iterator[str]:
    """On the way to a place, the labels of what each row of a list offers."""
    while place is not None and place.trail:
        if _on_each_row(place):
            yield place.trail[-1]
        place = place.parent


def _on_each_row(place: Place) -> bool:
    way, page = place.entered_by, place.parent
    if way is None or page is None:
        return False
    taps = (node for node in page.screen.nodes if node.clickable)
    return sum(page.label(node) == way.label for node in taps) >= LEAST_ROWS


def read_rows(nodes: list[Node]) -> list[str]:
    """The words of a page as they are read: a name and what stands beside it (前面等待 5 人)."""
    rows: list[list[Node]] = []
    for node in nodes:
        beside = rows and rows[-1][-1].parent == node.parent
        if beside and abs(rows[-1][-1].bounds.center[1] - node.bounds.center[1]) < LEVEL:
            rows[-1].append(node)
        else:
            rows.append([node])
    return [" ".join(n.text for n in row) for row in rows]
