"""2.2.4: advice on the page that a booking begins with once its terms were agreed to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.finder import Finder
from probes.flows.before_visit.reference import reference_advised
from probes.flows.booking import gates
from probes.flows.forms import reading
from tests.probes.sketch import Sketch, lines, mapped, place, touched, way

ADVICE = "根据您的检查安排,建议预约 2026-12-01 上午,候诊人数较少"


def terms() -> Screen:
    sketch = Sketch("预约须知")
    sketch.text("一、请如实填写信息。二、爽约三次将取消预约资格。")
    sketch.tick(box=(16, 300, 20, 20))
    sketch.text("我已阅读并同意上述协议", box=(44, 296, 260, 28))
    sketch.button("下一步")
    return sketch.screen()


class Clinic:
    """Terms, and what the booking begins with behind them; shut: the terms never open."""

    def __init__(self, words: str, *, shut: bool) -> None:
        self.words, self.shut, self.through = words, shut, False

    def again(self) -> Screen:
        if not self.through:
            return terms()
        sketch = Sketch("选择科室")
        sketch.text(self.words)
        sketch.button("按推荐时间挂号", "内科", "外科")
        return sketch.screen()

    def tap(self, node: Node, purpose: Effect = Effect.READ, **_: bool) -> Screen:
        self.through = self.through or (node.role is Role.BUTTON and not self.shut)
        return self.again()

    def fill(self, node: Node, text: str) -> Screen:
        return self.again()


@pytest.mark.parametrize(
    ("words", "shut", "truth"),
    [(ADVICE, False, True), ("请选择科室", False, False), (ADVICE, True, None)],
    ids=["advised", "nothing", "shut"],
)
def test_the_page_behind_the_terms_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, words: str, shut: bool, truth: bool | None
) -> None:
    for module in (reading, gates):
        monkeypatch.setattr(module, "PAUSE_S", 0)
    gate = place("gate", terms(), ("预约挂号",))
    appmap = mapped(
        place("home", lines("首页", title="首页")), gate, ways=(way("预约挂号", "gate"),)
    )
    app = cast(SimpleNamespace, touched(Clinic(words, shut=shut), appmap, frozenset()))
    app.finder = lambda of=None: Finder(app.lexicon, of or appmap)
    app.open_bookings = lambda: ()
    assert reference_advised(cast(App, app)).truth is truth
