"""Giving a slot back: only the own booking, through sheets that carry no sign to tap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.model import Effect, Role, Screen
from probes.flows.booking.giving_back import (
    _type_what_is_asked,
    about_to_book_on,
    cancel,
    marks_of,
    sure_control,
)
from probes.flows.booking.orders import Marks, _rows, cancel_control, find_orders
from probes.flows.screens.overlay import on_top, top_controls
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, mapped, place, reader

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
    assert sure_control(reader(), sheet("退号原因", "时间冲突", "约错科室", "不退了")) is None
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


NUMBERED = replace(MINE, numbers=frozenset({"GH2611240001"}))


def numbered(number: str, when: str) -> Screen:
    sketch = Sketch("订单详情")
    sketch.text(f"预约单号 {number}", "就诊时间", when)
    sketch.button("退号")
    return sketch.screen()


@pytest.mark.parametrize(
    ("number", "when", "own"),
    [
        ("GH2611240001", "2026-11-23 08:00-08:30", True),
        ("GH2611240001", "2026-11-24 08:00-08:30", True),
        ("GH2611010007", "2026-11-24 08:00-08:30", False),
    ],
)
def test_its_number_outweighs_the_day(number: str, when: str, own: bool) -> None:
    """An app called its own day the next one between two pages; the visit stayed booked."""
    assert (cancel_control(reader(), numbered(number, when), NUMBERED) is not None) is own
    assert (cancel_control(reader(), order(when), NUMBERED) is not None) is MINE.fits(when)


def test_the_new_line_of_another_day_is_opened_for_its_number(tmp_path: Path) -> None:
    pages = {
        "首页": ["我的挂号 > 我的挂号", "本院欢迎您", "预约结果 > 预约结果"],
        "预约结果": ["预约成功", "预约单号 GH2611240001", "查看订单 > 我的挂号#2"],
        "我的挂号": ["脑血管病专病门诊 待就诊 2026-11-24 08:00-08:30 > 旧单"],
        "我的挂号#2": [
            "普通神经内科 已预约 2026-11-23 08:00-08:30 > 新单",
            "脑血管病专病门诊 待就诊 2026-11-24 08:00-08:30 > 旧单",
        ],
        "新单": ["挂号详情", "预约单号 GH2611240001", "就诊时间 2026-11-23 08:00", "退号 ! 已取消"],
        "旧单": ["挂号详情", "预约单号 GH2611010007", "就诊时间 2026-11-24 08:00", "退号 ! 已取消"],
    }
    app = drawn(tmp_path, pages)
    known = app.map.places
    result = next(p for p in known.values() if p.screen.title == "预约结果")
    for later in list(known.values()):
        if "GH2611240001" in later.screen.text or "2026-11-23" in later.screen.text:
            del known[later.id]  # the map is older than the booking
    app.visit(result)
    assert [screen.title for screen in find_orders(app, NUMBERED)][:1] == ["新单"]


@pytest.mark.parametrize("when", ["2026-11-24 07:30-08:00", "2026-11-24 07:30~08:00 第3号"])
def test_a_slot_that_ends_when_the_own_begins_is_another(when: str) -> None:
    """An examination at 09:00-09:30 was once cancelled for a visit at 09:30."""
    assert cancel_control(reader(), order(when), MINE) is None


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("输入“取消”以确认", ["取消"]),
        ("请输入【确认取消】后继续", ["确认取消"]),
        ("请输入取消原因", []),
    ],
)
def test_the_word_that_a_box_wants_typed_is_typed(words: str, typed: list[str]) -> None:
    sketch = Sketch("预约详情")
    box = sketch.add(Role.DIALOG)
    sketch.text("确定取消该预约吗", words, parent=box)
    sketch.field(parent=box)
    sketch.button("确定", parent=box)
    written: list[str] = []
    app = reader(sketch.screen())
    vars(app)["fill"] = lambda node, text: written.append(text)
    assert _type_what_is_asked(app, sketch.screen()) is bool(typed)
    assert written == typed


@pytest.mark.parametrize(
    ("label", "cancels"),
    [
        ("取消约号", True),
        ("取消约诊", True),
        ("取消该预约", True),
        ("申请退号", True),
        ("取消关注", False),
        ("已退号", False),
        ("已取消预约", False),
    ],
)
def test_a_booking_is_cancelled_by_whatever_it_is_called(label: str, cancels: bool) -> None:
    sketch = Sketch("约号详情")
    sketch.text("时间", "2026-11-24 08:00-08:30")
    sketch.button(label)
    assert (cancel_control(reader(), sketch.screen(), MINE) is not None) is cancels


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


ORDERS = {
    "首页": ["挂号记录 > 挂号记录", "医院简介 > 医院简介"],
    "医院简介": ["本院始建于一九五二年,设有内科、外科。"],
}


@pytest.mark.parametrize(
    ("row", "given_back"),
    [
        ("取消预约 ! 取消成功", True),
        ("取消预约 > 退掉的号", True),
        ("取消预约 > 为什么", False),
        ("取消预约 ! 系统繁忙", False),
        ("取消预约 > 挂号记录二", False),
    ],
)
def test_what_is_said_in_passing_or_stands_on_the_order_shows_that_it_is_given_back(
    tmp_path: Path, row: str, given_back: bool
) -> None:
    pages = ORDERS | {
        "挂号记录": ["冯大夫 11月27日 08:00", row],
        "退掉的号": ["冯大夫 11月27日 08:00", "患者取消"],
        "为什么": ["请选择退号原因", "病人取消", "时间有变"],
        "挂号记录二": ["魏大夫 10月2日 10:00", "已取消"],
    }
    walker = drawn(tmp_path, pages, allow=frozenset({Effect.BOOKING}))
    assert walker.map.complete
    walker._ledger.enter("提交", "http://drawn.example/#/p0")
    about_to_book_on(walker, Marks.read("11月27日 08:00"))
    assert bool(cancel(walker).truth) is given_back
    assert bool(walker.open_bookings()) is not given_back


@pytest.mark.parametrize(("now", "cancels"), [("11月27日 08:00", False), ("11月28日 09:30", True)])
def test_what_the_account_had_before_is_never_cancelled(
    tmp_path: Path, now: str, cancels: bool
) -> None:
    """Of a slot that was taken unasked nobody knows the day: only what is surely new may be it."""
    pages = ORDERS | {"挂号记录": ["冯大夫 11月27日 08:00", "取消预约 ! 取消成功"]}
    walker = drawn(tmp_path, pages, allow=frozenset({Effect.BOOKING}))
    assert walker.map.complete
    earlier = marks_of(walker)
    assert (cancel_control(walker, order(now), earlier) is not None) is cancels
    walker._ledger.enter("应用未经确认即占号", "http://drawn.example/#/p0")
    assert cancel(walker).truth is None
    assert walker.open_bookings()


def test_entries_that_may_all_be_it_are_opened_from_the_top() -> None:
    sketch = Sketch("我的挂号")
    for name in ("心内科", "儿科", "骨科"):
        sketch.button(f"{name}专病门诊 待就诊 2026-11-24 08:00-08:30")
    rows = _rows(explored(mapped(place("home", Sketch().screen()))), sketch.screen(), MINE)
    assert [label[:3] for label, fits in rows if fits] == ["心内科", "儿科专", "骨科专"]
