"""A page on which one arranges one's shortcuts names functions and is none of them."""

from __future__ import annotations

import pytest

from probes.appmap import Arrival
from probes.flows.places.hits import sift
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way


@pytest.mark.parametrize(("told", "left"), [("最多添加8个", 0), ("今日预约次数已达上限", 1)])
def test_a_set_that_is_full_refuses_no_function(told: str, left: int) -> None:
    sketch = Sketch("常用功能")
    sketch.button("+ 健康监测")
    page = place("p", sketch.screen(), ("编辑",))
    full = way("+ 健康监测", source="p", arrival=Arrival.TOAST, words=told)
    app = explored(mapped(place("home", lines("首页")), page, ways=(way("编辑", "p"), full)))
    hits, others = sift(app, "monitoring")
    assert not hits
    assert len(others) == left
