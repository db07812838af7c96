"""The gate of every driver: nothing is touched without the guard's leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.driver import GuardedDevice, NotTouched
from devices.errors import ActionRefused, DeviceError, NodeCovered
from devices.guard.effects import EffectRules
from devices.guard.guarding import Admission, Guard
from devices.ledger import Ledger
from devices.model import Action, Effect, Events, Gesture, Node, Rect, Role, Screen

RULES = EffectRules.load()


def screen_with(label: str) -> Screen:
    button = Node(0, -1, Role.BUTTON, Rect(0, 200, 90, 40), text=label, clickable=True)
    return Screen("http://h.test/", "", (button,), 390, 844)


class Paper(GuardedDevice):
    """A device whose screen says something else by the time it is touched."""

    def __init__(self, guard: Guard, then: str, fault: DeviceError | None = None) -> None:
        super().__init__(guard)
        self.then = then
        self.fault = fault
        self.touched: list[Action] = []

    def _live(self, action: Action) -> tuple[Action, Screen]:
        now = screen_with(self.then)
        return replace(action, node=now.nodes[0]), now

    def _touch(self, action: Action, admission: Admission) -> None:
        if self.fault is not None:
            raise NotTouched(self.fault)
        self.touched.append(action)

    def _settled(self) -> Screen:
        return screen_with("完成")


def tap(label: str, purpose: Effect = Effect.READ) -> Action:
    return Action(Gesture.TAP, screen_with(label).nodes[0], purpose=purpose)


def test_the_words_judged_are_those_that_stand_there_now() -> None:
    device = Paper(Guard(frozenset(Effect), RULES, None), then="确认支付")
    with pytest.raises(ActionRefused, match="确认支付"):
        device.perform(tap("查看详情"))
    assert device.touched == []


def test_what_is_admitted_is_carried_out_once() -> None:
    device = Paper(Guard(frozenset(), RULES, None), then="查看详情")
    assert device.perform(tap("查看详情")).words == ("完成",)
    assert len(device.touched) == 1


@pytest.mark.parametrize("label", ["保存", "发送", "确认预约", "确认支付"])
def test_what_is_not_allowed_never_reaches_the_driver(label: str) -> None:
    device = Paper(Guard(frozenset(), RULES, None), then=label)
    with pytest.raises(ActionRefused):
        device.perform(tap(label))
    assert device.touched == []


def test_no_driver_can_replace_the_gate() -> None:
    with pytest.raises(TypeError, match="perform"):
        type("Sly", (Paper,), {"perform": lambda self, action: self._touch(action, None)})


def test_no_driver_can_be_made_without_a_guard() -> None:
    with pytest.raises(TypeError):
        Paper(then="x")  # type: ignore[call-arg]


def test_a_booking_that_was_never_touched_is_settled(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    guard = Guard(frozenset({Effect.BOOKING}), RULES, ledger)
    device = Paper(guard, then="确认预约", fault=NodeCovered("被弹窗挡住"))
    with pytest.raises(NodeCovered, match="被弹窗挡住"):
        device.perform(tap("确认预约", Effect.BOOKING))
    assert ledger.open_entries() == ()
    assert "never_made" in (tmp_path / "ledger.jsonl").read_text("utf-8")


def test_a_booking_that_was_touched_stays_open_until_somebody_settles_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    device = Paper(Guard(frozenset({Effect.BOOKING}), RULES, ledger), then="确认预约")
    device.perform(tap("确认预约", Effect.BOOKING))
    assert [entry.what for entry in ledger.open_entries()] == ["确认预约"]


class Hasty(Paper):
    """An app that books at once where it should only have led on."""

    def __init__(self, guard: Guard, then: str, heading: str = "", toast: str = "") -> None:
        super().__init__(guard, then)
        self.heading, self.toast = heading, toast

    def _settled(self) -> Screen:
        after = screen_with(self.heading or self.then)
        return replace(after, events=Events(toasts=(self.toast,) if self.toast else ()))


@pytest.mark.parametrize(
    ("label", "heading", "toast"),
    [
        ("预约", "预约成功", ""),
        ("08:00-08:30 余3", "挂号成功", ""),
        ("查看", "", "预约成功,请按时就诊"),
    ],
)
def test_a_slot_that_the_app_took_unasked_is_on_record(
    tmp_path: Path, label: str, heading: str, toast: str
) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    Hasty(Guard(frozenset(), RULES, ledger), label, heading, toast).perform(tap(label))
    assert ["未经确认" in entry.what for entry in ledger.open_entries()] == [True]


@pytest.mark.parametrize("label", ["我的订单", "预约记录", "预约查询", "挂号记录"])
def test_a_list_of_bookings_made_earlier_is_no_new_booking(tmp_path: Path, label: str) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    Hasty(Guard(frozenset(), RULES, ledger), label, heading="预约成功").perform(tap(label))
    assert ledger.open_entries() == ()


def test_an_open_slot_may_be_given_back_whatever_is_allowed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    device = Paper(Guard(frozenset(), RULES, ledger), then="取消预约")
    with pytest.raises(ActionRefused):
        device.perform(tap("取消预约", Effect.BOOKING))
    ledger.enter("应用未经确认即占号", "http://h.test/")
    device.perform(tap("取消预约", Effect.BOOKING))
    assert len(device.touched) == 1


def test_a_control_that_took_a_slot_unasked_takes_no_second_one(tmp_path: Path) -> None:
    """One such booking is an accident; the guard learns from it."""
    ledger = Ledger(tmp_path / "ledger.jsonl")
    device = Hasty(Guard(frozenset(), RULES, ledger), "立即预约", "预约成功")
    device.perform(tap("立即预约"))
    with pytest.raises(ActionRefused) as caught:
        device.perform(tap("立即预约"))
    assert caught.value.effect is Effect.BOOKING
    assert len(ledger.open_entries()) == 1
