"""Symptoms are chosen before advice is asked for: by part of the body, with how long they last."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Effect, Events, Node, Role, Screen
from probes.app import App
from probes.flows.advice import _ask
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, place

ADVICE = "根据您的症状,建议就诊科室:神经内科"


class Triage:
    """Symptoms to tick, by part of the body or at once; `lasting`: how long is asked as well."""

    def __init__(self, *, by_part: bool, lasting: bool, boxes: bool, advice: str = ADVICE) -> None:
        self.by_part, self.lasting, self.boxes, self.advice = by_part, lasting, boxes, advice
        self.part, self.ticked, self.days, self.done = not by_part, set[str](), False, False

    def again(self, *said: str) -> Screen:
        sketch = Sketch("智能导诊", address=f"https://a.example/#/p{int(self.part)}")
        if self.done:
            sketch.text(self.advice)
        elif not self.part:
            sketch.button("头部 头痛、头晕", "腹部 腹痛、恶心")
        else:
            for number, words in enumerate(("头痛", "头晕目眩")):
                y = 100.0 + 60 * number
                row = sketch.text(words, box=(50, y, 200, 30), clickable=True)
                if self.boxes:
                    checked = words in self.ticked
                    sketch.tick(checked, box=(16, y, 24, 24), parent=row)
            for number, words in enumerate(("1天内", "1-7天") if self.lasting else ()):
                y = 300.0 + 40 * number
                self_checked = self.days and number == 0
                sketch.tick(self_checked, role=Role.RADIO, text=words, box=(16, y, 300, 30))
            sketch.button("查看推荐科室")
        return sketch.screen(events=Events(toasts=said))

    def tap(self, node: Node, purpose: Effect = Effect.READ) -> Screen:
        words = node.text
        if words.startswith(("头部", "腹部")):
            self.part = True
        elif node.role is Role.RADIO:
            self.days = True
        elif words in {"头痛", "头晕目眩"}:
            self.ticked ^= {words}
        elif words == "查看推荐科室" and not self.ticked:
            return self.again("请至少选择一个症状")
        elif words == "查看推荐科室" and self.lasting and not self.days:
            return self.again("请选择持续时间")
        elif words == "查看推荐科室":
            self.done = True
        return self.again()

    def app(self) -> App:
        parts = {"lexicon": load_lexicon(), "account": TEST_ACCOUNT, "allowed": frozenset()}
        parts |= {"again": self.again, "tap": self.tap, "visit": lambda where: self.again()}
        parts |= {"show": lambda *args: "e1", "show_place": lambda *args: "e1", "memory": {}}
        return cast(App, SimpleNamespace(**parts))


@pytest.mark.parametrize("by_part", [True, False])
@pytest.mark.parametrize("lasting", [True, False])
@pytest.mark.parametrize("boxes", [True, False])
def test_symptoms_are_chosen_and_then_advice_is_asked_for(
    by_part: bool, lasting: bool, boxes: bool
) -> None:
    triage = Triage(by_part=by_part, lasting=lasting, boxes=boxes)
    found = _ask(triage.app(), place("p", triage.again(), ("智能导诊",)), "智能分诊")
    assert found.truth is True
    mute = Triage(by_part=by_part, lasting=lasting, boxes=boxes, advice="感谢使用")
    found = _ask(mute.app(), place("p", mute.again(), ("智能导诊",)), "智能分诊")
    assert found.truth is not True
