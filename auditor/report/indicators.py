"""Categories, items and indicators of a run as the page shows them."""

from __future__ import annotations

from decimal import Decimal

from auditor.report.facts import fact_lines
from auditor.report.figures import figures_of
from auditor.report.sources import Sources
from auditor.report.view import (
    Bar,
    CategoryView,
    IndicatorView,
    ItemView,
    Loss,
    Mark,
)
from auditor.report.written import Group, ToldFact
from auditor.words import OUTCOMES
from probes.model import Cause
from rubric import Category, Indicator, Item, spell_points
from rubric.model import Policy

UNASKED = frozenset({Cause.NO_PROBE, Cause.NOT_SELECTED, Cause.NOT_REACHED})
"""Causes of facts that nobody has looked at this time."""


def bar_of(low: Decimal, high: Decimal, full: Decimal) -> Bar:
    """An interval on a bar of length `full`; what lies outside the bar is cut off."""
    start, end = (min(max(points, Decimal(0)), full) * 100 / full for points in (low, high))
    return Bar(
        spell_points(low),
        spell_points(high),
        spell_points(full),
        round(float(start), 3),
        round(float(end - start), 3),
    )


def categories_of(sources: Sources) -> tuple[CategoryView, ...]:
    """The whole rubric in official order."""
    return tuple(_category(sources, category) for category in sources.edition.categories)


def _category(sources: Sources, category: Category) -> CategoryView:
    bar = _bar(sources.card.categories[category.code])
    items = tuple(_item(sources, item) for item in category.items)
    return CategoryView(category.code, category.name, bar, items)


def _item(sources: Sources, item: Item) -> ItemView:
    bar = _bar(sources.card.items[item.code])
    indicators = tuple(_indicator(sources, one) for one in item.indicators)
    return ItemView(item.code, item.name, bar, indicators)


def _bar(group: Group) -> Bar:
    return bar_of(group.low, group.high, group.weight)


def _indicator(sources: Sources, indicator: Indicator) -> IndicatorView:
    scored = sources.card.indicators[indicator.code]
    figures = figures_of(scored.evidence, sources.items)
    numbers = {figure.id: figure.number for figure in figures}
    failures = _failures(sources, indicator.code)
    causes = {cause for fact in _told(sources, indicator.code) for cause in fact.causes}
    return IndicatorView(
        code=indicator.code,
        name=indicator.name,
        criteria=indicator.criteria,
        pages="、".join(map(str, indicator.pages)),
        policy=_policy(sources.edition.policy, indicator),
        mark=Mark(scored.outcome.value, OUTCOMES[scored.outcome]),
        bar=_bar(scored),
        facts=tuple(fact_lines(sources, indicator, scored, numbers)),
        losses=tuple(Loss(spell_points(one.points), one.reason) for one in scored.deductions),
        failures=failures,
        figures=figures,
        readings=tuple((one.reading, one.reason) for one in indicator.readings),
        per_app=indicator.per_app,
        told=bool(figures or scored.deductions or failures or not causes <= UNASKED),
    )


def _policy(policy: Policy, indicator: Indicator) -> str:
    """The measures that an indicator answers, by number."""
    numbers = "、".join(map(str, indicator.policy))
    return f"{policy.document}第 {numbers} 条" if numbers else ""


def _told(sources: Sources, code: str) -> list[ToldFact]:
    return [fact for (at, _, _), fact in sources.told.items() if at == code]


def _failures(sources: Sources, code: str) -> tuple[str, ...]:
    return tuple(
        f"[{one.app}] {one.message}" if one.app else one.message
        for one in sources.card.failures
        if one.code == code
    )
