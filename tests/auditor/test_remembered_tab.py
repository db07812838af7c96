"""A page that opens on the tab that was chosen last is gone through all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.model import Channel, DeviceFacts, Gesture, Role, Screen
from devices.recording import BackRule, Condition, Recording, Way
from tests.auditor.recorded import opened
from tests.probes.sketch import HEIGHT, WIDTH, Sketch

SITE = "http://remembered.example/#/"
FACTS = DeviceFacts(Channel.H5, "手绘", "drawn", "1", int(WIDTH), int(HEIGHT))
TABS = [("待取件", "已取件"), ("全部", "健康教育")]
"""The first is what the page shows at first; the second may have a name of the field."""
FEW = ("阿司匹林肠溶片 一盒", "维生素片 两瓶")
MORE = ("感冒清热颗粒 三袋", "止咳糖浆 一瓶", "板蓝根 五袋", "红霉素软膏 一支")


def page(name: str, *buttons: str, words: str = "") -> Screen:
    sketch = Sketch(name, f"{SITE}{name}")
    sketch.text(words or f"{name}的内容在这里")
    for label in buttons:
        sketch.button(label)
    return sketch.screen()


def tabbed(tabs: tuple[str, str], rows: tuple[str, ...]) -> Screen:
    sketch = Sketch("取件", f"{SITE}取件")
    bar = sketch.add(Role.GROUP, box=(0, 60, 375, 44))
    for number, label in enumerate(tabs):
        sketch.button(label, box=(120.0 * number, 60, 120, 44), parent=bar)
    below = sketch.add(Role.GROUP, box=(0, 120, 375, 300))
    for number, label in enumerate(rows):
        sketch.button(label, box=(0, 120 + 60.0 * number, 375, 50), parent=below)
    return sketch.screen()


def recording(tabs: tuple[str, str], remembers: bool) -> Recording:
    """首页 → 取件, whose two tabs have rows of their own; each row opens a page."""
    first, second_tab = tabs
    screens = {"首页": page("首页", "取件")} | {row: page(row) for row in (*FEW, *MORE)}
    screens |= {first: tabbed(tabs, FEW), second_tab: tabbed(tabs, MORE)}
    second = Condition(remembered={"second": True})
    ways = []
    for origin in ("", *screens):
        for name, screen in screens.items():
            if name != second_tab:
                ways.append(Way(origin, Gesture.OPEN, name, text=screen.address))
        if remembers:
            address = screens[second_tab].address
            ways.append(Way(origin, Gesture.OPEN, second_tab, text=address, when=second))
    for name, screen in screens.items():
        ways.append(Way(name, Gesture.BACK, "首页"))
        for node in screen.nodes:
            to = {"取件": first}.get(node.text, node.text)
            if node.clickable:
                then = {"second": to == second_tab} if to in tabs else {}
                way = Way(name, Gesture.TAP, to, node.index, node.text, then=then)
                ways.append(way)
                if remembers and node.text == "取件":
                    ways.append(replace(way, target=second_tab, when=second, then={}))
    return Recording(FACTS, screens, tuple(ways), back=BackRule.RECORDED)


@pytest.mark.parametrize("tabs", TABS)
@pytest.mark.parametrize("remembers", [True, False])
def test_what_stands_on_the_other_tab_is_opened(
    remembers: bool, tabs: tuple[str, str], tmp_path: Path
) -> None:
    appmap = opened(tmp_path, recording=recording(tabs, remembers)).map
    titles = {place.screen.title for place in appmap.places.values()}
    assert titles >= {*FEW, *MORE[:2]}
    assert appmap.complete


def test_a_probe_comes_back_to_the_first_tab(tmp_path: Path) -> None:
    tabs = TABS[1]
    app = opened(tmp_path, recording=recording(tabs, remembers=True))
    places = [p for p in app.map.places.values() if p.screen.title == "取件"]
    for place in (*places, *places):
        screen = app.visit(place)
        assert screen is not None
        assert set(screen.words) >= set(place.screen.words)
