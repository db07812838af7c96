"""Opening a few entries of a list live, where the map does not say what is behind them.

The explorer opens samples, and none on pages built like others; a row that unfolds late or in
place looks dead to it.  Before such a list is judged, a person would open a row and look.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.flows.places.content import frame
from probes.flows.places.entries import is_menu
from probes.flows.places.hits import candidates
from probes.flows.screens.cards import DATED
from probes.flows.screens.controls import labelled
from probes.flows.screens.waiting import awaited
from probes.hollow import judge
from probes.lexicon import Function, plain
from probes.naming import NEAR, names_other

MOST_ROWS, MOST_SCREENS = 3, 8
_SEEMED_DEAD = {Arrival.NOTHING, Arrival.FAILED, Arrival.SCREEN}
_OPENS = re.compile(
    "^(点击|立即|去)?(查看|打开|展开|详情|阅览|浏览)(详情|报告|影像|结果|病历|图像|全部|原文|内容)?$"
)
_NO_ROW = re.compile("首页|返回|拨打|电话|客服|取消|删除|预约|挂号|缴费|支付|提交|下载|分享|设置")


@dataclass(frozen=True)
class Door:
    """Where to begin: a mapped place, or what a way from it leads to if `way` is given."""

    place: Place
    way: Way | None = None


def live(app: App, key: str, again: bool = False) -> Iterator[Screen]:
    """Live screens of a function where the map has no more to say; only a few.

    again: entries that the explorer opened are opened once more, too (it may not have waited).
    """
    function = app.lexicon.functions[key]
    found = (screen for door in _doors(app, key, again) for screen in opened(app, door, function))
    yield from itertools.islice(found, MOST_SCREENS)


def _doors(app: App, key: str, again: bool) -> Iterator[Door]:
    """Pages of the function that were left unopened, and entries by its name that seemed dead."""
    for candidate in candidates(app, key):
        way, place = candidate.way, app.map.places.get(candidate.place)
        if candidate.score <= NEAR:
            continue
        stayed = way is not None and (place is None or place.id == way.source)
        if way is not None and stayed and way.arrival in _SEEMED_DEAD:
            yield Door(app.map.places[way.source], way)
        elif place is not None and not is_menu(app, place) and (again or _left(app, place)):
            yield Door(place)


def _left(app: App, place: Place) -> bool:
    """Something of the place was not opened, or seemed dead when it was."""
    if any(source == place.id for source, _, _ in app.map.unvisited):
        return True
    tried = [way for way in app.map.ways_from(place.id) if not _framing(app, way)]
    return not tried or any(
        w.target == place.id or w.arrival in {Arrival.NOTHING, Arrival.FAILED} for w in tried
    )


def opened(app: App, door: Door, function: Function) -> Iterator[Screen]:
    """Live screens behind a door, one after the other; each is on the device when yielded."""
    screen = _enter(app, door)
    if screen is None:
        return
    if door.way is not None:
        yield screen
    for label in rows(app, screen, function)[:MOST_ROWS]:
        here = _enter(app, door)
        node = labelled(here, label) if here is not None else None
        if here is None or node is None:
            continue
        after = _tapped(app, here, node)
        if after is not None and judge(after, frame(app), app.lexicon).hollow is None:
            yield after


def rows(app: App, screen: Screen, function: Function) -> list[str]:
    """Labels of what opens an entry of a list: a dated row, or a control that says so."""
    found = []
    for node in screen.nodes:
        label = screen.label(node)
        if not node.clickable or node.covered or node.role in {Role.TAB, Role.FIELD} or not label:
            continue
        words = plain(label)
        row = bool(DATED.search(label)) and len(words) > MOST_ROWS * 2
        opens = (_OPENS.search(words) or row) and not _NO_ROW.search(words[:12])
        if opens and not names_other(app.lexicon, function, label.split(" ")[0]):
            found.append(label)
    return list(dict.fromkeys(found))


def _framing(app: App, way: Way) -> bool:
    return plain(way.label) in frame(app).words


def _enter(app: App, door: Door) -> Screen | None:
    screen = app.visit(door.place)
    if screen is None or door.way is None:
        return screen
    node = labelled(screen, door.place.screen.label(door.place.screen.nodes[door.way.node]))
    return _tapped(app, screen, node) if node is not None else None


def _tapped(app: App, screen: Screen, node: Node) -> Screen | None:
    """The screen after a tap that did something."""
    try:
        after = awaited(app, screen, app.tap(node))
    except (ActionRefused, NodeCovered, StaleNode):
        return None
    return after if after.digest != screen.digest else None
