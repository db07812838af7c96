"""Turn what web.js read in each frame into one tree of nodes.

Coordinates: every frame reports boxes from the top left of its own page; a child frame's
nodes are moved by the place of its frame element.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from devices.model import Node, Rect, Role

NODE_LIMIT = 20_000
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Ref:
    """Where a node lives: which frame, and its number among that document's elements."""

    frame: int
    uid: int


@dataclass(frozen=True)
class FrameDump:
    """One document's answer.

    frame: position in the page's list of frames; rows: [parent, x, y, w, h, *fields].
    """

    frame: int
    data: dict[str, Any]

    @classmethod
    def parse(cls, frame: int, answer: str) -> FrameDump:
        return cls(frame, json.loads(answer))

    @property
    def rows(self) -> list[list[Any]]:
        rows: list[list[Any]] = self.data["rows"]
        return rows


@dataclass(frozen=True)
class Embedded:
    """A child frame's dump and the element that holds it; inset is its border and padding."""

    dump: FrameDump
    parent_frame: int
    uid: int
    inset: tuple[float, float]


@dataclass(frozen=True)
class Tree:
    """The merged nodes with their origins, in the same order; cut: more than the limit."""

    nodes: tuple[Node, ...]
    refs: tuple[Ref, ...]
    cut: bool


class _Merger:
    def __init__(self, embedded: list[Embedded]) -> None:
        self.inside = {(e.parent_frame, e.uid): e for e in embedded}
        self.nodes: list[Node] = []
        self.refs: list[Ref] = []
        self.cut = False

    def add(self, dump: FrameDump, parent: int, dx: float, dy: float) -> None:
        """Append a document's nodes below `parent`, moved by (dx, dy)."""
        self.cut |= bool(dump.data["cut"])
        places: list[int] = []
        for row in dump.rows:
            if len(self.nodes) >= NODE_LIMIT:
                self.cut = True
                return
            up = places[row[0]] if row[0] >= 0 else parent
            index = len(self.nodes)
            places.append(index)
            self.nodes.append(_node(row, index, up, dx, dy))
            self.refs.append(Ref(dump.frame, row[5]))
            child = self.inside.get((dump.frame, row[5]))
            if child:
                box = self.nodes[index].bounds
                scroll = child.dump.data["scroll"]
                x, y = box.x + child.inset[0] - scroll[0], box.y + child.inset[1] - scroll[1]
                self.add(child.dump, index, x, y)


def merge(main: FrameDump, embedded: list[Embedded]) -> Tree:
    """One tree out of the main document and those embedded in it."""
    merger = _Merger(embedded)
    merger.add(main, -1, 0, 0)
    return Tree(tuple(merger.nodes), tuple(merger.refs), merger.cut)


def _node(row: list[Any], index: int, parent: int, dx: float, dy: float) -> Node:
    (_, x, y, w, h, _, role, text, value, hint, options, kind, clickable, editable, enabled,
     checked, scrollable, covered, image, link, font) = row  # fmt: skip
    return Node(
        index=index,
        parent=parent,
        role=Role(role),
        bounds=Rect(x + dx, y + dy, w, h),
        text=text[:LONGEST_TEXT],
        value=value,
        hint=hint,
        options=tuple(options),
        kind=kind,
        clickable=bool(clickable),
        editable=bool(editable),
        enabled=bool(enabled),
        checked=None if checked is None else bool(checked),
        scrollable=bool(scrollable),
        covered=bool(covered),
        image=image,
        link=link,
        font=font,
    )
