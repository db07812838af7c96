"""A time is chosen in a sheet, and only that opens the control below it which leads on."""

from __future__ import annotations

from typing import cast

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.appmap import Place
from probes.flows.booking.journey import drill
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, place


class _Sheet:
    """A sheet of times over the doctors; what is chosen is told by a colour alone."""

    lexicon = load_lexicon()

    def __init__(self) -> None:
        self.chosen, self.confirming = "", False
        self.tapped: list[str] = []

    def again(self) -> Screen:
        if self.confirming:
            sketch = Sketch("确认预约")
            sketch.text(self.chosen)
            return sketch.screen()
        sketch = Sketch("选择医生")
        sheet = sketch.add(Role.DIALOG)
        sketch.text("选择时段", parent=sheet)
        sketch.button("08:00-08:30 余4", "08:30-09:00 余2", parent=sheet)
        sketch.button("下一步", parent=sheet, enabled=bool(self.chosen))
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.tapped.append(node.text)
        if "余" in node.text:
            self.chosen = node.text
        self.confirming = node.text == "下一步"
        return self.again()

    def back(self) -> Screen:
        return self.again()

    def visit(self, _: Place) -> Screen:
        return self.again()


def test_what_a_chosen_time_opens_is_pressed() -> None:
    app = _Sheet()
    start = place("doctors", app.again(), ("预约挂号",))
    way = drill(cast(App, app), start, lambda s: s.title == "确认预约", books=True)
    assert way.screen is not None
    assert app.tapped == ["08:00-08:30 余4", "下一步"]
