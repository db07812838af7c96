"""Is an observation what its indicator asks for, and is it proven as far as the rubric wants?

ProbeFault    a probe broke its side of the bargain (a tool error)
"""

from __future__ import annotations

from dataclasses import replace

from probes.model import Cause, Observation, ProofLevel
from rubric.model import BoolFact, ChoiceFact, Edition, Fact, FactSource, NumberFact, SetFact

SHOWN_BY_APP = frozenset({FactSource.APP, FactSource.APP_OR_MATERIAL, FactSource.APP_OR_EXPERT})
"""Sources of facts that every probe of the indicator has to come to a conclusion about."""


class ProbeFault(Exception):
    """A probe broke its side of the bargain; message in Chinese."""


def expected_facts(edition: Edition, code: str) -> set[str]:
    """The facts of an indicator that its probe must observe."""
    facts = edition.indicators[code].facts
    return {name for name, fact in facts.items() if fact.source in SHOWN_BY_APP}


def weigh(edition: Edition, code: str, app: str, observation: object) -> Observation:
    """The observation, or an open one where its proof is weaker than the edition asks.

    Raises ProbeFault if it is not an observation of this indicator, app and fact.
    """
    if not isinstance(observation, Observation):
        raise ProbeFault(f"{code} 的探针应给出 Observation,现为 {observation!r}")
    if (observation.code, observation.app) != (code, app):
        raise ProbeFault(
            f"{code} 在 {app} 上的探针给出了 {observation.code} 在 {observation.app} 上的观察"
        )
    fact = edition.indicators[code].facts.get(observation.fact)
    if fact is None:
        raise ProbeFault(f"指标 {code} 没有名为 {observation.fact} 的事实")
    _check_value(fact, observation)
    return _demoted(fact, observation) if _too_weak(fact, observation) else observation


def _check_value(fact: Fact, seen: Observation) -> None:
    if seen.value is not None and not _fits(fact, seen.value):
        raise ProbeFault(f"{seen.code} {seen.fact} 的值 {seen.value!r} 不合其类型")
    members = fact.members if isinstance(fact, SetFact) else {}
    if not set(seen.open) <= set(members):
        raise ProbeFault(f"{seen.code} {seen.fact} 的 open 中有不存在的成员:{seen.open!r}")


def _fits(fact: Fact, value: bool | str | tuple[str, ...]) -> bool:
    match fact:
        case BoolFact():
            return isinstance(value, bool)
        case ChoiceFact():
            return isinstance(value, str) and value in fact.members
        case SetFact():
            return isinstance(value, tuple) and set(value) <= set(fact.members)
        case NumberFact():
            return False


def _too_weak(fact: Fact, seen: Observation) -> bool:
    return _claims(fact, seen) and seen.level < ProofLevel[fact.level.value]


def _claims(fact: Fact, seen: Observation) -> bool:
    """True if something is said to be there; absence has no proof level."""
    if isinstance(fact, ChoiceFact):
        return seen.value is not None and seen.value != fact.worst
    return bool(seen.value)


def _demoted(fact: Fact, seen: Observation) -> Observation:
    reason = f"证明只到 {seen.level.name},本项要求 {fact.level.value},不能认定:{seen.reason}"
    cause = seen.cause or Cause.NOT_CONCLUSIVE
    if isinstance(seen.value, tuple):
        undecided = tuple(dict.fromkeys((*seen.value, *seen.open)))
        return replace(seen, value=(), open=undecided, cause=cause, reason=reason)
    return replace(seen, value=None, cause=cause, reason=reason)
