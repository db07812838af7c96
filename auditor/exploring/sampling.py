"""How many of a kind are enough: of thirty doctors two are opened, of two hundred pages alike two.

A name of the field is never taken for one more of a kind, nor is the page that it opens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.exploring.bars import is_in_bar
from auditor.exploring.cuts import is_cut, is_day
from auditor.live.heading import heading
from auditor.live.identity import (
    SAME_TEMPLATE,
    levelled,
    overlap,
    same_template,
    skeleton,
    template_route,
    titled_alike,
    wording,
)
from auditor.live.taps import Tap, taps_of
from devices.model import Role, Screen
from probes.appmap import AppMap, Arrival, Place, Way, page_of
from probes.labels import asks
from probes.lexicon import Lexicon, plain
from probes.naming import NAMED, NEAR, naming

SAMPLES = 2
SAME_WORD = 4
IDLE = 8
TO_ONE_PAGE = 16
ENTRIES_OF_A_MENU = 2
EXPANDED_PER_TEMPLATE = 2
ROWS_OF_A_LIST = 3
SAME_ROW = 0.85
LONGEST_TILE = 8
LED_ALIKE = 2
OWN_BUTTONS = 2
ROWS_OF_A_GATE = 4
CUTS = 4
CALENDARS, DAYS = 2, 1
MENU = 0.5  # the score of a label that names a menu (住院服务, 报告查询), not yet a function


_UNTRIED = {Arrival.FAILED, Arrival.REFUSED}
Control = tuple[tuple[str, str, str], str, Role]
"""A control as it is known on all pages of a kind: the page, its words, what it is."""


@dataclass(frozen=True)
class _Looks:
    """What a place is compared by; many are compared with many, so it is made out once.

    page: see page_of; route: the address of all pages of its kind; heading: the words in its
    top bar; skeleton: how it is built.
    """

    page: tuple[str, str]
    route: str
    heading: str
    skeleton: frozenset[str]


@dataclass
class Kinds:
    """The kinds of pages and entries of one map. expanded: the pages that were tried."""

    map: AppMap
    lexicon: Lexicon
    expanded: list[Place] = field(default_factory=list)
    _idle: Counter[tuple[str, str]] = field(default_factory=Counter)
    _idle_days: Counter[tuple[str, str]] = field(default_factory=Counter)
    _seen: dict[str, _Looks] = field(default_factory=dict)
    _offers: dict[str, set[str]] = field(default_factory=dict)
    _led: dict[Control, list[Way]] = field(default_factory=dict)

    def alike(self, place: Place) -> list[Place]:
        """Pages that were tried and are of the same kind."""
        return [
            other
            for other in self.expanded
            if not other.part
            and self._looks(other).route == self._looks(place).route
            and self._built(other, place, SAME_TEMPLATE)
            and titled_alike(other.screen, place.screen)
            and (other.screen.title == place.screen.title or other.parent is place.parent)
        ]

    def _looks(self, place: Place) -> _Looks:
        if place.id not in self._seen:
            now = place.screen
            self._seen[place.id] = _Looks(
                page_of(now), template_route(now.address), heading(now), skeleton(now)
            )
        return self._seen[place.id]

    def _built(self, a: Place, b: Place, least: float) -> bool:
        """How alike two places are built."""
        return overlap(self._looks(a).skeleton, self._looks(b).skeleton) >= least

    def rows_before(self, place: Place) -> list[Place]:
        """Rows of the same list that were tried, their pages told by a word in the address
        (?d=neike, ?d=waike) or by nothing but the words in the top bar.

        The list may go on behind another of its tabs, or stand once for each day.
        """
        if naming(self.lexicon, _entry(place)) >= MENU:
            return []
        return [
            other
            for other in self.expanded
            if self._in_one_list(other, place)
            and self._is_row_with(other, place)
            and naming(self.lexicon, _entry(other)) < MENU
        ]

    def _in_one_list(self, a: Place, b: Place) -> bool:
        """Reached from one page, or from two panels, days or rows of the same kind of page."""
        if a.parent is None or b.parent is None:
            return False
        if a.parent is b.parent:
            return True
        return self._is_row_with(a.parent, b.parent)

    def is_gate(self, place: Place) -> bool:
        """A page between a named entry and its function: hardly anything to choose on it."""
        if place.part or naming(self.lexicon, _entry(place)) < NAMED:
            return False
        return len(self._labels(place)) <= ROWS_OF_A_GATE

    def one_more(self, place: Place) -> bool:
        """One more of a kind that was tried often enough, with no new name on it.

        A part of a page has but its own few entries, and none that were tried elsewhere.
        """
        if place.part:
            return False
        alike = self.alike(place)
        if self._newly_named(place, alike) or self._another_tab(place, alike):
            return False
        enough = (
            len(alike) >= EXPANDED_PER_TEMPLATE
            or len(self.rows_before(place)) >= ROWS_OF_A_LIST
            or self._says_no_more(place, alike)
            or self._only_unfolds(place)
        )
        return enough and not self._offers_new(place)

    def _another_tab(self, place: Place, alike: Sequence[Place]) -> bool:
        """Another tab of the one page on which those alike stand, with a button that none has."""
        page = self._looks(place).page
        if not alike or any(self._looks(other).page != page for other in alike):
            return False
        taps = (tap for tap in taps_of(place, self.lexicon) if tap.node.role is Role.BUTTON)
        own = {levelled(tap.label) for tap in taps if _is_plain_name(tap.label)}
        fresh = own.difference(*(self._labels(other) for other in alike))
        return 0 < len(fresh) <= OWN_BUTTONS  # more of them are the rows of a list

    def _says_no_more(self, place: Place, alike: Sequence[Place]) -> bool:
        """Another cut of the list on which it stands, or a sibling that has the same controls.

        So it is with the second patient of an account who has no records of their own.
        """
        if is_cut(_entry(place)) and any(other is place.parent for other in alike):
            return True
        if naming(self.lexicon, _entry(place)) >= MENU:
            return False
        own = self._labels(place)
        siblings = (other for other in alike if other.parent is place.parent)
        return bool(own) and any(own <= self._labels(other) for other in siblings)

    def _only_unfolds(self, place: Place) -> bool:
        """The page before, with more to read on it and nothing more to tap."""
        page = place.parent
        if page is None or page_of(page.screen) != page_of(place.screen):
            return False
        grown = wording(page.screen) <= wording(place.screen)
        return grown and self._labels(place) <= self._labels(page)

    def _labels(self, place: Place) -> set[str]:
        if place.id not in self._offers:
            self._offers[place.id] = {levelled(tap.label) for tap in taps_of(place, self.lexicon)}
        return self._offers[place.id]

    def _newly_named(self, place: Place, alike: Sequence[Place]) -> bool:
        """Another function of the field led here than to the pages alike (who is it for?)."""
        name = _entry(place)
        if len(plain(name)) > LONGEST_TILE or any(c.isdigit() for c in name):
            return False
        others = {plain(_entry(other)) for other in alike}
        return naming(self.lexicon, name) >= NAMED and plain(name) not in others

    def sampled(self, targets: Sequence[Place], tap: Tap, here: Place) -> bool:
        """Two siblings led to one kind of page: the others will too, unless they have a name.

        Two tiles of a menu that led to one and the same page (the login wall) are no kind yet,
        and every panel of a menu has entries of its own.
        """
        if frame_key(tap, here.screen) is not None and any(there.part for there in targets):
            return False  # the menus of a bar have nothing in common
        last = targets[-SAMPLES:]
        if _same_word(tap, targets):
            return True
        if len(last) < SAMPLES or not (
            same_template(last[0].screen, last[-1].screen) or self._are_rows(targets)
        ):
            return False
        if last[0] is last[-1] and not _all_to_one(targets) and not _one_of_a_row(tap, last[-1]):
            return False
        if len(targets) < TO_ONE_PAGE and all(self._is_panel(there, here) for there in last):
            return False
        if _is_plain_name(tap.label) and not any(_is_plain_name(_entry(there)) for there in last):
            return False  # 服务大全 below the latest news is none of them
        if all(naming(self.lexicon, _entry(there)) >= NAMED for there in last):
            return False  # functions of the field are no kind: what stands among them may be one
        return naming(self.lexicon, tap.label) < MENU

    def _are_rows(self, targets: Sequence[Place]) -> bool:
        """Three pages told by a word in the address, or in the top bar, and built as one."""
        last = targets[-ROWS_OF_A_LIST:]
        return len(last) == ROWS_OF_A_LIST and all(
            self._is_row_with(other, last[0]) for other in last
        )

    def _is_row_with(self, a: Place, b: Place) -> bool:
        """Two pages built as one, at one address but for what is asked for; a name of their own
        in the top bar must be that of the row, which says more: a tile says no more than that."""
        one, other = self._looks(a), self._looks(b)
        if one.page != other.page or not self._built(a, b, SAME_ROW):
            return False
        if one.heading == other.heading:
            return True
        return all(_tells_more(_entry(page), self._looks(page).heading) for page in (a, b))

    def _is_panel(self, there: Place, here: Place) -> bool:
        """Another panel of the same menu: the same page, with entries of the field on it."""
        if self._looks(there).page != self._looks(here).page:
            return False
        if self._looks(there).heading != self._looks(here).heading:
            return False  # another page, though address and title are those of all pages
        names = {plain(tap.label) for tap in taps_of(there, self.lexicon)}
        return sum(naming(self.lexicon, name) >= NAMED for name in names) >= ENTRIES_OF_A_MENU

    def dull(self, place: Place, tap: Tap) -> bool:
        """So many of its kind led nowhere (the days or hours of a calendar), and it has no name.

        The calendar of a form is that of every form: where two have shown nothing, fewer will do.
        """
        short = is_cut(tap.label) or self.lexicon.says("clock", tap.label)
        if is_day(tap.label):
            enough = DAYS if self._mute_calendars_but(place) >= CALENDARS else CUTS
        else:
            enough = CUTS if short else IDLE
        return self._idle[place.id, tap.group] >= enough and naming(self.lexicon, tap.label) < NAMED

    def _mute_calendars_but(self, place: Place) -> int:
        """On how many other pages days were tapped that showed nothing."""
        mute = {page for (page, _), idle in self._idle_days.items() if idle >= CUTS}
        return len(mute - {place.id})

    def told(self, place: Place, tap: Tap) -> bool:
        """Pages of this kind have a control of these words, and it led to one place each time."""
        ways = self._led.get(_control(place, tap), [])
        sources, targets = {way.source for way in ways}, {way.target for way in ways}
        return len(sources) >= LED_ALIKE and len(targets) == 1

    def stays(self, place: Place, tap: Tap) -> bool:
        """A tab beside the one by which a panel was entered: it was tried on the page before."""
        page = place.parent
        if page is None or not is_in_bar(place, tap.node):
            return False
        ways = self.map.ways_from(page.id)
        return any(w.label == tap.label and w.arrival not in _UNTRIED for w in ways)

    def tried(self, place: Place, tap: Tap) -> None:
        """Count a tap that showed nothing, only marked something on its page, or was held back.

        What could not be tapped at all is no way; then the last one belongs to another control.
        """
        way = self.map.ways[-1] if self.map.ways else None
        if way is not None and (way.source, way.node) == (place.id, tap.node.index):
            marked = way.target == place.id and not way.unfolds
            nothing = way.arrival is Arrival.NOTHING or way.held or marked
            self._idle[place.id, tap.group] += nothing
            if is_day(tap.label):
                self._idle_days[place.id, tap.group] += nothing
            if way.target and way.target != place.id:
                self._led.setdefault(_control(place, tap), []).append(way)

    def _offers_new(self, place: Place) -> bool:
        """A function of the field that no other page has shown: a menu's tabs are built alike."""
        known = {plain(label) for label in self.map.labels()}
        names = (tap.label for tap in taps_of(place, self.lexicon))
        fresh = (name for name in names if plain(name) not in known)
        return any(naming(self.lexicon, name) > NEAR and not asks(name) for name in fresh)


