"""Bars that stay while the page beneath them changes: tabs, the menu at the side, chips.

Whoever came to a panel by one of them has the others before them once more.  Each leads where it
led from the page before, and the one that was touched is where one is already.
"""

from __future__ import annotations

from devices.model import Node, Rect, Screen
from probes.appmap import Place, page_of

LEVEL = 4  # logical pixels by which two of a bar may be out of line
SPOT = 8  # and by which one may have moved meanwhile


def chosen_in_bar(place: Place) -> Node | None:
    """The control by which a panel was entered, where it still stands on it; None if it is gone.

    One of many with the same words (the 开具 of each bill) is a row of a list, and no tab.
    """
    way, page = place.entered_by, place.parent
    if way is None or page is None or place.part or way.node < 0:
        return None
    if page_of(page.screen) != page_of(place.screen):
        return None
    chosen = _standing(page.screen, page.screen.nodes[way.node], place.screen)
    return None if chosen is None or _is_one_of_many(place.screen, chosen) else chosen


def _is_one_of_many(screen: Screen, node: Node) -> bool:
    words = screen.label(node)
    nodes = (n for n in screen.nodes if n.clickable and n.role is node.role)
    return sum(screen.label(n) == words for n in nodes) > 1


def beside_in_bar(place: Place) -> list[Node]:
    """The other controls of the bar by which a panel was entered, as they stood on the page
    before, in reading order; none where it was entered by no bar."""
    page = place.parent
    if page is None or chosen_in_bar(place) is None:
        return []
    nodes = (n for n in place.screen.nodes if n.clickable and not n.covered)
    stood = (_standing(place.screen, n, page.screen) for n in nodes if is_in_bar(place, n))
    before = {n.index: n for n in stood if n is not None and n.index != _entered_by(place)}
    return sorted(before.values(), key=lambda n: (round(n.bounds.y / LEVEL), n.bounds.x))


def _entered_by(place: Place) -> int:
    return -1 if place.entered_by is None else place.entered_by.node


def is_in_bar(place: Place, node: Node) -> bool:
    """Whether a control belongs to the bar by which a panel was entered."""
    chosen = chosen_in_bar(place)
    if chosen is None or place.parent is None:
        return False
    if node.index == chosen.index:
        return True
    screen = place.screen
    beside = node.role is chosen.role and _aligned(node.bounds, chosen.bounds)
    holder = _holder(screen, chosen)
    if not beside or holder < 0 or _holder(screen, node) != holder:
        return False
    return _standing(screen, node, place.parent.screen) is not None


def _standing(screen: Screen, node: Node, other: Screen) -> Node | None:
    """The same control on another screen: its words, its role, and where it stood."""
    words = screen.label(node)
    alike = (n for n in other.nodes if n.clickable and not n.covered and n.role is node.role)
    near = (n for n in alike if _at_one_spot(n.bounds, node.bounds))
    return next((n for n in near if words and other.label(n) == words), None)


def _at_one_spot(a: Rect, b: Rect) -> bool:
    return abs(a.x - b.x) <= SPOT and abs(a.y - b.y) <= SPOT


def _aligned(a: Rect, b: Rect) -> bool:
    """Side by side on one line, or one below the other in one column."""
    if abs(a.y - b.y) <= LEVEL and abs(a.h - b.h) <= LEVEL:
        return True
    return abs(a.x - b.x) <= LEVEL and abs(a.w - b.w) <= LEVEL


def _holder(screen: Screen, node: Node) -> int:
    """The nearest box around a control that holds another one too; -1 if there is none."""
    for box in screen.above(node):
        inside = (n for n in screen.below(box) if n.clickable and n.role is node.role)
        if any(n.index not in _line(screen, node) for n in inside):
            return box.index
    return -1


def _line(screen: Screen, node: Node) -> set[int]:
    """A control with all that is in it and around it."""
    inside = {n.index for n in screen.below(node)}
    return inside | {node.index} | {up.index for up in screen.above(node)}
