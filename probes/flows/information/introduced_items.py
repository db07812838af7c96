"""Which items of a set (规模, 历史, 地址 …) the words of some places tell."""

from __future__ import annotations

import re

from devices.model import Node
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, unknown, yes
from probes.flows.information.introductions import is_of_software
from probes.flows.messages.received import kinds
from probes.flows.places.absence import unseen
from probes.flows.places.content import in_picture, judgement_of
from probes.flows.places.sections import told
from probes.flows.screens.pictures import with_pictures
from probes.model import Cause

MOST_READ = 2
_OF_CONTACT = {"address", "route", "phone", "email"}
"""What of a hospital's introduction may stand on a page of its own (联系我们, 来院路线)."""


def items(app: App, fact: str, places: list[Place]) -> dict[str, Finding]:
    """Which items of a set the words of some places tell; what is missing is sought in pictures."""
    places = _unfolded(places)
    found, read = {}, list[Place]()
    for member, pattern in kinds()[fact].items():
        hit = _told_by(app, fact, member, pattern, places)
        if hit is None and places:
            read = read or [with_pictures(app, place) for place in places[:MOST_READ]]
            hit = _told_by(app, fact, member, pattern, read)
        if hit is not None:
            place, node = hit
            found[member] = yes(f"“{node.text[:24]}”", [app.show_place(place, [node], "介绍内容")])
        elif places:
            drawn = [p for p in places if in_picture(app, p)]
            shown = [app.show_place(p, (), "介绍内容") for p in (drawn or places)[:2]]
            words = f"{places[0].path} 等未见,{drawn[0].path if drawn else ''} 的内容在图片里"
            found[member] = (
                unknown(Cause.NOT_CONCLUSIVE, words, shown)
                if drawn
                else unseen(app, places, "未见", shown)
            )
        else:
            found[member] = unknown(Cause.NOT_CONCLUSIVE, "没有可看的介绍页面")
    return found


def _unfolded(places: list[Place]) -> list[Place]:
    """Pages with what unfolds on them (an accordion); the panel of a menu introduces nothing."""
    pages = [place for place in places if not place.part]
    parts = [place for place in places if place.part and place.parent in pages]
    return [*pages, *parts] or places


def with_contact(app: App, fact: str, found: dict[str, Finding]) -> dict[str, Finding]:
    """The same items, those that tell how to get and to write there sought on such pages, too."""
    places = [place for place in app.map.places.values() if _is_of_contact(app, place)]
    missing = [m for m, finding in found.items() if m in _OF_CONTACT and not finding.truth]
    for member in missing:
        hit = _told_by(app, fact, member, kinds()[fact][member], places)
        if hit is not None:
            place, node = hit
            shown = [app.show_place(place, [node], "介绍内容")]
            found = {**found, member: yes(f"{place.path}“{node.text[:24]}”", shown)}
    return found


def _is_of_contact(app: App, place: Place) -> bool:
    """Named so on the way to it or at its head, and in the app itself."""
    names = (place.screen.title, *(label.split(" ")[0] for label in place.trail[-1:]))
    named = any(app.lexicon.says("contact_page", name) for name in names if name)
    if not named or place.outside or judgement_of(app, place).hollow is not None:
        return False
    return not is_of_software(app, place)


def _told_by(
    app: App, fact: str, member: str, pattern: re.Pattern[str], places: list[Place]
) -> tuple[Place, Node] | None:
    hits = ((place, told(app, place, fact, member, pattern)) for place in places)
    return next(((place, node) for place, node in hits if node is not None), None)
