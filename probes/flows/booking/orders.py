"""The orders of the account: which one is this audit's, where it stands, how it is cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Place
from probes.flows.screens.overlay import close_notices, on_top
from probes.lexicon import plain
from probes.naming import NEAR, match

_DAY = re.compile(r"(?<![\d:])(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?![\d:])")
_YEAR = re.compile(r"\b20\d\d\s*[-/.年]\s*")
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})[:\uff1a](\d{2})(?!\d)")
_ENDS = re.compile(r"(?<=\d)\s*[-~—–至到]+\s*\d{1,2}[:\uff1a]\d{2}(?!\d)")
"""Where a slot ends another begins: 09:00-09:30 is not the one of 09:30."""
_LINKS = re.compile("查看|详情|我的(预约|挂号|订单|号)|(预约|挂号|就诊)(记录|订单|单)|订单|完成")
_TABS = re.compile("^(待就诊|未就诊|待使用|待取号|已预约|预约中|进行中|待支付|全部|当前预约)$")
_MORE = re.compile("^(更多|更多操作|操作|…|⋯|\\.\\.\\.|···|管理)$")
_HOME = re.compile("^(我的|个人中心|我|首页|会员中心)$")
_ASKS = re.compile(
    "怎么|怎样|如何|能否|可否|为什么|吗|[?？]|(须知|说明|规则|流程|指南|政策|规定|问题|记录)$"
)
"""A question about cancelling, or what tells of it: nothing is given back by touching that."""
_DONE = ("已", "待退", "退号中")
"""How a state begins, and the tab over the bookings that have it (已退号)."""
_NUMBER = re.compile(r"(?:单号|订单号|预约号|预约码|流水号|编号)[\s::]{0,4}([A-Za-z]{0,6}\d{6,})")
MOST_ROWS, OF_ANOTHER_DAY = 4, 3
LONGEST_ROW = 260


def numbers_in(words: str) -> frozenset[str]:
    """The numbers of orders that words tell as such (预约单号 GH2611280101)."""
    return frozenset(_NUMBER.findall(words))


@dataclass(frozen=True)
class Marks:
    """What tells one booking from another: its days as (month, day), when its slots begin, and
    the numbers that the app gave it when it was made.

    A number outweighs the day: on one day of an app the phone may call it the next.
    before: days and hours of the bookings that the account had already, where nothing else is
    known: what is not surely new is never cancelled.
    """

    days: frozenset[tuple[int, int]] = frozenset()
    times: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    before: frozenset[tuple[tuple[int, int], str]] | None = None

    @classmethod
    def of(cls, screen: Screen) -> Marks:
        return cls.read(screen.text)

    @classmethod
    def read(cls, words: str) -> Marks:
        bare = _YEAR.sub(" ", words)
        days = {(int(m), int(d)) for m, d in _DAY.findall(bare)}
        return cls(
            frozenset((m, d) for m, d in days if 1 <= m <= 12 and 1 <= d <= 31),
            frozenset(f"{int(h)}:{m}" for h, m in _CLOCK.findall(_ENDS.sub("", words))),
        )

    def __bool__(self) -> bool:
        return bool(self.days)

    def numbered(self, words: str) -> bool:
        """The words bear the booking's own number."""
        return any(number in words for number in self.numbers)

    def fits(self, words: str) -> bool:
        """The words bear its number, or speak of the same day, and of no other hour or number."""
        if self.numbers and (told_numbers := numbers_in(words)):
            return bool(told_numbers & self.numbers)
        if self.numbered(words):
            return True
        told = Marks.read(words)
        same_hour = not self.times or not told.times or bool(self.times & told.times)
        return bool(self.days & told.days) and same_hour

    def excludes(self, words: str) -> bool:
        """The words speak of another number, day or hour: of somebody's or an earlier booking."""
        if self.before is not None and not self:
            return self._may_be_an_earlier_one(words)
        other = bool(self.numbers and numbers_in(words)) or bool(Marks.read(words).days)
        return bool(self) and other and not self.fits(words)

    def _may_be_an_earlier_one(self, words: str) -> bool:
        told = Marks.read(words)
        new = {(day, time) for day in told.days for time in told.times} - (self.before or set())
        return not new or len(told.days) > 1


