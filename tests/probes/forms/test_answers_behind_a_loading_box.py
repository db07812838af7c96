"""An app that says 加载中 after something was sent has not answered yet: it is looked at again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Role, Screen
from probes.app import App
from probes.flows.forms import replies
from probes.flows.forms.replies import Answer, read_reply
from tests.probes.sketch import Sketch, reader


def page(*over: str, title: str = "确认预约") -> Screen:
    """The page to confirm, and what a box over it says."""
    sketch = Sketch(title)
    sketch.text("呼吸科 周一上午", title)
    sketch.button("提交预约登记")
    if over:
        box = sketch.add(Role.DIALOG, box=(40, 300, 260, 160))
        sketch.text(*over, parent=box)
    return sketch.screen()


BUSY, FAILED = page("加载中…"), page("预约登记失败", "系统繁忙,请稍后再试")


@pytest.mark.parametrize(
    ("seen", "answer"),
    [
        ((BUSY, BUSY, FAILED), Answer.FAILURE),
        ((BUSY, page("预约成功")), Answer.SUCCESS),
        ((BUSY, page("请选择就诊人")), Answer.VALIDATION),
        ((BUSY, page()), Answer.LEFT),
        ((page(title="订单"), FAILED), Answer.LEFT),
    ],
    ids=["failed", "booked", "more is wanted", "as before", "gone on"],
)
def test_the_answer_comes_when_the_box_is_gone(
    monkeypatch: pytest.MonkeyPatch, seen: tuple[Screen, ...], answer: Answer
) -> None:
    monkeypatch.setattr(replies, "PAUSE_S", 0.0)
    later = list(seen[1:])
    app = cast(SimpleNamespace, reader())
    app.again = lambda: later.pop(0) if len(later) > 1 else later[0]
    assert read_reply(cast(App, app), page(), seen[0]).answer is answer
