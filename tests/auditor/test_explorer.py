"""Exploration: what is reached, what is left out and why, and when a map is complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.exploring.budget import Budget
from auditor.exploring.coverage import summary
from auditor.exploring.explorer import FURTHER_DOWN, Explorer
from auditor.exploring.sampling import IDLE, SAME_WORD, TO_ONE_PAGE
from auditor.live.taps import taps_of
from auditor.walker import Walker
from devices.errors import DeviceLost
from devices.model import Channel, Events, Gesture, Screen
from devices.recording import Recording, Way
from probes.appmap import ALIKE, DEEP, GONE, OUTSIDE, SIBLINGS, UNREACHABLE, AppMap, Arrival
from probes.model import Cause
from tests.auditor.recorded import EVERYTHING, facts, opened, without
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch
from tests.recordings.handwritten import android_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    """The recorded app, explored once."""
    walker = opened(tmp_path_factory.mktemp("explored"), allow=EVERYTHING)
    assert walker.map.complete, walker.map.cut
    yield walker
    walker.close()


def titles(appmap: AppMap) -> set[str]:
    return {place.screen.title for place in appmap.places.values()}


def arrivals(appmap: AppMap, label: str) -> set[Arrival]:
    return {way.arrival for way in appmap.ways if way.label == label}


# what is reached


def test_the_main_functions_are_reached(app: Walker) -> None:
    assert titles(app.map) >= {
        "选择科室",
        "医生主页",
        "选择时段",
        "确认挂号信息",
        "预约挂号服务协议",
        "费用明细",
        "收银台",
        "报告详情",
        "消息详情",
        "消息设置",
        "添加就诊人",
        "我的预约",
        "医院简介",
        "科室介绍",
        "院区地图",
        "满意度评价",
        "意见与投诉",
        "住院订餐",
    }


def test_every_place_tells_how_a_person_gets_there(app: Walker) -> None:
    for place in app.map.places.values():
        assert len(place.trail) == place.depth
        assert (place.parent is None) == (place.id == app.map.entry)
        if place.parent is not None and place.entered_by is not None:
            assert place.trail == (*place.parent.trail, place.entered_by.label)
            assert place.entered_by.source == place.parent.id


def test_nothing_that_could_be_tapped_is_lost_without_a_word(app: Walker) -> None:
    """Every control was tried, here or in the frame, or stands among what was left out."""
    told = {(way.source, way.label) for way in app.map.ways}
    told |= {(place, label) for place, label, _ in app.map.unvisited}
    skipped = {place for place, _, reason in app.map.unvisited if reason == ALIKE}
    frame = {"首页", "消息", "我的"}
    for place in app.map.places.values():
        if place.id not in skipped:
            labels = {tap.label for tap in taps_of(place, app.lexicon)} - frame
            assert {label for label in labels if (place.id, label) not in told} == set()


def test_what_was_left_out_is_like_what_was_tried(app: Walker) -> None:
    assert {reason for _, _, reason in app.map.unvisited} <= {ALIKE, SIBLINGS}


def test_refusals_of_the_app_keep_their_words(app: Walker) -> None:
    (dead,) = [way for way in app.map.ways if way.label == "名医问诊"]
    assert (dead.arrival, dead.words) == (Arrival.TOAST, "功能建设中")


def test_a_file_is_an_arrival_of_its_own(app: Walker) -> None:
    files = [way for way in app.map.ways if way.arrival is Arrival.DOCUMENT]
    assert files
    assert all(way.events.downloads for way in files)


def test_exploring_presses_nothing_that_has_an_effect(app: Walker) -> None:
    """Although everything is allowed: an explorer only looks."""
    for label in ("确认预约", "确认支付", "提交", "保存", "提交评价"):
        assert arrivals(app.map, label) == {Arrival.REFUSED}, label
    assert app.open_bookings() == ()


def test_a_control_that_a_tab_has_hidden_is_found_again(app: Walker) -> None:
    """On 11-25 there is no slot; the morning of 11-24 has some: both were tried."""
    doctor = next(p for p in app.map.places.values() if p.trail[-1:] and "周延康" in p.trail[-1])
    labels = {way.label for way in app.map.ways_from(doctor.id)}
    assert {"周三 11-25", "上午 ¥60.00 余 6"} <= labels
    assert not any(reason == GONE for _, _, reason in app.map.unvisited)


def test_below_the_fold_is_explored_too(app: Walker) -> None:
    (down,) = [way for way in app.map.ways if way.label == FURTHER_DOWN]
    assert arrivals(app.map, "自助售货 门诊二层") == {Arrival.TOAST}
    assert FURTHER_DOWN in app.map.places[down.target].trail


def test_the_summary_counts(app: Walker) -> None:
    assert summary(app.map).startswith(f"{len(app.map.places)} 个页面、{len(app.map.ways)} 次点击")
    assert summary(app.map).endswith("已探索完")


# what was not recorded is not known


def test_a_way_that_was_not_recorded_failed_and_is_no_finding(tmp_path: Path) -> None:
    recording = without(android_app(), ("services", "便民服务"))
    walker = opened(tmp_path, recording=recording)
    assert arrivals(walker.map, "便民服务") == {Arrival.FAILED}
    observed = facts(walker, ["3.3.2"])["3.3.2", "convenience_hub"]
    assert (observed.value, observed.cause) == (None, Cause.DEVICE_FAILED)
    assert "便民服务" in observed.reason


def test_exploration_goes_on_after_a_way_that_failed(tmp_path: Path) -> None:
    recording = without(android_app(), ("home", "预约挂号"), ("services", "预约挂号"))
    walker = opened(tmp_path, recording=recording)
    assert "选择科室" not in titles(walker.map)
    assert {"收银台", "报告详情", "住院订餐"} <= titles(walker.map)
    observed = facts(walker, ["2.2.1", "2.2.3"])
    assert observed["2.2.1", "booking"].value is None
    assert observed["2.2.3", "timeslot_services"].open == ("registration",)


def test_where_scrolling_was_not_recorded_the_map_is_not_complete(tmp_path: Path) -> None:
    recording = android_app()
    ways = tuple(way for way in recording.ways if way.gesture is not Gesture.SCROLL)
    walker = opened(tmp_path, recording=replace(recording, ways=ways))
    assert not walker.map.complete
    assert "向下滚动" in walker.map.cut


def test_a_device_that_is_lost_ends_the_exploration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = opened(tmp_path)
    assert walker.login.cause is None

    def lost(*_: object) -> Screen:
        raise DeviceLost("连接断开")

    monkeypatch.setattr(walker.session, "perform", lost)
    with pytest.raises(DeviceLost):
        Explorer(walker.session).explore()


# budgets and limits


def chain(length: int) -> dict[str, list[str]]:
    """Pages of which each leads to the next."""
    return {
        f"第{'零一二三四五六七八九十'[n]}页": [
            f"这是{'零一二三四五六七八九十'[n]}的内容",
            f"去{'零一二三四五六七八九十'[n + 1]}处 > 第{'零一二三四五六七八九十'[n + 1]}页",
        ]
        for n in range(length)
    } | {f"第{'零一二三四五六七八九十'[length]}页": ["到头了,这里没有别的"]}


def test_a_small_app_is_explored_to_the_end(tmp_path: Path) -> None:
    appmap = drawn(tmp_path, chain(4)).map
    assert (len(appmap.places), appmap.cut, appmap.complete) == (5, "", True)


def test_what_lies_too_deep_is_said_to_be_unseen(tmp_path: Path) -> None:
    appmap = drawn(tmp_path, chain(9)).map
    (deep,) = [place for place, _, reason in appmap.unvisited if reason == DEEP]
    assert (appmap.places[deep].name, appmap.explored(deep)) == ("第七页", False)


def test_a_menu_too_deep_to_be_tried_leaves_the_map_open(tmp_path: Path) -> None:
    pages = chain(9)
    pages["第七页"] = ["检验报告 > 第八页", "门诊缴费 > 第八页", "院内导航 > 第八页"]
    assert drawn(tmp_path / "menu", pages).map.cut == DEEP
    pages["第七页"] = ["更多功能 > 第八页"]
    assert drawn(tmp_path / "more", pages).map.cut == DEEP


@pytest.mark.parametrize(
    ("budget", "cut"),
    [
        (Budget(actions=3), "操作预算用尽(3 次,可用 --budget 加大)"),
        (Budget(seconds=0), "时间预算用尽(0 秒,可用 --budget 加大)"),
        (Budget(places=3), "页面预算用尽(3 页,可用 --budget 加大)"),
    ],
)
def test_a_budget_cuts_the_map_and_says_so(tmp_path: Path, budget: Budget, cut: str) -> None:
    appmap = drawn(tmp_path, chain(5), budget=budget).map
    assert (appmap.cut, appmap.complete) == (cut, False)
    assert not all(appmap.explored(place) for place in appmap.places)
    assert cut in {reason for _, _, reason in appmap.unvisited}


def test_of_a_long_list_only_samples_are_opened(tmp_path: Path) -> None:
    names = "甲乙丙丁戊己庚辛"
    pages = {"首页": [f"刘{name}大夫 > 刘{name}" for name in names]}
    pages |= {f"刘{name}": [f"刘{name}", "主任", "擅长心脏方面的治疗"] for name in names}
    appmap = drawn(tmp_path, pages).map
    assert len([way for way in appmap.ways if way.arrival is Arrival.SCREEN]) < len(names)
    assert {SIBLINGS, ALIKE} & {reason for _, _, reason in appmap.unvisited}
    assert appmap.complete


def test_tiles_that_all_lead_to_the_login_are_no_kind(tmp_path: Path) -> None:
    """What is no personal function stands beside them, behind a name that says nothing."""
    tiles = [f"{name} > 登录" for name in ("甲处", "乙处", "丙处", "丁处", "戊处")]
    pages = {"首页": [*tiles, "己处 > 己处"], "己处": ["三个院区。"], "登录": ["请先登录"]}
    appmap = drawn(tmp_path, pages).map
    assert "己处" in titles(appmap)
    assert not appmap.unvisited


def test_every_panel_of_a_menu_is_opened_whatever_it_is_called(tmp_path: Path) -> None:
    tabs = [f"{name}一览 > 服务#{name}" for name in "甲乙丙丁戊"]
    inside = {"甲": ("预约挂号", "智能导诊"), "乙": ("候诊查询", "楼层导航")}
    inside |= {"丙": ("出院带药", "入院预约"), "丁": ("健康监测", "健康科普")}
    inside |= {"戊": ("视频问诊", "电子发票")}
    pages: dict[str, list[str]] = {"首页": ["服务 > 服务"], "服务": [*tabs, "请选择一项"]}
    for name, entries in inside.items():
        pages[f"服务#{name}"] = [*tabs, *(f"{entry} > {entry}" for entry in entries)]
        pages |= {entry: [f"{entry}的内容在这里"] for entry in entries}
    appmap = drawn(tmp_path, pages).map
    assert {"视频问诊", "电子发票", "健康科普"} <= titles(appmap)


def test_of_a_long_list_behind_the_login_not_every_row_is_tapped(tmp_path: Path) -> None:
    rows = [f"{sign}字号栏目 > 登录" for sign in "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"]
    appmap = drawn(tmp_path, {"首页": rows, "登录": ["请先登录"]}).map
    assert len(appmap.ways) == TO_ONE_PAGE < len(rows)
    assert {reason for _, _, reason in appmap.unvisited} == {SIBLINGS}


@pytest.mark.parametrize("word", ["咨询", "去看看"])
def test_the_same_word_in_every_row_is_touched_in_a_few(tmp_path: Path, word: str) -> None:
    """Each touch may begin something on the server: a talk with each of twelve doctors."""
    rows = [line for name in "甲乙丙丁戊己庚辛" for line in (f"刘{name}大夫", f"{word} > 对话")]
    appmap = drawn(tmp_path / "one", {"首页": rows, "对话": ["请写下您的问题"]}).map
    assert len([way for way in appmap.ways if way.label == word]) <= 3
    assert appmap.complete
    apart = {"首页": [row.replace("> 对话", f"> 与{n}对话") for n, row in enumerate(rows)]}
    apart |= {f"与{n}对话": [f"第{n}位医生", "请写下您的问题"] for n in range(len(rows))}
    appmap = drawn(tmp_path / "apart", apart).map
    assert len([way for way in appmap.ways if way.label == word]) <= SAME_WORD


def test_of_many_alike_that_lead_nowhere_a_few_are_enough(tmp_path: Path) -> None:
    """The days of a calendar: each only marks itself. A name among them is tried all the same."""
    days = [f"{n}号 > 首页" for n in "一二三四五六七八九十"] + ["廿日 > 首页", "卅日 > 首页"]
    pages = {"首页": [*days, "电子发票 > 首页", "本院概况 > 本院概况"], "本院概况": ["三个院区。"]}
    appmap = drawn(tmp_path, pages).map
    tapped = [way.label for way in appmap.ways if way.label.endswith(("号", "日"))]
    assert len(tapped) <= IDLE < len(days)
    assert {"电子发票", "本院概况"} <= {way.label for way in appmap.ways}
    assert appmap.complete


def test_entries_with_a_name_are_never_taken_for_one_more_of_a_kind(tmp_path: Path) -> None:
    named = ["预约挂号", "门诊缴费", "检验报告", "院内导航", "意见反馈", "电子发票"]
    pages = {"首页": [f"{name} > {name}页" for name in named]}
    pages |= {f"{name}页": [f"{name}的内容在这里"] for name in named}
    appmap = drawn(tmp_path, pages).map
    assert {f"{name}页" for name in named} <= titles(appmap)


def test_an_entry_that_does_not_open_is_no_empty_app(tmp_path: Path) -> None:
    walker = drawn(tmp_path, {"首页": ["502 Bad Gateway"]})
    walker.session.restart()
    walker.session._screen = replace(walker.session.screen, status=502)
    appmap = Explorer(walker.session).explore()
    assert (appmap.cut, appmap.complete) == ("应用入口打不开", False)


def test_another_site_is_seen_but_not_explored(tmp_path: Path) -> None:
    site, elsewhere = "http://app.example/#/", "http://www.hospital.example/"
    sketch = Sketch("首页", site)
    sketch.button("医院官网")
    home = sketch.screen()
    sketch = Sketch("某医院官方网站", elsewhere)
    sketch.button("医院简介", "科室介绍")
    ways = [Way(origin, Gesture.OPEN, "home", text=site) for origin in ("", "home", "there")]
    ways.append(Way("home", Gesture.TAP, "there", 0, "医院官网"))
    device = replace(android_app().facts, channel=Channel.H5)
    recording = Recording(device, {"home": home, "there": sketch.screen()}, tuple(ways))
    appmap = opened(tmp_path, recording=recording).map
    (outside,) = [place for place in appmap.places.values() if place.outside]
    assert outside.screen.address == elsewhere
    assert list(appmap.ways_from(outside.id)) == []
    assert (outside.id, outside.name, OUTSIDE) in appmap.unvisited
    assert appmap.complete


def test_an_entry_that_turns_away_to_another_site_leaves_everything_open(tmp_path: Path) -> None:
    """A WeChat page whose first act is to ask another host who the user is."""
    sketch = Sketch("授权", "https://wechat-gate.example/authorize?back=app")
    sketch.text("网页由该公众号提供")
    app = "http://app.example/#/"
    ways = tuple(Way(origin, Gesture.OPEN, "gate", text=app) for origin in ("", "gate"))
    device = replace(android_app().facts, channel=Channel.H5)
    walker = opened(tmp_path, recording=Recording(device, {"gate": sketch.screen()}, ways))
    appmap = walker.map
    assert not appmap.complete
    assert "wechat-gate.example" in appmap.cut
    walker.session._screen = replace(walker.session.screen, address=app + "elsewhere")
    assert walker.visit(appmap.places[appmap.entry]) is not None


def test_what_would_leave_the_app_is_an_arrival_outside(tmp_path: Path) -> None:
    walker = drawn(tmp_path, {"首页": ["联系电话 ! 拨号"]})
    recording = walker.session.device._recording  # type: ignore[attr-defined]
    called = Events(external=("tel:010-12345678",))
    ways = tuple(
        replace(way, events=called) if way.gesture is Gesture.TAP else way for way in recording.ways
    )
    walker.session.device._recording = replace(recording, ways=ways)  # type: ignore[attr-defined]
    (way,) = walker.map.ways
    assert (way.arrival, way.words) == (Arrival.OUTSIDE, "tel:010-12345678")


def test_a_place_that_cannot_be_reached_again_leaves_the_map_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = drawn(tmp_path, {"首页": ["报告查询 > 报告"], "报告": ["血常规 > 血"], "血": ["正常"]})
    assert walker.login.cause is None
    goto = walker.session.goto

    def only_home(place: object) -> bool:
        title = place.screen.title  # type: ignore[attr-defined]
        return title == "首页" and goto(place)  # type: ignore[arg-type]

    monkeypatch.setattr(walker.session, "goto", only_home)
    appmap = walker.map
    assert "报告" in titles(appmap)
    assert any(reason == UNREACHABLE for _, _, reason in appmap.unvisited)
    assert not appmap.complete
    assert "报告" in appmap.cut
