"""The page to confirm a booking: who, when and how much, and the one control that would book it."""

from __future__ import annotations

import re

from devices.model import Screen
from probes.app import App
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import option_groups

_ABOUT_BOOKING = re.compile("预约|预定|挂号|约号|确认信息|确认订单|号源|约诊|订单|号单|约单")
CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[::]([0-5]\d)(?![\d:])")
_BARE = re.compile("(确认|立即)?(提交|确定|确认)")
_WHEN = re.compile("(就诊|看诊|出诊|预约)(时间|日期|时段)")
_FEE = re.compile("费|[¥¥]")
_DATE = re.compile(r"\d{1,2}[-月/.]\d{1,2}")


def is_confirm(app: App, screen: Screen) -> bool:
    """A page that shows what is about to be booked and the one control that would book it.

    A list of times has such a control in every line; a list of messages, which tell of bookings,
    may have a tab of that name (挂号).
    """
    if app.lexicon.lists_letters(screen.text):
        return False
    named = {m.group(0) for m in app.lexicon.signs["confirm_page"].finditer(screen.text)}
    day = _DATE.search(screen.text)
    when = day and (CLOCK.search(screen.text) or re.search("上午|下午", screen.text))
    final = buttons(screen, app.lexicon, "confirm_button")
    about = _ABOUT_BOOKING.search(f"{screen.title} {' '.join(screen.label(n) for n in final)}")
    sends = about is not None or _sends_a_visit(screen, [screen.label(n) for n in final])
    asked = len(option_groups(screen, app.lexicon)) > 2
    one = len({n.bounds for n in final if screen.label(n) == screen.label(final[0])}) == 1
    return len(named) >= 3 and bool(when) and one and sends and not asked


def _sends_a_visit(screen: Screen, labels: list[str]) -> bool:
    """提交 alone, under a title that all pages have: what stands above it is a visit that is still
    to be booked, with its fee, and nothing is to be filled in."""
    if any(n.editable for n in screen.nodes) or not all(map(_BARE.fullmatch, labels)):
        return False
    visit = _WHEN.search(screen.text) and _FEE.search(screen.text)
    return bool(visit) and _ABOUT_BOOKING.search(screen.text) is not None
