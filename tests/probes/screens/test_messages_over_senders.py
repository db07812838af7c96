"""A message that hangs over the control of a form is waited for before it is said to be missing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.finding import Finding
from probes.flows.forms.submitting import Reply, send
from probes.flows.screens import waiting
from probes.flows.screens.fields import PROSE
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, said


def form(covered: bool, closes: str = "") -> Screen:
    sketch = Sketch("用户注册")
    sketch.field("意见", kind="textarea", value=PROSE)
    sketch.button("同意协议并注册", covered=covered)
    if closes:
        for words in ("一", "二", "三", "四"):
            sketch.text(words, covered=True)
        sketch.button(closes)
    return sketch.screen()


class Fading:
    """A form whose button lies under a message for the first few looks."""

    def __init__(self, looks: int, closes: str = "") -> None:
        self.left, self.closes, self.looked = looks, closes, 0
        self.lexicon, self.account, self.allowed = load_lexicon(), TEST_ACCOUNT, frozenset(Effect)
        self.memory: dict[str, Any] = {}

    def again(self) -> Screen:
        return form(self.left > 0, self.closes)

    def wait(self, seconds: float) -> None:
        self.left -= 1
        self.looked += 1

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        assert not node.covered
        return Sketch("注册").screen(events=said("注册成功"))

    def show(self, nodes: object = (), note: str = "") -> str:
        return note


@pytest.mark.parametrize(
    ("looks", "closes", "sent", "waited"),
    [(0, "", True, 0), (3, "", True, 3), (99, "", False, 5), (99, "查看详情", False, 0)],
)
def test_a_fading_message_is_waited_for_and_a_dialog_is_not(
    monkeypatch: pytest.MonkeyPatch, looks: int, closes: str, sent: bool, waited: int
) -> None:
    app = Fading(looks, closes)
    monkeypatch.setattr(waiting, "time", SimpleNamespace(sleep=app.wait))
    result = send(cast(App, app), Effect.OWN, "register_button")
    assert isinstance(result, Reply) is sent
    assert isinstance(result, Finding) is not sent
    assert app.looked == waited
