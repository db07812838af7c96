"""Unite what the probes saw in a hospital's apps into one value per fact.

Facts of per-app indicators (1.1.x) stay per app.  All others are united over the submitted
apps: present if any app has it, absent only if every app was seen not to have it.  An app
that nobody looked at, or where the tool failed, leaves its part of the answer open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from probes.model import Cause, Observation, ProofLevel
from rubric.model import ChoiceFact, Edition, Fact, NumberFact, SetFact
from rubric.values import Members, OneOf, Value, is_settled


@dataclass(frozen=True)
class Missing:
    """No observation was made of a fact in one app, and why."""

    app: str
    cause: Cause
    reason: str = ""


@dataclass(frozen=True)
class United:
    """One fact after merging.

    app: of a per-app fact; "" for the hospital's.  sources: the observations that decided the
    value, or that are in its way; causes: why it is open, each once; empty where settled.
    reason: what was seen, app by app, in Chinese.
    """

    code: str
    name: str
    app: str
    value: Value
    reason: str
    causes: tuple[Cause, ...] = ()
    level: ProofLevel | None = None
    evidence: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()


Seen = Observation | Missing
WhyMissing = Callable[[str, str, str], Missing]
"""(code, fact, app) → why there is no observation."""


def unite(
    edition: Edition,
    apps: Sequence[str],
    observations: Iterable[Observation],
    why_missing: WhyMissing,
) -> list[United]:
    """One United per fact (and app, for per-app facts) of the edition, in its order.

    Raises ValueError if a fact was observed twice in one app.
    """
    table = _by_place(observations)
    merged = []
    for code, indicator in edition.indicators.items():
        for name, fact in indicator.facts.items():
            seen = [table.get((code, name, app)) or why_missing(code, name, app) for app in apps]
            if indicator.per_app:
                merged += [_united(code, name, fact, [one], one.app) for one in seen]
            else:
                merged.append(_united(code, name, fact, seen, ""))
    return merged


def _by_place(observations: Iterable[Observation]) -> Mapping[tuple[str, str, str], Observation]:
    table: dict[tuple[str, str, str], Observation] = {}
    for seen in observations:
        place = (seen.code, seen.fact, seen.app)
        if place in table:
            raise ValueError(f"{seen.app} 的 {seen.code} {seen.fact} 有两条观察记录")
        table[place] = seen
    return table


def _united(code: str, name: str, fact: Fact, seen: Sequence[Seen], app: str) -> United:
    value = _value(fact, seen)
    deciding = [one for one in seen if isinstance(one, Observation) and _decides(one, value)]
    told = deciding if is_settled(value) else list(seen)
    return United(
        code,
        name,
        app,
        value,
        reason=_reason(told),
        causes=() if is_settled(value) else _causes(seen),
        level=max((one.level for one in deciding), default=None),
        evidence=tuple(dict.fromkeys(key for one in _observed(told) for key in one.evidence)),
        apps=tuple(one.app for one in deciding),
    )


def _value(fact: Fact, seen: Sequence[Seen]) -> Value:
    if isinstance(fact, SetFact):
        return _members(fact, seen)
    if isinstance(fact, ChoiceFact):
        return _choice(fact, seen)
    if isinstance(fact, NumberFact):
        return None
    values = [_seen_value(one) for one in seen]
    if True in values:
        return True
    return None if None in values or not values else False


def _members(fact: SetFact, seen: Sequence[Seen]) -> Members | None:
    """Proven anywhere; open where some app leaves a member open that none has proven."""
    proven: set[str] = set()
    undecided: set[str] = set()
    for one in seen:
        value = _seen_value(one)
        if isinstance(one, Missing) or value is None:
            undecided.update(fact.members)
        elif isinstance(value, tuple):
            proven.update(value)
            undecided.update(one.open)
    has = tuple(word for word in fact.members if word in proven)
    still = tuple(word for word in fact.members if word in undecided - proven)
    return Members(has, still) if has or set(still) != set(fact.members) else None


def _choice(fact: ChoiceFact, seen: Sequence[Seen]) -> str | OneOf | None:
    """The best word proven; a better one stays possible while an app is unknown."""
    order = list(fact.members)
    values = [_seen_value(one) for one in seen]
    proven = [value for value in values if isinstance(value, str)]
    best = min(map(order.index, proven), default=len(order) - 1)
    if len(proven) == len(seen) and proven:
        return order[best]
    possible = tuple(order[: best + 1])
    if len(possible) == 1:
        return possible[0]
    return OneOf(possible) if len(possible) < len(order) else None


def _decides(one: Observation, value: Value) -> bool:
    """True if this observation carries the united value (or a proven part of it)."""
    if isinstance(value, Members):
        own = one.value if isinstance(one.value, tuple) else ()
        return bool(set(own) & set(value.has)) or (not value.has and one.value is not None)
    if isinstance(value, OneOf):
        return one.value in value.members
    return one.value == value and value is not None


def _seen_value(one: Seen) -> bool | str | tuple[str, ...] | None:
    return one.value if isinstance(one, Observation) else None


def _observed(seen: Iterable[Seen]) -> list[Observation]:
    return [one for one in seen if isinstance(one, Observation)]


def _causes(seen: Sequence[Seen]) -> tuple[Cause, ...]:
    return tuple(dict.fromkeys(one.cause for one in seen if one.cause is not None))


def _reason(seen: Sequence[Seen]) -> str:
    """What was seen; each app is named as soon as there are several."""
    texts = [(one.app, one.reason) for one in seen if one.reason]
    if len({app for app, _ in texts}) <= 1:
        return ";".join(dict.fromkeys(text for _, text in texts))
    return ";".join(f"[{app}] {text}" for app, text in texts)
