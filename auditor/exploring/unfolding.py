"""What a tap unfolds on the page on which it stands: a menu over the bar, an accordion, 更多.

A person is still on the same page, yet what shows now can be read and tapped only after that tap.
It is a part of the page, with a place of its own on the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from auditor.live.identity import is_at, levelled, offered, wording
from auditor.live.taps import Tap, taps_of
from devices.model import Node, Screen
from probes.appmap import AppMap, Arrival, Place, Way
from probes.labels import asks
from probes.lexicon import Lexicon, plain
from probes.naming import NEAR, naming

LEAST_PROSE = 12
MOST_PARTS = 12


@dataclass(frozen=True)
class Unfolded:
    """One tap on a place: the screens before and after, which are the same page."""

    place: Place
    tap: Tap
    before: Screen
    after: Screen

    def entries(self, lexicon: Lexicon, tried: Iterable[Way]) -> frozenset[str]:
        """Labels that can be tapped now and could not before, none of them tried elsewhere yet.

        A headline that turned and rows that took the place of others are none, unless one of
        them names a function of the field; nor are further rows of the same list.
        """
        if lexicon.says("list_foot", plain(self.tap.label)):
            return frozenset()
        known = offered(self.before) | offered(self.place.screen)
        now = {levelled(tap.label) for tap in taps_of(Place("", self.after), lexicon)}
        new = {label for label in now - known if not self._is_grown(label)}
        lost = offered(self.before) & offered(self.place.screen) - offered(self.after)
        fresh = new - {levelled(way.label) for way in tried}
        if 2 * len(lost) > len(new) and not any(_names(lexicon, label) for label in fresh):
            return frozenset()
        return frozenset(fresh)

    def prose(self) -> frozenset[str]:
        """Words to read that are new on the page, if they say something."""
        known = wording(self.before) | wording(self.place.screen) | set(self._said())
        nodes = [n for n in self.after.nodes if n.text and levelled(n.text) not in known]
        words = [n.text for n in nodes if not any(self._leads_on(up) for up in self._line(n))]
        enough = sum(len(plain(said)) for said in words) >= LEAST_PROSE
        return frozenset(map(levelled, words)) if enough else frozenset()

    def _said(self) -> Iterator[str]:
        return (levelled(words) for words in self.after.events.toasts)

    def _line(self, node: Node) -> Iterator[Node]:
        yield node
        yield from self.after.above(node)

    def _leads_on(self, node: Node) -> bool:
        """Another control than the one that was tapped: a headline on its way past."""
        if not node.clickable or self.after.holds_the_page(node):
            return False
        return not self._is_grown(levelled(self.after.label(node)))

    def _is_grown(self, label: str) -> bool:
        """The control that was tapped, with what it has unfolded inside itself.

        An entry may begin with the name of its column (住院, 住院服务).
        """
        tapped = levelled(self.tap.label)
        more = label.removeprefix(tapped)
        return label.startswith(tapped) and (not more or more[0].isspace())


def _names(lexicon: Lexicon, label: str) -> bool:
    return naming(lexicon, label) > NEAR and not asks(label)


def known_part(appmap: AppMap, page: Place, screen: Screen, words: frozenset[str]) -> Place | None:
    """The part of a page that shows on a screen with these words, if it is on the map already."""
    parts = (p for p in appmap.places.values() if p.part and p.parent is page)
    return next((p for p in parts if words <= p.part and is_at(screen, p)), None)


def part_of(page: Place, way: Way, screen: Screen, words: frozenset[str], name: str) -> Place:
    """A new place for what one way has unfolded on a page."""
    return Place(
        id=name,
        screen=screen,
        trail=(*page.trail, way.label),
        depth=page.depth + 1,
        entered_by=replace(way, arrival=Arrival.SCREEN, unfolds=name),
        parent=page,
        part=words,
    )


def has_room(appmap: AppMap, page: Place) -> bool:
    """Whether one more part of a page is worth a place on the map."""
    parts = sum(bool(p.part) and p.parent is page for p in appmap.places.values())
    return parts < MOST_PARTS
