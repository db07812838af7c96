"""4.3 药品调剂与配送."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe
from probes.flows.medicine.delivery import supervised
from probes.flows.medicine.shown import leaflet, medicine, tracking
from probes.flows.medicine.transfer import transfer_signed
from probes.flows.records.documents import downloaded
from probes.model import Observation
from probes.registry import indicator


@indicator("4.3.1")
def test_4_3_1_prescription(app: App) -> Iterator[Observation]:
    yield observe("4.3.1", "prescription_view", app.id, medicine(app, "prescription"))
    yield observe("4.3.1", "drug_leaflet", app.id, leaflet(app))
    yield observe("4.3.1", "prescription_download", app.id, downloaded(app, "prescription"))


@indicator("4.3.2")
def test_4_3_2_discharge_medicine(app: App) -> Iterator[Observation]:
    yield observe("4.3.2", "discharge_medicine_view", app.id, medicine(app, "discharge_medicine"))
    file = downloaded(app, "discharge_medicine")
    yield observe("4.3.2", "discharge_medicine_download", app.id, file)


@indicator("4.3.3")
def test_4_3_3_delivery(app: App) -> Iterator[Observation]:
    delivery = medicine(app, "drug_delivery")
    yield observe("4.3.3", "drug_delivery", app.id, delivery)
    yield observe("4.3.3", "delivery_tracking", app.id, tracking(app, delivery))
    yield observe("4.3.3", "delivery_supervision", app.id, supervised(app))


@indicator("4.3.4")
def test_4_3_4_transfer(app: App) -> Iterator[Observation]:
    yield observe("4.3.4", "prescription_transfer", app.id, transfer_signed(app))
