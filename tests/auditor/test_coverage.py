"""What could not be tried leaves open what it names, not the whole map."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.coverage import left_open
from auditor.exploring.explorer import Explorer
from auditor.walker import Walker
from devices.model import Role, Screen
from probes.appmap import UNREACHABLE, Arrival, Place, Way
from probes.flows.places.absence import absent, conclude
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, lines, mapped, place

PAGES = {
    "首页": ["住院服务 > 住院服务", "门诊服务 > 门诊服务", "关于我们 > 关于我们"],
    "住院服务": ["费用清单说明 > 清单", "陪护安排 > 陪护"],
    "门诊服务": ["挂号大厅 > 挂号"],
    "关于我们": ["本院建于一九五六年"],
    "清单": ["处方查询 > 处方"],
    "陪护": ["请与病区护士联系"],
    "挂号": ["今日号源已放完"],
    "处方": ["阿司匹林"],
}


def unreachable(walker: Walker, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    assert walker.login.cause is None
    goto = walker.session.goto

    def lost(place: Place) -> bool:
        return place.screen.title != title and goto(place)

    monkeypatch.setattr(walker.session, "goto", lost)


def test_one_page_that_is_lost_leaves_open_only_what_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = drawn(tmp_path, PAGES)
    unreachable(walker, monkeypatch, "清单")
    assert walker.map.complete
    functions = walker.lexicon.functions
    prescriptions = conclude(walker, functions["prescription"], [])
    assert (prescriptions.truth, prescriptions.cause) == (None, Cause.MAP_INCOMPLETE)
    assert absent(walker, functions["wheelchair"].name).truth is False


def test_a_named_entry_that_did_nothing_at_first_is_tapped_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = drawn(tmp_path, {"首页": ["检验报告 > 报告", "关于我们"], "报告": ["血常规 正常"]})
    session, tap, asleep = walker.session, walker.session.tap, iter([True])
    session.restart()

    def late(*given: object, **more: object) -> Screen:
        if next(asleep, False):
            return session.look()
        return tap(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "tap", late)
    appmap = Explorer(session).explore()
    ways = [way for way in appmap.ways if way.label == "检验报告"]
    assert [way.arrival for way in ways] == [Arrival.SCREEN]


def picker(*choices: str) -> Screen:
    sketch = Sketch("添加就诊人")
    sketch.field("请输入姓名")
    sheet = sketch.add(Role.DIALOG, box=(0, 560, 360, 220))
    for label in ("取消", "完成"):
        sketch.add(Role.TEXT, label, parent=sheet, clickable=True)
    wheel = sketch.add(Role.GROUP, parent=sheet, clickable=True)
    for choice in choices:
        sketch.add(Role.TEXT, choice, parent=wheel)
    return sketch.screen()


@pytest.mark.parametrize(
    ("label", "open_"),
    [("居民身份证 出生医学证明", False), ("上拉显示更多", False), ("一号入口", True)],
)
def test_a_wheel_to_choose_from_and_the_foot_of_a_list_hide_nothing(
    label: str, open_: bool
) -> None:
    home = place("home", lines("欢迎使用"))
    wheel = place("wheel", picker("居民身份证", "出生医学证明"), ("我的", "添加就诊人"))
    where = {"居民身份证 出生医学证明": (wheel, 4)}.get(label, (home, 0))
    ways = tuple(
        Way(where[0].id, where[1], label, Arrival.FAILED, words="被挡住") for _ in range(5)
    )
    appmap = mapped(home, wheel, ways=ways)
    assert bool(left_open(appmap, load_lexicon(), list(appmap.places.values()))) is open_


@pytest.mark.parametrize(
    ("label", "complete"), [("义诊活动 2026-09-1{n}", True), ("服务{n}", False)]
)
def test_older_news_that_could_not_be_reached_again_hide_no_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str, complete: bool
) -> None:
    rows = [f"{label.format(n=n)} > 正文" for n in range(4)]
    pages = {
        "首页": ["住院服务 > 住院服务", "门诊缴费 > 门诊缴费", "检验报告 > 检验报告"],
        "住院服务": rows,
        "门诊缴费": ["待缴 20 元"],
        "检验报告": ["血常规"],
        "正文": ["正文"],
    }
    walker = drawn(tmp_path, pages)
    unreachable(walker, monkeypatch, "住院服务")
    assert walker.map.complete is complete


@pytest.mark.parametrize(
    ("entries", "open_"),
    [
        (("心内科门诊 去预约挂号",), False),
        (("住院服务",), True),
        (("门诊缴费", "检验报告", "预约挂号"), True),
    ],
)
def test_an_unfolded_part_that_was_lost_leaves_open_what_it_names(
    entries: tuple[str, ...], open_: bool
) -> None:
    """What came up after symptoms were chosen names one function; a menu may lead anywhere."""
    home = place("home", lines("欢迎使用"))
    sketch = Sketch("智能导诊")
    sketch.button(*entries)
    more = place("more", sketch.screen(), ("导诊", "开始"), parent=home, part=frozenset(entries))
    appmap = mapped(home, more, ways=(Way("home", 0, "导诊", Arrival.SCREEN, "more"),))
    appmap.unvisited = [("more", entries[0], UNREACHABLE)]
    assert bool(left_open(appmap, load_lexicon(), [more])) is open_


@pytest.mark.parametrize(("step", "open_"), [("请选择要去的地点", False), ("楼层总览", True)])
def test_a_form_with_an_answer_chosen_hides_nothing_when_it_is_lost(step: str, open_: bool) -> None:
    """What it offers next to the answer (住院服务, 内分泌科) are the other answers."""
    home = place("home", lines("欢迎使用"))
    sketch = Sketch("楼层分布")
    sketch.button("住院服务", "内分泌科")
    trail = ("楼层分布", step, "西药房")
    chosen = place("chosen", sketch.screen(), trail, parent=home, part=frozenset({"住院服务"}))
    appmap = mapped(home, chosen, ways=(Way("home", 0, "楼层分布", Arrival.SCREEN, "chosen"),))
    appmap.unvisited = [("chosen", "内分泌科", UNREACHABLE)]
    assert bool(left_open(appmap, load_lexicon(), [chosen])) is open_


@pytest.mark.parametrize(("title", "cut"), [("预约挂号", False), ("院区一览", True)])
def test_the_same_page_with_another_choice_made_on_it_hides_nothing(title: str, cut: bool) -> None:
    """Another campus was chosen: its departments stand there, and nobody came back to them."""
    common = ["普通门诊", "专病门诊", "多学科门诊"]

    def listed(name: str, *rows: str) -> Screen:
        sketch = Sketch(name)
        sketch.button(*common, *rows)
        return sketch.screen()

    home = place("home", lines("首页", title="首页"))
    north = place("north", listed("预约挂号", "心内科"), ("预约挂号",), parent=home)
    rows = ("胸痛中心", "卒中中心", "全部科室")
    south = place("south", listed(title, *rows), ("预约挂号", "南院区"), parent=north)
    ways = [Way("home", -1, "预约挂号", Arrival.SCREEN, target="north")]
    ways += [Way("north", -1, label, Arrival.NOTHING) for label in (*common, "心内科")]
    appmap = mapped(home, north, south, ways=tuple(ways))
    appmap.unvisited += [("south", row, UNREACHABLE) for row in rows]
    assert bool(left_open(appmap, load_lexicon(), [north, south])) is cut


EYES = ("眼底病科", "白内障科", "青光眼科")


@pytest.mark.parametrize(
    ("control", "title", "under", "cut"),
    [
        ("我已知晓", "预约挂号", EYES, False),
        ("全部科室", "预约挂号", EYES, True),
        ("我已知晓", "院区一览", EYES, True),
        ("我已知晓", "预约挂号", ("报告查询", "门诊缴费", "病案复印"), True),
    ],
)
def test_a_page_met_under_a_box_that_comes_up_once_hides_nothing(
    control: str, title: str, under: tuple[str, ...], cut: bool
) -> None:
    """The box is gone for good: nobody comes back to the page with it, but to the page."""
    boxed, bare = Sketch("预约挂号"), Sketch(title)
    boxed.button(*under, covered=True)
    boxed.text("预约须知", "取消请于就诊前一日办理")
    boxed.button(control)
    bare.button(*EYES)
    home = place("home", lines("首页", title="首页"))
    first = place("first", boxed.screen(), ("预约挂号",), parent=home)
    again = place("again", bare.screen(), ("看病", "预约挂号"), parent=home)
    ways = [Way("home", -1, "预约挂号", Arrival.SCREEN, target="first")]
    ways += [Way("again", -1, row, Arrival.NOTHING) for row in EYES]
    appmap = mapped(home, first, again, ways=tuple(ways))
    appmap.unvisited = [("first", control, UNREACHABLE)]
    assert bool(left_open(appmap, load_lexicon(), [first, again])) is cut
