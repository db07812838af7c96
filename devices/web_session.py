"""One browser context from `start` to the next: windows, settling, looking, touching."""

from __future__ import annotations

import asyncio
import builtins
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ElementHandle,
    Error,
    Frame,
    Page,
)
from playwright.async_api import TimeoutError as BrowserTimeout

from devices.model import (
    ActionTimeout,
    CaptureFailed,
    DeviceError,
    DeviceLost,
    NodeCovered,
    Screen,
    StaleNode,
)
from devices.web_picture import whole_page
from devices.web_traffic import Traffic
from devices.web_tree import NODE_LIMIT, Embedded, FrameDump, Ref, Tree, merge

WIDTH, HEIGHT = 390, 844
QUIET_MS = 60
SETTLE_S = 6.0
NAVIGATION_MS = 15_000
CHOOSER_MS = 4_000
TAP_S = 6.0
SCRIPTS = tuple(Path(__file__).with_name(name) for name in ("web_watch.js", "web.js"))
SELF = "window[Symbol.for('auditor')]"
REHEARSAL_WORDS = "演练环境"
AGENT = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.103 Mobile Safari/537.36"
)
WECHAT = (
    " MMWEBID/2247 MicroMessenger/8.0.50.2701(0x28003256) WeChat/arm64 Weixin NetType/WIFI"
    " Language/zh_CN ABI/arm64"
)


@dataclass(frozen=True)
class Look:
    """A screen and the origins of its nodes."""

    screen: Screen
    refs: tuple[Ref, ...]
    frames: tuple[Frame, ...]


