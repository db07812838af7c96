"""Seeing or hearing a doctor: a control that begins a call, a room to wait in."""

from __future__ import annotations

import re

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival, Place
from probes.articles import is_hub
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.places.absence import conclude
from probes.flows.places.content import frame
from probes.flows.places.entries import leads_on
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.flows.screens.waiting import awaited
from probes.hollow import judge
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR

_CALLS = re.compile(
    "视频|语音(?!机器人|助手|播报|输入|导航|导诊|提醒|识别|搜索|客服)|通话|候诊室|摄像头|麦克风|音视频"
)
"""What names a call; a machine that speaks or listens is none."""
_LIVE = re.compile("(音频|语音)[、和及与/]?视频|音视频|视频(通话|连线|看诊|问诊|面诊)")
_INTO_ROOM = re.compile(
    "^(去|立即|马上|开始|发起|点击|我要)?(进入?(诊室|候诊|房间|会诊)|(在线)?(问诊|看诊|就诊|面诊|复诊|咨询|连线)"
    "|(呼叫|联系|连线)(医生|医师|专家)?|接诊|接通|选择医生)$"
)
_TELLS = re.compile("(须知|流程|说明|指南|教程|协议|同意书|演示|规则|记录|介绍)$")
_SHOWS_HOW = re.compile("演示|教程|宣传片|操作视频|(下载|打开)[^\\n]{0,12}APP", re.IGNORECASE)
_BY_VIDEO = re.compile("^视频(复诊|问诊|咨询|看诊|面诊)?([^一-鿿]|$)")
_BEGINS = re.compile(
    "^(立即|马上|去|我要)?(发起|开始|进入|申请|呼叫)?(音?视频|语音)(问诊|通话|看诊|复诊|面诊|连线|咨询|诊室|就诊)?$"
)


def calls(app: App, key: str) -> Finding:
    """L1: a way to see or hear a doctor: a call control that works, or a waiting room.

    Where its own entry is hollow, the controls of a menu near by (咨询 beside each doctor) are
    none of it.
    """
    function = app.lexicon.functions[key]
    hits, others = sift(app, key)
    if any(other.truth is False for other in others):
        hits = [hit for hit in hits if hit.candidate.score > NEAR]
    results = []
    for hit in hits:
        for place in reach(app, hit, depth=3):
            starts = [n for n in _starts(place) if leads_on(app, place, n, key)]
            media = _live_media(place.screen)
            if _about_calls(place) and (starts or media) and not _refuses(app, place):
                refused = None if media else _door_shut(app, place, starts[0], function.name)
                shown = [app.show_place(place, (starts or media)[:1], function.name)]
                words = f"{function.name}:{place.path} 可发起音视频"
                results.append(refused or yes(words, shown))
    if not results and not any(other.truth is False for other in others):
        results = [found for found in (_called_by_content(app, function.name),) if found]
    if results:
        return any_of(results)
    for hit in [h for h in hits if h.candidate.score > NEAR][:2]:
        shown = [app.show_place(hit.place, (), function.name)]
        if _refuses(app, hit.place):
            words = f"{function.name}:{hit.place.path} 只说明还不能使用"
            others.append(no(words, shown))
            continue
        words = f"{function.name}:{hit.place.path} 未见可发起音视频的地方"
        others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
    return conclude(app, function, others)


def _called_by_content(app: App, name: str) -> Finding | None:
    """A page with doctors and a control that begins a call, or a choice of how to talk to one
    (图文复诊 ¥40, 视频复诊 ¥80), whatever its entry is called."""
    for place in app.map.places.values():
        screen = place.screen
        if place.outside or not app.lexicon.says("doctor_title", screen.text):
            continue
        if is_hub(app.lexicon, app.map, place):
            continue  # among other services the name of one begins nothing
        starts = [n for n in screen.nodes if n.clickable and _BEGINS.search(plain(screen.label(n)))]
        starts = [n for n in starts if leads_on(app, place, n, "video_consult")]
        starts = [n for n in starts if not _is_shut(app, screen.label(n))]
        starts += [n for n in screen.nodes if any(_BY_VIDEO.search(o) for o in n.options)]
        if starts and not _refuses(app, place):
            return yes(
                f"{name}:{place.path} 可发起音视频", [app.show_place(place, starts[:1], name)]
            )
    return None


def _is_shut(app: App, label: str) -> bool:
    """A control of this name, such as a tab that stands on several pages, led to a refusal."""
    led = (app.map.places[w.target] for w in app.map.ways if w.label == label and w.target)
    return any(_refuses(app, place) for place in led)


def _door_shut(app: App, place: Place, start: Node, name: str) -> Finding | None:
    """Where `contact` is allowed and the explorer held back: what a room says at its door.

    Only the way into a room is tried: nobody is called.
    """
    label = place.screen.label(start)
    held = any(
        way.node == start.index and way.arrival is Arrival.REFUSED
        for way in app.map.ways_from(place.id)
    )
    if not held or Effect.CONTACT not in app.allowed or not plain(label).startswith("进"):
        return None
    screen = app.visit(place)
    node = (
        next((n for n in screen.nodes if screen.label(n) == label and n.clickable), None)
        if screen
        else None
    )
    if screen is None or node is None:
        return None
    try:
        after = awaited(app, screen, app.tap(node, Effect.CONTACT))
    except (ActionRefused, NodeCovered, StaleNode):
        return None
    said = " ".join(after.events.spoken)
    if any(app.lexicon.says(s, said) for s in ("under_construction", "window", "failure")):
        return no(
            f"{name}:点击“{label[:12]}”提示“{said[:30]}”", [app.show((), name)], ProofLevel.L2
        )
    verdict = judge(after, frame(app), app.lexicon)
    if verdict.hollow is None:
        return None
    words = f"{name}:点击“{label[:12]}”后{verdict.hollow.value}"
    return no(words, [app.show((), name)], ProofLevel.L2)


def _live_media(screen: Screen) -> list[Node]:
    """Where a doctor may be seen; a film that shows how it is done shows none."""
    if _SHOWS_HOW.search(screen.text):
        return []
    return [n for n in screen.nodes if n.role is Role.MEDIA]


def _about_calls(place: Place) -> bool:
    names = " ".join((*place.trail, place.screen.title))
    return bool(_CALLS.search(names) or _LIVE.search(place.screen.text))


def _starts(place: Place) -> list[Node]:
    """Controls that name a call, and on a page of calls those that lead into a doctor's room."""
    screen = place.screen
    names = f"{place.trail[-1] if place.trail else ''} {screen.title}"
    named = _CALLS.search(names) or _LIVE.search(screen.text)
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and not _TELLS.search(plain(screen.label(n)))
        and (
            _CALLS.search(screen.label(n))
            or (named and _INTO_ROOM.search(plain(screen.label(n).split(" ")[-1])))
        )
    ]
    holders = {up.index for n in found for up in screen.above(n)}  # of a whole menu, say
    return [n for n in found if n.index not in holders]


def _refuses(app: App, place: Place) -> bool:
    text = place.screen.text
    return len(text) < 160 and any(
        app.lexicon.says(s, text) for s in ("under_construction", "window", "failure")
    )
