"""Which words are a time that can be taken: a clock time, or half a day and what is left of it."""

from __future__ import annotations

import re

TIME = re.compile(r"\d{1,2}[:：]\d{2}(?:\s*[-~—–至到]+\s*\d{1,2}[:：]\d{2})?")
HALF = re.compile("上午|下午|晚上|夜间|中午|全天")
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
