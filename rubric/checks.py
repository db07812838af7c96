"""What must hold over a whole edition: codes, sums of weights, references, honest points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Protocol

from documents import Problem, Source
from rubric.fitting import Place, check_facts, check_rule
from rubric.model import Indicator, Policy, SourceDocument
from rubric.points import PointsTable, combinations, tabulate

TOTAL_WEIGHT = Decimal(100)
MOST_COMBINATIONS = 100_000


class Weighed(Protocol):
    """Anything with a code and a weight."""

    @property
    def code(self) -> str: ...
    @property
    def weight(self) -> Decimal: ...


def check_weights(
    source: Source, place: Place, what: str, weight: Decimal, parts: Sequence[Weighed]
) -> Iterator[Problem]:
    """A problem if the weights of the parts do not add up to the weight of the whole."""
    found = sum((part.weight for part in parts), Decimal(0))
    if found != weight:
        listed = " + ".join(f"{part.code}:{part.weight}" for part in parts)
        message = f"{what}的权重应为 {weight},下级权重之和为 {found}({listed})"
        yield source.problem(place, message, "核对各级权重")


def check_codes(source: Source, codes: Iterable[tuple[str, str, Place]]) -> Iterator[Problem]:
    """Problems of (code, code of the parent or "", place): not its parent's child, or twice."""
    seen: set[str] = set()
    for code, parent, place in codes:
        head, _, tail = code.rpartition(".")
        if head != parent or not tail.isdigit():
            wanted = f"{parent}.N" if parent else "N"
            yield source.problem(place, f"编号 {code} 应形如 {wanted}(N 为数字)", "改正编号")
        if code in seen:
            yield source.problem(place, f"编号 {code} 出现两次", "改正编号")
        seen.add(code)


def check_references(
    source: Source, place: Place, indicator: Indicator, policy: Policy, document: SourceDocument
) -> Iterator[Problem]:
    """Problems of the policy measures and source pages that an indicator refers to."""
    for number in indicator.policy:
        if number not in policy.measures:
            message = f"指标 {indicator.code}:政策条目 {number} 未在 policy.measures 中列出"
            yield source.problem((*place, "policy"), message, "改正编号或列出该条")
    first, last = document.pages
    for page in indicator.pages:
        if not first <= page <= last:
            message = f"指标 {indicator.code}:页码 {page} 不在 {first}–{last} 之内"
            yield source.problem((*place, "pages"), message, "核对页码")


def check_measures(source: Source, policy: Policy, used: set[int]) -> Iterator[Problem]:
    """A problem for every policy measure that no indicator refers to."""
    for number in policy.measures:
        if number not in used:
            place = ("policy", "measures", str(number))
            yield source.problem(place, f"没有指标引用政策条目 {number}", "引用它或删去")


def check_indicator(source: Source, place: Place, indicator: Indicator) -> list[Problem]:
    """All problems of one indicator's facts and rule."""
    if indicator.weight <= 0:
        message = f"指标 {indicator.code}:权重 {indicator.weight} 应为正数"
        return [source.problem((*place, "weight"), message, "改正权重")]
    problems = [
        *check_facts(source, place, indicator),
        *check_rule(source, place, indicator),
    ]
    if not problems and combinations(indicator) > MOST_COMBINATIONS:
        message = f"指标 {indicator.code}:事实的组合超过 {MOST_COMBINATIONS} 种,无法逐一验证"
        problems.append(source.problem((*place, "facts"), message, "减少事实或成员"))
    return problems or list(_check_points(source, (*place, "rule"), tabulate(indicator)))


def _check_points(source: Source, place: Place, table: PointsTable) -> Iterator[Problem]:
    head = f"指标 {table.code}:"
    if (most := table.points[table.top]) != table.weight:
        message = f"{head}事实全部最好时得 {most} 分,应得满分 {table.weight}"
        yield source.problem(place, message, "改正规则或权重")
    if least := table.points[table.bottom]:
        message = f"{head}事实全部最差时得 {least} 分,应为 0"
        yield source.problem(place, message, "改正规则")
    out_of_range = sorted({p for p in table.points.values() if not 0 <= p <= table.weight})
    if out_of_range:
        shown = "、".join(str(points) for points in out_of_range)
        message = f"{head}有的情形得 {shown} 分,超出 0–{table.weight}"
        yield source.problem(place, message, "改正规则")
    for index, name in enumerate(table.facts):
        changes = {table.points[up] - table.points[down] for down, up in steps(table, index)}
        if min(changes) < 0:
            message = f"{head}事实 {name} 变好时得分反而降低"
            yield source.problem(place, message, "改正规则;choice 的成员须由好到差排列")
        elif max(changes) == 0:
            message = f"{head}事实 {name} 无论怎样都不影响得分"
            yield source.problem(place, message, "改正规则,或删去该事实")


def steps(table: PointsTable, index: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """All pairs of grades that differ by one step of fact number `index`: (worse, better)."""
    for grades in product(*(range(size + 1) for size in table.top)):
        if grades[index] < table.top[index]:
            yield grades, (*grades[:index], grades[index] + 1, *grades[index + 1 :])
