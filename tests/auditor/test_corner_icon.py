"""The bell in the corner of a first page has no words and leads to the messages all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.live.taps import locate, taps_of
from devices.model import Effect, Rect, Role, Screen
from probes.lexicon import load_lexicon
from tests.devices.test_guard import Sketch as Pressed
from tests.devices.test_guard import judged
from tests.probes.sketch import Sketch, place

BELL = Rect(358, 12, 20, 20)


def page(box: Rect, picture: str = "c4328f") -> Screen:
    sketch = Sketch("仁和医院")
    link = sketch.add(Role.LINK, clickable=True, box=(box.x, box.y, box.w, box.h))
    sketch.add(Role.IMAGE, parent=link, image=picture, box=(box.x, box.y, box.w, box.h))
    sketch.button("预约挂号", box=(0, 200, 100, 90))
    return replace(sketch.screen(), width=390, height=844)


@pytest.mark.parametrize(
    ("box", "depth", "tapped"),
    [
        (BELL, 0, True),
        (BELL, 1, False),
        (replace(BELL, x=12), 0, False),
        (replace(BELL, y=400), 0, False),
        (replace(BELL, x=200, w=180), 0, False),
    ],
    ids=["bell", "on a page behind", "left: the way back", "in the page", "banner"],
)
def test_a_picture_without_words_in_the_corner_is_tried(
    box: Rect, depth: int, tapped: bool
) -> None:
    first = place("home", page(box), ("挂号",) * depth)
    labels = [tap.label for tap in taps_of(first, load_lexicon())]
    assert ("右上角图标" in labels) is tapped


def test_it_is_found_again_by_its_picture() -> None:
    screen = page(BELL)
    icon = next(t for t in taps_of(place("home", screen), load_lexicon()) if "图标" in t.label)
    found = locate(screen, icon.anchor)
    assert found is not None
    assert found.bounds == BELL
    assert locate(page(BELL, picture="other"), icon.anchor) is None


def test_looking_what_it_opens_has_no_effect() -> None:
    sketch = Pressed("仁和医院")
    icon = sketch.add("", Role.LINK, clickable=True)
    assert judged(sketch, icon) is Effect.READ
