"""The ways to log in that an app offers: found on its login screens, then each one tried."""

from __future__ import annotations

import re
from dataclasses import dataclass

from devices.errors import ActionRefused, DeviceError, DeviceLost, NodeCovered, StaleNode
from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.access.login import OTHER_WAYS, attempt, login_places
from probes.flows.access.login_trial import judge_captcha, judge_tap
from probes.flows.access.registration import meet_login
from probes.flows.forms.choices import tap_as_draft
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import fields
from probes.flows.screens.walls import asks_number, is_login
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

MEMBERS = ("password", "sms_code", "graphic_captcha", *OTHER_WAYS)
MOST_SWITCHES = 6
LONGEST_LABEL = 14
LINE = 16.0
_SWITCH = re.compile(
    "登录|登陆|密码|口令|验证码|短信|账号|卡号|手机|证件|图形|图片|(就诊|医保|诊疗|健康|社保)卡|(病历|病案|登记|门诊)号"
    "|身份证|(其他|其它|更多|切换).{0,4}方式|切换"
)
_NO_SWITCH = re.compile("注册|忘记|找回|重置|协议|政策|帮助|客服|获取|发送|说明|须知|指引|您|请")
_ASIDE = re.compile("注册|找回|忘记|重置|修改密码|设置密码")
_LOGS_IN = re.compile("登[录陆]")
_AFTERWARDS = re.compile("(注册|重置|找回|修改|设置)[^/、|·]{0,4}[并后][^/、|·]{0,4}登[录陆]")
_PICTURED = re.compile("图形|图片|图中|右图|字符|图形码")


@dataclass(frozen=True)
class Offer:
    """One way to log in on one login screen.

    switch: the control that brings it up ("" if it is shown at once); label: the control to
    tap, "" for a form to fill in; evidence: where it was seen.
    """

    member: str
    place: Place
    switch: str
    label: str
    evidence: str


def login_methods(app: App) -> dict[str, Finding]:
    """Each way to log in; the one that was used is proven by use, the others are tried."""
    places = _places(app)
    state = app.login
    found: dict[str, Finding] = {
        member: yes(f"用测试账号{state.words}", state.evidence, ProofLevel.L2)
        for member in MEMBERS
        if member in state.methods
    }
    if not places:
        cause = Cause.NOT_CONCLUSIVE if state.cause is None else Cause.MAP_INCOMPLETE
        nothing = unknown(cause, "未见登录页面", state.evidence)
        return {member: found.get(member, nothing) for member in MEMBERS}
    looked = {place.id: _offers(app, place) for place in places}
    offers = [offer for seen in looked.values() for offer in seen or ()]
    if all(seen is None for seen in looked.values()):
        shown = [app.show_place(place, (), "登录页面") for place in places]
        unseen = unknown(Cause.NOT_CONCLUSIVE, "登录页面未能再次到达,未能逐一核对", shown)
        return {member: found.get(member, unseen) for member in MEMBERS}
    for member in MEMBERS:
        if member not in found:
            mine = [offer for offer in offers if offer.member == member]
            found[member] = _tried(app, mine) if mine else _missing(app, places)
    return {member: found[member] for member in MEMBERS}


def _places(app: App) -> list[Place]:
    """Login screens that differ; what only registers or resets a password is none."""
    meet_login(app)
    kept: dict[frozenset[str], Place] = {}
    for place in sorted(login_places(app), key=lambda p: p.depth):
        names = (place.screen.title, *place.trail[-1:])
        if any(map(_is_of_login, names)) or not any(map(_ASIDE.search, names)):
            kept.setdefault(frozenset(place.screen.words), place)
    return list(kept.values())[:2]


def _is_of_login(name: str) -> bool:
    """It names logging in, be it beside registering (登录 / 注册); 注册并登录 only registers."""
    return _LOGS_IN.search(name) is not None and not _AFTERWARDS.search(name)


def _missing(app: App, places: list[Place]) -> Finding:
    shown = [app.show_place(p, (), "登录页面") for p in places]
    if any(app.visitor_map.explored(p.id) for p in places) or app.visitor_map.complete:
        return no("登录页面没有这种方式", shown, ProofLevel.L2)
    return unknown(Cause.MAP_INCOMPLETE, "登录页面未探索完", shown)


def _offers(app: App, place: Place) -> list[Offer] | None:
    """What a login screen offers at once, and behind its tabs and “other ways”.

    None if it cannot be reached again.
    """
    screen = _at(app, place)
    if screen is None:
        return None
    found = _on(app, place, screen, "")
    for label in _switches(app, screen)[:MOST_SWITCHES]:
        screen = app.visit(place) or _at(app, place)
        node = _labelled(app, screen, label) if screen else None
        if screen is None or node is None:
            continue
        try:
            after = tap_as_draft(app, node)
        except DeviceLost:
            raise
        except (ActionRefused, DeviceError):
            continue
        if after.digest != screen.digest and _asks(app, after):
            known = {(o.member, o.label) for o in found}
            more = _on(app, place, after, label)
            found += [o for o in more if (o.member, o.label) not in known]
        elif not is_login(app, after) and _at(app, place) is None:
            break
    return found


