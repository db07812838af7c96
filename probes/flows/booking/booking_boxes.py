"""What a box says of booking: it comes up on the way to a slot and is closed before going on."""

from __future__ import annotations

import re
from collections.abc import Callable

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node
from probes.app import App
from probes.appmap import Way
from probes.finding import Finding, yes
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.flows.screens.controls import labelled
from probes.flows.screens.overlay import on_top

MOST_OPENED = 2


def told_in_a_box(
    app: App, heading: re.Pattern[str], test: Callable[[str], bool], name: str
) -> Finding | None:
    """L1: a box with such a heading came up there, and its words pass a test; None if none did.

    It is brought up once more, to be read with its signs and to be shown.
    """
    for way in _boxes(app, heading)[:MOST_OPENED]:
        nodes = _opened(app, way)
        if test("\n".join(n.text for n in nodes)):
            place = app.map.places[way.source]
            words = f"{name}:{place.path} › {way.label[:12]},弹出的说明"
            return yes(words, [app.show(nodes, name)])
    return None


def _boxes(app: App, heading: re.Pattern[str]) -> list[Way]:
    """Taps on the way to a slot that brought up such words, each once."""
    found: dict[str, Way] = {}
    for hit in sift(app, "booking")[0]:
        for place in reach(app, hit):
            for way in app.map.ways_from(place.id):
                if not place.outside and heading.search(way.words):
                    found.setdefault(way.words, way)
    return list(found.values())


def _opened(app: App, way: Way) -> list[Node]:
    """The words of the box, on the newest screen; none if it does not come up again."""
    screen = app.visit(app.map.places[way.source])
    control = labelled(screen, way.label) if screen is not None else None
    if control is None:
        return []
    try:
        after = app.tap(control, looking=True)
    except (ActionRefused, NodeCovered, StaleNode):
        return []
    return [n for n in on_top(after) if n.text and not n.clickable]
