"""2.1 诊前导医."""

from __future__ import annotations

from collections.abc import Iterator

from devices.model import Effect
from probes.app import App
from probes.finding import observe
from probes.flows.before_visit.advice import plan_advice, regional_advice, triaged
from probes.flows.forms.wizard import handed_in
from probes.flows.places.entry import submitted
from probes.flows.records.upload import uploaded
from probes.model import Observation
from probes.registry import indicator


@indicator("2.1.1")
def test_2_1_1_symptom_entry(app: App) -> Iterator[Observation]:
    upload = uploaded(app, "record_upload")  # first: a sheet that was sent takes no file any more
    entry = submitted(app, "symptom_entry", Effect.OWN)
    yield observe("2.1.1", "symptom_entry", app.id, entry)
    name = app.lexicon.functions["record_upload"].name
    later = None if upload.truth else handed_in(app, name, entry)
    yield observe("2.1.1", "record_upload", app.id, later or upload)


@indicator("2.1.2")
def test_2_1_2_triage(app: App) -> Iterator[Observation]:
    yield observe("2.1.2", "triage_by_symptom", app.id, triaged(app))
    yield observe("2.1.2", "triage_by_plan", app.id, plan_advice(app))
    yield observe("2.1.2", "triage_by_regional", app.id, regional_advice(app))
