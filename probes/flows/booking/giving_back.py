"""Give a slot back: find the booking that this audit made, cancel it, and see that it is gone.

A patient's slot is sacred, so this goes every way that a person would go: the page after
booking, links to the order, the list of bookings, its tabs.  What cannot be shown to be
cancelled stays open in the ledger, and the run ends by saying so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.finding import Finding, unknown, yes
from probes.flows.booking.orders import (
    Marks,
    bookings_before,
    cancel_control,
    find_orders,
    in_the_list,
    numbers_in,
)
from probes.flows.forms.submitting import fill_in, pick_options
from probes.flows.screens.overlay import on_top, other_than_no, top_controls
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

STEPS = 8
_CANCELS = (
    *("取消预约", "取消挂号", "取消订单", "退号", "确认取消", "确定取消", "确认退号", "确定退号"),
    *(
        "残忍取消",
        "狠心取消",
        "我要取消",
        "仍要取消",
        "继续取消",
        "立即取消",
        "取消约号",
        "取消约诊",
    ),
)
_SURE = (*_CANCELS, "确定", "确认", "是", "是的", "提交", "继续", "好的", "好")
_SENDS = {"提交", "确定", "确认", "确认取消", "确定取消", "提交取消", "确认退号", "确定退号"}
_STAY = {"取消", "关闭", "返回", "再想想", "我再想想", "不取消", "暂不取消", "否", "保留预约", "×"}
_MARKS, _EARLIER = "booked marks", "bookings that were there before"
_ASKED = re.compile("选择|填写|^(取消|退号|退约)?(预约|挂号|订单)?的?(原因|理由)$")
"""The question itself; 其他原因 and 个人原因 answer it."""
_TYPED = re.compile("(?:输入|键入|填写)[^一-鿿]{1,2}([一-鿿]{2,6})[^一-鿿]{1,2}")
_ASKS_WHY = re.compile("(取消|退号)?(原因|理由)")


def about_to_book(app: App, screen: Screen) -> None:
    """Remember what the confirm page says, so that no other booking is ever cancelled."""
    about_to_book_on(app, Marks.of(screen))


def about_to_book_on(app: App, marks: Marks) -> None:
    """Remember the day and hour of what is about to be booked."""
    app.memory[_MARKS] = marks


def marks_of(app: App) -> Marks:
    """What is known of the booking to give back; else which ones it cannot be."""
    found = app.memory.get(_MARKS)
    if isinstance(found, Marks):
        return found
    earlier = app.memory.get(_EARLIER)
    if not isinstance(earlier, Marks):
        app.memory[_EARLIER] = earlier = Marks(before=bookings_before(app))
    return earlier


def never_made(app: App, words: str) -> None:
    """Close the open ledger entries: the app did not take the slot."""
    for entry in app.open_bookings():
        app.booking_settled(entry, False, words)


def cancel(app: App) -> Finding:
    """Give back what is open, one booking after the other; says what came of it."""
    if not app.open_bookings():
        return yes("没有占用号源", [app.show((), "预约后")], ProofLevel.L2)
    known = bool(marks_of(app).days)
    if known:
        _note_number(app)
    result = _cancel_one(app, all_at_once=known)
    while not known and result.truth and app.open_bookings():
        result = _cancel_one(app, all_at_once=False)
    if result.truth:
        app.memory.pop(_MARKS, None)
    return result


def _note_number(app: App) -> None:
    """Remember the number that the app gives a booking where it says that it was made."""
    seen = {place.screen.text for place in app.map.places.values()}
    told = numbers_in(app.again().text)
    fresh = frozenset(n for n in told if not any(n in text for text in seen))
    app.memory[_MARKS] = replace(marks_of(app), numbers=fresh)


def _cancel_one(app: App, all_at_once: bool) -> Finding:
    """Cancel one booking; the entries that the taps of cancelling add are settled with it."""
    before = app.open_bookings()
    words = "预约后找不到取消入口"
    for _ in find_orders(app, marks_of(app)):
        proof = _press_through(app)
        if not proof:
            words = f"取消预约未能确认({app.again().title[:20]})"
            continue
        shown = [app.show((), "取消预约后")]
        mine = before if all_at_once else before[:1]
        for entry in app.open_bookings():
            if entry in mine or entry not in before:
                app.booking_settled(entry, True, proof)
        return yes("预约后已取消并核对", shown, ProofLevel.L2)
    shown = [app.show((), "取消未能确认")]
    return unknown(Cause.NOT_CONCLUSIVE, f"{words},请人工取消", shown)


def _press_through(app: App) -> str:
    """Press the cancel control and answer whatever is asked; the proof that it is gone, or ""."""
    start = app.again()
    pressed = False
    for _ in range(STEPS):
        screen = app.again()
        if pressed and _type_what_is_asked(app, screen):
            screen = app.again()
        control = _next(app, screen, pressed)
        if control is None and pressed and _offer_reason(app):
            control = _next(app, app.again(), pressed)
        if control is None:
            break
        last = app.again()
        reply = _touch(app, control)
        if reply is None:
            break
        pressed = True
        after = app.again()
        proof = _told(app, last, reply) or _told(app, last, after) or _status(app, start, after)
        if proof:
            return proof
        if after.digest == last.digest and not _offer_reason(app):
            break
    return _gone_from_list(app) if pressed else ""


def _type_what_is_asked(app: App, screen: Screen) -> bool:
    """Write the word that a box wants typed before it lets one go on (输入“取消”以确认)."""
    over = on_top(screen)
    wanted = next((hit for n in over if (hit := _TYPED.search(f"{n.text} {n.hint}"))), None)
    field = next((n for n in over if n.editable and not n.value), None)
    if wanted is None or field is None:
        return False
    with suppress(ActionRefused, NodeCovered, StaleNode):
        app.fill(field, wanted[1])
        return True
    return False


def _next(app: App, screen: Screen, pressed: bool) -> Node | None:
    """The control that answers a question on top, else the one that cancels the order."""
    if on_top(screen):
        sure = sure_control(app, screen) or (_asks_whether(app, screen) if pressed else None)
        if sure is not None or pressed:
            return sure
    control = cancel_control(app, screen, marks_of(app))
    return control or (_final(app, screen) if pressed else None)


def _asks_whether(app: App, screen: Screen) -> Node | None:
    """The yes to a question whether to cancel, in whatever words (狠心退号 beside 留着)."""
    said = " ".join(node.text for node in on_top(screen))
    asks = app.lexicon.says("cancel_booking", said) and not app.lexicon.says("cancelled", said)
    return other_than_no(app, screen) if asks else None


def _final(app: App, screen: Screen) -> Node | None:
    """On a page of its own that asks for a reason: the control that sends the cancellation."""
    named = [
        n
        for n in screen.nodes
        if n.clickable and not n.covered and plain(screen.label(n)) in _SENDS
    ]
    return named[-1] if named else None


def sure_control(app: App, screen: Screen) -> Node | None:
    """In what lies on top, the control that says yes, cancel it.

    A sheet's lines often carry no sign that they can be tapped; a person taps on the words,
    where no button says it: the same words may head the sheet (取消预约).
    """
    offered = top_controls(screen)
    pressed = [n for n in offered if n.clickable]
    return _surest(screen, pressed) or _surest(screen, offered)


def _surest(screen: Screen, offered: list[Node]) -> Node | None:
    for words in _SURE:
        hit = [n for n in offered if plain(screen.label(n)) == words]
        if hit:
            return hit[-1]
    kept = [n for n in offered if plain(screen.label(n)) not in _STAY]
    named = [n for n in kept if not _ASKED.search(plain(screen.label(n)))]  # 退号原因 heads a sheet
    longer = [
        n
        for n in named
        if len(plain(screen.label(n))) <= 8 and plain(screen.label(n)).startswith(_CANCELS)
    ]
    return longer[-1] if longer else None


def _offer_reason(app: App) -> bool:
    """Where the app asks why, the first reason is as good as any."""
    before = app.again().digest
    with suppress(ActionRefused, NodeCovered, StaleNode):
        fill_in(app)
        pick_options(app)
        screen = app.again()
        lines = _reasons(screen)
        if screen.digest == before and lines and sure_control(app, screen) is None:
            app.tap(lines[0], Effect.DRAFT)
    return app.again().digest != before


def _reasons(screen: Screen) -> list[Node]:
    """The lines of a sheet that may be a reason: what can be tapped, before mere words."""
    offered = [
        n
        for n in top_controls(screen)
        if plain(screen.label(n)) not in _STAY
        and "?" not in screen.label(n)
        and not _ASKED.search(plain(screen.label(n)))
    ]
    return [n for n in offered if n.clickable] or offered


def _touch(app: App, control: Node) -> Screen | None:
    """The screen right after the touch: what is said in passing is heard there only."""
    try:
        return app.tap(control, Effect.BOOKING)
    except (ActionRefused, NodeCovered, StaleNode):
        return None


def _told(app: App, before: Screen, after: Screen) -> str:
    """What the app says in passing: a toast, a native dialog, or a dialog that came up."""
    said = " ".join(after.events.spoken)
    if app.lexicon.says("cancelled", said):
        return f"取消后提示“{said[:40]}”"
    fresh = [n.text for n in top_controls(after) if n.text and n.text not in before.words]
    over = " ".join(fresh) if on_top(after) else ""
    return f"取消后提示“{over[:40]}”" if app.lexicon.says("cancelled", over) else ""


def _status(app: App, start: Screen, after: Screen) -> str:
    """The same order says now that it is cancelled, and cannot be cancelled any more."""
    if _times_cancelled(app, after) <= _times_cancelled(app, start) or on_top(after):
        return ""
    if _ASKS_WHY.search(after.text) and not _ASKS_WHY.search(start.text):
        return ""
    marks = marks_of(app)
    here = after.title == start.title and not marks.excludes(after.text)
    same = here or not marks or marks.fits(after.text)
    if not same or cancel_control(app, after, marks) is not None:
        return ""
    return f"取消后显示“{next(w for w in after.words if app.lexicon.says('cancelled', w))[:40]}”"


def _times_cancelled(app: App, screen: Screen) -> int:
    return sum(app.lexicon.says("cancelled", words) for words in screen.words)


def _gone_from_list(app: App) -> str:
    """The list of bookings shows the booking as cancelled, or shows it no more."""
    marks = marks_of(app)
    if not marks:
        return ""
    for screen in in_the_list(app):
        rows = [row for row in _rows(screen) if marks.fits(row)]
        if rows and all(app.lexicon.says("cancelled", row) for row in rows):
            return f"我的预约里显示“{rows[0][:40]}”"
    return ""


def _rows(screen: Screen) -> Iterator[str]:
    for node in screen.nodes:
        words = screen.label(node)
        if node.clickable and 12 < len(words) < 200:
            yield words
