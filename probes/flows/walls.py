"""Screens that let nobody on: who is not logged in, or who is, and has bound no card yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place
from probes.finder import NEAR, match
from probes.flows.fields import field_name, fillable
from probes.flows.overlay import on_top
from probes.lexicon import plain

WALL_WORDS = 160
LOGIN_WAYS = 2
MOST_ASKED = 3
LONGEST_SAYING, PROSE = 30, 20
MOST_ELSE, LONGEST_BINDER, LONGEST_HEADING = 6, 14, 8
_ENTER = re.compile("登录|登陆|登入")
_LOGGING_IN = re.compile(
    "^(欢迎|用户|手机号?码?|短信|验证码|快捷|密码|账号)*(登录|登陆|登入)(/注册|注册)?$"
)
_ASIDE = re.compile("^(用户|手机号?|新用户|立即|设置)*注册$|找回|重置|修改|更换|换绑|绑定")
_ON = re.compile("^(下一步|继续)$")
_OF_A_PERSON = ("id_field", "card_field", "name_field", "phone_field")
_OF_CARDS = ("members", "member_add", "real_name")
_AGAIN = re.compile("(再次|重复|再)(输入|填写)|确认(新)?(密码|口令)|(密码|口令)确认")


def is_login(app: App, screen: Screen) -> bool:
    """A screen that asks for an account: a secret or code to type and a log-in control.

    Or one that offers several ways to log in, though it shows the form of none, or that is
    called 登录 and asks for something else to type.
    """
    secret = any(
        n.role is Role.FIELD
        and (n.kind == "password" or app.lexicon.says("code_field", n.hint + screen.label(n)))
        for n in screen.nodes
    )
    button = any(
        n.clickable and app.lexicon.says("login_button", plain(screen.label(n)))
        for n in screen.nodes
    )
    ways = {
        plain(screen.label(n))
        for n in screen.nodes
        if n.clickable and app.lexicon.says("login_way", plain(screen.label(n)))
    }
    if secret and _sets_one(screen):
        return False
    titled = _ENTER.search(screen.title) is not None
    alone = len(plain(screen.text)) < WALL_WORDS and titled
    asked = (titled and _asks_by_name(app, screen)) or asks_number(app, screen)
    return (secret and button) or len(ways) >= LOGIN_WAYS or (bool(ways) and alone) or asked


def asks_number(app: App, screen: Screen) -> bool:
    """The first step of logging in by code: a phone number alone, and a control to go on."""
    typed = [n for n in fillable(screen) if n.editable]
    if len(typed) != 1 or not app.lexicon.says("phone_field", field_name(screen, typed[0])):
        return False
    headings = [screen.title, *(n.text for n in screen.nodes if n.text and not n.clickable)]
    if any(_ASIDE.search(plain(h)) for h in headings if len(plain(h)) <= LONGEST_HEADING):
        return False
    called = any(_LOGGING_IN.search(plain(words)) for words in (screen.title, *screen.words))
    return called and bool(number_senders(app, screen))


def number_senders(app: App, screen: Screen) -> list[Node]:
    """What sends a code to the number that was given, or leads on to where one is asked for."""
    says = app.lexicon.says
    return [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and not n.editable
        and len(plain(screen.label(n))) <= LONGEST_BINDER
        and (says("code_request", plain(screen.label(n))) or _ON.search(plain(screen.label(n))))
    ]


def _asks_by_name(app: App, screen: Screen) -> bool:
    """Something to type, and a control that says 登录: a card number and a name, say."""
    typed = any(n.role is Role.FIELD and n.editable for n in screen.nodes)
    labels = (plain(screen.label(n)) for n in screen.nodes if n.clickable)
    return typed and any(_ENTER.search(w) and app.lexicon.says("login_button", w) for w in labels)


def _sets_one(screen: Screen) -> bool:
    """A password that is asked for twice is being set: nobody logs in like that."""
    typed = [n for n in screen.nodes if n.role is Role.FIELD]
    twice = sum(n.kind == "password" for n in typed) > 1
    return twice or any(_AGAIN.search(n.hint + screen.label(n)) for n in typed)


def is_wall(app: App, screen: Screen) -> bool:
    """A screen that only says that one must log in first."""
    if is_login(app, screen):
        return True
    if len(plain(screen.text)) >= WALL_WORDS:
        return False
    said = [plain(words) for words in screen.words if app.lexicon.says("login_wall", words)]
    told = [words for words in screen.words if len(plain(words)) >= PROSE]
    if len(told) > 1:
        return False  # a guide, that also says what one can do once logged in
    labels = (plain(screen.label(n)) for n in screen.nodes if n.clickable)
    asks = any(_ENTER.search(words) for words in labels if len(words) <= LONGEST_HEADING)
    return any(len(words) <= LONGEST_SAYING or asks for words in said)


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
        if way.arrival is Arrival.TOAST and app.lexicon.says("card_wall", way.words):
            found[way.source] = appmap.places[way.source]
    return list(found.values())
