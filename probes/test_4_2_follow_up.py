"""4.2 患者随访."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_set
from probes.flows.after_visit.aftercare import follow_up, follow_up_reply
from probes.flows.after_visit.care import metrics, reminders
from probes.flows.after_visit.measuring import monitoring, monitoring_in_record
from probes.model import Observation
from probes.registry import indicator


@indicator("4.2.1")
def test_4_2_1_follow_up(app: App) -> Iterator[Observation]:
    yield observe("4.2.1", "follow_up", app.id, follow_up(app))
    yield observe("4.2.1", "follow_up_auto_reply", app.id, follow_up_reply(app))


@indicator("4.2.2")
def test_4_2_2_advice(app: App) -> Iterator[Observation]:
    yield observe_set("4.2.2", "reminder_kinds", app.id, reminders(app))
    yield observe_set("4.2.2", "metric_kinds", app.id, metrics(app))


@indicator("4.2.3")
def test_4_2_3_monitoring(app: App) -> Iterator[Observation]:
    yield observe("4.2.3", "monitoring", app.id, monitoring(app))
    yield observe("4.2.3", "monitoring_in_record", app.id, monitoring_in_record(app))
