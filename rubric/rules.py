"""The few kinds of scoring rules that an edition may use: the schema of `rule:`.

Every kind only *gives* points for facts that are better, never for facts that are worse; the
loader proves that over all cases (rubric/checks.py), and the scorer relies on it.

    checklist   full points, minus something for each fact of a list that is missing
    tiers       points by the number of members of a set
    shortfall   full points, minus something for each member that a set lacks
    thresholds  points by the size of a number
    choice      points by the word of a choice
    cases       the first row whose conditions all hold gives the points
    sum         the points of its parts added up

Any rule may have `requires:`, conditions without which it gives 0.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from documents import StrictModel

Points = Decimal


class Bound(StrictModel):
    """A least size of a number, or of a set: `at_least` includes the value, `above` does not."""

    at_least: Decimal | None = None
    above: Decimal | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.at_least is None) == (self.above is None):
            raise ValueError("at_least 与 above 须恰写一个")
        return self

    @property
    def edge(self) -> tuple[Decimal, int]:
        """Sort key of the bound: 0.8 included comes before 0.8 excluded."""
        # exactly one of the two is set: _exactly_one
        return (self.above, 1) if self.at_least is None else (self.at_least, 0)  # type: ignore[return-value]

    def holds(self, size: Decimal) -> bool:
        """True if `size` passes this bound."""
        value, strict = self.edge
        return size > value if strict else size >= value


def _condition_tag(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    return "members" if isinstance(value, list | tuple) else "bound"


Condition = Annotated[
    Annotated[Literal[True], Tag("bool")]
    | Annotated[tuple[str, ...], Tag("members")]
    | Annotated[Bound, Tag("bound")],
    Discriminator(_condition_tag),
]
"""`true` for a bool, a list of accepted words for a choice, a Bound for a number or set."""

Conditions = dict[str, Condition]


class _Rule(StrictModel):
    requires: Conditions = Field(default_factory=dict)


class Checklist(_Rule):
    """`full` points, less `minus[fact]` for each bool fact of `minus` that is false."""

    kind: Literal["checklist"]
    full: Points
    minus: dict[str, Points] = Field(default_factory=dict)


class Tiers(_Rule):
    """Points by the number of counted members of a set; the highest tier reached counts."""

    kind: Literal["tiers"]
    fact: str
    points: dict[int, Points] = Field(min_length=1)


class Shortfall(_Rule):
    """`full` points, less `each` for every member that the set lacks, at most `at_most`."""

    kind: Literal["shortfall"]
    fact: str
    full: Points
    each: Points
    at_most: Points


class Step(Bound):
    """A bound and the points for passing it."""

    points: Points


class Thresholds(_Rule):
    """Points of the first step that the number passes; steps from the highest down."""

    kind: Literal["thresholds"]
    fact: str
    steps: tuple[Step, ...] = Field(min_length=1)


class Choice(_Rule):
    """Points by the word of a choice; every member must be listed."""

    kind: Literal["choice"]
    fact: str
    points: dict[str, Points]


class Row(StrictModel):
    """Conditions that must all hold, and what they give: points, or a rule of their own."""

    when: Conditions = Field(min_length=1)
    points: Points | None = None
    rule: Rule | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.points is None) == (self.rule is None):
            raise ValueError("points 与 rule 须恰写一个")
        return self


class Cases(_Rule):
    """The first row that holds decides; `otherwise` if none does."""

    kind: Literal["cases"]
    rows: tuple[Row, ...] = Field(min_length=1)
    otherwise: Points = Decimal(0)


class Sum(_Rule):
    """The points of all parts together."""

    kind: Literal["sum"]
    parts: tuple[Rule, ...] = Field(min_length=1)


Rule = Annotated[
    Checklist | Tiers | Shortfall | Thresholds | Choice | Cases | Sum, Field(discriminator="kind")
]

Row.model_rebuild()
Sum.model_rebuild()
