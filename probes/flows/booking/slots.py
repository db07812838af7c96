"""Time slots that one screen offers: clock times of at most an hour, and what only looks so."""

from __future__ import annotations

import itertools
import re

from devices.model import Node, Screen
from probes.app import App
from probes.flows.booking.confirm_page import CLOCK
from probes.flows.forms.senders import buttons
from probes.lexicon import plain

LONGEST_SLOT_MIN = 60
LEAST_SLOTS = 2
_RANGE = re.compile(
    r"(\d{1,2})(?:[::](\d{2})|[点时](\d{2})?分?)\s*[-~—–至到]+\s*(\d{1,2})(?:[::](\d{2})|[点时](\d{2})?分?)"
)
DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_DATE = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}")
_HALF = re.compile("^.{0,4}(时段|时间)[::]?(上午|下午)$")
_LEFT = re.compile(r"余\s*\d|剩余?\s*\d|可约|约满|已满")
_ARRANGED = re.compile(
    "推荐(安排|理由|行程)|安排(理由|建议)|(自动|智能)(为您|为你)?(安排|排程|规划)|(为您|为你)(自动|智能)?(安排|排程|规划)"
)


def slots(screen: Screen) -> list[Node]:
    """Nodes that offer a clock time of at most one hour; 上午/下午 is none.

    Mere points of time are offered only where they can be tapped: a timetable, a chat and a
    list of results have such times too.
    """
    ranged = [n for n in screen.nodes if n.text and _short_range(n.text) and not _prose(n.text)]
    if ranged:
        return ranged
    starts = [(n, _minutes(n.text)) for n in screen.nodes if n.text and len(n.text) <= 14]
    clocks = [(n, m) for n, m in starts if m is not None and _tappable(screen, n)]
    times = sorted({m for _, m in clocks})
    steps = [b - a for a, b in itertools.pairwise(times)]
    even = len(times) >= 3 and sum(0 < s <= LONGEST_SLOT_MIN for s in steps) >= len(steps) * 0.6
    return [n for n, _ in clocks] if even else []


def _prose(words: str) -> bool:
    """A time span in prose (门诊时间 08:00-12:00 …) is no slot."""
    return len(words) > 40


def _short_range(words: str) -> bool:
    for hit in _RANGE.finditer(words):
        h1, m1, h2, m2 = (int(g or 0) for g in (hit[1], hit[2] or hit[3], hit[4], hit[5] or hit[6]))
        length = (h2 * 60 + m2) - (h1 * 60 + m1)
        if 0 < length <= LONGEST_SLOT_MIN:
            return True
    return False


def _minutes(words: str) -> int | None:
    hit = CLOCK.search(words)
    return int(hit.group(1)) * 60 + int(hit.group(2)) if hit else None


def _tappable(screen: Screen, node: Node) -> bool:
    return node.clickable or any(up.clickable for up in list(screen.above(node))[:3])


def is_arranged(screen: Screen) -> bool:
    """A plan of days and hours that the app worked out is advice; no hour is on offer there.

    Each of its times stands with its day; a page that offers hours shows the day once.  Hours
    that say how many are left of them are on offer, whatever is advised above.
    """
    offered = slots(screen)
    dated = any(DAY.search(n.text) for n in offered)
    left = sum(bool(_LEFT.search(screen.label(_row(screen, n)))) for n in offered)
    advised = _ARRANGED.search(screen.text) is not None
    return dated and advised and left < LEAST_SLOTS


def _row(screen: Screen, node: Node) -> Node:
    """What is tapped to take an hour: its words, or the nearest box around them that can be."""
    if node.clickable:
        return node
    return next((up for up in screen.above(node) if up.clickable), node)


def is_half_a_day(app: App, screen: Screen) -> bool:
    """A page that books one day and its morning or afternoon: 日期 11-28,时段 上午,提交预约."""
    words = [plain(word) for word in screen.words]
    told = any(_HALF.search("".join(words[max(at - 1, 0) : at + 1])) for at in range(len(words)))
    final = buttons(screen, app.lexicon, "confirm_button")
    one = len({screen.label(node) for node in final}) == 1
    return told and one and _DATE.search(screen.text) is not None and not slots(screen)
