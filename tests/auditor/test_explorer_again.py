"""The same app explored twice gives the same map and the same facts."""

from __future__ import annotations

from pathlib import Path

from auditor.exploring.appmap_json import to_json
from tests.auditor.recorded import EVERYTHING, NOTHING, facts, known, opened


def test_two_explorations_draw_one_map(tmp_path: Path) -> None:
    first, second = opened(tmp_path / "1"), opened(tmp_path / "2")
    assert to_json(first.map, {}) == to_json(second.map, {})
    assert to_json(first.visitor_map, {}) == to_json(second.visitor_map, {})
    assert first.session.actions == second.session.actions


def test_two_audits_find_the_same_facts(tmp_path: Path) -> None:
    for allow in (NOTHING, EVERYTHING):
        first = facts(opened(tmp_path / f"1{len(allow)}", allow=allow))
        second = facts(opened(tmp_path / f"2{len(allow)}", allow=allow))
        assert {k: known(o) for k, o in first.items()} == {k: known(o) for k, o in second.items()}
        assert {k: o.reason for k, o in first.items()} == {k: o.reason for k, o in second.items()}
