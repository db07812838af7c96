"""What every driver of a screen speaks: nodes, screens, actions, the device protocol.

Nothing here knows a browser, a phone, a hospital or a score.  All lengths are in the
device's logical pixels (CSS px, or dp-like units of the hierarchy dump); all boxes are in
*page* coordinates: (0, 0) is the top left of the whole scrollable page on the web and of
the visible screen on Android.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Protocol

ARROWS = frozenset("›>»→❯〉▸▶⟩﹥>")
"""Signs with which rows say that they open something."""
_HAN = re.compile("[一-鿿]+")
_PAGE_SHARE = 0.5
_PICTURE_SIZE, _PICTURE_SHARE = 24.0, 1.3


class Channel(StrEnum):
    """How patients reach an app; values as in a hospital profile."""

    ANDROID = "android"
    H5 = "h5"
    MINIPROGRAM = "miniprogram"


class Role(StrEnum):
    """What a node is to a person; drivers map tags, ARIA roles and widget classes to these."""

    TEXT = "text"
    IMAGE = "image"
    BUTTON = "button"
    LINK = "link"
    FIELD = "field"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    SWITCH = "switch"
    CHOICE = "choice"
    TAB = "tab"
    DIALOG = "dialog"
    CANVAS = "canvas"
    MEDIA = "media"
    FRAME = "frame"
    GROUP = "group"


@dataclass(frozen=True)
class Rect:
    """A box: left, top, width, height in logical pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def area(self) -> float:
        return max(self.w, 0) * max(self.h, 0)

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def contains(self, other: Rect) -> bool:
        """True if `other` lies inside this box, with one pixel of tolerance."""
        return (
            other.x >= self.x - 1
            and other.y >= self.y - 1
            and other.right <= self.right + 1
            and other.bottom <= self.bottom + 1
        )


@dataclass(frozen=True)
class Node:
    """One rendered element.  Elements that a person cannot see are not dumped at all.

    index: position in `Screen.nodes`, parents before children; parent is -1 at the root.
    text: the element's own words (its direct text; alt, aria-label or content-desc for an
        image or a wordless control), not those of its children: see `Screen.label`.
    value: what an editable node holds now; the chosen option of a CHOICE.
    hint: placeholder.
    options: the words of a CHOICE's options.
    kind: finer kind of a field: "text", "password", "tel", "number", "date", "file",
        "textarea"; "" otherwise.
    checked: state of a CHECKBOX, RADIO, SWITCH or TAB; None where there is no such state.
    covered: another element takes the taps at its centre (a dialog lies over it).
    image: a fingerprint of the picture's source ("" if it shows none).
    link: target of a link as written (absolute URL, tel:, …), "" if none.
    font: font size of its own text in logical pixels, 0 if it has no own text.
    """

    index: int
    parent: int
    role: Role
    bounds: Rect
    text: str = ""
    value: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    kind: str = ""
    clickable: bool = False
    editable: bool = False
    enabled: bool = True
    checked: bool | None = None
    scrollable: bool = False
    covered: bool = False
    image: str = ""
    link: str = ""
    font: float = 0


@dataclass(frozen=True)
class Download:
    """A file that the app handed over. `data` stays in memory: it may hold patient data."""

    name: str
    mime: str
    data: bytes
    url: str = ""


@dataclass(frozen=True)
class Events:
    """What happened between the last action and the settled screen.

    toasts: words that appeared and vanished again, in order.
    dialogs: words of native dialogs (alert, confirm), which the driver has answered.
    downloads: files handed over.
    failures: requests of the app that failed, as "500 GET https://…" or "失败 GET https://…".
    external: what would have left the app ("tel:010…", "weixin://…", other origins opened in
        a new window, other Android packages); never followed by the driver.
    crashed: script errors that the app did not catch.
    """

    toasts: tuple[str, ...] = ()
    dialogs: tuple[str, ...] = ()
    downloads: tuple[Download, ...] = ()
    failures: tuple[str, ...] = ()
    external: tuple[str, ...] = ()
    crashed: tuple[str, ...] = ()

    @property
    def spoken(self) -> tuple[str, ...]:
        """What the app said in passing: toasts, then native dialogs."""
        return (*self.toasts, *self.dialogs)

    def and_then(self, later: Events) -> Events:
        """These and what came after them, said once each."""
        return Events(
            toasts=tuple(dict.fromkeys((*self.toasts, *later.toasts))),
            dialogs=tuple(dict.fromkeys((*self.dialogs, *later.dialogs))),
            downloads=(*self.downloads, *later.downloads),
            failures=tuple(dict.fromkeys((*self.failures, *later.failures))),
            external=tuple(dict.fromkeys((*self.external, *later.external))),
            crashed=tuple(dict.fromkeys((*self.crashed, *later.crashed))),
        )


