"""A scoring rule said in Chinese, for the indicator reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rubric.model import ChoiceFact, Fact, NumberFact, SetFact, Unit
from rubric.rules import (
    Bound,
    Cases,
    Checklist,
    Choice,
    Condition,
    Conditions,
    Row,
    Rule,
    Shortfall,
    Sum,
    Thresholds,
    Tiers,
)
from rubric.wording import spell_points

Facts = Mapping[str, Fact]


def rule_lines(rule: Rule, facts: Facts) -> Iterator[str]:
    """The rule, a sentence per line."""
    if rule.requires:
        yield f"前提:{_all(rule.requires, facts)},否则 0 分"
    match rule:
        case Checklist():
            yield _checklist(rule, facts)
        case Tiers():
            tiers = ",".join(f"{n} 项{_more(rule, n)} {_pt(p)}" for n, p in rule.points.items())
            yield f"“{facts[rule.fact].gloss}”{_uncounted(facts[rule.fact])}:{tiers},其余 0 分"
        case Shortfall():
            each, most = _pt(rule.each), _pt(rule.at_most)
            yield f"{_pt(rule.full)};“{facts[rule.fact].gloss}”每缺一项扣 {each},最多扣 {most}"
        case Thresholds():
            steps = ",".join(f"{_bound(s, facts[rule.fact])} {_pt(s.points)}" for s in rule.steps)
            yield f"“{facts[rule.fact].gloss}”:{steps},其余 0 分"
        case Choice():
            words = ",".join(
                f"{_word(facts, rule.fact, w)} {_pt(p)}" for w, p in rule.points.items()
            )
            yield f"“{facts[rule.fact].gloss}”:{words}"
        case Cases():
            for row in rule.rows:
                yield from _row(row, facts)
            yield f"其余:{_pt(rule.otherwise)}"
        case Sum():
            for number, part in enumerate(rule.parts, 1):
                yield from (f"第 {number} 部分:{line}" for line in rule_lines(part, facts))


def _checklist(rule: Checklist, facts: Facts) -> str:
    minus = ",".join(f"没有“{facts[name].gloss}”扣 {_pt(p)}" for name, p in rule.minus.items())
    return f"{_pt(rule.full)};{minus}" if minus else _pt(rule.full)


def _row(row: Row, facts: Facts) -> Iterator[str]:
    """One row of a table of cases; the first that holds decides."""
    if row.points is not None:
        yield f"{_all(row.when, facts)}:{_pt(row.points)}"
    if row.rule is not None:
        yield from (f"{_all(row.when, facts)}:{line}" for line in rule_lines(row.rule, facts))


def _all(conditions: Conditions, facts: Facts) -> str:
    return "且".join(_condition(name, condition, facts) for name, condition in conditions.items())


def _condition(name: str, condition: Condition, facts: Facts) -> str:
    gloss = f"“{facts[name].gloss}”"
    if condition is True:
        return f"有{gloss}"
    if isinstance(condition, Bound):
        return gloss + _bound(condition, facts[name])
    return f"{gloss}为{'或'.join(_word(facts, name, word) for word in condition)}"


def _bound(bound: Bound, fact: Fact) -> str:
    value, strict = bound.edge
    ratio = isinstance(fact, NumberFact) and fact.unit is Unit.RATIO
    shown = f"{spell_points(value * 100)}%" if ratio else spell_points(value)
    return f"大于 {shown}" if strict else f"达到 {shown}"


def _word(facts: Facts, name: str, word: str) -> str:
    fact = facts[name]
    return f"“{fact.members[word]}”" if isinstance(fact, ChoiceFact | SetFact) else word


def _more(rule: Tiers, number: int) -> str:
    return "以上" if number == max(rule.points) else ""


def _uncounted(fact: Fact) -> str:
    if not isinstance(fact, SetFact) or not fact.not_counted:
        return ""
    return f"(不计{'、'.join(fact.members[word] for word in fact.not_counted)})"


def _pt(points: Decimal) -> str:
    return f"{spell_points(points)} 分"
