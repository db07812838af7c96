"""Turn what dump.js read in each frame into one tree of nodes.

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
_ROLES = {role.value: role for role in Role}


Ref = tuple[int, int]
"""Where a node lives: position of its frame, and its number among that document's elements."""


@dataclass(frozen=True)
class FrameDump:
    """One document's answer.

    frame: position in the page's list of frames; rows: see `_node`.
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
            self.refs.append((dump.frame, row[5]))
            child = self.inside.get((dump.frame, row[5])) if self.inside else None
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
    """A node from [parent, x, y, width, height, uid, role, what differs from the defaults].

    Nodes are filled in without their constructor, which sets every field of a frozen class
    one by one: that alone would take half of the time that reading a large page takes.
    Fields that are not set keep the defaults that the class holds.
    """
    _, x, y, width, height, _, role, state = row
    box = object.__new__(Rect)
    place = box.__dict__
    place["x"], place["y"], place["w"], place["h"] = x + dx, y + dy, width, height
    if "options" in state:
        state["options"] = tuple(state["options"])
    if len(state.get("text", "")) > LONGEST_TEXT:
        state["text"] = state["text"][:LONGEST_TEXT]
    state["index"], state["parent"], state["role"], state["bounds"] = (
        index,
        parent,
        _ROLES[role],
        box,
    )
    node = object.__new__(Node)
    object.__setattr__(node, "__dict__", state)
    return node
