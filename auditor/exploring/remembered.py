"""Pages that open as they were left: the app remembers which of their tabs was chosen.

Then neither the page's address nor the way to it leads to what it showed at first; a control
that is known, or likely, to show that leads there from the page itself.
"""

from __future__ import annotations

from auditor.exploring.bars import beside_in_bar, chosen_in_bar
from auditor.live.identity import is_at
from auditor.live.session import Session
from auditor.live.taps import anchor_of, locate
from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node
from probes.appmap import AppMap, Arrival, Place, page_of

MOST_CHOSEN = 3


def chosen_again(session: Session, appmap: AppMap, place: Place) -> bool:
    """Be on a place whose page is shown with another of its tabs chosen.

    Raises every error of the device but those of a control that is gone, covered or refused.
    """
    for node in _showing(appmap, place)[:MOST_CHOSEN]:
        if page_of(session.screen) != page_of(place.screen):
            return False
        again = locate(session.screen, anchor_of(place, node))
        if again is None:
            continue
        try:
            session.tap(again, looking=True)
        except (ActionRefused, StaleNode, NodeCovered):
            continue
        if is_at(session.screen, place):
            return True
    return False


def _showing(appmap: AppMap, place: Place) -> list[Node]:
    """Controls that show a place as it is: the tab by which it was entered, those that changed
    nothing of it when they were tapped, and the first of a bar whose others lead elsewhere."""
    tab = chosen_in_bar(place)
    ways = [way for way in appmap.ways_from(place.id) if way.node >= 0]
    still = [
        place.screen.nodes[way.node]
        for way in ways
        if way.arrival is Arrival.NOTHING or way.target == place.id
    ]
    tried = {way.node for way in ways}
    panels = (appmap.places[way.target] for way in ways if way.target)
    firsts = (next(iter(beside_in_bar(p)), None) for p in panels if p.parent is place)
    likely = [node for node in firsts if node is not None and node.index not in tried]
    return [*([] if tab is None else [tab]), *likely[:1], *still]
