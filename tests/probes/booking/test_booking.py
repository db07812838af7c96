"""Time slots, confirm pages and whose they are, as read off one screen."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.model import Role, Screen
from probes.app import App
from probes.flows.booking.booked_service import service_of
from probes.flows.booking.confirm_page import is_confirm
from probes.flows.booking.onward import PER_KIND, promising
from probes.flows.booking.slots import LONGEST_SLOT_MIN, is_half_a_day, slots
from probes.flows.booking.timeslots import timeslots
from probes.model import ProofLevel
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, lines, place, reader


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def buttons_saying(*words: str) -> Screen:
    sketch = Sketch("选择时段")
    sketch.button(*words)
    return sketch.screen()


def offered(screen: Screen) -> list[str]:
    return [node.text for node in slots(screen)]


# slots


@pytest.mark.parametrize(
    "words", ["08:00-08:30", "8:00~9:00", "14:30—15:00", "09:00 至 09:15", "10:00-10:30 余 3"]
)
def test_a_range_of_at_most_an_hour_is_a_slot(words: str) -> None:
    assert offered(buttons_saying(words, "确定")) == [words]


@pytest.mark.parametrize(
    "words",
    [
        "08:00-12:00",
        "13:30-17:00",
        "上午",
        "下午 余 5",
        "全天",
        "10:00-09:00",
        "08:00-08:00",
        "8-9",
    ],
)
def test_half_a_day_is_no_slot(words: str) -> None:
    assert slots(buttons_saying(words, "确定")) == []


@given(st.integers(0, 22 * 60), st.integers(-600, 600))
def test_only_the_length_of_a_range_counts(start: int, length: int) -> None:
    end = start + length
    if not 0 <= end < 24 * 60:
        return
    found = slots(buttons_saying(f"{clock(start)}-{clock(end)}"))
    assert bool(found) == (0 < length <= LONGEST_SLOT_MIN)


def test_single_clock_times_in_even_steps_are_slots() -> None:
    times = ["08:00", "08:30", "09:00", "09:30"]
    assert offered(buttons_saying(*times)) == times


def test_two_clock_times_or_uneven_ones_are_none() -> None:
    assert slots(buttons_saying("08:00", "08:30")) == []
    assert slots(buttons_saying("08:00", "12:00", "18:00", "22:30")) == []


def test_one_time_many_times_over_is_the_time_of_messages() -> None:
    assert slots(buttons_saying("09:12", "09:12", "09:12")) == []


def test_dates_with_times_are_no_clock_buttons() -> None:
    rows = [f"2026-11-2{day} 08:{day}0:00 已发送" for day in range(4)]
    assert slots(lines(*rows)) == []


def test_prose_about_opening_hours_is_no_slot() -> None:
    words = "门诊时间:周一至周五 08:00-08:30 取号,08:30-11:30 就诊,节假日安排请留意本院公告与通知。"
    assert slots(lines(words)) == []


# the confirm page


def confirm_page(
    *, title: str = "确认挂号信息", button: str = "确认预约", when: str = "2026-11-24 08:30-09:00"
) -> Sketch:
    sketch = Sketch(title)
    for name, value in (("就诊人", "张三"), ("就诊科室", "心血管内科"), ("就诊时间", when)):
        sketch.text(name, value)
    sketch.text("挂号费", "¥60.00")
    sketch.button(button)
    return sketch


def test_a_page_that_shows_what_would_be_booked_is_a_confirm_page() -> None:
    assert is_confirm(reader(), confirm_page().screen())
    assert is_confirm(reader(), confirm_page(button="提交挂号").screen())


def test_half_a_day_can_be_booked_too() -> None:
    assert is_confirm(reader(), confirm_page(when="11月24日 上午").screen())


@pytest.mark.parametrize(
    ("fee", "field", "confirms"), [("¥80", False, True), ("", False, False), ("¥80", True, False)]
)
def test_a_bare_word_may_confirm_a_visit(fee: str, field: bool, confirms: bool) -> None:
    """Under a title that all pages have; a form about a visit that was booked asks for more."""
    sketch = Sketch("微信服务")
    sketch.text(
        "科室", "脑血管病门诊", "医生", "许曼 副主任医师", "就诊时间", "2026-11-30 08:00-08:30"
    )
    sketch.text("就诊人", "张三", fee, "号源五分钟后释放")
    if field:
        sketch.field("请描述病情")
    sketch.button("提交")
    assert is_confirm(reader(), sketch.screen()) is confirms


def test_without_a_time_or_a_final_control_nothing_is_confirmed() -> None:
    assert not is_confirm(reader(), confirm_page(when="待定").screen())
    assert not is_confirm(reader(), confirm_page(button="返回").screen())


def test_a_booking_already_made_is_not_to_be_confirmed() -> None:
    assert not is_confirm(reader(), confirm_page(title="预约详情", button="取消预约").screen())


def test_a_list_of_messages_with_a_tab_of_that_name_is_not_to_be_confirmed() -> None:
    sketch = confirm_page(title="消息", button="挂号")
    sketch.text("就诊提醒", "2026-11-27 09:11", "您预约的房颤中心门诊,请按时签到")
    sketch.text("停诊通知", "2026-11-14 09:14", "您预约的医生停诊")
    assert not is_confirm(reader(), sketch.screen())


def test_a_questionnaire_about_a_visit_is_not_to_be_confirmed() -> None:
    sketch = confirm_page(title="就诊评价", button="提交")
    for question in ("服务态度", "就诊环境", "等候时间"):
        sketch.text(question)
        holder = sketch.add(Role.GROUP)
        for option in ("满意", "一般"):
            sketch.tick(role=Role.RADIO, text=option, parent=holder)
    assert not is_confirm(reader(), sketch.screen())


def test_a_list_of_times_with_a_control_in_every_line_confirms_nothing() -> None:
    sketch = confirm_page(title="选择号源", button="预约")
    sketch.button("预约", "预约")
    assert not is_confirm(reader(), sketch.screen())


# whose slots


@pytest.mark.parametrize(
    ("trail", "title", "expected"),
    [
        (("预约挂号", "心血管内科", "周延康"), "选择时段", "registration"),
        (("检验预约", "血常规"), "选择时间", "lab"),
        (("抽血预约",), "选择时间", "lab"),
        (("检查预约", "腹部彩超"), "选择时间", "exam"),
        (("检验检查", "检查预约"), "预约时间", "exam"),
        (("检验检查", "检验预约"), "预约时间", "lab"),
        (("便民服务", "体检预约"), "选择时间", ""),
        (("住院服务", "探视预约"), "选择时间", ""),
        (("停车缴费",), "选择时间", ""),
        (("按检查结果找科室", "内分泌科", "去挂号"), "号源列表", "registration"),
        (("检查预约", "超声科"), "选择时间", "exam"),
        (("预约挂号", "消化内镜中心", "冯海涛 主任医师"), "消化内镜中心 约号", "registration"),
        (("预约检查", "胃镜"), "内镜检查预约", "exam"),
    ],
)
def test_the_way_there_says_what_slots_are_for(
    trail: tuple[str, ...], title: str, expected: str
) -> None:
    times = lines("08:00-08:30", "08:30-09:00", title=title)
    assert service_of(place("p", times, trail)) == expected


# walking on


def test_in_a_sheet_the_button_at_its_foot_leads_on() -> None:
    sketch = Sketch("选择时间")
    sketch.button("周五 上午", "周五 下午", covered=True)
    sheet = sketch.add(Role.DIALOG, box=(0, 620, 375, 180))
    sketch.text("您选的时间", "10:30-11:00 剩 4", parent=sheet)
    sketch.button("✕", parent=sheet, box=(340, 625, 30, 30))
    sketch.button("就约这个", parent=sheet, box=(16, 745, 343, 44))
    screen = sketch.screen()
    labels = [screen.label(node) for node in promising(reader(), screen)]
    assert labels[0] == "就约这个"
    assert "✕" not in labels


def test_a_row_of_dates_does_not_crowd_out_the_doctors() -> None:
    sketch = Sketch("出诊安排")
    sketch.button(*(f"12-0{day} 周{name}" for day, name in enumerate("一二三四五六", 1)))
    sketch.button("赵明 擅长心律失常 诊费 50 元", "就他")
    screen = sketch.screen()
    labels = [screen.label(node) for node in promising(reader(), screen)]
    assert {"赵明 擅长心律失常 诊费 50 元", "就他"} <= set(labels)
    assert sum("周" in label for label in labels) <= PER_KIND + 1


# half a day


def confirming(*rows: str, button: str = "提交预约") -> Screen:
    sketch = Sketch("预约抽血")
    sketch.text(*rows)
    sketch.button(button)
    return sketch.screen()


@pytest.mark.parametrize(
    ("screen", "half"),
    [
        (confirming("项目", "血常规", "日期", "2026-11-28", "时段", "上午"), True),
        (confirming("预约时间:下午", "2026-11-28", button="提交订单"), True),
        (confirming("日期", "2026-11-28", "时段", "上午 08:00-08:30"), False),
        (
            confirming("日期", "2026-11-28", "时段", "上午", "08:00-08:30 可约", "09:00-09:30"),
            False,
        ),
        (confirming("日期", "2026-11-28", "时段", "上午", button="下一步"), False),
        (confirming("服务时间:上午", "欢迎您"), False),
    ],
)
def test_a_page_that_books_half_a_day_offers_no_hour(screen: Screen, half: bool) -> None:
    assert is_half_a_day(cast(App, reader()), screen) is half


@pytest.mark.parametrize(
    ("day", "hour", "truth"), [("请选择", "请选择", None), ("2026-11-28", "上午", False)]
)
def test_a_form_whose_day_and_hour_nobody_chose_tells_nothing(
    tmp_path: Path, day: str, hour: str, truth: bool | None
) -> None:
    pages = {
        "首页": ["预约抽血 > 预约抽血", "本院欢迎您"],
        "预约抽血": ["血常规 > 填写预约", "请按时空腹前来"],
        "填写预约": ["项目", "血常规", "日期", day, "时段", hour, "提交预约 > 首页"],
    }
    assert timeslots(drawn(tmp_path, pages), "lab").truth is truth


def test_half_a_day_at_the_end_of_a_journey_is_no_time_slot(tmp_path: Path) -> None:
    pages = {
        "首页": ["预约抽血 > 预约抽血", "本院欢迎您"],
        "预约抽血": ["血常规 > 填写预约", "请按时空腹前来"],
        "填写预约": ["项目", "血常规", "日期", "2026-11-28", "时段", "上午", "提交预约 > 首页"],
    }
    found = timeslots(drawn(tmp_path, pages), "lab")
    assert (found.truth, found.level) == (False, ProofLevel.L2)
    assert "提交预约" in found.reason
    assert "上午" in found.reason
