"""A tab is tried once on the page where it stands, and not again from every panel beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from auditor.exploring.bars import chosen_in_bar
from devices.model import Gesture, Role, Screen
from devices.recording import Way
from tests.probes.sketch import Sketch, place, way
from tests.probes.walked import openings, walked

SITE = "https://bars.example/#/"
TABS = ("诊前", "诊中", "诊后")
SERVICES = {tab: tuple(f"{tab}服务{n}" for n in "甲乙丙") for tab in TABS}


def bar(sketch: Sketch, y: float, labels: tuple[str, ...]) -> None:
    holder = sketch.add(Role.GROUP, box=(0, y, 375, 44))
    for number, label in enumerate(labels):
        sketch.button(label, box=(120.0 * number, y, 120, 44), parent=holder)


def hall(tab: str) -> Screen:
    sketch = Sketch("大厅", f"{SITE}hall")
    bar(sketch, 60, TABS)
    rows = sketch.add(Role.GROUP, box=(0, 120, 375, 300))
    for number, label in enumerate(SERVICES[tab]):
        sketch.button(label, box=(0, 120 + 60.0 * number, 375, 50), parent=rows)
    return sketch.screen()


def content(name: str) -> Screen:
    sketch = Sketch(name, f"{SITE}{name}")
    sketch.text(f"{name}的内容写在这里,与别处都不同")
    return sketch.screen()


def taps(screens: Mapping[str, Screen], panels: Mapping[str, Mapping[str, str]]) -> list[Way]:
    """Every control leads to the page of its name, or as `panels` says of its screen."""
    return [
        Way(
            name, Gesture.TAP, panels.get(name, {}).get(node.text, node.text), node.index, node.text
        )
        for name, screen in screens.items()
        for node in screen.nodes
        if node.clickable
    ]


def test_the_tabs_of_a_bar_are_tapped_on_one_of_its_panels(tmp_path: Path) -> None:
    screens = {tab: hall(tab) for tab in TABS}
    screens |= {name: content(name) for names in SERVICES.values() for name in names}
    ways = [*openings(screens, without=TABS[1:]), *taps(screens, {})]
    appmap = walked(tmp_path, screens, ways).map
    titles = {place.screen.title for place in appmap.places.values()}
    assert {name for names in SERVICES.values() for name in names[:2]} <= titles
    assert [way.label for way in appmap.ways if way.label in TABS] == list(TABS)
    assert appmap.complete


COURTS, DAYS = ("东院", "西院"), ("上半周", "下半周")


def board(court: str, day: str) -> Screen:
    sketch = Sketch("出诊", f"{SITE}board")
    bar(sketch, 60, COURTS)
    bar(sketch, 120, DAYS)
    rows = sketch.add(Role.GROUP, box=(0, 180, 375, 300))
    for number in range(4):
        label = f"{court}{day}的{'赵钱孙李'[number]}医生"
        sketch.button(label, box=(0, 180 + 60.0 * number, 375, 50), parent=rows)
    return sketch.screen()


def test_a_second_bar_is_tried_on_every_panel_of_the_first(tmp_path: Path) -> None:
    screens = {f"{court}{day}": board(court, day) for court in COURTS for day in DAYS}
    panels = {
        f"{court}{day}": {
            **{other: f"{other}{day}" for other in COURTS},
            **{other: f"{court}{other}" for other in DAYS},
        }
        for court in COURTS
        for day in DAYS
    }
    boards = list(screens)
    labels = [n.text for screen in screens.values() for n in screen.nodes if "医生" in n.text]
    screens |= {label: content(label) for label in labels}
    ways = [*openings(screens, without=boards[1:]), *taps(screens, panels)]
    appmap = walked(tmp_path, screens, ways).map
    seen = " ".join(place.screen.text for place in appmap.places.values())
    assert all(f"{court}{day}的赵医生" in seen for court in COURTS for day in DAYS)


def test_one_of_many_alike_is_a_row_and_no_tab() -> None:
    sketch = Sketch("电子票据", f"{SITE}bills")
    holder = sketch.add(Role.GROUP, box=(0, 60, 375, 200))
    rows = [sketch.button("查看", box=(300, y, 60, 30), parent=holder) for y in (60, 120)]
    home = place("home", sketch.screen())
    entered = replace(way("查看", "more", source="home"), node=rows[0])
    more = place("more", sketch.screen(), ("查看",), entered_by=entered, parent=home)
    assert chosen_in_bar(more) is None
