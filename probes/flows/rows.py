"""What each row of a list offers (咨询 beside each doctor): it belongs to the list."""

from __future__ import annotations

from collections.abc import Iterator

from probes.appmap import Place

LEAST_ROWS = 3


def row_labels(place: Place | None) -> Iterator[str]:
    """On the way to a place, the labels of what each row of a list offers."""
    while place is not None and place.trail:
        if _on_each_row(place):
            yield place.trail[-1]
        place = place.parent


def _on_each_row(place: Place) -> bool:
    way, page = place.entered_by, place.parent
    if way is None or page is None:
        return False
    taps = (node for node in page.screen.nodes if node.clickable)
    return sum(page.label(node) == way.label for node in taps) >= LEAST_ROWS
