"""5.3.1: what sends stands in a bar with the field: the bar itself is not touched."""

from __future__ import annotations

import pytest

from devices.model import Node, Role, Screen
from probes.flows.clinic.chat import _sender, _still_written
from tests.probes.sketch import Sketch


def talk(value: str = "") -> Screen:
    sketch = Sketch("在线客服")
    bar = sketch.add(Role.GROUP, clickable=True, box=(0, 750, 375, 48))
    sketch.field("请输入您想咨询的内容", parent=bar, value=value)
    button = sketch.add(Role.BUTTON, clickable=True, parent=bar, box=(320, 760, 50, 30))
    sketch.add(Role.TEXT, "发送", parent=button, box=(330, 765, 30, 20))
    return sketch.screen()


def test_the_control_in_the_bar_sends() -> None:
    found = _sender(talk())
    assert isinstance(found, Node)
    assert found.role is Role.BUTTON


@pytest.mark.parametrize(("value", "unsent"), [("您好【测评测试,请忽略】", True), ("", False)])
def test_words_that_still_stand_in_the_field_were_not_sent(value: str, unsent: bool) -> None:
    assert _still_written(talk(value)) is unsent
