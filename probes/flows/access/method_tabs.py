"""Ways to prove who one is that tabs part on one page, or whose rows open a form over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Role
from probes.app import App
from probes.appmap import SIBLINGS, Place
from probes.flows.screens.controls import labelled
from probes.flows.screens.fields import fields
from probes.labels import searches

Patterns = Mapping[str, re.Pattern[str]]
OFFLINE = "offline_link"
LEAST_METHODS = 2
"""The way that rests on what was checked at a window of the hospital."""
_CARD_OF_A_WINDOW = re.compile("(就诊|诊疗|院内)卡|(病历|病案|登记|档案)号?$|建档")


def on_tabs(
    app: App, pages: list[Place], member: str, patterns: Patterns
) -> Iterator[tuple[Place, str]]:
    """Pages on which tabs part the methods, with this one's tab: the form below is the same but
    for a word, and so is the place on the map.  The forms that open over a page for each of its
    rows may be one place as well, or one of them was not looked at, being like the others.

    The hospital's own card links what a window has checked where the words behind its tab say so.
    """
    for place in pages:
        labels = _tabs(place) if fields(place.screen) else _rows_to_forms(app, place)
        named = {label: named_in(label, patterns) for label in labels}
        if len([label for label in labels if named[label]]) < LEAST_METHODS:
            continue
        for label in labels:
            card = member == OFFLINE and _CARD_OF_A_WINDOW.search(label) is not None
            if member in named[label] or (card and _says(app, place, label, patterns[member])):
                yield place, label


def _tabs(place: Place) -> list[str]:
    return [place.label(n) for n in place.screen.nodes if n.role is Role.TAB and n.clickable]


def _rows_to_forms(app: App, place: Place) -> list[str]:
    """The rows of a page that open a form over it, and those left out as more of the same."""
    targets = ((way.label, app.map.places.get(way.target)) for way in app.map.ways_from(place.id))
    opened = [label for label, to in targets if to and to is not place and _asks(to)]
    alike = [label for at, label, why in app.map.unvisited if at == place.id and why == SIBLINGS]
    return list(dict.fromkeys([*opened, *alike])) if opened else []


def _asks(place: Place) -> bool:
    return any(not searches(field.name) for field in fields(place.screen))


def named_in(words: str, patterns: Patterns) -> set[str]:
    """The methods that words name."""
    return {member for member, pattern in patterns.items() if pattern.search(words)}


def come_to(app: App, place: Place, tab: str) -> bool:
    """Whether the place, with one of its tabs open if one is named, stands there now."""
    screen = app.visit(place)
    if screen is None or not tab:
        return screen is not None
    control = labelled(screen, tab)
    if control is None:
        return False
    try:
        app.tap(control)
    except (ActionRefused, NodeCovered, StaleNode):
        return False
    return True


def _says(app: App, place: Place, tab: str, pattern: re.Pattern[str]) -> bool:
    if not come_to(app, place, tab):
        return False
    fresh = (words for words in app.again().words if words not in place.screen.words)
    return any(pattern.search(words) for words in fresh)
