"""A box that opens over the page and only says that it loads."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival, Way
from probes.flows.places import deadends
from tests.probes.sketch import Sketch, mapped, place, reader

WORDS = "《用户协议》 加载中… 关闭"


def page(*inside: str) -> Screen:
    sketch = Sketch("注册")
    sketch.button("《用户协议》")
    if inside:
        over = sketch.add(Role.DIALOG, box=(20, 100, 330, 600))
        sketch.text(*inside, parent=over)
        sketch.button("关闭", parent=over)
    return sketch.screen()


@pytest.mark.parametrize(
    ("later", "truth"),
    [(("《用户协议》", "加载中…"), False), (("《用户协议》", "一、本协议适用于…" * 20), None)],
)
def test_what_still_loads_after_a_while_is_hollow(
    monkeypatch: pytest.MonkeyPatch, later: tuple[str, ...], truth: bool | None
) -> None:
    monkeypatch.setattr(deadends, "LOADING_S", 0.0)
    home = place("home", page())
    way = Way(home.id, 0, "《用户协议》", Arrival.TOAST, words=WORDS)
    screens = [page()]

    def tap(node: Node, *_: object) -> Screen:
        screens.append(page(*later))
        return screens[-1]

    app = cast(SimpleNamespace, reader())
    app.map = mapped(home, ways=(way,))
    app.visit = lambda place: screens[-1]
    app.again = lambda: screens[-1]
    app.tap = tap
    app.show = app.show_place = lambda *_: "e1"
    assert deadends.blocked_way(cast(App, app), way, app.map).truth is truth
