"""Editions from YAML: every problem of the file at once, with its line (DocumentError)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, Field

from documents import DocumentError, Problem, Source, StrictModel, parse_as, read_yaml
from rubric import checks
from rubric.model import (
    Adjustments,
    Category,
    Edition,
    Indicator,
    Item,
    Policy,
    Reading,
    SourceDocument,
)

DEFAULT_EDITION = "beijing-2022"
_EDITIONS = Path(__file__).parent / "editions"

Place = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


class _ItemHead(StrictModel):
    code: str
    name: str
    weight: Decimal
    indicators: tuple[dict[str, Any], ...] = Field(min_length=1)


class _CategoryHead(StrictModel):
    code: str
    name: str
    weight: Decimal
    items: tuple[_ItemHead, ...] = Field(min_length=1)


class _EditionHead(StrictModel):
    """The whole file but for the indicators, which are judged one by one."""

    name: str
    title: str
    source: SourceDocument
    policy: Policy
    per_app_share: Decimal = Field(gt=0, le=1)
    readings: tuple[Reading, ...] = ()
    adjustments: Adjustments
    categories: tuple[_CategoryHead, ...] = Field(min_length=1)


def edition_names() -> tuple[str, ...]:
    """Names of the editions that are shipped."""
    return tuple(sorted(path.stem for path in _EDITIONS.glob("*.yaml")))


@lru_cache(maxsize=16)
def load_edition(name_or_path: str | Path = DEFAULT_EDITION) -> Edition:
    """A shipped edition by name, or any edition by the path of its YAML file; cached.

    Raises DocumentError with all problems of the file, or if there is no such edition.
    """
    if isinstance(name_or_path, Path) or name_or_path.endswith((".yaml", ".yml")):
        return parse_edition(read_yaml(Path(name_or_path)))
    if name_or_path not in edition_names():
        raise DocumentError([Problem(name_or_path, None, "rubric", *unknown_edition(name_or_path))])
    return parse_edition(read_yaml(_EDITIONS / f"{name_or_path}.yaml"))


def unknown_edition(name: object) -> tuple[str, str]:
    """Message and remedy for the name of an edition that does not exist."""
    known = "、".join(edition_names())
    close = get_close_matches(str(name), edition_names(), n=1)
    return f"没有名为 {name!r} 的细则版本(已有:{known})", f"改为 {close[0] if close else known}"


def parse_edition(source: Source) -> Edition:
    """Check a document and build the edition; raises DocumentError with all problems."""
    problems: list[Problem] = []
    head = _attempt(_EditionHead, source, (), problems)
    indicators: dict[Place, Indicator] = {}
    for place, raw in _raw_indicators(source.data):
        indicator = _attempt(Indicator, _section(source, place, raw), place, problems)
        if indicator is not None:
            indicators[place] = indicator
            problems += checks.check_indicator(source, place, indicator)
    if head is not None:
        problems += _check_structure(source, head, indicators)
    if problems or head is None:
        raise DocumentError(sorted(problems, key=lambda problem: problem.line or 0))
    return _build(head, indicators)


def _raw_indicators(data: Any) -> Iterator[tuple[Place, Any]]:
    """Everything that stands where an indicator should, even in a document with other faults."""
    for i, category in enumerate(_listed(data, "categories")):
        for j, item in enumerate(_listed(category, "items")):
            for k, raw in enumerate(_listed(item, "indicators")):
                yield ("categories", i, "items", j, "indicators", k), raw


def _listed(data: Any, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _section(source: Source, place: Place, data: Any) -> Source:
    """A part of a document as a document of its own, with the lines of the whole."""
    depth = len(place)
    lines = {key[depth:]: line for key, line in source.lines.items() if key[:depth] == place}
    return Source(source.file, data, lines)


def _attempt(model: type[M], part: Source, place: Place, problems: list[Problem]) -> M | None:
    """The part parsed, or None after its problems were added, placed in the whole document."""
    try:
        return parse_as(model, part)
    except DocumentError as error:
        prefix = part.problem(place, "").place
        for problem in error.problems:
            inside = "." + problem.place if problem.place else ""
            problems.append(replace(problem, place=(prefix + inside).lstrip(".")))
        return None


def _check_structure(
    source: Source, head: _EditionHead, indicators: Mapping[Place, Indicator]
) -> Iterator[Problem]:
    """Codes, sums of weights and references of a document whose head is in order."""
    yield from checks.check_codes(source, _codes(head, indicators))
    yield from checks.check_weights(
        source, ("categories",), "全部类别", checks.TOTAL_WEIGHT, head.categories
    )
    for i, category in enumerate(head.categories):
        here: Place = ("categories", i)
        what = f"类别 {category.code} "
        yield from checks.check_weights(source, here, what, category.weight, category.items)
        for j, item in enumerate(category.items):
            here = ("categories", i, "items", j)
            found = [indicators[p] for p in _places(here, item) if p in indicators]
            if len(found) == len(item.indicators):
                what = f"业务项目 {item.code} "
                yield from checks.check_weights(source, here, what, item.weight, found)
    for place, indicator in indicators.items():
        yield from checks.check_references(source, place, indicator, head.policy, head.source)
    used = {number for indicator in indicators.values() for number in indicator.policy}
    yield from checks.check_measures(source, head.policy, used)


def _places(item_place: Place, item: _ItemHead) -> list[Place]:
    return [(*item_place, "indicators", k) for k in range(len(item.indicators))]


def _codes(
    head: _EditionHead, indicators: Mapping[Place, Indicator]
) -> Iterator[tuple[str, str, Place]]:
    for i, category in enumerate(head.categories):
        yield category.code, "", ("categories", i, "code")
        for j, item in enumerate(category.items):
            yield item.code, category.code, ("categories", i, "items", j, "code")
            for place in _places(("categories", i, "items", j), item):
                if place in indicators:
                    yield indicators[place].code, item.code, (*place, "code")


def _build(head: _EditionHead, indicators: Mapping[Place, Indicator]) -> Edition:
    categories = tuple(
        Category(
            category.code,
            category.name,
            category.weight,
            tuple(
                Item(item.code, item.name, item.weight, tuple(indicators[p] for p in places))
                for j, item in enumerate(category.items)
                if (places := _places(("categories", i, "items", j), item))
            ),
        )
        for i, category in enumerate(head.categories)
    )
    plain = {name: getattr(head, name) for name in _EditionHead.model_fields}
    return Edition(**plain | {"categories": categories})
