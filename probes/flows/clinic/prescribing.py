"""3.4.2: which kinds of orders doctors write online, told on the pages that show orders.

A kind counts by an entry of its name that works, or by the heading of an order.  Prose counts
for nothing: how a prescription reaches a pharmacy says nothing about who wrote it.  What was
ordered in a consultation stands in its record, whatever menu leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from devices.model import Node
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.articles import is_article
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.clinic.clinics import BY_VIDEO, BY_WORDS, clinics
from probes.flows.messages.received import kinds
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, hollow_screen, judgement_of
from probes.flows.places.deadends import blocked_way
from probes.flows.places.entries import entry_names, ways_of
from probes.flows.places.hits import Hit, own_hits, shares_name
from probes.flows.places.search import reach
from probes.flows.screens.sentences import asserting
from probes.flows.screens.telling import tells_itself
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import NEAR

KEY, FACT = "online_orders", "3.4.2.order_kinds"
HEADING = 16
_ONLINE = re.compile("(在线|线上|网上|互联网)[^\n]{0,4}(开具|开方|开立|门诊|医院|复诊|问诊|接诊)")
_ORDERED = re.compile("开单|开立|开具|开方")
_TALKED = re.compile("咨询|问诊|复诊|续方|诊室|互联网医院|网络医院|云医院")
_WROTE = re.compile(
    "(医生|医师|大夫|主任|药师)[^\n,，。;；]{0,8}(开具|开立|开了)|(开具|开立|开方)(医生|医师|时间|科室)"
    "|[为给帮]您[^\n。;；]{0,8}(开具|开立|开了|开出|续开|另开|开一?张)"
)
_WOULD = re.compile("可以?|将|会|如|若|是否|(?<!申)请|需|须|凭|持|后")
"""What a doctor may do, or will do after something else, nobody has done yet."""
_RECORD = re.compile(
    r"20\d\d\s*[-/.年]\s*\d{1,2}|[A-Z]{2,}\d{6,}|^(编号|单号)[::\s]*[A-Z]{1,4}\d{3,}"
    r"|(问诊|咨询|复诊|接诊|处方|申请)(编号|单号)[::\s]*[A-Z]{0,4}\d{3,}"
    r"|已(结束|完成|审方|审核|接诊)[))]?$"
)
_WAITS = re.compile("待预约|未预约|待排期|待安排时间")
_ON_PAPER = re.compile("线下(门诊|就诊|面诊|开)|现场(就诊|开)|(就诊|开单)方式[::\\s]*(线下|门诊)")
_REPORTS = ("exam_report", "lab_report", "exam_image")
_TELLS = re.compile("(?<!申)请|凭|携带|持|前往|注意|须知|如需|可在|点击|根据|依据")
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
    sheets = [hit for hit in hits if _is_sheet(app, hit)]
    hits = [hit for hit in hits if hit not in sheets]
    places = {p.id: p for hit in hits for p in _pages(app, hit)}
    written = [p for hit in own_hits(app, "prescription")[0] for p in _pages(app, hit)]
    places |= {p.id: p for p in written if _ONLINE.search(_said(app, p))}
    places |= {p.id: p for p in app.map.places.values() if _ordered_in_a_talk(app, p)}
    strong = [hit.place for hit in hits if hit.candidate.score > NEAR]
    found = {
        kind: _of_kind(app, kind, pattern, list(places.values()), strong, others)
        for kind, pattern in kinds()[FACT].items()
    }
    found |= dict(_by_somebody(app, sheets, found))
    closed = any(finding.truth is False for finding in others) or _has_doors(app, places.values())
    return found if closed else found | dict(_not_ordered_yet(app, found))


def _is_sheet(app: App, hit: Hit) -> bool:
    """A sheet (检查单) by a name that reports bear as well, or that waits for a time, and no word
    of being online.

    Every slip of a laboratory or of radiology has its number, its applicant and its room.
    """
    if any(_TALKED.search(name) for name in hit.place.trail):
        return False
    said = [_said(app, place) for place in _pages(app, hit)]
    if any(_ONLINE.search(words) for words in said):
        return False
    return shares_name(app, hit, _REPORTS) or any(_WAITS.search(words) for words in said)


def _by_somebody(
    app: App, sheets: list[Hit], found: dict[str, Finding]
) -> Iterator[tuple[str, Finding]]:
    """Kinds not seen elsewhere of which there are sheets that somebody ordered, who knows where."""
    for hit in sheets:
        ordered = next((p for p in _pages(app, hit) if _ORDERED.search(_said(app, p))), None)
        for kind, pattern in kinds()[FACT].items():
            named = any(_named(name, pattern) for name in (hit.place.name, *hit.place.trail[-1:]))
            if ordered is not None and named and found[kind].truth is False:
                words = f"“{ordered.name[:20]}”:{ordered.path} 有开单信息,看不出是否在线开具"
                yield kind, unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(ordered)])


def _has_doors(app: App, places: Iterable[Place]) -> bool:
    """True if a page of orders has an entry for some kind: those of the others would be there."""
    labels = [way.label for place in places for way in app.map.ways_from(place.id)]
    return any(_named(label, pattern) for label in labels for pattern in kinds()[FACT].values())


def _not_ordered_yet(app: App, found: dict[str, Finding]) -> Iterator[tuple[str, Finding]]:
    """Kinds that no doctor has ordered for this account, where doctors do see patients online.

    Orders are written in a consultation with a doctor, which no audit holds: not to have any
    says nothing of what the doctors can write.  A page of orders that is out of order does.
    """
    ordered = any(finding.truth is not False for finding in found.values())
    clinic = next(clinics(app, BY_WORDS, BY_VIDEO), None)
    if ordered or clinic is None:
        return
    for kind, finding in found.items():
        words = f"有在线问诊({clinic.path}),测试账号下没有医生开具的医嘱,请医院出示"
        shown = [app.show_place(clinic), *finding.evidence]
        yield kind, unknown(Cause.NEEDS_MATERIAL, words, shown)


def _ordered_in_a_talk(app: App, place: Place) -> bool:
    """The record of an online consultation that says what the doctor wrote in it."""
    names = " ".join((place.screen.title, *(label[:20] for label in place.trail)))
    if place.outside or not place.trail or not _TALKED.search(names):
        return False
    own = _own(app, place)
    dated = any(_RECORD.search(node.text.strip()) for node in own)
    wrote = dated and asserting(app.lexicon, _WROTE, own, _WOULD) is not None
    return wrote and not is_article(app.lexicon, place) and judgement_of(app, place).hollow is None


def _own(app: App, place: Place) -> list[Node]:
    """What a page says itself: neither the app's frame nor an entry (在线问诊) says it."""
    entries = entry_names(app, place)
    return [n for n in frame(app).own(place.screen) if plain(n.text) not in entries]


