"""Terms that come up after 提交预约 book at once when agreed to: that is seen, once, and undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Events, Role, Screen
from probes.app import App
from probes.flows.booking import slot_taken
from probes.flows.booking.doctor_visit import bookable
from probes.flows.booking.forced_reading import forced
from probes.flows.booking.slot_taken import took_slot
from probes.lexicon import load_lexicon
from tests.auditor.recorded import opened
from tests.probes.sketch import Sketch, lines, said
from tests.probes.walked import FACTS, BackRule, Recording, openings, touches

TERMS = (
    "预约挂号服务协议:一、预约实行实名制,须使用就诊人有效证件。二、可预约七日内号源;就诊前一日可退号,"
    "一月内累计三次爽约将限制预约。三、请提前三十分钟到院,过时号源自动作废。"
)
DAY = "2026-11-30"


def page(name: str, *words: str, taps: tuple[str, ...] = ()) -> Screen:
    sketch = Sketch(name, f"https://a.example/#/{name}")
    sketch.text(*words)
    for words_of in taps:
        sketch.button(words_of)
    return sketch.screen()


def times(over: bool, ticked: bool) -> Screen:
    sketch = Sketch("选择时段", "https://a.example/#/times")
    sketch.text("何医生 主治医师", f"心内科 · {DAY}", covered=over)
    sketch.button("08:30-09:00 余 2", "09:00-09:30 余 1", "提交预约", covered=over)
    if over:
        sheet = sketch.add(Role.DIALOG, box=(0, 200, 375, 500))
        sketch.text("预约挂号服务协议", TERMS, parent=sheet)
        sketch.tick(ticked, parent=sheet, box=(16, 560, 20, 20))
        sketch.text("本人已认真阅读以上条款并同意", parent=sheet, box=(40, 560, 300, 20))
        sketch.button("同意并预约", parent=sheet)
    return sketch.screen()


def clinic(folder: Path) -> App:
    when = f"就诊时间 {DAY} 08:30-09:00"
    screens = {
        "home": page("首页", "就诊前一日可退号", taps=("预约挂号",)),
        "doctors": page("选择医生", "擅长冠心病介入治疗、高血压的诊治", taps=("何医生 主治医师",)),
        "times": times(over=False, ticked=False),
        "terms": times(over=True, ticked=False),
        "agreed": times(over=True, ticked=True),
        "done": page("预约结果", "号源已锁定", when, "就诊序号 12", taps=("取消预约",)),
        "gone": page("预约详情", "预约已取消", when),
    }
    to = {"预约挂号": "doctors", "何医生 主治医师": "times", "提交预约": "terms"}
    to |= {"08:30-09:00 余 2": "times", "09:00-09:30 余 1": "times"}
    to |= {"同意并预约": "done", "取消预约": "gone", "": "agreed"}
    ways = [*openings(screens, without=("terms", "agreed", "done", "gone")), *touches(screens, to)]
    recording = Recording(FACTS, screens, tuple(ways), back=BackRule.HISTORY)
    return opened(folder, recording=recording, allow=frozenset({Effect.BOOKING}))


def test_agreeing_books_once_and_is_given_back(tmp_path: Path) -> None:
    app = clinic(tmp_path)
    held = forced(app)
    assert held.truth is True
    found = bookable(app)
    assert found.truth is True
    assert "取消" in found.reason
    assert not app.open_bookings()


@pytest.mark.parametrize(
    ("thanks", "then", "taken"),
    [
        ("提交成功", lines("号源已锁定", "预约单号 G12"), True),
        ("提交成功", lines("就诊时间 08:30", "请在窗口取号"), True),
        ("", lines("请选择就诊人"), False),
        ("请先选择就诊人", lines("请选择就诊人"), False),
    ],
)
def test_thanks_alone_leave_a_slot_to_be_looked_for(
    thanks: str, then: Screen, taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that names the slot came a moment after 提交成功: the slot was never given back."""
    monkeypatch.setattr(slot_taken, "PAUSE_S", 0)
    app = cast(App, SimpleNamespace(lexicon=load_lexicon(), again=lambda: then))
    spoken: Events = said(*([thanks] if thanks else []))
    assert took_slot(app, replace(lines("选择时段"), events=spoken)) is taken
