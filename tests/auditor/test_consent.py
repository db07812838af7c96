"""How it is known that an app wants its terms agreed to first."""

from __future__ import annotations

import pytest

from auditor.live.consent import wants_consent
from devices.model import Role
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch


@pytest.mark.parametrize(
    ("words", "buttons", "wanted"),
    [
        ("请先勾选", ("知道了",), True),
        ("请先阅读并同意《问诊须知》", ("知道了",), True),
        ("请先阅读并同意《问诊须知》", ("不同意", "同意并继续"), False),  # these are the terms
        ("请先选择就诊人", ("知道了",), False),
    ],
)
def test_a_box_that_can_only_be_closed_may_ask_for_it(
    words: str, buttons: tuple[str, ...], wanted: bool
) -> None:
    sketch = Sketch("在线问诊")
    box = sketch.add(Role.DIALOG, box=(12, 66, 366, 790))
    sketch.text(words, parent=box)
    for button in buttons:
        sketch.button(button, parent=box)
    assert wants_consent(sketch.screen(), load_lexicon()) is wanted
