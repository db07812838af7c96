"""Departments for what goes round in the region, offered where one asks for a department."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.model import Node, Screen
from probes.app import App
from probes.finding import Finding, yes
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.lexicon import plain

KEY = "triage"
LONGEST_HEADING, LONGEST_ROOM = 20, 14
_GOES_ROUND = re.compile(
    "(本[市区县省地月周季]|近期|当前|当季|当地|时令|\\d{1,2}月|[一-鿿]{2}[市区])[^\\n]{0,10}(多发|高发|流行)"
    "|流行病[^\\n]{0,6}(提示|预警|提醒)"
)
_SENDS = re.compile(
    "(建议|推荐|请|可)(您)?(优先|首先|先|直接)?(到|去|挂|前往)[^\\n,，。;；]{0,12}(门诊|诊室|[一-鿿]科)"
)
_ROOM = re.compile("[一-鿿](科|门诊|中心)([((][^))]*[))])?$")


def by_what_goes_round(app: App, name: str) -> Finding | None:
    """L1: beside each illness that goes round now stands the department to book for it.

    A box of its own with a heading that says so, on a page of triage; a notice to everybody
    names no department to tap.  Or the page itself says what goes round and where to go with it.
    """
    for hit in sift(app, KEY)[0]:
        said = [n for n in frame(app).own(hit.place.screen) if _says_where_to_go(n.text)]
        if said and hollow_screen(app, hit.place, KEY) is None:
            words = f"{name}:{hit.place.path}“{said[0].text[:30]}”"
            return yes(words, [app.show_place(hit.place, said[:1], name)])
        for place in reach(app, hit, depth=2):
            own = [n for n in frame(app).own(place.screen) if _GOES_ROUND.search(n.text)]
            heads = (n for n in own if len(plain(n.text)) <= LONGEST_HEADING and n.parent >= 0)
            pairs = ((head, room) for head in heads for room in _rooms(place.screen, head))
            offered = next(pairs, None)
            if offered is not None and hollow_screen(app, place, KEY) is None:
                head, room = offered
                words = f"{name}:{place.path}“{head.text[:16]}:{place.screen.label(room)[:12]}”"
                return yes(words, [app.show_place(place, [head, room], name)])
    return None


def _says_where_to_go(words: str) -> bool:
    return _GOES_ROUND.search(words) is not None and _SENDS.search(words) is not None


def _rooms(screen: Screen, head: Node) -> Iterator[Node]:
    """Departments to tap in the box of a heading, below it."""
    for node in screen.below(screen.nodes[head.parent]):
        words = plain(screen.label(node))
        below = node.index > head.index and node.clickable and not node.covered
        if below and len(words) <= LONGEST_ROOM and _ROOM.search(words):
            yield node
