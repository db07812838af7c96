"""Cards: the dated entries of a list, each with its heading and its words.

Pure: reads one screen.  An entry is the smallest box around a date that says more than the
date; where the tree has no boxes, it is what stands nearest to the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from devices.model import Node, Screen
from probes.hollow import Frame
from probes.lexicon import plain

DATED = re.compile(
    r"\d{4}[-年/.]\d{1,2}|\d{1,2}月\d{1,2}日|(?<!\d)\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}:\d{2}"
    r"|今天|昨天|前天|刚刚|(分钟|小时|天)前|(?<!牙)(周|星期)[一二三四五六日天]"
)
STAMP = 26
NEARBY = 90
TALLEST = 320
ENOUGH = 10
AT_TOP = 18
_CUT = re.compile(r"(…|\.\.\.)$")
_DOT = re.compile("^[●•⬤]\\s*")
_READ_OR_NOT = re.compile(r"(?:^|(?<=\s))(未读|已读|new)(?=\s|$)\s*", re.IGNORECASE)
_BADGE = re.compile(
    "^(未读|已读|新|new|置顶|重要|一般|紧急|(点击)?查看(详情|全文)?|详情|内容[::]?|时间[::]?|[>›\\d]+)\\s*[>›]*$",
    re.I,
)


def unread_stripped(words: str) -> str:
    """The words of a message without what tells whether it was read."""
    return _READ_OR_NOT.sub("", _DOT.sub("", words))


@dataclass(frozen=True)
class Card:
    """One dated entry.  nodes: its words; inside: indices of all nodes of its box and around."""

    title: str
    text: str
    date: str
    nodes: tuple[Node, ...]
    inside: frozenset[int]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(node.text for node in self.nodes)

    @property
    def key(self) -> str:
        return plain(f"{unread_stripped(self.title)}{unread_stripped(self.text)[:16]}")


def cards(screen: Screen, frame: Frame) -> list[Card]:
    """The dated entries of a screen, from top to bottom."""
    own = frame.own(screen)
    stamps = [n for n in own if _is_stamp(n.text)]
    found = [_of_stamp(screen, stamp, stamps, own) for stamp in stamps]
    taken = {n.index for card in found if card for n in card.nodes}
    found += [_of_line(screen, n) for n in own if n.index not in taken and _dated_line(n.text)]
    return [card for card in found if card is not None]


def _is_stamp(words: str) -> bool:
    """A date or time with next to nothing else, and no sentence that was cut off."""
    bare = len(words) <= STAMP and len(_bare(words)) <= 6 and not _CUT.search(words)
    return bare and bool(DATED.search(words))


def _dated_line(words: str) -> bool:
    """A whole message in one line, with its date."""
    return bool(DATED.search(words)) and len(_bare(words)) >= ENOUGH


def _bare(words: str) -> str:
    return re.sub(r"[\d\W年月日时分秒号_]+", "", DATED.sub("", words))


def _of_stamp(screen: Screen, stamp: Node, stamps: list[Node], own: list[Node]) -> Card | None:
    others = {n.index for n in stamps if n is not stamp}
    known = {n.index for n in own}
    found: set[int] = set()
    for box in screen.above(stamp):
        below = {n.index for n in screen.below(box)}
        if below & others or box.bounds.h > TALLEST or (found and not box.text):
            break
        nodes = [n for n in screen.nodes if n.index in below & known]
        if found or _says_enough(nodes, stamp):
            found = below | {box.index}  # with what heads it, where that holds all the rest
    if found:
        nodes = [n for n in screen.nodes if n.index in found & known]
        return _card(nodes, stamp, screen, found)
    led = _led(screen, stamp, others)
    if led is not None:
        nodes = [stamp, *(n for n in led if n.index in known)]
        return _card(nodes, stamp, screen, {n.index for n in led})
    nodes = [n for n in own if _nearest(n, stamp, stamps)]
    return _card(nodes, stamp, screen, {n.index for n in nodes})


def _led(screen: Screen, stamp: Node, others: set[int]) -> list[Node] | None:
    """The boxes that follow a stamp that stands over them, as in a chat; None if it does not.

    Where dates stand under their boxes the last date has none after it.
    """
    beside = screen.children.get(stamp.parent, ())
    places = [n for n, index in enumerate(beside) if index in others or index == stamp.index]
    if not all(_is_box(screen, beside[n + 1 : n + 2]) for n in places):
        return None
    first = beside.index(stamp.index) + 1
    rest = beside[first:]
    until = next((n for n, index in enumerate(rest) if index in others), len(rest))
    boxes = [screen.nodes[index] for index in rest[:until]]
    return [n for box in boxes for n in screen.below(box)]


def _is_box(screen: Screen, indices: Iterable[int]) -> bool:
    """Something with at least two pieces of words in it."""
    return any(sum(bool(n.text) for n in screen.below(screen.nodes[i])) > 1 for i in indices)


def _says_enough(nodes: Iterable[Node], stamp: Node) -> bool:
    texts = [n.text for n in nodes if n is not stamp and not _BADGE.match(n.text.strip())]
    return len(texts) >= 2 or any(len(_bare(words)) >= ENOUGH for words in texts)


def _nearest(node: Node, stamp: Node, stamps: list[Node]) -> bool:
    away = _distance(node, stamp)
    return away < NEARBY and all(away <= _distance(node, other) for other in stamps)


def _distance(one: Node, other: Node) -> float:
    return abs(one.bounds.center[1] - other.bounds.center[1])


def _card(nodes: list[Node], stamp: Node, screen: Screen, inside: set[int]) -> Card | None:
    said = [n for n in nodes if n is not stamp and not _BADGE.match(n.text.strip())]
    if not said:
        return None
    holders = {n.index for n in said if _holds_any(screen, n, said)}
    said.sort(key=lambda n: (n.index in holders, round(n.bounds.y / 6), n.bounds.x))
    around = inside | {box.index for n in nodes for box in list(screen.above(n))[:2]}
    text = "\n".join(n.text for n in said[1:])
    return Card(said[0].text, text, stamp.text, (*said, stamp), frozenset(around))


def _holds_any(screen: Screen, node: Node, others: list[Node]) -> bool:
    """Words of the box itself, below a heading that is a box at the top of it."""
    inside = {n.index for n in screen.below(node) if n is not node}
    at_top = (n for n in others if n.bounds.y - node.bounds.y <= AT_TOP)
    return any(other.index in inside for other in at_top)


def _of_line(screen: Screen, node: Node) -> Card:
    """A dated line alone, or below the heading of its row, be it a cell of a library's."""
    box = {node.index, *(n.index for n in list(screen.above(node))[:2])}
    hit = DATED.search(node.text)
    date = hit.group(0) if hit else ""
    head = _head_of_row(screen, node)
    if head is None:
        return Card(node.text, "", date, (node,), frozenset(box))
    return Card(head.text, node.text, date, (head, node), frozenset(box))


def _head_of_row(screen: Screen, node: Node) -> Node | None:
    """The short words right above a dated line, in a row that is touched and holds no other."""
    row = next((up for up in screen.above(node) if up.clickable), None)
    if row is None or row.bounds.h > TALLEST:
        return None
    inside = [n for n in screen.below(row) if n.text and not _BADGE.match(n.text.strip())]
    dated = [n for n in inside if DATED.search(n.text)]
    heads = [n for n in inside if n.bounds.bottom <= node.bounds.y + 4 and len(n.text) <= STAMP]
    return heads[0] if dated == [node] and len(heads) == 1 else None
