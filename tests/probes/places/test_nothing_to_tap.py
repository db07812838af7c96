"""A page with nothing to tap (a white one, say) was not explored: it says why, and is shown."""

from __future__ import annotations

from pathlib import Path

from probes.flows.places.absence import absent
from probes.model import Cause
from tests.probes.drawn import drawn


def test_a_page_with_nothing_to_tap_leaves_everything_open_with_a_reason(tmp_path: Path) -> None:
    app = drawn(tmp_path, {"首页": []})
    found = absent(app, "预约挂号")
    assert found.cause is Cause.MAP_INCOMPLETE
    assert "没有任何可以点的内容" in found.reason
    assert found.evidence
