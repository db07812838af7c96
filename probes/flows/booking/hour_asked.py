"""A page to confirm that lists its hours itself, and asks for one when it is pressed without."""

from __future__ import annotations

import re

from probes.app import App
from probes.flows.booking.slots import slots
from probes.flows.forms.choices import touch

_ASKS = re.compile("时段|时间|号源|时刻")


def choose_hour(app: App, asked: str) -> bool:
    """Touch an hour that is still free; False if none was asked for, or none is free."""
    if not _ASKS.search(asked):
        return False
    hours = slots(app.again())
    if any(n.checked for n in hours):
        return False  # one is chosen: it is something else that is asked for
    free = next((n for n in hours if not app.lexicon.says("slot_none", app.label(n))), None)
    if free is not None:
        touch(app, free)
    return free is not None
