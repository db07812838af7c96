"""Paying controls that may not be pressed, centres of payment, kinds that are paid apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from auditor.walker import Walker
from devices.model import Role
from probes.app import App
from probes.appmap import Arrival
from probes.flows.payment.cashier import cashier_at
from probes.flows.records.bills import bill_payable, fee_shown
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.records.test_bills import bill, centre
from tests.probes.sketch import Sketch, mapped, place, reader, way

CASHIER = ["收银台", "¥85.00", "微信支付", "确认支付 ! 请输入密码"]
SETTLED = ["心内科二病区 住院号 ****", *bill("出院应补金额")]


def bill_page(*, orders: bool) -> App:
    """A page with something due and a 支付 that the guard refused; it may also take orders."""
    sketch = Sketch("陪护")
    sketch.text("一对一陪护 1 天", "待支付", "¥200.00")
    button = sketch.button("支付")
    if orders:
        sketch.text("请填写床号")
        sketch.field("床号")
    there = place("p", sketch.screen())
    refused = way("支付", source="p", arrival=Arrival.REFUSED)
    refused = refused.__class__("p", button, "支付", Arrival.REFUSED, words="已拒绝")
    app = reader()
    app.map = mapped(there, ways=(refused,))  # type: ignore[misc]
    app.memory = {}  # type: ignore[misc]
    app.show_place = lambda *args: "e1"  # type: ignore[method-assign]
    return cast(App, app)


def test_a_bill_with_an_amount_and_its_control_is_payable() -> None:
    app = bill_page(orders=False)
    found = cashier_at(app, app.map.places["p"], "护工缴费")
    assert found is not None
    assert found.truth is True


def test_beside_an_order_form_an_unpressed_control_may_lead_nowhere() -> None:
    app = bill_page(orders=True)
    assert any(n.role is Role.FIELD for n in app.map.places["p"].screen.nodes)
    found = cashier_at(app, app.map.places["p"], "护工缴费")
    assert found is not None
    assert (found.truth, found.cause) == (None, Cause.NOT_ALLOWED)


def test_what_an_inpatient_owes_in_a_payment_centre_is_no_outpatient_payment(
    tmp_path: Path,
) -> None:
    app = drawn(tmp_path, centre("自助离院 > 自助离院", 自助离院=SETTLED))
    assert bill_payable(app, "inpatient_settlement").truth is True
    assert bill_payable(app, "outpatient").truth is False


def test_where_its_own_entry_is_dead_no_centre_proves_it(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        centre("门诊费用支付 ! 暂未开通", "号源付款 > 号源付款", 号源付款=bill("复诊诊查费")),
    )
    assert bill_payable(app, "outpatient").truth is False
    assert bill_payable(app, "appointment").truth is True


def test_where_kinds_are_paid_apart_one_without_an_entry_is_not_there(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        centre(
            "门诊缴费 > 门诊缴费",
            "挂号费支付 > 挂号费支付",
            "检查费支付 > 检查费支付",
            门诊缴费=bill("换药费"),
            挂号费支付=bill("复诊挂号费"),
            检查费支付=bill("颈部血管彩超检查费"),
        ),
    )
    assert bill_payable(app, "drug").truth is False


def test_where_only_some_are_it_may_stand_in_the_common_list(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        centre(
            "门诊缴费 > 门诊缴费",
            "挂号费支付 > 挂号费支付",
            门诊缴费=bill("换药费"),
            挂号费支付=bill("复诊挂号费"),
        ),
    )
    assert bill_payable(app, "drug").truth is None


def test_a_bill_named_费用明细_is_no_query_that_cannot_be_judged(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        centre("门诊花费 ! 暂未开通", "门诊缴费 > 费用明细", 费用明细=bill("换药费")),
    )
    assert fee_shown(app, "outpatient").truth is False


def test_门诊费_names_no_fee_for_an_appointment(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        centre(
            "门诊费用支付 > 门诊费用支付",
            "检查费支付 > 检查费支付",
            "药费支付 > 药费支付",
            门诊费用支付=bill("换药费"),
            检查费支付=bill("彩超检查费"),
            药费支付=bill("西药费"),
        ),
    )
    assert bill_payable(app, "outpatient").truth is True
    assert bill_payable(app, "appointment").truth is False


def test_a_record_of_what_was_paid_is_no_page_to_pay_on(tmp_path: Path) -> None:
    paid = ["内分泌科 2026-11-10", "诊查费", "30.00 元", "合计", "¥248.00", "已支付"]
    app = drawn(
        tmp_path,
        centre("门诊账单 > 门诊账单", "门诊缴费 ! 系统繁忙,请稍后再试", 门诊账单=paid),
    )
    assert bill_payable(app, "outpatient").truth is False
    assert fee_shown(app, "outpatient").truth is True


def test_how_far_a_payment_is_does_not_keep_a_dead_entry_open(tmp_path: Path) -> None:
    steps = ["换药费", "当前状态", "费用已生成 09:32", "请在今日 17:00 前完成"]
    app = drawn(
        tmp_path,
        centre("门诊缴费 ! 系统繁忙,请稍后再试", "缴费办理 > 缴费办理", 缴费办理=steps),
    )
    assert bill_payable(app, "outpatient").truth is False


@pytest.mark.parametrize("entries", [(), ("诊间付费 ! 暂未开通",)])
def test_a_kind_with_a_long_name_is_no_outpatient_payment(
    tmp_path: Path, entries: tuple[str, ...]
) -> None:
    name = "检查检验项目缴费"
    pages = {name: bill("彩超检查费"), "出院结算": SETTLED}
    app = drawn(tmp_path, centre(*entries, f"{name} > {name}", "出院结算 > 出院结算", **pages))
    assert bill_payable(app, "exam").truth is True
    assert bill_payable(app, "outpatient").truth is False


def held_back(app: Walker, label: str) -> Walker:
    """As exploring leaves a map whose control would have sent something: only seen."""
    seen = app.map
    (way,) = (w for w in seen.ways if w.label == label)
    seen.places.pop(way.target)
    held = replace(way, arrival=Arrival.REFUSED, target="", words="已拦下", held=True)
    seen.ways[:] = [held if w is way else w for w in seen.ways if w.source != way.target]
    return app


@pytest.mark.parametrize(
    ("behind", "truth"),
    [(CASHIER, True), (["系统异常,请稍后再试"], False)],
)
def test_a_bill_that_only_next_makes_is_gone_on_to(
    tmp_path: Path, behind: list[str], truth: bool | None
) -> None:
    """住院服务 › 预存款: an amount to choose, and 下一步, from which exploring is held back."""
    pages = {
        "首页": ["住院服务 > 住院服务", "本院欢迎您"],
        "住院服务": ["预存款 > 预存款", "病区规定 > 病区规定"],
        "病区规定": ["住院期间请勿擅自离院"],
        "预存款": ["累计预存", "¥5000.00", "? 本次预存金额", "下一步 > 支付"],
        "支付": behind,
    }
    app = held_back(drawn(tmp_path, pages), "下一步")
    found = bill_payable(app, "inpatient_deposit")
    assert found.truth is truth
    assert "下一步" in found.reason or truth


@pytest.mark.parametrize("behind", [CASHIER, ["请到窗口办理"]])
def test_a_paying_control_that_was_held_back_is_pressed(tmp_path: Path, behind: list[str]) -> None:
    pages = centre("门诊缴费 > 门诊缴费", 门诊缴费=bill("诊疗费")) | {"收银台": behind}
    app = held_back(drawn(tmp_path, pages), "去支付")
    assert bill_payable(app, "outpatient").truth is (len(behind) > 1)
