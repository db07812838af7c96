"""A patient without eyes: walks the page model over HTTP and tries functions out.

It knows the skin's words for a function and nothing of the feature switches.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from devices.sandbox.features import Features
from devices.sandbox.run import Sandbox
from devices.sandbox.skins import Skin
from devices.sandbox.world import SMS_CODE, TEST_PHONE

BARE = {"empty", "spinner", "text", "heading", "notice", "buttons"}
"""Blocks that a page may consist of without offering anything."""

Page = dict[str, Any]
Control = dict[str, Any]


class Walker:
    """One browser on one hospital, logged in as the test account unless told otherwise."""

    def __init__(
        self,
        hospital: Sandbox,
        http: httpx.Client,
        settings: Mapping[str, Any] | None = None,
        logged_in: bool = True,
    ) -> None:
        hospital.rehearsal.features = Features.from_settings(settings)
        self.rehearsal = hospital.rehearsal
        self.skin: Skin = hospital.rehearsal.skin
        self.http = http
        self.start_afresh(logged_in)
        self._seen: set[str] = set()
        self._queue = deque(["/", "/login", "/register"])
        self._labels: dict[str, Control] = {}
        self.samples: dict[str, str] = {}

    def start_afresh(self, logged_in: bool = True) -> None:
        """Forget all that was done; what is offered where stays known."""
        self.rehearsal.reset()
        self.http.cookies.clear()
        self.http.get("/api/page")
        if logged_in:
            self.log_in()

    def log_in(self) -> None:
        """Behind the counter: how one logs in is a fact of its own."""
        world = self.rehearsal.world
        for session in world.sessions.values():
            session.phone = TEST_PHONE

    def log_in_by_code(self, phone: str = TEST_PHONE) -> dict[str, Any]:
        self.do("send_code", phone=phone)
        return self.do("login_sms_code", phone=phone, code=SMS_CODE)

    def word(self, term: str) -> str:
        return self.skin.words[term]

    def page(self, path: str) -> Page | None:
        """The page at a path, following redirects; None where it is missing or fails."""
        for _ in range(4):
            answer = self.http.get("/api/page", params={"path": path})
            if answer.status_code != 200:
                return None
            body = answer.json()
            if "redirect" not in body:
                page: Page = body["page"]
                return page
            path = body["redirect"]
        return None

    def do(
        self, action: str, files: Mapping[str, Any] | None = None, /, **data: str
    ) -> dict[str, Any]:
        answer = self.http.post(f"/api/do/{action}", data=data, files=dict(files or {}))
        outcome: dict[str, Any] = answer.json()
        return outcome

    def control(self, term: str) -> Control | None:
        """The control that carries the words of a term, if the app has one anywhere.

        One page of every path is searched, breadth first, no further than needed.
        """
        label = self.word(term)
        while label not in self._labels and self._queue:
            self._search(self._queue.popleft())
        return self._labels.get(label)

    def _search(self, path: str) -> None:
        if path in self._seen:
            return
        self._seen.add(path)
        for control in controls(self.page(path)):
            self._labels.setdefault(control["label"], control)
            if control["act"]["kind"] == "go":
                target = control["act"]["to"]
                fresh = self.samples.setdefault(target.split("?")[0], target) == target
                if fresh or "?" not in target:
                    self._queue.append(target)

    def search_all(self) -> list[str]:
        """Search every kind of page; one address for every path that the app links to."""
        while self._queue:
            self._search(self._queue.popleft())
        return sorted(self.samples.values())

    def open(self, term: str) -> Page | None:
        """The page behind the words of a term, if it has content of its own."""
        control = self.control(term)
        if control is None or control["act"]["kind"] != "go":
            return None
        page = self.page(control["act"]["to"])
        return page if page is not None and has_content(page) else None

    def follow(self, page: Page | None, label: str) -> Page | None:
        """The page behind a label on a page; "" takes the first control that opens one."""
        for control in controls(page):
            if control["act"]["kind"] == "go" and (not label or control["label"] == label):
                return self.page(control["act"]["to"])
        return None

    def submit(
        self, page: Page | None, files: Mapping[str, Any] | None = None, /, **more: str
    ) -> bool:
        """Send the first form of a page with answers to its choices; whether it went through."""
        form = first(page, "form")
        if not form:
            return False
        data = dict(form["data"])
        for field in form["fields"]:
            data[field["name"]] = field["value"] or (field["options"] or [["1"]])[0][0]
        outcome = self.do(form["post"], files, **{**data, "agree": "1", **more})
        return bool(outcome["ok"])

    def fetch(self, page: Page | None, term: str) -> bytes:
        """What the download button of a page hands over; b"" if it does not or fails."""
        for control in controls(page):
            if control["label"] == self.word(term) and control["act"]["kind"] == "download":
                answer = self.http.get(control["act"]["to"])
                return answer.content if answer.status_code == 200 else b""
        return b""


def controls(part: Any) -> Iterator[Control]:
    """Every control of a page, with what touching a card does under the card's title."""
    if isinstance(part, dict):
        act = part.get("act")
        if isinstance(act, dict) and ("label" in part or "title" in part):
            yield {"label": part.get("label") or part.get("title"), **part}
        for value in part.values():
            yield from controls(value)
    elif isinstance(part, list):
        for value in part:
            yield from controls(value)


def blocks(part: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every block of a kind, also inside tabs."""
    if isinstance(part, dict):
        if part.get("kind") == kind:
            yield part
        for value in part.values():
            yield from blocks(value, kind)
    elif isinstance(part, list):
        for value in part:
            yield from blocks(value, kind)


def first(part: Any, kind: str) -> dict[str, Any]:
    """The first block of a kind, {} if there is none."""
    return next(blocks(part, kind), {})


def has_content(page: Page) -> bool:
    return any(block["kind"] not in BARE for block in page["blocks"])


def words(part: Any) -> str:
    """All text of a part, joined."""
    if isinstance(part, dict):
        return "\n".join(words(value) for value in part.values())
    if isinstance(part, list):
        return "\n".join(words(value) for value in part)
    return part if isinstance(part, str) else ""
