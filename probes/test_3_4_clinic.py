"""3.4 在线诊疗."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_set
from probes.flows.clinic.calls import calls
from probes.flows.clinic.chat import talks
from probes.flows.clinic.prescribing import order_kinds
from probes.model import Observation
from probes.registry import indicator


@indicator("3.4.1")
def test_3_4_1_consultation(app: App) -> Iterator[Observation]:
    yield observe("3.4.1", "text_image_consult", app.id, talks(app, "text_consult"))
    yield observe("3.4.1", "audio_video_consult", app.id, calls(app, "video_consult"))


@indicator("3.4.2")
def test_3_4_2_orders(app: App) -> Iterator[Observation]:
    yield observe_set("3.4.2", "order_kinds", app.id, order_kinds(app))