class Session:
    """A fresh browser context; everything here runs inside the device's event loop."""

    def __init__(self, browser: Browser, traffic: Traffic) -> None:
        self._browser = browser
        self.traffic = traffic
        self._context: BrowserContext | None = None
        self._pages: list[Page] = []
        self._cdp: dict[Page, CDPSession] = {}

    async def open(self, *, wechat: bool, locale: str) -> None:
        """Make the context and its first window."""
        self._context = await self._browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=2,
            is_mobile=True,
            has_touch=True,
            locale=locale,
            timezone_id="Asia/Shanghai",
            user_agent=AGENT + (WECHAT if wechat else ""),
            accept_downloads=True,
            service_workers="block",
        )
        self._context.set_default_timeout(8_000)
        await self._context.add_init_script(_script())
        await self.traffic.attach(self._context)
        self._context.on("page", self._adopt)
        page = await self._context.new_page()
        self._cdp[page] = await self._context.new_cdp_session(page)

    async def close(self) -> None:
        """Throw the context away with all it stored."""
        if self._context is not None:
            await self._context.close()
            self._context = None

    def _adopt(self, page: Page) -> None:
        if page in self._pages:
            return
        self._pages.append(page)
        self.traffic.adopt(page, opener=bool(self._pages[:-1]))
        page.on("close", self._forget)

    def _forget(self, page: Page) -> None:
        if page in self._pages and len(self._pages) > 1:
            self._pages.remove(page)

    @property
    def page(self) -> Page:
        """The window in front."""
        if self.traffic.dead or not self._pages or self._pages[-1].is_closed():
            raise DeviceLost("浏览器页面已崩溃或关闭,请重新开始这家医院的测评")
        return self._pages[-1]

    # -- going places --------------------------------------------------------------------

    async def goto(self, address: str) -> None:
        """Open an address; an app that does not answer is noted, not raised."""
        page = self.page
        try:
            await page.goto(address, wait_until="commit", timeout=NAVIGATION_MS)
        except Error as error:
            if page.is_closed() or self.traffic.dead or "closed" in error.message:
                raise
            if "ERR_ABORTED" in error.message or "Download is starting" in error.message:
                return  # a download or an answer without content
            if self.traffic.address(page) == page.url:
                self.traffic.broke(page, address, _reason(error))

    async def back(self) -> None:
        """One step back: the previous page, or the window that opened this one."""
        page = self.page
        history = await (await self._session_of(page)).send("Page.getNavigationHistory")
        at = history["currentIndex"]
        here = at > 0 and history["entries"][at - 1]["url"] != "about:blank"
        if here:
            try:
                await page.go_back(wait_until="commit", timeout=NAVIGATION_MS)
            except Error as error:
                if page.is_closed():
                    return
                self.traffic.failed(f"失败 后退({_reason(error)})")
        elif len(self._pages) > 1:
            await page.close()

    async def _session_of(self, page: Page) -> CDPSession:
        if page not in self._cdp:
            assert self._context is not None
            self._cdp[page] = await self._context.new_cdp_session(page)
        return self._cdp[page]

    # -- settling ------------------------------------------------------------------------

    async def begin(self) -> None:
        """Tell the documents that an action starts now."""
        for frame in self.page.frames:
            try:
                await frame.evaluate(f"() => {SELF}?.begin?.()")
            except Error:
                if frame.is_detached():
                    continue
                raise

    async def settle(self, timer_ms: int) -> bool:
        """Wait until nothing moves any more; True if the time ran out before.

        timer_ms: the app's own timers up to this delay are waited for.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + SETTLE_S
        while (left := end - loop.time()) > 0:
            page = self.page
            if self.traffic.navigating(page):
                await asyncio.sleep(0.01)
                continue
            reason = await self._quiet(page, left, timer_ms)
            if reason is None or page is not self.page or self.traffic.navigating(page):
                continue
            return not await self.traffic.finish_downloads(10) or bool(reason)
        return True

    async def _quiet(self, page: Page, seconds: float, timer_ms: int) -> str | None:
        """What still moves ("" if nothing), None if the document went away meanwhile."""
        options = {"quiet": QUIET_MS, "budget": seconds * 1000, "timer": timer_ms}
        asked = [
            frame.evaluate(f"o => {SELF}?.settled ? {SELF}.settled(o) : ''", options)
            for frame in page.frames
        ]
        try:
            answers = await asyncio.wait_for(
                asyncio.gather(*asked, return_exceptions=True), seconds + 1.5
            )
        except builtins.TimeoutError:
            await self._break_loop(page)
            return "script"
        if isinstance(answers[0], BaseException):
            if page.is_closed() or isinstance(answers[0], Error):
                await asyncio.sleep(0.01)
                return None
            raise answers[0]
        return next((a for a in answers if isinstance(a, str) and a), "")

    async def _break_loop(self, page: Page) -> None:
        """End a script that never gives the page back."""
        self.traffic.crash("页面脚本长时间不返回,已中止")
        cdp = await self._session_of(page)
        await asyncio.wait_for(cdp.send("Runtime.terminateExecution"), 3)

    # -- looking -------------------------------------------------------------------------

    async def look(self, loading: bool) -> Look:
        """Read the screen as it is now; events are not collected."""
        for _ in range(5):
            page = self.page
            try:
                return await self._read(page, loading)
            except Error:
                if page.is_closed() and page is self._pages[-1]:
                    raise
                await asyncio.sleep(0.05)  # the document is being replaced
        raise CaptureFailed("页面一直在跳转,读不到内容")

    async def _read(self, page: Page, loading: bool) -> Look:
        frames = tuple(page.frames)
        title = await page.title()
        main = FrameDump.parse(0, await _dump(frames[0]))
        embedded = []
        for number, frame in enumerate(frames[1:], start=1):
            child = await _embedded(frames, number, frame)
            if child is not None:
                embedded.append(child)
        tree = merge(main, embedded)
        return Look(self._screen(page, title, main.data, tree, loading), tree.refs, frames)

    def _screen(
        self, page: Page, title: str, data: dict[str, Any], tree: Tree, loading: bool
    ) -> Screen:
        if tree.cut:
            self.traffic.crash(f"页面元素超过 {NODE_LIMIT} 个,只读取了前面的部分")
        words = REHEARSAL_WORDS in title or any(REHEARSAL_WORDS in n.text for n in tree.nodes)
        return Screen(
            address=self.traffic.address(page),
            title=title,
            nodes=tree.nodes,
            width=WIDTH,
            height=HEIGHT,
            layout_width=data["layout"],
            content_height=data["content"],
            status=self.traffic.status(page),
            loading=loading,
            simulated=words or self.traffic.is_rehearsal(page),
        )

    async def picture(self) -> bytes:
        """The whole page as PNG; see whole_page."""
        return await whole_page(self.page)

    # -- touching ------------------------------------------------------------------------

    async def aim(self, look: Look, index: int) -> tuple[float, float]:
        """Bring a node into view; where to touch it, in CSS pixels of the window."""
        number, uid = look.refs[index]
        frame = look.frames[number]
        spot = await frame.evaluate(f"u => {SELF}.aim(u)", uid)
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

    async def tap(self, look: Look, index: int) -> None:
        """Touch a node; the touch is let through only if it meets the words that were judged.

        StaleNode or NodeCovered, and nothing was touched, if they changed at the last moment.
        """
        number, uid = look.refs[index]
        frame, page = look.frames[number], self.page
        spot = await self.aim(look, index)
        await frame.evaluate(f"u => {SELF}.arm(u)", uid)
        await self._touch(page, spot)
        label = look.screen.label(look.screen.nodes[index])
        match await self._verdict(page, frame):
            case "relabelled":
                raise StaleNode(f"「{label}」在点下的瞬间变了文字,没有点击")
            case "covered":
                raise NodeCovered(f"「{label}」在点下的瞬间被挡住,没有点击")

    async def _touch(self, page: Page, spot: tuple[float, float]) -> None:
        """Touch a point of the window; a handler that never returns is ended."""
        try:
            await asyncio.wait_for(page.touchscreen.tap(*spot), TAP_S)
        except TimeoutError:
            await self._break_loop(page)  # the app's own handler does not return
        except Error:
            if not page.is_closed():
                raise

    async def _verdict(self, page: Page, frame: Frame) -> str:
        """What the gate of the touched document said; "" also if that document is gone."""
        try:
            asked = frame.evaluate(f"() => {SELF}?.release?.() ?? ''")
            return str(await asyncio.wait_for(asked, TAP_S))
        except TimeoutError:
            await self._break_loop(page)
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
            async with self.page.expect_file_chooser(timeout=CHOOSER_MS) as chooser:
                await self.tap(look, index)
            await (await chooser.value).set_files(path)
        except BrowserTimeout as error:
            label = look.screen.label(look.screen.nodes[index])
            raise ActionTimeout(f"点击「{label}」后没有出现选择文件的窗口") from error

    async def scroll(self, look: Look, index: int | None, up: bool) -> None:
        """Move the page, or a scrollable node, by most of its height."""
        step = -0.8 if up else 0.8
        if index is None:
            await self.page.evaluate(_SCROLL_PAGE, step)
            return
        element = await self._handle(look, index)
        await element.evaluate(
            "(e, s) => e.scrollBy({top: e.clientHeight * s, behavior: 'instant'})", step
        )


_SCROLL_NODE = "(e, step) => e.scrollBy({top: e.clientHeight * step, behavior: 'instant'})"
_SCROLL_PAGE = """step => {
  const page = document.scrollingElement;
  const scrolls = e => e.scrollHeight > e.clientHeight + 4;
  const inner = [...document.querySelectorAll('*')].filter(e => scrolls(e) &&
    /auto|scroll/.test(getComputedStyle(e).overflowY));
  inner.sort((a, b) => b.clientWidth * b.clientHeight - a.clientWidth * a.clientHeight);
  const target = scrolls(page) || !inner.length ? page : inner[0];
  target.scrollBy({top: Math.min(innerHeight, target.clientHeight) * step, behavior: 'instant'});
}"""


def _script() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)


async def _dump(frame: Frame) -> str:
    answer = await frame.evaluate(f"n => {SELF}?.dump ? {SELF}.dump(n) : null", NODE_LIMIT)
    if answer is None:  # a document that the init script did not reach
        await frame.evaluate(_script())
        answer = await frame.evaluate(f"n => {SELF}.dump(n)", NODE_LIMIT)
    if not isinstance(answer, str):
        raise CaptureFailed("页面没有返回元素树")
    return answer


async def _embedded(frames: tuple[Frame, ...], number: int, frame: Frame) -> Embedded | None:
    """A child frame's dump; None if it vanished meanwhile."""
    try:
        holder = await frame.frame_element()
        uid, left, top = await holder.evaluate(
            f"""e => {{ const s = getComputedStyle(e); return [{SELF}?.uid?.(e) ?? 0,
            e.clientLeft + parseFloat(s.paddingLeft), e.clientTop + parseFloat(s.paddingTop)]; }}"""
        )
        answer = await _dump(frame)
    except Error:
        if frame.is_detached():
            return None
        raise
    parent = frames.index(frame.parent_frame) if frame.parent_frame in frames else 0
    return Embedded(FrameDump.parse(number, answer), parent, uid, (left, top))


async def _place(frame: Frame) -> tuple[float, float]:
    holder = await frame.frame_element()
    x, y = await holder.evaluate(
        """e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
        return [r.left + e.clientLeft + parseFloat(s.paddingLeft),
                r.top + e.clientTop + parseFloat(s.paddingTop)]; }"""
    )
    return x, y


def _reason(error: Error) -> str:
    """What went wrong without Playwright's own words around it."""
    code = re.search(r"net::\w+|Timeout \d+ms", error.message)
    return code.group() if code else error.message.splitlines()[0][:200]