def _control(place: Place, tap: Tap) -> Control:
    name = heading(place.screen)
    return (*page_of(place.screen), name), levelled(tap.label), tap.node.role


def _is_plain_name(label: str) -> bool:
    return len(plain(label)) <= LONGEST_TILE and not _is_dated(label)


def _is_dated(label: str) -> bool:
    return any(sign.isdigit() for sign in label)


def _entry(place: Place) -> str:
    return place.entered_by.label if place.entered_by else ""


def _tells_more(label: str, name: str) -> bool:
    return bool(name) and name in label and name != label


def _one_of_a_row(tap: Tap, there: Place) -> bool:
    """Another day or letter, or what differs in its figures alone from the row that led there."""
    alike = _is_dated(tap.label) and levelled(tap.label) == levelled(_entry(there))
    return alike or is_cut(tap.label)


def _same_word(tap: Tap, targets: Sequence[Place]) -> bool:
    """The very same word in each row (咨询 beside every doctor), which led twice to one page
    before, or some more times to pages of one kind: bills of several kinds are fewer."""
    word = plain(tap.label)
    led = [there for there in targets if word and plain(_entry(there)) == word]
    if len(led) >= SAMPLES and led[-1] is led[-2]:
        return True
    return len(led) >= SAME_WORD and all(
        same_template(led[-1].screen, there.screen) for there in led[-SAME_WORD:]
    )


def _all_to_one(targets: Sequence[Place]) -> bool:
    """More siblings than a menu has tiles led to one page (every row of a list to the wall)."""
    last = targets[-TO_ONE_PAGE:]
    return len(last) == TO_ONE_PAGE and all(place is last[0] for place in last)


def frame_key(tap: Tap, screen: Screen) -> tuple[str, Role, int] | None:
    """A control of the app's frame (tab bar, header): same words, kind and spot everywhere."""
    bounds = tap.node.bounds
    framed = bounds.bottom >= screen.height - 8 > bounds.y - 80 or bounds.bottom < 64
    return (plain(tap.label), tap.node.role, round(bounds.x / 4)) if framed else None
