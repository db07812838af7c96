"""3.3 院内便民服务."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_set
from probes.flows.payment.convenience import hub, kinds_offered
from probes.flows.payment.recommendations import recommended
from probes.model import Observation
from probes.registry import indicator


@indicator("3.3.1")
def test_3_3_1_convenience(app: App) -> Iterator[Observation]:
    yield observe_set("3.3.1", "convenience_kinds", app.id, kinds_offered(app))


@indicator("3.3.2")
def test_3_3_2_convenience_hub(app: App) -> Iterator[Observation]:
    yield observe("3.3.2", "convenience_hub", app.id, hub(app))
    yield observe("3.3.2", "convenience_recommendation", app.id, recommended(app))
