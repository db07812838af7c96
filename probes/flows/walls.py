"""Screens that let nobody on who is not logged in."""

from __future__ import annotations

import re

from devices.model import Role, Screen
from probes.app import App
from probes.lexicon import plain

WALL_WORDS = 160
LOGIN_WAYS = 2
_ENTER = re.compile("登录|登陆|登入")
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
    asked = titled and _asks_by_name(app, screen)
    return (secret and button) or len(ways) >= LOGIN_WAYS or (bool(ways) and alone) or asked


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
    short = len(plain(screen.text)) < WALL_WORDS
    return short and any(app.lexicon.says("login_wall", words) for words in screen.words)
