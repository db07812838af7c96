"""What a page is called, where the browser's title says it badly."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from auditor.live.heading import heading
from devices.model import Screen
from probes.appmap import page_of


@dataclass
class Titles:
    """The titles that one app has set, page by page.

    shared: the title of the first page; one that bears it, too, goes by its own top bar.
    A title that stayed when its page was left names no other page: that one goes by its own
    top bar, by what it was called before, or by nothing.  So it is in apps whose pages set the
    title when they are made and do not when they are shown again.
    """

    shared: str | None = None
    _set: dict[str, str] = field(default_factory=dict)
    _newest: tuple[str, str] = ("", "")
    _left_over: bool = False

    def begin(self, first: Screen) -> None:
        """The app has begun anew, with this page."""
        page = page_of(first)[1]
        self.shared, self._newest, self._left_over = first.title, (page, first.title), False
        self._set[page] = first.title

    def name(self, screen: Screen) -> Screen:
        """The screen under the title that is its own."""
        page, title = page_of(screen)[1], screen.title
        if self._newest[1] != title:
            self._left_over = False
        elif self._newest[0] != page:
            self._left_over = True
        self._newest = (page, title)
        shared = title == self.shared
        own = heading(screen) if shared or self._left_over else ""
        if self._left_over:
            own = own or self._set.get(page, title if shared else "")
        else:
            self._set[page] = title
            own = own or title
        return replace(screen, title=own) if own != title else screen
