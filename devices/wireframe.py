"""A drawing of a screen's nodes, where a recording has no picture of it.

It is no screenshot and says so in the picture itself.
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from devices.model import Node, Role, Screen

_MARK = "按录制的节点绘制,非截图"
_FONTS = ("NotoSansCJK-Regular.ttc", "wqy-microhei.ttc", "msyh.ttc", "PingFang.ttc")
_LARGEST = 4000
_TEXT_SIZE = 14
_INK = {Role.BUTTON: "#1d4ed8", Role.LINK: "#1d4ed8", Role.FIELD: "#0f766e", Role.TAB: "#7c3aed"}


def draw(screen: Screen) -> bytes:
    """A PNG of the boxes and words of a screen; one picture pixel per logical pixel.

    Words are left out on machines without a Chinese font.
    """
    width = _clipped(max(screen.width, screen.layout_width))
    height = _clipped(max(screen.height, screen.content_height))
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    font = _font()
    for node in screen.nodes:
        _draw_node(pen, node, font)
    if font is not None:
        pen.rectangle([0, 0, width, _TEXT_SIZE + 6], fill="white")
        pen.text((4, 2), _MARK, fill="#b91c1c", font=font)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _draw_node(pen: ImageDraw.ImageDraw, node: Node, font: ImageFont.FreeTypeFont | None) -> None:
    ink = _INK.get(node.role, "#374151")
    box = node.bounds
    if node.clickable or node.role is not Role.GROUP:
        corners = [box.x, box.y, max(box.right - 1, box.x), max(box.bottom - 1, box.y)]
        fill = "#d1d5db" if node.role is Role.IMAGE else None
        pen.rectangle(corners, outline=ink if node.clickable else "#d1d5db", fill=fill)
    words = node.text or node.value or node.hint
    words = ("[√] " if node.checked else "") + words
    if words and font is not None:
        pen.text((box.x + 2, box.center[1] - _TEXT_SIZE / 2), words, fill=ink, font=font)


def _font() -> ImageFont.FreeTypeFont | None:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, _TEXT_SIZE)
        except OSError:  # not installed here: try the next one
            continue
    return None


def _clipped(length: float) -> int:
    return int(min(max(length, 1), _LARGEST))
