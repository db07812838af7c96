"""Giving a slot back: only the own booking, through sheets that carry no sign to tap."""

from __future__ import annotations

from devices.model import Role, Screen
from probes.flows.giving_back import sure_control
from probes.flows.orders import Marks, cancel_control
from probes.flows.overlay import on_top, top_controls
from tests.probes.sketch import Sketch, reader

MINE = Marks.read("2026-11-24 08:00-08:30")


def sheet(*lines: str) -> Screen:
    """An order with a sheet over it whose lines are plain words."""
    sketch = Sketch("订单详情")
    sketch.text("订单号", "GH1001", "时间", "2026-11-24 08:00-08:30", covered=True)
    sketch.button("取消订单", covered=True)
    sketch.text(*lines)
    return sketch.screen()


def test_a_sheet_is_known_by_what_it_covers() -> None:
    asked = sheet("确定取消该预约吗？", "确定", "取消")
    assert [n.text for n in on_top(asked)] == ["确定取消该预约吗？", "确定", "取消"]
    assert on_top(Sketch("订单详情").screen()) == []


def test_its_words_can_be_pressed_and_yes_is_the_one_to_press() -> None:
    control = sure_control(reader(), sheet("确定取消该预约吗？", "确定", "取消"))
    assert control is not None
    assert control.text == "确定"
    control = sure_control(reader(), sheet("提示", "再想想", "取消预约"))
    assert control is not None
    assert control.text == "取消预约"
    assert sure_control(reader(), sheet("提示", "再想想", "关闭")) is None
    assert [n.text for n in top_controls(sheet("提示", "关闭"))] == ["提示", "关闭"]


def order(when: str) -> Screen:
    sketch = Sketch("订单详情")
    sketch.text("就诊时间", when)
    sketch.button("取消预约")
    return sketch.screen()


def test_only_the_own_booking_is_cancelled() -> None:
    app = reader()
    assert cancel_control(app, order("2026-11-24 08:00-08:30"), MINE) is not None
    assert cancel_control(app, order("2026-12-01 09:00-09:30"), MINE) is None
    assert cancel_control(app, order("11月24日 10:00"), MINE) is None


def test_in_a_list_the_own_line_is_taken() -> None:
    sketch = Sketch("我的预约")
    for when in ("2026-11-23 09:00", "2026-11-24 08:00"):
        line = sketch.add(Role.GROUP)
        sketch.text(when, parent=line)
        sketch.button("取消预约", parent=line)
    control = cancel_control(reader(), sketch.screen(), MINE)
    assert control is not None
    assert control.index == 5


def test_days_are_read_however_they_are_written() -> None:
    for words in ("2026-11-24 08:00", "11月24日 08:00", "2026年11月24日", "11/24 8:00"):
        assert MINE.fits(words), words
    assert not MINE.fits("08:00-08:30")
    assert not MINE.excludes("订单号 GH1001")
