"""The ways to log in that an app offers on its login screens."""

from __future__ import annotations

import re

from devices.model import Node
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.forms import fields
from probes.flows.login import try_on
from probes.flows.registration import visitor_places
from probes.flows.search import blocked_way, hollow_screen, is_login
from probes.lexicon import plain
from probes.model import Cause, ProofLevel


def login_methods(app: App) -> dict[str, Finding]:
    """Ways to log in, from the login screens; the one that was used is proven by use."""
    places = [p for p in visitor_places(app) if is_login(app, p.screen)]
    state = app.login
    result: dict[str, Finding] = {}
    for member, test in _METHODS.items():
        if member in state.methods:
            result[member] = yes(f"用测试账号{state.words}", state.evidence, ProofLevel.L2)
            continue
        findings = [f for p in places for f in _login_way(app, p, member, test)]
        if findings:
            result[member] = any_of(findings)
        elif places and app.visitor_map.complete:
            shown = [app.show_place(p, (), "登录页面") for p in places[:2]]
            result[member] = no("登录页面没有这种方式", shown, ProofLevel.L2)
        elif state.cause is None and not places:
            result[member] = unknown(Cause.NOT_CONCLUSIVE, "未见登录页面", state.evidence)
        else:
            result[member] = unknown(Cause.MAP_INCOMPLETE, "登录页面未探索完")
    return result


_METHODS = {
    "password": re.compile("密码登录|账号登录|密码"),
    "sms_code": re.compile("验证码登录|短信|动态码|验证码|校验码"),
    "graphic_captcha": re.compile("图形验证码|图片验证码|滑动验证|滑块|看不清|图形码"),
    "biometric": re.compile("指纹|刷脸|人脸|面容|生物"),
    "wechat": re.compile("微信"),
    "gesture": re.compile("手势|九宫格|图案"),
}


def _login_way(app: App, place: Place, member: str, test: re.Pattern[str]) -> list[Finding]:
    """What one login screen offers of one method: fields on it, or a control that was tapped."""
    found = []
    typed = [
        f.node
        for f in fields(place.screen)
        if (member == "password" and f.node.kind == "password")
        or (
            member == "sms_code"
            and app.lexicon.says("code_field", f.name)
            and not app.lexicon.says("captcha", f.name)
        )
        or (member == "graphic_captcha" and app.lexicon.says("captcha", f.name))
    ]
    if typed:
        found.append(_operable(app, place, typed, member))
    for way in app.visitor_map.ways_from(place.id):
        label = plain(way.label)
        if member in {"biometric", "wechat", "gesture"} and test.search(label) and len(label) <= 14:
            found.append(_method_way(app, place, way))
    return found


def _operable(app: App, place: Place, typed: list[Node], member: str) -> Finding:
    """Fields of a method that was not used to log in: try it where the account allows."""
    shown = [app.show_place(place, typed, "登录方式")]
    if member == "graphic_captcha":
        return yes("登录要求图形验证码", shown, ProofLevel.L2)
    state = try_on(app, place)
    evidence = [*shown, *state.evidence]
    if state.cause is None:
        return yes(state.words, evidence, ProofLevel.L2)
    refused = any(
        app.lexicon.says(s, state.words) for s in ("under_construction", "failure", "window")
    )
    if refused:
        return no(f"该登录方式不可用:{state.words}", evidence, ProofLevel.L2)
    return unknown(state.cause, state.words, evidence)


def _method_way(app: App, place: Place, way: Way) -> Finding:
    shown = [app.show_place(place, [place.screen.nodes[way.node]], f"登录方式“{way.label}”")]
    if way.arrival is Arrival.SCREEN:
        target = app.visitor_map.places[way.target]
        hollow = hollow_screen(app, target, "login", app.visitor_map)
        if hollow is not None and hollow.truth is False:
            return hollow
        if target.id == place.id:
            return unknown(Cause.NOT_CONCLUSIVE, f"“{way.label}”点击后仍在登录页", shown)
        return yes(
            f"“{way.label}”可用", [*shown, app.show_place(target, (), way.label)], ProofLevel.L2
        )
    if way.arrival is Arrival.OUTSIDE:
        return yes(f"“{way.label}”转到外部认证", shown, ProofLevel.L2)
    return blocked_way(app, way, app.visitor_map)
