"""Online clinics: where doctors see patients by words, pictures or video."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finding import Finding, unknown
from probes.flows.clinic.chat import asks_in_a_form, talks
from probes.flows.places.content import hollow_screen
from probes.flows.places.hits import own_hits
from probes.flows.places.search import reach
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import NEAR, match

_CONSULTS = re.compile("^[一-鿿]{0,6}咨询$")
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
    return way.arrival is Arrival.TOAST and app.lexicon.refuses(way.words)


def consulted(app: App) -> Finding:
    """5.3.1: questions can be asked online, of whomever.

    Where nothing bears that name but doctors answer patients in an online clinic, whether that
    is 在线咨询 as well is for an expert to say: the rubric names both and parts them nowhere.
    So it is where their form offers 用药咨询 beside what bears the name and is a department.
    """
    found = talks(app, "online_consult")
    if found.truth is False and (offered := _kind_of_talk(app)) is not None:
        return offered
    clinic = next(clinics(app, BY_WORDS), None)
    if found.truth is not False or clinic is None or _offered(app):
        return found
    words = f"{found.reason};有图文问诊({clinic.path}),是否也算在线咨询请专家判断"
    return unknown(Cause.NEEDS_EXPERT, words, [app.show_place(clinic), *found.evidence])


def _kind_of_talk(app: App) -> Finding | None:
    """A form to see a doctor in writing that offers to consult only among its kinds."""
    for hit in own_hits(app, BY_WORDS)[0]:
        for place in reach(app, hit, depth=3):
            kinds = (o for n in place.screen.nodes for o in n.options if _CONSULTS.search(plain(o)))
            kind = next(kinds, "") if asks_in_a_form(app, place) else ""
            if kind and hollow_screen(app, place, BY_WORDS) is None:
                words = f"图文问诊的表单可选“{kind}”({place.path}),是否也算在线咨询请专家判断"
                return unknown(Cause.NEEDS_EXPERT, words, [app.show_place(place, (), kind)])
    return None


def _offered(app: App) -> bool:
    """Something bears the name, whatever it is worth."""
    hits, others = own_hits(app, "online_consult")
    return any(hit.candidate.score > NEAR for hit in hits) or bool(others)
