"""Whether a control that might take a slot has taken one, though the app says so late."""

from __future__ import annotations

import time

from devices.model import Screen
from probes.app import App
from probes.flows.booking.confirm_page import is_confirm

LOOKS, PAUSE_S = 5, 0.5


def took_slot(app: App, after: Screen) -> bool:
    """The app says that a slot was taken, at once or on the page that follows its thanks.

    Where it only thanks (提交成功) and shows no page to confirm, the slot counts as taken: it
    is better looked for in vain than kept.
    """
    thanked = False
    for look in range(LOOKS):
        spoken = " ".join(after.events.spoken)
        thanked = thanked or app.lexicon.says("done", spoken)
        if app.lexicon.says("booked", f"{spoken} {after.text}"):
            return True
        if not thanked:
            return False
        if look < LOOKS - 1:
            time.sleep(PAUSE_S)
            after = app.again()
    return not is_confirm(app, after)
