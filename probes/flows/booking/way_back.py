"""Is there a way to give a slot back?  Asked before one is taken, so that none is ever kept.

An app that cancels says so somewhere: in its terms, its guide, its messages, on an order, or by
a booking of before that has a page of its own.  Where nothing of the kind was met, a slot that
was taken might stay taken, so none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.model import Effect, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, unknown
from probes.flows.booking.confirm_page import is_confirm
from probes.flows.booking.giving_back import cancel
from probes.flows.booking.orders import Marks
from probes.model import Cause
from probes.naming import NEAR

_KNOWN = "a way to give a slot back is known"
_SENTENCE = re.compile("[。;；!！\\n]")
_AT_TIMES = re.compile("当[日天]|逾期|超过|超时|过(号|期|时)|小时|分钟|取号|就诊前|前一[日天]|次")
"""不可取消 under a condition, which leaves a way back to who books days ahead."""


def keeps_from_booking(app: App) -> Finding | None:
    """Why no slot may be taken now, None if one may.

    As long as one slot is not given back, no other is taken; and none without a way back.
    Where booking is not allowed the guard says so.
    """
    if Effect.BOOKING not in app.allowed:
        return None
    if app.open_bookings() and not cancel(app).truth:
        shown = [app.show((), "尚有预约未能取消")]
        return unknown(Cause.NOT_CONCLUSIVE, "有一个预约尚未能取消,不再占用别的号源", shown)
    screen = app.again()
    if (denied := _denied(app, screen)) or not _way_back(app, screen):
        told = f"应用写明“{denied[:30]}”" if denied else "应用中没有见到取消预约或退号的地方"
        words = f"{told},占号后可能退不回,未提交预约;请人工核实"
        return unknown(Cause.NOT_CONCLUSIVE, words, [app.show((), "未提交预约")])
    return None


def _way_back(app: App, screen: Screen) -> bool:
    if _KNOWN not in app.memory and (_tells(app, screen) or _anywhere(app)):
        app.memory[_KNOWN] = True
    return _KNOWN in app.memory


def _anywhere(app: App) -> bool:
    if any(_tells(app, place.screen) for place in app.map.places.values()):
        return True
    return any(_is_order(app, place) for place in _beyond_the_list(app))


def _tells(app: App, screen: Screen) -> bool:
    """It speaks of giving a visit back, and not only to say that nobody can."""
    return any(
        app.lexicon.says("cancel_booking", words) and not _final(app, words)
        for words in screen.words
    )


def _beyond_the_list(app: App) -> Iterator[Place]:
    """What opens from the list of the account's bookings."""
    for candidate in app.finder().find("my_bookings"):
        if candidate.score > NEAR and candidate.place in app.map.places:
            yield from list(app.map.beyond(candidate.place, 1))[1:]


def _is_order(app: App, place: Place) -> bool:
    """A booking of before on a page of its own: a new one will have one, too."""
    return bool(Marks.of(place.screen)) and not is_confirm(app, place.screen)


def _denied(app: App, screen: Screen) -> str:
    """What the page says of bookings that can never be cancelled, "" if it does not."""
    return next((words for words in screen.words if _final(app, words)), "")


def _final(app: App, words: str) -> bool:
    told = (s for s in _SENTENCE.split(words) if app.lexicon.says("kept_for_good", s))
    return any(not _AT_TIMES.search(sentence) for sentence in told)
