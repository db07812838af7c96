"""Does a rule fit the facts of its indicator?  Checks that need no points worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from documents import Problem, Source
from rubric.model import BoolFact, ChoiceFact, Fact, Indicator, NumberFact, SetFact
from rubric.rules import (
    Bound,
    Cases,
    Checklist,
    Choice,
    Condition,
    Conditions,
    Rule,
    Shortfall,
    Sum,
    Thresholds,
    Tiers,
)

Place = tuple[str | int, ...]
STEP = Decimal("0.1")
_TYPE_NAMES: dict[type, str] = {
    BoolFact: "bool",
    NumberFact: "number",
    ChoiceFact: "choice",
    SetFact: "set",
}


@dataclass(frozen=True)
class _Fit:
    """One indicator while its rule is being held against its facts."""

    source: Source
    indicator: Indicator

    @property
    def facts(self) -> Mapping[str, Fact]:
        return self.indicator.facts

    def problem(self, place: Place, message: str, remedy: str) -> Problem:
        return self.source.problem(place, f"指标 {self.indicator.code}:{message}", remedy)

    def rule(self, rule: Rule, place: Place) -> Iterator[Problem]:
        """Problems of a rule and of the rules inside it."""
        yield from self.conditions(rule.requires, (*place, "requires"))
        match rule:
            case Checklist():
                yield from self.points([rule.full, *rule.minus.values()], place)
                for name in rule.minus:
                    yield from self.use(name, (BoolFact,), (*place, "minus", name))
            case Tiers():
                yield from self.use(rule.fact, (SetFact,), (*place, "fact"))
                yield from self.tiers(rule, (*place, "points"))
            case Shortfall():
                yield from self.use(rule.fact, (SetFact,), (*place, "fact"))
                yield from self.points([rule.full, rule.each, rule.at_most], place)
            case Thresholds():
                yield from self.thresholds(rule, place)
            case Choice():
                yield from self.choice(rule, place)
            case Cases():
                yield from self.cases(rule, place)
            case Sum():
                for index, part in enumerate(rule.parts):
                    yield from self.rule(part, (*place, "parts", index))

    def use(self, name: str, wanted: tuple[type, ...], place: Place) -> Iterator[Problem]:
        """A problem if a fact is not declared or is of the wrong type."""
        fact = self.facts.get(name)
        if fact is None:
            declared = "、".join(self.facts)
            yield self.problem(
                place,
                f"规则用到未声明的事实 {name}(已声明:{declared})",
                "改正名称或在 facts 中声明",
            )
        elif not isinstance(fact, wanted):
            names = "、".join(_TYPE_NAMES[kind] for kind in wanted)
            yield self.problem(
                place, f"事实 {name} 是 {fact.type},此处应为 {names}", "换一个事实或换一种规则"
            )

    def points(self, values: Sequence[Decimal], place: Place) -> Iterator[Problem]:
        """Problems of points that are negative, over the weight or no multiple of 0.1."""
        weight = self.indicator.weight
        for value in values:
            if value < 0:
                yield self.problem(place, f"分值 {value} 为负", "写正数")
            elif value > weight:
                yield self.problem(place, f"分值 {value} 超过权重 {weight}", "改小分值或核对权重")
            elif value % STEP:
                yield self.problem(place, f"分值 {value} 不是 0.1 的整数倍", "改为 0.1 的整数倍")

    def conditions(self, conditions: Conditions, place: Place) -> Iterator[Problem]:
        for name, condition in conditions.items():
            yield from self.condition(name, condition, (*place, name))

    def condition(self, name: str, condition: Condition, place: Place) -> Iterator[Problem]:
        if condition is True:
            yield from self.use(name, (BoolFact,), place)
        elif isinstance(condition, Bound):
            yield from self.use(name, (NumberFact, SetFact), place)
            yield from self.bound(name, condition, place)
        else:
            yield from self.use(name, (ChoiceFact,), place)
            yield from self.words(name, condition, place)

    def words(self, name: str, words: Sequence[str], place: Place) -> Iterator[Problem]:
        fact = self.facts.get(name)
        if isinstance(fact, ChoiceFact):
            for word in words:
                if word not in fact.members:
                    listed = "、".join(fact.members)
                    yield self.problem(
                        place, f"{name} 没有成员 {word}(已声明:{listed})", "改正拼写或声明该成员"
                    )

    def bound(self, name: str, bound: Bound, place: Place) -> Iterator[Problem]:
        """A problem if every value, or none, within the fact's range passes the bound."""
        fact = self.facts.get(name)
        if isinstance(fact, NumberFact):
            least, most = fact.min, fact.max
        elif isinstance(fact, SetFact):
            least, most = Decimal(0), Decimal(len(fact.counted))
        else:
            return
        if bound.holds(least) or (most is not None and not bound.holds(most)):
            upper = "不限" if most is None else most
            message = f"界限 {bound.edge[0]} 在 {name} 的范围 {least}–{upper} 内不起作用"
            yield self.problem(place, message, "改正界限或事实的范围")

    def tiers(self, rule: Tiers, place: Place) -> Iterator[Problem]:
        yield from self.points(list(rule.points.values()), place)
        numbers = list(rule.points)
        fact = self.facts.get(rule.fact)
        if isinstance(fact, SetFact):
            for number in numbers:
                if not 1 <= number <= len(fact.counted):
                    message = f"档位 {number} 不在 1–{len(fact.counted)}(可计的成员数)之内"
                    yield self.problem(place, message, "改正档位;0 项得 0 分不必写")
        yield from self.descending(numbers, "档位", place)
        yield from self.descending(list(rule.points.values()), "档位的分值", place)

    def thresholds(self, rule: Thresholds, place: Place) -> Iterator[Problem]:
        yield from self.use(rule.fact, (NumberFact,), (*place, "fact"))
        yield from self.points([step.points for step in rule.steps], (*place, "steps"))
        for index, step in enumerate(rule.steps):
            yield from self.bound(rule.fact, step, (*place, "steps", index))
        yield from self.descending([step.edge for step in rule.steps], "阈值", (*place, "steps"))
        points = [step.points for step in rule.steps]
        yield from self.descending(points, "阈值的分值", (*place, "steps"))

    def descending(self, values: Sequence[object], what: str, place: Place) -> Iterator[Problem]:
        """A problem if values (of one orderable kind) do not strictly go down."""
        pairs = pairwise(values)
        # one orderable kind by the contract above, which `object` cannot say
        if not all(high > low for high, low in pairs):  # type: ignore[operator]
            shown = "、".join(str(v[0] if isinstance(v, tuple) else v) for v in values)
            yield self.problem(place, f"{what}应由高到低、不重复,现为 {shown}", "按由高到低重排")

    def choice(self, rule: Choice, place: Place) -> Iterator[Problem]:
        yield from self.use(rule.fact, (ChoiceFact,), (*place, "fact"))
        yield from self.points(list(rule.points.values()), (*place, "points"))
        yield from self.words(rule.fact, list(rule.points), (*place, "points"))
        fact = self.facts.get(rule.fact)
        if isinstance(fact, ChoiceFact):
            for word in fact.members:
                if word not in rule.points:
                    yield self.problem((*place, "points"), f"成员 {word} 没有分值", "补上")

    def cases(self, rule: Cases, place: Place) -> Iterator[Problem]:
        yield from self.points([rule.otherwise], place)
        for index, row in enumerate(rule.rows):
            here = (*place, "rows", index)
            yield from self.conditions(row.when, (*here, "when"))
            if row.points is not None:
                yield from self.points([row.points], here)
            if row.rule is not None:
                yield from self.rule(row.rule, (*here, "rule"))


