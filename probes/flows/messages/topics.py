"""What a message to a patient is about: one topic each, told by its heading and its words.

All words are data (`lexicon/topics.yaml`).  A message proves only what it is about: that one
may rebook after a suspension changes no appointment, and a ban on exercise before a blood
test reminds nobody to exercise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field, RootModel

from documents import StrictModel, parse_as, read_yaml

TOPICS = Path(__file__).parents[2] / "lexicon" / "topics.yaml"
HEADING = 16


class _Entry(StrictModel):
    title: str
    text: str = ""
    not_: str = Field(default="", alias="not")
    title_not: str = ""
    weak: bool = False
    never: str = ""
    counts: list[str] = Field(default_factory=list)


class _Topics(RootModel[dict[str, _Entry]]):
    pass


@dataclass(frozen=True)
class Topic:
    """One thing that messages are about.

    heads, says: whether a heading or a text is about it; weak: its heading says little;
    never: whether the message as a whole is about something else after all;
    counts: what such a message proves, as "<code>.<fact>.<member>".
    """

    name: str
    heads: Callable[[str], bool]
    says: Callable[[str], bool]
    weak: bool
    never: Callable[[str], bool]
    counts: frozenset[str]


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All topics, the most telling first."""
    read = parse_as(_Topics, read_yaml(TOPICS)).root
    return tuple(_topic(name, entry) for name, entry in read.items())


def topic_of(title: str, text: str = "") -> Topic | None:
    """The one topic of a message: by its heading, then by its words, then by a weak heading."""
    heading = title if len(title) <= HEADING else ""
    whole = f"{title}\n{text}"
    possible = [topic for topic in topics() if not topic.never(whole)]
    strong = [topic for topic in possible if not topic.weak]
    weak = [topic for topic in possible if topic.weak]
    return (
        next((t for t in strong if heading and t.heads(heading)), None)
        or next((t for t in strong if t.says(whole)), None)
        or next((t for t in weak if t.heads(title) or t.says(whole)), None)
    )


def _topic(name: str, entry: _Entry) -> Topic:
    barred = "|".join(filter(None, (entry.title_not, entry.not_)))
    return Topic(
        name,
        _test(entry.title, barred),
        _test(entry.text, entry.not_),
        entry.weak,
        _test(entry.never, ""),
        frozenset(entry.counts),
    )


def _test(wanted: str, barred: str) -> Callable[[str], bool]:
    if not wanted:
        return lambda words: False
    want = re.compile(wanted, re.IGNORECASE)
    bar = re.compile(barred, re.IGNORECASE) if barred else None
    return lambda words: bool(want.search(words)) and not (bar and bar.search(words))