@dataclass(frozen=True)
class Screen:
    """One settled moment of an app: the tree, where it is and what led to it.

    address: URL (H5), page route (mini-program) or package/activity (Android).
    width, height: the viewport; layout_width: width that the page was laid out for (wider
        than `width` where a page is not adapted to mobile); content_height: whole page.
    status: HTTP status of the document, None where there is none.
    loading: the settle time ran out while something still moved or loaded.
    simulated: the app declares itself a rehearsal (HTTP header `X-Rehearsal`, words 演练环境).
    joined: it belongs to the entry's site, or to one that the app handed the session to.
    """

    address: str
    title: str
    nodes: tuple[Node, ...]
    width: float
    height: float
    layout_width: float = 0
    content_height: float = 0
    status: int | None = None
    loading: bool = False
    simulated: bool = False
    joined: bool = False
    events: Events = field(default_factory=Events)

    @cached_property
    def children(self) -> dict[int, tuple[int, ...]]:
        """Indexes of the children of every node; key -1 holds the roots."""
        table: dict[int, list[int]] = {}
        for node in self.nodes:
            table.setdefault(node.parent, []).append(node.index)
        return {parent: tuple(indexes) for parent, indexes in table.items()}

    def below(self, node: Node) -> Iterator[Node]:
        """`node` and everything inside it, in document order."""
        yield node
        for index in self.children.get(node.index, ()):
            yield from self.below(self.nodes[index])

    def above(self, node: Node) -> Iterator[Node]:
        """The ancestors of `node`, nearest first."""
        while node.parent >= 0:
            node = self.nodes[node.parent]
            yield node

    def holds_the_page(self, node: Node) -> bool:
        """The root that listens for all of a short page: words of other rows are not its own."""
        if node.bounds.area < _PAGE_SHARE * self.width * self.height:
            return False
        return sum(inner.clickable for inner in self.below(node)) > 2

    def label(self, node: Node) -> str:
        """All words inside a node, joined by blanks; its hint or value if it has none.

        A row around an empty field that is only shown (a picker drawn with one) says its hint.
        The arrow at the end of a row (›) comes first in some trees: beside words it says nothing,
        and no more does a single character that is drawn as an entry's picture (挂 预约挂号).
        """
        texts = [n for n in self.below(node) if n.text]
        if len(texts) > 1 and _is_drawn(*texts[:2]):
            texts = texts[1:]
        words = " ".join(n.text for n in texts).split()
        said = [word for word in words if word not in ARROWS] or words
        return " ".join(said) or node.hint or node.value or self._shown_in(node)

    def _shown_in(self, node: Node) -> str:
        shown = (n for n in self.below(node) if n.role is Role.FIELD and not n.editable)
        return next((n.hint for n in shown if n.hint and not n.value), "")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Own words of every node, in document order, empty ones left out."""
        return tuple(node.text for node in self.nodes if node.text)

    @cached_property
    def text(self) -> str:
        """All words of the screen, a line per node."""
        return "\n".join(self.words)

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex, 16 digits) of what a person sees: words, values, states, pictures."""
        parts = [self.address]
        parts += [f"{n.role}|{n.text}|{n.value}|{n.checked}|{n.image}" for n in self.nodes]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _is_drawn(first: Node, name: Node) -> bool:
    """A character in a large square box of its own, before the name of an entry."""
    box = first.bounds
    lone = len(first.text) == 1 and _HAN.match(first.text) is not None
    named = _HAN.match(name.text)
    square = box.h >= _PICTURE_SIZE and abs(box.w - box.h) <= 0.2 * box.h
    larger = box.h >= _PICTURE_SHARE * name.bounds.h
    return lone and square and larger and named is not None and len(named.group(0)) > 1


class Effect(StrEnum):
    """What an action does to the world outside the screen (docs/adr, "effects")."""

    READ = "read"
    DRAFT = "draft"
    OWN = "own"
    BOOKING = "booking"
    CONTACT = "contact"
    NEVER = "never"


class Gesture(StrEnum):
    """What a finger can do here."""

    TAP = "tap"
    TYPE = "type"
    CHOOSE = "choose"
    UPLOAD = "upload"
    SCROLL = "scroll"
    BACK = "back"
    OPEN = "open"


@dataclass(frozen=True)
class Action:
    """One thing to do.

    node: what it is done to, from the device's newest screen; None for SCROLL of the page,
        BACK and OPEN.
    text: what to type, the option to choose, the address to open, the path of the file to
        upload, or for SCROLL "down" / "up".
    purpose: the effect that the calling flow declares.  The guard takes the graver of this
        and of what the words on the control say; a declaration never makes an action milder
        than its words.
    looking: whether nothing may come of it but another screen, as while exploring: a browser
        holds back requests that would change something.  A phone cannot: there it says nothing.
    """

    gesture: Gesture
    node: Node | None = None
    text: str = ""
    purpose: Effect = Effect.READ
    looking: bool = False


@dataclass(frozen=True)
class DeviceFacts:
    """What stands beside every piece of evidence: which device showed it."""

    channel: Channel
    model: str
    driver: str
    version: str
    width: int
    height: int


class Device(Protocol):
    """A screen that can be looked at and touched.

    Every method may raise DeviceError; `perform` may raise ActionRefused before anything was
    touched, and HeldBack after a touch that would have changed something.  A device never
    retries an action by itself.
    """

    @property
    def facts(self) -> DeviceFacts: ...

    def start(self, entry: str) -> Screen:
        """Forget everything (cookies, storage, app data), open `entry`, return its screen."""
        ...

    def screen(self) -> Screen:
        """The settled screen as it is now; `events` holds what happened since the last one."""
        ...

    def perform(self, action: Action) -> Screen:
        """Do one thing, wait until the screen has settled, return it with its events."""
        ...

    def picture(self, *, bare: bool = False) -> bytes:
        """A PNG of what `screen` described: the whole page on the web, the screen on a phone.

        One logical pixel may be more than one picture pixel: scale by width.
        bare: without the bars that stay over a page that scrolls below them, where the device
        can take them off; to read what they hide, never as evidence.
        """
        ...

    def close(self) -> None:
        """Give the device back; may be called twice."""
        ...
