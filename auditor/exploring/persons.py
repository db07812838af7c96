"""A page that asks whose matter it is: one row is the account's own, others are its family's."""

from __future__ import annotations

import re
from collections.abc import Iterable

LEAST_NAME, LONGEST_ROW = 2, 40
_OWN = "本人"
_FAMILY = re.compile(
    "之子|之女|儿子|女儿|子女|配偶|丈夫|妻子|爱人|父亲|母亲|父母|爸爸|妈妈|公公|婆婆|岳父|岳母"
    "|祖父|祖母|爷爷|奶奶|外公|外婆|兄弟|姐妹|哥哥|姐姐|弟弟|妹妹|亲属|家属"
)


def is_own(label: str, name: str) -> bool:
    """Whether a row is that of the one with this name, as their own."""
    named = len(name) >= LEAST_NAME and name in label
    return named and _OWN in label and len(label) <= LONGEST_ROW


def is_anothers(label: str, rows: Iterable[str], name: str) -> bool:
    """Whether a row is of somebody else than the one with this name, whose own row stands there.

    Touched, it turns the app to them: all that follows would be another's.
    """
    if name in label or len(label) > LONGEST_ROW or not _FAMILY.search(label):
        return False
    return any(is_own(row, name) for row in rows)
