"""Terms that come up over a form once its button was pressed: agreed to, the form is sent."""

from __future__ import annotations

from devices.model import Screen
from probes.app import App
from probes.flows.forms.reading import read_through, terms_on_top
from probes.flows.forms.replies import Answer, Reply, read_reply
from probes.flows.screens.overlay import on_top


def after_terms(app: App, before: Screen, reply: Reply) -> Reply | None:
    """The answer to a form once terms over it were read and agreed to; None if none came up, or
    if the form stands there again and waits for its button."""
    over = reply.answer in {Answer.LEFT, Answer.NOTHING} and not on_top(before)
    if not over or not terms_on_top(app, app.again()) or not read_through(app):
        return None
    final = read_reply(app, before, app.again())
    here = (before.address, before.title) == (final.screen.address, final.screen.title)
    return None if here and final.answer is not Answer.SUCCESS else final
