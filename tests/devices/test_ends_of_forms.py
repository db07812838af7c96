"""Words that begin a talk on a menu send what was written where they stand below sentences."""

from __future__ import annotations

import pytest

from devices.model import Effect, Rect, Role
from tests.devices.test_guard import CONTACT, DRAFT, READ, RULES, Sketch, alone, judged


def described(label: str, **more: object) -> Effect:
    """The effect of a small button, one of two, under the description of an illness."""
    sketch = Sketch("图文问诊")
    sketch.add("病情描述")
    sketch.add("", Role.FIELD, kind="textarea", editable=True)
    sketch.button("常用语", bounds=Rect(200, 400, 90, 30))
    box = Rect(20, 400, 90, 30)
    return judged(sketch, sketch.add(label, Role.BUTTON, clickable=True, bounds=box, **more))


@pytest.mark.parametrize("label", ["开始咨询", "立即咨询", "去问诊", "图文咨询"])
def test_a_talk_begun_below_a_description_sends_it_to_somebody(label: str) -> None:
    assert described(label) is CONTACT
    assert alone(label) in {READ, DRAFT}


def test_what_stands_above_a_description_or_is_a_link_leads_on() -> None:
    assert described("图文咨询", link="http://h.test/consult") is DRAFT
    sketch = Sketch("图文问诊")
    tab = sketch.add("图文咨询", Role.TAB, clickable=True)
    sketch.add("", Role.FIELD, kind="textarea", editable=True)
    assert judged(sketch, tab) is DRAFT


def test_records_of_talks_below_a_description_are_read() -> None:
    assert described("咨询记录") is READ
    assert RULES.talking.begun.has("开始咨询")
