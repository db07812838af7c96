"""Online clinics: where doctors see patients by words, pictures or video."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.appmap import Place, Way
from probes.finding import Finding, unknown
from probes.flows.clinic.chat import talks
from probes.flows.places.content import hollow_screen
from probes.flows.places.entries import only_refuses
from probes.flows.places.hits import own_hits
from probes.model import Cause
from probes.naming import NEAR, match

BY_WORDS, BY_VIDEO, ORDERS = "text_consult", "video_consult", "online_orders"


def clinics(app: App, *keys: str) -> Iterator[Place]:
    """Pages of online clinics, by name; whether a doctor answers there is 3.4.1's to say."""
    for key in keys:
        for hit in own_hits(app, key)[0]:
            hollow = hollow_screen(app, hit.place, key) is not None
            if hit.candidate.score > NEAR and not hollow and not _all_shut(app, hit.place):
                yield hit.place


def _all_shut(app: App, place: Place) -> bool:
    """Its entries of consulting were tried, and every one only said that it does not work."""
    keys = (BY_WORDS, BY_VIDEO, ORDERS)
    doors = [
        way
        for way in app.map.ways_from(place.id)
        if any(match(app.lexicon.functions[key], way.label, "")[0] > NEAR for key in keys)
    ]
    return bool(doors) and all(_is_shut(app, way) for way in doors)


def _is_shut(app: App, way: Way) -> bool:
    target = app.map.places.get(way.target)
    if target is not None and target.id != way.source:
        finding = hollow_screen(app, target, BY_WORDS)
        return finding is not None and finding.truth is False
    return only_refuses(app, way)


def consulted(app: App) -> Finding:
    """5.3.1: questions can be asked online, of whomever.

    Where nothing that bears the name works but an online clinic does, whether that is 在线咨询
    as well is for an expert to say: the rubric names both and parts them nowhere.
    """
    found = talks(app, "online_consult")
    clinic = next(clinics(app, BY_WORDS), None) if found.truth is False else None
    if clinic is None or talks(app, BY_WORDS).truth is False:
        return found
    words = f"{found.reason};有图文问诊({clinic.path}),是否也算在线咨询请专家判断"
    return unknown(Cause.NEEDS_EXPERT, words, [app.show_place(clinic), *found.evidence])
