"""Where an app introduces its hospital, a department or a visit: in itself, by a link, nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from probes.app import App
from probes.appmap import Place, page_of
from probes.finding import Finding, unknown, yes
from probes.flows.information.introductions import (
    introduces,
    is_for_booking,
    is_long,
    tells_unasked,
)
from probes.flows.messages.inbox import letters
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import hollow_screen, in_picture
from probes.flows.places.entries import is_menu
from probes.flows.places.guides import guides, guides_together
from probes.flows.places.hits import WEAK, Hit, name_of, unclaimed
from probes.flows.places.links import linked_sites
from probes.flows.places.search import reach
from probes.flows.places.sites import adapted, for_desktop
from probes.flows.screens.pictures import with_pictures
from probes.lexicon import Function
from probes.model import Cause
from probes.naming import NEAR

_HELP = re.compile("帮助|使用|操作")
"""Help with the app: it may hold a guide to a visit, but is no column of that name."""
_NOTICE = re.compile("(通知|公告|通告|启事)$")


@dataclass(frozen=True)
class _Matter:
    """What makes a page one that leads through a visit, or one that introduces.

    tells: it does so itself; in_parts: a page of its own for each stage does;
    is_named: a hit is no column of another name; in_prose: sentences alone may be enough.
    """

    tells: Callable[[App, Place], bool]
    in_parts: Callable[[App, Place], bool] = lambda app, place: False
    is_named: Callable[[Hit], bool] = lambda hit: True
    in_prose: bool = True


def _matter(key: str) -> _Matter:
    if key != "visit_guide":
        return _Matter(tells=lambda app, place: introduces(app, key, place))
    return _Matter(
        tells=lambda app, place: guides(app, place, named=True),
        in_parts=guides_together,
        is_named=lambda hit: hit.candidate.score > WEAK or not _HELP.search(name_of(hit)),
        in_prose=False,
    )


def introduction(app: App, key: str) -> tuple[str | None, Finding]:
    """Choice in_app / linked_adapted / linked_unadapted / none, and its grounds."""
    function = app.lexicon.functions[key]
    hits, others = unclaimed(app, key)
    strong = [
        h for h in hits if h.candidate.score > NEAR and not h.place.outside and h.place.depth > 0
    ]
    strong = [h for h in strong if _matter(key).is_named(h) and not for_desktop(h.place.screen)]
    told = letters(app) if strong else frozenset()
    strong = [h for h in strong if h.place.id not in told]
    own = next((h.place for h in strong if _tells(app, key, h.place)), None)
    if own is not None:
        return "in_app", _told(app, function, own)
    for site in linked_sites(app, key):
        fits = adapted(site.screen)
        words = f"{function.name}:链接到网站,{'已' if fits else '未'}适配手机显示"
        choice = "linked_adapted" if fits else "linked_unadapted"
        return choice, yes(words, [app.show_place(site, (), words)])
    behind = _behind(app, key, strong)
    deeper = next((p for p in behind if _tells(app, key, p)), None)
    deeper = deeper or next((h.place for h in strong if _matter(key).in_parts(app, h.place)), None)
    deeper = deeper or _drawn(app, key, [*(h.place for h in strong), *behind])
    if deeper is None and not others:
        deeper = tells_unasked(app, key)
    if deeper is not None:
        return "in_app", _told(app, function, deeper)
    unread = _unread(app, key, [*(h.place for h in strong), *behind])
    if unread is not None:
        return None, unread
    grounds = conclude(app, function, [o for o in others if o.truth is not None] or others)
    if strong and not others:
        shown = [app.show_place(strong[0].place, (), function.name)]
        words = f"{function.name}:{strong[0].place.path} 没有介绍文字"
        grounds = unseen(app, [h.place for h in strong], words, shown)
    return ("none" if grounds.truth is False else None), grounds


def _tells(app: App, key: str, place: Place) -> bool:
    """The page has something of its own that leads through a visit, or that introduces."""
    return hollow_screen(app, place, key) is None and _matter(key).tells(app, place)


def _behind(app: App, key: str, strong: list[Hit]) -> list[Place]:
    """What is behind entries that lead to no mere menu, on the way to no booking."""
    led = [h for h in strong if not is_menu(app, h.place)]
    places = (p for h in led for p in reach(app, h, depth=2))
    return [p for p in places if not p.outside and not is_for_booking(key, p)]


def _drawn(app: App, key: str, places: list[Place]) -> Place | None:
    """A page that tells what it tells in a picture."""
    drawn = (with_pictures(app, place) for place in places if in_picture(app, place))
    return next((place for place in drawn if _tells(app, key, place)), None)


def _unread(app: App, key: str, places: list[Place]) -> Finding | None:
    """What nobody can judge: it stands in a picture, or is long and says none of the items."""
    name = app.lexicon.functions[key].name
    for place in places:
        shown = [app.show_place(place, (), name)]
        if in_picture(app, place):
            words = f"{name}:{place.path} 的内容在图片里,没有读取"
            return unknown(Cause.NOT_CONCLUSIVE, words, shown)
        if _matter(key).in_prose and is_long(app, key, place):
            words = f"{name}:{place.path} 有成段文字,但未见介绍的内容"
            return unknown(Cause.NEEDS_EXPERT, words, shown)
    return None


def _told(app: App, function: Function, place: Place) -> Finding:
    shown = [app.show_place(place, (), function.name)]
    return yes(f"{function.name}:{place.path}", shown)


def intro_places(app: App, key: str, depth: int = 2, most: int = 6) -> list[Place]:
    """The places of an introduction and what is behind them, those with a text of it first.

    Hollow ones are left out, and the first page, on a tab of which the entry may stand: its
    banner introduces nothing.  Behind the first departments of a list there may be nothing but
    their doctors, and the introduction on a tab of its own.
    """
    hits, _ = unclaimed(app, key)
    hits = [h for h in hits if h.candidate.score > NEAR and not _NOTICE.search(name_of(h))]
    found: dict[str, Place] = {}
    for hit in [h for h in hits if h.place.depth > 0]:
        for place in reach(app, hit, depth=depth):
            if hollow_screen(app, place, key) is None and not is_for_booking(key, place):
                found.setdefault(place.id, place)
        if len(found) >= most:
            break
    unnamed = tells_unasked(app, key) if not found else None
    home = page_of(app.map.places[app.map.entry].screen)
    behind = [place for place in found.values() if page_of(place.screen) != home]
    ranked = sorted(behind or found.values(), key=lambda place: not _tells(app, key, place))
    pages = [place for place in ranked if not place.part][:most]
    kept = [p for p in ranked if p in pages or (p.part and p.parent in pages)]
    return (kept if pages else ranked[:most]) or ([unnamed] if unnamed is not None else [])
