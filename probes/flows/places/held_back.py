"""What the explorer held back from: touched with leave to change the account's own data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Screen
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.flows.screens.controls import labelled
from probes.flows.screens.waiting import awaited
from probes.labels import whole_or_head
from probes.naming import NEAR, match

_HELD = {Arrival.REFUSED, Arrival.FAILED}


@dataclass(frozen=True)
class Offer:
    """What a choice showed once it was opened, with the picture of it."""

    words: tuple[str, ...]
    shown: str


def held_choices(app: App, place: Place, named: re.Pattern[str]) -> list[Offer | None]:
    """What the choices of such a name offer that were left alone; None for one that stays shut."""
    ways = [w for w in app.map.ways_from(place.id) if w.arrival in _HELD and named.search(w.label)]
    return [_opened(app, place, way) for way in ways]


def _opened(app: App, place: Place, way: Way) -> Offer | None:
    """Looked at once; to open a choice of the account's own data takes `own`."""
    key = f"held choice:{place.id}:{way.label}"
    if key not in app.memory:
        app.memory[key] = _look(app, place, way) if Effect.OWN in app.allowed else None
    found = app.memory[key]
    return found if isinstance(found, Offer) else None


def _look(app: App, place: Place, way: Way) -> Offer | None:
    touched = touch_held(app, way)
    if touched is None:
        return None
    before, after = touched
    fresh = tuple(words for words in after.words if words not in set(before.words))
    return Offer(fresh, app.show((), f"“{way.label[:16]}”的选项")) if fresh else None


def held_entries(app: App, key: str) -> Iterator[Way]:
    """Entries plainly named like a function that the explorer held back from: it was only seen."""
    function = app.lexicon.functions[key]
    for way in app.map.ways:
        named = match(function, whole_or_head(way.label), "")[0] > NEAR
        if named and way.arrival is Arrival.REFUSED and not app.map.places[way.source].outside:
            yield way


def touch_held(app: App, way: Way) -> tuple[Screen, Screen] | None:
    """The screens before and after the control of a way was touched; None if it cannot be.

    Such a touch may change the account's own data: only where `own` is allowed.
    """
    place = app.map.places[way.source]
    before = app.visit(place)
    label = place.screen.label(place.screen.nodes[way.node])
    node = labelled(before, label, covered=True) if before is not None else None
    if before is None or node is None:
        return None
    try:
        return before, awaited(app, before, app.tap(node, Effect.OWN))
    except (ActionRefused, NodeCovered, StaleNode):
        return None
