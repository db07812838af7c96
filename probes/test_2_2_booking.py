"""2.2 诊疗预约."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_set
from probes.flows.before_visit.admission import admission_shown, info_entered
from probes.flows.before_visit.reference import reference_advised
from probes.flows.booking.doctor_visit import bookable, offered_elsewhere
from probes.flows.booking.timeslots import timeslots
from probes.flows.messages.received import received, with_other
from probes.model import Observation
from probes.registry import indicator


@indicator("2.2.1")
def test_2_2_1_booking(app: App) -> Iterator[Observation]:
    here = bookable(app)
    elsewhere = None if here.truth else offered_elsewhere(app)
    yield observe("2.2.1", "booking", app.id, elsewhere or here)


@indicator("2.2.2")
def test_2_2_2_push(app: App) -> Iterator[Observation]:
    fact = "2.2.2.push_kinds"
    kinds = with_other(app, fact, received(app, fact))
    yield observe_set("2.2.2", "push_kinds", app.id, kinds)


@indicator("2.2.3")
def test_2_2_3_timeslots(app: App) -> Iterator[Observation]:
    members = {service: timeslots(app, service) for service in ("registration", "lab", "exam")}
    yield observe_set("2.2.3", "timeslot_services", app.id, members)


@indicator("2.2.4")
def test_2_2_4_booking_reference(app: App) -> Iterator[Observation]:
    yield observe("2.2.4", "booking_reference", app.id, reference_advised(app))


@indicator("2.2.5")
def test_2_2_5_admission(app: App) -> Iterator[Observation]:
    yield observe("2.2.5", "admission_view", app.id, admission_shown(app))
    yield observe("2.2.5", "admission_info_entry", app.id, info_entered(app))
