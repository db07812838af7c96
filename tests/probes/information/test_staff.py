"""Doctors where an app shows them: on the way to booking as well as under a name of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Role
from probes.flows.information.staff import _timetable, doctor_items
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

CARD = "贺兰亭 主任中医师 擅长失眠与脾胃病的调理"
WAY = {
    "首页": ["预约挂号 > 选分馆", "关于本馆 > 关于本馆"],
    "关于本馆": ["本馆创办于一九九八年,设内科、针灸科。"],
    "选分馆": ["城东馆 > 选科", "城西馆 > 选科"],
    "选科": ["脾胃科 > 选择医生", "针灸科 > 选择医生"],
}


def test_doctors_to_choose_from_on_the_way_to_booking_are_introduced(tmp_path: Path) -> None:
    pages = WAY | {
        "选择医生": [f"{CARD} > 号源", "方见山 主治中医师 擅长针灸止痛 > 号源"],
        "号源": ["贺兰亭", "主任中医师", "擅长:失眠与脾胃病的调理", "周三上午出诊"],
    }
    found = doctor_items(drawn(tmp_path, pages))
    assert {member for member, finding in found.items() if finding.truth} == {
        "name",
        "title",
        "speciality",
        "schedule",
    }


def test_the_doctor_of_an_own_booking_is_no_introduction(tmp_path: Path) -> None:
    pages = {
        "首页": ["我的 > 个人中心", "关于本馆 > 关于本馆"],
        "关于本馆": WAY["关于本馆"],
        "个人中心": ["挂号记录 > 挂号记录"],
        "挂号记录": ["贺兰亭 主任中医师 11月27日 08:00", "方见山 主治中医师 11月20日 09:00"],
    }
    found = doctor_items(drawn(tmp_path, pages))
    assert [finding.truth for finding in found.values()] == [False] * 4


def table(*halves: str, turned: bool) -> Sketch:
    """Weekdays one below the other, under these heads side by side; or turned by a right angle."""
    sketch = Sketch("号源")

    def cell(words: str, across: float, down: float) -> None:
        at = (down, across) if turned else (across, down)
        sketch.add(Role.TEXT, words, box=(16 + 70 * at[0], 60 + 40 * at[1], 60, 24))

    for nth, words in enumerate(halves):
        cell(words, 1 + nth, 0)
    for nth, day in enumerate("一三五"):
        cell(f"周{day}", 0, 1 + nth)
        cell("剩 8", 1, 1 + nth)
    return sketch


@pytest.mark.parametrize("turned", [False, True])
def test_a_table_of_weekdays_by_half_days_tells_when_a_doctor_sees_patients(
    *, turned: bool
) -> None:
    assert _timetable(list(table("上午", "下午", turned=turned).screen().nodes)) is not None
    assert _timetable(list(table("号别", "余号", turned=turned).screen().nodes)) is None


def test_a_strip_of_days_to_choose_is_no_timetable() -> None:
    """Hours of the chosen day stand under it, by 上午 and 下午."""
    sketch = Sketch("选择时间")
    for nth, day in enumerate("一二三四五"):
        sketch.add(Role.TEXT, f"周{day}", box=(16 + 70 * nth, 60, 60, 24))
    for nth, half in enumerate(("上午", "下午")):
        sketch.add(Role.TEXT, half, box=(16, 120 + 90 * nth, 60, 24))
        sketch.add(Role.TEXT, "08:00-08:30 余 3", box=(16, 150 + 90 * nth, 340, 40))
    assert _timetable(list(sketch.screen().nodes)) is None


def seen(ward: str) -> list[str]:
    names = (f"王{ward}国 主任医师", f"赵{ward}新 副主任医师")
    return [words for name in names for words in (name, f"擅长{ward}科常见病和疑难病的诊治")]


def test_many_lists_hide_no_doctors_own_page() -> None:
    home = place("home", lines("首页", title="首页"))
    wards = "心肺骨眼儿脑胃肝肾胰脾胆皮"
    lists = [
        place(f"l{nth}", lines(*seen(ward), title="找医生"), (f"找医生{nth}",))
        for nth, ward in enumerate(wards)
    ]
    card = "李明 主任医师"
    own = place("own", lines(card, "出诊时间", "周一 全天", title="医生主页"), ("预约挂号", card))
    ways = (*(way(f"找医生{nth}", f"l{nth}") for nth in range(len(lists))), way(card, "own"))
    found = doctor_items(explored(mapped(home, *lists, own, ways=ways)))
    assert found["schedule"].truth is True
