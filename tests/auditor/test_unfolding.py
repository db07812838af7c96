"""What a tap unfolds on its own page is gone through and read; what merely changes is no part."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.model import Gesture, Screen
from devices.recording import Way
from probes.appmap import AppMap, Place
from tests.probes.sketch import HEIGHT, Sketch
from tests.probes.walked import walked

SITE = "http://unfolding.example/#/"
TILES = (
    "预约挂号",
    "门诊缴费",
    "检验报告",
    "院内导航",
    "健康科普",
    "住院服务",
    "停车信息",
    "电子发票",
)
LINES = ("本院设有三个院区", "急诊全天开放", "门诊时间为周一至周日", "咨询请到一楼大厅")
BAR = ("服务 ▴", "个人 ▴")
UNFOLDED = {"服务 ▴": ("候诊查询", "意见反馈"), "个人 ▴": ("我的消息", "其他事项")}


def home(bar: tuple[str, ...] = (), *, below: tuple[str, ...] = (), said: str = "") -> Screen:
    """The first page, with what stands in its bar and above it, and with words to read."""
    sketch = Sketch("首页", SITE + "home")
    sketch.text(*LINES)
    sketch.button(*TILES)
    for words in bar:
        sketch.button(words, box=(10, HEIGHT - 50, 80, 48))
    for words in below:
        sketch.button(words)
    if said:
        sketch.text(said)
    return sketch.screen()


def page(name: str) -> Screen:
    sketch = Sketch(name, f"{SITE}{name}")
    sketch.text(f"{name}的内容在这里,没有别的")
    return sketch.screen()


def app(folder: Path, screens: dict[str, Screen], taps: dict[tuple[str, str], str]) -> Walker:
    """An app whose taps lead as written by (screen, label); each tile has a page of its own."""
    screens |= {label: page(label) for label in TILES}
    ways = [
        Way(origin, Gesture.OPEN, name, text=screen.address)
        for origin in ("", *screens)
        for name, screen in screens.items()
        if screen.address != SITE + "home" or name == "home"
    ]
    for name, screen in screens.items():
        for node in screen.nodes:
            to = taps.get((name, node.text), node.text if node.text in screens else name)
            if node.clickable:
                ways.append(Way(name, Gesture.TAP, to, node.index, node.text))
    return walked(folder, screens, ways)


def parts(appmap: AppMap) -> list[Place]:
    return [place for place in appmap.places.values() if place.part]


def test_an_entry_may_begin_with_the_name_of_the_column_that_unfolds_it(tmp_path: Path) -> None:
    inside = ("住院登记信息", "出院带药")
    screens = {"home": home(("住院",))} | {label: page(label) for label in inside}
    screens["住院"] = home(("住院",), below=inside)
    appmap = app(tmp_path, screens, {(name, "住院"): "住院" for name in ("home", "住院")}).map
    assert {place.screen.title for place in appmap.places.values()} >= {*inside}


def test_the_entries_of_a_menu_that_unfolds_over_the_bar_are_opened(tmp_path: Path) -> None:
    inside = [label for labels in UNFOLDED.values() for label in labels]
    screens = {"home": home(BAR)} | {label: page(label) for label in inside}
    screens |= {bar: home(BAR, below=labels) for bar, labels in UNFOLDED.items()}
    taps = {(name, bar): bar for name in ("home", *BAR) for bar in BAR}
    appmap = app(tmp_path, screens, taps).map
    assert {place.screen.title for place in appmap.places.values()} >= {*inside}
    assert {place.trail[-2:] for place in appmap.places.values()} >= {("个人 ▴", "其他事项")}
    assert appmap.complete


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(home(("换一条",)), home(("换一条",)), id="nothing"),
        pytest.param(home(("换一条", "医院新闻一则")), home(("换一条", "义诊活动预告")), id="news"),
        pytest.param(home(("换一条", "共 1 件")), home(("换一条", "共 2 件")), id="stepper"),
        pytest.param(home(("换一条",)), home(("换一条",), said="合计两件"), id="few words"),
        pytest.param(home(("换一条",)), home(("换一条", "门诊缴费")), id="offered already"),
    ],
)
def test_what_changes_on_a_page_is_no_part_of_it(
    before: Screen, after: Screen, tmp_path: Path
) -> None:
    appmap = app(tmp_path, {"home": before, "turned": after}, {("home", "换一条"): "turned"}).map
    assert parts(appmap) == []
    assert len(appmap.places) == 1 + len(TILES)
    assert appmap.complete


def test_what_a_heading_unfolds_belongs_to_its_page(tmp_path: Path) -> None:
    said = "诊治高血压、冠心病、心力衰竭等心血管疾病"
    screens = {"home": home(("诊疗范围",)), "open": home(("诊疗范围",), said=said)}
    appmap = app(tmp_path, screens, {("home", "诊疗范围"): "open"}).map
    texts = [place.screen.text for place in appmap.beyond(appmap.entry, 1)]
    assert any(said in text for text in texts[1:])
    (part,) = parts(appmap)
    assert list(appmap.ways_from(part.id)) == []
