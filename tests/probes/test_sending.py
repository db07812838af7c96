"""What is sent once is not sent again, though the form stands there still."""

from __future__ import annotations

from probes.flows.fields import MARK
from probes.flows.forms import _continues
from tests.probes.sketch import Sketch, reader


def test_a_message_that_stands_there_was_sent() -> None:
    def chat(*said: str) -> Sketch:
        sketch = Sketch("病情沟通")
        sketch.text(*said)
        sketch.field("写点什么", kind="textarea")
        sketch.button("确认发送")
        return sketch

    before = chat("医生 您好").screen()
    after = chat("医生 您好", f"我 测试{MARK}").screen()
    assert not _continues(reader(after), before, after, "submit_button")
