"""A page to confirm that lists its hours: one that is free is chosen when it asks for one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.flows.booking.hour_asked import choose_hour
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch


def _page(*hours: str) -> tuple[App, list[str]]:
    sketch, touched = Sketch("选择时段"), list[str]()
    for hour in hours:
        sketch.button(hour)
    sketch.button("确认预约")
    screen = sketch.screen()

    def tap(node: Node, purpose: Effect) -> Screen:
        touched.append(screen.label(node))
        return screen

    app = SimpleNamespace(lexicon=load_lexicon(), again=lambda: screen, label=screen.label, tap=tap)
    return cast(App, app), touched


@pytest.mark.parametrize(
    ("hours", "asked", "chosen"),
    [
        (("08:00-08:30 余0", "08:30-09:00 余2"), "请选择就诊时段", ["08:30-09:00 余2"]),
        (("08:00-08:30 余0", "08:30-09:00 约满"), "请选择就诊时段", []),
        (("08:00-08:30 余3", "08:30-09:00 余2"), "请选择就诊人", []),
    ],
)
def test_the_first_free_hour_is_touched(
    hours: tuple[str, ...], asked: str, chosen: list[str]
) -> None:
    app, touched = _page(*hours)
    assert choose_hour(app, asked) is bool(chosen)
    assert touched == chosen
