"""The page to confirm a booking that no map shows: it is walked to, and read as it stands."""

from __future__ import annotations

from devices.model import Screen
from probes.app import App
from probes.appmap import page_of
from probes.finding import Finding
from probes.flows.booking.confirm_page import is_confirm
from probes.flows.booking.doctor_visit import at_confirm, confirm_places
from probes.flows.places.hits import candidates
from probes.naming import NEAR

_IN_VAIN, _REACHED = "before_confirm", "confirm page walked to"


def before_confirm(app: App) -> Finding | None:
    """What keeps one from the confirm page; None once there.  A walk in vain is not repeated."""
    known = app.memory.get(_IN_VAIN)
    if isinstance(known, Finding):
        return known
    blocked = at_confirm(app)
    if blocked is not None:
        app.memory[_IN_VAIN] = blocked
    else:
        app.memory[_REACHED] = page_of(app.again())
    return blocked


def is_named(app: App) -> bool:
    """Whether anything bears the name of booking: else there is nothing to walk to."""
    return any(candidate.score > NEAR for candidate in candidates(app, "booking"))


def unmapped_confirm(app: App) -> Screen | Finding | None:
    """The confirm page that no map shows, on the screen now, or what keeps one from it.

    None where a map shows one, and where nothing bears the name of booking.
    """
    if confirm_places(app) or not is_named(app):
        return None
    screen = app.again()
    if is_confirm(app, screen) and app.memory.get(_REACHED) == page_of(screen):
        return screen
    return before_confirm(app) or app.again()
