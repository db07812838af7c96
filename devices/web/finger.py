"""The finger on one window: touching, typing, choosing, uploading, scrolling."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

from playwright.async_api import ElementHandle, Error, Frame, Page
from playwright.async_api import TimeoutError as BrowserTimeout

from devices.errors import ActionTimeout, DeviceError, NodeCovered, StaleNode
from devices.model import Screen
from devices.web.document import SELF
from devices.web.tree import Ref

CHOOSER_MS = 4_000
TAP_S = 6.0


@dataclass(frozen=True)
class Look:
    """A screen and the origins of its nodes."""

    screen: Screen
    refs: tuple[Ref, ...]
    frames: tuple[Frame, ...]


class Window(Protocol):
    """What a finger touches: the window in front, told that an action begins, freed of a
    script that does not end; habits: see Habits.told."""

    @property
    def page(self) -> Page: ...

    @property
    def habits(self) -> dict[str, object]: ...

    async def begin(self, but: Frame | None = None, *, looking: bool = False) -> None: ...

    async def break_loop(self, page: Page) -> None: ...


class Finger:
    """Acts on nodes of a look; everything here runs inside the device's event loop."""

    def __init__(self, window: Window) -> None:
        self._window = window

    async def tap(self, look: Look, index: int, *, looking: bool = False) -> None:
        """Touch a node; the touch is let through only if it meets the words that were judged.

        looking: whether requests that would change something are held back.
        StaleNode or NodeCovered, and nothing was touched, if they changed at the last moment.
        """
        number, uid = look.refs[index]
        frame, page = look.frames[number], self._window.page
        await self._window.begin(but=frame, looking=looking)
        spot = await self._point(frame, uid, looking)
        await self._touch(page, spot)
        label = look.screen.label(look.screen.nodes[index])
        match await self._verdict(page, frame):
            case "relabelled":
                raise StaleNode(f"「{label}」在点下的瞬间变了文字,没有点击")
            case "covered":
                raise NodeCovered(f"「{label}」在点下的瞬间被挡住,没有点击")

    async def _point(self, frame: Frame, uid: int, looking: bool) -> tuple[float, float]:
        """Bring a node into view; where to touch it, in CSS pixels of the window."""
        told = [uid, looking, self._window.habits]
        spot = await frame.evaluate(f"([u, l, h]) => {SELF}.point(u, l, h)", told)
        if spot.get("gone"):
            raise StaleNode("要操作的元素已不在页面上")
        if not spot["hit"]:
            raise NodeCovered(f"要操作的元素被「{spot['by']}」挡住")
        x, y = spot["x"], spot["y"]
        while frame.parent_frame is not None:
            dx, dy = await _place(frame)
            x, y = x + dx, y + dy
            frame = frame.parent_frame
        return x, y

    async def _touch(self, page: Page, spot: tuple[float, float]) -> None:
        """Touch a point of the window; a handler that never returns is ended."""
        try:
            await asyncio.wait_for(page.touchscreen.tap(*spot), TAP_S)
        except TimeoutError:
            await self._window.break_loop(page)  # the app's own handler does not return
        except Error:
            if not page.is_closed():
                raise

    async def _verdict(self, page: Page, frame: Frame) -> str:
        """What the gate of the touched document said; "" also if that document is gone."""
        try:
            asked = frame.evaluate(f"() => {SELF}?.release?.() ?? ''")
            return str(await asyncio.wait_for(asked, TAP_S))
        except TimeoutError:
            await self._window.break_loop(page)
        except Error:
            return ""  # the touch went through: it led to another document
        return ""

    async def _handle(self, look: Look, index: int) -> ElementHandle:
        number, uid = look.refs[index]
        frame = look.frames[number]
        handle = await frame.evaluate_handle(f"u => {SELF}.element(u)", uid)
        element = handle.as_element()
        if element is None:
            raise StaleNode("要操作的元素已不在页面上")
        return element

    async def type(self, look: Look, index: int, text: str) -> None:
        """Replace what an editable node holds, with the events that real input has."""
        node = look.screen.nodes[index]
        if not node.editable:
            raise DeviceError(f"「{look.screen.label(node)}」不是可以输入的栏位")
        element = await self._handle(look, index)
        await element.fill(text, force=True)
        await element.evaluate("e => e.blur && e.blur()")

    async def choose(self, look: Look, index: int, option: str) -> None:
        """Pick an option of a CHOICE by its words."""
        node = look.screen.nodes[index]
        if option not in node.options:
            raise DeviceError(f"下拉框没有选项「{option}」,现有:{'、'.join(node.options)}")
        element = await self._handle(look, index)
        await element.select_option(index=node.options.index(option), force=True)

    async def upload(self, look: Look, index: int, path: str) -> None:
        """Give a file to a file field, or to the chooser that a control opens."""
        element = await self._handle(look, index)
        inner = await element.query_selector("input[type=file]")
        if look.screen.nodes[index].kind == "file":
            inner = element
        if inner is not None:
            await inner.set_input_files(path)
            return
        try:
            async with self._window.page.expect_file_chooser(timeout=CHOOSER_MS) as chooser:
                await self.tap(look, index)
            await (await chooser.value).set_files(path)
        except BrowserTimeout as error:
            label = look.screen.label(look.screen.nodes[index])
            raise ActionTimeout(f"点击「{label}」后没有出现选择文件的窗口") from error

    async def scroll(self, look: Look, index: int | None, up: bool) -> None:
        """Move the page, or a scrollable node, by most of its height."""
        step = -0.8 if up else 0.8
        if index is None:
            frame = self._window.page.main_frame
            await frame.evaluate(_SCROLL_PAGE, step)
        else:
            frame = look.frames[look.refs[index][0]]
            element = await self._handle(look, index)
            await element.evaluate(
                "(e, s) => e.scrollBy({top: e.clientHeight * s, behavior: 'instant'})", step
            )
        await frame.evaluate(f"() => {SELF}.shown()")


_SCROLL_PAGE = """step => {
  const page = document.scrollingElement;
  const scrolls = e => e.scrollHeight > e.clientHeight + 4;
  const roots = [document, ...(window[Symbol.for('auditor')]?.shadows?.() ?? [])];
  const inner = roots.flatMap(root => [...root.querySelectorAll('*')]).filter(e => scrolls(e) &&
    /auto|scroll/.test(getComputedStyle(e).overflowY));
  inner.sort((a, b) => b.clientWidth * b.clientHeight - a.clientWidth * a.clientHeight);
  const target = scrolls(page) || !inner.length ? page : inner[0];
  target.scrollBy({top: Math.min(innerHeight, target.clientHeight) * step, behavior: 'instant'});
}"""


async def _place(frame: Frame) -> tuple[float, float]:
    holder = await frame.frame_element()
    x, y = await holder.evaluate(
        """e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
        return [r.left + e.clientLeft + parseFloat(s.paddingLeft),
                r.top + e.clientTop + parseFloat(s.paddingTop)]; }"""
    )
    return x, y
