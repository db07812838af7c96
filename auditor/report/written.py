"""The JSON files of a run folder, as far as the score card page reads them.

These are the tool's own files: fields that this page does not know are left alone, a field
that it needs and does not find raises DocumentError.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from probes.appmap import Arrival
from probes.model import Cause, ProofLevel
from rubric import Origin, Outcome


class _Written(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Points(_Written):
    """An interval of points."""

    low: Decimal
    high: Decimal


class Group(Points):
    """Points of a category, an item or an indicator, and the most there are."""

    weight: Decimal


class CardFact(_Written):
    """Who established a fact."""

    source: Origin | None = None


class CardLoss(_Written):
    points: Decimal
    reason: str


class CardIndicator(Group):
    """by_app: facts by app, of an indicator that is judged per app."""

    outcome: Outcome
    facts: dict[str, CardFact]
    by_app: dict[str, dict[str, CardFact]] | None = None
    deductions: tuple[CardLoss, ...] = ()
    evidence: tuple[str, ...] = ()


class CardAdjustments(_Written):
    bonus: Decimal
    deduction: Decimal
    veto: Decimal


class CardOpenFact(_Written):
    """points: how far knowing this fact alone could move an end of the total."""

    code: str
    app: str | None
    fact: str
    points: Decimal


class CardQuestion(_Written):
    fact: str
    question: str


class CardFailure(_Written):
    code: str
    app: str
    message: str


class Card(_Written):
    """`scorecard.json`."""

    total: Points
    award_eligible: bool
    categories: dict[str, Group]
    items: dict[str, Group]
    indicators: dict[str, CardIndicator]
    adjustments: CardAdjustments
    open_facts: tuple[CardOpenFact, ...]
    expert_questions: tuple[CardQuestion, ...] = ()
    simulated: bool
    computed_from: dict[str, str] = Field(default_factory=dict)
    failures: tuple[CardFailure, ...] = ()


class ToldFact(_Written):
    """One merged fact of `observations.json`; app is "" for facts of the hospital."""

    code: str
    name: str
    app: str
    reason: str
    causes: tuple[Cause, ...]
    level: ProofLevel | None
    evidence: tuple[str, ...]
    apps: tuple[str, ...]


class Told(_Written):
    """`observations.json`."""

    facts: tuple[ToldFact, ...]


class MapPlace(_Written):
    """A screen of an app map; trail: what was tapped from the entry to here."""

    id: str
    title: str = ""
    route: str = ""
    trail: tuple[str, ...] = ()
    depth: int = 0
    outside: bool = False
    status: int | None = None
    evidence: str = ""


class MapWay(_Written):
    """A tap; target is "" unless it led to a screen."""

    source: str = Field(alias="from")
    label: str
    arrival: Arrival
    target: str = Field(alias="to", default="")
    words: str = ""


class MapLeft(_Written):
    """Something seen and not tried."""

    place: str
    label: str
    reason: str


class MapUnmatched(_Written):
    """A function that matches no indicator."""

    label: str
    place: str


class WrittenMap(_Written):
    """`appmap-<app>-<name>-<worker>.json`."""

    entry: str
    complete: bool
    cut: str
    places: tuple[MapPlace, ...]
    ways: tuple[MapWay, ...]
    unvisited: tuple[MapLeft, ...]
    unmatched: tuple[MapUnmatched, ...] = ()
