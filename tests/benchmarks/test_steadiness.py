"""What a second audit, or one cut short, is held against: the first whole one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.steadiness import Pair, compared, line
from benchmarks.trials.audit import Trial
from benchmarks.trials.comparison import Item, Verdict
from benchmarks.trials.hospitals import switched
from benchmarks.trials.judging import Judged
from rubric import Interval

CASE = switched("vant", {}, "one")
TRIAL = Trial("one", 0, "vant", {}, {}, (), "", "run", 1.0, 0, {})


def told(low: str, high: str, **found: bool | None) -> Judged:
    """An audit with this interval that found these facts of 1.1.1."""
    items = tuple(
        Item("1.1.1", name, "", True, value, Verdict.OPEN, reason="所见")
        for name, value in found.items()
    )
    return Judged(TRIAL, Path(), items, scored=Interval(Decimal(low), Decimal(high)))


WHOLE = told("40", "60", a=True, b=False, c=None)


@pytest.mark.parametrize(
    ("budget", "second", "holds", "others"),
    [
        (1.0, told("40", "60", a=True, b=False, c=None), True, []),
        (1.0, told("40", "60", a=True, b=None, c=None), True, ["b"]),
        (1.0, told("40", "60", a=True, b=False, c=True), True, ["c"]),
        (0.1, told("0", "100", a=None, b=None, c=None), True, []),
        (0.1, told("20", "60", a=False, b=None, c=None), True, ["a"]),
        (0.1, told("41", "100", a=True, b=False, c=True), False, []),
        (0.1, told("0", "59", a=None, b=None, c=False), False, []),
    ],
)
def test_a_cut_audit_may_leave_open_but_not_mislead(
    budget: float, second: Judged, holds: bool, others: list[str]
) -> None:
    pair = Pair(CASE, budget, WHOLE, second)
    assert (pair.holds, [new.fact for _, new in pair.others]) == (holds, others)
    assert f"结论不同 {len(others)} 项" in line(pair)


def test_an_audit_that_came_to_nothing_is_said_to_have_failed() -> None:
    lost = Judged(TRIAL, Path(), failure="没有留下结果")
    pair = Pair(CASE, 0.1, WHOLE, lost)
    assert not pair.holds
    assert "没有测成(没有留下结果)" in line(pair)


def test_a_hospital_is_audited_twice_and_once_for_each_cut() -> None:
    asked = []

    def audited(case: object, name: str, budget: float) -> Judged:
        asked.append((name, budget))
        return WHOLE

    pairs = compared(CASE, (0.1, 0.5), audited)
    assert asked == [("first", 1), ("second", 1), ("cut-0.1", 0.1), ("cut-0.5", 0.5)]
    assert [pair.budget for pair in pairs] == [1, 0.1, 0.5]
