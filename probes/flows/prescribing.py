"""3.4.2: which kinds of orders doctors write online, told on the pages that show orders.

A kind counts by an entry of its name that works, or by the heading of an order.  Prose counts
for nothing: how a prescription reaches a pharmacy says nothing about who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finder import NEAR
from probes.finding import Finding, any_of, yes
from probes.flows.absence import conclude, unseen
from probes.flows.content import frame, hollow_screen, judgement_of
from probes.flows.deadends import blocked_way
from probes.flows.messages import kinds
from probes.flows.search import Hit, own_hits, reach, shares_name
from probes.lexicon import plain

KEY, FACT = "online_orders", "3.4.2.order_kinds"
HEADING = 16
_ONLINE = re.compile("(在线|线上|网上|互联网)[^\n]{0,4}(开具|开方|开立|门诊|医院|复诊|问诊|接诊)")
_ORDERED = re.compile("开单|开立|开具|开方|申请(医生|医师|时间|科室|单号)|执行科室")
_ON_PAPER = re.compile("线下(门诊|就诊|面诊|开)|现场(就诊|开)|(就诊|开单)方式[::\\s]*(线下|门诊)")
_REPORTS = ("exam_report", "lab_report", "exam_image")
_TELLS = re.compile("请|凭|携带|持|前往|注意|须知|如需|可在|点击|根据|依据")
_BARE = {
    "prescription": "(处方|药品|用药|药物)",
    "exam": "(检查|影像|超声|放射)",
    "lab": "(检验|化验)",
    "admission": "(住院|入院)",
    "treatment": "(治疗|处置|理疗|康复)",
}


def order_kinds(app: App) -> dict[str, Finding]:
    """L1: for each kind of order, whether one that was written online can be seen."""
    hits, others = own_hits(app, KEY)
    hits = [hit for hit in hits if not _is_report(app, hit)]
    places = {p.id: p for hit in hits for p in _pages(app, hit)}
    written = [p for hit in own_hits(app, "prescription")[0] for p in _pages(app, hit)]
    places |= {p.id: p for p in written if _ONLINE.search(p.screen.text)}
    strong = [hit.place for hit in hits if hit.candidate.score > NEAR]
    return {
        kind: _of_kind(app, kind, pattern, list(places.values()), strong, others)
        for kind, pattern in kinds()[FACT].items()
    }


def _is_report(app: App, hit: Hit) -> bool:
    """A sheet (检查单) by a name that reports bear as well, on which nobody ordered anything."""
    text = "\n".join(place.screen.text for place in _pages(app, hit))
    return shares_name(app, hit, _REPORTS) and not _ORDERED.search(text)


def _pages(app: App, hit: Hit) -> Iterator[Place]:
    """Pages of orders; what a doctor wrote in the consulting room was not written online."""
    for place in reach(app, hit, depth=2):
        text = place.screen.text
        on_paper = _ON_PAPER.search(text) and not _ONLINE.search(text)
        if not on_paper and judgement_of(app, place).hollow is None:
            yield place


def _of_kind(
    app: App,
    kind: str,
    pattern: re.Pattern[str],
    places: list[Place],
    strong: list[Place],
    others: list[Finding],
) -> Finding:
    named = re.compile(f"{pattern.pattern}|^{_BARE[kind]}(类|单)?$")
    doors = [
        _through(app, way)
        for place in places
        for way in app.map.ways_from(place.id)
        if _named(way.label, named if place in strong else pattern)
    ]
    told = next((door for door in doors if door.truth), None)
    if told is not None:
        return told
    for place in places:
        finding = None if doors else _headed(app, place, pattern)
        if finding is not None:
            return finding
    function = app.lexicon.functions[KEY]
    findings = doors or [f for f in others if f.truth is None]
    if strong and not doors:
        shown = [app.show_place(p, (), function.name) for p in strong[:2]]
        findings = [*findings, unseen(app, strong, "有此栏目,未见这一项", shown)]
    return any_of(findings or [conclude(app, function, others)])


def _named(label: str, pattern: re.Pattern[str]) -> bool:
    words = plain(label.split(" ")[0])
    return len(words) <= HEADING and pattern.search(words) is not None


def _through(app: App, way: Way) -> Finding:
    """What an entry with the name of a kind leads to."""
    source, target = app.map.places[way.source], app.map.places.get(way.target)
    if way.arrival is not Arrival.SCREEN or target is None or target is source:
        return blocked_way(app, way)
    hollow = hollow_screen(app, target, KEY)
    if hollow is not None:
        return hollow
    shown = [
        app.show_place(source, [source.screen.nodes[way.node]], way.label[:20]),
        app.show_place(target, (), way.label[:20]),
    ]
    return yes(f"“{way.label[:20]}”:{target.path}", shown)


def _headed(app: App, place: Place, pattern: re.Pattern[str]) -> Finding | None:
    """The heading or label of an order on a page; what can be tapped is judged as an entry."""
    if _named(place.screen.title, pattern):
        return yes(f"“{place.screen.title}”:{place.path}", [app.show_place(place)])
    for node in frame(app).own(place.screen):
        words = plain(node.text)
        taps = node.clickable or any(up.clickable for up in place.screen.above(node))
        heads = len(words) <= HEADING and not _TELLS.search(words)
        if not taps and heads and pattern.search(words):
            return yes(f"“{node.text[:30]}”", [app.show_place(place, [node], node.text[:30])])
    return None
