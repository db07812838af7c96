"""A switch that follows its server is looked at again before it counts as stuck."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.after_visit.settings import _beside, _candidates, _flip, _switches
from probes.flows.screens import waiting
from tests.probes.sketch import Sketch


def page(*, on: bool) -> Screen:
    """A component and the native switch inside it, both of them a switch."""
    sketch = Sketch("消息设置")
    sketch.text("活动资讯", box=(16, 100, 120, 24))
    outer = sketch.tick(on, Role.SWITCH, box=(300, 100, 46, 26))
    sketch.tick(on, Role.SWITCH, box=(300, 100, 46, 26), parent=outer)
    return sketch.screen()


@pytest.mark.parametrize(("late", "flips"), [(2, True), (99, False)])
def test_a_late_switch_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, late: int, *, flips: bool
) -> None:
    monkeypatch.setattr(waiting, "time", SimpleNamespace(sleep=lambda _: None))
    looks = [0]

    def again() -> Screen:
        looks[0] += 1
        return page(on=looks[0] < late)

    def tap(node: Node, purpose: Effect) -> Screen:
        return page(on=True)

    app = cast(App, SimpleNamespace(again=again, tap=tap))
    screen = page(on=True)
    words = _beside(screen, screen.nodes[1])
    assert (_flip(app, screen, words) is False) is flips


def test_a_row_is_tried_once_though_it_holds_two_nodes() -> None:
    screen = page(on=True)
    assert len(_candidates(screen, _switches(screen))) == 1
