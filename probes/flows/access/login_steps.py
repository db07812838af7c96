"""Logging in step by step: first the number that a code is sent to, then the code by itself.

The code is typed into one field, digit by digit into a row of them, or on the page's own keys;
some apps take it in without a further tap.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Screen
from probes.app import App, LoginState
from probes.flows.forms.choices import tap_as_draft, tick
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import read_reply
from probes.flows.screens.fields import fillable
from probes.flows.screens.overlay import on_top
from probes.flows.screens.waiting import PATIENCE, PAUSE_S, until
from probes.flows.screens.walls import WALL_WORDS, is_login, number_senders
from probes.lexicon import plain
from probes.model import Cause

ROUNDS = 3
_KEYS = "0123456789"
_WANTS_CODE = re.compile("输入|填写|已(发送|发至|下发)|发送至|发送到")


def by_number_and_code(app: App) -> LoginState:
    """Give the number on the screen that asks for it, and the code on the next one."""
    account = app.account
    if not (account.phone and account.sms_code):
        shown = (app.show((), "登录所需内容未提供"),)
        return LoginState(Cause.LOGIN_FAILED, "登录所需手机号或验证码未在医院档案中提供", shown)
    try:
        refused = _send_for(app, account.phone) or _give(app, account.sms_code)
    except ActionRefused as refusal:
        return LoginState(Cause.NOT_ALLOWED, refusal.reason, (app.show((), "登录未执行"),))
    except (NodeCovered, StaleNode) as failure:
        return LoginState(Cause.LOGIN_FAILED, str(failure), (app.show((), "登录受阻"),))
    if refused is not None:
        return refused
    screen = app.again()
    shown = (app.show((), "登录后"),)
    return LoginState(None, f"登录成功({screen.title})", shown, frozenset({"sms_code"}))


def asks_code(app: App, screen: Screen) -> bool:
    """A step that wants the code alone: fields for it, or keys, and words that say so."""
    said = [n.text for n in screen.nodes if n.text and not n.covered]
    if len(plain("".join(said))) >= WALL_WORDS or any(app.lexicon.says("captcha", w) for w in said):
        return False
    told = any(app.lexicon.says("code_field", w) and _WANTS_CODE.search(w) for w in said)
    return told and bool(_boxes(screen) or keys_of(screen))


def keys_of(screen: Screen) -> dict[str, Node]:
    """The page's own keys by digit; empty if not all ten are there."""
    found = {
        plain(screen.label(n)): n for n in screen.nodes if n.clickable and not n.covered and n.text
    }
    return {key: found[key] for key in _KEYS} if all(key in found for key in _KEYS) else {}


def _boxes(screen: Screen) -> list[Node]:
    """The fields of a code: nothing else is asked for on its page."""
    return [n for n in fillable(screen) if n.editable and n.kind != "password"]


def _send_for(app: App, phone: str) -> LoginState | None:
    """Have the code sent; None once the app asks for it."""
    before = app.again()
    app.fill(next(n for n in fillable(before) if n.editable), phone)
    tick(app)
    for _ in range(ROUNDS):
        before = app.again()
        senders = [n for n in number_senders(app, before) if n.enabled]
        if not senders:
            break
        after = tap_as_draft(app, senders[-1])
        agreeing = _agreeing(app, after)
        if agreeing:
            after = tap_as_draft(app, agreeing[0])
        if asks_code(app, _settled(app, after)):
            return None
        if app.lexicon.says("must_agree", read_reply(app, before, after).words):
            tick(app)
        elif not agreeing:
            break
    return _refused(app, before)


def _agreeing(app: App, screen: Screen) -> list[Node]:
    """What agrees to the terms that lie over the page."""
    over = {n.index for n in on_top(screen)}
    return [n for n in buttons(screen, app.lexicon, "agree_button") if n.index in over]


def _settled(app: App, after: Screen) -> Screen:
    """The next step; a slow answer gets a moment more."""

    def come(now: Screen) -> bool:
        return asks_code(app, now) or bool(now.events.toasts)

    return until(app, after, come)


def _give(app: App, code: str) -> LoginState | None:
    """Put the code in and confirm it, where that is asked for; None if the account is in."""
    before = app.again()
    _put_in(app, before, code)
    if asks_code(app, app.again()):
        for button in buttons(app.again(), app.lexicon, "login_button")[:1]:
            with suppress(NodeCovered, StaleNode):  # it went in by itself meanwhile
                tap_as_draft(app, button)
    for _ in range(PATIENCE):
        now = app.again()
        if not (asks_code(app, now) or is_login(app, now)):
            return None
        time.sleep(PAUSE_S)
    return _refused(app, before)


def _put_in(app: App, screen: Screen, code: str) -> None:
    boxes = _boxes(screen)
    if len(boxes) == len(code):
        for place, digit in enumerate(code):
            app.fill(_boxes(app.again())[place], digit)
    elif boxes:
        app.fill(boxes[0], code)
    else:
        for digit in code:
            tap_as_draft(app, keys_of(app.again())[digit])


def _refused(app: App, before: Screen) -> LoginState:
    reply = read_reply(app, before, app.again())
    cause = Cause.CAPTCHA if app.lexicon.says("captcha", reply.words) else Cause.LOGIN_FAILED
    words = f"登录后{reply.answer.value}“{reply.words[:60]}”"
    return LoginState(cause, words, (app.show((), "登录未成功"),))
