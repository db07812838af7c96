"""Which words are a time that can be taken: a clock time, or half a day and what is left of it."""

from __future__ import annotations

import re
from collections.abc import Set

from devices.guard.effects import normal
from devices.model import Node, Screen

TIME = re.compile(r"\d{1,2}[:：]\d{2}(?:\s*[-~—–至到]+\s*\d{1,2}[:：]\d{2})?")
_SPAN = re.compile(r"\d{1,2}[::]\d{2}\s*[-~—–至到]+\s*\d{1,2}[::]\d{2}")
HALF = re.compile("上午|下午|晚上|夜间|中午|全天")
NAMED_TIME = re.compile("(时段|时间|日期|午别|班次)")
_DAY = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)|(今|明|后)天|(周|星期)[一二三四五六日]")
_ASKS_DAY = re.compile("(请?选择)?(预约|就诊|检查|采血|采集|登记|到院|体检)?日期")
_LEAST_DAYS = 3
_LINE = 12
_LETTER = re.compile(r"[^\W\d_]")
_MOST_BESIDE = 10
_QUOTA = re.compile(r"余\s*\d")
"""How many are left of a half day (上午 余5), where no hour is told."""


def times_in(words: str) -> frozenset[str]:
    """The clock times, or spans of them, that words name."""
    return frozenset(hit.group(0) for hit in TIME.finditer(words))


def is_slot(words: str) -> bool:
    """A clock time with hardly a word beside it (15:00-16:00 余6): no notice, no doctor's line."""
    return bool(TIME.search(words)) and _stands_bare(words)


def is_half_day(words: str) -> bool:
    """Half a day with how many are left of it (上午 余5), and hardly a word beside."""
    return bool(HALF.search(words)) and tells_what_is_left(words) and _stands_bare(words)


def starts_as_slot(words: str) -> bool:
    """A line of a list of times: it begins with its time, or is half a day and what is left."""
    return is_half_day(words) or (is_slot(words) and bool(TIME.match(words.strip())))


def tells_what_is_left(words: str) -> bool:
    """Whether words tell how many are left of something (余3)."""
    return bool(_QUOTA.search(words))


def _stands_bare(words: str) -> bool:
    return len(_LETTER.findall(words)) <= _MOST_BESIDE


def offered_times(screen: Screen, control: Node, visits: Set[str]) -> list[Node]:
    """Other controls of a page that are a time to take.

    A line that names its time tells when something is, and so does the only time of a form,
    beside its name (测量时间 08:00); visits: such names that a visit's time has (就诊时间).
    """
    others = [n for n in screen.nodes if n.clickable and n is not control]
    lines = ((n, screen.label(n)) for n in others)
    offered = ((n, words) for n, words in lines if not NAMED_TIME.search(words))
    times = [n for n, words in offered if is_slot(words) or is_half_day(words)]
    return [] if len(times) == 1 and _is_asked_for(screen, times[0], visits) else times


def offers_half_days(screen: Screen, control: Node) -> bool:
    """Days stand in a row above a control, or one is asked for (日期), and the halves of one."""
    above = [n for n in screen.nodes if n.bounds.bottom <= control.bounds.y]
    touched = [n for n in above if n.clickable]
    days = [n for n in touched if _DAY.match(screen.label(n).strip())]
    halves = {label for n in touched if HALF.fullmatch(label := normal(screen.label(n)))}
    asked = any(_ASKS_DAY.fullmatch(normal(n.text)) for n in above)
    return (asked or len(days) >= _LEAST_DAYS) and len(halves) > 1


def is_wheel_of_times(screen: Screen, dialog: Node) -> bool:
    """A sheet whose lines are days, and halves of a day or spans of hours in it."""
    lines = [n.text.strip() for n in screen.below(dialog) if n.text]
    days = [line for line in lines if _DAY.search(line) and _stands_bare(line)]
    halves = {normal(line) for line in lines if HALF.fullmatch(normal(line))}
    spans = [line for line in lines if _SPAN.match(line)]
    return len(days) >= _LEAST_DAYS and (len(halves) > 1 or len(spans) > 1)


def _is_asked_for(screen: Screen, time: Node, visits: Set[str]) -> bool:
    level = time.bounds.center[1]
    names = (
        normal(n.text)
        for n in screen.nodes
        if n.text and n.bounds.right <= time.bounds.x and abs(n.bounds.center[1] - level) < _LINE
    )
    return any(name.endswith("时间") and name not in visits for name in names)
