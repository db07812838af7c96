"""A finding: what is known about one yes-or-no question, and the observations made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, replace

from probes.model import Cause, Observation, ProofLevel


@dataclass(frozen=True)
class Finding:
    """Yes, no or unknown, with its grounds.

    truth: None = unknown, then `cause` says why; evidence: ids, never empty for yes or no.
    """

    truth: bool | None
    reason: str
    evidence: tuple[str, ...] = ()
    level: ProofLevel = ProofLevel.L1
    cause: Cause | None = None


def yes(reason: str, evidence: Iterable[str], level: ProofLevel = ProofLevel.L1) -> Finding:
    return Finding(True, reason, tuple(evidence), level)


def no(reason: str, evidence: Iterable[str], level: ProofLevel = ProofLevel.L1) -> Finding:
    return Finding(False, reason, tuple(evidence), level)


def unknown(cause: Cause, reason: str, evidence: Iterable[str] = ()) -> Finding:
    return Finding(None, reason, tuple(evidence), ProofLevel.L0, cause)


def any_of(findings: Iterable[Finding]) -> Finding:
    """Yes if one is yes; else unknown if one is unknown; else no (the first that says so)."""
    ranked = sorted(findings, key=lambda f: {True: 0, None: 1, False: 2}[f.truth])
    if not ranked:
        raise ValueError("any_of needs at least one finding")
    best = ranked[0]
    if best.truth is False:
        evidence = dict.fromkeys(e for f in ranked for e in f.evidence)
        reasons = dict.fromkeys(f.reason for f in ranked)
        return replace(best, reason=";".join(reasons), evidence=tuple(evidence))
    return best


def found_once(
    memory: MutableMapping[str, object], key: str, find: Callable[[], Finding]
) -> Finding:
    """What was found when it was first asked for: several indicators rest on one finding."""
    if key not in memory:
        memory[key] = find()
    found = memory[key]
    assert isinstance(found, Finding)
    return found


def observe(code: str, fact: str, app_id: str, finding: Finding) -> Observation:
    """The observation of a boolean fact."""
    return Observation(
        code=code,
        fact=fact,
        app=app_id,
        value=finding.truth,
        level=finding.level,
        reason=finding.reason,
        evidence=finding.evidence,
        cause=finding.cause,
    )


def observe_choice(
    code: str, fact: str, app_id: str, choice: str | None, grounds: Finding
) -> Observation:
    """The observation of a choice; `choice` None keeps the cause of `grounds`."""
    cause = None if choice is not None else grounds.cause or Cause.NOT_CONCLUSIVE
    return Observation(
        code, fact, app_id, choice, grounds.level, grounds.reason, grounds.evidence, (), cause
    )


def observe_set(
    code: str,
    fact: str,
    app_id: str,
    members: Mapping[str, Finding],
    glosses: Mapping[str, str] | None = None,
) -> Observation:
    """The observation of a set: proven members, and those about which nothing is known."""
    proven = tuple(name for name, finding in members.items() if finding.truth is True)
    left = tuple(name for name, finding in members.items() if finding.truth is None)
    evidence = tuple(dict.fromkeys(e for f in members.values() for e in f.evidence))
    causes = [members[name].cause for name in left]
    words = glosses or {}
    reasons = [f"{words.get(name, name)}:{f.reason}" for name, f in members.items() if f.reason]
    all_open = len(left) == len(members)
    level = max((members[n].level for n in proven), default=ProofLevel.L1)
    return Observation(
        code=code,
        fact=fact,
        app=app_id,
        value=None if all_open or not evidence else proven,
        level=level,
        reason=";".join(dict.fromkeys(reasons)),
        evidence=evidence,
        open=() if all_open or not evidence else left,
        cause=(causes[0] if causes else Cause.NOT_CONCLUSIVE) if left or not evidence else None,
    )


def conclude_members(members: Iterable[str], finding: Finding) -> dict[str, Finding]:
    """The same finding for every member of a set."""
    return dict.fromkeys(members, finding)
