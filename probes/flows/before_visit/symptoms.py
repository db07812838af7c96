"""What can be chosen where a page asks what hurts: symptoms by their names, boxes of any words."""

from __future__ import annotations

import re

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival, Place
from probes.flows.forms.choices import consents, option_groups, touch
from probes.flows.places.hits import candidates
from probes.lexicon import plain
from probes.naming import NEAR

LEAST_BOXES = 3
_SYMPTOM = re.compile(
    "发热|头痛|头晕|咳嗽|腹痛|胸痛|胸闷|乏力|恶心|皮疹|失眠|心悸|咽痛|关节|腰痛|疼|痛|晕|肿|痒"
)
_GOES_ROUND = re.compile("发热|发烧|咳嗽|咽痛")
_ASKS_WHAT_HURTS = re.compile("不适|不舒服|症状|部位|哪里")


def is_symptom(app: App, label: str) -> bool:
    """A symptom; a department that is called by one (发热门诊, 疼痛科) is none."""
    if not _SYMPTOM.search(label):
        return False
    return not any(app.lexicon.says("department", plain(x)) for x in (label, label.split(" ")[0]))


def symptoms_on(app: App, screen: Screen) -> list[Node]:
    """Symptoms to choose by a tap; a field that gives one as an example is none.

    First come those of what goes round: only they show whether advice minds what does (2.1.2).
    """
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and not n.editable
        and n.role is not Role.FIELD
        and is_symptom(app, screen.label(n))
        and len(plain(screen.label(n))) <= 12
        and not n.checked
    ]
    return sorted(found, key=lambda node: not _GOES_ROUND.search(screen.label(node)))


def asked_on(app: App, key: str) -> list[Place]:
    """Pages with a control of this name that asked to have something chosen first."""
    ways = (candidate.way for candidate in candidates(app, key) if candidate.score > NEAR)
    said = (w for w in ways if w is not None and w.arrival is Arrival.TOAST)
    return [app.map.places[w.source] for w in said if app.lexicon.says("validation", w.words)]


def choose_elsewhere(app: App, screen: Screen, chosen: set[str], go: Node) -> bool:
    """Asked for more, choose the first of every group over the button that has none chosen."""
    said = " ".join(screen.events.spoken)
    done = False
    for group in option_groups(screen, app.lexicon) if app.lexicon.says("validation", said) else ():
        untouched = not chosen & {screen.label(n) for n in group}
        if untouched and group[0].bounds.bottom <= go.bounds.y:
            touch(app, group[0])
            done = True
    return done


def boxes(app: App, screen: Screen) -> list[Node]:
    """Boxes to tick on a page that asks what hurts, whatever they say, until one is ticked.

    A box without words is touched by the row that has them.
    """
    agreed = {n.index for n in consents(screen, app.lexicon)}
    ticks = [n for n in screen.nodes if n.role is Role.CHECKBOX and n.index not in agreed]
    if len(ticks) < LEAST_BOXES or any(n.checked for n in ticks):
        return []
    if not _ASKS_WHAT_HURTS.search(screen.text):
        return []
    around = (next(iter(screen.above(n)), None) for n in ticks)
    rows = [
        up if up is not None and up.clickable else n for n, up in zip(ticks, around, strict=True)
    ]
    return [n for n in rows if not n.covered]
