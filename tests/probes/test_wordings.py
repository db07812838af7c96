"""Many names that real apps give to each function, and many that belong to something else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pydantic import Field, RootModel

from documents import StrictModel, parse_as, read_yaml
from probes.lexicon import load_lexicon
from probes.naming import CLEARLY, NEAR, match

LEXICON = load_lexicon()
HERE = Path(__file__).parent


class Wording(StrictModel):
    """What one function is called, what names it and another, and what does not name it."""

    is_: list[str] = Field(alias="is")
    shared: list[str] = Field(default_factory=list)
    is_not: list[str]


class _Wordings(RootModel[dict[str, Wording]]):
    pass


WORDINGS = dict(parse_as(_Wordings, read_yaml(HERE / "wordings.yaml")).root)
NOTHING = WORDINGS.pop("nothing").is_not


@cache
def scores(label: str) -> dict[str, float]:
    """How well a label names each function."""
    return {key: match(one, label, "")[0] for key, one in LEXICON.functions.items()}


def wrong(key: str, label: str) -> str:
    """What is wrong with a name that should be the function's own; "" if nothing."""
    found = scores(label)
    if found[key] <= NEAR:
        named = sorted(found, key=lambda k: -found[k])[0]
        return f"{label}: 不认得({named} {found[named]:.2f})"
    best = max(found, key=lambda k: found[k])
    if found[best] > found[key] + CLEARLY:
        return f"{label}: 输给 {best} {found[best]:.2f}>{found[key]:.2f}"
    return ""


def test_every_function_has_its_wordings() -> None:
    assert set(WORDINGS) == set(LEXICON.functions)


@pytest.mark.parametrize("key", sorted(WORDINGS))
def test_a_function_is_known_by_its_names(key: str) -> None:
    assert [told for label in WORDINGS[key].is_ if (told := wrong(key, label))] == []


@pytest.mark.parametrize("key", sorted(WORDINGS))
def test_a_name_of_two_functions_names_both(key: str) -> None:
    assert [label for label in WORDINGS[key].shared if scores(label)[key] <= NEAR] == []


@pytest.mark.parametrize("key", sorted(WORDINGS))
def test_the_name_of_something_else_is_not_taken_for_it(key: str) -> None:
    found = {label: scores(label)[key] for label in WORDINGS[key].is_not}
    assert {label: score for label, score in found.items() if score > NEAR} == {}


def test_ordinary_words_name_nothing() -> None:
    best = {label: max(scores(label).items(), key=lambda found: found[1]) for label in NOTHING}
    assert {label: found for label, found in best.items() if found[1] > NEAR} == {}
