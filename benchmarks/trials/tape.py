"""Writes down what an audit does to its browser, to be done again without the audit.

A pytest plugin (`-p benchmarks.trials.tape --tape=FILE`).  It stands at
Playwright's public interface, so it notes what was really done, whatever the driver above
decides: every document opened, step back, touch (as an element and a point inside it), word
typed, option chosen, file handed in, window closed and picture taken; and before each of them
the state of the page (address, length of its visible words) that had been waited for.
What the noting itself costs is summed up, to be taken off the audit's time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    Dialog,
    ElementHandle,
    Error,
    FileChooser,
    Page,
    Touchscreen,
)

ELEMENT = Path(__file__).with_name("element.js").read_text(encoding="utf-8")
STATE = "() => [location.href, (document.body || {}).innerText?.length ?? 0]"


class Tape:
    """The steps of one browser, in order.

    seconds: what noting them cost.  answers: whether each native dialog was accepted.
    """

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.answers: list[bool] = []
        self.seconds = 0.0
        self._pages: list[Page] = []

    def opened(self, context: BrowserContext) -> None:
        """A fresh context: its windows are numbered as they open."""
        # Playwright marks its listeners, which a built-in method does not allow.
        self._pages = []
        context.on("page", lambda page: self._pages.append(page))

    async def note(self, kind: str, page: Page, **what: Any) -> None:
        """One step that is about to be done in a window, and the state that it finds."""
        started = time.perf_counter()
        window = self._pages.index(page) if page in self._pages else 0
        state = await state_of(page)
        self.steps.append({"kind": kind, "window": window, "state": state, **what})
        self.seconds += time.perf_counter() - started

    async def note_element(self, kind: str, element: ElementHandle, **what: Any) -> None:
        started = time.perf_counter()
        frame = await element.owner_frame()
        steps = await element.evaluate(f"e => {ELEMENT}.of(e)")
        self.seconds += time.perf_counter() - started
        if frame is not None:
            await self.note(kind, frame.page, steps=steps, **what)

    def save(self, path: Path) -> None:
        data = {"steps": self.steps, "answers": self.answers, "seconds": self.seconds}
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


async def state_of(page: Page) -> tuple[str, int] | None:
    """Address and number of visible characters, frames included; None while it changes."""
    try:
        told = [await frame.evaluate(STATE) for frame in page.frames]
    except Error:
        return None
    return told[0][0], sum(length for _, length in told)


Method = Callable[..., Awaitable[Any]]


def attach(tape: Tape, patch: pytest.MonkeyPatch) -> None:
    """Listen to every browser of this process from now on."""

    def before(kind: type, name: str, look: Callable[..., Awaitable[None]]) -> None:
        done: Method = getattr(kind, name)

        async def noted(self: Any, *given: Any, **options: Any) -> Any:
            await look(self, *given, **options)
            return await done(self, *given, **options)

        patch.setattr(kind, name, noted)

    async def goto(page: Page, url: str, **_: Any) -> None:
        await tape.note("goto", page, url=url)

    async def back(page: Page, **_: Any) -> None:
        await tape.note("back", page)

    async def close(page: Page, **_: Any) -> None:
        await tape.note("close", page)

    async def shot(page: Page, **options: Any) -> None:
        await tape.note("picture", page, options=options)

    async def fill(element: ElementHandle, value: str, **_: Any) -> None:
        await tape.note_element("fill", element, text=value)

    async def select(element: ElementHandle, **options: Any) -> None:
        await tape.note_element("select", element, index=options["index"])

    async def upload(element: ElementHandle, files: Any, **_: Any) -> None:
        await tape.note_element("upload", element)

    async def choose(chooser: FileChooser, files: Any, **_: Any) -> None:
        await tape.note_element("upload", chooser.element)

    async def accept(dialog: Dialog, *_: Any) -> None:
        tape.answers.append(True)

    async def dismiss(dialog: Dialog) -> None:
        tape.answers.append(False)

    before(Page, "goto", goto)
    before(Page, "go_back", back)
    before(Page, "close", close)
    before(Page, "screenshot", shot)
    before(ElementHandle, "fill", fill)
    before(ElementHandle, "select_option", select)
    before(ElementHandle, "set_input_files", upload)
    before(FileChooser, "set_files", choose)
    before(Dialog, "accept", accept)
    before(Dialog, "dismiss", dismiss)
    _follow_contexts(tape, patch)
    _follow_fingers(tape, patch)


def _follow_contexts(tape: Tape, patch: pytest.MonkeyPatch) -> None:
    done: Method = Browser.new_context

    async def new_context(self: Browser, **options: Any) -> BrowserContext:
        context: BrowserContext = await done(self, **options)
        tape.opened(context)
        tape.steps.append({"kind": "context", "window": 0, "state": None, "options": options})
        return context

    patch.setattr(Browser, "new_context", new_context)


def _follow_fingers(tape: Tape, patch: pytest.MonkeyPatch) -> None:
    """A touchscreen does not tell its page, so a page hands out one that does."""
    finger: Callable[[Page], Touchscreen] = vars(Page)["touchscreen"].fget

    class Finger:
        def __init__(self, page: Page) -> None:
            self._page = page
            self._screen: Touchscreen = finger(page)

        async def tap(self, x: float, y: float) -> None:
            started = time.perf_counter()
            spot = await self._page.evaluate(f"([x, y]) => {ELEMENT}.under(x, y)", [x, y])
            tape.seconds += time.perf_counter() - started
            await tape.note("tap", self._page, spot=spot)
            await self._screen.tap(x, y)

    patch.setattr(Page, "touchscreen", property(Finger))


TAPE = Tape()
PATCH = pytest.MonkeyPatch()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--tape", type=Path, required=True, help="where the steps are written")


def pytest_configure() -> None:
    attach(TAPE, PATCH)


def pytest_unconfigure(config: pytest.Config) -> None:
    PATCH.undo()
    TAPE.save(config.getoption("tape"))
