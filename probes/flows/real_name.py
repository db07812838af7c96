"""Real-name authentication: each way to prove who one is."""

from __future__ import annotations

import re

from devices.model import Effect
from probes.app import App
from probes.appmap import Arrival, Place
from probes.finder import NEAR
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.agreement import own_text
from probes.flows.forms import fields, send, sent_finding
from probes.flows.messages import kinds
from probes.flows.search import (
    blocked_way,
    conclude,
    hollow_screen,
    path_words,
    reach,
    sift,
    unseen,
)
from probes.lexicon import plain
from probes.model import Cause, ProofLevel


def real_name_methods(app: App) -> dict[str, Finding]:
    """Each way to prove who one is: its page opens, and its form is understood when sent."""
    patterns = kinds()["1.1.2.real_name_methods"]
    hits, others = sift(app, "real_name")
    strong = [h for h in hits if h.candidate.score > NEAR] or hits
    result = {}
    for member, pattern in patterns.items():
        findings = []
        for hit in strong:
            for place in reach(app, hit, depth=2):
                if hollow_screen(app, place, "real_name") is None:
                    findings += _method(app, place, member, pattern)
            findings += _method_ways(app, hit.place, pattern)
            if any(f.truth for f in findings):
                break
        if not findings:
            findings = [f for f in others if f.truth is None]
        if not findings and strong:
            shown = [app.show_place(strong[0].place, (), "实名认证")]
            places = [h.place for h in strong]
            findings = [unseen(app, places, "实名认证页面未见这种方式", shown, ProofLevel.L2)]
        result[member] = (
            any_of(findings)
            if findings
            else conclude(app, app.lexicon.functions["real_name"], others)
        )
    return result


def _method(app: App, place: Place, member: str, pattern: re.Pattern[str]) -> list[Finding]:
    """A page of one method: named by title, way or field, with something to fill in or start."""
    named = f"{place.screen.title} {' '.join(place.trail[-1:])}"
    asked = [f for f in fields(place.screen) if pattern.search(f.name)]
    own = pattern.search(named)
    if not own and not asked:
        return []
    if asked or fields(place.screen):
        return [_verify(app, place, member)]
    begin = [
        n
        for n in place.screen.nodes
        if n.clickable
        and re.search("开始|识别|认证|核验|拍摄|下一步|授权|关联|绑定|同意", place.label(n))
    ]
    if begin:
        shown = [app.show_place(place, begin[:1], "实名认证方式")]
        return [yes(f"{path_words(place)}:可发起", shown, ProofLevel.L2)]
    if own and len(plain(own_text(app, place))) >= 30 and member == "offline_link":
        return [
            yes(
                f"{path_words(place)}:有线下关联说明",
                [app.show_place(place, (), "")],
                ProofLevel.L2,
            )
        ]
    return []


def _method_ways(app: App, place: Place, pattern: re.Pattern[str]) -> list[Finding]:
    return [
        blocked_way(app, way)
        for way in app.map.ways_from(place.id)
        if pattern.search(way.label)
        and len(way.label) < 24
        and way.arrival in {Arrival.TOAST, Arrival.NOTHING, Arrival.OUTSIDE}
    ]


def _verify(app: App, place: Place, member: str) -> Finding:
    memory = app.memory.setdefault("verified", {})
    assert isinstance(memory, dict)
    if place.id not in memory:
        if app.visit(place) is None:
            shown = [app.show_place(place, (), "实名认证")]
            memory[place.id] = unknown(Cause.NOT_CONCLUSIVE, "实名认证表单未能再次到达", shown)
        else:
            memory[place.id] = _sent(app, place)
    found = memory[place.id]
    assert isinstance(found, Finding)
    return found


def _sent(app: App, place: Place) -> Finding:
    reply = send(app, Effect.OWN, "submit_button")
    name = f"实名认证({path_words(place)})"
    judged = re.compile("已(实名|认证|绑定)|不一致|不匹配|已存在|不符")
    if not isinstance(reply, Finding) and judged.search(reply.words):
        return yes(f"{name}:应答“{reply.words[:40]}”", [app.show((), name)], ProofLevel.L2)
    return sent_finding(app, name, reply)
