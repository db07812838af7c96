"""Random knowledge for property tests, spelled as in a facts file, and all its completions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, combinations, product
from math import prod
from typing import Any

from hypothesis import strategies as st

from rubric import Fact, load_edition
from rubric.model import BoolFact, ChoiceFact, NumberFact
from tests.rubric.sheets import Facts, document

# Thresholds of the edition with their neighbours, and the ends of the ranges.
RATES = [0, 0.05, 0.0501, 0.1, 0.1001, 0.5999, 0.6, 0.7999, 0.8, 1]
COUNTS = [0, 100, 101, 5000]
Draw = Callable[[Fact], st.SearchStrategy[Any]]


def settled(fact: Fact) -> st.SearchStrategy[Any]:
    """Any fully known value."""
    match fact:
        case BoolFact():
            return st.booleans()
        case NumberFact():
            return st.sampled_from(COUNTS if fact.integer else RATES)
        case ChoiceFact():
            return st.sampled_from(list(fact.members))
        case _:
            return st.lists(st.sampled_from(list(fact.members)), unique=True)


def partial(fact: Fact) -> st.SearchStrategy[Any]:
    """Any state of knowledge: unknown, partly known, known."""
    return st.none() | _narrowed(fact) | settled(fact)


def narrow(fact: Fact) -> st.SearchStrategy[Any]:
    """Any state of knowledge that has at most about ten completions."""
    wide = len(getattr(fact, "members", ())) > 3
    return settled(fact) | _narrowed(fact) if wide else partial(fact)


def _narrowed(fact: Fact) -> st.SearchStrategy[Any]:
    """Partly known: a choice between some words, a set with up to three undecided members."""
    if isinstance(fact, BoolFact | NumberFact):
        return st.none()
    some = st.lists(st.sampled_from(list(fact.members)), unique=True, min_size=1)
    if isinstance(fact, ChoiceFact):
        return some.map(lambda words: {"one_of": words})
    cuts = st.integers(0, 3)
    return st.builds(lambda words, n: {"has": words[n:], "open": words[:n]}, some, cuts)


def facts_of(code: str, draw: Draw) -> st.SearchStrategy[Facts]:
    """Facts of one indicator."""
    facts = load_edition().indicators[code].facts
    return st.fixed_dictionaries({name: draw(fact) for name, fact in facts.items()})


def hospitals(draw: Draw = partial) -> st.SearchStrategy[dict[str, Any]]:
    """Whole facts documents with none to four apps."""
    edition = load_edition()

    def part(per_app: bool) -> st.SearchStrategy[dict[str, Facts]]:
        codes = [code for code, i in edition.indicators.items() if i.per_app == per_app]
        return st.fixed_dictionaries({code: facts_of(code, draw) for code in codes})

    names = st.none() | st.lists(st.sampled_from("甲乙丙丁戊己"), unique=True)
    return st.builds(
        lambda **keys: document(**keys),
        apps=st.dictionaries(st.sampled_from("abcd"), part(True), max_size=4),
        facts=part(False),
        innovations=names,
        material_compliant=st.none() | st.booleans(),
        security_notices=names,
    )


def completions(fact: Fact, raw: Any) -> list[Any]:
    """Every fully known value that a state of knowledge allows (numbers by thresholds)."""
    match fact:
        case BoolFact():
            return [False, True] if raw is None else [raw]
        case NumberFact():
            return (COUNTS if fact.integer else RATES) if raw is None else [raw]
        case ChoiceFact():
            if isinstance(raw, dict):
                return list(raw["one_of"])
            return list(fact.members) if raw is None else [raw]
        case _:
            if isinstance(raw, list):
                return [raw]
            has, undecided = (raw["has"], raw["open"]) if raw else ([], list(fact.members))
            sizes = range(len(undecided) + 1)
            subsets = chain.from_iterable(combinations(undecided, size) for size in sizes)
            return [[*has, *subset] for subset in subsets]


def completed(code: str, facts: Facts) -> Iterator[Facts]:
    """Every completion of the facts of one indicator."""
    for values in product(*_choices(code, facts)):
        yield dict(zip(facts, values, strict=True))


def how_many(code: str, facts: Facts) -> int:
    """The number of completions."""
    return prod(map(len, _choices(code, facts)))


def _choices(code: str, facts: Facts) -> list[list[Any]]:
    declared = load_edition().indicators[code].facts
    return [completions(declared[name], raw) for name, raw in facts.items()]
