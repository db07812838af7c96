"""5.3 在线咨询."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe
from probes.flows.clinic.clinics import consulted
from probes.model import Observation
from probes.registry import indicator


@indicator("5.3.1")
def test_5_3_1_online_consult(app: App) -> Iterator[Observation]:
    yield observe("5.3.1", "online_consult", app.id, consulted(app))
