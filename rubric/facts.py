"""The facts of one hospital, read strictly: every problem of the document at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from documents import DocumentError, Problem, Source
from rubric.loader import unknown_edition
from rubric.model import Edition, Fact
from rubric.value_reader import WrongValue, did_you_mean, doubles_in, read_value
from rubric.values import Value

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
                self.report((key,), "不认识的键", did_you_mean(key, _KEYS))
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
                remedy = did_you_mean(code, self.edition.indicators)
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
                self.report((*place, name), message, did_you_mean(name, facts))
            elif raw is not None:
                try:
                    known[name] = read_value(fact, raw)
                except WrongValue as wrong:
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
        for name in doubles_in(raw):
            self.report((key,), f"“{name}”写了两次", "删去重复的")
        return tuple(raw)

    def compliant(self, data: Mapping[str, Any]) -> bool | None:
        raw = data.get("material_compliant")
        if raw is not None and not isinstance(raw, bool):
            self.report(("material_compliant",), f"应为 true、false 或 null,现为 {raw!r}")
            return None
        return raw
