"""3.2 医院导诊."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_choice
from probes.flows.before_visit.advice import guided
from probes.flows.information.wayfinding import navigation
from probes.model import Observation
from probes.registry import indicator


@indicator("3.2.1")
def test_3_2_1_indoor_navigation(app: App) -> Iterator[Observation]:
    choice, grounds = navigation(app)
    yield observe_choice("3.2.1", "indoor_navigation", app.id, choice, grounds)


@indicator("3.2.2")
def test_3_2_2_queue_guidance(app: App) -> Iterator[Observation]:
    yield observe("3.2.2", "queue_guidance", app.id, guided(app))