def _on(app: App, place: Place, screen: Screen, switch: str) -> list[Offer]:
    forms = {member: nodes for member, nodes in _typed(app, screen).items() if nodes}
    found = [
        Offer(member, place, switch, "", app.show(nodes, "登录方式"))
        for member, nodes in forms.items()
    ]
    for node in screen.nodes:
        label = plain(app.label(node)) if node.clickable and not node.editable else ""
        if not label or len(label) > LONGEST_LABEL:
            continue
        for member, pattern in OTHER_WAYS.items():
            if pattern.search(label) and node.role is not Role.CHECKBOX:
                evidence = app.show([node], f"登录方式“{label}”")
                found.append(Offer(member, place, switch, label, evidence))
    return found


def _typed(app: App, screen: Screen) -> dict[str, list[Node]]:
    """Fields by the way to log in that they belong to."""
    says = app.lexicon.says
    if asks_number(app, screen):
        return {"sms_code": [f.node for f in fields(screen)]}
    asked = fields(screen) if _asks(app, screen) else []
    pictured = [f.node for f in asked if says("captcha", f.name) or _PICTURED.search(f.name)]
    return {
        "password": [f.node for f in asked if f.node.kind == "password"],
        "sms_code": [
            f.node for f in asked if says("code_field", f.name) and f.node not in pictured
        ],
        "graphic_captcha": pictured,
    }


def _asks(app: App, screen: Screen) -> bool:
    """A form that would log in: something to type, and a control for logging in."""
    if asks_number(app, screen):
        return True
    return len(fields(screen)) >= 2 and bool(buttons(screen, app.lexicon, "login_button"))


def _switches(app: App, screen: Screen) -> list[str]:
    """Tabs and links that bring up another way to log in."""
    named = [n for n in screen.nodes if _SWITCH.search(plain(n.text)) and _may_switch(screen, n)]
    lowest = max((f.node.bounds.y for f in fields(screen)), default=0.0)
    found: dict[str, None] = {}
    for node in (*named, *_beside(screen, named)):
        label = plain(node.text)
        sends = node.bounds.y >= lowest and app.lexicon.says("login_button", label)
        if not (sends and (node.role is Role.BUTTON or label in {"登录", "登陆"})):
            found.setdefault(label)
    return list(found)


def _may_switch(screen: Screen, node: Node) -> bool:
    """Short words that are no title, no help and no way that takes no form."""
    label = plain(node.text)
    if not 2 <= len(label) <= LONGEST_LABEL or label == plain(screen.title):
        return False
    other = any(pattern.search(label) for pattern in OTHER_WAYS.values())
    level = node.bounds.center[1]
    names_field = any(abs(f.node.bounds.center[1] - level) < LINE for f in fields(screen))
    return not other and not names_field and not _NO_SWITCH.search(label)


def _beside(screen: Screen, named: list[Node]) -> list[Node]:
    """The further tabs of a row: as high and as wide as one that names a way to log in."""
    return [
        node
        for node in screen.nodes
        if node not in named
        and node.role not in {Role.FIELD, Role.CHECKBOX, Role.IMAGE}
        and _may_switch(screen, node)
        and any(_same_row(node, tab) for tab in named)
    ]


def _same_row(node: Node, tab: Node) -> bool:
    mine, its = node.bounds, tab.bounds
    level = abs(mine.y - its.y) < 2 and abs(mine.h - its.h) < 2
    return level and abs(mine.w - its.w) < 4 and node.parent == tab.parent


def _labelled(app: App, screen: Screen, label: str) -> Node | None:
    nodes = [n for n in screen.nodes if not n.covered and plain(screen.label(n)) == label]
    pressed = [n for n in nodes if n.clickable]
    found = pressed or nodes
    return found[-1] if found else None


def _at(app: App, place: Place) -> Screen | None:
    """The login screen, as a visitor sees it."""
    app.restart()
    return app.visit(place)


def _tried(app: App, offers: list[Offer]) -> Finding:
    findings = []
    for offer in offers[:3]:
        findings.append(_try(app, offer))
        if findings[-1].truth:
            break
    return any_of(findings)


def _try(app: App, offer: Offer) -> Finding:
    """Use one way to log in, as far as the account allows."""
    name = f"{offer.place.path} › {offer.label or offer.switch or '登录'}"
    again = [offer.evidence]
    try:
        screen = _reached(app, offer)
        if screen is None:
            return unknown(Cause.NOT_CONCLUSIVE, f"{name}:未能再次到达", again)
        if offer.label:
            node = _labelled(app, screen, offer.label)
            if node is None:
                return unknown(Cause.NOT_CONCLUSIVE, f"{name}:未能再次看到", again)
            return judge_tap(app, screen, node, name)
        if offer.member == "graphic_captcha":
            return judge_captcha(app, name)
    except ActionRefused as refusal:
        return unknown(Cause.NOT_ALLOWED, f"{name}:{refusal.reason}", again)
    except (NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, f"{name}:{failure}", again)
    state = attempt(app)
    evidence = [offer.evidence, *state.evidence]
    if state.cause is None:
        return yes(state.words, evidence, ProofLevel.L2)
    signs = ("under_construction", "failure", "window")
    if any(app.lexicon.says(sign, state.words) for sign in signs):
        return no(f"该登录方式不可用:{state.words}", evidence, ProofLevel.L2)
    return unknown(state.cause, state.words, evidence)


def _reached(app: App, offer: Offer) -> Screen | None:
    screen = _at(app, offer.place)
    if screen is not None and offer.switch:
        node = _labelled(app, screen, offer.switch)
        return tap_as_draft(app, node) if node is not None else None
    return screen
