"""The words of the field: what functions are called and how apps say things.

All words are data (`functions.yaml`, `contents.yaml`, `signs.yaml`); this module only reads and
compiles them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import Field, RootModel

from documents import DocumentError, Problem, Source, StrictModel, parse_as, read_yaml
from documents.typography import half_width

HERE = Path(__file__).parent
T = TypeVar("T")
R = TypeVar("R")

_NOISE = re.compile(r"[\s​-‏﻿·•|>›»→\-—_~!!?。,,.、;;\"'“”‘’【】\[\]()()<《》{}:#*]+")
_COUNT = r"(?<!\d)(?!(?:114|120)(?!\d))\d{1,3}\+?(?!\d)"  # the numbers of two services are none
_CUT = {"科普": "通"}
"""Words that two others make where they meet (内科普通门诊), by what comes after them then."""
_BADGE = re.compile(rf"^(new|hot|{_COUNT})|(new|hot|{_COUNT})$", re.IGNORECASE)

_SPACED = re.compile(r"(?<![一-鿿])[一-鿿](?:\s{1,4}[一-鿿])+(?![一-鿿])")
LONGEST_SPACED = 12


@lru_cache(maxsize=100_000)
def plain(words: str) -> str:
    """A label as the finder compares it: no blanks, punctuation, badges; upper case."""
    bare = _NOISE.sub("", half_width(words))
    return (_BADGE.sub("", bare) or bare).upper()


def joined(label: str) -> str:
    """A short label whose letters stand apart (保 存), as one word; anything else as it is."""
    if len(label) > LONGEST_SPACED or not re.search(r"\s", label):
        return label
    return _SPACED.sub(lambda hit: re.sub(r"\s", "", hit.group()), label)


class FunctionEntry(StrictModel):
    """One function as written in functions.yaml."""

    name: str
    entry: list[str] = Field(min_length=1)
    near: list[str] = Field(default_factory=list)
    not_: list[str] = Field(default_factory=list, alias="not")
    not_in: list[str] = Field(default_factory=list)
    not_on: list[str] = Field(default_factory=list)
    proof: list[str]
    personal: bool = False


class _Functions(StrictModel):
    functions: dict[str, FunctionEntry]


class _Contents(RootModel[dict[str, list[str]]]):
    pass


class _Signs(RootModel[dict[str, str]]):
    pass


Groups = tuple[re.Pattern[str], ...]
LETTERS = "message_center"
"""The function that lists messages to the patient."""
OF_LETTERS = frozenset({LETTERS, "message_settings"})
"""The functions that are about messages."""
TO_READ = OF_LETTERS | {
    "user_agreement",
    "registration_guide",
    "hospital_intro",
    "department_intro",
    "doctor_intro",
    "visit_guide",
    "service_agreement",
    "booking_guide",
    "booking_elsewhere",
    "triage_regional",
    "indoor_navigation",
    "recruitment",
    "drug_leaflet",
    "knowledge",
    "personal_education",
    "risk_assessment",
}
"""The functions that are texts to read, or that stand among such texts."""


@dataclass(frozen=True)
class Function:
    """One function that a patient may find in an app.

    entry, near: alternatives; in each, every group must be found in the label.
    not_: words that rule a label out; not_in: words of pages whose entries are another's;
    not_on: words of a form that is for other people or another matter;
    proof: what its screens show; content: what its page says whatever its label is, all of it
    (empty: nothing that would tell it from other pages).
    """

    key: str
    name: str
    entry: tuple[Groups, ...]
    near: tuple[Groups, ...]
    not_: re.Pattern[str] | None
    proof: tuple[re.Pattern[str], ...]
    personal: bool
    not_in: re.Pattern[str] | None = None
    not_on: re.Pattern[str] | None = None
    content: tuple[re.Pattern[str], ...] = ()

    def is_another(self, text: str) -> bool:
        """True if a form's text says that it is for other people or another matter."""
        return self.not_on is not None and self.not_on.search(plain(text)) is not None

    def told_by(self, text: str) -> bool:
        """True if a page's text says all that tells this function from others."""
        return bool(self.content) and all(pattern.search(text) for pattern in self.content)

    def shown_by(self, text: str) -> bool:
        """True if the text carries every proof pattern of the function."""
        return all(pattern.search(text) for pattern in self.proof)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All functions and signs; equal only to itself, so that answers by it can be kept."""

    functions: dict[str, Function]
    signs: dict[str, re.Pattern[str]]

    def says(self, sign: str, words: str) -> bool:
        """True if the words carry the sign (a key of signs.yaml)."""
        return self.signs[sign].search(joined(half_width(words))) is not None

    def refuses(self, words: str) -> bool:
        """True if the words send one away: not built, to the window, not found, failed."""
        signs = ("under_construction", "window", "not_found", "failure")
        return any(self.says(sign, words) for sign in signs)

    def lists_letters(self, text: str) -> bool:
        """True if a page lists messages, whose words come together from many functions."""
        return self.functions[LETTERS].told_by(text)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read and compile the lexicon; raises DocumentError with all problems."""
    functions_source = read_yaml(HERE / "functions.yaml")
    contents_source = read_yaml(HERE / "contents.yaml")
    signs_source = read_yaml(HERE / "signs.yaml")
    functions = parse_as(_Functions, functions_source).functions
    contents = parse_as(_Contents, contents_source).root
    signs = parse_as(_Signs, signs_source).root
    problems = [
        contents_source.problem((key,), f"没有这个功能:{key}", "用 functions.yaml 里的键")
        for key in contents.keys() - functions.keys()
    ]
    told = _each(
        contents,
        lambda key, texts: tuple(_pattern(text, contents_source, (key,)) for text in texts),
        problems,
    )
    known = _each(functions, lambda key, item: _compile(key, item, functions_source), problems)
    lexicon = Lexicon(
        {key: replace(function, content=told.get(key, ())) for key, function in known.items()},
        _each(signs, lambda key, text: _pattern(text, signs_source, (key,)), problems),
    )
    if problems:
        raise DocumentError(problems)
    return lexicon


