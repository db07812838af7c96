"""Go where a hospital's own hints say that a function is.

A hint is no proof: the place that it leads to goes on the map under the function's key, and
is explored and operated like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from auditor.exploring.charting import Chart
from auditor.exploring.touching import Touching
from auditor.live.session import Session
from auditor.live.taps import section_of
from devices.errors import ActionRefused, DeviceError, DeviceLost
from devices.model import Node, Role, Screen
from probes.appmap import ASTRAY, Arrival, Way
from probes.lexicon import plain
from probes.profile import Hint

_LOCATOR = re.compile(r"(?P<heading>.+)#(?P<nth>[1-9]\d?)")


class HintLost(Exception):
    """A hint leads nowhere; the message says at which step, in Chinese."""


def leads_somewhere(hint: Hint) -> bool:
    """Whether a hint tells a way, not only other words."""
    return bool(hint.address or hint.path or hint.locator)


def follow(key: str, hint: Hint, chart: Chart, touching: Touching) -> None:
    """Put the place that a hint leads to on the map; one that leads nowhere is noted."""
    session = chart.session
    place = chart.map.places[chart.map.entry]
    try:
        if hint.address:
            _begin(session, hint)
            place = chart.add(session.screen)
            place.direct = True
        elif not touching.at(place):
            raise HintLost("入口未能再次到达")
        for words in _steps(hint):
            node = _step(session, words)
            way = Way(place.id, node.index, words, Arrival.SCREEN)
            target = chart.add(session.screen, place, way)
            chart.map.ways.append(replace(way, target=target.id))
            place = target
    except HintLost as lost:
        chart.leave(place, f"医院提示 {key}:{lost}", ASTRAY)
        return
    chart.map.hinted[key] = place.id


def _steps(hint: Hint) -> tuple[str, ...]:
    """What is to be tapped, one after the other: the path, then the control without words."""
    return (*hint.path, *([hint.locator] if hint.locator else []))


def _begin(session: Session, hint: Hint) -> None:
    """Open the hint's address, relative to the app's entry; HintLost if it cannot be had."""
    try:
        session.open(urljoin(session.entry, hint.address))
        session.settle()
    except DeviceLost:
        raise
    except (DeviceError, ActionRefused) as failure:
        raise HintLost(f"打不开 {hint.address}({failure})") from failure


def _step(session: Session, words: str) -> Node:
    """Tap what one step names and return it; HintLost if it is not there or refused."""
    node = next(_named(session.screen, words), None)
    if node is None:
        title = session.screen.title or session.screen.address
        raise HintLost(f"“{title}”上没有“{words}”")
    try:
        session.tap(node)
        session.settle()
    except DeviceLost:
        raise
    except (DeviceError, ActionRefused) as failure:
        raise HintLost(f"点不了“{words}”({failure})") from failure
    return node


def _named(screen: Screen, words: str) -> Iterator[Node]:
    """The control with these words; `小标题#3` is the third one under that heading."""
    taps = [n for n in screen.nodes if n.clickable and not n.covered and n.role is not Role.FIELD]
    yield from (n for n in taps if plain(screen.label(n)) == plain(words))
    placed = _LOCATOR.fullmatch(words)
    if placed:
        under = [n for n in taps if plain(section_of(screen, n)) == plain(placed["heading"])]
        yield from under[int(placed["nth"]) - 1 : int(placed["nth"])]
