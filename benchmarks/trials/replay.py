"""Plays a tape with plain Playwright: the least that these steps can take.

Before each step it waits until the page is in the state that the audit found there: the same
address, as many visible characters give or take a toast, and no request under way.  That is
looked at again every few milliseconds, so no time is lost to a fixed pause, a load event or
"networkidle"; a script that acted earlier would act on a page that is not there yet.

    python -m benchmarks.trials.replay TAPE      prints a Replay as JSON
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    Dialog,
    Download,
    Error,
    Page,
    Request,
    async_playwright,
)

from benchmarks.trials.tape import ELEMENT, state_of
from devices.browser import ensure_browser

LOOK_S = 0.004
GIVE_UP_S = 1.5
TOAST = 24
"""Characters by which a page may differ: a toast that is still or no more there."""


@dataclass
class Replay:
    """What came of playing a tape.

    seconds: from starting the browser to having closed it; steps: done, by kind; drifted:
    steps done although the page did not come to the recorded state; lost: steps whose element
    or window was not there.
    """

    seconds: float = 0.0
    waited: float = 0.0
    steps: dict[str, int] = field(default_factory=dict)
    drifted: int = 0
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
        await self._reach(page, step["state"])
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

    async def _reach(self, page: Page, state: list[Any] | None) -> None:
        """Wait for the recorded state, but not for ever."""
        started = time.perf_counter()
        while state is not None and not await self._is_there(page, state):
            if time.perf_counter() - started > GIVE_UP_S:
                self._result.drifted += 1
                break
            await asyncio.sleep(LOOK_S)
        self._result.waited += time.perf_counter() - started

    async def _is_there(self, page: Page, state: list[Any]) -> bool:
        if self._under_way:
            return False
        now = await state_of(page)
        return now is not None and now[0] == state[0] and abs(now[1] - state[1]) <= TOAST

    async def _goto(self, page: Page, step: dict[str, Any]) -> None:
        await page.goto(step["url"], wait_until="commit")

    async def _back(self, page: Page, step: dict[str, Any]) -> None:
        await page.go_back(wait_until="commit")

    async def _close(self, page: Page, step: dict[str, Any]) -> None:
        await page.close()

    async def _picture(self, page: Page, step: dict[str, Any]) -> None:
        await page.screenshot(**step["options"])

    async def _tap(self, page: Page, step: dict[str, Any]) -> None:
        spot = step["spot"] and await page.evaluate(f"s => {ELEMENT}.aim(s)", step["spot"])
        if not spot:
            raise LookupError("要点的元素不在了")
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

    async def _element(self, page: Page, step: dict[str, Any]) -> Any:
        handle = await page.evaluate_handle(f"p => {ELEMENT}.at(p)", step["path"])
        element = handle.as_element()
        if element is None:
            raise LookupError("要填的栏位不在了")
        return element


def main(tape: str) -> None:
    """Play a tape file and print what came of it as JSON."""
    data = json.loads(Path(tape).read_text(encoding="utf-8"))
    print(json.dumps(asdict(play(data))))


if __name__ == "__main__":
    main(sys.argv[1])
