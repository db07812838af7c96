"""Words that stand only in pictures: RapidOCR on crops, once per picture.

Only where the tree has no words: a crop costs tens of milliseconds, a whole screen seconds.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from PIL import Image

from auditor.live.identity import dialog_of
from devices.model import Node, Rect, Role, Screen
from probes.lexicon import plain

LEAST_SIDE = 24
LARGEST_SHARE = 0.35
UPSCALE = 2
LONGEST_NAME = 8
SURE = 0.6
ON_PICTURE = 0.8
STRIP, PART = 3, 0.5
_ENGINE = {
    "Global.log_level": "error",
    # tiles are large enough as they are: with the shorter side at 736, one takes five times longer
    "Det.limit_type": "max",
    "Det.limit_side_len": 736,
    # threads of audits that run beside each other would wait for one another, spinning
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


def hotspot(screen: Screen, node: Node) -> str:
    """Of a control without words or picture of its own, laid over one: which part of which
    picture it is; "" if the node is no such control."""
    bare = node.clickable and not node.editable and not node.image and not screen.label(node)
    if not bare or any(inner.image for inner in screen.below(node)):
        return ""
    box = node.bounds
    for other in screen.nodes:
        if other.image and _inside(box, other.bounds):
            return f"{other.image}@{box.x - other.bounds.x:.0f},{box.y - other.bounds.y:.0f}"
    return ""


def laid_over(screen: Screen, node: Node) -> list[str]:
    """Words of something else (a bar) that share the place of a control: over or under it."""
    return [plain(other.text) for other in _beside(screen, node) if other.text]


def _shares_place(screen: Screen, node: Node) -> bool:
    """Whether another control lies over or under a control, be it only with its bare ground."""
    return any(other.clickable for other in _beside(screen, node))


def _beside(screen: Screen, node: Node) -> Iterator[Node]:
    """What is neither around nor inside a node, yet takes a part of its place."""
    own = {n.index for n in screen.above(node)} | {n.index for n in screen.below(node)}
    others = (n for n in screen.nodes if not n.covered and n.index not in own)
    return (other for other in others if _touch(node.bounds, other.bounds))


def _touch(box: Rect, other: Rect) -> bool:
    width = min(box.right, other.right) - max(box.x, other.x)
    height = min(box.bottom, other.bottom) - max(box.y, other.y)
    return width > 1 and height > 1


def _inside(box: Rect, picture: Rect) -> bool:
    """Whether most of a box lies on a picture."""
    width = min(box.right, picture.right) - max(box.x, picture.x)
    height = min(box.bottom, picture.bottom) - max(box.y, picture.y)
    return width > 0 and height > 0 and width * height >= ON_PICTURE * box.area > 0


class Reader:
    """Reads the words in pictures of clickable nodes; remembers every picture by its source."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def read(
        self, screen: Screen, picture: Callable[[], bytes], bare: Callable[[], bytes]
    ) -> dict[int, str]:
        """Words by node index, for pictures that can be tapped and have no words in the tree.

        bare: the picture without what lies over the page; a dialog lies over it even so, and
        what is under one is left for later.
        """
        found = {}
        dialog = dialog_of(screen)
        for node in screen.nodes:
            if dialog is not None and node.covered:
                continue
            drawn = node.image and self._pictorial(node, screen)
            if drawn or (self._small(node, screen) and hotspot(screen, node)):
                words = self.read_node(node, screen, picture, bare)
                if words:
                    found[node.index] = words
        return found

    def read_node(
        self,
        node: Node,
        screen: Screen,
        picture: Callable[[], bytes],
        bare: Callable[[], bytes],
    ) -> str:
        """Words in one node's picture, "" if there are none."""
        shown = node.image or hotspot(screen, node)
        key = f"{shown}|{node.bounds.w:.0f}x{node.bounds.h:.0f}"
        if node.role is Role.CANVAS:
            key += screen.digest
        if key not in self._known:
            words = self._read_from(picture, node, screen)
            read = any(other and other in plain(words) for other in laid_over(screen, node))
            if read or (not words and _shares_place(screen, node)):
                words = self._read_from(bare, node, screen)  # a bar lies over it, not under it
            self._known[key] = words
        return self._known[key]

    def _read_from(self, picture: Callable[[], bytes], node: Node, screen: Screen) -> str:
        """What a crop says; two short words are easily missed in a wide strip, but not in parts."""
        crop = _crop(picture(), node, screen)
        if crop is None:
            return ""
        looks = (self._words(part) for part in (crop, *_parts(crop)))
        return next((words for words in looks if words), "")

    def _pictorial(self, node: Node, screen: Screen) -> bool:
        tappable = node.clickable or any(n.clickable for n in screen.above(node))
        worded = next((n for n in (node, *screen.above(node)) if n.clickable), node)
        return tappable and self._small(node, screen) and not screen.label(worded)

    def _small(self, node: Node, screen: Screen) -> bool:
        sized = min(node.bounds.w, node.bounds.h) >= LEAST_SIDE
        return sized and node.bounds.area < LARGEST_SHARE * screen.width * screen.height

    def _words(self, crop: Image.Image) -> str:
        result = self._engine(crop)
        words = zip(result.txts or (), result.scores or (), strict=True)
        sure = [text for text, score in words if score >= SURE]
        lines = [text for text in sure if len(text) > 1 or not text.isascii() or len(sure) == 1]
        return ("" if _one_name(lines) else " ").join(lines)

    @cached_property
    def _engine(self) -> Any:
        """Loaded at the first picture: more than a second, and most apps never need it."""
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        from rapidocr import RapidOCR

        return RapidOCR(params=_ENGINE)


def _one_name(lines: list[str]) -> bool:
    """A short Chinese name that its tile breaks over two lines."""
    name = "".join(lines)
    return len(lines) == 2 and len(name) <= LONGEST_NAME and not name.isascii()


def _parts(crop: Image.Image) -> Iterator[Image.Image]:
    """The middle, the beginning and the end of a strip; none of what is no strip."""
    if crop.width < STRIP * crop.height:
        return
    wide = round(crop.width * PART)
    for left in ((crop.width - wide) // 2, 0, crop.width - wide):
        yield crop.crop((left, 0, left + wide, crop.height))


def _crop(png: bytes, node: Node, screen: Screen) -> Image.Image | None:
    with Image.open(io.BytesIO(png)) as whole:
        wide = max(screen.width, screen.layout_width)
        scale = whole.width / wide if wide else 1.0
        b = node.bounds
        box = (b.x * scale, b.y * scale, b.right * scale, b.bottom * scale)
        left, top, right, bottom = (round(v) for v in box)
        right, bottom = min(right, whole.width), min(bottom, whole.height)
        if right - left < LEAST_SIDE or bottom - top < LEAST_SIDE:
            return None
        crop = whole.convert("RGB").crop((max(left, 0), max(top, 0), right, bottom))
        return crop.resize((crop.width * UPSCALE, crop.height * UPSCALE))
