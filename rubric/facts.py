"""The facts of one hospital, read strictly: every problem of the document at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from documents import DocumentError, Problem, Source
from rubric.loader import unknown_edition
from rubric.model import BoolFact, ChoiceFact, Edition, Fact, NumberFact, SetFact
from rubric.values import Members, OneOf, Value

Place = tuple[str | int, ...]
FactsByCode = Mapping[str, Mapping[str, Value]]
"""Indicator code → fact name → what is known; facts that are unknown may be left out."""

_KEYS = (
    "hospital",
    "rubric",
    "apps",
    "facts",
    "innovations",
    "material_compliant",
    "security_notices",
)


@dataclass(frozen=True)
class FactSheet:
    """What is known about one hospital, checked against an edition.

    apps: app id → facts of the indicators that are judged per app; every submitted app is
        listed, even one about which nothing is known.
    innovations, material_compliant, security_notices: None where nobody has said anything.
    """

    hospital: str
    rubric: str
    apps: Mapping[str, FactsByCode] = field(default_factory=dict)
    facts: FactsByCode = field(default_factory=dict)
    innovations: tuple[str, ...] | None = None
    material_compliant: bool | None = None
    security_notices: tuple[str, ...] | None = None


def parse_facts(source: Source, edition: Edition) -> FactSheet:
    """Read a facts document (contracts.md, "Facts file"); raises DocumentError.

    A set may also be `{"has": […], "open": […]}` (members proven, members undecided), a
    choice also `{"one_of": […]}`.  Null or missing is unknown.
    """
    reader = _Reader(source, edition)
    sheet = reader.sheet()
    if reader.problems:
        raise DocumentError(reader.problems)
    return sheet


class _Wrong(Exception):
    """A value is not what its fact demands: message and remedy in Chinese."""


class _Reader:
    """One document while it is being read."""

    def __init__(self, source: Source, edition: Edition) -> None:
        self.source = source
        self.edition = edition
        self.problems: list[Problem] = []

    def report(self, place: Place, message: str, remedy: str = "") -> None:
        self.problems.append(self.source.problem(place, message, remedy))

    def sheet(self) -> FactSheet:
        data = self.table((), self.source.data)
        for key in data:
            if key not in _KEYS:
                self.report((key,), "不认识的键", _did_you_mean(key, _KEYS))
        return FactSheet(
            hospital=self.hospital(data),
            rubric=self.rubric(data),
            apps=self.apps(data.get("apps")),
            facts=self.indicators(("facts",), data.get("facts"), per_app=False),
            innovations=self.names("innovations", data),
            material_compliant=self.compliant(data),
            security_notices=self.names("security_notices", data),
        )

    def table(self, place: Place, data: Any) -> Mapping[str, Any]:
        """`data` if it is a mapping of words; an empty one, with a report, if not."""
        if data is None and place:
            return {}
        if not isinstance(data, dict):
            self.report(place, f"应为键值表,现为 {data!r}", "写成 {…}")
            return {}
        return data

    def hospital(self, data: Mapping[str, Any]) -> str:
        name = data.get("hospital")
        if not isinstance(name, str) or not name:
            self.report(("hospital",), f"应为医院标识(文字),现为 {name!r}", "写上医院的 id")
            return ""
        return name

    def rubric(self, data: Mapping[str, Any]) -> str:
        name = data.get("rubric")
        if name != self.edition.name:
            self.report(("rubric",), *unknown_edition(name))
        return self.edition.name

    def apps(self, data: Any) -> dict[str, FactsByCode]:
        apps = self.table(("apps",), data)
        return {app: self.indicators(("apps", app), apps[app], per_app=True) for app in apps}

    def indicators(self, place: Place, data: Any, *, per_app: bool) -> dict[str, dict[str, Value]]:
        """The facts at `place` by code; codes that belong elsewhere are reported."""
        known: dict[str, dict[str, Value]] = {}
        for code, facts in self.table(place, data).items():
            indicator = self.edition.indicators.get(code)
            if indicator is None:
                remedy = _did_you_mean(code, self.edition.indicators)
                self.report((*place, code), f"{self.edition.name} 没有指标 {code}", remedy)
            elif indicator.per_app != per_app:
                where = "apps 中各应用之下" if indicator.per_app else "facts 之下"
                self.report((*place, code), f"指标 {code} 的事实不在此处", f"移到 {where}")
            else:
                known[code] = self.values((*place, code), facts, indicator.facts)
        return known

    def values(self, place: Place, data: Any, facts: Mapping[str, Fact]) -> dict[str, Value]:
        known: dict[str, Value] = {}
        for name, raw in self.table(place, data).items():
            fact = facts.get(name)
            if fact is None:
                message = f"指标 {place[-1]} 没有名为 {name} 的事实"
                self.report((*place, name), message, _did_you_mean(name, facts))
            elif raw is not None:
                try:
                    known[name] = _READ[type(fact)](fact, raw)
                except _Wrong as wrong:
                    self.report((*place, name), *wrong.args)
        return known

    def names(self, key: str, data: Mapping[str, Any]) -> tuple[str, ...] | None:
        """A list of different non-empty words, or None where it is unknown."""
        raw = data.get(key)
        if raw is None:
            return None
        if not isinstance(raw, list) or not all(isinstance(name, str) and name for name in raw):
            self.report((key,), f"应为名称的列表,现为 {raw!r}", '写成 ["…", "…"]')
            return None
        for name in _doubles(raw):
            self.report((key,), f"“{name}”写了两次", "删去重复的")
        return tuple(raw)

    def compliant(self, data: Mapping[str, Any]) -> bool | None:
        raw = data.get("material_compliant")
        if raw is not None and not isinstance(raw, bool):
            self.report(("material_compliant",), f"应为 true、false 或 null,现为 {raw!r}")
            return None
        return raw


def _read_bool(_: BoolFact, raw: Any) -> Value:
    if raw is True or raw is False:
        return bool(raw)
    raise _Wrong(f"应为 true、false 或 null,现为 {raw!r}", "改为其中之一")


def _read_number(fact: NumberFact, raw: Any) -> Value:
    upper = "" if fact.max is None else f"到 {fact.max}"
    wanted = f"{'整数' if fact.integer else '数'}({fact.min} {upper or '以上'})".replace(
        " 到", "到"
    )
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _Wrong(f"应为{wanted},现为 {raw!r}", "写成数字,不加引号和单位")
    number = Decimal(str(raw))
    in_range = (
        number.is_finite() and number >= fact.min and (fact.max is None or number <= fact.max)
    )
    if not in_range:
        raise _Wrong(f"应为{wanted},现为 {raw!r}", "核对数值;比例写小数,如 83% 写 0.83")
    if fact.integer and number != number.to_integral_value():
        raise _Wrong(f"应为{wanted},现为 {raw!r}", "写成整数")
    return number


def _read_choice(fact: ChoiceFact, raw: Any) -> Value:
    if isinstance(raw, str):
        _check_words([raw], fact.members)
        return raw
    if isinstance(raw, dict) and set(raw) == {"one_of"}:
        words = _words(raw["one_of"], fact.members)
        if not words:
            raise _Wrong(
                "one_of 不能为空", f"列出仍可能的成员,或写 null(可选:{_listed(fact.members)})"
            )
        return (
            words[0]
            if len(words) == 1
            else OneOf(words)
            if len(words) < len(fact.members)
            else None
        )
    raise _Wrong(f"应为一个词,现为 {raw!r}", f"从中选一:{_listed(fact.members)}")


def _read_set(fact: SetFact, raw: Any) -> Value:
    if isinstance(raw, list):
        return Members(_words(raw, fact.members))
    if isinstance(raw, dict) and raw and set(raw) <= {"has", "open"}:
        has = _words(raw.get("has") or [], fact.members)
        undecided = _words(raw.get("open") or [], fact.members)
        if both := [word for word in has if word in undecided]:
            raise _Wrong(f"{'、'.join(both)} 同时在 has 与 open 中", "只留在一处")
        return Members(has, undecided)
    raise _Wrong(f"应为词的列表,现为 {raw!r}", '写成 ["…"],或 {"has": […], "open": […]}')


_READ: Mapping[type, Callable[[Any, Any], Value]] = {
    BoolFact: _read_bool,
    NumberFact: _read_number,
    ChoiceFact: _read_choice,
    SetFact: _read_set,
}


def _words(raw: Any, members: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a list, in the order of the edition."""
    if not isinstance(raw, list):
        raise _Wrong(f"应为词的列表,现为 {raw!r}", f"写成列表(可选:{_listed(members)})")
    _check_words(raw, members)
    if doubles := _doubles(raw):
        raise _Wrong(f"{'、'.join(doubles)} 写了两次", "删去重复的")
    return tuple(word for word in members if word in raw)


def _check_words(words: Iterable[Any], members: Mapping[str, str]) -> None:
    unknown = [word for word in words if not isinstance(word, str) or word not in members]
    if unknown:
        shown = "、".join(map(str, unknown))
        remedy = _did_you_mean(str(unknown[0]), members)
        raise _Wrong(f"没有成员 {shown}(可选:{_listed(members)})", remedy)


def _doubles(words: list[str]) -> list[str]:
    return [] if len(set(words)) == len(words) else sorted({w for w in words if words.count(w) > 1})


def _listed(members: Iterable[str]) -> str:
    return "、".join(members)


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(str(word), list(known), n=1)
    return f"改为 {close[0]}" if close else "核对 docs/indicators.md 中的名称"
