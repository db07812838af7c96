"""What could not be tried leaves open what it names, not the whole map."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.explorer import Explorer
from auditor.walker import Walker
from devices.model import Screen
from probes.appmap import Arrival, Place
from probes.flows.absence import absent, conclude
from probes.model import Cause
from tests.probes.drawn import drawn

PAGES = {
    "首页": ["住院服务 > 住院服务", "门诊服务 > 门诊服务", "关于我们 > 关于我们"],
    "住院服务": ["费用清单说明 > 清单", "陪护安排 > 陪护"],
    "门诊服务": ["挂号大厅 > 挂号"],
    "关于我们": ["本院建于一九五六年"],
    "清单": ["处方查询 > 处方"],
    "陪护": ["请与病区护士联系"],
    "挂号": ["今日号源已放完"],
    "处方": ["阿司匹林"],
}


def unreachable(walker: Walker, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    assert walker.login.cause is None
    goto = walker.session.goto

    def lost(place: Place) -> bool:
        return place.screen.title != title and goto(place)

    monkeypatch.setattr(walker.session, "goto", lost)


def test_one_page_that_is_lost_leaves_open_only_what_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = drawn(tmp_path, PAGES)
    unreachable(walker, monkeypatch, "清单")
    assert walker.map.complete
    functions = walker.lexicon.functions
    prescriptions = conclude(walker, functions["prescription"], [])
    assert (prescriptions.truth, prescriptions.cause) == (None, Cause.MAP_INCOMPLETE)
    assert absent(walker, functions["wheelchair"].name).truth is False


def test_a_named_entry_that_did_nothing_at_first_is_tapped_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = drawn(tmp_path, {"首页": ["检验报告 > 报告", "关于我们"], "报告": ["血常规 正常"]})
    session, tap, asleep = walker.session, walker.session.tap, iter([True])
    session.restart()

    def late(*given: object, **more: object) -> Screen:
        if next(asleep, False):
            return session.look()
        return tap(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "tap", late)
    appmap = Explorer(session).explore()
    ways = [way for way in appmap.ways if way.label == "检验报告"]
    assert [way.arrival for way in ways] == [Arrival.SCREEN]
