"""Introductions and guides: in the app or linked, adapted to a phone or not, with which items."""

from __future__ import annotations

import re
from collections.abc import Callable

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place
from probes.finder import NEAR, Candidate
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.agreement import own_text
from probes.flows.messages import kinds
from probes.flows.search import (
    candidates,
    conclude,
    frame,
    hollow_screen,
    path_words,
    reach,
    sift,
    unseen,
)
from probes.lexicon import plain
from probes.model import Cause

LEAST_TEXT = 40
HEADING = 8
WIDE = 1.15
_ABOUT_BOOKING = re.compile("(预约|挂号|注册|建档)(步骤|流程|须知|说明|指南|规则|方法)")


def adapted(screen: Screen) -> bool:
    """A page made for a phone: laid out no wider than the screen, print large enough to read."""
    if screen.layout_width > screen.width * WIDE:
        return False
    sizes = sorted(n.font for n in screen.nodes if n.text and n.font)
    return not sizes or sizes[len(sizes) // 2] >= 10


def outside_place(app: App, candidate: Candidate) -> Place | None:
    """The page of another site that a candidate leads to."""
    place = app.map.places.get(candidate.place)
    if place is None:
        return None
    if place.outside:
        return place
    framed = [p for p in app.map.beyond(place.id, 1) if p.outside]
    return framed[0] if framed else None


def introduction(app: App, key: str) -> tuple[str | None, Finding]:
    """Choice in_app / linked_adapted / linked_unadapted / none, and its grounds."""
    function = app.lexicon.functions[key]
    hits, others = sift(app, key)
    own = [h for h in hits if not h.place.outside and _tells(app, key, h.place)]
    if own and own[0].candidate.score > NEAR:
        place = own[0].place
        return "in_app", yes(
            f"{function.name}:{path_words(place)}", [app.show_place(place, (), function.name)]
        )
    for candidate in candidates(app, key):
        site = outside_place(app, candidate) if candidate.score > NEAR else None
        if site is not None and hollow_screen(app, site, key) is None:
            fits = adapted(site.screen)
            words = f"{function.name}:链接到网站,{'已' if fits else '未'}适配手机显示"
            choice = "linked_adapted" if fits else "linked_unadapted"
            return choice, yes(words, [app.show_place(site, (), words)])
    strong = [h for h in hits if h.candidate.score > NEAR]
    deeper = [p for h in strong for p in reach(app, h, depth=2) if _tells(app, key, p)]
    if deeper:
        place = deeper[0]
        return "in_app", yes(
            f"{function.name}:{path_words(place)}", [app.show_place(place, (), function.name)]
        )
    grounds = conclude(app, function, [o for o in others if o.truth is not None] or others)
    if strong and not others:
        shown = [app.show_place(strong[0].place, (), function.name)]
        words = f"{function.name}:{path_words(strong[0].place)} 没有介绍文字"
        grounds = unseen(app, [h.place for h in strong], words, shown)
    return ("none" if grounds.truth is False else None), grounds


def _tells(app: App, key: str, place: Place) -> bool:
    """The page introduces something: it has a text, not only names to tap."""
    if hollow_screen(app, place, key) is not None:
        return False
    own = frame(app).own(place.screen)
    prose = [n for n in own if len(n.text) >= 24]
    table = len([n for n in own if re.search("[::]", n.text)]) >= 3
    return bool(prose) or table or len(plain(own_text(app, place))) >= 160


def items(app: App, fact: str, places: list[Place]) -> dict[str, Finding]:
    """Which items of a set the words of some places carry."""
    patterns = kinds()[fact]
    found = {}
    for member, pattern in patterns.items():
        hit = next(
            ((p, n) for p in places for n in _statements(app, p) if pattern.search(n.text)), None
        )
        if hit is not None:
            place, node = hit
            found[member] = yes(f"“{node.text[:24]}”", [app.show_place(place, [node], "介绍内容")])
        elif places:
            shown = [app.show_place(p, (), "介绍内容") for p in places[:2]]
            found[member] = unseen(app, places, "未见", shown)
        else:
            found[member] = unknown(Cause.NOT_CONCLUSIVE, "没有可看的介绍页面")
    return found


def _statements(app: App, place: Place) -> list[Node]:
    """Words that say something: no control, and no heading with nothing under it."""
    own = [n for n in frame(app).own(place.screen) if not n.clickable]
    told = []
    for node, following in zip(own, [*own[1:], None], strict=True):
        heading = len(node.text) < HEADING
        if not heading or (following is not None and len(following.text) >= HEADING):
            told.append(node)
    return told


def intro_places(app: App, key: str, depth: int = 2, most: int = 6) -> list[Place]:
    """The places of an introduction and what is behind them, hollow ones left out."""
    hits, _ = sift(app, key)
    found: dict[str, Place] = {}
    for hit in [h for h in hits if h.candidate.score > NEAR]:
        for place in reach(app, hit, depth=depth):
            if hollow_screen(app, place, key) is None:
                found.setdefault(place.id, place)
        if len(found) >= most:
            break
    return list(found.values())[:most]


def guide(app: App) -> tuple[str | None, Finding]:
    """1.2.4: choice in_app / linked_adapted / linked_unadapted / no_column / none."""
    choice, grounds = introduction(app, "visit_guide")
    if choice not in {"none", None}:
        return choice, grounds
    function = app.lexicon.functions["visit_guide"]
    pattern = re.compile("(就诊|就医|看病|门诊)(流程|指南|须知|步骤|指引)")
    for place in app.map.places.values():
        text = own_text(app, place)
        hit = next((n for n in frame(app).own(place.screen) if pattern.search(n.text)), None)
        other = re.search(
            "预约|挂号|协议|注册|消息|通知|条款|政策", f"{place.name}{''.join(place.trail)}"
        )
        if hit and len(plain(text)) >= 120 and not other and not place.outside:
            words = f"{function.name}:没有专门栏目,内容在 {path_words(place)}"
            return "no_column", yes(words, [app.show_place(place, [hit], words)])
    return choice, grounds


def steps_of(app: App, text: str) -> int:
    """How many numbered steps a text has."""
    return len({hit.group(0).strip() for hit in app.lexicon.signs["step"].finditer(text)})


def explained(
    app: App,
    keys: tuple[str, ...],
    test: Callable[[str], bool],
    name: str,
    of: AppMap | None = None,
) -> Finding:
    """L1: one of some functions' places has a text that passes a test."""
    seen: list[Place] = []
    others: list[Finding] = []
    for key in keys:
        hits, rest = sift(app, key, of)
        others += [f for f in rest if f.truth is None]
        for hit in hits:
            for place in reach(app, hit, of, depth=1):
                text = own_text(app, place, of)
                if len(plain(text)) < LEAST_TEXT:
                    continue
                named = hit.candidate.score > NEAR or _ABOUT_BOOKING.search(text)
                if test(text) and named:
                    return yes(
                        f"{name}:{path_words(place)}",
                        [app.show_place(place, _deciding(place, test), name)],
                    )
                seen.append(place)
    if others:
        return any_of(others)
    if seen:
        shown = [app.show_place(p, (), name) for p in seen[:2]]
        return unseen(app, seen, f"{name}:说明文字中未见", shown, of=of)
    return conclude(app, app.lexicon.functions[keys[0]], [], of)


def _deciding(place: Place, test: Callable[[str], bool]) -> list[Node]:
    return [n for n in place.screen.nodes if n.text and test(n.text)][:3]


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
