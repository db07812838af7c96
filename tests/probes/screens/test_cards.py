"""The dated entries of a list, wherever the date stands."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Role, Screen
from probes.flows.screens.cards import Card, cards
from probes.hollow import Frame
from tests.probes.sketch import Sketch

WHOLE = cast(Frame, SimpleNamespace(own=lambda screen: [n for n in screen.nodes if n.text]))
LETTERS = {
    "取药提醒": "您的药品已调配完成,请凭就诊码到门诊药房5号窗口取药。",
    "检查前注意事项": "您预约的腹部超声检查,请于检查前空腹8小时以上。",
    "用药指导": "阿托伐他汀钙片请于每晚睡前服用,如有不适请联系药师。",
}


def read(screen: Screen) -> dict[str, str]:
    return {card.title: card.text for card in entries(screen)}


def entries(screen: Screen) -> list[Card]:
    return [card for card in cards(screen, WHOLE) if card.title in LETTERS or len(card.title) > 9]


def test_a_date_over_each_letter_belongs_to_the_letter_below_it() -> None:
    sketch = Sketch("服务提醒")
    sketch.text("服务提醒")
    for title, words in LETTERS.items():
        sketch.text("2026-11-20 11:16")
        box = sketch.add(Role.GROUP, clickable=True)
        sketch.text(title, words, "查看详情 ›", parent=box)
    assert read(sketch.screen()) == LETTERS


def test_the_words_of_a_box_come_after_the_heading_at_its_top() -> None:
    sketch = Sketch("服务提醒")
    for at, (title, words) in enumerate(LETTERS.items()):
        top = 100.0 + 200 * at
        sketch.add(Role.TEXT, "2026-11-20 11:16", box=(0, top - 30, 375, 20))
        box = sketch.add(Role.TEXT, words, box=(12, top, 350, 120), clickable=True)
        sketch.add(Role.TEXT, title, box=(26, top + 14, 320, 27), parent=box)
    assert read(sketch.screen()) == LETTERS


def test_the_words_of_a_box_come_before_the_preview_below_them() -> None:
    sketch = Sketch("消息")
    for at, (title, words) in enumerate(LETTERS.items()):
        top = 100.0 + 200 * at
        box = sketch.add(Role.TEXT, title, box=(12, top, 350, 90), clickable=True)
        sketch.add(Role.TEXT, words, box=(26, top + 34, 320, 22), parent=box)
        sketch.add(Role.TEXT, "2026-11-20", box=(26, top + 60, 320, 20), parent=box)
    assert read(sketch.screen()) == LETTERS


def test_a_date_inside_each_letter_stays_with_it() -> None:
    sketch = Sketch("消息")
    for title, words in LETTERS.items():
        box = sketch.add(Role.GROUP, clickable=True)
        sketch.text(title, words, "2026-11-20", parent=box)
    assert read(sketch.screen()) == LETTERS


def test_a_date_between_heading_and_words_divides_nothing() -> None:
    sketch = Sketch("消息")
    for title, words in LETTERS.items():
        sketch.text(title, "2026-11-20", words)
        sketch.text("", "")
    assert set(read(sketch.screen())) == set(LETTERS)


@pytest.mark.parametrize(
    ("clickable", "title"), [(True, "报告已出"), (False, "2026-11-13 15:40 您")]
)
def test_a_dated_line_below_the_heading_of_its_row_is_headed_by_it(
    clickable: bool, title: str
) -> None:
    sketch = Sketch("消息列表")
    rows = (("报告已出", "重要"), ("取药提醒", "一般"))
    for nth, (head, tag) in enumerate(rows):
        top = 60.0 + 102 * nth
        row = sketch.add(Role.BUTTON, box=(0, top, 375, 100), clickable=clickable)
        sketch.text(head, parent=row, box=(16, top + 14, 80, 16))
        sketch.text(
            "2026-11-13 15:40 您的肝功能报告已审核发布", parent=row, box=(16, top + 38, 170, 54)
        )
        sketch.text(tag, parent=row, box=(322, top + 14, 32, 16))
    found = [card for card in cards(sketch.screen(), WHOLE) if card.date]
    assert len(found) == len(rows)
    assert found[0].title.startswith(title)


def test_a_heading_whose_box_holds_its_letter_belongs_to_it() -> None:
    """As kits nest them: the title's element holds the words, whose element holds the date."""
    letters = LETTERS | {"预约成功提醒": "您已预约2026-12-02 09:30-10:…"}
    sketch = Sketch("消息")
    for at, (title, words) in enumerate(letters.items()):
        top = 100.0 + 90 * at
        row = sketch.add(Role.GROUP, box=(0, top, 390, 90), clickable=True)
        line = sketch.add(Role.GROUP, box=(12, top, 366, 90), parent=row)
        head = sketch.add(Role.TEXT, title, box=(12, top, 299, 89), parent=line)
        body = sketch.add(Role.TEXT, words, box=(12, top + 38, 299, 39), parent=head)
        sketch.add(Role.TEXT, "2026-11-27 08:30", box=(12, top + 57, 299, 20), parent=body)
        sketch.add(Role.TEXT, "就诊", box=(323, top + 37, 32, 17), parent=line)
    assert {card.title: card.text for card in cards(sketch.screen(), WHOLE)} == letters
