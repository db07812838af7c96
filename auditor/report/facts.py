"""The facts of an indicator as lines of the page: value, members, source, proof and reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from auditor.report.sources import Sources
from auditor.report.view import FactLine, Member, State
from auditor.report.words import load_words
from auditor.report.written import CardFact, CardIndicator, ToldFact
from auditor.words import say_value
from rubric import (
    ChoiceFact,
    Fact,
    FactSource,
    Indicator,
    Members,
    NumberFact,
    ProofLevel,
    SetFact,
    Value,
    is_settled,
    spell_points,
)
from rubric.model import Unit

_BEYOND_APPS = {FactSource.MATERIAL, FactSource.EXPERT}
# ASCII or full-width, as probes and auditor.audit.merge write them.
_SEPARATOR = re.compile("[;\uff1b]")
_STEP = re.compile(r"(?P<app>\[[^\]]+\] )?(?:(?P<member>\w+)[:\uff1a])?(?P<words>.*)", re.DOTALL)


def fact_lines(
    sources: Sources, indicator: Indicator, scored: CardIndicator, numbers: Mapping[str, int]
) -> Iterator[FactLine]:
    """The facts in the edition's order; of a per-app indicator, app by app.

    numbers: figure number by evidence id.
    """
    several = len(sources.header.apps) > 1
    if scored.by_app is None:
        tables = {"": (scored.facts, sources.sheet.facts)}
    else:
        tables = {
            app: (facts, sources.sheet.apps.get(app, {})) for app, facts in scored.by_app.items()
        }
    for app, (entries, known) in tables.items():
        values = known.get(indicator.code, {})
        for name, fact in indicator.facts.items():
            told = sources.told[indicator.code, name, app]
            yield _line(fact, values.get(name), entries[name], told, numbers, several)


def _line(
    fact: Fact,
    value: Value,
    entry: CardFact,
    told: ToldFact,
    numbers: Mapping[str, int],
    several: bool,
) -> FactLine:
    members = fact.members if isinstance(fact, SetFact) else {}
    reason, notes = by_member(told.reason, members)
    return FactLine(
        gloss=fact.gloss,
        state=state_of(value, fact.worst if isinstance(fact, ChoiceFact) else ""),
        value=_value_words(fact, value),
        members=_members(fact, value, notes),
        app=(told.app or "、".join(told.apps)) if several else "",
        source=_source(fact, value, entry),
        proven="" if value is None else _level(told),
        needed="" if fact.source in _BEYOND_APPS else load_words().levels[fact.level],
        reason=reason,
        cause=";".join(told.causes),
        figures=tuple(numbers[id] for id in told.evidence if id in numbers),
    )


def _source(fact: Fact, value: Value, entry: CardFact) -> str:
    """Who established the fact, or who still has to."""
    words = load_words()
    if value is None or entry.source is None:
        return f"待{words.awaited[fact.source]}"
    return words.sources[entry.source]


def state_of(value: Value, worst: str = "") -> State:
    """What a fact is, at a glance; `worst`: the word that says that nothing is there."""
    if not is_settled(value):
        return State.PART if isinstance(value, Members) and value.has else State.OPEN
    if isinstance(value, Members):
        return State.YES if value.has else State.NO
    return State.NO if value is False or (worst and value == worst) else State.YES


def by_member(reason: str, members: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Take a reason such as `meal:…;parking:…` apart: (what is about no member, by member).

    Probes tell of a set member by member, each app's part after `[app] `.
    """
    general: list[str] = []
    notes: dict[str, list[str]] = {}
    app, target = "", general
    for step in _SEPARATOR.split(reason):
        found = _STEP.fullmatch(step)
        assert found is not None, "the pattern takes any text"
        if found["member"] in members:
            app = found["app"] or app
            target = notes.setdefault(found["member"], [])
            target.append(app + found["words"])
        else:
            target.append(step)
    return _joined(general), {word: _joined(parts) for word, parts in notes.items()}


def _joined(parts: list[str]) -> str:
    return ";".join(part for part in parts if part)


def _value_words(fact: Fact, value: Value) -> str:
    if isinstance(fact, SetFact) and isinstance(value, Members):
        has, still = len(value.has), len(value.open)
        tail = f",{still} 项未知" if still else ""
        return f"有 {has} 项{tail}（共 {len(fact.members)} 项）"
    if isinstance(fact, NumberFact) and fact.unit is Unit.RATIO and isinstance(value, Decimal):
        return f"{spell_points(value * 100)}%"
    return say_value(fact, value)


def _members(fact: Fact, value: Value, notes: Mapping[str, str]) -> tuple[Member, ...]:
    """Every member of a set with its state, those that the app has first."""
    if not isinstance(fact, SetFact) or (value is None and not notes):
        return ()
    known = value if isinstance(value, Members) else Members((), tuple(fact.members))
    states = dict.fromkeys(known.has, State.YES) | dict.fromkeys(known.open, State.OPEN)
    order = [State.YES, State.OPEN, State.NO]
    members = [
        Member(
            gloss,
            states.get(word, State.NO),
            notes.get(word, ""),
            word not in fact.not_counted,
        )
        for word, gloss in fact.members.items()
    ]
    return tuple(sorted(members, key=lambda member: order.index(member.state)))


def _level(told: ToldFact) -> str:
    return "" if told.level is None else load_words().levels[ProofLevel(told.level.name)]
