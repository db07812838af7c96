"""Plays a tape with plain Playwright: the least that these steps can take.

Before each step it waits until the page is in the state that the audit found there: the same
address, as many visible characters give or take a toast, and no request under way.  That is
looked at again every few milliseconds, so no time is lost to a fixed pause, a load event or
"networkidle"; a script that acted earlier would act on a page that is not there yet.

    python -m benchmarks.trials.replay TAPE      prints a Replay as JSON
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    Dialog,
    Download,
    ElementHandle,
    Error,
    Page,
    Request,
    async_playwright,
)

from benchmarks.trials.tape import ELEMENT, state_of
from devices.web.browser import ensure_browser

LOOK_S = 0.004
GIVE_UP_S = 3.0
TOAST = 24
"""Characters by which a page may differ: a toast that is still or no more there."""


@dataclass
class Replay:
    """What came of playing a tape.

    seconds: from starting the browser to having closed it; waited: part of it in which the
    page was not yet as recorded; vain: part of that after which it still was not.
    steps: done, by kind; drifted: those done although the page did not come to the recorded
    state; lost: those whose element or window was not there.
    """

    seconds: float = 0.0
    waited: float = 0.0
    steps: dict[str, int] = field(default_factory=dict)
    drifted: list[str] = field(default_factory=list)
    vain: float = 0.0
    lost: list[str] = field(default_factory=list)


def play(tape: dict[str, Any]) -> Replay:
    """Play it in a fresh browser; raises playwright's Error if the browser fails."""
    return asyncio.run(_play(tape))


async def _play(tape: dict[str, Any]) -> Replay:
    result = Replay()
    started = time.perf_counter()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(ensure_browser()), args=["--disable-features=PaintHolding"]
        )
        player = _Player(browser, list(tape["answers"]), result)
        for step in tape["steps"]:
            await player.do(step)
        await player.finish()
        await browser.close()
    result.seconds = time.perf_counter() - started
    return result


