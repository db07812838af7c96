"""Logging in with the test account: by code, by password, by card and name."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from devices.errors import ActionRefused, DeviceError, DeviceLost, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.app import App, LoginState
from probes.appmap import Place
from probes.flows.access.login_steps import by_number_and_code
from probes.flows.forms.choices import tap_as_draft
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import Answer, Field, Reply, fields, read_reply, tick, value_for
from probes.flows.places.sites import is_platform, is_strangers
from probes.flows.screens.overlay import on_top
from probes.flows.screens.waiting import PATIENCE, until
from probes.flows.screens.walls import asks_number, is_login
from probes.lexicon import plain
from probes.model import Cause

OTHER_WAYS = {
    "biometric": re.compile("指纹|刷脸|扫脸|人脸|面容|生物|FACE ?ID", re.IGNORECASE),
    "wechat": re.compile("微信"),
    "gesture": re.compile("手势|九宫格|图案"),
}
LONGEST_TAB = 10
ROUNDS = 3
MOST_WAYS = 5
_OWNER_ONLY = re.compile("指纹|面容|人脸|刷脸|面部|声纹|生物|手势|图案|九宫格")
_PLATFORM = re.compile("微信|支付宝|授权|本机")


def log_in(app: App) -> LoginState:
    """Log in on whichever login screen the app has; the state says how it went."""
    places = login_places(app)
    if not places:
        return _without_login_screen(app)
    home = app.visitor_map.places[app.visitor_map.entry]
    own = [place for place in places if not is_strangers(place, home)]
    if not own:
        shown = (app.show_place(places[0], (), "应用之外的登录页面"),)
        return LoginState(Cause.LOGIN_FAILED, "登录页面属于别的站点,不在那里填写账号", shown)
    states = []
    for place in own:
        screen = app.visit(place)
        if screen is None:
            continue
        if not is_login(app, screen):
            return LoginState(None, "应用未要求登录即进入", (app.show((), "无需登录"),))
        state = _every_way(app, place)
        if state.silent:
            state = _as_a_patient_comes(app, place) or state
        if state.cause is None:
            return state
        states.append(state)
    if not states:
        return LoginState(Cause.LOGIN_FAILED, "登录页面无法再次到达")
    captcha = [s for s in states if s.cause is Cause.CAPTCHA]
    return captcha[0] if captcha and len(captcha) == len(states) else states[0]


def log_in_at(app: App, place: Place) -> LoginState:
    """Log in on the form on which one is, in whichever of its ways; place: that form."""
    return _every_way(app, place)


def _as_a_patient_comes(app: App, place: Place) -> LoginState | None:
    """The same once more by touch from the entry; None if the form is not met there.

    Many apps go back one page after logging in: who has opened the form by its address is
    then on some other page, or on an empty form again.
    """
    screen = app.approach(place)
    if screen is None or not is_login(app, screen):
        return None
    return _every_way(app, place)


def login_places(app: App) -> list[Place]:
    """Login screens on the visitor's map, those with a code field first.

    A city's platform that the app leads on to has a login of its own, which is none of the app's.
    """
    pages = (p for p in app.visitor_map.places.values() if not p.part)
    found = [
        place
        for place in pages
        if is_login(app, place.screen) and not is_platform(place.screen, app.lexicon)
    ]
    return sorted(found, key=lambda p: (not _has(app, p.screen, "code_field"), p.depth))


def _without_login_screen(app: App) -> LoginState:
    """No login screen was met: some apps know the patient from WeChat alone."""
    home = app.visitor_map.places[app.visitor_map.entry]
    shown = app.show_place(home, (), "未见登录页面")
    return LoginState(None, "未见登录页面,按无需登录继续", (shown,))


def _every_way(app: App, place: Place) -> LoginState:
    """Every way that one login screen offers, the one that it shows first, until one lets in."""
    first = app.again()
    states = [attempt(app)] if _asks_secret(app, first) else []
    for label in _other_ways(app, first):
        if states and states[-1].cause is None:
            return states[-1]
        state = _other_way(app, place, label)
        states += [state] if state is not None else []
    if not states:
        shown = (app.show((), "未见登录表单"),)
        return LoginState(Cause.LOGIN_FAILED, "登录页面没有可用的登录方式", shown)
    captcha = [s for s in states if s.cause is Cause.CAPTCHA]
    return next((s for s in states if s.cause is None), captcha[0] if captcha else states[0])


def _other_ways(app: App, screen: Screen) -> list[str]:
    """Labels of what switches to another way to log in; a platform's own login comes last."""
    names = (screen.label(n) if n.clickable else n.text for n in screen.nodes if not n.covered)
    labels = dict.fromkeys(name for name in names if _names_way(app, name))
    known = [label for label in labels if not _OWNER_ONLY.search(label)]
    return sorted(known, key=lambda label: bool(_PLATFORM.search(label)))[:MOST_WAYS]


