"""What each thing is called: term → words, one wording per skin, drawn from the synonym table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field

from documents import DocumentError, Problem, Source, StrictModel, parse_as, read_yaml

HERE = Path(__file__).parent


class Synonyms(StrictModel):
    """term → the words under which real apps offer it; functions are what patients look for,
    labels are the words around them (fields, buttons, properties)."""

    functions: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]

    def terms(self) -> dict[str, tuple[str, ...]]:
        return {**self.functions, **self.labels}


class Wording(StrictModel):
    """The words of one skin; a term that is not listed takes the table's first label."""

    functions: dict[str, str]
    labels: dict[str, str] = Field(default={})


@cache
def synonyms() -> Synonyms:
    return parse_as(Synonyms, read_yaml(HERE / "synonyms.yaml"))


def read_wording(path: Path) -> dict[str, str]:
    """The words of a skin: every function must be named, no unknown term; DocumentError."""
    source = read_yaml(path)
    wording = parse_as(Wording, source)
    table = synonyms()
    problems = [
        *_unknown(source, "functions", wording.functions, table.functions),
        *_unknown(source, "labels", wording.labels, table.labels),
        *(
            source.problem(("functions",), f"缺少 {term} 的叫法", "补上")
            for term in table.functions
            if term not in wording.functions
        ),
    ]
    if problems:
        raise DocumentError(problems)
    defaults = {term: words[0] for term, words in table.labels.items()}
    return {**defaults, **wording.functions, **wording.labels}


def _unknown(
    source: Source, part: str, given: Mapping[str, str], known: Mapping[str, object]
) -> list[Problem]:
    return [
        source.problem((part, term), "同义词表里没有这个词条", "核对拼写或先加进 synonyms.yaml")
        for term in given
        if term not in known
    ]
