"""The scripts that run inside every document, and reading all documents of a window.

Playwright gives a window as frames; each answers for itself, tree.py merges the answers.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Error, Frame, Page

from devices.errors import CaptureFailed
from devices.guard.effects import EffectRules
from devices.web.tree import NODE_LIMIT, Embedded, FrameDump, Tree, merge

SCRIPTS = (
    "watch",
    "hold",
    "motion",
    "timers",
    "toast",
    "element",
    "knob",
    "control",
    "dump",
    "touch",
)
BLANK_S = 0.3
HELD = "blob:null/held-back-by-the-auditor"
"""What a request that is held back asks for instead: nobody has it, so the app hears an error."""
SELF = "window[Symbol.for('auditor')]"


@dataclass(frozen=True)
class Reading:
    """What a window's documents answered; main: the outermost document's own figures."""

    title: str
    main: dict[str, Any]
    tree: Tree
    frames: tuple[Frame, ...]


async def read_window(page: Page, aim: tuple[Frame, int] | None = None) -> Reading:
    """Read every document of a window; playwright's Error if one is being replaced.

    aim: an element that is brought into view before its document is read.
    """
    frames = tuple(page.frames)
    main = FrameDump.parse(0, await _dump(frames[0], aim))
    embedded = []
    for number, frame in enumerate(frames[1:], start=1):
        child = await _embedded(frames, number, frame, aim)
        if child is not None:
            embedded.append(child)
    return Reading(main.data["title"], main.data, merge(main, embedded), frames)


@cache
def page_script() -> str:
    """What every document runs before the app's own scripts."""
    room = Path(__file__).parent
    changing = EffectRules.load().changing.model_dump() | {"held": HELD}
    told = f"{SELF}.changing ??= {json.dumps(changing)};"
    first, *others = ((room / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    return "\n".join((first, told, *others))


async def _dump(frame: Frame, aim: tuple[Frame, int] | None) -> str:
    uid = aim[1] if aim is not None and aim[0] is frame else None
    script = f"([n, u]) => {SELF}?.dump ? (u !== null && {SELF}.aim(u), {SELF}.dump(n)) : null"
    answer = await frame.evaluate(script, [NODE_LIMIT, uid])
    if answer is None:  # a document that the init script did not reach
        await frame.evaluate(page_script())
        answer = await frame.evaluate(f"n => {SELF}.dump(n)", NODE_LIMIT)
    if not isinstance(answer, str):
        raise CaptureFailed("页面没有返回元素树")
    return answer


async def _has_document(frame: Frame) -> bool:
    """Whether a frame that has not been anywhere holds something; one that waits never answers."""
    try:
        await asyncio.wait_for(frame.evaluate("1"), BLANK_S)
    except TimeoutError:
        return False
    return True


async def _embedded(
    frames: tuple[Frame, ...], number: int, frame: Frame, aim: tuple[Frame, int] | None
) -> Embedded | None:
    """A child frame's dump; None if it vanished meanwhile."""
    if not frame.url and not await _has_document(frame):
        return None
    try:
        holder = await frame.frame_element()
        uid, left, top = await holder.evaluate(
            f"""e => {{ const s = getComputedStyle(e); return [{SELF}?.uid?.(e) ?? 0,
            e.clientLeft + parseFloat(s.paddingLeft), e.clientTop + parseFloat(s.paddingTop)]; }}"""
        )
        answer = await _dump(frame, aim)
    except Error:
        if frame.is_detached():
            return None
        raise
    parent = frames.index(frame.parent_frame) if frame.parent_frame in frames else 0
    return Embedded(FrameDump.parse(number, answer), parent, uid, (left, top))
