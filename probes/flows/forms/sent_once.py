"""A form that was sent is not sent again: one sending answers for all that it proves."""

from __future__ import annotations

from dataclasses import replace

from probes.app import App
from probes.appmap import Place
from probes.finding import Finding

_SENT = "forms that were taken in"


def taken_in(app: App, place: Place, name: str) -> Finding | None:
    """What came of sending the form of a place that the app has taken in already."""
    found = _sent(app).get(place.id)
    if found is None:
        return None
    return replace(found, reason=f"{name}(同一张表,已提交过一次):{found.reason}")


def note_taken_in(app: App, place: Place, finding: Finding) -> None:
    """Remember a form that was taken in; one that was refused may be tried once more."""
    if finding.truth is True:
        _sent(app)[place.id] = finding


def _sent(app: App) -> dict[str, Finding]:
    sent = app.memory.setdefault(_SENT, {})
    assert isinstance(sent, dict)
    return sent
