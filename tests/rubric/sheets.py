"""Facts documents for the tests, and short ways to their scores."""

from __future__ import annotations

from typing import Any

from documents import Source
from rubric import Edition, Fact, IndicatorScore, Scorecard, load_edition, parse_facts, score
from rubric.model import BoolFact, ChoiceFact, NumberFact

Facts = dict[str, Any]


def document(by_code: dict[str, Facts] | None = None, /, **more: Any) -> dict[str, Any]:
    """A facts document: per-app codes go to the one app "h5"; `more` sets whole keys."""
    edition = load_edition()
    facts = by_code or {}
    per_app = {code: f for code, f in facts.items() if edition.indicators[code].per_app}
    united = {code: f for code, f in facts.items() if code not in per_app}
    head = {"hospital": "demo", "rubric": "beijing-2022", "apps": {"h5": per_app}}
    return head | {"facts": united} | more


def card(data: dict[str, Any], edition: Edition | None = None) -> Scorecard:
    """The score card of a facts document."""
    edition = edition or load_edition()
    return score(edition, parse_facts(Source("facts.json", data), edition))


def judged(code: str, facts: Facts) -> IndicatorScore:
    """One indicator for these facts of it."""
    return card(document({code: facts})).indicators[code]


def interval(code: str, facts: Facts) -> tuple[str, str]:
    """Low and high of one indicator as the card spells them."""
    entry = judged(code, facts).to_json()
    return entry["low"], entry["high"]


def best(fact: Fact) -> Any:
    """The best value of a fact as a facts file spells it."""
    match fact:
        case BoolFact():
            return True
        case NumberFact():
            return 1000 if fact.max is None else float(fact.max)
        case ChoiceFact():
            return next(iter(fact.members))
        case _:
            return list(fact.members)


def worst(fact: Fact) -> Any:
    """The worst value of a fact as a facts file spells it."""
    match fact:
        case BoolFact():
            return False
        case NumberFact():
            return float(fact.min) if not fact.integer else int(fact.min)
        case ChoiceFact():
            return list(fact.members)[-1]
        case _:
            return []
