"""Where a function leads outside the app: the pages of another site, a public map."""

from __future__ import annotations

import re

from probes.app import App
from probes.appmap import Arrival, Place
from probes.finder import Candidate
from probes.flows.places.content import hollow_screen
from probes.flows.places.hits import candidates
from probes.flows.places.sites import for_desktop
from probes.lexicon import Function
from probes.naming import NEAR, match


def outside_place(app: App, candidate: Candidate) -> Place | None:
    """The page of another site that a candidate leads to and that is about the same.

    One for desktop computers is a web site on the app's own host too.
    """
    place = app.map.places.get(candidate.place)
    if place is None:
        return None
    if place.outside or for_desktop(place.screen):
        return place
    function = app.lexicon.functions[candidate.key]
    framed = [p for p in app.map.beyond(place.id, 1) if p.outside]
    return next((p for p in framed if not _about_another(app, function, p)), None)


def _about_another(app: App, function: Function, place: Place) -> bool:
    """Its title, or the way there, plainly names another function."""
    names = (_headline(place.screen.title), place.trail[-1] if place.trail else "")
    own = max(match(function, name, "")[0] for name in names)
    others = app.lexicon.functions.values()
    best = max(match(other, name, "")[0] for other in others for name in names)
    return best >= NEAR and own < best


def _headline(title: str) -> str:
    """医院简介 of 医院简介 - 某某医院官网."""
    return re.split(r"\s*[-_|—–·]+\s*", title)[0].strip()


def linked_sites(app: App, key: str) -> list[Place]:
    """Pages of other sites for a function: behind its entry, or titled by its name."""
    function = app.lexicon.functions[key]
    found: dict[str, Place] = {}
    for candidate in candidates(app, key):
        site = outside_place(app, candidate) if candidate.score > NEAR else None
        if site is not None:
            found.setdefault(site.id, site)
    for place in app.map.places.values():
        if place.outside and match(function, _headline(place.screen.title), "")[0] > NEAR:
            found.setdefault(place.id, place)
    return [site for site in found.values() if hollow_screen(app, site, key) is None]


def external_map(app: App, key: str) -> bool:
    """The function leads to a public map (高德, 百度 …) instead of one of the hospital's own."""
    for candidate in candidates(app, key):
        way = candidate.way
        if way is not None and app.lexicon.says("map_external", f"{way.words} {way.label}"):
            return True
        place = app.map.places.get(candidate.place)
        if place is None:
            continue
        if app.lexicon.says("map_external", place.screen.address):
            return True
        for beyond in app.map.ways_from(place.id):
            leaves = beyond.arrival in {Arrival.OUTSIDE, Arrival.REFUSED}
            target = app.map.places.get(beyond.target)
            to = target.screen.address if target is not None and target.outside else ""
            if leaves and app.lexicon.says("map_external", beyond.words + beyond.label):
                return True
            if to and app.lexicon.says("map_external", to):
                return True
    return False