class _Player:
    """One browser while a tape is played."""

    def __init__(self, browser: Browser, answers: list[bool], result: Replay) -> None:
        self._browser = browser
        self._answers = answers
        self._result = result
        self._context: BrowserContext | None = None
        self._pages: list[Page] = []
        self._under_way: set[Request] = set()
        self._files: list[asyncio.Task[Path]] = []

    async def do(self, step: dict[str, Any]) -> None:
        kind = step["kind"]
        self._result.steps[kind] = self._result.steps.get(kind, 0) + 1
        if kind == "context":
            await self._fresh(step["options"])
            return
        page = await self._window(step)
        if page is None:
            self._result.lost.append(f"{kind}:没有第 {step['window']} 个窗口")
            return
        await self._reach(page, step)
        try:
            await getattr(self, f"_{kind}")(page, step)
        except (Error, LookupError) as error:
            self._result.lost.append(f"{kind}:{str(error).splitlines()[0]}")

    async def finish(self) -> None:
        """The files that are still on their way."""
        await asyncio.gather(*self._files, return_exceptions=True)
        if self._context is not None:
            await self._context.close()

    async def _fresh(self, options: dict[str, Any]) -> None:
        await self.finish()
        self._pages, self._files = [], []
        self._under_way.clear()
        self._context = await self._browser.new_context(**options)
        # Playwright marks its listeners, which a built-in method does not allow.
        self._context.on("page", lambda page: self._pages.append(page))
        self._context.on("request", lambda request: self._under_way.add(request))
        self._context.on("requestfinished", lambda request: self._under_way.discard(request))
        self._context.on("requestfailed", lambda request: self._under_way.discard(request))
        self._context.on("dialog", self._answer)
        page = await self._context.new_page()
        page.on("download", self._fetch)

    def _fetch(self, download: Download) -> None:
        self._files.append(asyncio.ensure_future(download.path()))

    async def _answer(self, dialog: Dialog) -> None:
        yes = self._answers.pop(0) if self._answers else True
        await (dialog.accept() if yes else dialog.dismiss())

    async def _window(self, step: dict[str, Any]) -> Page | None:
        end = time.perf_counter() + GIVE_UP_S
        while time.perf_counter() < end:
            if len(self._pages) > step["window"]:
                page = self._pages[step["window"]]
                return None if page.is_closed() else page
            await asyncio.sleep(LOOK_S)
        return None

    async def _reach(self, page: Page, step: dict[str, Any]) -> None:
        """Wait for the recorded state, but not for ever."""
        started = time.perf_counter()
        wanted, now = step["state"], None
        while wanted is not None:
            now = None if self._under_way else await state_of(page)
            if _is_there(now, wanted):
                break
            if time.perf_counter() - started > GIVE_UP_S:
                self._result.drifted.append(f"{step['kind']}:应为 {wanted},现为 {now}")
                if now is None or now[0] != wanted[0]:
                    await self._back_on_the_way(page, wanted[0])
                self._result.vain += time.perf_counter() - started
                break
            await asyncio.sleep(LOOK_S)
        self._result.waited += time.perf_counter() - started

    async def _back_on_the_way(self, page: Page, address: str) -> None:
        """One step that went wrong must not lead all that follow astray."""
        with contextlib.suppress(Error):
            await page.goto(address, wait_until="commit")

    async def _goto(self, page: Page, step: dict[str, Any]) -> None:
        await page.goto(step["url"], wait_until="commit")

    async def _back(self, page: Page, step: dict[str, Any]) -> None:
        await page.go_back(wait_until="commit")

    async def _close(self, page: Page, step: dict[str, Any]) -> None:
        await page.close()

    async def _picture(self, page: Page, step: dict[str, Any]) -> None:
        await page.screenshot(**step["options"])

    async def _tap(self, page: Page, step: dict[str, Any]) -> None:
        if not step["spot"]:
            raise LookupError("记录时没有点到元素")
        script = f"s => {ELEMENT}.aim(s)"
        spot = await self._found(lambda: page.evaluate(script, step["spot"]), step["spot"])
        await page.touchscreen.tap(*spot)

    async def _fill(self, page: Page, step: dict[str, Any]) -> None:
        element = await self._element(page, step)
        await element.fill(step["text"], force=True)

    async def _select(self, page: Page, step: dict[str, Any]) -> None:
        element = await self._element(page, step)
        await element.select_option(index=step["index"], force=True)

    async def _upload(self, page: Page, step: dict[str, Any]) -> None:
        element = await self._element(page, step)
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            await element.set_input_files(file.name)

    async def _element(self, page: Page, step: dict[str, Any]) -> ElementHandle:
        async def look() -> ElementHandle | None:
            handle = await page.evaluate_handle(f"s => {ELEMENT}.at(s)", step["steps"])
            return handle.as_element()

        found: ElementHandle = await self._found(look, step["steps"])
        return found

    async def _found(self, look: Callable[[], Awaitable[Any]], what: Any) -> Any:
        """What a look finds, as soon as it does; LookupError if it is not there in time."""
        started = time.perf_counter()
        while not (found := await look()):
            spent = time.perf_counter() - started
            if spent > GIVE_UP_S:
                self._result.vain += spent
                self._result.waited += spent
                raise LookupError(f"没有这个元素:{what}")
            await asyncio.sleep(LOOK_S)
        self._result.waited += time.perf_counter() - started
        return found


def _is_there(now: tuple[str, int] | None, wanted: list[Any]) -> bool:
    return now is not None and now[0] == wanted[0] and abs(now[1] - wanted[1]) <= TOAST


def main(tape: str) -> None:
    """Play a tape file and print what came of it as JSON."""
    data = json.loads(Path(tape).read_text(encoding="utf-8"))
    print(json.dumps(asdict(play(data))))


if __name__ == "__main__":
    main(sys.argv[1])
