"""The rule that enough of the submitted apps must reach the points (1.1.1 – 1.1.5)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from rubric.assessment import Assessment, OpenFact


def apps_needed(share: Decimal, apps: int) -> int:
    """How many of `apps` apps are at least `share` of them (0.6 of 5 is 3, of 4 is 3)."""
    return int((share * apps).to_integral_value(ROUND_CEILING))


def reached_by(points: Sequence[Decimal], needed: int) -> Decimal:
    """The highest points that at least `needed` apps reach."""
    if len(points) == 1:
        return points[0]
    return sorted(points, reverse=True)[needed - 1]


def deciding_app(assessments: Sequence[Assessment], needed: int) -> int:
    """Position of the app whose best possible points are those of the hospital."""
    ranked = sorted(range(len(assessments)), key=lambda i: assessments[i].high, reverse=True)
    return ranked[needed - 1]


def at_stake(
    assessments: Sequence[Assessment], app: int, fact: OpenFact, needed: int
) -> Decimal | None:
    """How far knowing one fact of one app could move an end of the hospital's interval.

    None if the fact cannot change the hospital's points whatever the other facts are; 0 if it
    can, but only together with others.
    """
    if not _can_matter(assessments, app, fact, needed):
        return None
    lows, highs = [a.low for a in assessments], [a.high for a in assessments]
    raised = reached_by([*lows[:app], fact.low_at_best, *lows[app + 1 :]], needed)
    lowered = reached_by([*highs[:app], fact.high_at_worst, *highs[app + 1 :]], needed)
    return max(raised - reached_by(lows, needed), reached_by(highs, needed) - lowered)


def _can_matter(assessments: Sequence[Assessment], app: int, fact: OpenFact, needed: int) -> bool:
    """True if for some mark between the fact's two outcomes this app can be the decisive one."""
    others = [a for index, a in enumerate(assessments) if index != app]
    marks = {a.low for a in others} | {a.high for a in others} | {best for _, best in fact.swings}
    for mark in marks:
        certain = sum(a.low >= mark for a in others)
        possible = sum(a.high >= mark for a in others)
        if certain < needed <= possible + 1 and any(
            low < mark <= high for low, high in fact.swings
        ):
            return True
    return False
