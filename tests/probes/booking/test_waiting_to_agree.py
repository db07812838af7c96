"""Terms that must be read for some seconds are waited out, with a tick to set or without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest

from devices.errors import NodeCovered
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.booking import gates
from probes.flows.booking.confirm_page import is_confirm
from probes.flows.booking.forced_reading import (
    _as_it_stands,
    _at_live_confirm,
    _press_without,
    forced,
)
from probes.flows.booking.gates import pass_gate
from probes.flows.booking.journey import _descend, _Walk
from probes.flows.forms import reading
from probes.flows.forms.reading import waiting
from probes.flows.screens.overlay import on_top
from probes.lexicon import load_lexicon
from tests.devices.test_guard import Sketch as Guarded
from tests.devices.test_guard import judged
from tests.probes.sketch import TEST_ACCOUNT, Sketch, explored, lines, mapped, place, way


@pytest.fixture(autouse=True)
def _in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, gates):
        monkeypatch.setattr(module, "PAUSE_S", 0)


def terms(label: str, *, enabled: bool, ticked: bool | None = False) -> Screen:
    sketch = Sketch("挂号须知")
    sketch.text("一、请如实填写信息。二、爽约三次将取消预约资格。")
    if ticked is not None:
        sketch.tick(ticked, box=(16, 300, 20, 20))
        sketch.text("我已阅读并同意上述协议", box=(44, 296, 260, 28))
    sketch.button(label, enabled=enabled)
    return sketch.screen()


class Counting:
    """A page of terms: its button is shown in turn as `stages` say, and leads to `behind`."""

    def __init__(self, *stages: tuple[str, bool], ticks: bool = True) -> None:
        self.stages: Iterator[tuple[str, bool]] = iter(stages)
        self.stage, self.ticks, self.ticked, self.through = next(self.stages), ticks, False, False
        self.behind = lines("内科", "外科", title="选择科室")
        self.lexicon, self.account = load_lexicon(), TEST_ACCOUNT
        self.allowed: frozenset[Effect] = frozenset()
        self.memory: dict[str, object] = {}

    def again(self) -> Screen:
        if self.through:
            return self.behind
        label, enabled = self.stage
        self.stage = next(self.stages, self.stage)
        return terms(label, enabled=enabled, ticked=self.ticked if self.ticks else None)

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.checked is not None:
            self.ticked = True
        elif node.enabled and node.clickable and (self.ticked or not self.ticks):
            self.through = True
        return self.again()

    def open_bookings(self) -> tuple[()]:
        return ()

    def show(self, nodes: object = (), note: str = "") -> str:
        return note


COUNTED = (("请阅读 5 秒", False), ("请阅读 3 秒", False), ("同意,开始预约", True))


def to_confirm(*, asked: bool, fading: bool = False, leave: str = "不同意并返回") -> Screen:
    """A page to confirm a booking; asked: under terms that want to be agreed to first."""
    sketch = Sketch("确认预约")
    over = asked or fading
    sketch.text("医生 沈如意", "科室 内科", "就诊时间 2026-03-03 08:00-08:30", covered=over)
    sketch.tick(not asked, covered=over, box=(16, 300, 20, 20))
    sketch.text("已阅读并同意《预约协议》", covered=over, box=(44, 296, 260, 28))
    sketch.button("提交预约", covered=over)
    if over:
        sheet = sketch.add(Role.DIALOG, box=(30, 200, 315, 400))
        sketch.text("预约服务协议", "第一条 可约未来十四天的号源。" * 6, parent=sheet)
        sketch.button("我已阅读并同意", leave, parent=sheet)
    return sketch.screen()


class Asking(Counting):
    """A page to confirm under terms; `fades`: looks for which the terms are still going away."""

    def __init__(self, fades: int) -> None:
        super().__init__(("", True))
        self.fades = fades

    def again(self) -> Screen:
        if not self.through:
            return to_confirm(asked=True)
        self.fades -= 1
        return to_confirm(asked=False, fading=self.fades >= 0)

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.covered:
            raise NodeCovered(node.text)
        if node.text.startswith("我已阅读"):
            self.through = True
        return self.again()


def notice(*, campuses: bool) -> Screen:
    """The notice of a booking, under its terms or under the choice of a campus."""
    sketch = Sketch("预约挂号")
    sketch.text("预约须知", covered=True)
    sketch.button("下一步", covered=True)
    sheet = sketch.add(Role.DIALOG, box=(0, 300, 375, 400))
    if campuses:
        sketch.text("请选择院区", parent=sheet)
        sketch.button("安宁路本部", "亦庄院区", "取消", parent=sheet)
        return sketch.screen()
    sketch.text("预约挂号服务协议", "一、预约实行实名制,人证不符不予取号。" * 4, parent=sheet)
    sketch.tick(False, box=(16, 600, 20, 20), parent=sheet)
    sketch.text("我已阅读并同意《预约挂号服务协议》", parent=sheet, box=(44, 596, 300, 28))
    sketch.button("取消", "同意并继续", parent=sheet)
    return sketch.screen()


class Choosing(Counting):
    """Terms over a notice, behind which the same page asks for the campus."""

    def again(self) -> Screen:
        return notice(campuses=self.through)

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.through = self.through or node.text == "同意并继续"
        return self.again()


def test_terms_behind_which_the_page_asks_something_else_are_passed() -> None:
    app = Choosing(("", True))
    assert pass_gate(cast(App, app))
    assert app.through


@pytest.mark.parametrize("fades", [0, 2])
def test_who_agrees_to_terms_over_the_page_to_confirm_has_come_to_it(fades: int) -> None:
    app = cast(App, Asking(fades))
    assert pass_gate(app)
    assert is_confirm(app, app.again())
    assert not on_top(app.again())


def test_the_tick_that_agreeing_has_set_was_not_set_beforehand() -> None:
    app = cast(App, Asking(0))
    assert pass_gate(app)
    assert _at_live_confirm(app).truth is True


@pytest.mark.parametrize(
    ("entry", "leave", "truth"),
    [
        ("08:00-08:30 余2", "不同意并返回", True),
        ("08:00-08:30 余2", "关闭", None),
        ("《预约协议》", "不同意并返回", None),
    ],
)
def test_terms_that_come_up_over_the_page_to_confirm_force(
    entry: str, leave: str, truth: bool | None
) -> None:
    """Those that can be closed, or that were opened by their name, do not force by themselves."""
    trail = ("预约挂号", "沈如意 主任医师", entry)
    over = to_confirm(asked=True, leave=leave)
    page = place("p", over, trail, entered_by=way(entry, "p"))
    app = explored(mapped(place("home", lines("欢迎使用")), page))
    app.again = lambda: over  # type: ignore[method-assign]
    assert forced(app).truth is truth


def test_terms_over_the_page_to_confirm_that_stay_are_not_passed() -> None:
    assert not pass_gate(cast(App, Asking(99)))


@pytest.mark.parametrize(
    "stages",
    [
        COUNTED,
        (("同意并继续(2s)", False), ("同意并继续(1s)", False), ("同意并继续", True)),
        (("进入挂号", False), ("进入挂号", False), ("进入挂号", True)),
    ],
)
def test_a_gate_that_opens_after_a_while_is_passed(stages: tuple[tuple[str, bool], ...]) -> None:
    app = Counting(*stages)
    assert pass_gate(cast(App, app))
    assert app.ticked


def test_terms_without_a_tick_are_waited_out_on_the_way() -> None:
    app = Counting(*COUNTED, ticks=False)
    walk = _Walk(lambda screen: screen.title == "选择科室", place("p", app.again()))
    assert _descend(cast(App, app), walk, 3) is app.behind


def test_a_gate_that_stays_shut_leaves_the_walk_unfinished() -> None:
    app = Counting(("同意并继续", False))
    walk = _Walk(lambda screen: screen.title == "选择科室", place("p", app.again()))
    assert _descend(cast(App, app), walk, 3) is None
    assert not walk.ended


@pytest.mark.parametrize(
    ("label", "enabled", "waits"),
    [
        ("请阅读 5 秒", False, True),
        ("我已阅读(3s)", True, True),
        ("同意(8)", False, True),
        ("确认(3)", True, False),
        ("59s后重新获取", False, False),
        ("下一步", False, False),
        ("确认支付 30秒", False, False),
    ],
)
def test_only_a_button_that_counts_down_is_waited_for(
    label: str, enabled: bool, waits: bool
) -> None:
    assert (waiting(terms(label, enabled=enabled)) is not None) is waits


def test_time_alone_that_opens_the_gate_does_not_force_one_to_agree() -> None:
    """What counts down is no button that waits for the tick: it is tried once it can be pressed."""
    app = Counting(*COUNTED)
    screen = app.again()
    assert _as_it_stands(cast(App, app), screen, []) is None
    found = _press_without(cast(App, app), screen, [])
    assert found.truth is True
    assert "按钮不可用" not in found.reason


@pytest.mark.parametrize(("price", "draft"), [("", True), ("挂号费 ¥50.00", False)])
def test_agreeing_in_order_to_go_on_is_draft_on_a_page_of_terms(price: str, draft: bool) -> None:
    sketch = Guarded("挂号须知")
    sketch.add("爽约三次将取消预约资格")
    sketch.add(price)
    told = judged(sketch, sketch.button("同意,开始预约"))
    assert (told is Effect.DRAFT) is draft
    assert judged(sketch, sketch.button("同意并预约")) is not Effect.DRAFT


class Rising(Counting):
    """A page to confirm whose terms come up, counting down, when it is pressed without a tick."""

    def __init__(self) -> None:
        super().__init__(("", True))
        self.allowed = frozenset({Effect.BOOKING})

    def again(self) -> Screen:
        sketch = Sketch("确认预约")
        sketch.text(
            "医生 沈如意", "科室 内科", "就诊时间 2026-03-03 08:00-08:30", covered=self.through
        )
        sketch.tick(covered=self.through, box=(16, 300, 20, 20))
        sketch.text("已阅读并同意《预约协议》", covered=self.through, box=(44, 296, 260, 28))
        sketch.button("提交预约", covered=self.through)
        if self.through:
            sheet = sketch.add(Role.DIALOG, box=(30, 200, 315, 400))
            sketch.text(
                "就预约挂号服务订立的协议,提交即生效。", "第一条 可约未来十四天。" * 6, parent=sheet
            )
            sketch.button("请阅读 5s", enabled=False, parent=sheet)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.through = True
        return self.again()


def test_terms_that_come_up_when_it_is_pressed_are_no_request_to_fill_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for ledger in ("keeps_from_booking", "about_to_book", "never_made"):
        monkeypatch.setattr(f"probes.flows.booking.forced_reading.{ledger}", lambda app, *_: None)
    app = cast(App, Rising())
    monkeypatch.setattr("probes.flows.booking.forced_reading.wait_out", lambda app: app.again())
    found = _press_without(app, app.again(), ["shown"])
    assert found.truth is True
    assert "弹出协议" in found.reason
