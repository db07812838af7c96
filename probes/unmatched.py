"""Functions of an app that match no indicator: candidates for the bonus, for an expert to judge.

What the lexicon knows by no name is either something special of this hospital (bonus clause
of the rubric) or an indicator's function under an unknown name.  Both are for a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.appmap import AppMap, Way
from probes.flows.places.unexplained import unexplained, works
from probes.lexicon import Lexicon, plain
from probes.naming import NAMED, naming

MENU_NAMES = 3


def unmatched(app: App) -> tuple[tuple[str, str], ...]:
    """(label, id of the place that it leads to), as the app's menus show them, each once."""
    found: dict[str, str] = {}
    for way in _menu_entries(app):
        if works(app, app.map.places[way.target]):
            found.setdefault(plain(way.label), way.target)
    return tuple(found.items())


def _menu_entries(app: App) -> Iterator[Way]:
    menus = {place for place in app.map.places if _is_menu(app.map, app.lexicon, place)}
    for way in unexplained(app):
        if way.source in menus and way.target not in menus:
            yield way


def _is_menu(appmap: AppMap, lexicon: Lexicon, place: str) -> bool:
    """A page from which several functions of the field are entered by their names."""
    labels = {plain(way.label) for way in appmap.ways_from(place)}
    return sum(naming(lexicon, label) >= NAMED for label in labels) >= MENU_NAMES
