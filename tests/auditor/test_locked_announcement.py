"""An announcement that can be closed only after some seconds is waited for, terms are not."""

from __future__ import annotations

from typing import Any

import pytest

from auditor import overlays
from auditor.overlays import Overlays
from devices.model import Role, Screen
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch


def over(label: str, enabled: bool) -> Screen:
    """A page under a dialog that has one button."""
    sketch = Sketch("首页")
    sketch.button("预约挂号", covered=True)
    dialog = sketch.add(Role.DIALOG)
    sketch.text("重要公告:就诊请携带有效身份证件,来院请佩戴口罩。", parent=dialog)
    sketch.button(label, parent=dialog, enabled=enabled)
    return sketch.screen()


class Counting:
    """A session whose button can be pressed at the third look."""

    lexicon = load_lexicon()

    def __init__(self, label: str) -> None:
        self.screen = over(f"{label}(2s)", False)
        self._next = [over(f"{label}(1s)", False), over(label, True)]
        self.looks = 0

    def look(self, since: object = None) -> Screen:
        self.looks += 1
        self.screen = self._next[min(self.looks, 2) - 1]
        return self.screen

    def tap(self, node: Any, purpose: object = None) -> Screen:
        sketch = Sketch("首页")
        sketch.button("预约挂号")
        self.screen = sketch.screen()
        return self.screen

    def show(self, nodes: object = (), note: str = "") -> str:
        return note


@pytest.mark.parametrize(
    ("label", "looks", "closed"), [("关闭", 2, True), ("我已阅读", 0, False), ("同意", 0, False)]
)
def test_what_counts_down_is_closed_when_it_can_be(
    label: str, looks: int, closed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlays, "LOCKED_S", 0)
    session = Counting(label)
    shown = Overlays(session).dismiss()
    assert session.looks == looks
    if closed:
        assert [node.text for node in shown.nodes] == ["预约挂号"]
