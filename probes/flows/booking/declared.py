"""What a patient has to declare between a slot and its confirm page (流行病学史调查)."""

from __future__ import annotations

import re

from devices.model import Effect, Screen
from probes.app import App
from probes.appmap import page_of
from probes.flows.forms.replies import Reply
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import option_groups, send

_DECLARES = re.compile(
    "流行病学|流调|旅居史|接触史|健康(申报|声明|码申报|状况申报|筛查)|(就诊|诊)前筛查|防疫(问卷|申报)|疫情(问卷|调查|申报)"
)
HEAD = 160


def asks_to_declare(app: App, screen: Screen) -> bool:
    """A questionnaire by what heads it, with answers to choose and a control that goes on."""
    top = (n.text for n in screen.nodes if n.text and n.bounds.bottom <= HEAD)
    if not any(_DECLARES.search(words) for words in (screen.title, *top)):
        return False
    if not option_groups(screen, app.lexicon):
        return False
    return any(buttons(screen, app.lexicon, sign) for sign in ("next_button", "submit_button"))


def declare(app: App) -> bool:
    """Answer with what alarms nobody, where `own` is allowed; True if the page is left."""
    if Effect.OWN not in app.allowed:
        return False
    before = app.again()
    reply = send(app, Effect.OWN)
    return isinstance(reply, Reply) and page_of(app.again()) != page_of(before)
