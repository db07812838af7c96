"""Terms over the way to booking count though their control still counts down."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.booking.service_terms import _interposed
from tests.probes.sketch import Sketch, place, reader

TERMS = (
    "一、实名预定,爽约三次暂停资格。二、退号须在就诊前一日办理。三、其他未尽事宜以院方解释为准。"
)


@pytest.mark.parametrize(
    ("title", "button", "interposed"),
    [
        ("门诊预定服务协议", "请阅读(3s)", True),
        ("门诊预约服务协议", "同意(5s)", True),
        ("门诊预定温馨提示", "请阅读(3s)", False),
        ("门诊预定服务协议", "查看更多", False),
    ],
)
def test_terms_that_must_be_waited_for(title: str, button: str, interposed: bool) -> None:
    sketch = Sketch("选择科室")
    sketch.text("内科", "外科", covered=True)
    dialog = sketch.add(Role.DIALOG, box=(40, 200, 300, 400))
    sketch.text(title, TERMS * 2, parent=dialog)
    sketch.button("不同意", button, parent=dialog)
    screen = sketch.screen()
    assert _interposed(reader(screen), place("p", screen)) is interposed
