"""Facts to score card: pure, exact, three-valued.

No device, no network, no clock: the same facts under the same edition always give the same
card.  Unknown facts make intervals, and both ends of every interval can be reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from documents import DocumentError, Source, read_json
from rubric.facts import FactSheet, parse_facts
from rubric.judging import Subject, judge, views_of
from rubric.loader import DEFAULT_EDITION, edition_names, load_edition, unknown_edition
from rubric.model import Adjustments, Category, Edition, Item
from rubric.points import ZERO, tabulate
from rubric.provenance import ProvenanceByFact
from rubric.scorecard import (
    AdjustmentScore,
    ExpertQuestion,
    GroupScore,
    IndicatorScore,
    Scorecard,
    total_of,
)


def score(
    edition: Edition, sheet: FactSheet, provenance: ProvenanceByFact | None = None
) -> Scorecard:
    """The score card of one hospital.

    provenance: where facts come from, by (code, fact) or (code, fact, app); it never changes
    points.  Raises ValueError for provenance of a fact that the edition or the sheet lacks.
    """
    provenance = provenance or {}
    _check_provenance(edition, sheet, provenance)
    judged = [judge(s, views_of(s, sheet), provenance) for s in _subjects(edition)]
    scores = {judgement.score.code: judgement.score for judgement in judged}
    questions = [question for judgement in judged for question in judgement.open]
    items = {i.code: _sum_item(i, scores) for c in edition.categories for i in c.items}
    categories = {c.code: _sum_category(c, items) for c in edition.categories}
    adjustments = _adjust(edition.adjustments, sheet)
    return Scorecard(
        hospital=sheet.hospital,
        rubric=edition.name,
        total=total_of((group.points for group in categories.values()), adjustments.net),
        award_eligible=not sheet.security_notices,
        categories=categories,
        items=items,
        indicators=scores,
        adjustments=adjustments,
        open_facts=tuple(sorted(questions, key=lambda question: -question.points)),
        expert_questions=tuple(_expert_questions(edition.adjustments, sheet)),
    )


def score_document(path: str | Path) -> dict[str, Any]:
    """Facts file → score card as JSON types; the edition is the one that the file names.

    Raises DocumentError with all problems of the file.
    """
    source = read_json(Path(path))
    edition = _edition_of(source)
    return score(edition, parse_facts(source, edition)).to_json()


def _edition_of(source: Source) -> Edition:
    """The edition that a document names; a misspelt one still serves to judge the rest."""
    name = source.data.get("rubric") if isinstance(source.data, dict) else None
    if isinstance(name, str) and name in edition_names():
        return load_edition(name)
    close = get_close_matches(str(name), edition_names(), n=1)
    if isinstance(name, str) and not close:
        raise DocumentError([source.problem(("rubric",), *unknown_edition(name))])
    return load_edition(close[0] if close else DEFAULT_EDITION)


@lru_cache(maxsize=16)
def _subjects(edition: Edition) -> tuple[Subject, ...]:
    return tuple(
        Subject(
            indicator, tabulate(indicator), edition.per_app_share if indicator.per_app else None
        )
        for indicator in edition.indicators.values()
    )


def _sum_item(item: Item, scores: Mapping[str, IndicatorScore]) -> GroupScore:
    points = total_of(scores[indicator.code].points for indicator in item.indicators)
    return GroupScore(item.name, item.weight, points)


def _sum_category(category: Category, items: Mapping[str, GroupScore]) -> GroupScore:
    points = total_of(items[item.code].points for item in category.items)
    return GroupScore(category.name, category.weight, points)


def _adjust(adjustments: Adjustments, sheet: FactSheet) -> AdjustmentScore:
    """What is claimed outside the categories; what nobody has decided counts as none."""
    bonus = adjustments.bonus
    return AdjustmentScore(
        bonus=min(bonus.each * len(sheet.innovations or ()), bonus.at_most),
        deduction=adjustments.deduction.points if sheet.material_compliant is False else ZERO,
        veto=adjustments.veto.points if sheet.security_notices else ZERO,
    )


def _expert_questions(adjustments: Adjustments, sheet: FactSheet) -> Iterator[ExpertQuestion]:
    bonus, deduction, veto = adjustments.bonus, adjustments.deduction, adjustments.veto
    if sheet.innovations is None:
        yield ExpertQuestion("innovations", bonus.question, bonus.at_most)
    if sheet.material_compliant is None:
        yield ExpertQuestion("material_compliant", deduction.question, deduction.points)
    if sheet.security_notices is None:
        yield ExpertQuestion("security_notices", veto.question, veto.points)


def _check_provenance(edition: Edition, sheet: FactSheet, provenance: ProvenanceByFact) -> None:
    """A caller's mistake must not vanish: every key names a fact and, where needed, an app."""
    stray = [key for key in provenance if not _belongs(edition, sheet, key)]
    if stray:
        raise ValueError(f"来历(provenance)指向不存在的事实或应用:{stray}")


def _belongs(edition: Edition, sheet: FactSheet, key: tuple[str, ...]) -> bool:
    indicator = edition.indicators.get(key[0])
    if indicator is None or key[1] not in indicator.facts:
        return False
    app_wanted = indicator.per_app and bool(sheet.apps)
    return (
        key[2] in sheet.apps if len(key) == 3 and app_wanted else len(key) == 2 and not app_wanted
    )
