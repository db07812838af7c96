"""Screens that let nobody on who is not logged in."""

from __future__ import annotations

import re

from devices.model import Node, Role, Screen
from probes.app import App
from probes.flows.screens.fields import field_name, fillable
from probes.lexicon import plain

WALL_WORDS = 160
LOGIN_WAYS = 2
LONGEST_SAYING, PROSE = 30, 20
LONGEST_SENDER, LONGEST_HEADING = 14, 8
_ENTER = re.compile("登录|登陆|登入")
_LOGGING_IN = re.compile(
    "^(欢迎|用户|手机号?码?|短信|验证码|快捷|密码|账号)*(登录|登陆|登入)(/注册|注册)?$"
)
_ASIDE = re.compile("^(用户|手机号?|新用户|立即|设置)*注册$|找回|重置|修改|更换|换绑|绑定")
_ON = re.compile("^(下一步|继续)$")
_AGAIN = re.compile("(再次|重复|再)(输入|填写)|确认(新)?(密码|口令)|(密码|口令)确认|新(密码|口令)")
_RESETS = re.compile("(重置|重设|找回|忘记|修改)(登[录陆]|账号|用户)?(密码|口令)")


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
        and len(plain(screen.label(n))) <= LONGEST_SENDER
        and (says("code_request", plain(screen.label(n))) or _ON.search(plain(screen.label(n))))
    ]


def _asks_by_name(app: App, screen: Screen) -> bool:
    """Something to type, and a control that says 登录: a card number and a name, say."""
    typed = any(n.role is Role.FIELD and n.editable for n in screen.nodes)
    labels = (plain(screen.label(n)) for n in screen.nodes if n.clickable)
    return typed and any(_ENTER.search(w) and app.lexicon.says("login_button", w) for w in labels)


def _sets_one(screen: Screen) -> bool:
    """A password that is asked for twice, or as the new one, is being set: nobody logs in so."""
    typed = [n for n in screen.nodes if n.role is Role.FIELD]
    twice = sum(n.kind == "password" for n in typed) > 1
    told = (n for n in screen.nodes if n.text and not n.clickable)
    heads = (n.text for n in told if not any(up.clickable for up in screen.above(n)))
    headed = any(_RESETS.fullmatch(plain(words)) for words in (screen.title, *heads))
    return twice or headed or any(_AGAIN.search(n.hint + screen.label(n)) for n in typed)


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
