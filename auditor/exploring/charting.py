"""Putting what an exploration comes upon on the map: places, ways, and what is left untried."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from auditor.exploring.modules import Modules
from auditor.exploring.sampling import frame_key
from auditor.exploring.unfolding import has_room, known_part, part_of
from auditor.live.identity import route, same_place
from auditor.live.session import Session
from auditor.live.taps import Tap
from devices.model import Role, Screen
from probes.appmap import AppMap, Arrival, Place, Way


@dataclass
class Chart:
    """Draws one map of what a session shows.

    untried: places on the map whose controls wait to be tried.
    """

    map: AppMap
    session: Session
    modules: Modules
    untried: list[Place] = field(default_factory=list)
    _framed: dict[tuple[str, Role, int], str] = field(default_factory=dict)

    def add(self, screen: Screen, parent: Place | None = None, way: Way | None = None) -> Place:
        """The place of the newest screen: a known one, or a new one that goes on the map."""
        for known in self.map.places.values():
            if not known.part and same_place(known.screen, screen):
                return known
        elsewhere = self.modules.is_elsewhere(screen)
        module = elsewhere and self.modules.holds(screen)
        place = Place(
            id=self._next_id(),
            screen=screen,
            trail=(*parent.trail, way.label) if parent and way else (),
            depth=parent.depth + 1 if parent else 0,
            entered_by=way,
            parent=parent,
            outside=elsewhere and not module,
            module=module,
        )
        self._put(place)
        self.untried.append(place)
        return place

    def add_part(
        self, page: Place, way: Way, screen: Screen, words: frozenset[str], *, leads_on: bool
    ) -> Place | None:
        """The part of a page that a way has unfolded on the newest screen, by its new words.

        leads_on: there are entries among them, to be tried.  None if there is no room for more.
        """
        known = known_part(self.map, page, screen, words)
        if known is not None or not has_room(self.map, page):
            return known
        part = part_of(page, way, screen, words, self._next_id())
        self._put(part)
        if leads_on:
            self.untried.append(part)
        return part

    def _next_id(self) -> str:
        return f"s{len(self.map.places):03d}"

    def _put(self, place: Place) -> None:
        place.picture = self.session.sight.picture(place.screen)
        place.read = self.session.sight.words(place.screen)
        self.map.places[place.id] = place

    def record(self, way: Way, tap: Tap, place: Place) -> None:
        """A way that was tried."""
        self.map.ways.append(way)
        key = frame_key(tap, place.screen)
        if key:
            self._framed[key] = place.id

    def knows(self, place: Place, tap: Tap) -> bool:
        """A control of every page (tab bar), tried elsewhere, or a link to a known page."""
        key = frame_key(tap, place.screen)
        source = self._framed.get(key) if key else None
        if source is not None and source != place.id:
            return True
        target = self._linked(tap.node.link)
        if target is None:
            return False
        way = Way(place.id, tap.node.index, tap.label, Arrival.SCREEN, target.id)
        self.map.ways.append(replace(way, section=tap.section))
        return True

    def _linked(self, link: str) -> Place | None:
        """The first place at the address of a link."""
        if not link.startswith("http"):
            return None
        places = self.map.places.values()
        return next((p for p in places if route(p.screen.address) == route(link)), None)

    def leave(self, place: Place, label: str, reason: str) -> None:
        """Something that was seen is not tried."""
        self.map.unvisited.append((place.id, label, reason))

    def cut(self, place: Place, label: str, reason: str) -> None:
        """Something is not tried that may hide anything: the map is cut there."""
        self.leave(place, label, reason)
        self.map.cut = self.map.cut or reason
