"""3.1.1: how far along is what the patient waits for, asked at any moment or sent to them."""

from __future__ import annotations

from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of
from probes.flows.messages import anywhere, kinds, sent
from probes.flows.search import shown

FACT = "3.1.1.progress_kinds"


def progress(app: App) -> dict[str, Finding]:
    """L1: for each kind of service, a screen of its own, a line among others, or a message."""
    return {kind: _of_kind(app, kind) for kind in kinds()[FACT]}


def _of_kind(app: App, kind: str) -> Finding:
    waits = kind == "waiting"
    among = anywhere(app, "queue", kinds()[FACT][kind], _of_another if waits else _of_none)
    if among.truth:
        return among
    if kind == "other":
        return shown(app, "progress_other")
    if waits:
        return any_of([sent(app, f"{FACT}.{kind}"), among])
    own = shown(app, f"progress_{kind}")
    return any_of([sent(app, f"{FACT}.{kind}"), own, among])


def _of_none(place: Place) -> bool:
    return False


def _of_another(place: Place) -> bool:
    """A page whose name tells what else is waited for (检查排队): no waiting for a doctor."""
    names = (place.screen.title, *(label.split(" ")[0] for label in place.trail[-1:]))
    waiting = kinds()[FACT]["waiting"]
    others = [pattern for kind, pattern in kinds()[FACT].items() if kind != "waiting"]
    return any(p.search(n) for p in others for n in names if n and not waiting.search(n))
