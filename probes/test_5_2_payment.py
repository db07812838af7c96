"""5.2 支付服务."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_set
from probes.flows.payment.convenience import OTHER, SERVICES, payable_service
from probes.flows.records.bills import bill_payable, fee_shown, invoice
from probes.model import Observation
from probes.registry import indicator

POINTS = ("appointment", "outpatient", "inpatient_deposit", "inpatient_settlement")


@indicator("5.2.1")
def test_5_2_1_payment_points(app: App) -> Iterator[Observation]:
    members = {point: bill_payable(app, point) for point in POINTS}
    yield observe_set("5.2.1", "payment_points", app.id, members)


@indicator("5.2.2")
def test_5_2_2_exam_and_drug_payment(app: App) -> Iterator[Observation]:
    yield observe("5.2.2", "exam_payment", app.id, bill_payable(app, "exam"))
    yield observe("5.2.2", "drug_payment", app.id, bill_payable(app, "drug"))


@indicator("5.2.3")
def test_5_2_3_convenience_payment(app: App) -> Iterator[Observation]:
    members = {key: payable_service(app, key) for key in SERVICES}
    members["other"] = payable_service(app, OTHER)
    yield observe_set("5.2.3", "convenience_payment_kinds", app.id, members)


@indicator("5.2.4")
def test_5_2_4_fee_query(app: App) -> Iterator[Observation]:
    members = {kind: fee_shown(app, kind) for kind in ("outpatient", "inpatient")}
    yield observe_set("5.2.4", "fee_query", app.id, members)


@indicator("5.2.5")
def test_5_2_5_e_invoice(app: App) -> Iterator[Observation]:
    yield observe("5.2.5", "e_invoice", app.id, invoice(app))
