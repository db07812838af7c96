"""Booking: from the entry to time slots, to the confirm page, and back again without a trace."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from devices.model import ActionRefused, Effect, Node, NodeCovered, Role, Screen, StaleNode
from probes.app import App
from probes.appmap import Arrival, Place
from probes.finder import NEAR
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.forms import (
    Answer,
    Reply,
    buttons,
    fields,
    option_groups,
    pick_options,
    read_reply,
    tick,
)
from probes.flows.search import Hit, Test, conclude, path_words, reach, sift
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

_REGISTRATION = re.compile("挂号|预约|门诊|就诊|出诊|医生|医师|约诊|号源")
_ABOUT_BOOKING = re.compile("预约|挂号|约号|确认信息|确认订单|号源|约诊|订单确认")
_OTHER = re.compile(
    "探视|体检|核酸|疫苗|献血|护工|陪护|停车|视频|问诊|咨询|轮椅|志愿|床位|入院|住院|理发"
    "|参考|建议|推荐|智能|消息|通知"
)
LONGEST_SLOT_MIN = 60
DRILL = 26
DEPTH = 6
_RANGE = re.compile(r"(\d{1,2})[::](\d{2})\s*[-~—–至到]+\s*(\d{1,2})[::](\d{2})")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[::]([0-5]\d)(?![\d:])")
_SERVICES = {
    "lab": re.compile("检验|化验|抽血|采血|验血|采样|标本"),
    "exam": re.compile("检查|超声|B超|彩超|CT|核磁|磁共振|胃镜|肠镜|内镜|心电|放射|影像|拍片|医技"),
}


def slots(screen: Screen) -> list[Node]:
    """Nodes that offer a clock time of at most one hour; 上午/下午 is none."""
    ranged = [
        n for n in screen.nodes if n.text and _short_range(n.text) and not _of_the_past(n.text)
    ]
    if ranged:
        return ranged
    starts = [(n, _minutes(n.text)) for n in screen.nodes if n.text and len(n.text) <= 14]
    clocks = [
        (n, m)
        for n, m in starts
        if m is not None and (_tappable(screen, n) or _CLOCK.fullmatch(n.text.strip()))
    ]
    times = sorted({m for _, m in clocks})
    steps = [b - a for a, b in itertools.pairwise(times)]
    even = len(times) >= 3 and sum(0 < s <= LONGEST_SLOT_MIN for s in steps) >= len(steps) * 0.6
    return [n for n, _ in clocks] if even else []


def _of_the_past(words: str) -> bool:
    """A time span in prose (门诊时间 08:00-12:00 …) is no slot."""
    return len(words) > 40


def _short_range(words: str) -> bool:
    for hit in _RANGE.finditer(words):
        h1, m1, h2, m2 = (int(g) for g in hit.groups())
        length = (h2 * 60 + m2) - (h1 * 60 + m1)
        if 0 < length <= LONGEST_SLOT_MIN:
            return True
    return False


def _minutes(words: str) -> int | None:
    hit = _CLOCK.search(words)
    return int(hit.group(1)) * 60 + int(hit.group(2)) if hit else None


def _tappable(screen: Screen, node: Node) -> bool:
    return node.clickable or any(up.clickable for up in list(screen.above(node))[:3])


def is_confirm(app: App, screen: Screen) -> bool:
    """A page that shows what is about to be booked and a control that would book it."""
    named = {m.group(0) for m in app.lexicon.signs["confirm_page"].finditer(screen.text)}
    dated = re.search(r"\d{1,2}[-月/.]\d{1,2}", screen.text) and _CLOCK.search(screen.text)
    halves = re.search("上午|下午", screen.text) and re.search(
        r"\d{1,2}[-月/.]\d{1,2}", screen.text
    )
    final = buttons(screen, app.lexicon, "confirm_button")
    about = _ABOUT_BOOKING.search(f"{screen.title} {' '.join(screen.label(n) for n in final)}")
    asked = len(option_groups(screen, app.lexicon)) > 2
    return len(named) >= 3 and bool(dated or halves) and bool(final) and bool(about) and not asked


def service_of(place: Place) -> str:
    """What the slots of a place are for: lab, exam or registration; by the way there."""
    way = " ".join((*place.trail, place.screen.title))
    for name, pattern in _SERVICES.items():
        if pattern.search(way):
            other = _SERVICES["exam" if name == "lab" else "lab"]
            if not other.search(way) or _last(pattern, way) >= _last(other, way):
                return name
    return (
        "registration"
        if _REGISTRATION.search(f"{way} {place.screen.text[:600]}") and not _OTHER.search(way)
        else ""
    )


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((hit.end() for hit in pattern.finditer(words)), default=-1)


def slot_places(app: App, service: str) -> list[Place]:
    """Mapped places that offer slots of one service."""
    return [
        place
        for place in app.map.places.values()
        if len(slots(place.screen)) >= 2
        and service_of(place) == service
        and not _is_record(app, place)
    ]


def _is_record(app: App, place: Place) -> bool:
    """A list of bookings already made is no offer."""
    trail = " ".join(place.trail)
    return bool(re.search("记录|我的(预约|挂号|订单)|消息|通知|已预约", trail + place.screen.title))


SERVICE_FUNCTION = {"registration": "booking", "lab": "lab_booking", "exam": "exam_booking"}


def timeslots(app: App, service: str) -> Finding:
    """L2: slots of a service are listed for a date and can be taken to the next step."""
    name = {"registration": "分时段预约挂号", "lab": "分时段预约检验", "exam": "分时段预约检查"}[
        service
    ]
    for place in slot_places(app, service):
        finding = _slot_works(app, place, name)
        if finding is not None:
            return finding
    key = SERVICE_FUNCTION[service]
    hits, others = sift(app, key)
    for hit in [h for h in hits if h.candidate.score > NEAR][:2]:
        found = drill(app, hit.place, lambda screen: len(slots(screen)) >= 2)
        if found is not None:
            shown = [app.show(slots(found)[:4], name)]
            return yes(f"{name}:列出了时段“{slots(found)[0].text[:20]}”", shown, ProofLevel.L2)
    return _without_slots(app, key, name, hits, others)


def _slot_works(app: App, place: Place, name: str) -> Finding | None:
    """The slots of a mapped place: taken onward, refused, or only listed."""
    offered = slots(place.screen)
    indexes = {n.index for n in offered}
    words = f"{name}:{path_words(place)} 列出 {len(offered)} 个时段,如“{offered[0].text[:20]}”"
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
    app: App, key: str, name: str, hits: list[Hit], others: list[Finding]
) -> Finding:
    function = app.lexicon.functions[key]
    strong = [hit for hit in hits if hit.candidate.score > NEAR]
    if strong:
        place = strong[0].place
        shown = [app.show_place(place, (), name)]
        if app.map.complete:
            return no(f"{name}:{path_words(place)} 逐级点开后未见时段(精确到一小时以内)", shown)
        others.append(unknown(Cause.MAP_INCOMPLETE, f"{name}:应用未探索完,尚未见到时段", shown))
    return conclude(app, function, others)


def drill(app: App, start: Place, goal: Test, depth: int = DEPTH) -> Screen | None:
    """Walk live from a place towards a goal, the most promising control first, within bounds."""
    screen = app.visit(start)
    budget = [DRILL]
    return _descend(app, screen, goal, depth, budget) if screen is not None else None


def _descend(app: App, screen: Screen, goal: Test, depth: int, budget: list[int]) -> Screen | None:
    if goal(screen):
        return screen
    for label in [screen.label(n) for n in _promising(app, screen)][:4]:
        if depth <= 0 or budget[0] <= 0:
            return None
        node = next(
            (n for n in _promising(app, app.again()) if app.again().label(n) == label), None
        )
        if node is None:
            continue
        budget[0] -= 1
        before = app.again()
        try:
            after = app.tap(node)
        except (ActionRefused, NodeCovered, StaleNode):
            continue
        if after.digest == before.digest:
            continue
        found = _descend(app, after, goal, depth - 1, budget)
        if found is not None:
            return found
        if app.again().digest != before.digest:
            app.back()
    return None


_ONWARD: tuple[tuple[str, Callable[[App, str], bool]], ...] = (
    ("slot", lambda app, w: bool(_CLOCK.search(w)) and not app.lexicon.says("slot_none", w)),
    (
        "session",
        lambda app, w: app.lexicon.says("session", w) and not app.lexicon.says("slot_none", w),
    ),
    (
        "offer",
        lambda app, w: app.lexicon.says("available", w) and not app.lexicon.says("slot_none", w),
    ),
    ("agree", lambda app, w: app.lexicon.says("agree_button", plain(w))),
    ("doctor", lambda app, w: app.lexicon.says("doctor_title", w)),
    ("department", lambda app, w: app.lexicon.says("department", plain(w)) and len(w) <= 14),
    ("date", lambda app, w: app.lexicon.says("date_cell", w)),
    ("next", lambda app, w: app.lexicon.says("next_button", plain(w))),
)


def _promising(app: App, screen: Screen) -> list[Node]:
    """Controls that lead on in a booking, best kinds first, samples of each."""
    taps = [
        n
        for n in screen.nodes
        if n.clickable and not n.covered and n.enabled and n.role not in {Role.FIELD, Role.CHOICE}
    ]
    ordered: list[Node] = []
    for _, test in _ONWARD:
        kind = [n for n in taps if test(app, screen.label(n)) and n not in ordered]
        ordered += kind[:3]
    return ordered


def confirm_places(app: App, service: str = "registration") -> list[Place]:
    """Mapped confirm pages of a service."""
    return [
        place
        for place in app.map.places.values()
        if is_confirm(app, place.screen)
        and service_of(place) == service
        and not _is_record(app, place)
    ]


def bookable(app: App) -> Finding:
    """L2: a slot can be booked; with `booking` allowed one is booked and given back."""
    memory = app.memory
    if "bookable" not in memory:
        memory["bookable"] = _bookable(app)
    found = memory["bookable"]
    assert isinstance(found, Finding)
    return found


def _bookable(app: App) -> Finding:
    places = confirm_places(app)
    results = []
    for place in places[:2]:
        screen = app.visit(place)
        if screen is None:
            continue
        results.append(_book(app, place))
        if results[-1].truth is not None:
            return results[-1]
    if not results:
        hits, others = sift(app, "booking")
        for hit in [h for h in hits if h.candidate.score > NEAR][:2]:
            found = drill(app, hit.place, lambda screen: is_confirm(app, screen))
            if found is not None:
                return _book(app, hit.place)
        return _without_confirm(app, hits, others)
    return any_of(results)


def _without_confirm(app: App, hits: list[Hit], others: list[Finding]) -> Finding:
    strong = [hit for hit in hits if hit.candidate.score > NEAR]
    for hit in strong:
        empty = [p for p in reach(app, hit, depth=4) if app.lexicon.says("empty", p.screen.text)]
        shown = [app.show_place(p, (), "预约挂号") for p in [hit.place, *empty][:3]]
        words = f"预约挂号:{path_words(hit.place)} 逐级点开后,没有任何日期可约到确认页"
        if app.map.complete:
            return no(words, shown, ProofLevel.L2)
        others.append(unknown(Cause.MAP_INCOMPLETE, words, shown))
    if others:
        return any_of(others)
    return conclude(app, app.lexicon.functions["booking"], [])


def _book(app: App, place: Place) -> Finding:
    """On a confirm page: book if allowed, then cancel; else say what could not be done."""
    reply = press_confirm(app)
    if isinstance(reply, Finding):
        return reply
    shown = [app.show((), "提交预约后")]
    words = f"提交预约后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER, Answer.NOTHING}:
        never_made(app, words)
        return no(words, shown, ProofLevel.L2)
    if reply.answer is Answer.VALIDATION:
        never_made(app, words)
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    cancelled = cancel(app)
    return yes(f"{words};{cancelled.reason}", [*shown, *cancelled.evidence], ProofLevel.L2)


def press_confirm(app: App) -> Reply | Finding:
    """Consent, choose what is still open, and press the confirm control once."""
    for _ in range(3):
        tick(app)
        screen = app.again()
        final = buttons(screen, app.lexicon, "confirm_button")
        if not final:
            return unknown(Cause.NOT_CONCLUSIVE, "确认页上没有确认按钮", [app.show((), "确认页")])
        shown = app.show(final[:1], "预约确认页")
        try:
            after = app.tap(final[0], Effect.BOOKING)
        except ActionRefused as refusal:
            words = f"已走到预约确认页;{refusal.reason}"
            return unknown(Cause.NOT_ALLOWED, words, [shown])
        except (NodeCovered, StaleNode) as failure:
            return unknown(Cause.DEVICE_FAILED, str(failure), [shown])
        reply = read_reply(app, screen, after)
        if reply.answer is Answer.VALIDATION and (fields(after) or pick_options(app)):
            never_made(app, f"被要求补正:{reply.words[:30]}")
            continue
        if reply.answer is Answer.LEFT and is_confirm(app, after) and _asks(after):
            never_made(app, "应用再次要求确认")
            continue
        return reply
    return unknown(Cause.NOT_CONCLUSIVE, "补正多次仍未能提交预约", [app.show((), "确认页")])


def _asks(screen: Screen) -> bool:
    return any(n.role is Role.DIALOG for n in screen.nodes)


def never_made(app: App, words: str) -> None:
    """Close the open ledger entries: the app did not take the slot."""
    for entry in app.open_bookings():
        app.booking_settled(entry, False, words)


def cancel(app: App) -> Finding:
    """Give the slot back and see it gone; the ledger entry stays open where that fails."""
    if not app.open_bookings():
        return yes("没有占用号源", [app.show((), "预约后")], ProofLevel.L2)
    screen = _at_cancel(app)
    if screen is None:
        shown = [app.show((), "找不到取消入口")]
        return unknown(Cause.NOT_CONCLUSIVE, "预约后找不到取消入口,请人工取消", shown)
    words = ""
    for _ in range(4):
        control = _cancel_control(app, screen)
        if control is None:
            break
        words = screen.label(control)
        try:
            screen = app.tap(control, Effect.BOOKING)
        except (ActionRefused, NodeCovered, StaleNode) as failure:
            words = str(failure)
            break
        said = " ".join((*screen.events.toasts, *screen.events.dialogs))
        if app.lexicon.says("cancelled", f"{said} {screen.text}"):
            shown = [app.show((), "取消预约后")]
            for entry in app.open_bookings():
                app.booking_settled(entry, True, f"取消后显示“{(said or screen.title)[:40]}”")
            return yes("预约后已取消并核对", shown, ProofLevel.L2)
    shown = [app.show((), "取消未能确认")]
    return unknown(Cause.NOT_CONCLUSIVE, f"取消预约未能确认({words[:40]}),请人工取消", shown)


def _cancel_control(app: App, screen: Screen) -> Node | None:
    """The cancel control, or the confirming one of the question that it asks."""
    dialog = [n for n in screen.nodes if n.role is Role.DIALOG and not n.covered]
    inside = {m.index for d in dialog for m in screen.below(d)}
    if dialog:
        sure = [
            n
            for n in screen.nodes
            if n.index in inside
            and n.clickable
            and re.search(
                "^(确定|确认|是|继续|取消预约|退号|确认取消|确定取消|确认退号|残忍取消|确定退号|我要取消|提交)",
                plain(screen.label(n)),
            )
        ]
        if sure:
            return sure[-1]
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and len(plain(screen.label(n))) <= 8
        and app.lexicon.says("cancel_booking", plain(screen.label(n)))
    ]
    return found[0] if found else None


def _at_cancel(app: App) -> Screen | None:
    """A screen with a cancel control: here, one tap on, or in the list of bookings."""
    screen = app.again()
    if _cancel_control(app, screen):
        return screen
    for sign in ("查看|详情|我的预约|预约记录|挂号记录|查看订单|订单",):
        for label in [
            screen.label(n)
            for n in screen.nodes
            if n.clickable
            and not n.covered
            and len(plain(screen.label(n))) <= 10
            and re.search(sign, screen.label(n))
        ][:2]:
            node = next(
                (n for n in app.again().nodes if n.clickable and app.again().label(n) == label),
                None,
            )
            if node is not None and _cancel_control(app, app.tap(node)):
                return app.again()
    return _in_my_bookings(app)


def _in_my_bookings(app: App) -> Screen | None:
    hits, _others = sift(app, "my_bookings")
    places = [h.place for h in hits]
    places += [
        p
        for c in app.finder().find("my_bookings")[:3]
        if (p := app.map.places.get(c.place)) and p not in places
    ]
    for place in places:
        screen = app.visit(place)
        if screen is None:
            screen = _reopen(app, place)
        if screen is None:
            continue
        if _cancel_control(app, screen):
            return screen
        for node in _open_orders(app, screen):
            after = app.tap(node)
            if _cancel_control(app, after):
                return after
            app.back()
    return None


def _reopen(app: App, place: Place) -> Screen | None:
    """The list of bookings looks different now that one was made: go there by its parent."""
    if place.parent is None or place.entered_by is None or app.visit(place.parent) is None:
        return None
    screen = app.again()
    label = place.entered_by.label
    node = next((n for n in screen.nodes if n.clickable and screen.label(n) == label), None)
    return app.tap(node) if node is not None else None


def _open_orders(app: App, screen: Screen) -> Iterator[Node]:
    """Entries of a booking list that are still to come, newest first."""
    rows = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and 12 < len(screen.label(n)) < 200
        and not app.lexicon.says("cancelled", screen.label(n))
        and re.search(r"\d", screen.label(n))
    ]
    short = [
        n
        for n in screen.nodes
        if n.clickable and re.search("查看|详情", screen.label(n)) and len(screen.label(n)) < 8
    ]
    yield from (rows or short)[:3]


def offered_elsewhere(app: App) -> Finding | None:
    """Booking on 114, 京医通 or 支付宝, linked or announced (2.2.1 accepts that)."""
    pattern = app.lexicon.functions["booking_elsewhere"].proof[0]
    for place in app.map.places.values():
        for node in place.screen.nodes:
            near = node.text and pattern.search(node.text) and re.search("预约|挂号", node.text)
            if near:
                shown = [app.show_place(place, [node], "第三方预约告知")]
                return yes(f"告知可在第三方平台预约:“{node.text[:40]}”", shown, ProofLevel.L2)
    return None
