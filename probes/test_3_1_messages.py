"""3.1 信息推送."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_set
from probes.flows.after_visit.settings import levels_persist
from probes.flows.messages.received import received, with_other
from probes.flows.places.images import image_shown
from probes.flows.records.documents import downloaded, of_viewed
from probes.flows.records.own_records import record_shown
from probes.flows.records.progress import progress
from probes.model import Observation
from probes.registry import indicator

RECORDS = ("outpatient_record", "exam_report", "lab_report", "exam_image")


@indicator("3.1.1")
def test_3_1_1_progress(app: App) -> Iterator[Observation]:
    yield observe_set("3.1.1", "progress_kinds", app.id, progress(app))


@indicator("3.1.2")
def test_3_1_2_notices(app: App) -> Iterator[Observation]:
    fact = "3.1.2.notice_kinds"
    kinds = with_other(app, fact, received(app, fact))
    yield observe_set("3.1.2", "notice_kinds", app.id, kinds)


@indicator("3.1.3")
def test_3_1_3_records(app: App) -> Iterator[Observation]:
    views = {kind: record_shown(app, kind) for kind in RECORDS if kind != "exam_image"}
    views["exam_image"] = image_shown(app)
    yield observe_set("3.1.3", "record_view_kinds", app.id, {k: views[k] for k in RECORDS})
    names = {kind: app.lexicon.functions[kind].name for kind in RECORDS}
    files = {k: of_viewed(views[k], downloaded(app, k), names[k]) for k in RECORDS}
    yield observe_set("3.1.3", "record_download_kinds", app.id, files)


@indicator("3.1.4")
def test_3_1_4_message_levels(app: App) -> Iterator[Observation]:
    yield observe("3.1.4", "message_levels", app.id, levels_persist(app))
