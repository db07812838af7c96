"""What shows nothing until something is looked up: the leaflet of a medicine by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Screen
from probes.app import App
from probes.finding import Finding, no, yes
from probes.flows.places.hits import Hit, sift
from probes.flows.screens.fields import fields
from probes.flows.screens.waiting import awaited
from probes.lexicon import Function, plain
from probes.model import ProofLevel
from probes.naming import NEAR

MEDICINES = ("阿司匹林", "二甲双胍", "阿莫西林")
"""Which every hospital's pharmacy has: all in the national list of essential medicines (2018)."""
MOST_PAGES = 2
_BOX = re.compile("搜索|搜一搜|查找|查询|关键[字词]|药品|药名|名称|通用名")
_GO = re.compile("^(立即)?(搜索|查询|查找|搜一下|搜一搜|检索|查药|查一查)$")


@dataclass
class _Search:
    """empty: words that were looked up in vain, with the evidence; open: something came of it."""

    empty: dict[str, str] = field(default_factory=dict)
    open: bool = False


def looked_up(app: App, key: str) -> Finding | None:
    """L2: a page of the function has a search box, and what it answers proves the function.

    No if the page finds none of several medicines that every pharmacy has; None if it has no
    search box or its answers settle nothing.
    """
    function = app.lexicon.functions[key]
    hits, _ = sift(app, key)
    search = _Search()
    for hit in [h for h in hits if h.candidate.score > NEAR][:MOST_PAGES]:
        for words in MEDICINES:
            found = _look_up(app, hit, function, words, search)
            if found is not None:
                return found
    if search.open or set(search.empty) != set(MEDICINES):
        return None
    reason = f"{function.name}:搜索“{'”“'.join(MEDICINES)}”均无结果"
    return no(reason, list(search.empty.values()), ProofLevel.L2)


def _look_up(app: App, hit: Hit, function: Function, words: str, search: _Search) -> Finding | None:
    screen = app.visit(hit.place)
    box = _box(screen) if screen is not None else None
    if box is None:
        return None
    try:
        after = _asked(app, box, words)
        if after is None:
            search.open = True
            return None
        if function.shown_by(after.text):
            return _proven(app, function, words)
        entry = next((n for n in after.nodes if _names(after, n, words)), None)
        if entry is not None:
            if function.shown_by(awaited(app, after, app.tap(entry)).text):
                return _proven(app, function, words)
            search.open = True
        elif any(app.lexicon.says("empty", said) for said in after.words):
            search.empty[words] = app.show((), f"搜索“{words}”")
        else:
            search.open = True
    except (ActionRefused, NodeCovered, StaleNode):
        search.open = True
    return None


def _names(screen: Screen, node: Node, words: str) -> bool:
    """An entry of what was found, not the box that still holds the word."""
    return node.clickable and not node.editable and words in screen.label(node)


def _box(screen: Screen) -> Node | None:
    asked = [f for f in fields(screen) if f.node.editable]
    return asked[0].node if len(asked) == 1 and _BOX.search(asked[0].name) else None


def _asked(app: App, box: Node, words: str) -> Screen | None:
    """The screen after a word was looked up; None if no control looks it up."""
    app.fill(box, words)
    screen = app.again()
    go = next((n for n in screen.nodes if n.clickable and _GO.match(plain(screen.label(n)))), None)
    return awaited(app, screen, app.tap(go)) if go is not None else None


def _proven(app: App, function: Function, words: str) -> Finding:
    shown = [app.show((), f"{function.name}:搜索“{words}”")]
    return yes(f"{function.name}:搜索“{words}”有结果", shown, ProofLevel.L2)
