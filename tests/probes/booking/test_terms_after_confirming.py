"""Terms that come up when a booking is confirmed are read to the end, and then it is booked."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.errors import ActionRefused
from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.flows.booking.bare_booking import TERMS_ASKED
from probes.flows.booking.doctor_visit import press_confirm
from probes.flows.forms import reading
from probes.flows.forms.submitting import Answer, Reply
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch

TERMS = (
    "预约挂号服务协议:同一医生限约1次;如不能按时就诊,请至少提前一天取消预约;"
    "一年内累计爽约三次将被限制预约;就诊请携带身份证件,按预约时间到分诊台签到。"
)


class Clinic:
    """A confirm page whose button brings up `stages` of a sheet of terms before it books.

    boxed: that it has booked is told in a box of its own, where the terms lay.
    """

    def __init__(self, *stages: tuple[str, bool], boxed: bool = False) -> None:
        self.stages, self.at, self.entries, self.booked = stages, -1, 0, False
        self.boxed = boxed
        self.memory: dict[str, Any] = {}

    def again(self) -> Screen:
        sketch = Sketch("确认预约")
        over = 0 <= self.at < len(self.stages)
        if self.booked:
            sketch = Sketch("预约结果")
            box = sketch.add(Role.DIALOG) if self.boxed else -1
            sketch.text("预约成功", "就诊序号 12", parent=box)
            sketch.button("知道了", parent=box)
            return sketch.screen()
        for words in ("就诊人 张三", "就诊时间 2026-11-24 08:00", "挂号费 50元", "科室 心内科"):
            sketch.text(words, covered=over)
        sketch.button("确认预约", covered=over)
        if over:
            label, enabled = self.stages[self.at]
            self.at = min(self.at + 1, len(self.stages) - 1)
            sheet = sketch.add(Role.DIALOG)
            sketch.text("预约协议", TERMS, parent=sheet)
            sketch.add(Role.BUTTON, label, parent=sheet, enabled=enabled, clickable=enabled)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        books = "预约" in node.text and node.role is Role.BUTTON
        if books and purpose is not Effect.BOOKING:
            raise ActionRefused(Effect.BOOKING, "会占用号源")
        self.entries += books
        if node.text == "确认预约" and self.at < 0 and self.stages:
            self.at = 0
        elif node.role is Role.BUTTON and node.enabled and "阅读协议" not in node.text:
            self.at, self.booked = len(self.stages), True
            return replace(self.again(), events=Events(toasts=("预约成功",)))
        return self.again()

    def app(self) -> App:
        parts = {"lexicon": load_lexicon(), "account": TEST_ACCOUNT, "memory": self.memory}
        parts |= {"again": self.again, "tap": self.tap, "allowed": frozenset(Effect)}
        parts |= {"show": lambda *args: "e1", "open_bookings": lambda: ()}
        return cast(App, SimpleNamespace(**parts))


@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize(
    ("stages", "asked"),
    [
        ((("我已阅读并同意", False), ("我已阅读并同意", False), ("我已阅读并同意", True)), True),
        ((("请阅读协议(2s)", False), ("请阅读协议(1s)", False), ("同意,确认预约", True)), True),
        ((("同意", True),), True),
        ((), False),
    ],
)
def test_terms_after_confirming_are_read_and_agreed_to(
    stages: tuple[tuple[str, bool], ...],
    asked: bool,
    boxed: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "PAUSE_S", 0)
    clinic = Clinic(*stages, boxed=boxed)
    reply = press_confirm(clinic.app())
    assert clinic.booked
    assert isinstance(reply, Reply)
    assert reply.answer is not Answer.VALIDATION
    assert (TERMS_ASKED in clinic.memory) is asked
