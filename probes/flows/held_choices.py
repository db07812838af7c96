"""A choice from which the explorer held back: opened with leave, to read what it offers."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from devices.model import ActionRefused, Effect, NodeCovered, StaleNode
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.flows.controls import labelled
from probes.flows.waiting import awaited

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
    screen = app.visit(place)
    label = place.screen.label(place.screen.nodes[way.node])
    node = labelled(screen, label, covered=True) if screen is not None else None
    if screen is None or node is None:
        return None
    with suppress(ActionRefused, NodeCovered, StaleNode):
        after = awaited(app, screen, app.tap(node, Effect.OWN))
        fresh = tuple(words for words in after.words if words not in set(screen.words))
        if fresh:
            return Offer(fresh, app.show((), f"“{way.label[:16]}”的选项"))
    return None
