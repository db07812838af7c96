"""What an app says of a press decides, wherever it says it: over a bill, below a message."""

from __future__ import annotations

import pytest

from devices.model import Role, Screen
from probes.flows.clinic.chat import QUESTION, _echoed
from probes.flows.payment.cashier import _told
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, reader

WINDOW = "药费请到门诊药房收费窗口缴纳"


def bill(*boxed: str) -> Screen:
    sketch = Sketch("账单明细")
    sketch.text("西药费", "合计", "¥175.00", covered=bool(boxed))
    sketch.button("去支付", covered=bool(boxed))
    if boxed:
        sheet = sketch.add(Role.DIALOG, box=(60, 300, 255, 160))
        sketch.text(*boxed, parent=sheet)
        sketch.button("知道了", parent=sheet)
    return sketch.screen()


@pytest.mark.parametrize(("boxed", "window"), [((WINDOW,), True), ((), False)])
def test_a_box_over_the_bill_is_heard(boxed: tuple[str, ...], window: bool) -> None:
    said = _told(bill(), bill(*boxed))
    assert load_lexicon().says("window", said) is window


def test_a_box_that_was_there_before_says_nothing_of_the_press() -> None:
    assert WINDOW not in _told(bill(WINDOW), bill(WINDOW))


@pytest.mark.parametrize(
    ("answer", "truth"), [("系统繁忙,请稍后再试", None), ("请问您哪里不舒服?", True)]
)
def test_a_message_that_is_answered_by_a_failure_proves_no_talk(
    answer: str, truth: bool | None
) -> None:
    before, after = lines("您好,请提问"), lines("您好,请提问", QUESTION, answer)
    assert _echoed(reader(), "在线咨询", before, after, ["e"]).truth is truth
