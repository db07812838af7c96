"""Evidence of one app: the screens that were seen, each with its picture, and its downloads.

Hands on what the recorder keeps; what is private is masked there, before anything is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from devices.errors import CaptureFailed
from devices.model import Device, Node, Role, Screen
from devices.screen_json import to_json
from evidence.model import Box
from evidence.recorder import Recorder


class Keeping:
    """Keeps what one app shows on one device; a screen with the same boxes and note only once."""

    def __init__(self, app_id: str, device: Device, recorder: Recorder) -> None:
        self._app_id = app_id
        self._device = device
        self._recorder = recorder
        self._captured: dict[str, str] = {}

    def keep(self, screen: Screen, picture: bytes, nodes: Iterable[Node], note: str) -> str:
        """The id of a screen with its picture of the same moment; CaptureFailed without one."""
        boxes = tuple(_box(node) for node in nodes)
        key = f"{screen.digest}|{boxes}|{note}"
        if key not in self._captured:
            if not picture:
                raise CaptureFailed(f"{screen.address}:没有这一刻的画面")
            self._captured[key] = self._recorder.capture(
                app=self._app_id,
                address=screen.address,
                title=screen.title,
                picture=picture,
                tree=to_json(screen)["nodes"],
                boxes=boxes,
                note=note,
                device=json.loads(json.dumps(asdict(self._device.facts))),
                events=_events(screen),
                private=_private(screen),
            )
        return self._captured[key]

    def keep_document(self, data: bytes, name: str, mime: str, note: str) -> str:
        """Keep what a downloaded file is; the file itself is never written."""
        return self._recorder.keep_document(
            app=self._app_id, data=data, name=name, mime=mime, note=note
        )


def _box(node: Node) -> Box:
    return Box(node.bounds.x, node.bounds.y, node.bounds.w, node.bounds.h)


def _private(screen: Screen) -> Sequence[Box]:
    """Canvases may show a patient's data in pixels that no tree tells of."""
    return [_box(node) for node in screen.nodes if node.role is Role.CANVAS]


def _events(screen: Screen) -> dict[str, object]:
    events = screen.events
    files = [{"mime": d.mime, "size": len(d.data)} for d in events.downloads]
    return {
        "toasts": list(events.toasts),
        "dialogs": list(events.dialogs),
        "failures": list(events.failures),
        "external": list(events.external),
        "crashed": list(events.crashed),
        "downloads": files,
        "status": screen.status,
    }
