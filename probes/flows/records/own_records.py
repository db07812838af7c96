"""The patient's own records: a document of the kind can be opened and says what such ones say."""

from __future__ import annotations

from probes.app import App
from probes.finding import Finding, yes
from probes.flows.places.content import said_by
from probes.flows.places.opening import live
from probes.flows.places.search import shown
from probes.model import Cause

_OPEN = {Cause.NOT_CONCLUSIVE, Cause.MAP_INCOMPLETE, Cause.DEVICE_FAILED}


def record_shown(app: App, key: str) -> Finding:
    """L1: as the map shows it; where that leaves it open, a few entries are opened live."""
    finding = shown(app, key, depth=3)
    if finding.truth is not None or finding.cause not in _OPEN:
        return finding
    function = app.lexicon.functions[key]
    for screen in live(app, key):
        if function.shown_by(said_by(screen)):
            nodes = [n for n in screen.nodes if n.text and function.proof[0].search(n.text)][:2]
            return yes(f"{function.name}:{screen.title}", [app.show(nodes, function.name)])
    return finding
