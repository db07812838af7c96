"""An app of sketched screens, live on a replay device, whose labels lead from one to another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from auditor.walker import Walker
from devices.model import Channel, DeviceFacts, Gesture, Screen
from devices.recording import BackRule, Recording, Way
from tests.auditor.recorded import opened
from tests.probes.sketch import HEIGHT, WIDTH

FACTS = DeviceFacts(Channel.H5, "手绘", "drawn", "1", int(WIDTH), int(HEIGHT))


def openings(screens: Mapping[str, Screen], without: Collection[str] = ()) -> list[Way]:
    """From anywhere, each screen by its address; `without`: those that no address opens."""
    return [
        Way(origin, Gesture.OPEN, name, text=screen.address)
        for origin in ("", *screens)
        for name, screen in screens.items()
        if name not in without
    ]


def touches(screens: Mapping[str, Screen], to: Mapping[str, str]) -> list[Way]:
    """Every control that nothing lies over, and the screen to which its label leads."""
    return [
        Way(name, Gesture.TAP, to[node.text], node.index, node.text)
        for name, screen in screens.items()
        for node in screen.nodes
        if node.clickable and not node.covered
    ]


def walked(folder: Path, screens: Mapping[str, Screen], ways: Iterable[Way]) -> Walker:
    """The app of these screens and ways, as a probe is given it; BACK leads to the one before."""
    recording = Recording(FACTS, dict(screens), tuple(ways), back=BackRule.HISTORY)
    return opened(folder, recording=recording)
