"""2.2.4: when to come is advised by what the patient has to do (智能预约参考)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.articles import is_article
from probes.finding import Finding, unknown, yes
from probes.flows.booking.gates import gate_button, pass_gate
from probes.flows.messages.inbox import letters
from probes.flows.messages.statements import stated
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.hits import sift
from probes.flows.places.search import shown
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import NEAR, match

KEY = "booking_reference"
HEADING, PAGE_SHARE = 12, 0.5
_TAKES_UP = re.compile(
    "^(按|依|照|采纳|接受|应用|一键)(此|该|以上|上述)?(建议|推荐|方案|参考|安排|计划)[^,，。]{0,4}(预约|预定|挂号|安排|约诊)?$"
    "|^(一键|直接|全部|立即)?(采用|采纳)(此|该|以上|上述)?(建议|推荐|方案|参考|安排|时间)?$"
)
"""A control that books what a page advises."""
_OF_ONE = re.compile(r"\d{1,2}\s*[-/月.]\s*\d{1,2}(?!\d)|\d{1,2}[::]\d{2}|[您你]已经?(预)?约")
"""What is advised to one patient names a day or an hour, or what is booked already."""


def reference_advised(app: App) -> Finding:
    """L1: when to come is advised by what the patient has to do.

    The advice may stand on a page of any name, over a control that takes it up (按建议预约),
    also on the one that a booking begins with once its terms were agreed to, under which it
    can be seen already.
    """
    found = shown(app, KEY)
    if found.truth:
        return found
    for place in app.map.places.values():
        screen = place.screen
        control = next((n for n in screen.nodes if n.clickable and _takes_up(screen, n)), None)
        nodes = [] if control is None or place.outside else _advice(app, screen)
        if control is not None and nodes and hollow_screen(app, place, KEY) is None:
            words = f"{_name(app)}:{place.path},可“{screen.label(control)[:12]}”"
            return yes(words, [app.show_place(place, nodes, _name(app))])
    if (said := _under_its_name(app) or stated(app, KEY, _name(app))) is not None:
        return said
    behind = _behind_terms(app) if found.truth is False else None
    return behind or found


def _under_its_name(app: App) -> Finding | None:
    """The advice in a box of its own, headed as such, on a page of another name.

    What is sent to a patient or told to all readers is none.
    """
    for place in app.map.places.values():
        if place.outside or place.id in letters(app) or is_article(app.lexicon, place):
            continue
        for head in frame(app).own(place.screen):
            if not _is_its_heading(app, place.screen, head):
                continue
            said = "\n".join(n.text for n in _box(place.screen, head))
            shows = app.lexicon.functions[KEY].shown_by(said)
            if _tapped(place.screen, head) is not None and not _OF_ONE.search(said):
                continue  # what a tile promises below its name
            if shows and hollow_screen(app, place, KEY) is None:
                words = f"{_name(app)}:{place.path}“{head.text[:12]}”"
                return yes(words, [app.show_place(place, [head], _name(app))])
    return None


def _is_its_heading(app: App, screen: Screen, node: Node) -> bool:
    """A heading by that name; of something to tap only where that holds what is advised as well.

    A mere entry is no heading of the tiles around it.
    """
    if node.parent < 0 or len(plain(node.text)) > HEADING:
        return False
    if match(app.lexicon.functions[KEY], node.text, "")[0] <= NEAR:
        return False
    tapped = _tapped(screen, node)
    return tapped is None or tapped.index == node.parent


def _tapped(screen: Screen, node: Node) -> Node | None:
    """What a touch on a node meets: itself or a card around it, but not the page."""
    page = PAGE_SHARE * screen.width * screen.height
    around = (node, *(up for up in screen.above(node) if up.bounds.area < page))
    return next((up for up in around if up.clickable), None)


def _box(screen: Screen, head: Node) -> list[Node]:
    """What stands in the box of a heading: under it, and the box's own words around it."""
    inside = screen.below(screen.nodes[head.parent])
    return [n for n in inside if n.text and (n.index > head.index or n.index == head.parent)]


def _behind_terms(app: App) -> Finding | None:
    """What terms hid from the explorer: the advice, or None if they open on nothing of it."""
    for place in _terms(app):
        if app.visit(place) is None or not pass_gate(app):
            words = f"{_name(app)}:“{place.name}”须先同意的协议未能同意,其后没有看到"
            return unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(place, (), place.name)])
        screen = app.again()
        nodes = _advice(app, screen)
        taps = (n for n in screen.nodes if n.clickable and not n.covered)
        control = next((n for n in taps if _takes_up(screen, n)), None)
        if nodes and control is not None:
            words = f"{_name(app)}:{place.path} 同意协议后,可“{screen.label(control)[:12]}”"
            return yes(words, [app.show([*nodes, control], _name(app))])
    return None


def _terms(app: App) -> Iterator[Place]:
    """Pages of a booking that want consent and behind which the map shows nothing."""
    for hit in sift(app, "booking")[0]:
        onward = {way.target for way in app.map.ways_from(hit.place.id)} - {"", hit.place.id}
        further = [app.map.places[name] for name in onward if name in app.map.places]
        deeper = any(place.depth > hit.place.depth for place in further)
        named = hit.candidate.score > NEAR and not deeper
        if named and gate_button(app, hit.place.screen) is not None:
            yield hit.place


def _advice(app: App, screen: Screen) -> list[Node]:
    """The words that advise, if the page holds all that makes such an advice."""
    function = app.lexicon.functions[KEY]
    own = [n for n in frame(app).own(screen) if n.text]
    if not function.shown_by("\n".join((screen.title, *(n.text for n in own)))):
        return []
    return [n for n in own if function.proof[0].search(n.text)][:1]


def _takes_up(screen: Screen, node: Node) -> bool:
    return _TAKES_UP.search(plain(screen.label(node))) is not None


def _name(app: App) -> str:
    return app.lexicon.functions[KEY].name
