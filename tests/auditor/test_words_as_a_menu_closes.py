"""An entry of a drawer that only says something leads nowhere, though the drawer closes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.model import Events, Role, Screen
from probes.appmap import Arrival
from tests.probes.sketch import HEIGHT, Sketch
from tests.probes.walked import openings, touches, walked

SITE = "http://drawer.example/#/"
ENTRIES = ("视频问诊", "病房订餐")


def home(*, drawer: bool = False) -> Screen:
    sketch = Sketch("首页", SITE + "home")
    if drawer:
        sheet = sketch.add(Role.DIALOG, box=(0, 0, 300, HEIGHT))
        sketch.button(*ENTRIES, parent=sheet)
    sketch.text("欢迎使用本院的移动服务", "门诊时间为周一至周日", covered=drawer)
    sketch.button("三", "检验报告", covered=drawer)
    return sketch.screen()


def meals() -> Screen:
    sketch = Sketch("订餐", SITE + "meals")
    sketch.text("请选择明日的早餐、午餐和晚餐")
    return sketch.screen()


def app(folder: Path, said: str) -> Walker:
    """The drawer behind 三 has a page for one entry and but words for the other."""
    report = replace(meals(), title="检验报告", address=SITE + "lab")
    screens = {"home": home(), "drawer": home(drawer=True), "meals": meals(), "lab": report}
    to = {"三": "drawer", "病房订餐": "meals", "检验报告": "lab", "视频问诊": "home"}
    events = Events(toasts=(said,) if said else ())
    ways = [
        replace(way, events=events) if way.label == "视频问诊" else way
        for way in touches(screens, to)
    ]
    return walked(folder, screens, [*openings(screens, {"drawer"}), *ways])


@pytest.mark.parametrize(
    ("said", "arrival"),
    [
        ("资质审批中,敬请期待", Arrival.TOAST),
        ("请与病区联系", Arrival.TOAST),
        ("", Arrival.SCREEN),
    ],
)
def test_what_a_drawer_says_as_it_closes_is_no_screen(
    tmp_path: Path, said: str, arrival: Arrival
) -> None:
    found = {way.label: way for way in app(tmp_path, said).map.ways}
    assert found["视频问诊"].arrival is arrival
    assert found["视频问诊"].words == said
    assert found["病房订餐"].arrival is Arrival.SCREEN
