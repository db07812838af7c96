"""What a tap that led to no screen says: a refusal, a dead control, a way out of the app."""

from __future__ import annotations

import re
import time
from dataclasses import replace

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finding import Finding, no, unknown
from probes.flows.places.content import frame, said
from probes.flows.screens.fields import quotes_a_hint
from probes.flows.screens.overlay import on_top
from probes.flows.screens.waiting import awaited
from probes.hollow import Hollow, judge
from probes.model import Cause

LOADING, LOADING_S = 60, 4.0
_DIGITS = re.compile(r"\d+")


def blocked_way(app: App, way: Way, of: AppMap | None = None) -> Finding:
    """What a way that led to no screen says about the function that it names."""
    appmap = of or app.map
    source = appmap.places[way.source]
    evidence = [app.show_place(source, [source.screen.nodes[way.node]], f"点击“{way.label}”")]
    signs = app.lexicon
    if way.arrival is Arrival.NOTHING or (way.arrival is Arrival.SCREEN and not way.words):
        return _dead(app, source, way, evidence)
    if way.arrival is Arrival.OUTSIDE:
        phone = signs.says("tel", way.words)
        words = "只是拨打电话" if phone else f"转到应用之外({way.words[:40]})"
        reason = f"“{way.label}”{words}"
        return no(reason, evidence) if phone else unknown(Cause.NOT_CONCLUSIVE, reason, evidence)
    if way.arrival in {Arrival.TOAST, Arrival.SCREEN}:
        reason = f"点击“{way.label}”提示“{way.words[:40]}”"
        if signs.says("card_wall", way.words) and app.login.cause is None:
            return unknown(Cause.NOT_BOUND, reason, evidence)
        if signs.says("login_wall", way.words):
            return unknown(app.login.cause or Cause.LOGIN_FAILED, reason, evidence)
        if app.lexicon.refuses(way.words):
            return no(reason, evidence)
        if signs.says("empty", way.words):
            return unknown(Cause.NO_DATA, reason, evidence)
        if _only_loads(app, way.words):
            return _loading(app, source, way, reason, evidence)
        if quotes_a_hint(source.screen, way.words):
            reason = f"点击“{way.label}”要求先填写“{way.words[:40]}”"
        return unknown(Cause.NOT_CONCLUSIVE, reason, evidence)
    return unknown(Cause.NOT_CONCLUSIVE, f"点击“{way.label}”未能判断({way.words[:40]})", evidence)


def _only_loads(app: App, words: str) -> bool:
    return len(words) <= LOADING and any(app.lexicon.says("busy", w) for w in words.split())


def _loading(app: App, source: Place, way: Way, reason: str, evidence: list[str]) -> Finding:
    """What opened only says that it loads: it is opened once more and given time."""
    screen = app.visit(source)
    node = _same_node(source, way, screen) if screen else None
    if screen is None or node is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{reason},复核时未能回到该页面", evidence)
    try:
        app.tap(node)
    except (ActionRefused, NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, f"{reason},复核时点不到({failure})", evidence)
    time.sleep(LOADING_S)
    over = " ".join(n.text for n in on_top(app.again()) if n.text)
    if not _only_loads(app, over):
        return unknown(Cause.NOT_CONCLUSIVE, f"{reason},复核时有别的内容", evidence)
    words = f"“{way.label}”打开后{Hollow.SPINNER.value}({LOADING_S:.0f} 秒后仍是)"
    return no(words, [*evidence, app.show((), words)])


def _dead(app: App, source: Place, way: Way, evidence: list[str]) -> Finding:
    """A tap without any reaction is tried once more before it counts."""
    reason = f"点击“{way.label}”没有任何反应"
    if way.tries > 1 and way.arrival is Arrival.NOTHING:
        return _twice(app, reason, evidence)
    screen = app.visit(source)
    node = _same_node(source, way, screen) if screen else None
    if screen is None or node is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{reason},复核时未能回到该页面", evidence)
    try:
        after = awaited(app, screen, app.tap(node))
    except (ActionRefused, NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, f"{reason},复核时点不到({failure})", evidence)
    told = " ".join(after.events.spoken)
    if told:
        return blocked_way(app, replace(way, arrival=Arrival.TOAST, words=told))
    if after.events.external:
        return blocked_way(
            app, replace(way, arrival=Arrival.OUTSIDE, words=after.events.external[0])
        )
    if after.digest == screen.digest or not _anything_new(screen, after):
        return _twice(app, reason, evidence)
    verdict = judge(after, frame(app), app.lexicon)
    if verdict.hollow is not None and verdict.hollow is not Hollow.EMPTY:
        words = f"点击“{way.label}”:{verdict.hollow.value}“{verdict.words[:40]}”"
        return no(words, [*evidence, app.show(said(after, verdict.words), words)])
    return unknown(Cause.NOT_CONCLUSIVE, f"{reason},复核时却有反应", evidence)


def _twice(app: App, reason: str, evidence: list[str]) -> Finding:
    """Dead both times; without an account nobody knows what it would do for a patient."""
    if app.login.cause is not None:
        return unknown(app.login.cause, f"{reason}(未登录成功)", evidence)
    return no(f"{reason}(两次)", evidence)


def _anything_new(before: Screen, after: Screen) -> bool:
    """Another page, or words that were not there: a turned banner or counter is nothing."""
    if (before.title, before.address) != (after.title, after.address):
        return True
    known = {_DIGITS.sub("", words) for words in before.words}
    return any(_DIGITS.sub("", words) not in known for words in after.words)


def _same_node(source: Place, way: Way, screen: Screen) -> Node | None:
    wanted = source.screen.nodes[way.node]
    words = source.screen.label(wanted)
    return next(
        (
            n
            for n in screen.nodes
            if n.clickable
            and n.role is wanted.role
            and screen.label(n) == words
            and n.image == wanted.image
        ),
        None,
    )
