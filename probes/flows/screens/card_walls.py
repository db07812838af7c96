"""Screens that show nothing to who is logged in, before a card is bound or a person proven."""

from __future__ import annotations

from collections.abc import Iterable

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place
from probes.flows.screens.fields import field_name, fillable
from probes.flows.screens.overlay import on_top
from probes.flows.screens.walls import WALL_WORDS, is_login
from probes.lexicon import plain
from probes.naming import NEAR, match

MOST_ASKED = 3
MOST_ELSE, LONGEST_BINDER = 6, 14
_OF_A_PERSON = ("id_field", "card_field", "name_field", "phone_field")
_OF_CARDS = ("members", "member_add", "real_name")


def is_unbound(app: App, screen: Screen) -> bool:
    """A screen that only says that a card must be bound first, and leads to where that is done."""
    shown = on_top(screen) or [n for n in screen.nodes if not n.covered]
    said = [n.text for n in shown if n.text]
    if len(plain("".join(said))) >= WALL_WORDS or any(n.editable for n in shown):
        return False
    if not any(app.lexicon.says("card_wall", words) for words in said):
        return False
    binders = binding_controls(app, screen)
    known = {n.index for n in binders}
    others = [n for n in shown if n.clickable and n.index not in known and screen.label(n)]
    return bool(binders) and len(others) <= MOST_ELSE


def binding_controls(app: App, screen: Screen) -> list[Node]:
    """What can be pressed to bind a card or to prove who one is."""
    return [
        n
        for n in on_top(screen) or screen.nodes
        if n.clickable
        and not n.covered
        and len(plain(screen.label(n))) <= LONGEST_BINDER
        and app.lexicon.says("bind_button", plain(screen.label(n)))
    ]


def checks_identity(app: App, screen: Screen) -> bool:
    """A short form that asks who the patient is before it shows what it holds of them."""
    asked = [field_name(screen, n) for n in fillable(screen) if n.editable]
    if not 1 <= len(asked) <= MOST_ASKED or len(plain(screen.text)) >= WALL_WORDS:
        return False
    says = app.lexicon.says
    personal = all(any(says(sign, name) for sign in _OF_A_PERSON) for name in asked)
    numbered = any(says(sign, name) for name in asked for sign in _OF_A_PERSON[:2])
    told = any(says("identity_wall", words) for words in (screen.title, *screen.words))
    return personal and numbered and told and not is_login(app, screen)


def holds_back(app: App, place: Place) -> bool:
    """A place that shows nothing of what its entry names before a card is bound.

    The list of the account's cards holds nobody back by being empty, nor does a form for
    proving who one is where that is what the entry promised.
    """
    functions = app.lexicon.functions
    entry = place.trail[-1:]

    def score(keys: Iterable[str], names: Iterable[str]) -> float:
        return max((match(functions[k], n, "")[0] for k in keys for n in names if n), default=0)

    if is_unbound(app, place.screen):
        return score(_OF_CARDS, (place.screen.title, *entry)) <= NEAR
    if place.outside or not checks_identity(app, place.screen):
        return False
    personal = score((key for key, function in functions.items() if function.personal), entry)
    return personal >= NEAR and personal > score(_OF_CARDS, entry)


def unbound_places(app: App, appmap: AppMap) -> list[Place]:
    """Where an account without a card is held back, or told in passing that it would be."""
    found = {p.id: p for p in appmap.places.values() if holds_back(app, p)}
    for way in appmap.ways:
        source = appmap.places[way.source]
        told = way.arrival is Arrival.TOAST and app.lexicon.says("card_wall", way.words)
        if told and not any(
            n.editable for n in source.screen.nodes
        ):  # no form that lacks something
            found[way.source] = source
    return list(found.values())
