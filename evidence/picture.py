"""Masks, marks and stores pictures: solid masks, open frames, the rehearsal band, thumbnails.

Masks are solid, never blurred: a blur can be undone.  A new picture is encoded from pixels
alone, so nothing of the original's metadata survives.  It has at most 256 colours: words stay
as legible as they were, photographs may show bands.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from evidence.model import Box, RedactionFailed

MASK_COLOUR = (30, 30, 30)
FRAME_COLOUR = (220, 20, 60)
_BAND_COLOUR = (255, 205, 0)
_MASK_MARGIN = 2
_FRAME_MARGIN = 3
_FRAME_WIDTH = 3
_THUMB_WIDTH = 240
_THUMB_RATIO = 1.6
_MOST_PIXELS = 80_000_000
_LEAST_SCALE, _MOST_SCALE = 0.2, 8.0


@dataclass(frozen=True)
class Painted:
    """A picture that is ready to be written.

    offset: rows of picture pixels that the band added above the page.
    """

    png: bytes
    thumb: bytes
    offset: int


class Painter:
    """Decodes one picture, then masks, frames, stamps and encodes it.

    width: logical pixels across the picture, None if a picture pixel is a logical pixel;
    scale: picture pixels per logical pixel.
    """

    def __init__(self, png: bytes, width: float | None = None) -> None:
        """Raises RedactionFailed if the picture is far too large or does not fit `width`.

        What is no picture at all raises what Pillow raises (OSError, ValueError …).
        """
        with Image.open(io.BytesIO(png)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise RedactionFailed(f"截图过大:{opened.width}×{opened.height}")
            self._image = opened.convert("RGB")
        if width is None:
            width = self._image.width
        self.scale = self._image.width / width if width > 0 else 0.0
        if not _LEAST_SCALE <= self.scale <= _MOST_SCALE:
            raise RedactionFailed(f"截图宽 {self._image.width} 像素与页面宽 {width} 不相称")

    def mask(self, boxes: Iterable[Box]) -> None:
        """Paint solid boxes, rounded outwards."""
        draw = ImageDraw.Draw(self._image)
        for box in boxes:
            left, top, right, bottom = self._pixels(box, _MASK_MARGIN)
            draw.rectangle((left, top, right - 1, bottom - 1), fill=MASK_COLOUR)

    def frame(self, boxes: Iterable[Box]) -> None:
        """Draw an open frame around each box, kept inside the picture."""
        draw = ImageDraw.Draw(self._image)
        width = max(2, round(_FRAME_WIDTH * self.scale))
        for box in boxes:
            left, top, right, bottom = self._pixels(box, _FRAME_MARGIN)
            left, top = max(left, 0), max(top, 0)
            right, bottom = min(right, self._image.width), min(bottom, self._image.height)
            if right - left > 1 and bottom - top > 1:
                draw.rectangle(
                    (left, top, right - 1, bottom - 1), outline=FRAME_COLOUR, width=width
                )

    def finish(self, focus: Box | None, simulated: bool) -> Painted:
        """Encode picture and thumbnail; the thumbnail shows the surroundings of `focus`."""
        thumb = self._thumb(focus, simulated)
        image, offset = _stamped(self._image) if simulated else (self._image, 0)
        return Painted(_png(image), thumb, offset)

    def png(self) -> bytes:
        """The picture as it is now, without bands."""
        return _png(self._image)

    def _pixels(self, box: Box, margin: float) -> tuple[int, int, int, int]:
        return (
            math.floor((box.x - margin) * self.scale),
            math.floor((box.y - margin) * self.scale),
            math.ceil((box.x + max(box.w, 0) + margin) * self.scale),
            math.ceil((box.y + max(box.h, 0) + margin) * self.scale),
        )

    def _thumb(self, focus: Box | None, simulated: bool) -> bytes:
        width, height = self._image.size
        window = min(height, max(1, round(width * _THUMB_RATIO)))
        middle = (focus.y + focus.h / 2) * self.scale if focus else 0
        top = int(min(max(middle - window / 2, 0), height - window))
        size = (min(width, _THUMB_WIDTH), max(1, round(window * min(1, _THUMB_WIDTH / width))))
        small = self._image.resize(
            size, Image.Resampling.BILINEAR, box=(0, top, width, top + window), reducing_gap=2.0
        )
        target = io.BytesIO()
        (_stamped(small)[0] if simulated else small).save(target, "WEBP", quality=60, method=2)
        return target.getvalue()


def mask_picture(png: bytes, boxes: Iterable[Box], width: float | None = None) -> bytes:
    """The picture with solid boxes; width as for Painter."""
    painter = Painter(png, width)
    painter.mask(boxes)
    return painter.png()


def _stamped(image: Image.Image) -> tuple[Image.Image, int]:
    """The picture between two bands that say it is a rehearsal; nothing of it is covered."""
    band = _band(image.width)
    stamped = Image.new("RGB", (image.width, image.height + 2 * band.height), _BAND_COLOUR)
    stamped.paste(band, (0, 0))
    stamped.paste(image, (0, band.height))
    stamped.paste(band, (0, band.height + image.height))
    return stamped, band.height


@cache
def _band(width: int) -> Image.Image:
    """演练环境·非真实医院, drawn beforehand, so that no font is needed on this machine."""
    with Image.open(Path(__file__).with_name("rehearsal-band.png")) as words:
        letters = words.convert("L")
    height = max(12, min(round(width / 13), 48))
    wide = round(letters.width * height / letters.height)
    if wide > width:
        wide, height = width, max(6, round(height * width / wide))
    letters = letters.resize((max(wide, 1), height))
    band = Image.new("RGB", (width, height), _BAND_COLOUR)
    band.paste((0, 0, 0), ((width - wide) // 2, 0), letters)
    return band


def _png(image: Image.Image) -> bytes:
    """PNG in at most 256 colours: a third of the time and a fifth of the size of full colour."""
    target = io.BytesIO()
    reduced = image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    reduced.save(target, "PNG", compress_level=1)
    return target.getvalue()