def names_in(rule: Rule) -> Iterator[str]:
    """The name of every fact that a rule or a part of it mentions."""
    yield from rule.requires
    match rule:
        case Checklist():
            yield from rule.minus
        case Tiers() | Shortfall() | Thresholds() | Choice():
            yield rule.fact
        case Cases():
            for row in rule.rows:
                yield from row.when
                if row.rule is not None:
                    yield from names_in(row.rule)
        case Sum():
            for part in rule.parts:
                yield from names_in(part)


def check_facts(source: Source, place: Place, indicator: Indicator) -> Iterator[Problem]:
    """Problems of the declared facts: ranges, uncounted members, facts that no rule uses."""
    fit = _Fit(source, indicator)
    used = set(names_in(indicator.rule))
    for name, fact in indicator.facts.items():
        here = (*place, "facts", name)
        if name not in used:
            yield fit.problem(here, f"没有规则用到事实 {name}", "在 rule 中使用它,或删去")
        if isinstance(fact, NumberFact) and fact.max is not None and fact.max <= fact.min:
            yield fit.problem(here, f"范围 {fact.min}–{fact.max} 为空", "使 max 大于 min")
        if isinstance(fact, SetFact):
            for word in sorted(set(fact.not_counted) - set(fact.members)):
                yield fit.problem(here, f"not_counted 中的 {word} 不是成员", "改正拼写")


def check_rule(source: Source, place: Place, indicator: Indicator) -> Iterator[Problem]:
    """Problems of the rule against the declared facts and the weight."""
    return _Fit(source, indicator).rule(indicator.rule, (*place, "rule"))
