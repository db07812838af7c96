"""A time that was touched is chosen, though only its colour says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.errors import ActionRefused
from devices.guard.guarding import Admission, Guard
from devices.ledger import Ledger
from devices.model import Action, Effect, Gesture, Node, Role, Screen
from tests.devices.test_guard import BOOKING, DRAFT, READ, RULES, Sketch

SLOTS = ("10:00-11:00 余4", "14:00-15:00 余5", "15:00-16:00 余6")


def page(*buttons: str, title: str = "针推理疗", address: str = "http://h.test/acu") -> Screen:
    sketch = Sketch(title)
    for words in (
        "周日 11-29",
        "周一 11-30",
        *SLOTS,
        "通知:门诊大楼11月30日08:00-12:00停水,敬请谅解",
    ):
        sketch.add(words, clickable=True)
    for words in buttons:
        sketch.button(words)
    return replace(sketch.screen, address=address)


def node(screen: Screen, words: str) -> Node:
    return next(n for n in screen.nodes if n.text == words)


def after_touching(words: str, screen: Screen, then: Screen | None = None) -> Guard:
    """A guard that has seen this control touched, and what the page was then."""
    guard = Guard(frozenset({Effect.BOOKING}), RULES, None)
    action = Action(Gesture.TAP, node(screen, words))
    guard.heed(action, screen, Admission(READ, READ), then or screen)
    return guard


def judged(guard: Guard, screen: Screen, words: str) -> Effect:
    return guard.judge(Action(Gesture.TAP, node(screen, words)), screen)


@pytest.mark.parametrize("words", ["预约治疗", "立即预约", "预约"])
def test_the_one_bare_word_of_booking_takes_the_time_that_was_touched(words: str) -> None:
    screen = page(words)
    assert judged(after_touching(SLOTS[2], screen), screen, words) is BOOKING
    assert judged(after_touching("周一 11-30", screen), screen, words) is DRAFT
    assert judged(after_touching(screen.nodes[5].text, screen), screen, words) is DRAFT


def test_it_stays_chosen_when_the_page_is_come_back_to() -> None:
    screen = page("预约治疗")
    guard = after_touching(SLOTS[0], screen)
    elsewhere = page("预约治疗", address="http://h.test/rules")
    guard.heed(Action(Gesture.BACK), elsewhere, Admission(READ, READ), screen)
    assert judged(guard, screen, "预约治疗") is BOOKING
    assert judged(guard, elsewhere, "预约治疗") is DRAFT


def test_a_time_that_led_to_another_page_is_not_chosen_on_this_one() -> None:
    screen = page("立即预约")
    then = page("立即预约", title="就诊须知", address="http://h.test/rules")
    assert judged(after_touching(SLOTS[0], screen, then), screen, "立即预约") is DRAFT


def test_what_goes_on_or_stands_in_every_line_still_leads_on() -> None:
    screen = page("下一步")
    assert judged(after_touching(SLOTS[0], screen), screen, "下一步") is DRAFT
    lines = page("预约", "预约")
    assert judged(after_touching(SLOTS[0], lines), lines, "预约") is DRAFT


def test_an_entry_of_a_menu_is_no_end_of_a_booking() -> None:
    sketch = Sketch("首页")
    sketch.add(SLOTS[0], clickable=True)
    for number, words in enumerate(("预约挂号", "报告查询", "门诊缴费", "住院服务")):
        tile = sketch.add("", Role.GROUP, clickable=True)
        sketch.add("", Role.IMAGE, tile, image=f"p{number}")
        sketch.add(words, parent=tile)
    screen = sketch.screen
    guard = after_touching(SLOTS[0], screen)
    assert guard.judge(Action(Gesture.TAP, screen.nodes[1]), screen) is DRAFT


def test_who_means_to_book_books_and_it_stands_on_record(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    guard = Guard(frozenset({Effect.BOOKING}), RULES, ledger)
    screen = page("预约治疗")
    chip, button = node(screen, SLOTS[1]), node(screen, "预约治疗")
    guard.heed(Action(Gesture.TAP, chip), screen, Admission(READ, READ), screen)
    with pytest.raises(ActionRefused):
        guard.admit(Action(Gesture.TAP, button), screen)
    assert ledger.open_entries() == ()
    guard.admit(Action(Gesture.TAP, button, purpose=BOOKING), screen)
    assert [entry.what for entry in ledger.open_entries()] == ["预约治疗"]
