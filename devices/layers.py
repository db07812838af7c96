"""What lies over what on an Android screen: who takes a tap at a given point.

Android hands a touch to the top window at that point, and in it to the last painted view that
consumes touches.  A view that neither scrolls nor reacts lets the touch through to the one
below, so only windows above and reacting views painted later cover something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from devices.errors import CaptureFailed
from devices.hierarchy import Element
from devices.model import Role
from devices.widgets import role_of

_BARS = "com.android.systemui"
_KEYBOARD = "inputmethod"
_BAND = 48  # physical pixels: about the height of a line of text
_LOWEST = 20_000  # whatever lies deeper shares one band
_WHOLE = 0.9  # of the screen's area
_BAR_ZONE = 0.16  # of the height: where a page has its title bar


def covered(elements: Sequence[Element]) -> list[bool]:
    """For every element: something else takes the tap at its centre.

    A window covers what lies under its root element.  Inside a window, siblings are painted
    in the order of `drawing-order` where the dump tells it, else in the order of the dump;
    an element is never covered by its own ancestors or descendants.
    """
    ranks, ends = _painting_order(elements)
    windows = [element for element in elements if element.parent < 0]
    takers = _takers_by_band(elements)

    def is_covered(index: int) -> bool:
        element = elements[index]
        if any(w.window > element.window and _holds_centre(w, element) for w in windows):
            return True
        band = _band((element.box[1] + element.box[3]) / 2)
        return any(
            ranks[other] > ends[index] and _holds_centre(elements[other], element)
            for other in takers.get((element.window, band), ())
        )

    return [is_covered(index) for index in range(len(elements))]


def sheets(elements: Sequence[Element], marks: Sequence[bool], size: tuple[int, int]) -> set[int]:
    """Views drawn over the whole page in its own window, with a panel well inside them.

    They consume every touch, so nothing outside them can be tapped.  A page that is laid over
    another one fills the screen from its top and is none.  marks: as `covered` gives them.
    """
    children: dict[int, list[int]] = {}
    for index, element in enumerate(elements):
        children.setdefault(element.parent, []).append(index)
    return {
        index
        for index, element in enumerate(elements)
        if element.parent >= 0
        and element.flag("clickable")
        and not marks[index]
        and _fills(element, size)
        and index in children
        and all(_well_inside(elements[child], size) for child in children[index])
        and _bars_the_rest(elements, marks, index)
    }


def _fills(element: Element, size: tuple[int, int]) -> bool:
    left, top, right, bottom = element.box
    return (right - left) * (bottom - top) >= _WHOLE * size[0] * size[1]


def _well_inside(element: Element, size: tuple[int, int]) -> bool:
    return element.box[1] > size[1] * _BAR_ZONE


def _bars_the_rest(elements: Sequence[Element], marks: Sequence[bool], sheet: int) -> bool:
    """Something that reacts is covered, and whatever reacts outside the sheet is."""
    inside = {sheet}
    barred = 0
    for index, element in enumerate(elements):
        if index == sheet or element.parent in inside:
            inside.add(index)
        elif _takes_touches(element) and element.window == elements[sheet].window:
            if not marks[index]:
                return False
            barred += 1
    return barred > 0


def _takers_by_band(elements: Sequence[Element]) -> dict[tuple[int, int], list[int]]:
    """Elements that consume touches, by window and by the bands of the screen they reach."""
    takers: dict[tuple[int, int], list[int]] = {}
    for index, element in enumerate(elements):
        if _takes_touches(element):
            for band in range(_band(element.box[1]), _band(element.box[3]) + 1):
                takers.setdefault((element.window, band), []).append(index)
    return takers


def _band(y: float) -> int:
    return int(min(max(y, 0), _LOWEST) // _BAND)


def of_the_app(elements: Sequence[Element]) -> tuple[list[Element], list[bool]]:
    """Elements and their covered marks without status bar, navigation bar and keyboard.

    These belong to no app, but what lies under them is covered all the same.
    """
    foreign = {e.window for e in elements if e.parent < 0 and _is_bar(e)}
    places: dict[int, int] = {-1: -1}
    kept: list[Element] = []
    marks: list[bool] = []
    for index, (element, mark) in enumerate(zip(elements, covered(elements), strict=True)):
        if element.window not in foreign:
            places[index] = len(kept)
            kept.append(replace(element, parent=places[element.parent]))
            marks.append(mark)
    if not kept:
        message = "屏幕上只有系统栏、锁屏或键盘,没有应用的界面;请解锁并把应用切到前台"
        raise CaptureFailed(message)
    return kept, marks


def _is_bar(root: Element) -> bool:
    package = root.word("package")
    return package == _BARS or _KEYBOARD in package


def _painting_order(elements: Sequence[Element]) -> tuple[list[int], list[int]]:
    """When each element is painted, and when the last one inside it is."""
    children: dict[int, list[int]] = {}
    for index, element in enumerate(elements):
        children.setdefault(element.parent, []).append(index)
    for siblings in children.values():
        siblings.sort(key=lambda index: _drawing_order(elements[index]))
    ranks, ends = [0] * len(elements), [0] * len(elements)
    for rank, index in enumerate(_walk(children)):
        ranks[index] = ends[index] = rank
        above = elements[index].parent
        while above >= 0:
            ends[above] = rank
            above = elements[above].parent
    return ranks, ends


def _walk(children: dict[int, list[int]]) -> Iterator[int]:
    pending = list(reversed(children.get(-1, ())))
    while pending:
        index = pending.pop()
        yield index
        pending += reversed(children.get(index, ()))


def _drawing_order(element: Element) -> int:
    order = element.word("drawing-order")
    return int(order) if order.isdecimal() else 0


def _takes_touches(element: Element) -> bool:
    reacts = any(element.flag(name) for name in ("clickable", "long-clickable", "scrollable"))
    return reacts or role_of(element.name) in {Role.FRAME, Role.FIELD}


def _holds_centre(cover: Element, element: Element) -> bool:
    left, top, right, bottom = element.box
    x, y = (left + right) / 2, (top + bottom) / 2
    return cover.box[0] <= x < cover.box[2] and cover.box[1] <= y < cover.box[3]
