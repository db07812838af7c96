"""Words that stand only in pictures: RapidOCR on crops, once per picture.

Only where the tree has no words: a crop costs tens of milliseconds, a whole screen seconds.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any

from PIL import Image

from devices.model import Node, Role, Screen

LEAST_SIDE = 24
LARGEST_SHARE = 0.35
UPSCALE = 2
SURE = 0.6


class Reader:
    """Reads the words in pictures of clickable nodes; remembers every picture by its source."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def read(self, screen: Screen, picture: Callable[[], bytes]) -> dict[int, str]:
        """Words by node index, for pictures that can be tapped and have no words in the tree."""
        found = {}
        for node in screen.nodes:
            if node.image and self._pictorial(node, screen):
                words = self.read_node(node, screen, picture)
                if words:
                    found[node.index] = words
        return found

    def read_node(self, node: Node, screen: Screen, picture: Callable[[], bytes]) -> str:
        """Words in one node's picture, "" if there are none."""
        key = f"{node.image}|{node.bounds.w:.0f}x{node.bounds.h:.0f}"
        if node.role is Role.CANVAS:
            key += screen.digest
        if key not in self._known:
            crop = _crop(picture(), node, screen)
            self._known[key] = self._words(crop) if crop else ""
        return self._known[key]

    def _pictorial(self, node: Node, screen: Screen) -> bool:
        tappable = node.clickable or any(n.clickable for n in screen.above(node))
        small = node.bounds.area < LARGEST_SHARE * screen.width * screen.height
        sized = min(node.bounds.w, node.bounds.h) >= LEAST_SIDE
        worded = next((n for n in (node, *screen.above(node)) if n.clickable), node)
        return tappable and small and sized and not screen.label(worded)

    def _words(self, crop: Image.Image) -> str:
        result = self._engine(crop)
        words = zip(result.txts or (), result.scores or (), strict=True)
        return " ".join(text for text, score in words if score >= SURE)

    @cached_property
    def _engine(self) -> Any:
        """Loaded at the first picture: more than a second, and most apps never need it."""
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        from rapidocr import RapidOCR

        return RapidOCR(params={"Global.log_level": "error"})


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
