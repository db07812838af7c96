"""What a patient is sent: dated, typed entries in the message centre."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import RootModel

from devices.model import Node, Role
from documents import parse_as, read_yaml
from probes.app import App
from probes.appmap import Place
from probes.finder import NEAR
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.search import conclude, frame, judgement_of, leads_on, reach, sift, unseen
from probes.model import Cause

KINDS = Path(__file__).parent.parent / "lexicon" / "kinds.yaml"
_DATED = re.compile(
    r"\d{4}[-年/.]\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}-\d{1,2}|\d{1,2}:\d{2}|今天|昨天|刚刚|分钟前|小时前|天前"
)


class _Kinds(RootModel[dict[str, dict[str, str]]]):
    pass


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Patterns of the members of each set fact, by "<code>.<fact>" and member."""
    read = parse_as(_Kinds, read_yaml(KINDS)).root
    return {
        fact: {member: re.compile(text, re.IGNORECASE) for member, text in members.items()}
        for fact, members in read.items()
    }


def message_places(app: App) -> tuple[list[Place], list[Finding]]:
    """Places of the message centre that hold dated entries; findings where there are none."""
    hits, others = sift(app, "message_center")
    found: dict[str, Place] = {}
    for hit in hits:
        for place in reach(app, hit, depth=3):
            switches = any(n.role is Role.SWITCH for n in place.screen.nodes)
            if not switches and judgement_of(app, place).hollow is None and entries(app, place):
                found.setdefault(place.id, place)
    if hits and not found and not others:
        shown = [app.show_place(hits[0].place, (), "消息中心没有带日期的消息")]
        others.append(unknown(Cause.NO_DATA, "消息中心没有带日期的消息", shown))
    return list(found.values()), others


def entries(app: App, place: Place) -> list[Node]:
    """Words of a message screen, if the screen is dated at all."""
    own = frame(app).own(place.screen)
    dated = any(_DATED.search(node.text) for node in own)
    return own if dated else []


def received(app: App, patterns: Mapping[str, re.Pattern[str]]) -> dict[str, Finding]:
    """For each kind, whether the account was sent such a message."""
    places, others = message_places(app)
    result = {}
    for member, pattern in patterns.items():
        hit = next(
            (
                (p, n)
                for p in places
                for n in entries(app, p)
                if _is_entry(p, n)
                and pattern.search(n.text)
                and leads_on(app, p, n, "message_center")
            ),
            None,
        )
        if hit:
            place, node = hit
            result[member] = yes(
                f"消息“{node.text[:30]}”", [app.show_place(place, [node], node.text[:30])]
            )
        elif places:
            shown = [app.show_place(place, (), "消息中心") for place in places[:3]]
            result[member] = unseen(app, places, "消息中心有其他消息,没有这一类", shown)
        else:
            result[member] = conclude(app, app.lexicon.functions["message_center"], list(others))
    return result


def _is_entry(place: Place, node: Node) -> bool:
    """Not a tab or filter that merely names a kind: something dated stands near."""
    if _DATED.search(node.text):
        return True
    near = [
        n
        for n in place.screen.nodes
        if n.text and abs(n.bounds.center[1] - node.bounds.center[1]) < 90 and _DATED.search(n.text)
    ]
    return bool(near)


def anywhere(
    app: App, key: str, pattern: re.Pattern[str], messages: Mapping[str, Finding] | None = None
) -> Finding:
    """A kind that may show itself as a message or on the function's own screens."""
    hits, others = sift(app, key)
    for hit in hits:
        for place in reach(app, hit, depth=2):
            node = next((n for n in frame(app).own(place.screen) if pattern.search(n.text)), None)
            hollow = judgement_of(app, place).hollow
            if node is not None and hollow is None and leads_on(app, place, node, key):
                return yes(f"“{node.text[:30]}”", [app.show_place(place, [node], node.text[:30])])
    findings = [f for f in others if f.truth is None]
    strong = [hit.place for hit in hits if hit.candidate.score > NEAR]
    if strong:
        shown = [app.show_place(p, (), app.lexicon.functions[key].name) for p in strong[:2]]
        findings.append(unseen(app, strong, "有此栏目,未见这一项", shown))
    if not findings:
        findings.append(conclude(app, app.lexicon.functions[key], others))
    return any_of(findings)
