"""Which forms may be sent to prove a function: its own, and never one that buys something."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect, Role
from probes.appmap import Arrival
from probes.flows.places.entries import is_menu
from probes.flows.places.entry import held_entry, sells, submitted
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, mapped, place, reader, way


def test_a_form_with_prices_and_a_control_to_order_is_never_sent() -> None:
    for control in ("马上预约", "订餐", "确认下单", "预订"):
        sketch = Sketch("病房膳食")
        sketch.text("午餐 A 15 元")
        sketch.add(Role.RADIO, clickable=True)
        sketch.button(control)
        screen = sketch.screen()
        assert sells(reader(screen), screen), control


def test_a_form_without_a_price_is_sent() -> None:
    sketch = Sketch("入院前登记")
    sketch.field("请输入联系人")
    sketch.button("提交")
    screen = sketch.screen()
    assert not sells(reader(screen), screen)


def test_an_entry_that_sounds_like_sending_is_opened_where_own_is_allowed(tmp_path: Path) -> None:
    pages = {
        "首页": ["外院资料提交 > 外院资料", "本院欢迎您", "服务时间全年无休"],
        "外院资料": ["请上传外院的检查结果", "仅供接诊医生参考"],
    }
    allowed = drawn(tmp_path / "own", pages, allow=frozenset({Effect.OWN}))
    assert allowed.map.ways[0].arrival is Arrival.REFUSED
    screen = held_entry(allowed, "record_upload")
    assert screen is not None
    assert screen.title == "外院资料"
    assert held_entry(drawn(tmp_path / "none", pages), "record_upload") is None


@pytest.mark.parametrize(
    ("allow", "truth"),
    [({Effect.OWN, Effect.CONTACT}, True), ({Effect.OWN}, None)],
)
def test_a_form_of_ones_own_that_speaks_to_people_is_sent_where_that_is_allowed(
    tmp_path: Path, allow: set[Effect], truth: bool | None
) -> None:
    pages = {
        "首页": ["风险评估 > 风险评估", "本院欢迎您", "服务时间全年无休"],
        "风险评估": ["请如实填写近况", "? 年龄", "? 身高", "发送 ! 提交成功"],
    }
    found = submitted(drawn(tmp_path, pages, allow=frozenset(allow)), "risk_assessment", Effect.OWN)
    assert found.truth is truth, found.reason
    assert truth or found.cause is Cause.NOT_ALLOWED


@pytest.mark.parametrize("checked", [None, False])
def test_conditions_to_tick_are_answers_and_no_menu(checked: bool | None) -> None:
    """血压监测, 血糖 … name functions where they lead on."""
    sketch = Sketch("自评")
    labels = ("血压监测", "在线咨询", "药品配送", "检验报告")
    nodes = {label: sketch.button(label, checked=checked) for label in labels}
    here = place("home", sketch.screen())
    seen = mapped(here, ways=tuple(way(label, node=node) for label, node in nodes.items()))
    assert is_menu(explored(seen), here) is (checked is None)


@pytest.mark.parametrize(
    ("entry", "answer", "truth"),
    [
        ("我要反映", "提交成功", True),
        ("我要反映", "提交失败(E5003)", False),
        ("添加就诊人", "提交成功", False),
        ("个人信息", "保存成功", False),
    ],
)
def test_a_form_behind_a_list_that_is_empty_still_is_the_functions(
    tmp_path: Path, entry: str, answer: str, truth: bool
) -> None:
    pages = {
        "首页": ["意见与投诉 > 意见与投诉", "本院欢迎您"],
        "意见与投诉": ["暂无记录", f"{entry} > {entry}"],
        entry: ["? 标题", "?? 投诉内容" if "反映" in entry else "?? 备注", f"提交 ! {answer}"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert submitted(app, "complaint", Effect.CONTACT).truth is truth
