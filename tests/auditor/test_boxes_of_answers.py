"""A box around the answers of one question is no entry, and missing it hides nothing."""

from __future__ import annotations

import pytest

from auditor.live.taps import taps_of
from devices.model import Role, Screen
from probes.appmap import Arrival
from probes.flows.places.absence import missed
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place, way


def question(*answers: str, lone: str = "") -> Screen:
    """A box that can be tapped around answers with ticks, or around a tick on a card."""
    sketch = Sketch("风险自评")
    box = sketch.add(Role.GROUP, clickable=True)
    for words in answers:
        answer = sketch.tick(role=Role.RADIO, parent=box)
        sketch.text(words, parent=answer)
    if lone:
        sketch.tick(parent=box)
        sketch.text(lone, parent=box)
    return sketch.screen()


@pytest.mark.parametrize(
    ("screen", "tapped"),
    [
        (question("是", "否"), []),
        (question("无", "轻", "重"), []),
        (question(lone="血常规报告 2026-03-01"), ["血常规报告 2026-03-01"]),
    ],
)
def test_the_box_around_answers_is_not_tapped(screen: Screen, tapped: list[str]) -> None:
    labels = [tap.label for tap in taps_of(place("p", screen), load_lexicon())]
    assert [label for label in labels if label] == tapped


@pytest.mark.parametrize(
    ("screen", "hides"), [(question("是", "否"), False), (question(lone="更多服务"), True)]
)
def test_a_box_around_answers_that_could_not_be_tapped_hides_nothing(
    screen: Screen, hides: bool
) -> None:
    failed = way("是 否", source="p", arrival=Arrival.FAILED)
    appmap = mapped(place("home", lines("首页")), place("p", screen, ("风险自评",)), ways=(failed,))
    assert missed(failed, appmap, load_lexicon()) is hides
