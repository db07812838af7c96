"""5.1 健康教育."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_choice
from probes.flows.after_visit.aftercare import risk_auto, risk_feedback
from probes.flows.information.knowledge import (
    has_knowledge,
    personal_education,
    professional,
    update,
)
from probes.model import Observation
from probes.registry import indicator


@indicator("5.1.1")
def test_5_1_1_knowledge(app: App) -> Iterator[Observation]:
    yield observe("5.1.1", "knowledge", app.id, has_knowledge(app))
    yield observe("5.1.1", "knowledge_professional", app.id, professional(app))
    choice, grounds = update(app)
    yield observe_choice("5.1.1", "knowledge_update", app.id, choice, grounds)


@indicator("5.1.2")
def test_5_1_2_personal_education(app: App) -> Iterator[Observation]:
    yield observe("5.1.2", "personal_education", app.id, personal_education(app))


@indicator("5.1.3")
def test_5_1_3_risk_assessment(app: App) -> Iterator[Observation]:
    yield observe("5.1.3", "risk_auto", app.id, risk_auto(app))
    yield observe("5.1.3", "risk_feedback", app.id, risk_feedback(app))
