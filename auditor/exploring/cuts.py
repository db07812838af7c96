"""Labels by which one list is cut: days, periods, letters.  What they show is more of the same."""

from __future__ import annotations

import re

LONGEST_CUT = 14
_CUT = re.compile(
    r"^(周|星期|礼拜)[一二三四五六日天]|^[今明后昨]天|^20\d\d(年|$)"
    r"|^(20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}|^[本上当](周|月|季度?|年)$|^[A-Z#]$"
    r"|^最?[近前][\d一二两三四五六七半]{1,2}个?(天|日|周|星期|月|年)"
)

_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])\s*[日号]?")


def is_day(label: str) -> bool:
    """A day of a month's calendar (7, 28日)."""
    return _DAY.fullmatch(label.strip()) is not None


def is_cut(label: str) -> bool:
    """A day, a period or a letter to choose (周三 11-25, 近一年, C)."""
    return len(label) <= LONGEST_CUT and _CUT.search(label.strip()) is not None
