"""A moment more for an app that answers late: a file on its way, a word that is still to come."""

from __future__ import annotations

import time
from collections.abc import Callable

from devices.model import Screen
from probes.app import App

PATIENCE, PAUSE_S = 4, 0.5


def until(
    app: App,
    screen: Screen,
    come: Callable[[Screen], bool],
    looks: int = PATIENCE,
    pause_s: float = PAUSE_S,
) -> Screen:
    """The newest screen once that has come, or after `looks` more, `pause_s` seconds apart."""
    for _ in range(looks):
        if come(screen):
            break
        time.sleep(pause_s)
        screen = app.again()
    return screen


def awaited(app: App, before: Screen, after: Screen) -> Screen:
    """The screen once something has come of a tap, or when nothing came for a while."""

    def something(now: Screen) -> bool:
        events = now.events
        heard = events.downloads or events.spoken or events.external
        return bool(heard or events.failures) or now.digest != before.digest

    return until(app, after, something)
