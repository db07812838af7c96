"""Words drawn into pictures, for hospitals whose menus are posters: only the picture says them.

A skin asks for the address of a picture; the address tells nothing of the words.  Drawn as
PNG with a Chinese font of this machine; where there is none, as SVG text.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import blake2s
from html import escape
from math import isqrt
from random import Random

from PIL import Image, ImageDraw, ImageFont

WIDTH = 750
"""Pixels over the whole phone: twice the width that phones of this age report."""

TONES = (
    ("#1456b8", "#3ea0f0"),
    ("#0b7f6e", "#43c59e"),
    ("#b2491e", "#f2a154"),
    ("#5a3aa8", "#a27be0"),
    ("#a32245", "#e8758f"),
    ("#2b5f75", "#6fb3c4"),
)
FONT_FILES = (
    "C:/Windows/Fonts/msyhbd.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)
"""Where systems keep a Chinese font that fontconfig does not tell of."""


class Shape(StrEnum):
    """tile: one of several in a row; slice: a piece of a long poster, head its top; slide: one
    picture of a carousel; float: the round button over the page."""

    TILE = "tile"
    SLICE = "slice"
    HEAD = "head"
    SLIDE = "slide"
    FLOAT = "float"


@dataclass(frozen=True)
class Painting:
    """One picture; part of parts: its place in a poster, or the number of tiles in a row."""

    words: str
    shape: Shape
    part: int = 0
    parts: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        if self.shape is Shape.TILE:
            return WIDTH // self.parts, max(150, 260 - 30 * (self.parts - 2))
        heights = {Shape.SLICE: 150, Shape.HEAD: 190, Shape.SLIDE: 320, Shape.FLOAT: 170}
        return (170 if self.shape is Shape.FLOAT else WIDTH), heights[self.shape]

    @property
    def _abreast(self) -> int:
        """Letters in a line at most; as many as lines on a disc."""
        if self.shape is Shape.FLOAT:
            return isqrt(len(self.words) - 1) + 1
        return max(1, (self.size[0] - 24) // self.letter)

    @property
    def letter(self) -> int:
        """Height of a letter in pixels."""
        if self.shape is Shape.FLOAT:
            return min(34, 110 // self._abreast)
        tile = 40 if self.parts <= 2 else 34 if self.parts == 3 else 26
        return {Shape.SLICE: 44, Shape.HEAD: 62, Shape.SLIDE: 66}.get(self.shape, tile)

    @property
    def lines(self) -> list[str]:
        """The words, broken into as many lines of like length as the width asks for."""
        room = self._abreast
        count = -(-len(self.words) // room)
        step = -(-len(self.words) // count)
        return [self.words[n : n + step] for n in range(0, len(self.words), step)]


_ordered: dict[str, Painting] = {}


def painted(words: str, shape: str, part: int = 0, parts: int = 1) -> str:
    """The address of a picture that says `words`; it can be fetched from now on."""
    order = Painting(words, Shape(shape), part, parts)
    ident = blake2s(repr(order).encode(), digest_size=9).hexdigest()
    name = f"{ident}.{'png' if chinese_font() else 'svg'}"
    _ordered[name] = order
    return f"/picture/painted/{name}"


def painting(name: str) -> tuple[bytes, str]:
    """Bytes and media type of a picture that was ordered; LookupError for others."""
    order = _ordered[name]
    if name.endswith(".svg"):
        return _as_text(order), "image/svg+xml"
    return _as_pixels(order), "image/png"


@cache
def chinese_font() -> tuple[str, int] | None:
    """File and face of a Chinese font that can be drawn with, or None."""
    for path, face in (*_told_by_fontconfig(), *((name, 0) for name in FONT_FILES)):
        try:
            ImageFont.truetype(path, 20, index=face)
        except OSError:
            continue
        return path, face
    return None


def _told_by_fontconfig() -> Iterator[tuple[str, int]]:
    """Chinese fonts, those for simplified bold letters without serifs first."""
    if shutil.which("fc-list") is None:
        return
    form = "%{file}|%{index}|%{family} %{style}\n"
    command = ["fc-list", ":lang=zh-cn", "--format", form]
    listed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    lines = [line.split("|") for line in listed.stdout.splitlines() if line.count("|") == 2]
    lines.sort(key=lambda line: _unfitness(line[2]))
    yield from ((path, int(face) & 0xFFFF) for path, face, _ in lines)


def _unfitness(name: str) -> tuple[bool, ...]:
    return "Serif" in name, "Mono" in name, "SC" not in name, "Bold" not in name


def _colours(order: Painting) -> tuple[str, str]:
    """Pieces of one poster share their colours, so that they join without a seam."""
    joined = order.shape in (Shape.SLICE, Shape.HEAD)
    return TONES[order.parts % len(TONES) if joined else sum(map(ord, order.words)) % len(TONES)]


def _as_pixels(order: Painting) -> bytes:
    width, height = order.size
    image = _ground(order)
    draw = ImageDraw.Draw(image)
    font_file, face = chinese_font() or ("", 0)
    font = ImageFont.truetype(font_file, order.letter, index=face)
    step = order.letter * 1.3
    top = height / 2 - step * (len(order.lines) - 1) / 2
    for n, line in enumerate(order.lines):
        place = (width / 2, top + n * step)
        draw.text((place[0] + 2, place[1] + 3), line, _colours(order)[0], font, anchor="mm")
        draw.text(place, line, "#ffffff", font, anchor="mm")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _ground(order: Painting) -> Image.Image:
    """A slope of two colours with some bubbles; a disc for the button over the page."""
    size = order.size
    dark, light = (Image.new("RGBA", size, colour) for colour in _colours(order))
    first = 255 * order.part // order.parts if order.shape is Shape.SLICE else 0
    last = 255 * (order.part + 1) // order.parts if order.shape is Shape.SLICE else 200
    slope = Image.linear_gradient("L").point(lambda v: first + v * (last - first) // 255)
    image = Image.composite(light, dark, slope.resize(size))
    if order.shape is Shape.FLOAT:
        disc = Image.new("L", size, 0)
        ImageDraw.Draw(disc).ellipse((4, 4, size[0] - 4, size[1] - 4), fill=255)
        image.putalpha(disc)
        return image
    bubbles = Image.new("RGBA", size)
    draw, chance = ImageDraw.Draw(bubbles), Random(order.words)
    for _ in range(5):
        x, y, r = chance.randrange(size[0]), chance.randrange(size[1]), chance.randrange(20, 90)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(255, 255, 255, 26))
    return Image.alpha_composite(image, bubbles)


def _as_text(order: Painting) -> bytes:
    width, height = order.size
    step = order.letter * 1.3
    top = height / 2 - step * (len(order.lines) - 1) / 2 + order.letter * 0.35
    words = "".join(
        f'<text x="{width / 2}" y="{top + n * step:.0f}" text-anchor="middle"'
        f' font-size="{order.letter}" fill="#fff">{escape(line)}</text>'
        for n, line in enumerate(order.lines)
    )
    round_off = width // 2 if order.shape is Shape.FLOAT else 0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}"><rect width="{width}" height="{height}"'
        f' rx="{round_off}" fill="{_colours(order)[0]}"/>{words}</svg>'
    ).encode()
