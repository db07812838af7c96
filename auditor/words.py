"""The Chinese words for what a score card holds, shared by terminal and reports."""

from __future__ import annotations

from rubric import (
    BoolFact,
    ChoiceFact,
    Fact,
    Interval,
    Members,
    NumberFact,
    OneOf,
    Outcome,
    SetFact,
    Value,
    spell_points,
)

OUTCOMES = {
    Outcome.MET: "得满分",
    Outcome.PARTIAL: "部分得分",
    Outcome.NOT_MET: "不得分",
    Outcome.OPEN: "待定",
    Outcome.ERROR: "工具故障",
    Outcome.NOT_APPLICABLE: "不适用",
}


def say_interval(points: Interval) -> str:
    """`1.5`, or `0~2` while something is open."""
    low, high = spell_points(points.low), spell_points(points.high)
    return low if low == high else f"{low}~{high}"


def say_value(fact: Fact, value: Value) -> str:
    """What is known of a fact: 有, 没有, the words of a set or choice, or 未知."""
    if value is None:
        return "未知"
    match fact:
        case BoolFact():
            return "有" if value else "没有"
        case NumberFact():
            return str(value)
        case ChoiceFact():
            words = value.members if isinstance(value, OneOf) else (str(value),)
            return "或".join(fact.members[word] for word in words)
        case SetFact():
            return _say_members(fact, value)


def _say_members(fact: SetFact, value: Value) -> str:
    assert isinstance(value, Members)
    has = "、".join(fact.members[word] for word in value.has) or "没有"
    if not value.open:
        return has
    still = "、".join(fact.members[word] for word in value.open)
    return f"{has};未知:{still}" if value.has else f"未知:{still}"
