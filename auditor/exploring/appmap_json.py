"""The app map as it lies in the run folder: `appmap-<app>-<name>.json`, one picture per screen.

Everything is masked by the recorder's redactor before it is written.
"""

from __future__ import annotations

from typing import Any

from auditor.live.identity import route
from probes.appmap import AppMap, Place, Way


def to_json(appmap: AppMap, evidence: dict[str, str]) -> dict[str, Any]:
    """The map as plain data; `evidence`: evidence id of each place's picture."""
    return {
        "entry": appmap.entry,
        "complete": appmap.complete,
        "cut": appmap.cut,
        "places": [_place(place, evidence.get(place.id, "")) for place in appmap.places.values()],
        "ways": [_way(way) for way in appmap.ways],
        "unvisited": [
            {"place": place, "label": label, "reason": reason}
            for place, label, reason in appmap.unvisited
        ],
        "unmatched": [{"label": label, "place": place} for label, place in appmap.unmatched],
    }


def _place(place: Place, evidence: str) -> dict[str, Any]:
    return {
        "id": place.id,
        "title": place.screen.title,
        "route": route(place.screen.address),
        "trail": list(place.trail),
        "depth": place.depth,
        "outside": place.outside,
        "status": place.screen.status,
        "evidence": evidence,
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "from": way.source,
        "label": way.label,
        "arrival": way.arrival.value,
        "to": way.unfolds or way.target,
        "words": way.words,
    }
