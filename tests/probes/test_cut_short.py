"""On a map that was cut short a function is proved by its own name only."""

from __future__ import annotations

import pytest

from probes.app import App
from probes.flows.hits import sift
from probes.model import Cause
from tests.probes.sketch import explored, lines, mapped, place, way

TALK = ["张医生 主任医师", "请描述您的病情", "发送"]


def app_with(label: str, cut: str) -> App:
    """An entry with this label leads to a talk whose title names the function."""
    home = place("home", lines("首页", label, title="首页"))
    talk = place("talk", lines(*TALK, title="图文问诊"), (label,), parent=home)
    return explored(mapped(home, talk, ways=(way(label, "talk"),), cut=cut))


@pytest.mark.parametrize(
    ("label", "cut", "proved"),
    [("名医", "", True), ("名医", "超出动作预算", False), ("图文问诊", "超出动作预算", True)],
    ids=["weak, whole map", "weak, cut", "its own name, cut"],
)
def test_a_weak_name_proves_nothing_while_the_own_entry_may_be_unseen(
    label: str, cut: str, proved: bool
) -> None:
    hits, others = sift(app_with(label, cut), "text_consult")
    assert ("talk" in [hit.place.id for hit in hits]) is proved
    if not proved:
        assert [finding.cause for finding in others] == [Cause.MAP_INCOMPLETE] * len(others)
        assert any("自己的入口" in finding.reason for finding in others)
