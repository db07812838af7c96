"""How elements of a screen read one after another: values that are split over elements."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.model import TextBox
from evidence.numbers import Span

_TOUCHING = 3.0
_COLUMN_REACH = 1500.0
_CODE_REACH = 120.0
_TALLEST_LINE = 60.0
_ALIGNED, _LINES = 8.0, 100.0  # of the lines of a wheel: their edges or middles, the gap between
# (index of an element, "text" | "hint" | "value", span in that string)
Hit = tuple[int, str, Span]

_FIELDS = ("text", "hint", "value")


@dataclass(frozen=True)
class Part:
    """One string of one element and where it begins in the text of its reading order."""

    node: int
    name: str
    start: int
    length: int


class ReadingOrder:
    """Strings of many elements as one text, and the way back from it to the elements."""

    def __init__(self, nodes: Sequence[TextBox], order: Iterable[int], *, glue: bool) -> None:
        self._parts: list[Part] = []
        pieces: list[str] = []
        length, last = 0, -1
        for index in order:
            for name in _FIELDS:
                words = getattr(nodes[index], name)
                if not words:
                    continue
                if pieces and not (glue and _touching(nodes[last], nodes[index])):
                    pieces.append("\n")
                    length += 1
                self._parts.append(Part(index, name, length, len(words)))
                pieces.append(words)
                length, last = length + len(words), index
        self._starts = [part.start for part in self._parts]
        self.text = "".join(pieces)

    def places(self, start: int, end: int) -> Iterator[Hit]:
        """The elements' own strings that a span of the whole text covers."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        for part in self._parts[first:]:
            if part.start >= end:
                return
            own = max(start - part.start, 0), min(end - part.start, part.length)
            if own[0] < own[1]:
                yield part.node, part.name, own


def reading_orders(nodes: Sequence[TextBox]) -> Iterator[ReadingOrder]:
    """The orders in which a value may be split: as dumped, glued where elements touch, by eye."""
    dumped = range(len(nodes))
    yield ReadingOrder(nodes, dumped, glue=False)
    yield ReadingOrder(nodes, dumped, glue=True)
    yield ReadingOrder(nodes, _by_eye(nodes), glue=True)


class Columns:
    """Elements with words by height, to look down a table's column."""

    def __init__(self, nodes: Sequence[TextBox]) -> None:
        self._nodes = nodes
        self._order = sorted((i for i, n in enumerate(nodes) if n.text), key=lambda i: nodes[i].y)
        self._tops = [nodes[index].y for index in self._order]

    def below(self, head: int, fits: Callable[[str], bool]) -> Iterator[int]:
        """Elements under a heading, downwards, until one does not fit."""
        top = self._nodes[head]
        for place in range(bisect_left(self._tops, top.y + top.h - _TOUCHING), len(self._order)):
            index = self._order[place]
            node = self._nodes[index]
            if node.y > top.y + _COLUMN_REACH:
                return
            if min(node.x + node.w, top.x + top.w) - max(node.x, top.x) > 0:
                if not fits(node.text.strip()):
                    return
                yield index


def near(
    node: TextBox, nodes: Sequence[TextBox], others: Iterable[int], reach: float = _CODE_REACH
) -> bool:
    """True if one of the other elements is within reach (logical pixels) of this one."""
    return any(_gap(node, nodes[index]) <= reach for index in others)


def in_column(one: TextBox, other: TextBox) -> bool:
    """One right above the other, as the lines of a wheel or a list of choices stand."""
    aligned = min(abs(one.x - other.x), abs(one.x + one.w / 2 - other.x - other.w / 2))
    down = max(one.y - other.y - other.h, other.y - one.y - one.h)
    return aligned <= _ALIGNED and 0 <= down <= _LINES


def begins_level(one: TextBox, other: TextBox) -> bool:
    """Lines of one list: they begin at the same edge."""
    return abs(one.x - other.x) <= _ALIGNED


def stands_alone(index: int, nodes: Sequence[TextBox]) -> bool:
    """True if no other element has words on the line of this one."""
    middle = nodes[index].y + nodes[index].h / 2
    others = (n for i, n in enumerate(nodes) if i != index and n.text and n.h <= _TALLEST_LINE)
    return not any(n.y < middle < n.y + n.h for n in others)


def _by_eye(nodes: Sequence[TextBox]) -> list[int]:
    """Lines from top to bottom, within a line from left to right."""
    rows: list[list[int]] = []
    middle = 0.0
    for index in sorted(range(len(nodes)), key=lambda i: nodes[i].y + nodes[i].h / 2):
        node = nodes[index]
        here = node.y + node.h / 2
        if not rows or here - middle > max(node.h, 1) / 2:
            rows.append([])
            middle = here
        rows[-1].append(index)
    return [index for row in rows for index in sorted(row, key=lambda i: nodes[i].x)]


def _touching(one: TextBox, other: TextBox) -> bool:
    """Side by side on one line, or one inside the other: read without a break."""
    same_line = min(one.y + one.h, other.y + other.h) - max(one.y, other.y) > 0
    return same_line and other.x - (one.x + one.w) <= _TOUCHING and one.x - other.x <= other.w


def _gap(one: TextBox, other: TextBox) -> float:
    across = max(one.x - other.x - other.w, other.x - one.x - one.w, 0)
    down = max(one.y - other.y - other.h, other.y - one.y - one.h, 0)
    return max(across, down)
