"""One indicator of one hospital: interval, outcome, deductions and open facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rubric.apps import apps_needed, at_stake, deciding_app, reached_by
from rubric.assessment import Assessment, assess
from rubric.facts import FactSheet
from rubric.model import Edition, Indicator
from rubric.points import PointsTable
from rubric.provenance import Provenance, ProvenanceByFact
from rubric.scorecard import (
    Deduction,
    FactEntry,
    IndicatorScore,
    Interval,
    OpenQuestion,
    Outcome,
)
from rubric.values import Value
from rubric.wording import app_note, loss_reason

Known = Mapping[str, Value]


@dataclass(frozen=True)
class Case:
    """An indicator and what is known about it, app by app.

    views: (app id, facts) of every submitted app in the order of their ids; one view without
    an app where the indicator is not judged per app, or where no app was submitted.
    needed: how many of the views must reach the points.
    """

    indicator: Indicator
    table: PointsTable
    views: tuple[tuple[str | None, Known], ...]
    needed: int
    provenance: ProvenanceByFact

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """Every view judged for itself."""
        return tuple(assess(self.table, _state(self.table, known)) for _, known in self.views)

    @cached_property
    def deciding(self) -> int:
        """Position of the view whose best points are those of the hospital."""
        return deciding_app(self.assessments, self.needed) if len(self.views) > 1 else 0

    @cached_property
    def points(self) -> Interval:
        """The interval of the hospital."""
        low = reached_by([a.low for a in self.assessments], self.needed)
        return Interval(low, self.assessments[self.deciding].high)

    def entries(self, position: int) -> dict[str, FactEntry]:
        """All facts of one view, those that are unknown included."""
        app, known = self.views[position]
        return {
            name: FactEntry(known.get(name), app, self._provenance_of(name, app))
            for name in self.table.facts
        }

    def _provenance_of(self, name: str, app: str | None) -> Provenance | None:
        if not self.provenance:
            return None
        code = self.indicator.code
        return self.provenance.get((code, name) if app is None else (code, name, app))

    def deductions(self) -> Iterator[Deduction]:
        """Every certain loss of the deciding view."""
        app, known = self.views[self.deciding]
        for loss in self.assessments[self.deciding].losses:
            names = [self.table.facts[index] for index in loss.facts]
            note = "" if app is None else app_note(app, self.needed, len(self.views))
            reason = loss_reason(self.indicator, loss.points, names, known, note)
            yield Deduction(loss.points, reason)

    def open_questions(self) -> Iterator[OpenQuestion]:
        """Every undecided fact that can still change the points."""
        for position, (app, _) in enumerate(self.views):
            for fact in self.assessments[position].open:
                points = at_stake(self.assessments, position, fact, self.needed)
                if points is not None:
                    name = self.table.facts[fact.fact]
                    gloss = self.indicator.facts[name].gloss
                    yield OpenQuestion(self.indicator.code, app, name, gloss, points)

    def score(self) -> IndicatorScore:
        """The indicator as it stands on the card."""
        by_app = {app: self.entries(i) for i, (app, _) in enumerate(self.views) if app is not None}
        groups = list(by_app.values()) or [self.entries(0)]
        failed = any(entry.failed for facts in groups for entry in facts.values())
        return IndicatorScore(
            code=self.indicator.code,
            name=self.indicator.name,
            weight=self.indicator.weight,
            points=self.points,
            outcome=_outcome(self, failed),
            facts=groups[self.deciding],
            deductions=tuple(self.deductions()),
            by_app=by_app if self.indicator.per_app else None,
        )


def build_case(
    edition: Edition, table: PointsTable, sheet: FactSheet, provenance: ProvenanceByFact
) -> Case:
    """Gather what the sheet says about the indicator of `table`."""
    indicator = edition.indicators[table.code]
    views: Sequence[tuple[str | None, Known]] = [(None, sheet.facts.get(table.code, {}))]
    needed = 1
    if indicator.per_app and sheet.apps:
        views = [(app, sheet.apps[app].get(table.code, {})) for app in sorted(sheet.apps)]
        needed = apps_needed(edition.per_app_share, len(views))
    return Case(indicator, table, tuple(views), needed, provenance)


def _state(table: PointsTable, known: Known) -> tuple[tuple[int, ...], ...]:
    pairs = zip(table.facts, table.scales, strict=True)
    return tuple(scale.grades(known.get(name)) for name, scale in pairs)


def _outcome(case: Case, failed: bool) -> Outcome:
    points = case.points
    if points.low < points.high:
        return Outcome.ERROR if failed else Outcome.OPEN
    if points.high == case.indicator.weight:
        return Outcome.MET
    return Outcome.PARTIAL if points.high else Outcome.NOT_MET
