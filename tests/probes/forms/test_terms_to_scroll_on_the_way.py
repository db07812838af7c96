"""Terms over the page whose only way on is shut until they are read to their end."""

from __future__ import annotations

import pytest

from devices.model import Role, Screen
from probes.flows.forms.reading import must_be_read
from tests.probes.sketch import Sketch

TERMS = "门诊预约须知:请在就诊前三十分钟到院签到,逾期号源自动作废。" * 3


def sheet(label: str, enabled: bool = False, words: str = TERMS) -> Screen:
    sketch = Sketch("医生主页")
    sketch.button("周一 11-30", covered=True)
    top = sketch.add(Role.DIALOG, box=(0, 200, 375, 500))
    sketch.text(words, parent=top)
    sketch.button(label, parent=top, enabled=enabled)
    sketch.button("不同意", parent=top)
    return sketch.screen()


@pytest.mark.parametrize("label", ["请上滑阅读至末尾", "请滑动到底部", "请先读完全文"])
def test_they_are_to_be_read(label: str) -> None:
    assert must_be_read(sheet(label))


@pytest.mark.parametrize(
    "screen",
    [
        sheet("同意"),
        sheet("请上滑阅读至末尾", enabled=True),
        sheet("请滑动到底部", words="有新版本"),
    ],
    ids=["shut for another reason", "open", "no terms"],
)
def test_other_sheets_are_not(screen: Screen) -> None:
    assert not must_be_read(screen)
