"""What registering tells the patient: its agreement, its steps, the documents it takes."""

from __future__ import annotations

import re
from collections.abc import Callable

from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finding import Finding, any_of, no, yes
from probes.flows.agreement import LEAST_TEXT, own_text
from probes.flows.forms import fields
from probes.flows.information import steps_of
from probes.flows.registration import registration_places, visitor_places
from probes.flows.search import (
    absent,
    blocked_way,
    conclude,
    frame,
    hollow_screen,
    is_login,
    path_words,
    reach,
    sift,
)
from probes.lexicon import plain


def agreement_hosts(app: App) -> list[Place]:
    """Registration and login screens: where an agreement belongs."""
    forms = registration_places(app)
    logins = [p for p in visitor_places(app) if is_login(app, p.screen)]
    return forms or logins


def agreement(app: App) -> Finding:
    """L1: an agreement about registration, with a text of its own."""
    function = app.lexicon.functions["user_agreement"]
    appmap = app.visitor_map
    blocked: list[Finding] = []
    for host in agreement_hosts(app):
        for way in appmap.ways_from(host.id):
            if not re.search("协议|政策|条款|声明|约定", way.label) or _only_privacy(way.label):
                continue
            finding = _agreement_way(app, host, way)
            if finding.truth:
                return finding
            blocked.append(finding)
        inline = own_text(app, host, appmap)
        if len(plain(inline)) > 400 and re.search("协议|条款", inline):
            return yes(
                f"注册协议:全文在 {path_words(host)}", [app.show_place(host, (), "注册协议")]
            )
    if blocked:
        return any_of(blocked)
    hits, others = sift(app, "user_agreement", appmap)
    for hit in hits:
        text = own_text(app, hit.place, appmap)
        if _only_privacy(f"{hit.place.screen.title} {' '.join(hit.place.trail[-1:])}"):
            continue
        if len(plain(text)) >= LEAST_TEXT and all(p.search(text) for p in function.proof):
            return yes(
                f"注册协议:{path_words(hit.place)}", [app.show_place(hit.place, (), "注册协议")]
            )
    hosts = agreement_hosts(app)
    if hosts and not others:
        shown = [app.show_place(p, (), "没有协议") for p in hosts[:2]]
        return no("注册和登录页面没有注册协议", shown)
    return conclude(app, function, others, appmap)


def _only_privacy(label: str) -> bool:
    """How data is handled is no agreement about registering."""
    return "隐私" in label and not re.search("协议|服务|注册|用户|条款", label)


def _agreement_way(app: App, host: Place, way: Way) -> Finding:
    target = app.visitor_map.places.get(way.target)
    if target is None:
        if way.arrival is Arrival.TOAST and len(way.words) >= LEAST_TEXT:
            shown = [app.show_place(host, [host.screen.nodes[way.node]], way.label)]
            return yes(f"注册协议“{way.label}”弹出全文", shown)
        return blocked_way(app, way, app.visitor_map)
    hollow = hollow_screen(app, target, "user_agreement", app.visitor_map)
    if hollow is not None:
        return hollow
    text = own_text(app, target, app.visitor_map)
    shown = [app.show_place(target, (), way.label)]
    if target.id != host.id and len(plain(text)) >= LEAST_TEXT:
        return yes(f"注册协议“{way.label}”(正文 {len(text)} 字)", shown)
    return no(f"“{way.label}”打开后没有协议正文", shown)


