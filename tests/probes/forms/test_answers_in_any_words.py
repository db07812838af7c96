"""A question over the page: which of two answers is the yes, in words that no list knows."""

from __future__ import annotations

import pytest

from devices.model import Role, Screen
from probes.flows.booking.doctor_visit import _asks_whether
from probes.flows.booking.giving_back import _next
from probes.flows.screens.overlay import other_than_no
from tests.probes.sketch import Sketch, reader


def asked(words: str, *answers: str) -> Screen:
    """A page to confirm under a box with these words and answers."""
    sketch = Sketch("确认挂号信息")
    sketch.button("提交预约", covered=True)
    dialog = sketch.add(Role.DIALOG, box=(40, 300, 295, 150))
    sketch.text(words, parent=dialog)
    for answer in answers:
        sketch.button(answer, parent=dialog)
    return sketch.screen()


def page() -> Screen:
    sketch = Sketch("确认挂号信息")
    sketch.button("提交预约")
    return sketch.screen()


@pytest.mark.parametrize(
    ("answers", "yes"),
    [
        (("再想想", "就约它"), "就约它"),
        (("狠心退号", "留着"), "狠心退号"),
        (("返回首页", "查看订单"), "查看订单"),
        (("好", "行"), None),
        (("就约它",), None),
        (("取消", "换一天", "就约它"), None),
    ],
)
def test_of_two_answers_the_one_that_does_not_decline(
    answers: tuple[str, ...], yes: str | None
) -> None:
    screen = asked("请确认", *answers)
    found = other_than_no(reader(screen), screen)
    assert (screen.label(found) if found else None) == yes


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("请核对:11月30日 08:30-09:00,确定要约吗", True),
        ("预约成功 11月30日 08:30-09:00", False),
        ("请先选择就诊人", False),
    ],
)
def test_a_box_that_names_the_time_asks_whether_to_book(words: str, asks: bool) -> None:
    screen = asked(words, "再想想", "就约它")
    assert _asks_whether(reader(screen), page(), screen) is asks


@pytest.mark.parametrize(
    ("words", "yes", "presses"),
    [
        ("确定要取消预约吗?退号后不能恢复", "就这样吧", True),
        ("真的不来了吗", "狠心退号吧", True),
        ("已取消预约", "就这样吧", False),
        ("本院电话 010-8888", "拨打", False),
    ],
)
def test_a_question_whether_to_cancel_is_answered_once_it_was_asked(
    words: str, yes: str, presses: bool
) -> None:
    screen = asked(words, "留着", yes)
    app = reader(screen)
    assert (_next(app, screen, pressed=True) is not None) is presses