def _other_way(app: App, place: Place, label: str) -> LoginState | None:
    """Switch to a way and try it; None if it is no way at all (a dead tab)."""
    if on_top(app.again()):
        app.visit(place)  # what the way before has said lies over the page
    controls = [n for n in app.again().nodes if _is_way(app, n, label)]
    if not controls:
        return None
    try:
        after = app.tap(controls[-1], Effect.DRAFT)  # the innermost of holders that listen too
    except DeviceLost:
        raise
    except (ActionRefused, DeviceError):
        return None
    if _asks_secret(app, after):
        return None if _PLATFORM.search(label) else attempt(app)
    if is_login(app, after) or not _PLATFORM.search(label):
        return None
    shown = (app.show((), "登录后"),)
    return LoginState(None, f"“{label}”登录成功({after.title})", shown, frozenset({"wechat"}))


def _names_way(app: App, name: str) -> bool:
    """Whether words name a way to log in; some tabs do not show that they can be tapped."""
    words = plain(name)
    tab = len(words) <= LONGEST_TAB and is_tab(app, words) and "登" in words
    return tab or app.lexicon.says("login_way", words)


def _is_way(app: App, node: Node, label: str) -> bool:
    words = app.again().label(node) if node.clickable else node.text
    return not node.covered and words == label


def _asks_secret(app: App, screen: Screen) -> bool:
    return asks_number(app, screen) or any(
        f.node.kind == "password" or app.lexicon.says("code_field", f.name) for f in fields(screen)
    )


def attempt(app: App) -> LoginState:
    """Fill in the form that stands there and press its button."""
    screen = app.again()
    if asks_number(app, screen):
        return by_number_and_code(app)
    missing = _missing(app, screen)
    if missing is not None:
        return missing
    for field in fields(screen):
        words = _value(app, field)
        live = _live(app, field)
        if words and live is not None and live.editable and live.value != words:
            app.fill(live, words)
    _request_code(app)
    tick(app)
    return _press(app)


def _value(app: App, field: Field) -> str:
    """What the account gives for one field of a login form."""
    says, account = app.lexicon.says, app.account
    secret = field.node.kind == "password" or says("code_field", field.name)
    if not secret and not says("captcha", field.name) and says("account_field", field.name):
        for sign, value in (
            ("card_field", account.medical_card),
            ("id_field", account.id_card),
            ("phone_field", account.phone),
        ):
            if says(sign, field.name):
                return value or account.username
        return account.username or account.phone
    return value_for(app, field)


def _missing(app: App, screen: Screen) -> LoginState | None:
    """What the account lacks for this form, as a state; None if all is given."""
    for field in fields(screen):
        if not field.node.editable or _value(app, field):
            continue
        shown = (app.show([field.node], "登录所需内容未提供"),)
        if app.lexicon.says("captcha", field.name):
            return LoginState(Cause.CAPTCHA, "登录需要图形验证码", shown)
        return LoginState(Cause.LOGIN_FAILED, f"登录所需“{field.name}”未在医院档案中提供", shown)
    return None


def _live(app: App, field: Field) -> Node | None:
    return next((f.node for f in fields(app.again()) if f.name == field.name), None)


def _request_code(app: App) -> None:
    screen = app.again()
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and app.lexicon.says("code_request", plain(screen.label(n)))
        and len(plain(screen.label(n))) <= 10
        and not is_tab(app, screen.label(n))
    ]
    if found and _has(app, screen, "code_field"):
        with suppress(ActionRefused, NodeCovered, StaleNode):  # then the login says what is missing
            app.tap(found[-1], Effect.DRAFT)


