"""2.2.3: a service can be booked by time slots; lists of what is booked already offer none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.model import Screen
from probes.app import App
from probes.appmap import Arrival, Place
from probes.finding import Finding, no, unknown, yes
from probes.flows.booking.booked_service import (
    NAMES,
    SERVICE_FUNCTION,
    SERVICES,
    ordered_elsewhere,
    service_named,
    service_of,
)
from probes.flows.booking.confirm_page import is_confirm
from probes.flows.booking.journey import drill
from probes.flows.booking.slots import DAY, LEAST_SLOTS, is_arranged, is_half_a_day, slots
from probes.flows.places.absence import conclude, left_untried
from probes.flows.places.hits import Hit, sift
from probes.labels import whole_or_head
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match, naming

_UNCHOSEN = re.compile(r"(日期|时间|时段)[::]?\s*请选择(?![一-鿿])")
_NO_OFFER = re.compile("须知|说明|指南|流程|排队|候诊|候检|叫号|查询|结果|报告|时刻|知识|科普|客服")
_OFFERS = re.compile("预约|挂号|约|号源|排班|出诊")
_DAY_TOLD = re.compile(
    r"\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{4}\s*[-/.年]\s*\d{1,2}|周[一二三四五六日天]|星期|礼拜|[今明后]天|[今明]日"
)
_ORDERED = re.compile(
    "待就诊|待使用|待取号|未就诊|已就诊|已完成|已取消|已过期|已爽约|已退号|已预约|爽约|取消预约"
)
_RECORD = re.compile(
    "记录|我的.{0,3}(预约|挂号|订单|号源|号|行程|就诊)|消息|通知|已预约"
    "|(?<!提交|确认|填写|核对)订单(?!(信息)?(确认|提交|填写|核对))"
)


def timeslots(app: App, service: str) -> Finding:
    """L2: slots of a service are listed for a date and can be taken to the next step."""
    name = NAMES[service]
    for place in slot_places(app, service):
        finding = _slot_works(app, place, name)
        if finding is not None:
            return finding
    key = SERVICE_FUNCTION[service]
    hits, others = sift(app, key)
    arranged = [hit for hit in hits if is_arranged(hit.place.screen)]
    hits = [hit for hit in hits if hit not in arranged]
    if arranged and not hits:
        place = arranged[0].place
        words = f"{name}:{place.path} 有系统安排的建议,其中的预约入口未逐一试过"
        others.append(unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(place, (), name)]))
    ended = True
    for hit in [h for h in hits if h.candidate.score > NEAR][:2]:
        way = drill(app, hit.place, lambda screen: _may_be_taken(app, screen), looks=True)
        if way.screen is not None and _is_of(service, hit, way.screen):
            return _as_reached(app, way.screen, name)
        ended = ended and way.ended and way.screen is None
    return _without_slots(app, key, name, hits, others, ended)


def slot_places(app: App, service: str) -> list[Place]:
    """Mapped places that offer slots of one service."""
    return [
        place
        for place in app.map.places.values()
        if len(slots(place.screen)) >= LEAST_SLOTS
        and service_of(place) == service
        and _offers(place)
        and not ordered_elsewhere(app, place)
        and not is_arranged(place.screen)
        and not is_record(app, place)
    ]


def _offers(place: Place) -> bool:
    """Hours of a known day, on a page that is not called one of rules, queues or results."""
    names = [plain(whole_or_head(n)) for n in (*place.trail[-1:], place.screen.title)]
    if any(_NO_OFFER.search(name) and not _OFFERS.search(name) for name in names):
        return False
    return any(_DAY_TOLD.search(words) for words in (*place.trail, *place.screen.words))


def is_record(app: App, place: Place) -> bool:
    """A list of bookings already made is no offer: by its name, or as its entries have a state."""
    if any(_RECORD.search(plain(label)) for label in (*place.trail, place.screen.title)):
        return True
    if any(_is_mine(app, label) for label in (*place.trail[-1:], place.screen.title)):
        return True
    offered = slots(place.screen)
    dated = sum(bool(DAY.search(n.text)) for n in offered)
    states = sum(bool(_ORDERED.search(n.text)) for n in place.screen.nodes if len(n.text) <= 8)
    return states >= max(1, len(offered) // 2) and (dated > 0 or states > 1)


def _is_mine(app: App, label: str) -> bool:
    """The name of the list of bookings that the account has made."""
    return match(app.lexicon.functions["my_bookings"], label, "")[0] > NEAR


def _may_be_taken(app: App, screen: Screen) -> bool:
    """Hours to choose from, or the page that confirms one; none of the bookings made already."""
    if _is_mine(app, screen.title) or _RECORD.search(plain(screen.title)):
        return False
    return len(slots(screen)) >= LEAST_SLOTS or is_confirm(app, screen)


def _is_unchosen(app: App, place: Place) -> bool:
    """A page that asks for the day or the hour by a picker, which nobody has opened."""
    behind = (place, *app.map.beyond(place.id, 3))
    return any(_UNCHOSEN.search("\n".join(page.screen.words)) for page in behind)


def _is_of(service: str, hit: Hit, screen: Screen) -> bool:
    """A page that bears the name of the other service has slots of that one; behind an entry for
    both (检查检验预约) the words around the slots tell whose they are.
    """
    named = service_named(plain(screen.title))
    if named in SERVICES and service in SERVICES:
        return named == service
    if not any(_names_both(label) for label in _on_the_way(hit.place)):
        return True
    words = [said for said in screen.words if not _names_both(said)]
    told = {name for name, p in SERVICES.items() if any(p.search(said) for said in words)}
    return not told or service in told


def _on_the_way(place: Place) -> Iterator[str]:
    """What was tapped to come to a place, and what it and the pages before it are called."""
    yield from place.trail
    at: Place | None = place
    while at is not None:
        yield at.screen.title
        at = at.parent


def _names_both(words: str) -> bool:
    return all(pattern.search(words) for pattern in SERVICES.values())


def _as_reached(app: App, screen: Screen, name: str) -> Finding:
    """Slots, or a page to confirm that names the hour or only half a day.

    One that names neither has not been filled in yet.
    """
    offered = slots(screen)
    shown = [app.show(offered[:4], name)]
    if offered:
        return yes(f"{name}:可约到时段“{offered[0].text[:24]}”", shown, ProofLevel.L2)
    if not app.lexicon.says("session", screen.text):
        words = f"{name}:到了确认页,日期和时段还没有选,未能判断"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return no(f"{name}:约到确认页也只到上午、下午,没有一小时以内的时段", shown, ProofLevel.L2)


def _slot_works(app: App, place: Place, name: str) -> Finding | None:
    """The slots of a mapped place: taken onward, refused, or only listed."""
    offered = slots(place.screen)
    indexes = {n.index for n in offered}
    words = f"{name}:{place.path} 列出 {len(offered)} 个时段,如“{offered[0].text[:20]}”"
    shown = [app.show_place(place, offered[:6], name)]
    refused = [
        way
        for way in app.map.ways_from(place.id)
        if way.arrival is Arrival.TOAST
        and any(n.index in indexes for n in place.screen.below(place.screen.nodes[way.node]))
        and any(app.lexicon.says(s, way.words) for s in ("under_construction", "window", "failure"))
    ]
    if refused:
        return no(f"{words};选择时段时提示“{refused[0].words[:30]}”", shown, ProofLevel.L2)
    return yes(words, shown, ProofLevel.L2)


def _without_slots(
    app: App, key: str, name: str, hits: list[Hit], others: list[Finding], ended: bool
) -> Finding:
    """No slots were met: no only if all was tried, or a page to confirm knows half a day only."""
    function = app.lexicon.functions[key]
    halves = (p for p in app.map.places.values() if is_half_a_day(app, p.screen))
    half = next((place for place in halves if SERVICE_FUNCTION.get(service_of(place)) == key), None)
    if half is not None:
        words = f"{name}:{half.path} 已到提交预约的一步,时间只写上午或下午,没有一小时以内的时段"
        return no(words, [app.show_place(half, (), name)], ProofLevel.L2)
    strong = [hit for hit in hits if hit.candidate.score > NEAR]
    if strong:
        place = strong[0].place
        shown = [app.show_place(place, (), name)]
        if app.map.complete and ended and not _is_unchosen(app, place):
            words = f"{name}:{place.path} 逐级点开后未见时段(精确到一小时以内)"
            return left_untried(app, function) or no(words, shown)
        cause = Cause.NOT_CONCLUSIVE if app.map.complete else Cause.MAP_INCOMPLETE
        others.append(unknown(cause, f"{name}:未能逐一试完,尚未见到时段", shown))
    elif (shared := _behind_another(app, key, name)) is not None:
        others.append(shared)
    return conclude(app, function, others)


def _behind_another(app: App, key: str, name: str) -> Finding | None:
    """An entry that names the service best, to a page that books another one as well.

    抽血预约 opens 医技预约: what of it is booked by the hour nobody has tried row by row.
    """
    services = {SERVICE_FUNCTION[service]: service for service in SERVICES}
    service = services.pop(key, None)
    if service is None:
        return None
    function, pattern = app.lexicon.functions[key], SERVICES[service]
    for way in app.map.ways:
        target = app.map.places.get(way.target)
        if target is None or service_of(target) not in services.values():
            continue
        named = match(function, way.label, "")[0]
        if NEAR < named >= naming(app.lexicon, way.label) and _mentions(target.screen, pattern):
            words = f"{name}:“{way.label}”打开的是“{target.name}”,其中的时段未逐一试"
            return unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(target, (), name)])
    return None


def _mentions(screen: Screen, pattern: re.Pattern[str]) -> bool:
    """What can be tapped on a page names a service."""
    return any(n.clickable and pattern.search(screen.label(n)) for n in screen.nodes)
