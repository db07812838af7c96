"""1.3.1: a box asks whether to book; only what a yes brings shows whether terms are forced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.model import Effect, Events, Role, Screen
from devices.recording import BackRule, Recording, Way
from probes.app import App
from probes.flows.booking.forced_reading import forced
from tests.auditor.recorded import opened
from tests.probes.sketch import Sketch
from tests.probes.walked import FACTS, openings, touches

DAY = "2026-11-30"
HELD = Events(toasts=("请先阅读并同意协议",))


def page(name: str, *words: str, taps: tuple[str, ...] = ()) -> Screen:
    sketch = Sketch(name, f"https://a.example/#/{name}")
    sketch.text(*words)
    for label in taps:
        sketch.button(label)
    return sketch.screen()


def confirm(asked: bool) -> Screen:
    sketch = Sketch("确定挂号", "https://a.example/#/confirm")
    told = ("科室 心血管内科", "医生 何医生", f"就诊日期 {DAY}", "就诊时段 上午", "挂号费 100 元")
    sketch.text(*told, covered=asked)
    sketch.tick(False, box=(16, 560, 20, 20), covered=asked)
    sketch.text("已阅读并同意《预约服务协议》", box=(40, 560, 300, 20), covered=asked)
    sketch.button("确定挂号", covered=asked)
    if asked:
        box = sketch.add(Role.DIALOG, box=(40, 300, 295, 160))
        sketch.text("确定提交预约吗?", parent=box)
        sketch.button("取消", "确认", parent=box)
    return sketch.screen()


def is_held(way: Way) -> bool:
    """A yes that leads back to the page to confirm."""
    return way.origin == "asked" and way.label == "确认" and way.target == "confirm"


def clinic(folder: Path, after_yes: str) -> App:
    when = f"就诊时间 {DAY} 上午"
    screens = {
        "home": page("首页", "就诊前一日可退号", taps=("预约挂号",)),
        "confirm": confirm(asked=False),
        "asked": confirm(asked=True),
        "done": page("挂号详情", "预约成功", when, "就诊序号 12", taps=("退号",)),
        "gone": page("挂号详情", "已取消预约", when),
    }
    to = {"预约挂号": "confirm", "确定挂号": "asked", "确认": after_yes, "取消": "confirm"}
    to |= {"退号": "gone", "": "confirm"}
    taps = [replace(way, events=HELD) if is_held(way) else way for way in touches(screens, to)]
    ways = (*openings(screens, without=("asked", "done", "gone")), *taps)
    recording = Recording(FACTS, screens, ways, back=BackRule.HISTORY)
    return opened(folder, recording=recording, allow=frozenset({Effect.BOOKING}))


@pytest.mark.parametrize(
    ("after_yes", "truth", "said"), [("done", False, "预约成功"), ("confirm", True, "请先阅读")]
)
def test_the_question_is_answered_with_yes_and_nothing_is_left_open(
    tmp_path: Path, after_yes: str, truth: bool, said: str
) -> None:
    app = clinic(tmp_path, after_yes)
    found = forced(app)
    assert found.truth is truth, found.reason
    assert said in found.reason
    assert not app.open_bookings()
