"""Entries that go by no name of the field, and the functions that they may be after all.

A function under a name that nobody has listed is there all the same.  A page that no name
explains and that speaks of a function proves nothing; but it keeps a no from being said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from devices.model import Node
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.articles import ASKS, answers_questions, in_column, is_article, is_headline, is_hub
from probes.finding import Finding, unknown
from probes.flows.places.content import frame, judgement_of
from probes.flows.screens.cards import cards
from probes.flows.screens.walls import is_wall
from probes.labels import LONGEST_LABEL, asks, is_action
from probes.lexicon import LETTERS, Function, Lexicon, plain
from probes.model import Cause
from probes.naming import NEAR, match, naming

SHORTEST, LONGEST, COMPLETING = 2, 10, 12
_NO_FUNCTION = re.compile(
    r"\d|^(首页|我的|返回|更多|全部|所有|查看|详情|取消|确定|关闭|搜索|设置|关于|退出|上一|下一|去|切换)"
    "|(中心|大厅|专区)$|科$|门诊$|院区$|协议|政策|须知|声明|主任|医师|医生|设置$|^隐私|^账号|^选|收费|价格|标准$|公示"
)
_GOES_INTO = re.compile("(同步|纳入|计入|写入|存入|归入|上传|并入)[^\\n]{0,10}(档案|病历)")
"""What is sent into a record is not the record."""
ORDERS = "online_orders"
_ORDERED = re.compile("(开单|开立|开具|开方)(医生|医师|时间|日期)|执行科室")
"""A sheet that a doctor has written names clinics, rooms and medicines, and is but an order."""
_DOCTOR = re.compile("(主任|主治|住院)医师[\\s\\S]*(擅长|专长|专业方向|出诊|研究方向)")


@dataclass(frozen=True)
class _Page:
    """What a page that no name explains says: text with its entry's label, and its short lines."""

    way: Way
    place: Place
    text: str
    lines: tuple[Node, ...]


def unexplained(app: App, of: AppMap | None = None) -> tuple[Way, ...]:
    """The ways to pages that neither their label nor their title explains; once per map."""
    appmap = of or app.map
    key = f"unexplained:{id(appmap)}"
    if key not in app.memory:
        app.memory[key] = tuple(w for w in appmap.ways if _unnamed(app.lexicon, appmap, w))
    found = app.memory[key]
    assert isinstance(found, tuple)
    return found


def perhaps(app: App, function: Function, of: AppMap | None = None) -> Finding | None:
    """Unknown if a page that no name explains speaks of the function; None if none does."""
    for page in _pages(app, of):
        line = _speaks_of(function, page)
        if line is None or (_ORDERED.search(page.text) and function.key != ORDERS):
            continue
        if _may_be_one(app, page.place, of):
            told = f"“{page.way.label}”的页面提到“{line.text[:16]}”"
            words = f"{told},认不出是不是“{function.name}”,请人工看一眼"
            shown = [app.show_place(page.place, [line], page.way.label)]
            return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return None


def _pages(app: App, of: AppMap | None) -> tuple[_Page, ...]:
    """The pages behind those ways, read once per map: every function that is missing asks them."""
    appmap = of or app.map
    key = f"unexplained pages:{id(appmap)}"
    if key not in app.memory:
        entries = {plain(label) for label in appmap.labels()}
        ways = (way for way in unexplained(app, of) if _may_name(app.lexicon, way.label))
        app.memory[key] = tuple(_page(app, way, entries, of) for way in ways)
    found = app.memory[key]
    assert isinstance(found, tuple)
    return found


def _page(app: App, way: Way, entries: set[str], of: AppMap | None) -> _Page:
    place = (of or app.map).places[way.target]
    text = plain(f"{way.label} {place.screen.text}")
    return _Page(way, place, text, tuple(_lines(app, place, entries, of)))


def _may_name(lexicon: Lexicon, label: str) -> bool:
    return not (asks(label) or is_action(label) or is_headline(lexicon, label))


def works(app: App, place: Place, of: AppMap | None = None) -> bool:
    """A page with content of its own that lets the account in."""
    return not is_wall(app, place.screen) and judgement_of(app, place, of).hollow is None


def _unnamed(lexicon: Lexicon, appmap: AppMap, way: Way) -> bool:
    if way.arrival is not Arrival.SCREEN or way.target == way.source:
        return False
    label, target = plain(way.label), appmap.places[way.target]
    if not SHORTEST <= len(label) <= LONGEST or _NO_FUNCTION.search(label):
        return False
    return naming(lexicon, way.label) < NEAR and naming(lexicon, target.screen.title) < NEAR


def _may_be_one(app: App, place: Place, of: AppMap | None) -> bool:
    """Neither a menu nor a text to read nor letters, and not hollow."""
    appmap = of or app.map
    if place.part or place.outside or is_hub(app.lexicon, appmap, place):
        return False
    if _holds_letters(app, place, of):
        return False
    if is_article(app.lexicon, place) or in_column(app.lexicon, appmap, place):
        return False
    if answers_questions(place.screen) or _DOCTOR.search(place.screen.text):
        return False
    return works(app, place, of)


def _holds_letters(app: App, place: Place, of: AppMap | None) -> bool:
    """Dated entries below what is called like the message centre: they speak of everything."""
    centre = app.lexicon.functions[LETTERS]
    below = any(match(centre, label, "")[0] > NEAR for label in place.trail)
    return below and bool(cards(place.screen, frame(app, of)))


def _speaks_of(function: Function, page: _Page) -> Node | None:
    """The line of a page that names the function, or completes a label that half names it."""
    if not any(all(group.search(page.text) for group in groups) for groups in function.entry):
        return None
    label = page.way.label
    alone = match(function, label, "")[0]
    for node in page.lines:
        short = len(plain(node.text)) <= COMPLETING
        completes = short and match(function, label, node.text)[0] > alone
        if match(function, node.text, "")[0] > NEAR or completes:
            return node
    return None


def _lines(app: App, place: Place, entries: set[str], of: AppMap | None) -> Iterator[Node]:
    """The short lines of a page that are no entries to something else, here or elsewhere."""
    leads = " ".join(plain(way.label) for way in (of or app.map).ways_from(place.id))
    for node in frame(app, of).own(place.screen):
        words = plain(node.text)
        if not SHORTEST <= len(words) <= LONGEST_LABEL:
            continue
        if ASKS.search(node.text) or _GOES_INTO.search(node.text):
            continue
        if words not in leads and words not in entries:
            yield node
