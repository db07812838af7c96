"""Panels that a tap opens or shuts on a page that stays: what stands in one is told there."""

from __future__ import annotations

from dataclasses import replace

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Place, Way
from probes.finding import Finding, no, unknown
from probes.flows.places.content import frame, said
from probes.hollow import Hollow, judge
from probes.model import Cause

_REFUSES = {Hollow.PLACEHOLDER, Hollow.WINDOW, Hollow.ERROR, Hollow.FAILED}
_Look = tuple[Role, str, str, str, float, float]


def opens_here(way: Way) -> bool:
    """A tap after which the same page shows more, or less, than before."""
    return bool(way.unfolds) and way.target == way.source


def told_at(appmap: AppMap, way: Way) -> Place:
    """Where a panel is open: after the tap, or before it if the tap has shut it."""
    before, after = appmap.places[way.source], appmap.places[way.unfolds]
    return before if set(after.screen.words) <= set(before.screen.words) else after


def panel_refuses(app: App, way: Way, name: str, of: AppMap | None = None) -> Finding | None:
    """The finding if all that the panel says is a refusal, whatever stands around it."""
    appmap = of or app.map
    there = told_at(appmap, way)
    other = appmap.places[way.unfolds if there.id == way.source else way.source]
    verdict = judge(_apart(there.screen, other.screen), frame(app, of), app.lexicon)
    if verdict.hollow is None:
        return None
    words = (
        f"{name}:{there.path} 展开“{way.label[:16]}”{verdict.hollow.value}“{verdict.words[:30]}”"
    )
    shown = [app.show_place(there, said(there.screen, verdict.words), way.label)]
    if verdict.hollow in _REFUSES:
        return no(words, shown)
    return unknown(Cause.NOT_CONCLUSIVE, words, shown)


def _apart(screen: Screen, other: Screen) -> Screen:
    """A screen of what stands on this one alone."""
    known = {_look(node) for node in other.nodes}
    nodes = (n if _look(n) not in known else _mute(n) for n in screen.nodes)
    return replace(screen, nodes=tuple(nodes))


def _look(node: Node) -> _Look:
    size = (round(node.bounds.w), round(node.bounds.h))
    return (node.role, node.text, node.hint, node.image, *size)


def _mute(node: Node) -> Node:
    return replace(node, role=Role.GROUP, text="", hint="", image="", editable=False)
