"""Entries on the map: what a page offers to tap, and what came of it where it was tapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.model import Node, Rect, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.flows.places.content import hollow_screen
from probes.flows.screens.fields import fillable, pickers
from probes.flows.screens.telling import tells_itself
from probes.labels import SHORT_LABEL
from probes.lexicon import plain
from probes.naming import NEAR, naming

LEAST_ENTRIES = 2
_ROW = re.compile(r"\d{2}")
UNDER, LEVEL = 24, 12
LEAST_ANSWERS = 2
_REQUIRED = re.compile(r"^[**]|[**]$")
"""The star of what must be filled in: only the name of a field bears it."""
_CONTROLS = {Role.FIELD, Role.SWITCH, Role.CHECKBOX, Role.RADIO, Role.CHOICE}


def is_menu(app: App, place: Place) -> bool:
    """A page without an amount or a field that only leads on to others, by their names.

    What is ticked there (高血压, 糖尿病) is an answer and leads nowhere.
    """
    nodes = place.screen.nodes
    if app.lexicon.says("money", place.screen.text) or any(n.editable for n in nodes):
        return False
    ways = app.map.ways_from(place.id)
    ticked = {n.index for n in nodes if n.checked is not None and n.role is not Role.TAB}
    names = {w.label for w in ways if not _ROW.search(w.label) and w.node not in ticked}
    return sum(naming(app.lexicon, label) > NEAR for label in names) >= LEAST_ENTRIES


def entry_names(app: App, place: Place, of: AppMap | None = None) -> set[str]:
    """Names of functions, made plain, that can be tapped on a page: they say nothing about it."""
    return {
        label
        for way in (of or app.map).ways_from(place.id)
        if len(label := plain(way.label)) <= SHORT_LABEL and naming(app.lexicon, way.label) > NEAR
        if not names_control(of or app.map, way)
    }


def is_open_part(appmap: AppMap, way: Way) -> bool:
    """The one of several controls alike that is chosen already (图文, beside 电话 and 视频).

    To tap the others changes the page, to tap it changes nothing: it is no entry that fails.
    """
    source = appmap.places.get(way.source)
    if source is None or way.arrival is not Arrival.NOTHING:
        return False
    tapped = source.screen.nodes[way.node]
    if tapped.role is Role.TAB and tapped.checked:
        return True
    box = tapped.bounds
    others = (w for w in appmap.ways_from(way.source) if w.node >= 0 and w.node != way.node)
    return any(_is_beside(appmap, source, box, other, way.label) for other in others)


def _is_beside(appmap: AppMap, source: Place, box: Rect, other: Way, label: str) -> bool:
    """A control alike, in one row, behind which the row is still to be seen."""
    bounds = source.screen.nodes[other.node].bounds
    target = appmap.places.get(other.target)
    if target is None or bounds.y != box.y or (bounds.w, bounds.h) != (box.w, box.h):
        return False
    row = (n for n in target.screen.nodes if n.clickable and n.bounds.y == box.y)
    return target is source or any(target.screen.label(n) == label for n in row)


def names_control(appmap: AppMap, way: Way) -> bool:
    """Dead words beside a field or switch name that control; they are no entry that fails.

    Nor are they where the touch met the box that lies over both.
    """
    source = appmap.places.get(way.source)
    if source is None or way.arrival not in {Arrival.NOTHING, Arrival.FAILED}:
        return False
    tapped = source.screen.nodes[way.node]
    heads = _heads_a_field(source.screen, tapped) or _heads_answers(source.screen, tapped)
    if heads or _REQUIRED.search(way.label.strip()):
        return True
    level = tapped.bounds.center[1]
    beside = (n for n in source.screen.nodes if n.role in _CONTROLS)
    return any(abs(n.bounds.center[1] - level) < max(n.bounds.h, 24) for n in beside)


def _heads_a_field(screen: Screen, tapped: Node) -> bool:
    """Words right above what is filled in or picked, at its left edge, as forms set them."""
    if tapped.role is not Role.TEXT:
        return False
    box = tapped.bounds
    asked = [*fillable(screen), *pickers(screen)]
    return any(
        -4 <= n.bounds.y - box.bottom < UNDER and abs(n.bounds.x - box.x) < LEVEL for n in asked
    )


def _heads_answers(screen: Screen, tapped: Node) -> bool:
    """Words right above a line of short ones to choose from (复印内容: 病案首页, 出院记录 …)."""
    box = tapped.bounds
    if tapped.role is not Role.TEXT or not any(n.editable for n in screen.nodes):
        return False
    taps = [n for n in screen.nodes if n.clickable and n.role is Role.TEXT and n is not tapped]
    below = [n for n in taps if 0 <= n.bounds.y - box.bottom < UNDER]
    line = [n for n in below if len(plain(screen.label(n))) <= SHORT_LABEL]
    level = {round(n.bounds.y) for n in line}
    led = any(abs(n.bounds.x - box.x) < LEVEL for n in line)
    return led and len(line) >= LEAST_ANSWERS and len(level) == 1


def ways_of(app: App, place: Place, node: Node) -> Iterator[Way]:
    """What was tapped of a control: it, or what holds it (the tile around its words)."""
    inside = {n.index for n in (node, *list(place.screen.above(node))[:3])}
    return (way for way in app.map.ways_from(place.id) if way.node in inside)


def leads_on(app: App, place: Place, node: Node, key: str) -> bool:
    """False if the explorer tapped this control, or one of its name on another page, and
    nothing but a refusal came of it."""
    for way in list(ways_of(app, place, node)) or _namesakes(app, place, node):
        if way.arrival in {Arrival.TOAST, Arrival.NOTHING}:
            return tells_itself(app.map, way)
        target = app.map.places.get(way.target)
        if target is not None and target is not place:
            return hollow_screen(app, target, key) is None
    return True


def turned_away(app: App, place: Place, node: Node) -> bool:
    """A touch on this control only said that it does not work."""
    tried = list(ways_of(app, place, node))
    return bool(tried) and all(only_refuses(app, way) for way in tried)


def only_refuses(app: App, way: Way) -> bool:
    """What was tapped said that it does not work (建设中), and nothing else came of it."""
    return way.arrival is Arrival.TOAST and app.lexicon.refuses(way.words)


def _namesakes(app: App, place: Place, node: Node) -> list[Way]:
    """What was tapped under the same name elsewhere: one menu often stands on several pages."""
    names = {place.screen.label(n) for n in (node, *place.screen.above(node)) if n.clickable}
    return [way for way in app.map.ways if way.label and way.label in names]


def untried(app: App, place: Place, node: Node) -> bool:
    """An entry on a page that the explorer saw and had no time left to look at."""
    if any(app.map.ways_from(place.id)) or app.map.explored(place.id):
        return False
    return any(n.clickable for n in (node, *place.screen.above(node)))
