"""How many of a kind are enough: of thirty doctors two are opened, of two hundred pages alike two.

A name of the field is never taken for one more of a kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.identity import same_template
from auditor.taps import Tap, taps_of
from devices.model import Role, Screen
from probes.appmap import AppMap, Arrival, Place, page_of
from probes.finder import NAMED, NEAR, asks, naming
from probes.lexicon import Lexicon, plain

SAMPLES = 2
IDLE = 8
TO_ONE_PAGE = 16
ENTRIES_OF_A_MENU = 2
EXPANDED_PER_TEMPLATE = 2
MENU = 0.5  # the score of a label that names a menu (住院服务, 报告查询), not yet a function


@dataclass
class Kinds:
    """The kinds of pages and entries of one map. expanded: the pages that were tried."""

    map: AppMap
    lexicon: Lexicon
    expanded: list[Place] = field(default_factory=list)
    _idle: Counter[tuple[str, str]] = field(default_factory=Counter)

    def alike(self, place: Place) -> list[Place]:
        """Pages that were tried and are of the same kind."""
        return [
            other
            for other in self.expanded
            if not other.part
            and same_template(other.screen, place.screen)
            and (other.screen.title == place.screen.title or other.parent is place.parent)
        ]

    def one_more(self, place: Place) -> bool:
        """One more of a kind that was tried often enough, with no new name on it.

        A part of a page has but its own few entries, and none that were tried elsewhere.
        """
        if place.part:
            return False
        return len(self.alike(place)) >= EXPANDED_PER_TEMPLATE and not self._offers_new(place)

    def sampled(self, targets: Sequence[Place], tap: Tap, here: Place) -> bool:
        """Two siblings led to one kind of page: the others will too, unless they have a name.

        Two tiles of a menu that led to one and the same page (the login wall) are no kind yet,
        and every panel of a menu has entries of its own.
        """
        if frame_key(tap, here.screen) is not None and any(there.part for there in targets):
            return False  # the menus of a bar have nothing in common
        last = targets[-SAMPLES:]
        if len(last) < SAMPLES or not same_template(last[0].screen, last[-1].screen):
            return False
        if last[0] is last[-1] and not _all_to_one(targets):
            return False
        if len(targets) < TO_ONE_PAGE and all(self._is_panel(there, here) for there in last):
            return False
        return naming(self.lexicon, tap.label) < MENU

    def _is_panel(self, there: Place, here: Place) -> bool:
        """Another panel of the same menu: the same page, with entries of the field on it."""
        if page_of(there.screen) != page_of(here.screen):
            return False
        names = {plain(tap.label) for tap in taps_of(there, self.lexicon)}
        return sum(naming(self.lexicon, name) >= NAMED for name in names) >= ENTRIES_OF_A_MENU

    def dull(self, place: Place, tap: Tap) -> bool:
        """So many of its kind led nowhere (the days of a calendar), and it has no name."""
        return self._idle[place.id, tap.group] >= IDLE and naming(self.lexicon, tap.label) < NAMED

    def tried(self, place: Place, tap: Tap) -> None:
        """Count a tap that showed nothing, or only marked something on its page."""
        way = self.map.ways[-1] if self.map.ways else None
        if way is not None and way.source == place.id:
            nothing = way.arrival is Arrival.NOTHING or (way.target == place.id and not way.unfolds)
            self._idle[place.id, tap.group] += nothing

    def _offers_new(self, place: Place) -> bool:
        """A function of the field that no other page has shown: a menu's tabs are built alike."""
        known = {plain(label) for label in self.map.labels()}
        names = (tap.label for tap in taps_of(place, self.lexicon))
        fresh = (name for name in names if plain(name) not in known)
        return any(naming(self.lexicon, name) > NEAR and not asks(name) for name in fresh)


def _all_to_one(targets: Sequence[Place]) -> bool:
    """More siblings than a menu has tiles led to one page (every row of a list to the wall)."""
    last = targets[-TO_ONE_PAGE:]
    return len(last) == TO_ONE_PAGE and all(place is last[0] for place in last)


def frame_key(tap: Tap, screen: Screen) -> tuple[str, Role, int] | None:
    """A control of the app's frame (tab bar, header): same words, kind and spot everywhere."""
    bounds = tap.node.bounds
    framed = bounds.bottom >= screen.height - 8 > bounds.y - 80 or bounds.bottom < 64
    return (plain(tap.label), tap.node.role, round(bounds.x / 4)) if framed else None
