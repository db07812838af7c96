"""Days of a calendar are samples of one list: none cuts a map, and the one in force is tapped."""

from __future__ import annotations

import pytest

from auditor.exploring.coverage import left_open
from auditor.live.taps import locate, taps_of
from devices.model import Role
from probes.appmap import Arrival, Way
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("label", "open_"),
    [("{}", False), ("{}日", False), ("2026-11-{}", False), ("{}号楼", True), ("4{}", True)],
)
def test_days_that_could_not_be_tapped_leave_nothing_open(label: str, open_: bool) -> None:
    ways = tuple(
        Way("home", 0, label.format(day), Arrival.FAILED, words="被挡住") for day in range(10, 16)
    )
    appmap = mapped(place("home", lines("请选择日期")), ways=ways)
    assert bool(left_open(appmap, LEXICON, list(appmap.places.values()))) is open_


def test_of_equal_words_the_one_that_can_be_touched_is_found() -> None:
    sketch = Sketch("选择日期")
    for _ in range(2):
        sketch.button("28", enabled=False)
    wanted = sketch.button("28")
    other = sketch.button("28")
    screen = sketch.screen()
    found = [locate(screen, tap.anchor) for tap in taps_of(place("p", screen), LEXICON)]
    assert [node.index for node in found if node] == [wanted, other]
    assert screen.nodes[wanted].role is Role.BUTTON
