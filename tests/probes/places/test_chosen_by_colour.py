"""Words side by side on a form, of which one is chosen by its colour: no dead entries."""

from __future__ import annotations

from devices.model import Role, Screen
from probes.flows.places.hits import sift
from tests.probes.sketch import Sketch, explored, mapped, place, way

MEASURES = ("血压", "血糖", "体重")


def diary(*, hint: str = "如 120/80", sends: bool = True) -> Screen:
    sketch = Sketch("健康档案")
    row = sketch.add(Role.GROUP)
    for number, words in enumerate(MEASURES):
        box = (16 + 70 * number, 140, 60, 30)
        sketch.add(Role.TEXT, words, parent=row, clickable=True, box=box)
    if hint:
        sketch.field(hint, box=(100, 180, 200, 30))
    if sends:
        sketch.button("记录", box=(16, 240, 340, 40))
    return sketch.screen()


def dead_entries(screen: Screen, **leads: str) -> list[bool | None]:
    """What is said of monitoring by words that did nothing; `leads`: those that opened a page."""
    home = place("home", screen)
    pages = [place(name, Sketch(name).screen(), (name,)) for name in leads.values()]
    nodes = {n.text: n.index for n in screen.nodes if n.text in MEASURES}
    ways = [way(words, leads.get(words, ""), node=nodes[words]) for words in MEASURES]
    app = explored(mapped(home, *pages, ways=tuple(ways)))
    app.again = lambda: screen  # type: ignore[method-assign]
    return [finding.truth for finding in sift(app, "monitoring")[1]]


def test_answers_of_a_form_are_no_entries_that_fail() -> None:
    assert dead_entries(diary()) == []


def test_tiles_that_do_nothing_fail_where_nothing_is_asked() -> None:
    assert dead_entries(diary(hint=""))
    assert dead_entries(diary(sends=False))
    assert dead_entries(diary(hint="搜索服务"))


def test_one_of_a_menu_whose_others_open_pages_fails() -> None:
    assert dead_entries(diary(), 体重="体重")
