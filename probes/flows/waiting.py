"""A moment more for an app that answers late: a file on its way, a word that is still to come."""

from __future__ import annotations

import time

from devices.model import Screen
from probes.app import App

PATIENCE, PAUSE_S = 4, 0.5


def awaited(app: App, before: Screen, after: Screen) -> Screen:
    """The screen once something has come of a tap, or when nothing came for a while."""
    for _ in range(PATIENCE):
        events = after.events
        heard = events.downloads or events.toasts or events.dialogs or events.external
        if heard or events.failures or after.digest != before.digest:
            break
        time.sleep(PAUSE_S)
        after = app.again()
    return after
