"""Hours on offer below a plan that the app worked out are no advice."""

from __future__ import annotations

from devices.model import Screen
from probes.flows.booking.slots import is_arranged
from probes.lexicon import load_lexicon
from probes.naming import NEAR, match
from tests.probes.sketch import Sketch


def page(*offered: str) -> Screen:
    sketch = Sketch("检查检验预约")
    sketch.text(
        "为您安排的建议", "2026-12-01 08:00-08:30 抽血", "2026-12-01 09:00-09:30 颅脑磁共振"
    )
    sketch.button(*offered)
    return sketch.screen()


def test_a_plan_alone_is_advice() -> None:
    assert is_arranged(page("查看须知"))


def test_hours_that_say_what_is_left_of_them_are_on_offer() -> None:
    assert not is_arranged(page("08:00-08:30 余 6", "08:30-09:00 余 6", "09:00-09:30 约满"))


def test_the_advice_is_known_by_its_heading() -> None:
    reference = load_lexicon().functions["booking_reference"]
    assert match(reference, "为您安排的建议", "")[0] > NEAR
    assert match(reference, "意见和建议", "")[0] == 0