def _said(app: App, place: Place) -> str:
    return "\n".join((place.screen.title, *(node.text for node in _own(app, place))))


def _pages(app: App, hit: Hit) -> Iterator[Place]:
    """Pages of orders; what a doctor wrote in the consulting room was not written online."""
    for place in reach(app, hit, depth=2):
        text = _said(app, place)
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
        and not tells_itself(app.map, way)
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


def _is_door(app: App, place: Place, node: Node) -> bool:
    """Words to tap: not those of a card that opens nothing, or that holds the controls itself."""
    screen = place.screen
    ways = list(ways_of(app, place, node))
    if ways:
        return not any(tells_itself(app.map, way) for way in ways)
    cards = [up for up in screen.above(node) if up.clickable]
    holds = [sum(n.clickable for n in screen.below(card)) > 1 for card in cards]
    return node.clickable or not all(holds)


def _headed(app: App, place: Place, pattern: re.Pattern[str]) -> Finding | None:
    """The heading or label of an order on a page; what can be tapped is judged as an entry.

    In the record of a talk the doctor wrote it, whether or not the card around it opens.
    """
    if _named(place.screen.title, pattern):
        return yes(f"“{place.screen.title}”:{place.path}", [app.show_place(place)])
    for node in frame(app).own(place.screen):
        words = plain(node.text)
        heads = len(words) <= HEADING and not _TELLS.search(words) and pattern.search(words)
        if heads and (not _is_door(app, place, node) or _ordered_in_a_talk(app, place)):
            return yes(f"“{node.text[:30]}”", [app.show_place(place, [node], node.text[:30])])
    return None
