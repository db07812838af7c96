"""The walk of a booking: what lies on top leads on, and enough empty days make a no."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from devices.errors import HeldBack
from devices.model import Effect, Node, Role, Screen
from probes.flows.booking.doctor_visit import bookable
from probes.flows.booking.onward import promising
from probes.flows.booking.timeslots import timeslots
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, reader


def test_the_foot_of_a_sheet_leads_on_and_its_cross_does_not() -> None:
    sketch = Sketch("选时段")
    sketch.button("03-02 周一")
    sheet = sketch.add(Role.DIALOG, box=(0, 480, 375, 320))
    sketch.text("您选的时段", parent=sheet, box=(16, 500, 200, 30))
    sketch.button("✕", parent=sheet, box=(330, 500, 30, 30))
    sketch.button("就选它", parent=sheet, box=(16, 750, 343, 44))
    screen = sketch.screen()
    found = [screen.label(node) for node in promising(reader(screen), screen)]
    assert "就选它" in found
    assert "✕" not in found
    assert "03-02 周一" not in found


def test_the_holder_of_the_whole_page_is_no_control_of_it() -> None:
    """Frameworks listen at the root: its words are those of all that lies in it."""
    sketch = Sketch("选择医生")
    root = sketch.add(Role.GROUP, box=(0, 0, 375, 800), clickable=True)
    card = sketch.add(Role.GROUP, parent=root, box=(16, 100, 343, 90), clickable=True)
    sketch.text("沈如意 主任医师", "擅长:冠心病", parent=card)
    screen = sketch.screen()
    assert [node.index for node in promising(reader(screen), screen)] == [card]


def test_a_slot_that_says_no_more_than_full_is_not_tried() -> None:
    sketch = Sketch("选时段")
    sketch.button("08:00-08:30 满", "08:30-09:00 余 2", "满意度调查")
    screen = sketch.screen()
    found = [screen.label(node) for node in promising(reader(screen), screen)]
    assert "08:00-08:30 满" not in found
    assert "08:30-09:00 余 2" in found
    assert "满意度调查" in found


def test_of_a_calendar_of_bare_numbers_the_days_to_come_are_tried() -> None:
    """Past days can be touched, and nothing comes of it; the head of the week is no day."""
    sketch = Sketch("检查预约")
    sheet = sketch.add(Role.DIALOG, box=(0, 169, 390, 675))
    sketch.text("日期选择", *"日一二三四五六", parent=sheet)
    for month in (0, 1):
        for day in range(1, 32):
            box = (56.0 * (day % 7), 200 + 300 * month + 60.0 * (day // 7), 56, 60)
            sketch.add(Role.TEXT, str(day), box=box, parent=sheet, clickable=True)
    screen = sketch.screen()
    found = [screen.label(node) for node in promising(reader(screen), screen)]
    today = date.today().day
    assert found[:3] == [str((today + ahead - 1) % 31 + 1) for ahead in (1, 2, 3)]
    assert not {label for label in found[3:] if label.isdigit()}


def test_many_days_without_a_number_are_a_no(tmp_path: Path) -> None:
    wards = [f"{name}科" for name in ("心内", "骨", "眼", "皮肤", "儿")]
    pages: dict[str, list[str]] = {
        "首页": ["预约挂号 > 预约挂号", "本院欢迎您", "服务时间全年无休"],
        "预约挂号": [f"{ward} > {ward}" for ward in wards],
    }
    for ward in wards:
        doctors = [f"{ward}{name}主任医师" for name in ("甲", "乙", "丙", "丁")]
        pages[ward] = [f"{doctor} > {doctor}" for doctor in doctors]
        for doctor in doctors:
            days = [f"03-{day:02d} 周一" for day in range(1, 5)]
            pages[doctor] = [f"{day} > {doctor}{day}" for day in days]
            pages.update({f"{doctor}{day}": ["暂无号源", f"{doctor} {day}"] for day in days})
    finding = bookable(drawn(tmp_path, pages))
    assert finding.truth is False


@pytest.mark.parametrize("held", [True, False])
def test_a_day_that_was_held_back_leaves_the_slots_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, held: bool
) -> None:
    """Where codes stand for deeds, what asks for the hours of a day may not be sent by a look."""
    pages = {
        "首页": ["检查预约 > 检查预约", "本院欢迎您"],
        "检查预约": ["腹部超声 未预约", "预约 03-02 周一 > 时段", "空腹八小时以上"],
        "时段": ["暂无号源"],
    }
    app = drawn(tmp_path, pages)
    assert app.map.complete
    tap = app.session.tap

    def held_back(node: Node, *more: Any, **named: Any) -> Screen:
        if held and "03-02" in app.session.screen.label(node):
            raise HeldBack(Effect.OWN, "要向服务器提交改动")
        return tap(node, *more, **named)

    monkeypatch.setattr(app.session, "tap", held_back)
    assert timeslots(app, "exam").truth is (None if held else False)


def test_tabs_beside_each_other_make_no_walk_deeper(tmp_path: Path) -> None:
    """Groups and days stand side by side: one after the other they were deeper than a walk goes."""
    groups = [f"第{name}门诊" for name in "一二三"]
    tabs = [f"{name} > 预约挂号#{name}" for name in groups]
    days = [f"03-{day:02d} 周一 > 皮肤科#{day}" for day in (1, 2, 3)]
    confirm = ["就诊人 张三", "科室 皮肤科", "就诊日期 2026-03-03", "时段 08:00-08:30"]
    pages: dict[str, list[str]] = {
        "首页": ["预约挂号 > 预约挂号", "本院欢迎您"],
        "预约挂号": [*tabs, "请选择"],
        **{f"预约挂号#{name}": [*tabs, f"{name}今日停诊"] for name in groups[:-1]},
        f"预约挂号#{groups[-1]}": [*tabs, "皮肤科 > 皮肤科"],
        "皮肤科": [*days, "请选日期"],
        "皮肤科#1": [*days, "当日无医生出诊"],
        "皮肤科#2": [*days, "当日无人出诊"],
        "皮肤科#3": [*days, "沈如意主任医师 > 沈如意"],
        "沈如意": ["08:00-08:30 余 3 > 确认预约", "08:30-09:00 余 1 > 确认预约"],
        "确认预约": [*confirm, "提交预约 > 首页"],
    }
    assert bookable(drawn(tmp_path, pages)).reason.startswith("已走到预约确认页")


def test_a_few_of_many_departments_without_a_number_are_no_no(tmp_path: Path) -> None:
    wards = [f"{name}科" for name in ("心内", "骨", "眼", "皮肤", "儿", "口腔", "中医")]
    pages: dict[str, list[str]] = {
        "首页": ["预约挂号 > 预约挂号", "本院欢迎您", "服务时间全年无休"],
        "预约挂号": [f"{ward} > {ward}" for ward in wards],
        **{ward: [f"{ward}门诊", "本周停诊,敬请谅解"] for ward in wards},
    }
    assert bookable(drawn(tmp_path, pages)).truth is None
