"""A question about cancelling gives nothing back, whoever it is put to."""

from __future__ import annotations

import pytest

from probes.flows.booking.orders import Marks, cancel_control
from tests.probes.sketch import Sketch, reader


@pytest.mark.parametrize("words", ["怎么取消预约?", "如何取消挂号", "能取消预约吗", "取消预约须知"])
def test_what_only_asks_or_tells_is_not_pressed(words: str) -> None:
    sketch = Sketch("在线客服")
    sketch.button(words)
    assert cancel_control(reader(), sketch.screen(), Marks()) is None


@pytest.mark.parametrize("words", ["取消预约", "取消挂号", "申请退号", "我要取消"])
def test_what_cancels_is(words: str) -> None:
    sketch = Sketch("订单详情")
    sketch.button("怎么取消预约?")
    control = sketch.button(words)
    found = cancel_control(reader(), sketch.screen(), Marks())
    assert found is not None
    assert found.index == control
