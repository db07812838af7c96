"""On a map that was cut short a function is proved by its own name only."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.budget import Budget
from devices.model import Effect
from probes.app import App
from probes.flows.clinic.chat import talks
from probes.flows.places.hits import sift
from probes.model import Cause
from tests.probes.drawn import drawn
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


@pytest.mark.parametrize(("pages", "cause"), [(2, Cause.MAP_INCOMPLETE), (9, None)])
def test_behind_a_menu_that_was_not_explored_nobody_looks_for_a_talk(
    tmp_path: Path, pages: int, cause: Cause | None
) -> None:
    """What would be met there first may be another function, as the whole map knows."""
    app = drawn(
        tmp_path,
        {
            "首页": ["在线诊疗 > 在线诊疗", "本院欢迎您", "服务时间全年无休"],
            "在线诊疗": ["请选择服务", "线上咨询 > 线上咨询", "图文在线问诊 > 图文在线问诊"],
            "线上咨询": ["客服为您解答", "? 请输入消息", "发送 ! 发送成功"],
            "图文在线问诊": ["加载中…"],
        },
        allow=frozenset({Effect.CONTACT}),
        budget=Budget(places=pages),
    )
    found = talks(app, "text_consult")
    assert (found.truth, found.cause) == ((None, cause) if cause else (False, None))
