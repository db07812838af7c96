"""Pictures of a whole page, also of an app that scrolls inside a pane of its own.

Everything is shown as it stands when scrolled to the top, which is where the boxes of the
nodes are; afterwards the page is where it was.
"""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image
from playwright.async_api import Page

from devices.web.document import SELF

TALLEST = 12_000
OPTIONS: dict[str, Any] = {"scale": "css", "animations": "allow", "timeout": 10_000}


@dataclass(frozen=True)
class Pane:
    """The part of the window that an app scrolls inside; whole: height of all its content."""

    uid: int
    left: float
    top: float
    width: float
    height: float
    whole: float
    at: float


async def whole_page(page: Page, bare: bool = False) -> bytes:
    """A PNG, one pixel per logical pixel, at most 12,000 high; bare: without bars over it."""
    if not bare:
        return await _as_it_stands(page, framed=True)
    await page.evaluate(f"() => {SELF}?.hideBars?.()")
    try:
        return await _as_it_stands(page, framed=False)
    finally:
        await page.evaluate(f"() => {SELF}?.showBars?.()")


async def _as_it_stands(page: Page, framed: bool) -> bytes:
    """framed: with what lies around the pane of an app that scrolls inside one."""
    found = await page.evaluate(f"() => {SELF}?.pane?.() ?? null")
    if found is not None:
        return await _stitched(page, Pane(**found), framed)
    at = await page.evaluate("() => [scrollX, scrollY]")
    if at == [0, 0]:
        return await _straight(page)
    await page.evaluate("() => scrollTo({left: 0, top: 0, behavior: 'instant'})")
    try:
        return await _straight(page)
    finally:
        await page.evaluate("([x, y]) => scrollTo({left: x, top: y, behavior: 'instant'})", at)


async def _straight(page: Page) -> bytes:
    width, height = await page.evaluate(
        "() => [document.documentElement.clientWidth, document.scrollingElement?.scrollHeight ?? 0]"
    )
    if height <= TALLEST:
        return await page.screenshot(full_page=True, **OPTIONS)
    clip = {"x": 0, "y": 0, "width": width, "height": TALLEST}
    # Playwright wants its own TypedDict, which it does not export for callers
    return await page.screenshot(full_page=True, clip=clip, **OPTIONS)  # type: ignore[arg-type]


async def _stitched(page: Page, pane: Pane, framed: bool) -> bytes:
    """Strips of the pane below one another, and over them what stands around the pane."""

    async def move(top: float) -> float:
        script = f"([uid, top]) => {SELF}.scrollPane(uid, top)"
        return float(await page.evaluate(script, [pane.uid, top]))

    try:
        return await _strips(page, pane, move, framed)
    finally:
        await move(pane.at)


async def _strips(
    page: Page, pane: Pane, move: Callable[[float], Awaitable[float]], framed: bool
) -> bytes:
    window = page.viewport_size or {"width": 0, "height": 0}
    height = min(round(window["height"] + pane.whole - pane.height), TALLEST)
    picture = Image.new("RGB", (window["width"], height), "white")
    left, upper = round(pane.left), round(pane.top)
    box = (left, upper, left + round(pane.width), upper + round(pane.height))
    top, first = 0.0, None
    while pane.top + top < height:
        reached = await move(top)
        with Image.open(io.BytesIO(await page.screenshot(**OPTIONS))) as shot:
            shown = shot.convert("RGB")
        first = first or shown
        picture.paste(shown.crop(box), (box[0], round(pane.top + reached)))
        if reached + pane.height >= pane.whole - 1 or reached < top:
            break
        top += pane.height
    if first is not None and framed:
        _frame(picture, first, box)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _frame(picture: Image.Image, shown: Image.Image, box: tuple[int, int, int, int]) -> None:
    """Put what lies around the pane (bars at the top and the bottom) where it stands."""
    left, top, right, bottom = box
    width, height = shown.size
    for part in (
        (0, 0, width, top),
        (0, bottom, width, height),
        (0, top, left, bottom),
        (right, top, width, bottom),
    ):
        if part[2] > part[0] and part[3] > part[1]:
            picture.paste(shown.crop(part), part[:2])
