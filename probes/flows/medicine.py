"""4.3: what the app itself shows of medicines: prescriptions, leaflets, what is brought home."""

from __future__ import annotations

from probes.app import App
from probes.finding import Finding
from probes.flows.lookup import looked_up
from probes.flows.search import shown

DEPTH = 3


def medicine(app: App, key: str) -> Finding:
    """L1: a screen of the function shows it; a message about a medicine is none."""
    return shown(app, key, depth=DEPTH, letters=False)


def leaflet(app: App) -> Finding:
    """L1: the leaflet of a medicine can be read, if need be after looking it up by its name."""
    found = medicine(app, "drug_leaflet")
    return found if found.truth is not None else looked_up(app, "drug_leaflet") or found
