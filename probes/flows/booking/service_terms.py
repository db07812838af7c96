"""The service agreement: where the booking journey shows it, and whether it has a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.access.agreement import LEAST_TEXT, agreement_text, behind_link, binds, own_text
from probes.flows.booking.bare_booking import TERMS_ASKED
from probes.flows.booking.booked_service import names_someone, ordered_elsewhere
from probes.flows.booking.doctor_visit import behind_booking, bookable, confirm_places
from probes.flows.booking.gates import TERMS_OVER, TermsOver, gate_button
from probes.flows.booking.live_confirm import before_confirm, is_named
from probes.flows.booking.timeslots import slot_places
from probes.flows.forms.reading import terms_on_top
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import consents
from probes.flows.places.absence import conclude
from probes.flows.places.content import frame
from probes.flows.places.hits import sift
from probes.flows.screens.fields import TICKS
from probes.flows.screens.overlay import on_top
from probes.lexicon import plain
from probes.model import Cause

MOST_LINKS = 2
LONGEST_LINK = 40
LEAST_OF_A_PAGE = 200
_AGREEMENT = re.compile("协议|同意书|须知|条款|承诺书|声明")
_PRIVACY, _SERVICE = re.compile("隐私|个人信息"), re.compile("预约|预定|挂号|服务|诊疗")


def booking_agreement_places(app: App) -> list[Place]:
    """Where the booking journey speaks of an agreement: confirm pages and pages on the way.

    A page of terms that stands in no such journey (挂号须知 among the guides, the consent of
    another service) holds back nobody who books.
    """
    reached = confirm_places(app)
    found = [p for p in reached if consents(p.screen, app.lexicon)]
    offered = slot_places(app, "registration")
    on_the_way = _steps_to([*reached, *offered])
    behind = [p for p in app.map.places.values() if p.parent in offered or _of_booking(app, p)]
    places = (*on_the_way, *behind)
    found += [p for p in _once(places) if p not in found and _interposed(app, p)]
    return found


def _once(places: Iterable[Place]) -> list[Place]:
    return list({place.id: place for place in places}.values())


def _steps_to(places: list[Place]) -> list[Place]:
    """The places and all that lie on the way to them, each nearest first."""
    found: list[Place] = []
    for place in places:
        step: Place | None = place
        while step is not None and step not in found:
            found.append(step)
            step = step.parent
    return found


def _of_booking(app: App, place: Place) -> bool:
    """Behind an entry of booking, or of a department or doctor, and of no other service."""
    booked = behind_booking(app, place) or names_someone(place.trail)
    return booked and not ordered_elsewhere(app, place)


def _interposed(app: App, place: Place) -> bool:
    """A page or dialog that must be agreed to before booking goes on, once it has counted down."""
    text = f"{place.screen.title}\n{place.screen.text}"
    agreeing = [
        n
        for n in buttons(place.screen, app.lexicon, "agree_button")
        if not _plain_notice(place.screen, n)
    ]
    gate = bool(agreeing) or gate_button(app, place.screen) is not None
    gate = gate or terms_on_top(app, place.screen)
    return (
        gate
        and bool(re.search("预约|预定|挂号|约号|约诊", text))
        and bool(re.search("协议|须知|同意书|条款|声明", text))
    )


def _plain_notice(screen: Screen, node: Node) -> bool:
    return plain(screen.label(node)) in {"我知道了", "好的", "知晓"}


def service_agreement(app: App) -> Finding:
    """L1: an agreement that covers booking, with a text of its own."""
    blocked: dict[str, Finding] = {}
    hosts, reached = booking_agreement_places(app), confirm_places(app)
    for host in hosts:
        for way in app.map.ways_from(host.id):
            if len(way.label) > LONGEST_LINK or not _names_agreement(way.label):
                continue
            finding = _opened_agreement(app, host, way)
            if finding.truth:
                return finding
            blocked[way.label] = finding
        text = own_text(app, host)
        least = LEAST_TEXT if terms_on_top(app, host.screen) else LEAST_OF_A_PAGE
        if len(plain(text)) >= least and _AGREEMENT.search(text) and binds(text):
            return yes(f"服务协议:{host.path}", [app.show_place(host, (), "服务协议")])
    found = agreement_text(app, "service_agreement", about="预约|预定|挂号") or agreement_text(
        app, "service_agreement", app.visitor_map, about="预约|预定|挂号"
    )
    if found is not None:
        return found
    unasked = bool(reached) and not hosts  # a page that asks for consent itself asks for no more
    live = _when_confirmed(app) if unasked else None
    if live is None and (not reached or _unopened(app, reached, blocked)):
        live = at_live_confirm(app, blocked)
    if live is not None:
        return live
    _, others = sift(app, "service_agreement")
    fresh = [f for f in others if not any(label in f.reason for label in blocked)]
    function = app.lexicon.functions["service_agreement"]
    grounds = conclude(app, function, [*blocked.values(), *fresh])
    return _unless_later(app, grounds) if unasked else grounds


def _unopened(app: App, reached: list[Place], seen: Iterable[str]) -> bool:
    """The confirm pages name agreements, and exploring opened none of them (pages alike)."""
    offered = {label for place in reached for label in _agreement_links(place.screen, place.label)}
    opened = {way.label for place in reached for way in app.map.ways_from(place.id)}
    offered -= set(seen)
    return bool(offered) and not offered & opened


def _unless_later(app: App, found: Finding) -> Finding:
    """Who may not book has not seen whether terms come up when a booking is confirmed."""
    if found.truth is not False or Effect.BOOKING in app.allowed:
        return found
    words = f"{found.reason};按下确认后是否弹出协议,未获准预约,未能查看"
    return unknown(Cause.NOT_ALLOWED, words, found.evidence)


def _when_confirmed(app: App) -> Finding | None:
    """Terms that come up only when a booking is confirmed, for those who may book."""
    if Effect.BOOKING in app.allowed:
        bookable(app)
    terms = app.memory.get(TERMS_ASKED)
    return None if terms is None else yes("服务协议:按下确认预约后弹出", [str(terms)])


def _opened_agreement(app: App, host: Place, way: Way) -> Finding:
    if way.target not in app.map.places and len(way.words) < LEAST_TEXT:
        textless = _textless(app, host, way)
        if textless is not None:
            return textless
    settled, text, shown = behind_link(app, host, way, "service_agreement")
    if settled is not None:
        return settled
    if len(plain(text)) < LEAST_TEXT:
        return no(f"“{way.label}”打开后没有协议正文", shown)
    if not binds(f"{way.label}\n{text}"):
        return no(f"“{way.label}”只是办理说明,不是协议", shown)
    return yes(f"服务协议“{way.label}”(正文 {len(text)} 字)", shown)


def at_live_confirm(app: App, seen: Mapping[str, Finding]) -> Finding | None:
    """The agreement on a confirm page that no map shows; None if booking has no such page.

    seen: agreements that were looked at elsewhere, by the words of their links.
    """
    if not is_named(app):
        return None
    blocked = before_confirm(app)
    if blocked is not None:
        words = f"未走到预约确认页,未见服务协议({blocked.reason[:60]})"
        cause = blocked.cause or Cause.NOT_CONCLUSIVE
        return unknown(cause, words, blocked.evidence) if blocked.truth is None else None
    over = app.memory.get(TERMS_OVER)
    if isinstance(over, TermsOver) and len(plain(over.words)) >= LEAST_TEXT and binds(over.words):
        return yes(f"预约时弹出服务协议(正文 {len(over.words)} 字)", [over.picture])
    labels = [label for label in _agreement_links(app.again(), app.label) if label not in seen]
    findings = [f for f in (_read_live(app, label) for label in labels[:MOST_LINKS]) if f]
    return any_of(findings) if findings else None


def _agreement_links(screen: Screen, label_of: Callable[[Node], str]) -> list[str]:
    taps = (n for n in screen.nodes if n.clickable and not n.covered and n.role not in TICKS)
    labels = dict.fromkeys(label_of(n) for n in taps)
    return [label for label in labels if len(label) <= LONGEST_LINK and _names_agreement(label)]


def _names_agreement(label: str) -> bool:
    """An agreement by its name; one about privacy alone is none about the service."""
    about_privacy = _PRIVACY.search(label) and not _SERVICE.search(label)
    return _AGREEMENT.search(label) is not None and not about_privacy


def _read_live(app: App, label: str) -> Finding | None:
    """Open an agreement from the confirm page on which the audit stands, or comes to again."""
    if label not in _agreement_links(app.again(), app.label) and before_confirm(app) is not None:
        return None
    screen = app.again()
    node = next((n for n in screen.nodes if n.clickable and app.label(n) == label), None)
    if node is None:
        return None
    try:
        after = app.tap(node)
    except (ActionRefused, NodeCovered, StaleNode) as failure:
        return unknown(Cause.NOT_CONCLUSIVE, f"服务协议“{label}”未能打开({failure})", ())
    known = set(screen.words)  # what the confirm page says is no agreement
    nodes = on_top(after) or [n for n in frame(app).own(after) if n.text not in known]
    text = "".join(plain(n.text) for n in nodes if n.text)
    shown = [app.show((), f"点击“{label}”后")]
    if len(text) < LEAST_TEXT:
        return no(f"“{label}”打开后没有协议正文“{text[:30]}”", shown)
    if not binds(f"{label}\n{text}"):
        return no(f"“{label}”只是办理说明,不是协议", shown)
    return yes(f"服务协议“{label}”(正文 {len(text)} 字)", shown)


def _textless(app: App, host: Place, way: Way) -> Finding | None:
    """A dialog with the agreement's name and no text in it, opened once more to be sure."""
    if way.arrival is not Arrival.TOAST or app.visit(host) is None:
        return None
    node = next((n for n in app.again().nodes if app.again().label(n) == way.label), None)
    if node is None or not node.clickable:
        return None
    with suppress(ActionRefused, NodeCovered, StaleNode):
        app.tap(node)
    inside = on_top(app.again())
    words = "".join(plain(n.text) for n in inside if n.text)
    if not inside or not words or len(words) >= LEAST_TEXT:
        return None
    return no(f"“{way.label}”弹出后没有协议正文“{words[:30]}”", [app.show(inside[:1], way.label)])
