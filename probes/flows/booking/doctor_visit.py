"""Booking a doctor: up to the confirm page, pressed if allowed, and given back at once."""

from __future__ import annotations

import re

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, found_once, no, unknown, yes
from probes.flows.booking.bare_booking import TERMS_ASKED, booked
from probes.flows.booking.booked_service import ordered_elsewhere, service_of
from probes.flows.booking.confirm_page import CLOCK, is_confirm
from probes.flows.booking.gates import come_to
from probes.flows.booking.giving_back import about_to_book, cancel, never_made, sure_control
from probes.flows.booking.hour_asked import choose_hour
from probes.flows.booking.journey import drill
from probes.flows.booking.timeslots import is_record
from probes.flows.booking.way_back import keeps_from_booking
from probes.flows.forms.reading import read_through, terms_on_top
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import Answer, Reply, fields, pick_options, read_reply, tick
from probes.flows.payment.cashier import paying_control
from probes.flows.places.absence import conclude, left_untried
from probes.flows.places.hits import Hit, sift
from probes.flows.places.search import reach
from probes.flows.screens.overlay import on_top, other_than_no
from probes.labels import whole_or_head
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match

BILL_AFTERWARDS = "bill after booking"
"""Where it keeps the picture of the bill that a booking ended on."""
_VISIT = re.compile("挂号|预约(?!停车|车位|泊车|洗车|体检|核酸|疫苗|洗牙|订餐)")
_CLAUSE = re.compile("[,，。;；!！\\n]")
_DENIED = re.compile(
    "未|勿|不(再|支持|能|可|提供|接受|得|要|应|是|与)|停止|暂停|退出|下线|谨防|警惕|防止|冒充|无法|非官方|已取消"
    "|取消[^,，。;；]{0,6}(114|京医通|支付宝|平台)"
)


def confirm_places(app: App, service: str = "registration") -> list[Place]:
    """Mapped confirm pages of a service, those behind an entry of booking first."""
    found = [
        place
        for place in app.map.places.values()
        if is_confirm(app, place.screen)
        and service_of(place) == service
        and not ordered_elsewhere(app, place)
        and not is_record(app, place)
    ]
    return sorted(found, key=lambda place: not behind_booking(app, place))


def behind_booking(app: App, place: Place) -> bool:
    """A step of the way there is an entry of booking by its name."""
    function = app.lexicon.functions["booking"]
    return any(match(function, whole_or_head(step), "")[0] > NEAR for step in place.trail)


def at_confirm(app: App) -> Finding | None:
    """Come to a confirm page, mapped or by walking on from the entry; None once there.

    What was booked without one on the way is not booked a second time.
    """
    if (done := booked(app)) is not None:
        return done
    for place in confirm_places(app)[:2]:
        screen = come_to(app, place)
        if screen is not None and is_confirm(app, screen):
            return None
    hits, others = sift(app, "booking")
    ended = True
    for hit in [h for h in hits if h.candidate.score > NEAR][:3]:
        way = drill(app, hit.place, lambda screen: is_confirm(app, screen), books=True)
        if way.screen is not None:
            return None
        if (done := booked(app)) is not None:
            return done
        ended = ended and way.ended
    return _without_confirm(app, hits, others, ended)


def bookable(app: App) -> Finding:
    """L2: a slot can be booked; with `booking` allowed one is booked and given back."""
    return found_once(app.memory, "bookable", lambda: at_confirm(app) or _book(app))


def _without_confirm(app: App, hits: list[Hit], others: list[Finding], ended: bool) -> Finding:
    """No confirm page: no only if the whole way was tried, and no entry of the name was left."""
    function = app.lexicon.functions["booking"]
    strong = [hit for hit in hits if hit.candidate.score > NEAR]
    for hit in strong:
        empty = [p for p in reach(app, hit, depth=4) if app.lexicon.says("empty", p.screen.text)]
        shown = [app.show_place(p, (), "预约挂号") for p in [hit.place, *empty][:3]]
        words = f"预约挂号:{hit.place.path} 逐级点开后,没有任何日期可约到确认页"
        reached = confirm_places(app)
        if reached:
            shown.append(app.show_place(reached[0], (), "探索时见到的预约确认页"))
            words = f"预约挂号:探索时到过确认页({reached[0].path}),未能再次到达"
            return unknown(Cause.NOT_CONCLUSIVE, words, shown)
        if app.map.complete and ended:
            return left_untried(app, function) or no(words, shown, ProofLevel.L2)
        cause = Cause.NOT_CONCLUSIVE if app.map.complete else Cause.MAP_INCOMPLETE
        others.append(unknown(cause, f"{words}(未能试完所有日期和医生)", shown))
    if others:
        return any_of(others)
    return conclude(app, function, [])


