"""Binding the test account's own card, where an app shows nothing personal before that is done.

Only what the profile gives of the account itself is written, each form is sent once, and the
account is left with its card: a patient's account has one.
"""

from __future__ import annotations

import re
from contextlib import suppress

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding
from probes.flows.forms.submitting import Answer, send
from probes.flows.screens.card_walls import binding_controls, checks_identity, is_unbound
from probes.flows.screens.fields import Field, fields, value_for
from probes.lexicon import plain

MOST_FORMS = 2
_BINDS = re.compile("绑|就诊[卡人]|诊疗卡|健康卡|建档|实名|添加|新增|认证")
_SELF = "本人|自己|户主"
_TOOK = {Answer.SUCCESS, Answer.LEFT}


def bind_card(app: App, walls: list[Place]) -> bool:
    """Whether the app took in the account's card; each wall's forms are tried in turn."""
    tried: set[str] = set()
    bound = False
    for wall in walls:
        forms = _forms(app, _behind(app, wall))
        if not tried & {form.id for form in forms}:
            tried.update(form.id for form in forms)
            bound = any(_sent_at(app, form) for form in forms[:MOST_FORMS]) or bound
    if bound or tried:
        return bound
    named = [p for p in app.map.places.values() if _is_named(p)]
    return any(_sent_at(app, form) for form in _forms(app, named)[:MOST_FORMS]) or (
        not any(_behind(app, wall) for wall in walls) and _through(app, walls)
    )


def _behind(app: App, wall: Place) -> list[Place]:
    """Where the wall's control for binding leads, and the tabs there; a form may hold one back."""
    found = [wall]
    for way in app.map.ways_from(wall.id):
        if way.target and app.lexicon.says("bind_button", plain(way.label)):
            tabs = (tab.target for tab in app.map.ways_from(way.target) if tab.target)
            found += [app.map.places[target] for target in (way.target, *tabs)]
    return found[1:] if not checks_identity(app, wall.screen) else found


def _forms(app: App, places: list[Place]) -> list[Place]:
    """Those that ask for what the account has, each once.

    A card that the hospital gave out is linked before a new one is made for the person.
    """
    found = {p.id: p for p in places if not p.outside and _is_form(app, p.screen)}
    return sorted(found.values(), key=lambda p: not _asks(app, p.screen, "card_field"))


def _sent_at(app: App, form: Place) -> bool:
    return app.visit(form) is not None and _sent(app)


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
    named = _asks(app, screen, "name_field") or checks_identity(app, screen)
    return named and numbered and given


def _asks(app: App, screen: Screen, sign: str) -> bool:
    return any(app.lexicon.says(sign, f.name) for f in fields(screen))


def _sent(app: App) -> bool:
    reply = send(app, Effect.OWN, special=_oneself)
    if isinstance(reply, Finding):
        return False
    return reply.answer in _TOOK or app.lexicon.says("registered", reply.words)


def _oneself(field: Field) -> str | None:
    return _SELF if "关系" in field.name else None
