"""Records what a live device shows and does, for a later replay without it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from devices.errors import StaleNode
from devices.model import Action, Device, DeviceFacts, Events, Gesture, Screen
from devices.recording import FILE, Recording, Way, problems_of, recording_to_json
from documents import DocumentError, Source

_TEXT_KEPT = {Gesture.CHOOSE, Gesture.OPEN, Gesture.SCROLL}

Mask = Callable[[Screen], Screen]


def record(device: Device, *, mask: Mask | None = None, pictures: bool = False) -> RecordingDevice:
    """Wrap a device so that its run is recorded.

    mask: blots out personal data in a screen before it is kept (same nodes, other words).
    pictures: keep the pictures that are asked for; they are kept as they are, unmasked.
    """
    return RecordingDevice(device, mask or (lambda screen: screen), pictures)


class RecordingDevice:
    """A Device that hands everything on to another one and remembers screens and ways.

    What is typed or uploaded is not remembered, and of downloads only their nature.
    An action that fails or is refused leaves no way.
    """

    def __init__(self, device: Device, mask: Mask, pictures: bool) -> None:
        self._device = device
        self._mask = mask
        self._keeps_pictures = pictures
        self._ids: dict[Screen, str] = {}
        self._ways: list[Way] = []
        self._pictures: dict[str, bytes] = {}
        self._newest: Screen | None = None
        self._place = ""

    @property
    def facts(self) -> DeviceFacts:
        """The facts of the device behind."""
        return self._device.facts

    def start(self, entry: str) -> Screen:
        """See Device.start."""
        screen = self._device.start(entry)
        self._place = ""
        self._arrive(screen, Way("", Gesture.OPEN, "", text=entry))
        return screen

    def screen(self) -> Screen:
        """See Device.screen; a change that came by itself becomes a way without gesture."""
        screen = self._device.screen()
        if self._id(screen) != self._place or screen.events != Events():
            self._arrive(screen, Way(self._place, None, ""))
        self._newest = screen
        return screen

    def perform(self, action: Action) -> Screen:
        """See Device.perform; StaleNode if the node is not from the newest screen."""
        way = self._way(action)
        screen = self._device.perform(action)
        self._arrive(screen, way)
        return screen

    def picture(self, *, bare: bool = False) -> bytes:
        """See Device.picture; one without its bars is not recorded."""
        picture = self._device.picture(bare=bare)
        if not bare and self._keeps_pictures and self._place:
            self._pictures.setdefault(self._place, picture)
        return picture

    def close(self) -> None:
        """See Device.close; what was recorded stays available."""
        self._device.close()

    def recording(self) -> Recording:
        """All that was recorded so far."""
        screens = {key: screen for screen, key in self._ids.items()}
        ways = tuple(self._ways)
        return Recording(self.facts, screens, ways, dict(self._pictures))

    def _way(self, action: Action) -> Way:
        text = action.text if action.gesture in _TEXT_KEPT else None
        if action.node is None:
            return Way(self._place, action.gesture, "", text=text)
        index, newest = action.node.index, self._newest
        if newest is None or index >= len(newest.nodes) or newest.nodes[index] != action.node:
            raise StaleNode(f"第 {index} 个节点不在最近一次看到的屏幕上,请重新读取屏幕")
        shown = self._mask(newest)
        label = shown.label(shown.nodes[index])
        return Way(self._place, action.gesture, "", index, label, text)

    def _arrive(self, screen: Screen, way: Way) -> None:
        events = self._mask(screen).events
        self._newest, self._place = screen, self._id(screen)
        self._ways.append(replace(way, target=self._place, events=events))

    def _id(self, screen: Screen) -> str:
        kept = replace(self._mask(screen), events=Events())
        return self._ids.setdefault(kept, f"s{len(self._ids) + 1:04d}")


def write_recording(recording: Recording, folder: Path) -> None:
    """Write a recording to a new folder, wholly or not at all.

    Raises DocumentError if the recording contradicts itself, FileExistsError if the folder
    is already there.
    """
    problems = [*problems_of(recording, Source(str(folder), None))]
    if problems:
        raise DocumentError(problems)
    if folder.exists():
        raise FileExistsError(f"{folder} 已经存在,请另选一个目录:录制从不覆盖")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        draft = Path(scratch) / "draft"
        (draft / "pictures").mkdir(parents=True)
        for key, picture in recording.pictures.items():
            _write(draft / "pictures" / f"{key}.png", picture)
        text = json.dumps(recording_to_json(recording), ensure_ascii=False, separators=(",", ":"))
        _write(draft / FILE, text.encode())
        draft.rename(folder)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
