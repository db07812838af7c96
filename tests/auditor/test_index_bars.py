"""Letters at the edge of a list are not tapped; letters to choose from are."""

from __future__ import annotations

from auditor.live.taps import taps_of
from devices.model import Role
from probes.appmap import Place
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch

LEXICON = load_lexicon()


def tapped(sketch: Sketch) -> list[str]:
    return [tap.label for tap in taps_of(Place("p", sketch.screen()), LEXICON)]


def test_a_bar_of_letters_only_scrolls() -> None:
    sketch = Sketch("科室导览")
    for name in ("儿科", "骨伤科", "脾胃病科", "针灸科"):
        sketch.button(name)
    for number, letter in enumerate("EGPZ#"):
        box = (350.0, 120.0 + 16 * number, 20.0, 14.0)
        sketch.add(Role.TEXT, letter, clickable=True, box=box)
    assert set(tapped(sketch)) == {"儿科", "骨伤科", "脾胃病科", "针灸科"}


def test_letters_side_by_side_are_tabs() -> None:
    sketch = Sketch("按字母找医生")
    for number, letter in enumerate("EGPZ"):
        box = (200.0 + 40 * number, 120.0, 30.0, 30.0)
        sketch.add(Role.TEXT, letter, clickable=True, box=box)
    assert set(tapped(sketch)) == set("EGPZ")


def test_a_few_letters_are_answers() -> None:
    sketch = Sketch("风险自测")
    for number, letter in enumerate("ABC"):
        box = (300.0, 120.0 + 40 * number, 30.0, 30.0)
        sketch.add(Role.TEXT, letter, clickable=True, box=box)
    assert set(tapped(sketch)) == set("ABC")