def is_tab(app: App, label: str) -> bool:
    """A control that only switches the way to log in."""
    return app.lexicon.says("sms_tab", plain(label)) or app.lexicon.says(
        "password_tab", plain(label)
    )


def _press(app: App) -> LoginState:
    reply = Reply(Answer.NOTHING, "", app.again())
    for _ in range(ROUNDS):
        screen = _uncovered(app)
        pressed = login_button(app, screen)
        if pressed is None:
            shown = (app.show((), "未见登录按钮"),)
            return LoginState(Cause.LOGIN_FAILED, "登录页面没有可按的登录按钮", shown)
        try:
            after = tap_as_draft(app, pressed)
        except ActionRefused as refusal:
            shown = (app.show([pressed], "登录按钮未按"),)
            return LoginState(Cause.NOT_ALLOWED, refusal.reason, shown)
        except (NodeCovered, StaleNode) as failure:
            return LoginState(Cause.LOGIN_FAILED, str(failure), (app.show([pressed], "登录按钮"),))
        after = _arrived(app, _through_dialogs(app, after))
        if not is_login(app, after):
            method = _method(screen, pressed)
            shown = (app.show((), "登录后"),)
            return LoginState(None, f"登录成功({after.title})", shown, frozenset({method}))
        reply = read_reply(app, screen, after)
        if reply.answer is not Answer.VALIDATION or not app.lexicon.says("must_agree", reply.words):
            break
        tick(app)
    shown = (app.show((), "登录未成功"),)
    cause = Cause.CAPTCHA if app.lexicon.says("captcha", reply.words) else Cause.LOGIN_FAILED
    words = f"登录后{reply.answer.value}“{reply.words[:60]}”"
    return LoginState(cause, words, shown, silent=reply.answer is Answer.LEFT)


def _uncovered(app: App) -> Screen:
    """The screen once its button is free of a message in passing (验证码已发送)."""

    def is_free(screen: Screen) -> bool:
        under = any(n.covered and n.clickable for n in screen.nodes)
        return login_button(app, screen) is not None or not under

    return until(app, app.again(), is_free, 2 * PATIENCE)


def _arrived(app: App, after: Screen) -> Screen:
    """The screen once the app has taken the login in; a slow answer gets a moment more."""

    def answered(now: Screen) -> bool:
        said = now.events.spoken
        return bool(said) or not is_login(app, now)

    return until(app, after, answered)


def login_button(app: App, screen: Screen) -> Node | None:
    secrets = [
        f.node.bounds.y
        for f in fields(screen)
        if f.node.kind == "password" or app.lexicon.says("code_field", f.name)
    ]
    lowest = max(secrets or [f.node.bounds.y for f in fields(screen)], default=0)
    found = [
        n
        for n in buttons(screen, app.lexicon, "login_button")
        if n.enabled and n.bounds.y >= lowest and n.role is not Role.TAB
    ]
    found = [n for n in found if not _other(screen.label(n))]
    named = [n for n in found if "登" in screen.label(n)]
    return min(named or found, key=lambda n: n.bounds.y, default=None)


def _method(screen: Screen, pressed: Node) -> str:
    if _other(screen.label(pressed)):
        return "wechat"
    return "password" if _has_password(screen) else "sms_code"


def _other(label: str) -> bool:
    """A control for a way to log in that takes no form."""
    return any(pattern.search(label) for pattern in OTHER_WAYS.values())


def _through_dialogs(app: App, screen: Screen) -> Screen:
    """Agree to the privacy question that some apps ask between the button and the login."""
    pressed: Callable[[Screen], list[Node]] = lambda s: [  # noqa: E731
        n
        for n in buttons(s, app.lexicon, "agree_button")
        if any(up.role is Role.DIALOG for up in s.above(n))
    ]
    found = pressed(screen)
    return app.tap(found[0], Effect.DRAFT) if found else screen


def _has(app: App, screen: Screen, sign: str) -> bool:
    return any(app.lexicon.says(sign, f.name) for f in fields(screen))


def _has_password(screen: Screen) -> bool:
    return any(f.node.kind == "password" for f in fields(screen))
