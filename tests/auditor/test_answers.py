"""The words of a tick are an answer, no way to anywhere; a card with a tick on it may be one."""

from __future__ import annotations

import pytest

from auditor.live.taps import taps_of
from devices.model import Role
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, place

OTHER = "查看说明"


@pytest.mark.parametrize("role", [Role.RADIO, Role.CHECKBOX])
@pytest.mark.parametrize(
    ("rows", "tapped"),
    [
        ([("2 分",), ("3 分",)], set()),
        ([("非常满意",), ("不满意",)], set()),
        ([("我已阅读",)], {"我已阅读"}),
        ([("检查费", "¥35.00"), ("检验费", "¥40.00")], {"检查费 ¥35.00", "检验费 ¥40.00"}),
    ],
)
def test_an_answer_is_not_tapped(role: Role, rows: list[tuple[str, ...]], tapped: set[str]) -> None:
    sketch = Sketch("页面")
    for words in rows:
        row = sketch.add(Role.GROUP, clickable=True)
        sketch.text(*words, parent=row)
        sketch.tick(role=role, parent=row)
    sketch.button(OTHER)
    taps = taps_of(place("p", sketch.screen()), load_lexicon())
    assert {tap.label for tap in taps} == {OTHER} | tapped
