"""What may be known about one fact, and its spelling in a facts file.

None              unknown
bool              of a bool fact
Decimal           of a number fact
str               of a choice fact
OneOf             of a choice fact, not yet decided between some words
Members           of a set fact: members proven, members undecided; all others are absent
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple


class OneOf(NamedTuple):
    """A choice that is one of these words (at least two)."""

    members: tuple[str, ...]


class Members(NamedTuple):
    """A set: `has` are proven members, `open` undecided ones; both in the edition's order."""

    has: tuple[str, ...]
    open: tuple[str, ...] = ()


Value = bool | Decimal | str | OneOf | Members | None


def is_settled(value: Value) -> bool:
    """True if nothing about the fact is left open."""
    if isinstance(value, Members):
        return not value.open
    return value is not None and not isinstance(value, OneOf)


def to_plain(value: Value) -> Any:
    """The value as it is written in a facts file (JSON types)."""
    if isinstance(value, Members):
        if value.open:
            return {"has": list(value.has), "open": list(value.open)}
        return list(value.has)
    if isinstance(value, OneOf):
        return {"one_of": list(value.members)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
