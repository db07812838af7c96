"""Held against the truth: what an audit found, item by item.

An item is a fact, or one member of a set fact.  A false credit (a hollow or missing function
counted as present, or a better word of a choice than the true one) is the worst error; a
false debit takes away what is there.  Where nobody needs to know (behind a login that cannot
be passed) a no is unfounded and a yes false, unless a patient inside would find the same: then
it showed itself to the visitor (an entry that says 暂未开通) and counts as neither right nor
wrong.  An open item is neither, and has a cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from rubric import ChoiceFact, Edition, Fact, NumberFact, SetFact


class Verdict(StrEnum):
    """UNDECIDABLE: nobody can know, and the audit left it open as it should."""

    RIGHT = "right"
    FALSE_CREDIT = "false_credit"
    FALSE_DEBIT = "false_debit"
    UNFOUNDED = "unfounded"
    OPEN = "open"
    UNDECIDABLE = "undecidable"


WRONG = (Verdict.FALSE_CREDIT, Verdict.FALSE_DEBIT, Verdict.UNFOUNDED)
UNEXPLAINED = "没有原因"


@dataclass(frozen=True)
class Item:
    """One item of one audit.

    truth, found: True, False, a word, or None (nobody can know; left open).  causes: why it
    is open.  evidence: ids.
    """

    code: str
    fact: str
    member: str
    truth: bool | str | None
    found: bool | str | None
    verdict: Verdict
    reason: str = ""
    causes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """code.fact or code.fact.member, as in a feature file."""
        return ".".join(filter(None, (self.code, self.fact, self.member)))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def compare(
    edition: Edition,
    truth: Mapping[str, Any],
    observations: Mapping[str, Any],
    app: str,
    offered: Mapping[str, Any] | None = None,
) -> list[Item]:
    """Every item whose truth is told, with what the audit says of it.

    truth: a facts document; offered: the same for whom everything can be seen;
    observations: `observations.json` of a run.  Facts that the truth
    does not mention (usage figures, an expert's judgement) have no item.  Raises LookupError
    if the run says nothing at all of a fact.
    """
    seen = {(one["code"], one["name"]): one for one in observations["facts"]}
    facts = {**truth["facts"], **truth["apps"][app]}
    there = offered or truth
    inside = {**there["facts"], **there["apps"][app]}
    items = [
        item
        for code, indicator in edition.indicators.items()
        for name, fact in indicator.facts.items()
        if code in facts and name in facts[code]
        for item in _items(code, name, fact, facts[code][name], seen[code, name])
    ]
    return [_seen_all_the_same(item, inside[item.code][item.fact]) for item in items]


def _seen_all_the_same(item: Item, offered: Any) -> Item:
    """What nobody needs to know, and what showed itself to a visitor: neither right nor false."""
    if item.truth is not None or item.found is None or offered is None:
        return item
    inside = item.member in offered if item.member else offered
    return replace(item, verdict=Verdict.UNDECIDABLE) if item.found == inside else item


def _items(code: str, name: str, fact: Fact, truth: Any, seen: Mapping[str, Any]) -> Iterator[Item]:
    if isinstance(fact, NumberFact):
        return
    if not isinstance(fact, SetFact):
        found, verdict = _judged(fact, truth, seen["value"])
        yield _item(code, name, "", truth, found, verdict, seen)
        return
    for member in fact.members:
        real = None if truth is None else member in truth
        found = _has(seen["value"], member)
        yield _item(code, name, member, real, found, _verdict(real, found), seen)


def _item(
    code: str,
    fact: str,
    member: str,
    truth: bool | str | None,
    found: bool | str | None,
    verdict: Verdict,
    seen: Mapping[str, Any],
) -> Item:
    still = verdict in (Verdict.OPEN, Verdict.UNDECIDABLE)
    return Item(
        code,
        fact,
        member,
        truth,
        found,
        verdict,
        reason=_about(member, seen["reason"]),
        causes=tuple(seen["causes"]) or (UNEXPLAINED,) if still else (),
        evidence=tuple(seen["evidence"]),
    )


def _has(value: Any, member: str) -> bool | None:
    """Whether a set as written in a facts file holds a member; None if that is open."""
    if value is None:
        return None
    if isinstance(value, list):
        return member in value
    return True if member in value["has"] else None if member in value["open"] else False


def _judged(fact: Fact, truth: Any, value: Any) -> tuple[bool | str | None, Verdict]:
    if not isinstance(fact, ChoiceFact):
        return value, _verdict(truth, value)
    order = list(fact.members)
    possible = value["one_of"] if isinstance(value, dict) else [value]
    if value is None or (isinstance(value, dict) and truth in (*possible, None)):
        return None, _verdict(truth, None)
    if truth in possible:
        return str(truth), Verdict.RIGHT
    best = min(order.index(word) for word in possible)
    found = "/".join(possible)
    if truth is None:
        return found, Verdict.FALSE_CREDIT if best < len(order) - 1 else Verdict.UNFOUNDED
    return found, Verdict.FALSE_CREDIT if best < order.index(truth) else Verdict.FALSE_DEBIT


def _verdict(truth: bool | str | None, found: bool | str | None) -> Verdict:
    if found is None:
        return Verdict.UNDECIDABLE if truth is None else Verdict.OPEN
    if found == truth:
        return Verdict.RIGHT
    if found:
        return Verdict.FALSE_CREDIT
    return Verdict.UNFOUNDED if truth is None else Verdict.FALSE_DEBIT


def _about(member: str, reason: str) -> str:
    """The part of a set's reason that tells of one member, if it is told apart."""
    told = re.search(rf"(?:^|[;((]){re.escape(member)}:(.*?)(?=;[a-z_]+:|$)", reason)
    return told.group(1) if member and told else reason
