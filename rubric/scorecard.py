"""The score card: what the scorer hands out, and its JSON (contracts.md, "Score card")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rubric.provenance import Origin, Provenance
from rubric.values import Value, is_settled, to_plain
from rubric.wording import spell_points


class Outcome(StrEnum):
    """The one word for an indicator.

    No edition has an indicator that can be NOT_APPLICABLE yet; the contract names it.
    """

    MET = "met"
    PARTIAL = "partial"
    NOT_MET = "not_met"
    OPEN = "open"
    ERROR = "error"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the most points that any completion of the unknown facts gives."""

    low: Decimal
    high: Decimal

    def to_json(self) -> dict[str, str]:
        return {"low": spell_points(self.low), "high": spell_points(self.high)}


def total_of(parts: Iterable[Interval], plus: Decimal = Decimal(0)) -> Interval:
    """The sum of independent intervals, moved by `plus`."""
    listed = list(parts)
    return Interval(sum((p.low for p in listed), plus), sum((p.high for p in listed), plus))


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One fact as it stands on the card; `app` is set for facts that are kept per app."""

    value: Value
    app: str | None = None
    provenance: Provenance | None = None

    @property
    def source(self) -> Origin | None:
        """Who established it; None if nobody has."""
        if self.provenance is not None:
            return self.provenance.source
        return None if self.value is None else Origin.GIVEN

    def to_json(self) -> dict[str, Any]:
        history = self.provenance
        value, source = to_plain(self.value), self.source
        if history is None:
            return {"value": value, "source": source, "app": self.app, "evidence": []}
        return {
            "value": value,
            "source": source,
            "app": self.app or history.app,
            "evidence": list(history.evidence),
            "reason": history.reason,
            "cause": history.cause,
        }

    @property
    def failed(self) -> bool:
        """The tool failed on this fact and left something of it undecided."""
        broken = self.provenance is not None and self.provenance.error
        return broken and not is_settled(self.value)


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points lost for certain, with a reason that names the fact and the clause."""

    points: Decimal
    reason: str

    def to_json(self) -> dict[str, str]:
        return {"points": spell_points(self.points), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator: its interval, and everything that led to it.

    facts: by name; for a per-app indicator those of the app that decides.
    by_app: app → facts by name, for per-app indicators.
    deductions: add up to weight - high.
    """

    code: str
    name: str
    weight: Decimal
    points: Interval
    outcome: Outcome
    facts: Mapping[str, FactEntry]
    deductions: tuple[Deduction, ...] = ()
    by_app: Mapping[str, Mapping[str, FactEntry]] | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of all evidence behind its facts, without repetition."""
        ids: dict[str, None] = {}
        for facts in self.by_app.values() if self.by_app else (self.facts,):
            for entry in facts.values():
                if entry.provenance is not None:
                    ids.update(dict.fromkeys(entry.provenance.evidence))
        return tuple(ids)

    def to_json(self) -> dict[str, Any]:
        entry: dict[str, Any] = {
            "name": self.name,
            "weight": spell_points(self.weight),
            **self.points.to_json(),
            "outcome": self.outcome,
            "facts": _entries(self.facts),
            "deductions": [deduction.to_json() for deduction in self.deductions],
            "evidence": list(self.evidence),
        }
        if self.by_app is not None:
            entry["by_app"] = {app: _entries(facts) for app, facts in self.by_app.items()}
        return entry


def _entries(facts: Mapping[str, FactEntry]) -> dict[str, Any]:
    return {name: entry.to_json() for name, entry in facts.items()}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An undecided fact of an indicator and how far knowing it alone could move an end.

    0 points: it matters, but only together with other open facts.
    """

    code: str
    app: str | None
    fact: str
    gloss: str
    points: Decimal

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "app": self.app,
            "fact": self.fact,
            "gloss": self.gloss,
            "points": spell_points(self.points),
        }


@dataclass(frozen=True, slots=True)
class ExpertQuestion:
    """An adjustment that nobody has decided on; it counts as none claimed."""

    fact: str
    question: str
    points: Decimal

    def to_json(self) -> dict[str, str]:
        return {"fact": self.fact, "question": self.question, "points": spell_points(self.points)}


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A category or an item: the sum of its indicators."""

    name: str
    weight: Decimal
    points: Interval

    def to_json(self) -> dict[str, str]:
        return {"name": self.name, **self.points.to_json(), "weight": spell_points(self.weight)}


@dataclass(frozen=True, slots=True)
class AdjustmentScore:
    """All three are positive; deduction and veto are subtracted."""

    bonus: Decimal
    deduction: Decimal
    veto: Decimal

    @property
    def net(self) -> Decimal:
        return self.bonus - self.deduction - self.veto

    def to_json(self) -> dict[str, str]:
        return {
            "bonus": spell_points(self.bonus),
            "deduction": spell_points(self.deduction),
            "veto": spell_points(self.veto),
        }


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The score of one hospital under one edition.

    award_eligible: False if a security notice is known.
    open_facts: most points at stake first.
    """

    hospital: str
    rubric: str
    total: Interval
    award_eligible: bool
    categories: Mapping[str, GroupScore]
    items: Mapping[str, GroupScore]
    indicators: Mapping[str, IndicatorScore]
    adjustments: AdjustmentScore
    open_facts: tuple[OpenQuestion, ...]
    expert_questions: tuple[ExpertQuestion, ...]

    def to_json(self) -> dict[str, Any]:
        """The card as contracts.md has it; points are decimal strings."""
        return {
            "hospital": self.hospital,
            "rubric": self.rubric,
            "total": self.total.to_json(),
            "award_eligible": self.award_eligible,
            "categories": {code: group.to_json() for code, group in self.categories.items()},
            "items": {code: group.to_json() for code, group in self.items.items()},
            "indicators": {code: score.to_json() for code, score in self.indicators.items()},
            "adjustments": self.adjustments.to_json(),
            "open_facts": [fact.to_json() for fact in self.open_facts],
            "expert_questions": [question.to_json() for question in self.expert_questions],
        }
