"""What stands above, below and beside a node of one screen, by where it is drawn."""

from __future__ import annotations

from devices.model import Node, Screen

INDENT, BELOW, PAGE_SHARE, TOP_BAR = 12, 32, 0.5, 0.1


def heading_before(screen: Screen, box: Node) -> Node | None:
    """The last line by itself above a box: between the two there are only boxes.

    None if it can be touched: it is a control of its own.
    """
    beside = [n for n in screen.nodes[: box.index] if n.parent == box.parent and n.text]
    return beside[-1] if beside and not beside[-1].clickable else None


def beneath(screen: Screen, node: Node) -> str:
    """The words right below a node, in the same column."""
    box = node.bounds
    below = (
        n.text
        for n in screen.nodes[node.index + 1 :]
        if n.text
        and abs(n.bounds.x - box.x) <= INDENT
        and 0 <= n.bounds.y - box.bottom + 8 <= BELOW
    )
    return next(below, "").split("\n")[0]


def on_line(screen: Screen, node: Node) -> str:
    """What stands on one line with a node, the node's own words included."""
    level = node.bounds.center[1]
    reach_ = max(node.bounds.h, 16) / 2 + 4
    return " ".join(
        n.text for n in screen.nodes if n.text and abs(n.bounds.center[1] - level) <= reach_
    )


def fills_page(screen: Screen, box: Node) -> bool:
    """Whether a box is so large that it heads nothing in particular."""
    return box.bounds.area > PAGE_SHARE * screen.width * screen.height


def in_top_bar(screen: Screen, node: Node) -> bool:
    """Where an app draws the name of a page, the way back and a menu."""
    return node.bounds.bottom < TOP_BAR * screen.height