def _each(
    items: dict[str, T], compiled: Callable[[str, T], R], problems: list[Problem]
) -> dict[str, R]:
    """Compile every item; what is wrong with one does not keep the others from being checked."""
    found = {}
    for key, item in items.items():
        try:
            found[key] = compiled(key, item)
        except DocumentError as error:
            problems += error.problems
    return found


def _compile(key: str, item: FunctionEntry, source: Source) -> Function:
    place = ("functions", key)
    return Function(
        key=key,
        name=item.name,
        entry=tuple(_groups(text, source, place) for text in item.entry),
        near=tuple(_groups(text, source, place) for text in item.near),
        not_=_words("|".join(item.not_), source, place) if item.not_ else None,
        proof=tuple(_pattern(text, source, place) for text in item.proof),
        personal=item.personal,
        not_in=_words("|".join(item.not_in), source, place) if item.not_in else None,
        not_on=_words("|".join(item.not_on), source, place) if item.not_on else None,
    )


def _groups(text: str, source: Source, place: tuple[str, ...]) -> Groups:
    return tuple(_words(part.strip(), source, place) for part in text.split("&"))


def _words(alternatives: str, source: Source, place: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted((w.strip().upper() for w in alternatives.split("|")), key=len, reverse=True)
    if not all(words):
        raise DocumentError([source.problem(place, f"有空的词:{alternatives!r}", "删去多余的 |")])
    return re.compile("|".join(map(_anchored, words)))


def _anchored(word: str) -> str:
    """A word as a pattern: "^我的$" is the whole label, "^开" its beginning."""
    start, end = word.startswith("^"), word.endswith("$")
    bare = word[start : len(word) - end]
    cut = next((after for word, after in _CUT.items() if bare.endswith(word)), "")
    return "^" * start + re.escape(bare) + (f"(?!{cut})" if cut else "") + "$" * end


def _pattern(text: str, source: Source, place: tuple[str, ...]) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        problem = source.problem(place, f"正则表达式有误({error}):{text!r}", "改正")
        raise DocumentError([problem]) from error