def bookings_before(app: App) -> frozenset[tuple[tuple[int, int], str]]:
    """Day and hour of every booking that the exploration saw in the account's list of them."""
    known: set[tuple[tuple[int, int], str]] = set()
    for candidate in app.finder().find("my_bookings"):
        if candidate.score <= NEAR or candidate.place not in app.map.places:
            continue
        for place in app.map.beyond(candidate.place, 1):
            for node in place.screen.nodes:
                told = Marks.read(place.screen.label(node))
                known.update((day, time) for day in told.days for time in told.times)
    return frozenset(known)


def row_of(screen: Screen, node: Node) -> str:
    """The words of the entry that a control belongs to: of the page, if it holds only one."""
    label = screen.label(node)
    if Marks.read(label).days:
        return label
    for up in screen.above(node):
        words = screen.label(up)
        if len(words) > LONGEST_ROW:
            break
        if Marks.read(words).days:
            return words
    return _above(screen, node) or screen.text


def _above(screen: Screen, node: Node) -> str:
    """Where a list has no boxes: the words since the control of the same name before it."""
    label = plain(screen.label(node))
    alike = [n for n in screen.nodes if n.clickable and plain(screen.label(n)) == label]
    if len(alike) < 2:
        return ""
    before = [n.index for n in alike if n.index < node.index]
    return " ".join(n.text for n in screen.nodes[max(before, default=0) : node.index] if n.text)


def cancel_control(app: App, screen: Screen, marks: Marks) -> Node | None:
    """The control that cancels this audit's booking: never the one of another booking."""
    found = [
        n
        for n in screen.nodes
        if n.clickable and not n.covered and n.enabled and _cancels(app, screen, n)
    ]
    inner = [n for n in found if not any(m.parent == n.index for m in found)]
    fitting = [n for n in inner if marks.fits(row_of(screen, n))]
    if fitting:
        return fitting[0]
    if len(inner) == 1 and marks.numbered(screen.text):
        return inner[0]
    allowed = [n for n in inner if not marks.excludes(row_of(screen, n))]
    return allowed[0] if allowed and (len(inner) == 1 or not marks) else None


def _cancels(app: App, screen: Screen, node: Node) -> bool:
    words = plain(screen.label(node))
    if _ASKS.search(screen.label(node).strip()) or words.startswith(_DONE):
        return False
    if words == "取消":
        return not on_top(screen) and node.role is not Role.TAB
    return len(words) <= 8 and app.lexicon.says("cancel_booking", words)


def find_orders(app: App, marks: Marks) -> Iterator[Screen]:
    """Every screen from which the booking could be cancelled, the nearest first.

    Each is live when it is handed over; what was tried there may have led elsewhere since.
    A notice that still lies over the fresh order (预约成功 … 知道了) is closed first.
    """
    close_notices(app)
    yield from _around(app, marks, depth=2)
    for screen in in_the_list(app):
        yield from _around(app, marks, depth=0)
        for tab in ("", *_labels(app, screen, _TABS)):
            if tab and not _tap_label(app, tab):
                continue
            yield from _rows_opened(app, marks)


def _around(app: App, marks: Marks, depth: int) -> Iterator[Screen]:
    """This screen, what hides behind its 更多, and what its links to the order lead to."""
    screen = app.again()
    if cancel_control(app, screen, marks) is not None:
        yield screen
        return
    for label in _labels(app, screen, _MORE):
        if _tap_label(app, label):
            if cancel_control(app, app.again(), marks) is not None:
                yield app.again()
                return
            _leave_overlay(app)
    if depth <= 0:
        return
    for label in _labels(app, screen, _LINKS)[:3]:
        if _tap_label(app, label) and app.again().digest != screen.digest:
            yield from _around(app, marks, depth - 1)
            yield from _rows_opened(app, marks)
            with suppress(ActionRefused):
                app.back()


