"""Words that a page says only in its large pictures: read live, and put where they stand."""

from __future__ import annotations

from dataclasses import replace

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Place

SHARE = 0.06
MOST = 3


def pictures(place: Place) -> list[Node]:
    """Pictures of a page that are large enough to hold lines to read."""
    page = place.screen.width * place.screen.height
    return [
        node
        for node in place.screen.nodes
        if node.image and not node.text and not node.clickable and node.bounds.area > SHARE * page
    ]


def with_pictures(app: App, place: Place) -> Place:
    """The place with the lines of its large pictures; itself if nothing can be read in them."""
    drawn = pictures(place)[:MOST]
    screen = app.visit(place) if drawn else None
    if screen is None:
        return place
    lines = [(node, words) for node in drawn for words in _lines(app, screen, node)]
    if not lines:
        return place
    known = len(place.screen.nodes)
    more = tuple(
        Node(known + at, node.index, Role.TEXT, node.bounds, words, font=1)
        for at, (node, words) in enumerate(lines)
    )
    return replace(place, screen=replace(place.screen, nodes=(*place.screen.nodes, *more)))


def _lines(app: App, screen: Screen, drawn: Node) -> list[str]:
    """What is read in a picture, wherever it stands on the page as it is now."""
    node = next((n for n in screen.nodes if n.image == drawn.image), None)
    return app.label(node).split() if node is not None else []
