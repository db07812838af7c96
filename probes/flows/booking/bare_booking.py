"""A lone 立即预约 below a time that was chosen: it leads to a page to confirm, or takes the slot.

Nobody can tell beforehand, so it is pressed only where booking is allowed and the day is known:
the booking stands in the ledger before, and is given back at once if it was made.
"""

from __future__ import annotations

from collections.abc import Iterable

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.finding import Finding, yes
from probes.flows.booking.giving_back import about_to_book_on, cancel, never_made
from probes.flows.booking.orders import Marks
from probes.flows.booking.slot_taken import took_slot
from probes.flows.booking.way_back import keeps_from_booking
from probes.flows.forms.reading import terms_on_top
from probes.model import ProofLevel

TERMS_ASKED = "terms asked after confirming"
"""Where the memory keeps the picture of terms that came up when a booking was confirmed."""
_BOOKED = "booked without a page to confirm"


def pressed(app: App, node: Node, path: Iterable[str]) -> bool:
    """Press it; True if it only led on.  path: what was tapped on the way, the day among it."""
    screen = app.again()
    marks = _marks(screen, [*path, screen.label(node)])
    if Effect.BOOKING not in app.allowed or app.open_bookings() or len(marks.days) != 1:
        return False
    if keeps_from_booking(app) is not None:
        return False
    about_to_book_on(app, marks)
    try:
        after = app.tap(node, Effect.BOOKING)
    except (ActionRefused, NodeCovered, StaleNode):
        never_made(app, "按钮没有点成")
        return False
    if not took_slot(app, after):
        never_made(app, "只是走到下一步,没有占号")
        return True
    shown = [app.show((), "点“预约”后直接约上")]
    given = cancel(app)
    words = f"没有确认页,点“{screen.label(node)[:12]}”后直接约上;{given.reason}"
    app.memory[_BOOKED] = yes(words, [*shown, *given.evidence], ProofLevel.L2)
    return False


def terms_shown(app: App) -> str:
    """A picture of the terms that lie over the page now, "" if none do."""
    return app.show((), "按下预约后弹出协议") if terms_on_top(app, app.again()) else ""


def taken_by_consent(app: App, terms: str) -> bool:
    """Whether agreeing to terms took a slot at once: it is given back, and that is remembered."""
    if not app.open_bookings():
        return False
    shown = [app.show((), "同意协议后直接约上")]
    given = cancel(app)
    words = f"没有确认页,同意弹出的协议后直接约上;{given.reason}"
    app.memory[_BOOKED] = yes(words, [*shown, *given.evidence], ProofLevel.L2)
    if terms:
        app.memory[TERMS_ASKED] = terms
    return True


def booked(app: App) -> Finding | None:
    """The booking that such a control made, if one did."""
    found = app.memory.get(_BOOKED)
    return found if isinstance(found, Finding) else None


def _marks(screen: Screen, path: list[str]) -> Marks:
    """The one day that was chosen on the way, or the only one that the page shows."""
    tapped = Marks.read(" ".join(path))
    return tapped if len(tapped.days) == 1 else Marks.of(screen)
