"""1.3 服务协议说明."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probes.app import App
from probes.finding import observe
from probes.flows.booking.booking_guide import booking_steps, explained
from probes.flows.booking.forced_reading import forced_to_read
from probes.flows.booking.service_terms import service_agreement
from probes.model import Observation
from probes.registry import indicator


@indicator("1.3.1")
def test_1_3_1_service_agreement(app: App) -> Iterator[Observation]:
    agreement = service_agreement(app)
    yield observe("1.3.1", "service_agreement", app.id, agreement)
    yield observe("1.3.1", "forced_reading", app.id, forced_to_read(app, agreement))


@indicator("1.3.2")
def test_1_3_2_booking_guide(app: App) -> Iterator[Observation]:
    steps = explained(app, ("booking_guide",), lambda t: booking_steps(app, t) >= 2, "预约步骤说明")
    yield observe("1.3.2", "booking_steps", app.id, steps)
    materials = explained(
        app,
        ("booking_guide",),
        lambda t: app.lexicon.says("materials", t),
        "预约材料说明",
        re.compile("材料|证件|携带|带什么|带哪些"),
    )
    yield observe("1.3.2", "booking_materials", app.id, materials)
