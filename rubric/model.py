"""What an edition of a rubric consists of: categories, items, indicators, facts, adjustments.

Nothing here knows a device, a hospital or a file.  Points and weights are Decimal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from documents import StrictModel
from rubric.rules import Rule


class ProofLevel(StrEnum):
    """How far the app must prove a fact (docs: architecture, "proof levels")."""

    L0 = "L0"
    L1 = "L1"
    L2 = "L2"


class FactSource(StrEnum):
    """Who can settle a fact."""

    APP = "app"
    APP_OR_MATERIAL = "app_or_material"
    APP_OR_EXPERT = "app_or_expert"
    MATERIAL = "material"
    EXPERT = "expert"


class Unit(StrEnum):
    """How a number is shown to people."""

    RATIO = "ratio"
    COUNT = "count"


class _Fact(StrictModel):
    gloss: str = Field(min_length=1)
    source: FactSource
    level: ProofLevel
    note: str = ""


class BoolFact(_Fact):
    """Present or not; present is the better."""

    type: Literal["bool"]


class NumberFact(_Fact):
    """A size between `min` and `max` (no upper end if None); more is better."""

    type: Literal["number"]
    unit: Unit
    min: Decimal
    max: Decimal | None = None
    integer: bool = False


class ChoiceFact(_Fact):
    """Exactly one word of `members` (word → Chinese gloss), listed from best to worst."""

    type: Literal["choice"]
    members: dict[str, str] = Field(min_length=2)

    @property
    def worst(self) -> str:
        """The word that says that nothing is there: the last one."""
        return list(self.members)[-1]


class SetFact(_Fact):
    """Any of `members` (word → Chinese gloss); those `not_counted` never earn points."""

    type: Literal["set"]
    members: dict[str, str] = Field(min_length=1)
    not_counted: tuple[str, ...] = ()

    @cached_property
    def counted(self) -> frozenset[str]:
        """The members that a rule counts."""
        return frozenset(self.members) - frozenset(self.not_counted)


Fact = Annotated[BoolFact | NumberFact | ChoiceFact | SetFact, Field(discriminator="type")]


class Reading(StrictModel):
    """How an ambiguous clause is read here, and why; an expert may overrule it."""

    reading: str = Field(min_length=1)
    reason: str = Field(min_length=1)


class Indicator(StrictModel):
    """One of the third-level indicators.

    pages: where its clause stands in the source; policy: numbers of the policy measures that
    it answers; facts in the order in which a loss is attributed (prerequisites first).
    """

    code: str
    name: str
    weight: Decimal
    pages: tuple[int, ...] = Field(min_length=1)
    criteria: str = Field(min_length=1)
    policy: tuple[int, ...] = ()
    per_app: bool = False
    facts: dict[str, Fact] = Field(min_length=1)
    rule: Rule
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Item:
    """A second-level indicator (业务项目)."""

    code: str
    name: str
    weight: Decimal
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Category:
    """A first-level indicator (类别)."""

    code: str
    name: str
    weight: Decimal
    items: tuple[Item, ...]


class _Adjustment(StrictModel):
    name: str
    pages: tuple[int, ...] = Field(min_length=1)
    criteria: str
    source: FactSource
    question: str


class Bonus(_Adjustment):
    """加分项: `each` point per innovation, `at_most` in all."""

    each: Decimal = Field(gt=0)
    at_most: Decimal = Field(gt=0)


class Penalty(_Adjustment):
    """扣分项 or 否决项: `points` are subtracted (a positive number)."""

    points: Decimal = Field(gt=0)


class Adjustments(StrictModel):
    """What is added to and subtracted from the categories' sum."""

    bonus: Bonus
    deduction: Penalty
    veto: Penalty


class SourceDocument(StrictModel):
    """Where the edition was taken from; `pages` are the first and the last page."""

    document: str
    appendix: str
    pages: tuple[int, int]


class Policy(StrictModel):
    """The policy that indicators refer to, with its measures by number (in our own words)."""

    document: str
    title: str
    measures: dict[int, str]


@dataclass(frozen=True, eq=False)
class Edition:
    """A whole rubric, loaded and checked (rubric.load_edition).

    per_app_share: the share of the submitted apps that must reach points in an indicator
    with `per_app`.
    """

    name: str
    title: str
    source: SourceDocument
    policy: Policy
    per_app_share: Decimal
    readings: tuple[Reading, ...]
    adjustments: Adjustments
    categories: tuple[Category, ...]

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """All indicators by code, in official order."""
        return {
            indicator.code: indicator
            for category in self.categories
            for item in category.items
            for indicator in item.indicators
        }

    def fact(self, code: str, name: str) -> Fact:
        """The fact `name` of indicator `code`; KeyError if there is none."""
        return self.indicators[code].facts[name]
