"""A message that passes over the login button is waited for before it counts as missing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Screen
from probes.app import App
from probes.flows.access.login import _uncovered, login_button
from probes.flows.screens import waiting
from tests.probes.sketch import Sketch, reader


def page(covered: bool, button: str = "登录") -> Screen:
    sketch = Sketch("登录")
    sketch.field("手机号")
    sketch.field("验证码")
    sketch.button(button, covered=covered)
    return sketch.screen()


@pytest.mark.parametrize(
    ("looks", "free", "left"),
    [
        ([page(True), page(True), page(False)], True, 0),
        ([page(False), page(True)], True, 1),
        ([page(False, "取消"), page(False)], False, 1),
    ],
    ids=["passes", "is free", "has none"],
)
def test_the_button_under_a_message_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, looks: list[Screen], free: bool, left: int
) -> None:
    monkeypatch.setattr(waiting, "time", SimpleNamespace(sleep=lambda _: None))
    app = cast(SimpleNamespace, reader())
    app.again = lambda: looks.pop(0)
    screen = _uncovered(cast(App, app))
    assert (login_button(cast(App, app), screen) is not None) is free
    assert len(looks) == left
