"""Facts as grades: the few steps of a fact that a rule can tell apart, worst = 0.

A bool has the grades 0 and 1, a choice one per word, a set one per number of counted
members, a number one per bound of its rule.  Whatever is known about a fact is the tuple of
grades that it may still have.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from rubric.model import BoolFact, ChoiceFact, Fact, NumberFact, SetFact
from rubric.rules import Bound
from rubric.values import Members, OneOf, Value

Grades = tuple[int, ...]
Sample = bool | str | int | Decimal
"""A representative of a grade: a bool, a word, a number of members, a number."""


class Scale(Protocol):
    """The grades of one fact."""

    @property
    def samples(self) -> tuple[Sample, ...]:
        """One representative per grade, worst first; their number is the number of grades."""
        ...

    def grades(self, value: Value) -> Grades:
        """The grades that are possible given what is known, ascending."""
        ...


class BoolScale:
    """Absent, present."""

    samples: tuple[Sample, ...] = (False, True)

    def grades(self, value: Value) -> Grades:
        if value is None:
            return (0, 1)
        return (1,) if value else (0,)


class ChoiceScale:
    """One grade per word, in the edition's order turned round."""

    def __init__(self, fact: ChoiceFact) -> None:
        self.samples: tuple[Sample, ...] = tuple(reversed(fact.members))
        self._grade = {word: grade for grade, word in enumerate(reversed(fact.members))}

    def grades(self, value: Value) -> Grades:
        if value is None:
            return tuple(range(len(self.samples)))
        if isinstance(value, OneOf):
            return tuple(sorted(self._grade[word] for word in value.members))
        # a choice fact holds one of its words: parse_facts
        return (self._grade[value],)  # type: ignore[index]


class CountScale:
    """The number of counted members."""

    def __init__(self, fact: SetFact) -> None:
        self._counted = fact.counted
        self.samples: tuple[Sample, ...] = tuple(range(len(fact.counted) + 1))

    def grades(self, value: Value) -> Grades:
        if not isinstance(value, Members):
            return tuple(range(len(self.samples)))
        least = len(self._counted.intersection(value.has))
        return tuple(range(least, least + len(self._counted.intersection(value.open)) + 1))


class NumberScale:
    """The number of a rule's bounds that are passed."""

    def __init__(self, fact: NumberFact, bounds: Iterable[Bound]) -> None:
        self._edges = sorted({bound.edge for bound in bounds})
        self.samples: tuple[Sample, ...] = self._samples(fact)

    def _grade(self, number: Decimal) -> int:
        return bisect_left(self._edges, (number, 1))

    def _samples(self, fact: NumberFact) -> tuple[Sample, ...]:
        """A number of each grade; grades that no number within the range has are left out."""
        marks = sorted({fact.min, *(value for value, _ in self._edges)})
        top = marks[-1] + 1 if fact.max is None else fact.max
        marks.append(top)
        between = [(low + high) / 2 for low, high in pairwise(marks)]
        found = {self._grade(number): number for number in sorted([*marks, *between])}
        return tuple(found[grade] for grade in sorted(found))

    def grades(self, value: Value) -> Grades:
        if value is None:
            return tuple(range(len(self.samples)))
        # a number fact holds a number: parse_facts
        return (self._grade(value),)  # type: ignore[arg-type]


def scale_of(fact: Fact, bounds: Iterable[Bound]) -> Scale:
    """The scale of a fact whose rule uses these bounds (they matter for numbers only)."""
    match fact:
        case BoolFact():
            return BoolScale()
        case ChoiceFact():
            return ChoiceScale(fact)
        case SetFact():
            return CountScale(fact)
        case NumberFact():
            return NumberScale(fact, bounds)