def _leave_overlay(app: App) -> None:
    if on_top(app.again()):
        with suppress(ActionRefused):
            app.back()


def in_the_list(app: App) -> Iterator[Screen]:
    """The list of the account's bookings, by every way to it that the map knows."""
    seen: set[str] = set()
    for candidate in app.finder().find("my_bookings")[:8]:
        place = app.map.places.get(candidate.place)
        if candidate.score <= NEAR or place is None or place.id in seen:
            continue
        seen.add(place.id)
        if _at(app, place):
            yield app.again()
    function = app.lexicon.functions["my_bookings"]
    for way in app.map.ways:
        source = app.map.places.get(way.source)
        named = match(function, way.label, "")[0] > NEAR
        if named and way.target not in seen and source is not None:
            seen.add(way.target)
            if app.visit(source) is not None and _tap_label(app, way.label):
                yield app.again()


def _at(app: App, place: Place) -> bool:
    """On the place, even if it looks different now that a booking was made."""
    if app.visit(place) is not None:
        return True
    if place.parent is not None and place.entered_by is not None:
        there = app.visit(place.parent) is not None
        if there and _tap_label(app, place.entered_by.label):
            return True
    screen = app.again()
    return bool(place.screen.title) and screen.title == place.screen.title


def _rows_opened(app: App, marks: Marks) -> Iterator[Screen]:
    """The entries of a list of bookings one after the other, this audit's first."""
    for label, fits in _rows(app, app.again(), marks)[:MOST_ROWS]:
        before = app.again().digest
        if not _tap_label(app, label) or app.again().digest == before:
            continue
        here = app.again()
        if not marks.excludes(here.text) and (fits or marks.numbered(here.text)):
            yield from _around(app, marks, depth=0)
        with suppress(ActionRefused):
            app.back()


def _rows(app: App, screen: Screen, marks: Marks) -> list[tuple[str, bool]]:
    """Labels of the entries that may be the booking: not cancelled, and whether they are not of
    another day; one of another day may be only if it is new and its number will tell."""
    known = {label for place in app.map.places.values() for label in place.screen.words}
    found: list[tuple[int, str]] = []
    for node in screen.nodes:
        label = screen.label(node)
        if not node.clickable or node.covered or not label or len(label) > LONGEST_ROW:
            continue
        opens = len(label) > 12 or re.search("^(查看|详情)", plain(label))
        row = row_of(screen, node)
        if not opens or app.lexicon.says("cancelled", row) or not re.search(r"\d", row):
            continue
        fresh = any(part.text not in known for part in screen.below(node) if part.text)
        if not marks.excludes(row):
            found.append((0 if marks and marks.fits(row) else 1 if fresh else 2, label))
        elif fresh and marks.numbers:
            found.append((OF_ANOTHER_DAY, label))
    best: dict[str, bool] = {}
    for rank, label in sorted(found, key=lambda f: f[0]):
        best.setdefault(label, rank < OF_ANOTHER_DAY)
    return list(best.items())


def _labels(app: App, screen: Screen, pattern: re.Pattern[str]) -> list[str]:
    """Short labels of what can be tapped here and says this."""
    found = [
        screen.label(n)
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and len(plain(screen.label(n))) <= 10
        and pattern.search(plain(screen.label(n)))
        and not app.lexicon.says("cancel_booking", plain(screen.label(n)))
    ]
    return list(dict.fromkeys(found))


def _tap_label(app: App, label: str) -> bool:
    screen = app.again()
    for node in screen.nodes:
        if node.clickable and not node.covered and screen.label(node) == label:
            with suppress(ActionRefused, NodeCovered, StaleNode):
                app.tap(node, looking=True)  # only to see: nothing may come of it
                return True
    return False
