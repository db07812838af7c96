"""Drawn screens: nodes as plain data and the picture that shows them."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

WIDTH = 390


def node(
    text: str, x: float, y: float, w: float = 160, h: float = 24, **more: Any
) -> dict[str, Any]:
    """A node as a device dumps it."""
    bounds = {"x": x, "y": y, "w": w, "h": h}
    return {"text": text, "role": "text", "value": "", "hint": "", "bounds": bounds} | more


def page(nodes: list[dict[str, Any]], height: int = 400, scale: int = 1) -> bytes:
    """A PNG that shows text and value of every node inside its box."""
    image = Image.new("RGB", (WIDTH * scale, height * scale), "white")
    draw = ImageDraw.Draw(image)
    for one in nodes:
        box = one["bounds"]
        spot = (box["x"] * scale + 2, box["y"] * scale + 4)
        draw.text(spot, ascii_look(one["text"] or one["value"]), fill="black", font=_font())
    return png(image)


def png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def ascii_look(text: str) -> str:
    """Letters that the built-in font can draw, one per character: only the ink matters."""
    return "".join(char if char.isascii() and char.isprintable() else "#" for char in text)


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


def colours(image: Image.Image, box: dict[str, float], top: float = 0) -> set[Any]:
    """All colours inside a box of the picture; top: rows that stand above the page."""
    x, y, w, h = (box[side] for side in "xywh")
    area = image.crop((int(x), int(y + top), int(x + w), int(y + h + top)))
    return {colour for _, colour in area.getcolors(area.width * area.height) or ()}


@cache
def _font() -> Any:
    return ImageFont.load_default(12)
