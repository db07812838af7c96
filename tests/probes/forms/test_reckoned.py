"""A self-test that is answered by touches alone is sent by what reckons it."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.forms.senders import reckoner
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch


@pytest.mark.parametrize(
    ("questions", "label", "found"),
    [(3, "查看结果", True), (1, "查看结果", False), (3, "查看报告", False)],
)
def test_what_stands_below_several_questions_reckons_them(
    questions: int, label: str, found: bool
) -> None:
    sketch = Sketch("自我测评")
    for number in range(questions):
        sketch.text(f"{number + 1}. 近期进食量")
        row = sketch.add(Role.GROUP, box=(0, 100 + 90 * number, 375, 40))
        sketch.button("与平时相同", "略少于平时", "只能进流食", parent=row)
    sketch.button(label)
    node = reckoner(sketch.screen(), load_lexicon())
    assert (node is not None) is found
