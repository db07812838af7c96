"""Binding the test account's own card, where an app shows nothing personal before that is done.

Only what the profile gives of the account itself is written, each form is sent once, and the
account is left with its card: a patient's account has one.
"""

from __future__ import annotations

import re
from contextlib import suppress

from devices.model import ActionRefused, Effect, NodeCovered, Screen, StaleNode
from probes.app import App
from probes.appmap import AppMap, Place
from probes.finding import Finding
from probes.flows.fields import Field, fields, value_for
from probes.flows.forms import Answer, send
from probes.flows.walls import binding_controls, is_unbound
from probes.lexicon import plain

MOST_FORMS, FAR = 2, 2
_BINDS = re.compile("绑|就诊[卡人]|诊疗卡|健康卡|建档|实名|添加|新增|认证")
_SELF = "本人|自己|户主"
_TOOK = {Answer.SUCCESS, Answer.LEFT}


def bind_card(app: App, walls: list[Place]) -> bool:
    """Whether the app took in the account's card; the forms behind the walls are tried in turn."""
    for place in _forms(app, app.map, walls)[:MOST_FORMS]:
        if app.visit(place) is not None and _sent(app):
            return True
    return not _mapped(app, walls) and _through(app, walls)


def _forms(app: App, appmap: AppMap, walls: list[Place]) -> list[Place]:
    """Forms that ask for what the account has: those behind the walls, then others so named.

    A card that the hospital gave out is linked before a new one is made for the person.
    """
    behind = {p.id: p for wall in walls for p in appmap.beyond(wall.id, FAR)}
    named = {p.id: p for p in appmap.places.values() if _is_named(p)}
    found = [p for p in {**behind, **named}.values() if _is_form(app, p.screen)]
    with_card = {p.id for p in found if _asks(app, p.screen, "card_field")}
    return sorted(found, key=lambda p: (p.id not in behind, p.id not in with_card))


def _mapped(app: App, walls: list[Place]) -> bool:
    """The explorer has been behind one of the walls."""
    held = {wall.id for wall in walls}
    return any(
        way.source in held and way.target and app.lexicon.says("bind_button", plain(way.label))
        for way in app.map.ways
    )


def _through(app: App, walls: list[Place]) -> bool:
    """By the wall's own control, from which the explorer held back."""
    wall = next((w for w in walls if is_unbound(app, w.screen)), None)
    screen = app.visit(wall) if wall is not None else None
    controls = binding_controls(app, screen) if screen is not None else []
    if not controls:
        return False
    with suppress(ActionRefused, NodeCovered, StaleNode):
        return _is_form(app, app.tap(controls[-1], Effect.OWN)) and _sent(app)
    return False


def _is_named(place: Place) -> bool:
    return any(_BINDS.search(name) for name in (place.screen.title, *place.trail[-1:]))


def _is_form(app: App, screen: Screen) -> bool:
    """A name and a number to prove it by, and nothing typed that the account cannot give."""
    asked = [f for f in fields(screen) if f.node.editable]
    numbered = _asks(app, screen, "id_field") or _asks(app, screen, "card_field")
    given = all(value_for(app, f) for f in asked)
    return _asks(app, screen, "name_field") and numbered and given


def _asks(app: App, screen: Screen, sign: str) -> bool:
    return any(app.lexicon.says(sign, f.name) for f in fields(screen))


def _sent(app: App) -> bool:
    reply = send(app, Effect.OWN, special=_oneself)
    if isinstance(reply, Finding):
        return False
    return reply.answer in _TOOK or app.lexicon.says("registered", reply.words)


def _oneself(field: Field) -> str | None:
    return _SELF if "关系" in field.name else None