def _book(app: App) -> Finding:
    """On a confirm page: book if allowed, then cancel; else say what could not be done."""
    reply = keeps_from_booking(app) or press_confirm(app)
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
    if (paying := paying_control(app, app.again())) is not None:
        app.memory[BILL_AFTERWARDS] = app.show([paying], "预约后待支付")
    cancelled = cancel(app)
    if reply.answer is Answer.LEFT and not cancelled.truth:
        words = f"{words};{cancelled.reason}"
        return unknown(Cause.NOT_CONCLUSIVE, words, [*shown, *cancelled.evidence])
    return yes(f"{words};{cancelled.reason}", [*shown, *cancelled.evidence], ProofLevel.L2)


def press_confirm(app: App) -> Reply | Finding:
    """Consent, choose what is still open, and press the confirm control once."""
    for _ in range(3):
        tick(app)
        read_through(app)
        screen = app.again()
        final = buttons(screen, app.lexicon, "confirm_button")
        if not final and on_top(screen):
            sure = sure_control(app, screen) or other_than_no(app, screen)
            final = [n for n in [sure] if n is not None]
        if not final:
            return unknown(Cause.NOT_CONCLUSIVE, "确认页上没有确认按钮", [app.show((), "确认页")])
        if not on_top(screen):
            about_to_book(app, screen)
        shown = app.show(final[:1], "预约确认页")
        try:
            after = app.tap(final[0], Effect.BOOKING)
        except ActionRefused as refusal:
            words = f"已走到预约确认页;{refusal.reason}"
            return unknown(Cause.NOT_ALLOWED, words, [shown])
        except (NodeCovered, StaleNode) as failure:
            return unknown(Cause.DEVICE_FAILED, str(failure), [shown])
        if terms_on_top(app, after):
            app.memory[TERMS_ASKED] = app.show((), "按下确认后弹出协议")
            if not _agreed(app) and _still_to_confirm(app):
                never_made(app, "应用先要求阅读并同意协议")
                continue
            after = app.again()
        reply = read_reply(app, screen, after)
        after = reply.screen
        if _asks_whether(app, screen, after):
            never_made(app, "应用再次要求确认")
            continue
        if reply.answer is Answer.VALIDATION and (
            choose_hour(app, reply.words) or fields(after) or pick_options(app)
        ):
            never_made(app, f"被要求补正:{reply.words[:30]}")
            continue
        if reply.answer is Answer.LEFT and _asks_again(app, after):
            never_made(app, "应用再次要求确认")
            continue
        return reply
    return unknown(Cause.NOT_CONCLUSIVE, "补正多次仍未能提交预约", [app.show((), "确认页")])


def _agreed(app: App) -> bool:
    """The terms on top were agreed to, and the app went on with the booking by itself.

    It may show the confirm page again and want it confirmed once more; where it says that a
    slot is taken, the guard has entered that.
    """
    before = len(app.open_bookings())
    tick(app)
    passed = read_through(app)
    return len(app.open_bookings()) > before or (passed and not is_confirm(app, app.again()))


def _still_to_confirm(app: App) -> bool:
    """The terms, or the page under them, stand there as before: nothing was booked yet."""
    screen = app.again()
    return terms_on_top(app, screen) or is_confirm(app, screen)


def _asks_again(app: App, after: Screen) -> bool:
    """A further page to confirm, or a question whether to book."""
    return is_confirm(app, after) or bool(on_top(after) and sure_control(app, after))


def _asks_whether(app: App, before: Screen, after: Screen) -> bool:
    """A box came up that names the time and takes a yes and a no (请核对 … 确认预约?)."""
    if on_top(before) or other_than_no(app, after) is None:
        return False
    said = " ".join(n.text for n in on_top(after))
    done = any(app.lexicon.says(sign, said) for sign in ("success", "booked"))
    return CLOCK.search(said) is not None and not done


def _announces(pattern: re.Pattern[str], words: str) -> bool:
    """A clause names the platform and does not deny it, in words about booking a visit."""
    if not words or not _VISIT.search(words):
        return False
    clauses = _CLAUSE.split(words)
    return any(pattern.search(clause) and not _DENIED.search(clause) for clause in clauses)


def offered_elsewhere(app: App) -> Finding | None:
    """Booking on 114, 京医通 or 支付宝, linked or announced (2.2.1 accepts that)."""
    pattern = app.lexicon.functions["booking_elsewhere"].proof[0]
    for place in app.map.places.values():
        for node in place.screen.nodes:
            if _announces(pattern, node.text):
                shown = [app.show_place(place, [node], "第三方预约告知")]
                return yes(f"告知可在第三方平台预约:“{node.text[:40]}”", shown, ProofLevel.L2)
    return None
