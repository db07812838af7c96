"""The map of one app: screens that were seen and the ways between them.

A map is data.  The explorer draws it, probes read it, the report shows it.  Whether absence
may be concluded from it is said by `AppMap.complete`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlsplit

from devices.model import Effect, Events, Node, Screen

ALIKE, SIBLINGS, OUTSIDE = "同类页面已抽样", "同类条目已抽样", "站外页面"
ASTRAY = "医院提示走不通"
"""Reasons in `AppMap.unvisited` for ways that were left out on purpose."""
UNREACHABLE = "无法再次到达该页面"
GONE = "该控件已不在页面上"
DEEP = "层级过深"
UNTRIED = frozenset({UNREACHABLE, GONE, DEEP})
"""Reasons in `AppMap.unvisited` for ways that were meant to be tried and could not be."""


class Arrival(StrEnum):
    """Where a way led."""

    SCREEN = "screen"
    NOTHING = "nothing"
    TOAST = "toast"
    OUTSIDE = "outside"
    DOCUMENT = "document"
    REFUSED = "refused"
    FAILED = "failed"


def page_of(screen: Screen) -> tuple[str, str]:
    """Which page a screen is, whatever tab or date is open: title, address without queries."""
    parts = urlsplit(screen.address)
    return screen.title, f"{parts.netloc}{parts.path}#{parts.fragment.partition('?')[0]}"


@dataclass(frozen=True)
class Way:
    """One tap that was tried: from which screen, on what, and what came of it.

    label: the words of what was tapped (read from the picture where it has none).
    target: id of the screen reached; "" unless arrival is SCREEN.
    words: toasts, dialog words, outside addresses or the guard's reason, joined.
    purpose: the effect that the tap declared, and must declare again to lead there once more.
    tries: how often it was tapped; a named entry that does nothing is tapped twice.
    unfolds: id of the part that now shows on the page, which is still the same place; or "".
    held: it was refused for what it would have sent, not for its words.
    """

    source: str
    node: int
    label: str
    arrival: Arrival
    target: str = ""
    words: str = ""
    section: str = ""
    events: Events = field(default_factory=Events)
    purpose: Effect = Effect.READ
    tries: int = 1
    unfolds: str = ""
    held: bool = False


@dataclass
class Place:
    """One screen on the map.

    trail: the ways' labels from the entry to here; depth: taps from the entry.
    read: words that only the picture says, by node index (OCR).
    entered_by, parent: the way that first led here and where it began; None at the entry.
    direct: whether opening its address leads here (None: not tried yet).
    outside: it belongs to another site than the app's entry.
    module: it lives on another site, but the patient is known there: it is part of the app.
    part: what shows only after a control of the parent has unfolded it (a menu over the bar, an
        accordion), digits levelled; empty for a page.  A part's screen is the page with it.
    """

    id: str
    screen: Screen
    picture: bytes = b""
    trail: tuple[str, ...] = ()
    depth: int = 0
    entered_by: Way | None = None
    parent: Place | None = None
    read: dict[int, str] = field(default_factory=dict)
    direct: bool | None = None
    outside: bool = False
    module: bool = False
    part: frozenset[str] = frozenset()

    def label(self, node: Node) -> str:
        """What a person reads on a node, words in pictures included."""
        words = self.screen.label(node)
        if words or not self.read:
            return words
        return " ".join(self.read[n.index] for n in self.screen.below(node) if n.index in self.read)

    @cached_property
    def name(self) -> str:
        """What a person would call the screen."""
        return self.screen.title or (self.trail[-1] if self.trail else "首页")

    @property
    def has_address(self) -> bool:
        """True if it may be opened by its address: no part, and nothing outside the app."""
        return "://" in self.screen.address and not self.outside and not self.part

    @property
    def path(self) -> str:
        """How a person gets there: 首页 › 报告 › 检验报告."""
        return " › ".join(("首页", *(label.split(" ")[0][:16] for label in self.trail)))


@dataclass
class AppMap:
    """Everything that was seen of one app.

    unvisited: labels of ways that were seen but not tried, with the reason.
    cut: why exploration ended early ("" if it ran to the end).
    hinted: the place where the hospital says that a function is, by function key.
    unmatched: menu entries that match no indicator, with the place that they lead to.
    """

    places: dict[str, Place] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    unvisited: list[tuple[str, str, str]] = field(default_factory=list)
    cut: str = ""
    entry: str = ""
    hinted: dict[str, str] = field(default_factory=dict)
    unmatched: tuple[tuple[str, str], ...] = ()

    @property
    def complete(self) -> bool:
        """Explored to the end: what is not on this map is not in the app."""
        return not self.cut and bool(self.ways)

    def explored(self, place_id: str) -> bool:
        """Everything on this place was tried, or left out because it is like what was tried."""
        return not any(
            place == place_id and reason not in {ALIKE, SIBLINGS, OUTSIDE, ASTRAY}
            for place, _, reason in self.unvisited
        )

    def ways_from(self, place_id: str) -> Iterator[Way]:
        """The ways tried on one screen, in the order of trying."""
        return (way for way in self.ways if way.source == place_id)

    def beyond(self, place_id: str, depth: int = 2) -> Iterator[Place]:
        """The place and what was reached from it, at most `depth` taps away, nearest first."""
        seen = {place_id}
        ring = [place_id]
        yield self.places[place_id]
        for _ in range(depth):
            ring = [
                target
                for source in ring
                for way in self.ways_from(source)
                for target in (way.target, way.unfolds)
                if target and self._deeper(source, target)
            ]
            ring = [target for target in dict.fromkeys(ring) if target not in seen]
            seen.update(ring)
            yield from (self.places[target] for target in ring)

    def labels(self) -> list[str]:
        """Every label that could be tapped, as seen, once each."""
        words = [way.label for way in self.ways] + [label for _, label, _ in self.unvisited]
        return list(dict.fromkeys(word for word in words if word))

    def _deeper(self, source: str, target: str) -> bool:
        return self.places[target].depth > self.places[source].depth
