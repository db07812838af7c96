"""Keeps what was seen: masked in memory first, then written whole, never overwritten.

    evidence/<id>.json             one item (model.Item): where, when, what decided it
    evidence/pictures/<sha>.png    masked picture with a frame around what decided it
    evidence/thumbs/<sha>.webp     its thumbnail, for reports that load pictures lazily
    evidence/trees/<sha>.json      masked node tree of the same moment

Pictures, thumbnails and trees are named by their content, so an identical one is stored once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence.document import inspect
from evidence.files import as_json, write_new
from evidence.model import AlreadyExists, Box, Item, ItemKind, RedactionFailed, TextBox
from evidence.picture import Painted, Painter
from evidence.redaction import Redactor

FOLDER = "evidence"
_SHA_DIGITS = 32
_REMEMBERED = 64
_SCALE_TOLERANCE = 0.02


@dataclass(frozen=True)
class _Redacted:
    """Everything of one capture, masked and ready to be written."""

    address: str
    title: str
    note: str
    tree: bytes
    device: dict[str, Any]
    events: dict[str, Any]
    painted: Painted
    scale: float


class Recorder:
    """Writes the evidence of one run; several processes may write to the same run folder.

    worker: names the process (pytest-xdist's gw0, gw1 …) and begins every id.
    """

    def __init__(
        self,
        run_folder: Path,
        redactor: Redactor,
        *,
        simulated: bool,
        worker: str = "main",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9]{0,15}", worker):
            raise ValueError(f"进程名只能是小写字母和数字,现为 {worker!r}")
        self._run = run_folder
        self._redactor = redactor
        self._simulated = simulated
        self._worker = worker
        self._clock = clock
        self._count = 0
        self._painted: dict[str, tuple[Painted, float]] = {}
        self._screens: dict[str, tuple[bytes, list[Box]]] = {}

    def capture(
        self,
        *,
        app: str,
        address: str,
        title: str,
        picture: bytes,
        tree: Sequence[Mapping[str, Any]],
        note: str,
        width: float | None = None,
        boxes: Sequence[Box] = (),
        private: Sequence[Box] = (),
        device: Mapping[str, Any] | None = None,
        events: Mapping[str, Any] | None = None,
    ) -> str:
        """Keep one screen and return the id of its item.

        picture: PNG of the page, one pixel per logical pixel unless `width` tells how many
        logical pixels the whole picture is wide (on a page that overflows that is not the
        viewport's width); tree: nodes as plain data with bounds (model.TextBox.from_node);
        boxes: what decided the finding; private: further boxes to mask, for words that exist
        only as pixels.  Bytes in `events` become their size and SHA-256.
        Raises RedactionFailed before anything is written, OSError if the disk refuses.
        """
        try:
            ready = self._redact(
                address, title, picture, width, tree, note, boxes, private, device, events
            )
        except Exception as error:  # whatever went wrong: an unmasked picture must not be kept
            raise _failed(f"{app} 截图", error) from error
        sha = hashlib.sha256(ready.painted.png).hexdigest()
        body = Item(
            id="",
            kind=ItemKind.SCREEN,
            app=app,
            time=self._now(),
            note=ready.note,
            simulated=self._simulated,
            address=ready.address,
            title=ready.title,
            picture=self._store("pictures", ".png", ready.painted.png),
            picture_sha256=sha,
            thumb=self._store("thumbs", ".webp", ready.painted.thumb),
            tree=self._store("trees", ".json", ready.tree),
            offset=ready.painted.offset,
            scale=ready.scale,
            boxes=tuple((box.x, box.y, box.w, box.h) for box in boxes),
            device=ready.device,
            events=ready.events,
        )
        return self._file(body)

    def keep_document(self, *, app: str, data: bytes, name: str, mime: str, note: str) -> str:
        """Keep what a download was, not the download: its bytes may be a patient's record.

        Raises RedactionFailed before anything is written, OSError if the disk refuses.
        """
        try:
            facts = asdict(inspect(data, name, mime))
            del facts["text"]
            facts |= {"name": name, "mime": mime, "size": len(data)}
            facts = self._redactor.tree(facts) | {"sha256": hashlib.sha256(data).hexdigest()}
            note = self._redactor.words(note)
        except Exception as error:  # as in capture
            raise _failed(f"{app} 下载文件", error) from error
        return self._file(
            Item(
                id="",
                kind=ItemKind.DOCUMENT,
                app=app,
                time=self._now(),
                note=note,
                simulated=self._simulated,
                document=facts,
            )
        )

    def _redact(
        self,
        address: str,
        title: str,
        picture: bytes,
        width: float | None,
        tree: Sequence[Mapping[str, Any]],
        note: str,
        boxes: Sequence[Box],
        private: Sequence[Box],
        device: Mapping[str, Any] | None,
        events: Mapping[str, Any] | None,
    ) -> _Redacted:
        redactor = self._redactor
        masked_tree, found = self._screen(tree)
        painted, scale = self._paint(picture, width, [*found, *private], boxes)
        _check_scale(scale, width, tree)
        return _Redacted(
            address=redactor.address(address),
            title=redactor.words(title),
            note=redactor.words(note),
            tree=masked_tree,
            device=redactor.tree(dict(device or {})),
            events=redactor.tree(dict(events or {})),
            painted=painted,
            scale=scale,
        )

    def _screen(self, tree: Sequence[Mapping[str, Any]]) -> tuple[bytes, list[Box]]:
        """Masked tree and boxes; the same screen often proves several facts."""
        key = hashlib.sha256(repr(tree).encode("utf-8", "surrogatepass")).hexdigest()
        if key not in self._screens:
            masked, found = self._redactor.screen(tree)
            _make_room(self._screens)
            self._screens[key] = as_json(masked), found
        return self._screens[key]

    def _paint(
        self, picture: bytes, width: float | None, masks: Sequence[Box], boxes: Sequence[Box]
    ) -> tuple[Painted, float]:
        """Masked, framed and stamped; a picture that was just painted the same way is reused."""
        sketch = f"{width}{masks}{boxes}".encode()
        key = hashlib.sha256(picture).hexdigest() + hashlib.sha256(sketch).hexdigest()
        if key not in self._painted:
            painter = Painter(picture, width)
            painter.mask(masks)
            painter.frame(boxes)
            _make_room(self._painted)
            focus = boxes[0] if boxes else None
            self._painted[key] = painter.finish(focus, self._simulated), painter.scale
        return self._painted[key]

    def _store(self, folder: str, suffix: str, data: bytes) -> str:
        """Write a file named by its content, unless it is there; path within the run folder."""
        name = f"{FOLDER}/{folder}/{hashlib.sha256(data).hexdigest()[:_SHA_DIGITS]}{suffix}"
        path = self._run / name
        if not path.exists():
            # Another process may store the same content at the same moment: just as good.
            with suppress(AlreadyExists):
                write_new(path, data)
        return name

    def _file(self, item: Item) -> str:
        """Write the item under the next free id of this process and return the id."""
        while True:
            self._count += 1
            name = f"{self._worker}-{self._count:05d}"
            path = self._run / FOLDER / f"{name}.json"
            if path.exists():
                continue
            body = item.model_copy(update={"id": name}).model_dump(mode="json")
            try:
                write_new(path, as_json(body))
            except AlreadyExists:
                continue
            return name

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="milliseconds")


def _failed(what: str, error: Exception) -> RedactionFailed:
    """Only our own words are passed on: a stranger's message may quote private data."""
    cause = str(error) if isinstance(error, RedactionFailed) else type(error).__name__
    return RedactionFailed(f"{what}的证据遮盖失败({cause}),未写入任何文件")


def _check_scale(scale: float, width: float | None, tree: Sequence[Mapping[str, Any]]) -> None:
    """A page that overflows gives a wider picture: then masks by its width would miss."""
    if width is None or abs(scale - 1) < _SCALE_TOLERANCE or not tree:
        return
    edge = max(node.x + node.w for node in map(TextBox.from_node, tree))
    if edge > width * (1 + _SCALE_TOLERANCE):
        raise RedactionFailed(
            f"页面宽 {width:g},而元素伸到 {edge:g},缩放 {scale:g} 不可信;"
            "截图一像素即一逻辑像素时请不要给 width"
        )


def _make_room(cache: dict[str, Any]) -> None:
    """Drop the oldest entry of a full cache."""
    if len(cache) >= _REMEMBERED:
        del cache[next(iter(cache))]
