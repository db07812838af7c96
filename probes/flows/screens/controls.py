"""A control found again on a newer screen by what is read on it."""

from __future__ import annotations

from devices.model import Node, Screen


def labelled(screen: Screen, label: str, *, covered: bool = False) -> Node | None:
    """The first thing to tap that bears this label; covered: be it under something else."""
    taps = (n for n in screen.nodes if n.clickable and (covered or not n.covered))
    return next((n for n in taps if screen.label(n) == label), None)
