"""Functions of an app that match no indicator: candidates for the bonus, for an expert to judge.

What the lexicon knows by no name is either something special of this hospital (bonus clause
of the rubric) or an indicator's function under an unknown name.  Both are for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.flows.content import judgement_of
from probes.flows.walls import is_wall
from probes.lexicon import Lexicon, plain
from probes.naming import NAMED, NEAR, naming

MENU_NAMES = 3
LONGEST = 10
_NO_FUNCTION = re.compile(
    r"\d|^(首页|我的|返回|更多|全部|所有|查看|详情|取消|确定|关闭|搜索|设置|关于|退出|上一|下一|去|切换)"
    "|(中心|大厅|专区)$|科$|门诊$|院区$|协议|政策|须知|声明|主任|医师|医生"
)


def unmatched(app: App) -> tuple[tuple[str, str], ...]:
    """(label, id of the place that it leads to), as the app's menus show them, each once."""
    found: dict[str, str] = {}
    for way in _menu_entries(app.map, app.lexicon):
        target = app.map.places[way.target]
        named = naming(app.lexicon, way.label) >= NEAR or naming(app.lexicon, target.name) >= NEAR
        if not named and _works(app, target):
            found.setdefault(plain(way.label), way.target)
    return tuple(found.items())


def _menu_entries(appmap: AppMap, lexicon: Lexicon) -> Iterator[Way]:
    menus = {place for place in appmap.places if _is_menu(appmap, lexicon, place)}
    for way in appmap.ways:
        label = plain(way.label)
        leads = way.arrival is Arrival.SCREEN and way.target not in {way.source, *menus}
        short = 2 <= len(label) <= LONGEST
        if leads and short and way.source in menus and not _NO_FUNCTION.search(label):
            yield way


def _is_menu(appmap: AppMap, lexicon: Lexicon, place: str) -> bool:
    """A page from which several functions of the field are entered by their names."""
    labels = {plain(way.label) for way in appmap.ways_from(place)}
    return sum(naming(lexicon, label) >= NAMED for label in labels) >= MENU_NAMES


def _works(app: App, place: Place) -> bool:
    return not is_wall(app, place.screen) and judgement_of(app, place).hollow is None
