"""A patient's hand on a real browser: finds things by the words one can see, and touches them."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Locator, Page, Request

from tests.sandbox.walker import Walker

SCAN: FilePayload = {"name": "病历.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8jpeg"}
WALK = "path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }"


class Hand:
    """Finds things by the words that can be seen, and touches them."""

    def __init__(self, tab: Page, walker: Walker, url: str) -> None:
        self.tab, self.walker, self.url = tab, walker, url
        self.errors: list[str] = []
        self.open_requests: set[Request] = set()
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("request", lambda request: self.open_requests.add(request))
        tab.on("requestfinished", lambda request: self.open_requests.discard(request))
        tab.on("requestfailed", lambda request: self.open_requests.discard(request))
        tab.goto(url)

    def word(self, term: str) -> str:
        return self.walker.word(term)

    def seen(self, words: str) -> Locator:
        """The topmost thing that says just this (or that begins so, with `…` at its end)."""
        exact = not words.endswith("…")
        found = self.tab.get_by_text(words.rstrip("…"), exact=exact)
        return found.locator("visible=true").last

    def tap(self, *names: str) -> None:
        """Touch terms of the wording, or words as they are, one after the other."""
        for name in names:
            self.settle()
            self.seen(self.walker.skin.words.get(name, name)).tap()

    def settle(self) -> None:
        """Wait until nothing is being fetched."""
        quiet = 0
        while quiet < 3:
            self.tab.wait_for_timeout(15)
            quiet = 0 if self.open_requests else quiet + 1

    def write(self, label: str, words: str) -> None:
        """Write into the field that follows a label."""
        self.settle()
        name = self.walker.skin.words.get(label, label)
        row = self.seen(name)
        box = row.locator("xpath=following::*[self::input or self::textarea]")
        box.locator("visible=true").first.fill(words)

    def choose(self, hint: str, option: str) -> None:
        """Take a line of the sheet that opens where the hint stands."""
        self.tap(hint, option, "确定")

    def hand_in(self, control: Locator) -> None:
        with self.tab.expect_file_chooser() as chooser:
            control.tap()
        chooser.value.set_files(SCAN)

    def agree(self) -> None:
        """Touch the box before the words of the consent."""
        self.tap("have_read")

    def confirm(self) -> None:
        self.tap("确定")

    def open(self, path: str) -> None:
        """Go to an address of the app as the skin writes it."""
        self.settle()
        if self.walker.skin.placement.routes == "history":
            self.tab.evaluate(WALK, path)
        else:
            self.tab.goto(address(self.url, path))
        self.settle()

    def says(self, words: str) -> None:
        self.tab.get_by_text(words).locator("visible=true").first.wait_for()

    def titled(self, words: str) -> None:
        self.tab.wait_for_function("words => document.title === words", arg=words)

    def ledger(self, name: str) -> int:
        return self.walker.rehearsal.world.ledger()[name]

    def counts(self, name: str, number: int) -> None:
        """The hospital's own count comes to a number soon."""
        for _ in range(40):
            if self.ledger(name) == number:
                return
            self.tab.wait_for_timeout(50)
        assert self.ledger(name) == number


def address(url: str, path: str) -> str:
    """/booking/doctor?id=1 as uni-app writes it: #/pages/booking/doctor?id=1."""
    name, mark, query = path.partition("?")
    parts = [part for part in name.split("/") if part] or ["index"]
    return f"{url}#/pages/{'/'.join(parts if len(parts) > 1 else [*parts, 'index'])}{mark}{query}"
