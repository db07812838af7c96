"""One indicator for one state of knowledge: its interval, its losses, what open facts move.

A state is, for every fact, the grades that it may still have (rubric/scales.py).  Better facts
never give fewer points (the loader has proven it), so the least points are those of all worst
grades and the most those of all best ones: both ends are reached by a completion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product

from rubric.points import PointsTable
from rubric.scales import Grades

State = tuple[Grades, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that are lost for certain, and the facts (by position) that lose them."""

    points: Decimal
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenFact:
    """An undecided fact (by position) that could still change the points.

    low_at_best: lower end of the interval if it turned out best; high_at_worst: upper end if
    worst; swings: points (with it at worst, at best) over the completions of the other facts
    in which it makes a difference.
    """

    fact: int
    low_at_best: Decimal
    high_at_worst: Decimal
    swings: frozenset[tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The interval of an indicator, why `weight - high` is lost, and what is still open."""

    low: Decimal
    high: Decimal
    losses: tuple[Loss, ...]
    open: tuple[OpenFact, ...]


@lru_cache(maxsize=1 << 16)
def assess(table: PointsTable, state: State) -> Assessment:
    """Judge an indicator whose facts have the grades of `state`."""
    worst = tuple(grades[0] for grades in state)
    best = tuple(grades[-1] for grades in state)
    low, high = table.points[worst], table.points[best]
    undecided = _open_facts(table, state, worst, best) if low < high else ()
    return Assessment(low, high, tuple(_losses(table, best)), tuple(undecided))


def _losses(table: PointsTable, best: tuple[int, ...]) -> Iterator[Loss]:
    """Attribute what is lost at `best`, the most that the facts still allow.

    From the full marks, facts are lowered to their grade one by one in the edition's order
    (prerequisites first); each drop belongs to the fact that was lowered, together with those
    before it without which there would have been no such drop (either-or clauses).
    """
    grades = table.top
    silent: list[int] = []
    for index, grade in enumerate(best):
        if grade == table.top[index]:
            continue
        lowered = _put(grades, index, grade)
        points = table.points[grades] - table.points[lowered]
        if points:
            partners = [
                other
                for other in silent
                if table.points[_put(lowered, other, table.top[other])] > table.points[lowered]
            ]
            yield Loss(points, (*partners, index))
        else:
            silent.append(index)
        grades = lowered


def _open_facts(
    table: PointsTable, state: State, worst: tuple[int, ...], best: tuple[int, ...]
) -> Iterator[OpenFact]:
    for index, grades in enumerate(state):
        if len(grades) == 1:
            continue
        swings = _swings(table, state, index)
        if swings:
            low_at_best = table.points[_put(worst, index, grades[-1])]
            high_at_worst = table.points[_put(best, index, grades[0])]
            yield OpenFact(index, low_at_best, high_at_worst, swings)


def _swings(table: PointsTable, state: State, index: int) -> frozenset[tuple[Decimal, Decimal]]:
    lowest, highest = state[index][0], state[index][-1]
    others = product(*(*state[:index], (lowest,), *state[index + 1 :]))
    pairs = ((table.points[low], table.points[_put(low, index, highest)]) for low in others)
    return frozenset(pair for pair in pairs if pair[0] < pair[1])


def _put(grades: tuple[int, ...], index: int, grade: int) -> tuple[int, ...]:
    return (*grades[:index], grade, *grades[index + 1 :])
