"""What exploring may cost, and that the way in is never cut short by asking for less."""

from __future__ import annotations

import pytest

from auditor.exploring.budget import Budget, Budgets


@pytest.mark.parametrize(("factor", "visitor"), [(0.1, 1), (1, 1), (3, 3)])
def test_more_is_more_of_everything_and_less_is_less_for_the_patient_only(
    factor: float, visitor: float
) -> None:
    usual, asked = Budgets(), Budgets.times(factor)
    assert asked.visitor == usual.visitor.times(visitor)
    assert asked.patient == usual.patient.times(factor)


def test_a_budget_is_multiplied_in_all_its_parts() -> None:
    assert Budget(100, 10, 20).times(0.5) == Budget(50, 5, 10)
