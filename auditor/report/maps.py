"""App maps as trees of screens: what was visited, what was not, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from auditor.report.figures import stored
from auditor.report.sources import NamedMap
from auditor.report.view import MapView, Spot, Tried
from auditor.report.words import load_words
from auditor.report.written import MapPlace, WrittenMap
from evidence.model import Item
from probes.appmap import Arrival

LABELS = 12
"""Controls named per kind; the others are only counted."""


def map_view(named: NamedMap, items: Mapping[str, Item]) -> MapView:
    """One map as a tree that begins at the entry.

    A screen whose way is not on record stands beside the entry, so none is ever left out.
    """
    drawn = named.map
    tree = _Tree(drawn, items)
    roots = tuple(tree.spot(place) for place in tree.below[""])
    return MapView(
        app=named.app,
        seen_as=load_words().seen_as.get(named.name, named.name),
        complete=drawn.complete,
        cut=drawn.cut,
        places=len(drawn.places),
        taps=len(drawn.ways),
        unvisited=len(drawn.unvisited),
        roots=roots,
        unmatched=tuple(_unmatched(drawn, items)),
    )


def _unmatched(drawn: WrittenMap, items: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    evidence = {place.id: place.evidence for place in drawn.places}
    for one in drawn.unmatched:
        item = items.get(evidence.get(one.place, ""))
        yield one.label, stored(item.picture) if item else ""


@dataclass
class _Tree:
    """below: the screens first reached from each screen; "" for those that begin a tree."""

    map: WrittenMap
    items: Mapping[str, Item]
    below: dict[str, list[MapPlace]] = field(default_factory=lambda: defaultdict(list))
    led_nowhere: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    left: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        parents = dict(_parents(self.map))
        for place in self.map.places:
            self.below[parents.get(place.id, "")].append(place)
        self.below[""].sort(key=lambda place: place.id != self.map.entry)
        arrivals = load_words().arrivals
        for way in self.map.ways:
            if way.arrival is not Arrival.SCREEN:
                words = f"{way.label or '(无字)'}{way.words and f'“{way.words}”'}"
                self.led_nowhere[way.source].append((arrivals[way.arrival], words))
        for one in self.map.unvisited:
            self.left[one.place].append((one.reason, one.label or "(无字)"))

    def spot(self, place: MapPlace) -> Spot:
        """A screen with everything behind it."""
        behind = [self.spot(other) for other in self.below[place.id]]
        item = self.items.get(place.evidence)
        name = place.trail[-1] if place.trail else "首页"
        return Spot(
            name=name,
            title="" if place.title == name else place.title,
            route=item.address if item else place.route,
            warning=_warning(place),
            thumb=stored(item.thumb) if item else "",
            picture=stored(item.picture) if item else "",
            tried=tuple(_grouped(self.led_nowhere[place.id])),
            left=tuple(_grouped(self.left[place.id])),
            leaves=tuple(spot for spot in behind if not _goes_on(spot)),
            branches=tuple(spot for spot in behind if _goes_on(spot)),
        )


def _parents(drawn: WrittenMap) -> Iterator[tuple[str, str]]:
    """(screen, where the first way to it began); only ways deeper into the app count."""
    depth = {place.id: place.depth for place in drawn.places}
    reached: set[str] = set()
    for way in drawn.ways:
        known = way.source in depth and way.target in depth
        if known and way.target not in reached and depth[way.source] < depth[way.target]:
            reached.add(way.target)
            yield way.target, way.source


def _goes_on(spot: Spot) -> bool:
    return bool(spot.leaves or spot.branches)


def _warning(place: MapPlace) -> str:
    status = f"HTTP {place.status}" if place.status is not None and place.status >= 400 else ""
    return "、".join(word for word in ("站外页面" if place.outside else "", status) if word)


def _grouped(told: Iterable[tuple[str, str]]) -> Iterator[Tried]:
    """(what, label) pairs by what, each label once."""
    groups: dict[str, dict[str, None]] = {}
    for what, label in told:
        groups.setdefault(what, {})[label] = None
    for what, labels in groups.items():
        yield Tried(what, tuple(labels)[:LABELS], max(len(labels) - LABELS, 0))
