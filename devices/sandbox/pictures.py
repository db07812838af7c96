"""Pictures of the rehearsal hospital, drawn when asked for: icons, banner, scans, floor map."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

from devices.sandbox.hospital import CONTENT
from devices.sandbox.painted import painting
from documents import StrictModel, parse_as, read_yaml

COLOURS = ("#1989fa", "#07c160", "#ff976a", "#7232dd", "#ee0a24", "#00a0a0", "#f7a500", "#3d7eff")


class Icons(StrictModel):
    icons: dict[str, str]


@cache
def _glyphs() -> dict[str, str]:
    return parse_as(Icons, read_yaml(CONTENT / "icons.yaml")).icons


def _icon(name: str) -> bytes:
    glyph = _glyphs().get(name, "M14 14h8v8h-8zM26 14h8v8h-8zM14 26h8v8h-8zM26 26h8v8h-8z")
    colour = COLOURS[sum(map(ord, name)) % len(COLOURS)]
    return _svg(
        48,
        48,
        f'<rect width="48" height="48" rx="14" fill="{colour}"/><path fill="#fff" d="{glyph}"/>',
    )


def _svg(width: int, height: int, inside: str) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return f"{head}{inside}</svg>".encode()


def _banner() -> bytes:
    blocks = "".join(
        f'<rect x="{430 + 60 * n}" y="{60 + 12 * n}" width="52" height="140" fill="#fff"'
        f' opacity="{0.35 + 0.1 * n}"/>'
        for n in range(4)
    )
    return _svg(
        750,
        260,
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#1677ff"/>'
        '<stop offset="1" stop-color="#36cfc9"/></linearGradient></defs>'
        f'<rect width="750" height="260" fill="url(#g)"/>{blocks}'
        '<text x="48" y="118" font-size="46" fill="#fff">示范医院</text>'
        '<text x="48" y="172" font-size="26" fill="#fff">便民惠民 · 全程陪伴(演练环境)</text>',
    )


def _floor_map() -> bytes:
    rooms = ("挂号收费", "药房", "采血室", "超声科", "CT 室", "心内科", "内分泌科", "电梯")
    boxes = "".join(
        f'<rect x="{20 + 180 * (n % 4)}" y="{60 + 170 * (n // 4)}" width="160" height="130"'
        f' fill="#e8f3ff" stroke="#1677ff"/><text x="{40 + 180 * (n % 4)}"'
        f' y="{130 + 170 * (n // 4)}" font-size="26">{room}</text>'
        for n, room in enumerate(rooms)
    )
    return _svg(
        750,
        420,
        f'<rect width="750" height="420" fill="#fff"/>{boxes}'
        '<text x="20" y="40" font-size="26">门诊楼平面图</text>',
    )


def _route_map() -> bytes:
    way = '<path d="M60 360 H300 V200 H620" fill="none" stroke="#1677ff" stroke-width="10"/>'
    ends = (
        '<circle cx="60" cy="360" r="16" fill="#07c160"/><circle cx="620" cy="200" r="16"'
        ' fill="#ee0a24"/><text x="40" y="400" font-size="24">您在这里</text>'
        '<text x="570" y="170" font-size="24">目的地</text>'
    )
    return _svg(750, 420, f'<rect width="750" height="420" fill="#f4f8ff"/>{way}{ends}')


def _captcha() -> bytes:
    letters = "".join(
        f'<text x="{10 + 26 * n}" y="{30 + 4 * (n % 2)}" font-size="28" fill="{COLOURS[n]}"'
        f' transform="rotate({(-1) ** n * 8} {20 + 26 * n} 24)">{letter}</text>'
        for n, letter in enumerate("7K3D")
    )
    return _svg(120, 40, f'<rect width="120" height="40" fill="#eef"/>{letters}')


SVG: dict[str, Callable[[], bytes]] = {
    "banner.svg": _banner,
    "floor.svg": _floor_map,
    "route.svg": _route_map,
    "captcha.svg": _captcha,
    "user.svg": lambda: _icon("user"),
}


@cache
def picture(name: str) -> tuple[bytes, str]:
    """Bytes and media type of a picture; LookupError if there is none of this name."""
    if name in SVG:
        return SVG[name](), "image/svg+xml"
    if name.startswith("painted/"):
        return painting(name[8:])
    if name.startswith("icon/") and name.endswith(".svg"):
        return _icon(name[5:-4]), "image/svg+xml"
    if name.startswith("scan/") and name.endswith(".jpg"):
        return scan(name[5:-4]), "image/jpeg"
    if name.startswith("doctor/") and name.endswith(".png"):
        return portrait(name[7:-4]), "image/png"
    raise LookupError(name)


@cache
def scan(seed: str) -> bytes:
    """A CT-like slice as JPEG, the same for the same seed."""
    chance = random.Random(seed)
    image = Image.new("L", (512, 512), 8)
    draw = ImageDraw.Draw(image)
    draw.ellipse((60, 90, 452, 430), fill=96, outline=210, width=9)
    for side in (120, 276):
        draw.ellipse((side, 160, side + 120, 360), fill=28)
    draw.ellipse((226, 330, 286, 392), fill=220)
    for _ in range(180):
        x, y = chance.randrange(90, 420), chance.randrange(120, 400)
        size, shade = chance.randrange(2, 9), chance.randrange(40, 190)
        draw.ellipse((x, y, x + size, y + size), fill=shade)
    return _encoded(image.filter(ImageFilter.GaussianBlur(1.6)), "JPEG")


@cache
def portrait(seed: str) -> bytes:
    """A plain portrait as PNG."""
    chance = random.Random(seed)
    image = Image.new("RGB", (120, 120), COLOURS[chance.randrange(len(COLOURS))])
    draw = ImageDraw.Draw(image)
    draw.ellipse((38, 18, 82, 66), fill="#ffe0c8")
    draw.rounded_rectangle((22, 70, 98, 130), 24, fill="#ffffff")
    return _encoded(image, "PNG")


def _encoded(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()
