"""4.3: what the app itself shows of medicines: prescriptions, leaflets, what is brought home."""

from __future__ import annotations

from probes.app import App
from probes.finding import Finding
from probes.flows.search import shown

DEPTH = 3


def medicine(app: App, key: str) -> Finding:
    """L1: a screen of the function shows it; a message about a medicine is none."""
    return shown(app, key, depth=DEPTH, letters=False)