def guide_steps(app: App) -> tuple[str | None, Finding]:
    """1.1.5: how to register: complete from three numbered steps on, partial if told at all."""
    texts = _guide_places(app)
    rank: Callable[[tuple[Place, str]], tuple[int, bool]] = lambda told: (  # noqa: E731
        steps_of(app, told[1]),
        _TELLS.search(told[1]) is not None,
    )
    best = max(texts, key=rank, default=None)
    if best is not None:
        place, text = best
        count = steps_of(app, text)
        told = count > 0 or _TELLS.search(text) is not None
        choice = "complete" if count >= 3 else "partial" if told else "none"
        words = f"注册说明:{path_words(place)} 有 {count} 个步骤"
        return choice, yes(words, [app.show_place(place, (), words)])
    hits, others = sift(app, "registration_guide", app.visitor_map)
    more_hits, more = sift(app, "registration_guide")
    findings = [f for f in (*others, *more) if f.truth is not None] or [*others, *more]
    grounds = any_of(findings) if findings else absent(app, "注册说明")
    if (hits or more_hits) and not findings and grounds.truth is None:
        return None, grounds
    return ("none" if grounds.truth is False else None), grounds


def guide_materials(app: App) -> Finding:
    """L1: the needed documents are stated."""
    places = _guide_places(app)
    forms = [(place, _prose(app, place)) for place in registration_places(app)]
    for place, text in (*places, *forms):
        if app.lexicon.says("materials", text) and _DOCUMENT.search(text):
            nodes = [n for n in place.screen.nodes if app.lexicon.says("materials", n.text)][:2]
            return yes(
                f"注册材料说明:{path_words(place)}", [app.show_place(place, nodes, "所需材料")]
            )
    if places:
        shown = [app.show_place(p, (), "注册说明") for p, _ in places[:2]]
        return no("注册说明中没有写明需要的材料", shown)
    _, grounds = guide_steps(app)
    return grounds


_REGISTERING = re.compile("注册|建档|开户|办卡|开通账号")
_EXPLAINS = re.compile("(注册|建档|开户)(的)?(步骤|流程|说明|须知|指南|指引)[::]?")
_TELLS = re.compile(
    "(注册|建档|开户|办卡).{0,24}(点击|进入|填写|输入|选择|完成|提交)"
    "|(点击|进入|填写|输入).{0,24}(注册|建档)"
)
_DOCUMENT = re.compile("身份证|证件|医保卡|社保卡|就诊卡|手机|户口|护照|出生|照片|监护")
_LEGAL = re.compile("隐私|协议|政策|条款|权利")
HEADING = 12
LEAST_GUIDE = 20


def _guide_places(app: App) -> list[tuple[Place, str]]:
    """Places that explain registering, with what they say of it; the form itself may do so."""
    found = [(place, _told_on_form(app, place)) for place in registration_places(app)]
    for appmap in (app.visitor_map, app.map):
        of = None if appmap is app.map else appmap
        hits, _ = sift(app, "registration_guide", of)
        for hit in hits:
            for place in reach(app, hit, of, depth=1):
                name = f"{place.screen.title} {' '.join(place.trail[-1:])}"
                if fields(place.screen) or _LEGAL.search(name):
                    continue
                text = own_text(app, place, of)
                found.append((place, text if _REGISTERING.search(name) else _about(app, text)))
    return [(place, text) for place, text in found if len(plain(text)) >= LEAST_GUIDE]


def _told_on_form(app: App, place: Place) -> str:
    """What a registration form explains itself, its links and buttons left aside."""
    nodes = frame(app, app.visitor_map).own(place.screen)
    text = "\n".join(n.text for n in nodes if not n.clickable)
    return text if _EXPLAINS.search(text) else ""


def _prose(app: App, place: Place) -> str:
    """Sentences on a form, its labels and controls left aside."""
    nodes = frame(app, app.visitor_map).own(place.screen)
    return "\n".join(n.text for n in nodes if not n.clickable and len(plain(n.text)) >= HEADING)


def _about(app: App, text: str) -> str:
    """The part of a longer text that is about registering, up to the next heading; or none."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if _REGISTERING.search(line)), len(lines))
    kept = lines[start : start + 1]
    for line in lines[start + 1 :]:
        step = app.lexicon.says("step", line)
        heading = len(plain(line)) <= HEADING and not step and not _REGISTERING.search(line)
        if heading and len(kept) > 1 and not app.lexicon.says("materials", line):
            break
        kept.append(line)
    return "\n".join(kept)
