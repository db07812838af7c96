"""One page or two: by the words in the top bar, and whatever else the address may say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.live.heading import heading
from auditor.live.identity import same_place, same_template
from devices.model import Channel, DeviceFacts, Gesture, Screen
from devices.recording import BackRule, Recording, Way
from tests.auditor.recorded import opened
from tests.probes.sketch import HEIGHT, WIDTH, Sketch

ROWS = ("心血管内科", "消化内科", "呼吸内科", "神经内科", "骨科", "儿科")


def page(name: str, arrow: str = "‹", where: float = 100) -> Screen:
    sketch = Sketch("清河市人民医院", "https://a.example/")
    if arrow:
        sketch.button(arrow, box=(0, 4, 50, 40))
    sketch.text(name, box=(where, 10, WIDTH - 2 * where if where < 150 else 80, 24))
    sketch.button(*ROWS)
    return sketch.screen()


def test_the_heading_stands_beside_the_way_back() -> None:
    assert heading(page("选择科室")) == "选择科室"
    assert heading(page("选择科室", arrow="")) == ""
    assert heading(page("更多", where=280)) == ""


@pytest.mark.parametrize("arrow", ["‹", "<", "﹤", "＜", "〈", "❮", "←", "⬅", "‹ 返回", "返回"])
def test_the_way_back_is_known_by_whatever_sign(arrow: str) -> None:
    assert heading(page("选择科室", arrow)) == "选择科室"


@pytest.mark.parametrize("words", ["客服", "<<", "<5", "返回首页"])
def test_other_words_in_the_corner_are_no_way_back(words: str) -> None:
    assert heading(page("选择科室", words)) == ""


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (page("选择科室"), page("找医生"), False),
        (page("消息(3)"), page("消息(12)"), True),
        (page("上午好", arrow=""), page("下午好", arrow=""), True),
    ],
)
def test_two_names_in_the_bar_are_two_pages(one: Screen, two: Screen, same: bool) -> None:
    assert same_place(one, two) == same
    assert same_template(one, two) == same


def form(address: str, fields: int = 2) -> Screen:
    sketch = Sketch("登录", f"https://a.example/h5/{address}")
    sketch.text("请登录后继续", "登录即表示同意服务协议", "首次登录将自动注册")
    for _ in range(fields):
        sketch.field("请输入")
    sketch.button("登录")
    return sketch.screen()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (form("#/login?re=/pages/pay/list"), form("#/login?re=/pages/report/list"), True),
        (form("#/who?to=pages/pay", 0), form("#/who?to=pages/report", 0), False),
        (form("#/login?way=sms"), form("#/login?way=password"), False),
        (form("?campus=1#/login"), form("#/login"), True),
        (form("?campus=1#/login"), form("?campus=2#/login"), False),
    ],
)
def test_where_a_form_goes_on_to_makes_it_no_other(one: Screen, two: Screen, same: bool) -> None:
    assert same_place(one, two) == same
    assert same_place(replace(two, title=one.title), one) == same


def test_pages_under_another_heading_are_no_panels_of_a_menu(tmp_path: Path) -> None:
    """Every doctor's page names functions (图文问诊, 挂号): two are enough all the same."""
    offered = ("图文问诊", "视频问诊", "预约挂号")
    names = [f"{name}医生 主任医师" for name in "赵钱孙李周吴"]
    home = Sketch("清河市人民医院", "https://a.example/")
    home.button(*names)
    screens = {"home": home.screen()}
    for name in names:
        sketch = Sketch("清河市人民医院", "https://a.example/")
        sketch.button("‹", box=(0, 4, 50, 40))
        sketch.text("医生主页", box=(100, 10, WIDTH - 200, 24))
        sketch.text(f"{name}的介绍", f"{name}的出诊时间", f"{name}的专长")
        sketch.button(*offered)
        screens[name] = sketch.screen()
    ways = [
        Way(origin, Gesture.OPEN, "home", text="https://a.example/") for origin in ("", *screens)
    ]
    for origin, screen in screens.items():
        for node in screen.nodes:
            to = node.text if node.text in screens else "home" if node.text == "‹" else origin
            if node.clickable:
                ways.append(Way(origin, Gesture.TAP, to, node.index, node.text))
    facts = DeviceFacts(Channel.H5, "手绘", "drawn", "1", int(WIDTH), int(HEIGHT))
    recording = Recording(facts, screens, tuple(ways), back=BackRule.HISTORY)
    appmap = opened(tmp_path, recording=recording).map
    assert len([way for way in appmap.ways_from(appmap.entry) if way.label in names]) == 2
