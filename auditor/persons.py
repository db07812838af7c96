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


def is_anothers(label: str, rows: Iterable[str], name: str) -> bool:
    """Whether a row is of somebody else than the one with this name, whose own row stands there.

    Touched, it turns the app to them: all that follows would be another's.
    """
    if len(name) < LEAST_NAME or name in label or len(label) > LONGEST_ROW:
        return False
    return _FAMILY.search(label) is not None and any(name in row and _OWN in row for row in rows)
