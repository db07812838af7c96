"""The points that a rule gives, worked out once for every combination of grades.

After this, scoring is looking up: `PointsTable.points[grades]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product
from math import prod
from typing import assert_never

from rubric.model import Fact, Indicator, SetFact
from rubric.rules import (
    Bound,
    Cases,
    Checklist,
    Choice,
    Condition,
    Conditions,
    Rule,
    Shortfall,
    Sum,
    Thresholds,
    Tiers,
)
from rubric.scales import Sample, Scale, scale_of

ZERO = Decimal(0)
Seen = Mapping[str, Sample]


@dataclass(frozen=True, eq=False)
class PointsTable:
    """Points of one indicator by the grades of its facts, in the order of `facts`."""

    code: str
    weight: Decimal
    facts: tuple[str, ...]
    scales: tuple[Scale, ...]
    points: Mapping[tuple[int, ...], Decimal]

    @cached_property
    def top(self) -> tuple[int, ...]:
        """Every fact at its best."""
        return tuple(len(scale.samples) - 1 for scale in self.scales)

    @cached_property
    def bottom(self) -> tuple[int, ...]:
        """Every fact at its worst."""
        return tuple(0 for _ in self.scales)


def _scales(indicator: Indicator) -> tuple[Scale, ...]:
    bounds = bounds_of(indicator.rule)
    return tuple(scale_of(fact, bounds.get(name, ())) for name, fact in indicator.facts.items())


def combinations(indicator: Indicator) -> int:
    """How many combinations of grades its facts have."""
    return prod(len(scale.samples) for scale in _scales(indicator))


def tabulate(indicator: Indicator) -> PointsTable:
    """Work out an indicator whose rule fits its facts (see rubric/fitting.py)."""
    scales = _scales(indicator)
    points = {
        grades: points_of(indicator.rule, _seen(indicator.facts, scales, grades))
        for grades in product(*(range(len(scale.samples)) for scale in scales))
    }
    return PointsTable(indicator.code, indicator.weight, tuple(indicator.facts), scales, points)


def _seen(facts: Mapping[str, Fact], scales: tuple[Scale, ...], grades: tuple[int, ...]) -> Seen:
    triples = zip(facts, scales, grades, strict=True)
    seen = {name: scale.samples[grade] for name, scale, grade in triples}
    sizes = {
        f"#{name}": len(fact.counted) for name, fact in facts.items() if isinstance(fact, SetFact)
    }
    return seen | sizes


def points_of(rule: Rule, seen: Seen) -> Decimal:
    """Points of a rule over fully known facts; "#name" in `seen` is the size of a whole set."""
    if not all_hold(rule.requires, seen):
        return ZERO
    match rule:
        case Checklist():
            return rule.full - sum(
                (minus for name, minus in rule.minus.items() if not seen[name]), ZERO
            )
        case Tiers():
            return next(
                (
                    rule.points[n]
                    for n in sorted(rule.points, reverse=True)
                    if _size(seen[rule.fact]) >= n
                ),
                ZERO,
            )
        case Shortfall():
            lacking = _size(seen[f"#{rule.fact}"]) - _size(seen[rule.fact])
            return rule.full - min(rule.each * lacking, rule.at_most)
        case Thresholds():
            return next((s.points for s in rule.steps if s.holds(_size(seen[rule.fact]))), ZERO)
        case Choice():
            return rule.points[str(seen[rule.fact])]
        case Cases():
            return _points_of_cases(rule, seen)
        case Sum():
            return sum((points_of(part, seen) for part in rule.parts), ZERO)
        case _:
            assert_never(rule)


def _points_of_cases(rule: Cases, seen: Seen) -> Decimal:
    for row in rule.rows:
        if all_hold(row.when, seen):
            # the model has validated that a row without a rule has points
            return row.points if row.rule is None else points_of(row.rule, seen)  # type: ignore[return-value]
    return rule.otherwise


def all_hold(conditions: Conditions, seen: Seen) -> bool:
    """True if every condition holds for what was seen."""
    return all(_holds(condition, seen[name]) for name, condition in conditions.items())


def _holds(condition: Condition, sample: Sample) -> bool:
    if condition is True:
        return sample is True
    if isinstance(condition, Bound):
        return condition.holds(_size(sample))
    return sample in condition


def _size(sample: Sample) -> Decimal:
    """The sample of a number or set as a number."""
    return Decimal(sample)


def parts_of(rule: Rule) -> Iterator[Rule]:
    """A rule and all rules inside it."""
    yield rule
    if isinstance(rule, Sum):
        for part in rule.parts:
            yield from parts_of(part)
    elif isinstance(rule, Cases):
        for row in rule.rows:
            if row.rule is not None:
                yield from parts_of(row.rule)


def conditions_of(rule: Rule) -> Iterator[tuple[str, Condition]]:
    """Every condition in a rule and its parts, with the fact it is about."""
    for part in parts_of(rule):
        yield from part.requires.items()
        if isinstance(part, Cases):
            for row in part.rows:
                yield from row.when.items()


def bounds_of(rule: Rule) -> dict[str, list[Bound]]:
    """The bounds that a rule sets, by fact."""
    bounds: dict[str, list[Bound]] = {}
    for name, condition in conditions_of(rule):
        if isinstance(condition, Bound):
            bounds.setdefault(name, []).append(condition)
    for part in parts_of(rule):
        if isinstance(part, Thresholds):
            bounds.setdefault(part.fact, []).extend(part.steps)
    return bounds
