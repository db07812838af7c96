"""Screens drawn node by node, for tests of what probes read off one screen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from devices.model import Effect, Events, Node, Rect, Role, Screen
from probes.app import App, LoginState
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finder import Finder
from probes.lexicon import load_lexicon

WIDTH, HEIGHT, ROW = 375.0, 800.0, 48.0
TEST_ACCOUNT = SimpleNamespace(
    phone="13800000000",
    sms_code="123456",
    username="",
    password="Demo-123456",
    name="张三",
    id_card="110101198506150377",
    medical_card="10086001",
    captcha="",
)


class Sketch:
    """Puts one node below the other unless a box is given; returns the index of each."""

    def __init__(self, title: str = "", address: str = "https://a.example/#/p") -> None:
        self.title = title
        self.address = address
        self.nodes: list[Node] = []
        self._y = 80.0

    def add(
        self,
        role: Role,
        text: str = "",
        *,
        box: tuple[float, float, float, float] | None = None,
        parent: int = -1,
        **more: Any,
    ) -> int:
        bounds = Rect(*box) if box else Rect(16, self._y, WIDTH - 32, ROW - 8)
        if box is None:
            self._y += ROW
        font = more.pop("font", 15 if text else 0)
        self.nodes.append(Node(len(self.nodes), parent, role, bounds, text, font=font, **more))
        return len(self.nodes) - 1

    def text(self, *words: str, **more: Any) -> int:
        return [self.add(Role.TEXT, word, **more) for word in words][-1]

    def button(self, *words: str, **more: Any) -> int:
        return [self.add(Role.BUTTON, word, clickable=True, **more) for word in words][-1]

    def field(self, hint: str = "", **more: Any) -> int:
        more = {"kind": "text", **more}
        return self.add(Role.FIELD, hint=hint, clickable=True, editable=True, **more)

    def tick(self, checked: bool = False, role: Role = Role.CHECKBOX, **more: Any) -> int:
        return self.add(role, checked=checked, clickable=True, **more)

    def screen(self, **more: Any) -> Screen:
        more = {"status": 200, **more}
        nodes = tuple(self.nodes)
        return Screen(self.address, self.title, nodes, WIDTH, HEIGHT, **more)


def lines(*words: str, title: str = "", **more: Any) -> Screen:
    """A screen of plain text."""
    sketch = Sketch(title)
    for word in words:
        sketch.text(word)
    return sketch.screen(**more)


def said(*toasts: str, failures: tuple[str, ...] = ()) -> Events:
    return Events(toasts=toasts, failures=failures)


def place(name: str, screen: Screen, trail: tuple[str, ...] = (), **more: Any) -> Place:
    return Place(name, screen, trail=trail, depth=len(trail), **more)


def way(label: str, target: str = "", source: str = "home", **more: Any) -> Way:
    """A way that was tapped; it leads to a screen if a target is given."""
    arrival = Arrival.SCREEN if target else Arrival.NOTHING
    node = more.pop("node", 0)
    return Way(source, node, label, more.pop("arrival", arrival), target, **more)


def mapped(*places: Place, ways: tuple[Way, ...] = (), cut: str = "") -> AppMap:
    """A map whose first place is the entry."""
    known = {place.id: place for place in places}
    return AppMap(places=known, ways=list(ways), cut=cut, entry=places[0].id)


def reader(screen: Screen | None = None, *, allowed: frozenset[Effect] = frozenset()) -> App:
    """What a flow needs of an app to read one screen: its words, its account, nothing to touch."""
    return cast(
        App,
        SimpleNamespace(
            lexicon=load_lexicon(),
            account=TEST_ACCOUNT,
            allowed=allowed,
            again=lambda: screen,
            memory={},
        ),
    )


def explored(appmap: AppMap, **more: Any) -> App:
    """An app, logged in, of which there is a map and that stays where it is: nothing opens."""
    parts: dict[str, Any] = {
        "lexicon": load_lexicon(),
        "allowed": frozenset[Effect](),
        "login": LoginState(None, "已登录"),
        "map": appmap,
        "memory": {},
        "finder": lambda of=None: Finder(load_lexicon(), appmap),
        "visit": lambda where: None,
        "show": lambda nodes=(), note="": note,
        "show_place": lambda where, nodes=(), note="": note,
    }
    return cast(App, SimpleNamespace(**(parts | more)))


def touched(page: Any, known: AppMap, allowed: frozenset[Effect]) -> App:
    """An app, logged in, whose every page is `page`: it has again, tap and fill."""
    parts: dict[str, Any] = {
        "lexicon": load_lexicon(),
        "account": SimpleNamespace(**vars(TEST_ACCOUNT), test_account=True),
        "allowed": allowed,
        "login": LoginState(None, "已登录", methods=frozenset({"sms_code"})),
        "map": known,
        "visitor_map": AppMap(),
        "memory": {},
        "again": page.again,
        "tap": page.tap,
        "fill": page.fill,
        "visit": lambda where: page.again(),
        "label": lambda node: node.text,
        "show": lambda nodes=(), note="": note,
        "show_place": lambda where, nodes=(), note="": note,
    }
    return cast(App, SimpleNamespace(**parts))
