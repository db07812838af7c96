"""A hospital's H5 app in a real Chromium that passes for a phone (driver of channel H5).

Playwright works in an event loop of its own; its exceptions end here and leave as
DeviceError.
"""

from __future__ import annotations

import contextlib
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from playwright.async_api import Browser, Error, Playwright, async_playwright
from playwright.async_api import TimeoutError as BrowserTimeout

from devices.driver import GuardedDevice, NotTouched
from devices.errors import (
    ActionRefused,
    ActionTimeout,
    CaptureFailed,
    DeviceError,
    DeviceLost,
    NodeCovered,
    StaleNode,
)
from devices.guard.guarding import Admission, Guard
from devices.model import Action, Channel, DeviceFacts, Effect, Gesture, Screen
from devices.web.browser import find_browser
from devices.web.finger import Look
from devices.web.habits import Habits
from devices.web.loop import LoopThread
from devices.web.session import HEIGHT, WIDTH, Session
from devices.web.traffic import Traffic

T = TypeVar("T")
PATIENCE_S = 45.0
TIMER_MS = 600
SENT_TIMER_MS = 3000


class WebDevice(GuardedDevice):
    """One phone-like browser; a context manager.

    guard: judges every action; wechat: show WeChat's user agent; executable: the Chromium
    to use instead of the one that `devices.web.browser` finds.  Raises DeviceLost if no browser
    can be started.
    """

    def __init__(
        self,
        guard: Guard,
        *,
        wechat: bool = True,
        locale: str = "zh-CN",
        executable: str | None = None,
    ) -> None:
        super().__init__(guard)
        self._paying = guard.rules.paying_requests
        self._wechat = wechat
        self._locale = locale
        self._admission: Admission | None = None
        self._session: Session | None = None
        self._look: Look | None = None
        self._spun: set[str] = set()
        self._habits = Habits()
        self._playwright: Playwright | None = None
        path = executable or find_browser()
        if path is None:
            raise DeviceLost("没有找到 Chromium,请运行 python -m devices.web.browser")
        self._loop = LoopThread()
        try:
            self._browser = self._run(self._launch(str(path)))
        except BaseException:
            self.close()
            raise

    async def _launch(self, path: str) -> Browser:
        self._playwright = await async_playwright().start()
        return await self._playwright.chromium.launch(
            executable_path=path, args=["--disable-features=PaintHolding"]
        )

    def _run(self, work: Coroutine[Any, Any, T], seconds: float = PATIENCE_S) -> T:
        with _mapped():
            return self._loop.run(work, seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def facts(self) -> DeviceFacts:
        """Which browser this is."""
        return DeviceFacts(
            Channel.H5, "Chromium 手机模拟", "playwright", self._browser.version, WIDTH, HEIGHT
        )

    def start(self, entry: str) -> Screen:
        """Forget everything, open `entry`; see Device.start.

        An app that does not answer gives a Screen without status and with `failures`.
        """
        if urlsplit(entry).scheme not in {"http", "https"}:
            raise DeviceError(f"入口地址应以 http:// 或 https:// 开头,现为 {entry!r}")
        return self._run(self._start(entry))

    async def _start(self, entry: str) -> Screen:
        if self._session is not None:
            await self._session.close()
        traffic = Traffic(
            lambda words: self._answers(words, self._admission), self._paying, self._habits
        )
        self._session = Session(self._browser, traffic, self._spun)
        await self._session.open(wechat=self._wechat, locale=self._locale)
        await self._session.goto(entry)
        return await self._fresh(acted=True)

    def screen(self) -> Screen:
        """See Device.screen."""
        return self._run(self._fresh(acted=False))

    async def _fresh(self, timer_ms: int = TIMER_MS, *, acted: bool) -> Screen:
        session = self._open()
        loading = await session.settle(timer_ms, acted=acted)
        self._look = look = await session.look(loading)
        screen = replace(look.screen, events=session.traffic.collect())
        self._look = replace(look, screen=screen)
        return screen

    def _settled(self) -> Screen:
        """The screen after an action; one that sends something may leave its page late.

        Apps say 保存成功 in a toast and go on only when it has gone, by a timer.
        """
        sent = self._admission is not None and self._admission.purpose is not Effect.READ
        try:
            return self._run(self._fresh(SENT_TIMER_MS if sent else TIMER_MS, acted=True))
        finally:
            self._admission = None

    def _held(self) -> tuple[str, ...]:
        return self._open().traffic.held()

    def picture(self, *, bare: bool = False) -> bytes:
        """See Device.picture: the whole page, one pixel per logical pixel."""
        try:
            return self._run(self._open().picture(bare))
        except (DeviceLost, CaptureFailed):
            raise
        except DeviceError as error:
            raise CaptureFailed(f"截图失败:{error}") from error

    def close(self) -> None:
        """Give the browser back; may be called twice."""
        playwright, self._playwright = self._playwright, None
        self._session = self._look = None
        if playwright is not None:
            with contextlib.suppress(DeviceError):  # a browser that is gone needs no farewell
                self._run(self._farewell(playwright), 10)
        self._loop.close()

    async def _farewell(self, playwright: Playwright) -> None:
        browser = getattr(self, "_browser", None)
        if browser is not None:
            await browser.close()
        await playwright.stop()

    def _open(self) -> Session:
        if self._session is None:
            raise DeviceLost("设备尚未打开任何应用,请先调用 start")
        return self._session

    # -- one action ----------------------------------------------------------------------

    def _live(self, action: Action) -> tuple[Action, Screen]:
        return self._run(self._read_again(action))

    async def _read_again(self, action: Action) -> tuple[Action, Screen]:
        session, old = self._open(), self._look
        if old is None:
            raise DeviceLost("设备尚未打开任何应用,请先调用 start")
        index = None if action.node is None else _known(old, action)
        aim = None
        if index is not None and action.gesture in {Gesture.TAP, Gesture.UPLOAD}:
            number, uid = old.refs[index]
            aim = old.frames[number], uid
        new = await session.look(loading=False, aim=aim)
        if index is not None:
            action = replace(action, node=new.screen.nodes[_found(old, index, new)])
        self._look = replace(new, screen=replace(new.screen, events=old.screen.events))
        return action, new.screen

    def _touch(self, action: Action, admission: Admission) -> None:
        typed = action.gesture in {Gesture.TYPE, Gesture.CHOOSE}
        self._admission = None if typed else admission
        self._run(self._carry_out(action))

    async def _carry_out(self, action: Action) -> None:
        session, look = self._open(), self._look
        assert look is not None
        node = action.node
        session.traffic.held()  # what came after the last action is none of this one's
        if action.gesture is not Gesture.TAP:
            await session.begin()
        match action.gesture:
            case Gesture.TAP:
                await self._tap(session, look, action)
            case Gesture.TYPE if node is not None:
                await session.finger.type(look, node.index, action.text)
            case Gesture.CHOOSE if node is not None:
                await session.finger.choose(look, node.index, action.text)
            case Gesture.UPLOAD if node is not None:
                await session.finger.upload(look, node.index, action.text)
            case Gesture.SCROLL:
                await session.finger.scroll(look, node.index if node else None, action.text == "up")
            case Gesture.BACK:
                await session.back()
            case Gesture.OPEN:
                await self._goto(session, action.text)
            case _:
                raise NotTouched(DeviceError(f"动作 {action.gesture} 需要一个元素"))

    async def _tap(self, session: Session, look: Look, action: Action) -> None:
        if action.node is None:
            raise NotTouched(DeviceError("点击需要一个元素"))
        try:
            looking = self._admission is not None and self._admission.looking
            await session.finger.tap(look, action.node.index, looking=looking)
        except (StaleNode, NodeCovered) as error:
            raise NotTouched(error) from error

    async def _goto(self, session: Session, address: str) -> None:
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" not in session.traffic.origins:
            reason = f"地址 {address} 不属于正在测评的应用"
            raise NotTouched(ActionRefused(Effect.NEVER, reason))
        await session.goto(address)


def _known(look: Look, action: Action) -> int:
    """Index of the action's node in the newest screen; StaleNode if it is not from there."""
    node = action.node
    assert node is not None
    nodes = look.screen.nodes
    if node.index >= len(nodes) or nodes[node.index] != node:
        raise StaleNode(f"元素「{node.text or node.hint}」不是最新一屏上的元素,请重新读取屏幕")
    return node.index


def _found(old: Look, index: int, new: Look) -> int:
    """Index in the new look of the same element with the same words."""
    (number, uid), words = old.refs[index], old.screen.label(old.screen.nodes[index])
    frame = old.frames[number]
    for place, (other, known) in enumerate(new.refs):
        if known == uid and new.frames[other] is frame:
            now = new.screen.label(new.screen.nodes[place])
            if now != words:
                raise StaleNode(f"元素的文字由「{words}」变成了「{now}」,请重新读取屏幕")
            return place
    raise StaleNode(f"元素「{words}」已不在页面上,请重新读取屏幕")


@contextlib.contextmanager
def _mapped() -> Iterator[None]:
    """Playwright's exceptions as errors of the device."""
    try:
        yield
    except (BrowserTimeout, TimeoutError) as error:
        raise ActionTimeout(f"浏览器没有及时完成操作:{_brief(error)}") from error
    except Error as error:
        gone = ("closed", "crashed", "disconnected", "Connection")
        kind = DeviceLost if any(word in error.message for word in gone) else DeviceError
        raise kind(f"浏览器报错:{_brief(error)}") from error


def _brief(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:300]
