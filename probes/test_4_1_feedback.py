"""4.1 患者反馈."""

from __future__ import annotations

from collections.abc import Iterator

from devices.model import Effect
from probes.app import App
from probes.finding import observe
from probes.flows.after_visit.aftercare import complaint_reply, recruitment, survey_targeted
from probes.flows.places.entry import submitted
from probes.model import Observation
from probes.registry import indicator


@indicator("4.1.1")
def test_4_1_1_survey(app: App) -> Iterator[Observation]:
    yield observe("4.1.1", "survey_targeted", app.id, survey_targeted(app))
    yield observe("4.1.1", "survey", app.id, submitted(app, "survey", Effect.OWN))


@indicator("4.1.2")
def test_4_1_2_complaint(app: App) -> Iterator[Observation]:
    yield observe("4.1.2", "complaint_reply", app.id, complaint_reply(app))
    sent = submitted(app, "complaint", Effect.CONTACT)
    yield observe("4.1.2", "complaint_submit", app.id, sent)


@indicator("4.1.3")
def test_4_1_3_recruitment(app: App) -> Iterator[Observation]:
    yield observe("4.1.3", "recruitment_push", app.id, recruitment(app))
