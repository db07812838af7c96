"""One indicator of one hospital: interval, outcome, deductions and open facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from rubric.apps import apps_needed, at_stake, deciding_app, reached_by
from rubric.assessment import Assessment, assess
from rubric.facts import FactSheet
from rubric.model import Indicator
from rubric.points import PointsTable
from rubric.provenance import ProvenanceByFact
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


@dataclass(frozen=True, eq=False)
class Subject:
    """An indicator of an edition, with its points worked out.

    share: the share of the submitted apps that must reach points; None where facts are
    united over the apps.
    """

    indicator: Indicator
    table: PointsTable
    share: Decimal | None


class View(NamedTuple):
    """What is known in one app (None: in all apps together), in the order of the table."""

    app: str | None
    values: tuple[Value, ...]


class Judgement(NamedTuple):
    """An indicator as it stands on the card, and its undecided facts."""

    score: IndicatorScore
    open: tuple[OpenQuestion, ...]


def views_of(subject: Subject, sheet: FactSheet) -> tuple[View, ...]:
    """Every submitted app in the order of their ids; one view without an app where the
    indicator is not judged per app, or where no app was submitted."""
    code, facts = subject.indicator.code, subject.table.facts
    if subject.share is None or not sheet.apps:
        return (View(None, tuple(map(sheet.facts.get(code, {}).get, facts))),)
    apps = sorted(sheet.apps)
    return tuple(View(app, tuple(map(sheet.apps[app].get(code, {}).get, facts))) for app in apps)


def judge(subject: Subject, views: tuple[View, ...], provenance: ProvenanceByFact) -> Judgement:
    """Judge an indicator; with `provenance` its facts carry their history."""
    if provenance:
        return _judge(subject, views, provenance)
    return _judge_given(subject, views)


@lru_cache(maxsize=1 << 13)
def _judge_given(subject: Subject, views: tuple[View, ...]) -> Judgement:
    """Most hospitals of a city share most of their answers: judge each answer once."""
    return _judge(subject, views, {})


def _judge(subject: Subject, views: tuple[View, ...], provenance: ProvenanceByFact) -> Judgement:
    table = subject.table
    needed = 1 if subject.share is None else apps_needed(subject.share, len(views))
    assessed = [assess(table, _state(table, view)) for view in views]
    deciding = deciding_app(assessed, needed) if len(assessed) > 1 else 0
    low = reached_by([a.low for a in assessed], needed)
    points = Interval(low, assessed[deciding].high)
    entries = [_entries(subject, view, provenance) for view in views]
    failed = bool(provenance) and any(e.failed for facts in entries for e in facts.values())
    by_app = {
        view.app: facts for view, facts in zip(views, entries, strict=True) if view.app is not None
    }
    score = IndicatorScore(
        code=subject.indicator.code,
        name=subject.indicator.name,
        weight=subject.indicator.weight,
        points=points,
        outcome=_outcome(points, subject.indicator.weight, failed),
        facts=entries[deciding],
        deductions=tuple(_deductions(subject, views, assessed[deciding], deciding, needed)),
        by_app=None if subject.share is None else by_app,
    )
    return Judgement(score, tuple(_open_questions(subject, views, assessed, needed)))


def _state(table: PointsTable, view: View) -> tuple[tuple[int, ...], ...]:
    pairs = zip(table.scales, view.values, strict=True)
    return tuple(scale.grades(value) for scale, value in pairs)


def _entries(subject: Subject, view: View, provenance: ProvenanceByFact) -> Mapping[str, FactEntry]:
    """All facts of one view, those that are unknown included."""
    code, app = subject.indicator.code, view.app
    return {
        name: FactEntry(
            value, app, provenance.get((code, name) if app is None else (code, name, app))
        )
        for name, value in zip(subject.table.facts, view.values, strict=True)
    }


def _outcome(points: Interval, weight: Decimal, failed: bool) -> Outcome:
    if points.low < points.high:
        return Outcome.ERROR if failed else Outcome.OPEN
    if points.high == weight:
        return Outcome.MET
    return Outcome.PARTIAL if points.high else Outcome.NOT_MET


def _deductions(
    subject: Subject, views: tuple[View, ...], deciding: Assessment, position: int, needed: int
) -> Iterator[Deduction]:
    """Every certain loss of the deciding view."""
    app, values = views[position]
    note = "" if app is None else app_note(app, needed, len(views))
    known = dict(zip(subject.table.facts, values, strict=True))
    for loss in deciding.losses:
        names = [subject.table.facts[index] for index in loss.facts]
        reason = loss_reason(subject.indicator, loss.points, names, known, note)
        yield Deduction(loss.points, reason)


def _open_questions(
    subject: Subject, views: tuple[View, ...], assessed: list[Assessment], needed: int
) -> Iterator[OpenQuestion]:
    """Every undecided fact that can still change the points."""
    for position, view in enumerate(views):
        for fact in assessed[position].open:
            points = at_stake(assessed, position, fact, needed)
            if points is not None:
                name = subject.table.facts[fact.fact]
                gloss = subject.indicator.facts[name].gloss
                yield OpenQuestion(subject.indicator.code, view.app, name, gloss, points)
