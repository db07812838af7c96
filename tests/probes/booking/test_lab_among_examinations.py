"""2.2.3: an entry for one service that opens the page of the other leaves its hours open."""

from __future__ import annotations

import pytest

from probes.flows.booking.timeslots import _behind_another
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way


@pytest.mark.parametrize(
    ("row", "open_"), [("血常规(空腹抽血) 待预约", True), ("腹部超声 待预约", False)]
)
def test_what_is_booked_among_examinations_was_not_tried(row: str, open_: bool) -> None:
    sketch = Sketch("医技预约")
    sketch.text("检查申请单", "以下项目尚未预约,请选择日期")
    sketch.button(row)
    page = place("p", sketch.screen(), ("抽血预约",))
    home = place("home", lines("首页", title="首页"))
    app = explored(mapped(home, page, ways=(way("抽血预约", "p"),)))
    found = _behind_another(app, "lab_booking", "分时段预约检验")
    assert (found is not None) is open_
