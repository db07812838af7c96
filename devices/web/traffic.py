"""What happens around a page: requests, dialogs, downloads, windows, script errors.

Everything heard since the last reading becomes one `Events`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.async_api import (
    BrowserContext,
    Dialog,
    Error,
    Frame,
    Page,
    Request,
    Response,
    Route,
    WebError,
)
from playwright.async_api import (
    Download as BrowserDownload,
)

from devices.model import Download, Events
from devices.web.document import HELD
from devices.web.habits import Habits
from devices.web.handover import Handover
from documents.typography import half_width

INSIDE = {"http", "https", "data", "blob", "about", "ws", "wss", "chrome-error"}
WATCHED = {"document", "xhr", "fetch"}
FILE_TYPES = re.compile(r"application/(pdf|octet-stream|zip|msword|vnd\.)|^image/", re.I)
LARGEST_FILE = 50_000_000
MOST_EVENTS = 200
LONGEST_WAIT_S, FRAME_WAIT_S, SHORT_WAIT_S = 15, 3, 1
HEARD_S, RUN_S = 0.05, 0.02
"""After a document's request ended the window shows it; after a script's it has run."""


class Traffic:
    """Listens to one browser context.

    answer: decides whether a confirm or prompt with these words is accepted.
    paying: addresses of payment services; such requests are cut off in the browser.
    habits: how the app reads, also as it was known before.
    """

    def __init__(
        self, answer: Callable[[str], bool], paying: re.Pattern[str], habits: Habits
    ) -> None:
        self._answer = answer
        self._paying = paying
        self._toasts: list[str] = []
        self._dialogs: list[str] = []
        self._downloads: list[Download] = []
        self._failures: list[str] = []
        self._external: list[str] = []
        self._crashed: list[str] = []
        self._held: list[str] = []
        self.habits = habits
        self._tasks: set[asyncio.Task[None]] = set()
        self._moving: dict[Request, float] = {}
        self._moving_inside: dict[Request, float] = {}  # documents of frames
        self._code: dict[Request, float] = {}  # scripts, also those that scripts import
        self._announced: dict[str, float] = {}  # a window or a file that is to come: until when
        self._status: dict[Page, int | None] = {}
        self._early: dict[str, int] = {}  # answers to windows that were only just opening
        self._broken: dict[Page, str] = {}  # windows that show the browser's own error page
        self._rehearsal: set[Page] = set()
        self._exits: set[Request] = set()
        self._got_file = False  # since the last collecting
        self._handover = Handover()
        self.origins: set[str] = set()
        self.dead = False

    async def attach(self, context: BrowserContext) -> None:
        """Start to listen."""
        await context.expose_binding("__auditorNote", self._on_note)
        # a pattern, not a function: every request would have to come here to be asked about
        await context.route(self._paying, self._cut_off)
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("requestfinished", self._on_end)
        context.on("requestfailed", self._on_failed)
        context.on("weberror", self._on_error)
        context.on("dialog", self._on_dialog)

    def adopt(self, page: Page) -> None:
        """Listen to a window as well."""
        self._announced.pop("opening", None)
        if not page.url:
            # with a document or a file: neither was asked for yet
            self._announce("arriving", FRAME_WAIT_S)
        page.on("download", lambda download: self._spawn_download(download))
        page.on("framenavigated", self._on_navigated)
        page.on("crash", self._on_crash)

    def collect(self) -> Events:
        """What was heard since the last time."""
        events = Events(
            toasts=_once(self._toasts),
            dialogs=tuple(self._dialogs),
            downloads=tuple(self._downloads),
            failures=_once(self._failures),
            external=_once(self._external),
            crashed=_once(self._crashed),
        )
        self._downloads.clear()
        self._got_file = False
        for heard in (
            self._toasts,
            self._dialogs,
            self._failures,
            self._external,
            self._crashed,
        ):
            heard.clear()
        return events

    def held(self) -> tuple[str, ...]:
        """Requests that were held back since the last time, as "POST /api/number/take"."""
        held = _once(self._held)
        self._held.clear()
        return held

    def status(self, page: Page) -> int | None:
        """HTTP status of the document that a window shows."""
        return self._status.get(page, self._early.get(page.url.split("#")[0]))

    def address(self, page: Page) -> str:
        """The address of a window, also if the app did not answer there."""
        return self._broken.get(page, page.url)

    def joins(self, page: Page) -> bool:
        """Whether a window shows the app's own site, or one that was handed its session."""
        return self._handover.joins(page.url)

    def is_rehearsal(self, page: Page) -> bool:
        """Whether an answer to this window declared a rehearsal."""
        return page in self._rehearsal

    def broke(self, page: Page, address: str, reason: str) -> None:
        """Note that a window could not be led to an address."""
        self._status[page] = None
        self._broken[page] = address
        self.failed(f"失败 GET {address}({reason})")

    def failed(self, words: str) -> None:
        """Note a request that failed."""
        self._failures.append(words)

    def crash(self, words: str) -> None:
        """Note a script error."""
        self._crashed.append(words)

    def navigating(self, page: Page) -> bool:
        """Whether a document of `page` or a frame in it, a new window or a file is under way.

        A frame that does not come (an advertisement) is waited for only shortly, and even less
        long what the page announced and the browser does not open or fetch.
        """
        now = asyncio.get_running_loop().time()
        if any(now < until for until in self._announced.values()):
            return True
        whole = any(
            now - since < LONGEST_WAIT_S and _page_of(request) in (page, None)
            for request, since in self._moving.items()
        )
        return whole or any(
            now - since < FRAME_WAIT_S and _page_of(request) is page
            for request, since in self._moving_inside.items()
        )

    def fetches_code(self, page: Page) -> bool:
        """Whether scripts of `page` are on their way: what a script imports no page can tell.

        One that does not come (a counter of visits) is waited for only shortly.
        """
        now = asyncio.get_running_loop().time()
        return any(
            now - since < FRAME_WAIT_S and _page_of(request) is page
            for request, since in self._code.items()
        )

    async def finish_downloads(self, seconds: float) -> bool:
        """Wait for files on their way; False if some did not come in time."""
        if not self._tasks:
            return True
        _, waiting = await asyncio.wait(set(self._tasks), timeout=seconds)
        return not waiting

    def _on_note(self, source: object, kind: str, words: str) -> None:
        if kind in {"opening", "saving"}:
            self._announce(kind, SHORT_WAIT_S)
            return
        if kind == "posted":
            self.habits.heard(*words.split())
            return
        heard = {"toast": self._toasts, "external": self._external, "held": self._held}[kind]
        if len(heard) < MOST_EVENTS:
            heard.append(half_width(words) if kind == "toast" else words)

    def _announce(self, kind: str, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        self._announced[kind] = max(self._announced.get(kind, 0.0), until)

    async def _cut_off(self, route: Route) -> None:
        await route.abort("aborted")  # the page stays where it is, as with a foreign scheme

    def _on_request(self, request: Request) -> None:
        if self._paying.search(request.url) or urlsplit(request.url).scheme not in INSIDE:
            self._announced.clear()
            self._note_exit(request)
        elif request.is_navigation_request():
            self._announced.pop("opening", None)
            if _is_main(request):
                self._handover.asked(request)
            if request.method == "GET":
                self.habits.opened.add(request.url)
            moving = self._moving if _is_main(request) else self._moving_inside
            moving[request] = asyncio.get_running_loop().time()
        elif request.resource_type in {"xhr", "fetch"} and request.method == "GET":
            self.habits.got.add(urlsplit(request.url).path)
        elif request.resource_type == "script":
            self._code[request] = asyncio.get_running_loop().time()

    def _note_exit(self, request: Request) -> None:
        """Something would leave the browser."""
        self._external.append(request.url)
        self._exits.add(request)

    def is_stranded(self, page: Page) -> bool:
        """Whether a window was opened only for what left the browser, or for a file: such a one
        never gets a document, and Playwright says that the file came from its opener."""
        blank = page.url in {"", "about:blank"} or page.url.startswith("chrome-error:")
        left = any(_page_of(request) is page for request in self._exits)
        return blank and (left or (self._got_file and page.url == ""))

    def _on_response(self, response: Response) -> None:
        request, page = response.request, _page_of(response.request)
        if page is not None and "x-rehearsal" in response.headers:
            self._rehearsal.add(page)
        if response.status >= 400 and _counts(request):
            self.failed(f"{response.status} {request.method} {request.url}")
        if not request.is_navigation_request():
            return
        if _is_main(request):
            self._keep_status(page, response)
        if response.status >= 300:
            return
        file = FILE_TYPES.search(response.headers.get("content-type", ""))
        if file:
            self._spawn(self._keep_body(response))
        if file or _is_attached(response):
            self._announce("saving", FRAME_WAIT_S)

    def _keep_status(self, page: Page | None, response: Response) -> None:
        if response.status in range(300, 400):
            return
        if page is None:
            self._early[response.url] = response.status
        else:
            self._status[page] = response.status
            self._broken.pop(page, None)

    def _on_end(self, request: Request) -> None:
        lingers = RUN_S if request in self._code else HEARD_S
        asyncio.get_running_loop().call_later(lingers, self._arrived, request)

    def _arrived(self, request: Request) -> None:
        self._moving.pop(request, None)
        self._moving_inside.pop(request, None)
        self._code.pop(request, None)

    def _on_failed(self, request: Request) -> None:
        self._arrived(request)
        if not _counts(request) or request in self._exits or request.url == HELD:
            return
        reason = request.failure or ""
        if "ERR_ABORTED" in reason or "BLOCKED_BY_CLIENT" in reason:
            return  # left behind by the next page, became a download, or cut off by us
        page = _page_of(request)
        if request.is_navigation_request() and _is_main(request) and page is not None:
            self.broke(page, request.url, reason)
        else:
            self.failed(f"失败 {request.method} {request.url}({reason})")

    def _on_navigated(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            for request in [r for r in self._moving if _page_of(r) in (frame.page, None)]:
                del self._moving[request]
            self._announced.pop("arriving", None)
            parts = urlsplit(frame.url)
            if parts.scheme in {"http", "https"}:
                self.origins.add(f"{parts.scheme}://{parts.netloc}")
                self._handover.arrived(frame.url)
        else:
            for request in [r for r in self._moving_inside if r.frame is frame]:
                del self._moving_inside[request]

    def _on_error(self, error: WebError) -> None:
        if len(self._crashed) < MOST_EVENTS:
            self._crashed.append(error.error.message[:500])

    def _on_crash(self, page: Page) -> None:
        self.dead = True

    async def _on_dialog(self, dialog: Dialog) -> None:
        self._dialogs.append(half_width(dialog.message))
        yes = dialog.type in {"alert", "beforeunload"} or self._answer(dialog.message)
        try:
            await (dialog.accept() if yes else dialog.dismiss())
        except Error:
            return  # the window went away together with its dialog

    def _spawn_download(self, download: BrowserDownload) -> None:
        self._announced.pop("saving", None)
        self._announced.pop("arriving", None)
        self._got_file = True
        self._spawn(self._keep_download(download))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _keep_download(self, download: BrowserDownload) -> None:
        try:
            path = Path(await download.path())
            if path.stat().st_size > LARGEST_FILE:
                self.failed(f"失败 下载 {download.url}(文件超过 {LARGEST_FILE // 1_000_000} MB)")
            else:
                data = path.read_bytes()
                self._keep(download.suggested_filename, "", data, download.url)
            await download.delete()
        except Error as error:
            self.failed(f"失败 下载 {download.url}({error.message.splitlines()[0]})")

    async def _keep_body(self, response: Response) -> None:
        try:
            data = await response.body()
        except Error:
            return  # the browser made it a download: it arrives there
        self._announced.pop("saving", None)
        mime = response.headers.get("content-type", "")
        name = unquote(urlsplit(response.url).path.rsplit("/", 1)[-1])
        self._keep(name, mime, data, response.url)

    def _keep(self, name: str, mime: str, data: bytes, url: str) -> None:
        if any(kept.data == data and kept.url == url for kept in self._downloads):
            return
        kind = mime.split(";")[0].strip() or sniff(data)
        self._downloads.append(Download(name, kind, data, url))


def sniff(data: bytes) -> str:
    """The media type that the first bytes tell, "" if they tell none."""
    known = {
        b"%PDF": "application/pdf",
        b"\x89PNG": "image/png",
        b"\xff\xd8\xff": "image/jpeg",
        b"GIF8": "image/gif",
        b"PK\x03\x04": "application/zip",
    }
    for start, mime in known.items():
        if data[:1024].lstrip().startswith(start):
            return mime
    head = data[:512].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "text/html"
    if head.startswith((b"{", b"[")):
        return "application/json"
    return ""


def _is_attached(response: Response) -> bool:
    """The browser is told to make a file of it, whatever it is."""
    return "attachment" in response.headers.get("content-disposition", "").lower()


def _counts(request: Request) -> bool:
    return request.resource_type in WATCHED and not request.url.endswith("/favicon.ico")


def _page_of(request: Request) -> Page | None:
    try:
        return request.frame.page
    except Error:
        return None  # a window that is only just opening


def _is_main(request: Request) -> bool:
    try:
        return request.frame.parent_frame is None
    except Error:
        return True


def _once(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
