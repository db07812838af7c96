"""Pages on the way that want consent first: the control that agrees, pressed as a patient must."""

from __future__ import annotations

import time
from dataclasses import dataclass

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.appmap import Place, page_of
from probes.flows.booking.confirm_page import is_confirm
from probes.flows.booking.giving_back import never_made
from probes.flows.booking.onward import CLOSES
from probes.flows.booking.slot_taken import took_slot
from probes.flows.booking.way_back import keeps_from_booking
from probes.flows.forms.reading import (
    PATIENCE,
    PAUSE_S,
    must_be_read,
    read_through,
    terms_on_top,
    wait_out,
    waiting,
)
from probes.flows.forms.senders import buttons, primary
from probes.flows.forms.submitting import consents, tick
from probes.flows.screens.fields import TICKS
from probes.flows.screens.overlay import on_top, top_controls
from probes.flows.screens.walls import is_wall
from probes.lexicon import plain

TERMS_OVER = "terms over a page of booking"
"""Where the memory keeps the terms that came up over the page to confirm, or on the way to it."""


@dataclass(frozen=True)
class TermsOver:
    """Terms over a page; holds: they can only be agreed to, or left together with the page."""

    words: str
    picture: str
    holds: bool


def gate_button(app: App, screen: Screen) -> Node | None:
    """The control that leads on from a page or dialog which wants consent first; None if none."""
    if not consents(screen, app.lexicon) or is_confirm(app, screen):
        return None
    for sign in ("agree_button", "next_button", "submit_button"):
        found = [n for n in buttons(screen, app.lexicon, sign) if not _ticks(screen, n)]
        if found:
            return found[0]
    return primary(screen) or _held_back(screen)


def _held_back(screen: Screen) -> Node | None:
    """The button of a page that is only read, as long as it cannot be pressed yet."""
    if any(n.role in {Role.FIELD, Role.CHOICE} for n in screen.nodes):
        return None
    held = [n for n in screen.nodes if n.role is Role.BUTTON and not n.enabled and not n.covered]
    return waiting(screen) or next(iter(held), None)


def _ticks(screen: Screen, node: Node) -> bool:
    """The words beside a tick box (我已阅读并同意) are no button, though they can be tapped."""
    return any(inner.role in TICKS for inner in screen.below(node))


def pass_gate(app: App) -> bool:
    """Consent and go on, as a patient must; False if this screen wants no consent.

    Where the terms lie over the page to confirm, to agree to them is to be on that page.
    """
    screen = app.again()
    if must_be_read(screen):
        scrolled = _over(app, screen, holds=True)
        passed = read_through(app)
        if passed:
            app.memory[TERMS_OVER] = scrolled
        return passed
    if gate_button(app, screen) is None:
        return False
    wait_out(app)
    tick(app)
    over = _terms_over(app, screen)
    read_through(app)
    if is_confirm(app, app.again()):
        app.memory[TERMS_OVER] = over
        return True
    button = _opened_gate(app)
    if button is None:
        # ticking or reading has agreed already; what came up then (请选择院区) asks something else
        now = app.again()
        still = page_of(now) == page_of(screen) or bool(on_top(now))
        return still and not is_wall(app, now) and gate_button(app, now) is None
    return consent(app, button) is not None and _left(app, screen)


def _terms_over(app: App, screen: Screen) -> TermsOver | None:
    if not terms_on_top(app, screen):
        return None
    return _over(app, screen, holds=held_by_terms(app, screen))


def _over(app: App, screen: Screen, *, holds: bool) -> TermsOver:
    words = "\n".join(n.text for n in on_top(screen) if n.text and not n.clickable)
    return TermsOver(words, app.show((), "预约时弹出的协议"), holds)


def held_by_terms(app: App, screen: Screen) -> bool:
    """Terms lie over the page and can only be agreed to, or left together with it."""
    labels = (plain(screen.label(n)) for n in top_controls(screen) if n.clickable)
    return terms_on_top(app, screen) and not any(label in CLOSES for label in labels)


def _opened_gate(app: App) -> Node | None:
    """The control that leads on, once it can be pressed; some wait a while without counting."""
    for _ in range(PATIENCE):
        button = gate_button(app, wait_out(app))
        if button is None or button.enabled:
            return button
        time.sleep(PAUSE_S)
    return None


def consent(app: App, button: Node) -> Screen | None:
    """Press the control of a page of terms; None if that was not to be done.

    Where its words might take a slot, that stands in the ledger until it is seen that they did
    not.
    """
    try:
        return app.tap(button, Effect.DRAFT)
    except ActionRefused as refusal:
        if refusal.effect is not Effect.BOOKING or app.open_bookings():
            return None
        if keeps_from_booking(app) is not None:
            return None
    except (NodeCovered, StaleNode):
        return None
    try:
        after = app.tap(button, Effect.BOOKING)
    except (ActionRefused, NodeCovered, StaleNode):
        return None
    if not took_slot(app, after):
        never_made(app, "只是同意协议后继续,没有占号")
    return after


def _left(app: App, before: Screen) -> bool:
    """The page of terms is behind: another page, or the same one without its question."""
    now = app.again()
    return now.title != before.title or gate_button(app, now) is None


def come_to(app: App, place: Place) -> Screen | None:
    """Visit a place; where a page that wants consent stands before it, consent first."""
    screen = app.visit(place)
    if screen is None and pass_gate(app):
        screen = app.visit(place)
    return screen
