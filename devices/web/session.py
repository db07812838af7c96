"""One browser context from `start` to the next: windows, settling, looking."""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Error,
    Frame,
    Page,
)

from devices.errors import CaptureFailed, DeviceLost
from devices.model import Screen
from devices.web.document import SELF, Reading, page_script, read_window
from devices.web.finger import Finger, Look
from devices.web.picture import whole_page
from devices.web.traffic import Traffic
from devices.web.tree import NODE_LIMIT
from documents.typography import half_width

WIDTH, HEIGHT = 390, 844
QUIET_MS = 10
SETTLE_S = 6.0
SPUN_S = 2.0
NAVIGATION_MS = 15_000
REHEARSAL_WORDS = "演练环境"
AGENT = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.103 Mobile Safari/537.36"
)
WECHAT = (
    " MMWEBID/2247 MicroMessenger/8.0.50.2701(0x28003256) WeChat/arm64 Weixin NetType/WIFI"
    " Language/zh_CN ABI/arm64"
)


class Session:
    """A fresh browser context; everything here runs inside the device's event loop.

    spun: addresses at which the time once ran out while something still moved (a spinner that
    never ends); they are waited for only shortly, and known no longer once they come to rest.
    """

    def __init__(self, browser: Browser, traffic: Traffic, spun: set[str] | None = None) -> None:
        self._browser = browser
        self._spun = set[str]() if spun is None else spun
        self.traffic = traffic
        self._context: BrowserContext | None = None
        self._pages: list[Page] = []
        self._cdp: dict[Page, CDPSession] = {}
        self.finger = Finger(self)

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
        await self._context.add_init_script(page_script())
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
        self.traffic.adopt(page)
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

    @property
    def habits(self) -> dict[str, object]:
        """What its documents are told of how the app reads."""
        return self.traffic.habits.told()

    # -- settling ------------------------------------------------------------------------

    async def begin(self, but: Frame | None = None, *, looking: bool = False) -> None:
        """Tell the documents that an action starts now, apart from one that knows.

        looking: whether they hold back requests that would change something.
        """
        for frame in self.page.frames:
            if frame is but or not frame.url:
                continue
            try:
                await frame.evaluate(
                    f"([l, h]) => ({SELF}?.begin?.(), {SELF}?.hold?.(l, h), undefined)",
                    [looking, self.habits],
                )
            except Error as error:
                if frame.is_detached() or "context was destroyed" in error.message:
                    continue  # the document that takes its place begins anew
                raise

    async def settle(self, timer_ms: int, *, acted: bool) -> bool:
        """Wait until nothing moves any more; True if the time ran out before.

        timer_ms: the app's own timers up to this delay are waited for.
        acted: something was done just now, of which the page may not have heard yet.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        while (left := self._patience() - (loop.time() - began)) > 0:
            page = self.page
            if self.traffic.navigating(page):
                await asyncio.sleep(0.01)
                continue
            reason = await self._quiet(page, left, timer_ms, acted)
            if reason is None or page is not self.page or self.traffic.navigating(page):
                continue
            if not reason and self.traffic.fetches_code(page):
                await asyncio.sleep(0.01)
                continue
            if len(self._pages) > 1 and self.traffic.is_stranded(page):
                await page.close()
                continue
            if reason and self._patience() > loop.time() - began:
                continue  # it has gone on to another address meanwhile
            self._remember(page, reason)
            return not await self.traffic.finish_downloads(10) or bool(reason)
        return True

    def _patience(self) -> float:
        """Seconds that the page in front is given to come to rest."""
        return SPUN_S if self.page.url in self._spun else SETTLE_S

    def _remember(self, page: Page, reason: str) -> None:
        """Whether the page came to rest, for the next time that it is shown."""
        if reason:
            self._spun.add(page.url)
        else:
            self._spun.discard(page.url)

    async def _quiet(self, page: Page, seconds: float, timer_ms: int, acted: bool) -> str | None:
        """What still moves ("" if nothing), None if the document went away meanwhile."""
        options = {
            "quiet": QUIET_MS,
            "budget": seconds * 1000,
            "timer": timer_ms,
            "acted": acted,
        }
        asked = [
            frame.evaluate(f"o => {SELF}?.settled ? {SELF}.settled(o) : ''", options)
            for frame in page.frames
            if frame.url or frame is page.main_frame
        ]
        try:
            answers = await asyncio.wait_for(
                asyncio.gather(*asked, return_exceptions=True), seconds + 1.5
            )
        except TimeoutError:
            await self.break_loop(page)
            return "script"
        if isinstance(answers[0], BaseException):
            if page.is_closed() or isinstance(answers[0], Error):
                await asyncio.sleep(0.01)
                return None
            raise answers[0]
        return next((a for a in answers if isinstance(a, str) and a), "")

    async def break_loop(self, page: Page) -> None:
        """End a script that never gives the page back."""
        self.traffic.crash("页面脚本长时间不返回,已中止")
        cdp = await self._session_of(page)
        await asyncio.wait_for(cdp.send("Runtime.terminateExecution"), 3)

    # -- looking -------------------------------------------------------------------------

    async def look(self, loading: bool, aim: tuple[Frame, int] | None = None) -> Look:
        """Read the screen as it is now; events are not collected.

        aim: an element that is brought into view before, by its document and number.
        """
        for _ in range(5):
            page = self.page
            try:
                return self._screen(page, await read_window(page, aim), loading)
            except Error:
                if page.is_closed() and page is self._pages[-1]:
                    raise
                await asyncio.sleep(0.05)  # the document is being replaced
        raise CaptureFailed("页面一直在跳转,读不到内容")

    def _screen(self, page: Page, read: Reading, loading: bool) -> Look:
        nodes = read.tree.nodes
        if read.tree.cut:
            self.traffic.crash(f"页面元素超过 {NODE_LIMIT} 个,只读取了前面的部分")
        words = REHEARSAL_WORDS in read.title or any(REHEARSAL_WORDS in n.text for n in nodes)
        screen = Screen(
            address=self.traffic.address(page),
            title=half_width(read.title),
            nodes=nodes,
            width=WIDTH,
            height=HEIGHT,
            layout_width=read.main["layout"],
            content_height=read.main["content"],
            status=self.traffic.status(page),
            loading=loading,
            simulated=words or self.traffic.is_rehearsal(page),
            joined=self.traffic.joins(page),
        )
        return Look(screen, read.tree.refs, read.frames)

    async def picture(self, bare: bool) -> bytes:
        """The whole page as PNG; see whole_page."""
        return await whole_page(self.page, bare)


def _reason(error: Error) -> str:
    """What went wrong without Playwright's own words around it."""
    code = re.search(r"net::\w+|Timeout \d+ms", error.message)
    return code.group() if code else error.message.splitlines()[0][:200]
