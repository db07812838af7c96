"""A run as the score card page shows it: everything but its layout."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from auditor.audit.folder import AppPlan
from auditor.report.figures import clock, figures_of
from auditor.report.indicators import UNASKED, bar_of, categories_of
from auditor.report.maps import map_view
from auditor.report.sources import Sources
from auditor.report.view import (
    AdjustmentView,
    AppView,
    Bar,
    Mark,
    Page,
    Question,
)
from auditor.report.words import load_words
from auditor.report.written import CardOpenFact
from auditor.words import OUTCOMES
from evidence.model import ItemKind
from probes.model import Cause
from rubric import spell_points

HUNDRED = Decimal(100)
POPUP = "弹窗"
"""How auditor.live.overlays begins the note of an announcement that it closed."""


def compose(sources: Sources) -> Page:
    """Everything on the page, in words."""
    header, edition, card = sources.header, sources.edition, sources.card
    asked, unasked = _questions(sources)
    return Page(
        hospital=header.name,
        edition=edition.title,
        source=f"{edition.source.document}{edition.source.appendix}",
        started=clock(header.started),
        tool=header.tool,
        run=sources.run,
        simulated=card.simulated,
        apps=tuple(_app(plan) for plan in header.apps),
        allowed="、".join(
            words for effect, words in load_words().effects.items() if effect in header.allow
        ),
        waivers=tuple(f"{one.code} {one.reason}（至 {one.until}）" for one in header.waivers),
        stopped=sum(Cause.NOT_REACHED in fact.causes for fact in sources.told.values()),
        total=_total(sources),
        award=_award(sources),
        award_lost=not card.award_eligible,
        counts=tuple(_counts(sources)),
        categories=categories_of(sources),
        questions=asked,
        unasked=unasked,
        adjustments=tuple(_adjustments(sources)),
        failures=tuple(_failures(sources)),
        maps=tuple(map_view(named, sources.items) for named in sources.maps),
        popups=figures_of(_popups(sources), sources.items),
        evidence=len(sources.items),
        bookings=sources.bookings,
        fingerprints=tuple(_fingerprints(sources)),
        readings=tuple((one.reading, one.reason) for one in edition.readings),
    )


def _total(sources: Sources) -> Bar:
    """The bar is 100 points long, longer only if the bonus leads beyond."""
    total = sources.card.total
    return bar_of(total.low, total.high, max(HUNDRED, total.high))


def _counts(sources: Sources) -> Iterable[tuple[Mark, int]]:
    outcomes = [one.outcome for one in sources.card.indicators.values()]
    for outcome, word in OUTCOMES.items():
        if outcome in outcomes:
            yield Mark(outcome.value, word), outcomes.count(outcome)


def _award(sources: Sources) -> str:
    if not sources.card.award_eligible:
        return "不得列入获奖名单（有信息安全公告）"
    if sources.sheet.security_notices is None:
        return "未见限制（有无信息安全公告，待专家确认）"
    return "可列入获奖名单"


def _app(plan: AppPlan) -> AppView:
    note = "" if plan.audited else Cause.NOT_SELECTED.value
    if not plan.drivable:
        note = Cause.NO_DRIVER.value
    channel = load_words().channels[plan.channel]
    return AppView(plan.id, channel, plan.entry or plan.package, note)


def _questions(sources: Sources) -> tuple[tuple[Question, ...], int]:
    """Open facts by points at stake, and the number of those that nobody has asked for."""
    shown, unasked = [], 0
    for one in sources.card.open_facts:
        causes = sources.told[one.code, one.fact, one.app or ""].causes
        if set(causes) <= UNASKED:
            unasked += 1
        else:
            shown.append(_question(sources, one, causes))
    return tuple(shown), unasked


def _question(sources: Sources, one: CardOpenFact, causes: Iterable[Cause]) -> Question:
    settle = load_words().settle
    return Question(
        points=spell_points(one.points) if one.points else "",
        code=one.code,
        indicator=sources.edition.indicators[one.code].name,
        app=one.app if one.app and len(sources.header.apps) > 1 else "",
        gloss=sources.edition.fact(one.code, one.fact).gloss,
        cause=";".join(causes),
        settle=";".join(dict.fromkeys(settle[cause] for cause in causes)),
    )


def _adjustments(sources: Sources) -> Iterable[AdjustmentView]:
    card, texts = sources.card, sources.edition.adjustments
    asked = {one.question for one in card.expert_questions}
    rows = (
        (texts.bonus, card.adjustments.bonus),
        (texts.deduction, -card.adjustments.deduction),
        (texts.veto, -card.adjustments.veto),
    )
    for text, points in rows:
        question = text.question if text.question in asked else ""
        yield AdjustmentView(text.name, spell_points(points), text.criteria, question)


def _failures(sources: Sources) -> Iterable[str]:
    for one in sources.card.failures:
        yield " ".join(part for part in (one.code, one.app, one.message) if part)


def _popups(sources: Sources) -> list[str]:
    return [
        item.id
        for item in sources.items.values()
        if item.kind is ItemKind.SCREEN and item.note.startswith(POPUP)
    ]


def _fingerprints(sources: Sources) -> Iterable[tuple[str, str]]:
    computed = sources.card.computed_from
    yield "评分细则", sources.header.rubric_sha256
    yield "医院配置", sources.header.profile_sha256
    for key, word in (("facts_sha256", "facts.json"), ("observations_sha256", "observations.json")):
        if key in computed:
            yield word, computed[key]
