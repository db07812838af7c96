"""Terms that open over the form when its consent is tapped, and must be agreed to first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.flows.access.agreement import reading_control
from probes.flows.forms import reading
from probes.flows.forms.choices import tick
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, mapped, place

TERMS = (
    "平台使用条款",
    "一、使用本平台须实名,账号限本人使用,不得转借。" * 3,
    "二、本条款自同意之日起生效。",
)


class Form:
    """A registration form whose consent opens its terms; agreeing there ticks the box."""

    def __init__(self, wait: int = 0) -> None:
        self.open = self.ticked = False
        self.wait = wait

    def again(self) -> Screen:
        sketch = Sketch("新用户")
        sketch.tick(self.ticked, box=(16, 300, 20, 20))
        sketch.text("我已阅读并同意《平台使用条款》", box=(44, 296, 300, 28))
        if self.open:
            over = sketch.add(Role.DIALOG, box=(20, 100, 330, 600))
            sketch.text(*TERMS, parent=over)
            left = f"({self.wait}s)" if self.wait else ""
            sketch.button(f"同意并继续{left}", parent=over, enabled=not self.wait)
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        if node.role is Role.CHECKBOX and not self.open:
            self.open = True
        elif node.text.startswith("同意") and not self.wait:
            self.open, self.ticked = False, True
        return self.again()

    def app(self) -> App:
        home = place("form", self.again(), ("注册",))
        parts = {
            "lexicon": load_lexicon(),
            "map": mapped(home),
            "allowed": frozenset({Effect.OWN}),
            "again": self.again,
            "tap": self.tap,
            "visit": lambda where: self.again(),
            "show": lambda nodes=(), note="": note,
            "show_place": lambda where, nodes=(), note="": note,
        }
        return cast(App, SimpleNamespace(**parts))


def test_a_consent_is_given_in_the_text_that_it_opens() -> None:
    form = Form()
    tick(form.app())
    assert form.ticked


def test_such_a_consent_is_a_reading_option() -> None:
    form = Form()
    where = place("form", form.again(), ("注册",))
    assert reading_control(form.app(), [where]).truth is True


def test_a_button_that_counts_down_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    form = Form(wait=3)

    def second(_: float) -> None:
        form.wait -= 1

    monkeypatch.setattr(reading.time, "sleep", second)
    tick(form.app())
    assert form.ticked
