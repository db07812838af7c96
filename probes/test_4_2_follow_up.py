"""4.2 患者随访."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from probes.app import App
from probes.finding import Finding, any_of, observe, observe_set, with_other
from probes.flows.aftercare import follow_up, follow_up_reply, monitoring, monitoring_in_record
from probes.flows.messages import anywhere, kinds, received
from probes.model import Observation
from probes.registry import indicator


@indicator("4.2.1")
def test_4_2_1_follow_up(app: App) -> Iterator[Observation]:
    yield observe("4.2.1", "follow_up", app.id, follow_up(app))
    yield observe("4.2.1", "follow_up_auto_reply", app.id, follow_up_reply(app))


@indicator("4.2.2")
def test_4_2_2_advice(app: App) -> Iterator[Observation]:
    reminders = _shown_or_sent(app, "personal_reminders", kinds()["4.2.2.reminder_kinds"])
    yield observe_set("4.2.2", "reminder_kinds", app.id, with_other(reminders))
    metrics = _shown_or_sent(app, "health_metrics", kinds()["4.2.2.metric_kinds"])
    yield observe_set("4.2.2", "metric_kinds", app.id, with_other(metrics))


def _shown_or_sent(
    app: App, key: str, patterns: Mapping[str, re.Pattern[str]]
) -> dict[str, Finding]:
    sent = received(app, patterns)
    result = {}
    for kind, pattern in patterns.items():
        here = anywhere(app, key, pattern)
        result[kind] = here if here.truth else any_of([here, sent[kind]])
    return result


@indicator("4.2.3")
def test_4_2_3_monitoring(app: App) -> Iterator[Observation]:
    yield observe("4.2.3", "monitoring", app.id, monitoring(app))
    yield observe("4.2.3", "monitoring_in_record", app.id, monitoring_in_record(app))
