"""A page that opens on the tab that was chosen last is gone through all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.model import Channel, DeviceFacts, Gesture, Screen
from devices.recording import BackRule, Condition, Recording, Way
from tests.auditor.recorded import opened
from tests.probes.sketch import HEIGHT, WIDTH, Sketch

SITE = "http://remembered.example/#/"
FACTS = DeviceFacts(Channel.H5, "手绘", "drawn", "1", int(WIDTH), int(HEIGHT))
FIRST, SECOND = "待取件", "已取件"
ROWS = {
    FIRST: ("阿司匹林肠溶片 一盒", "维生素片 两瓶"),
    SECOND: ("感冒清热颗粒 三袋", "止咳糖浆 一瓶", "板蓝根 五袋", "红霉素软膏 一支"),
}


def page(name: str, *buttons: str, words: str = "") -> Screen:
    sketch = Sketch(name, f"{SITE}{name}")
    sketch.text(words or f"{name}的内容在这里")
    for label in buttons:
        sketch.button(label)
    return sketch.screen()


def recording(remembers: bool) -> Recording:
    """首页 → 取件, whose two tabs have rows of their own; each row opens a page."""
    rows = [row for tab in ROWS for row in ROWS[tab]]
    screens = {"首页": page("首页", "取件")} | {row: page(row) for row in rows}
    screens |= {tab: page("取件", FIRST, SECOND, *ROWS[tab], words="共几件") for tab in ROWS}
    second = Condition(remembered={"second": True})
    ways = []
    for origin in ("", *screens):
        for name, screen in screens.items():
            if name != SECOND:
                ways.append(Way(origin, Gesture.OPEN, name, text=screen.address))
        if remembers:
            address = screens[SECOND].address
            ways.append(Way(origin, Gesture.OPEN, SECOND, text=address, when=second))
    for name, screen in screens.items():
        ways.append(Way(name, Gesture.BACK, "首页"))
        for node in screen.nodes:
            to = {"取件": FIRST}.get(node.text, node.text)
            if node.clickable:
                then = {"second": to == SECOND} if to in ROWS else {}
                way = Way(name, Gesture.TAP, to, node.index, node.text, then=then)
                ways.append(way)
                if remembers and node.text == "取件":
                    ways.append(replace(way, target=SECOND, when=second, then={}))
    return Recording(FACTS, screens, tuple(ways), back=BackRule.RECORDED)


@pytest.mark.parametrize("remembers", [True, False])
def test_what_stands_on_the_other_tab_is_opened(remembers: bool, tmp_path: Path) -> None:
    appmap = opened(tmp_path, recording=recording(remembers)).map
    titles = {place.screen.title for place in appmap.places.values()}
    assert titles >= {*ROWS[FIRST], *ROWS[SECOND][:2]}
    assert appmap.complete
