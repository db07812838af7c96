"""One request of one browser: who asks, what is on, what things are called here.

Pages ask a Visit for words (`t`), for ways in (`door`, `entry`) and for the states of their
features; a Visit is the only thing they need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from devices.sandbox.catalogue import DOOR_WAYS, Way
from devices.sandbox.entries import Entry, entries
from devices.sandbox.features import Features, State
from devices.sandbox.hollow import refusal
from devices.sandbox.model import Act, ActKind, Cells, Control, Grid, dead, go, toast
from devices.sandbox.placement import Journey, Placement
from devices.sandbox.world import Account, Count, Member, Session, World

HUB = "3.3.2.convenience_hub"


def read_day(text: str) -> date:
    """A date as addresses write it; KeyError, as for anything else that does not exist."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise KeyError(text) from error


@dataclass(frozen=True)
class Upload:
    """A file that a person handed in."""

    name: str
    data: bytes


@dataclass
class Visit:
    """What a page or an action may know of the request."""

    world: World
    features: Features
    placement: Placement
    words: Mapping[str, str]
    session: Session
    path: str = "/"
    query: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)
    site: str = ""

    @property
    def journey(self) -> Journey:
        return self.placement.journey

    def t(self, term: str) -> str:
        """The skin's words for a term; KeyError if no skin names it."""
        return self.words[term]

    def state(self, feature: str) -> State:
        return self.features.state(feature)

    def on(self, feature: str) -> bool:
        """Anything of it is there, even if hollow."""
        return not self.state(feature).off

    def works(self, feature: str) -> bool:
        return self.features.works(feature)

    def is_hollow(self, feature: str, way: Way) -> bool:
        return self.state(feature).way is way

    def choice(self, feature: str) -> str:
        return self.state(feature).choice

    @property
    def account(self) -> Account:
        """The account that is logged in; KeyError if none is (pages behind the wall only)."""
        return self.world.accounts[self.session.phone]

    @property
    def logged_in(self) -> bool:
        return self.session.phone in self.world.accounts

    @property
    def patient(self) -> Member | None:
        """The member whose data are shown: the first one."""
        members = self.account.members
        return members[0] if members else None

    def ask(self, name: str, default: str = "") -> str:
        """A value of the page's query."""
        return self.query.get(name, default)

    def ask_day(self, name: str, default: date) -> date:
        """A date of the page's query; KeyError if it is none."""
        return read_day(self.ask(name, str(default)))

    def day(self, offset: int) -> date:
        return self.world.day(offset)

    def note(self, what: Count) -> None:
        self.world.note(what)

    def door(self, feature: str, term: str, act: Act, **more: Any) -> tuple[Control, ...]:
        """The control that leads into a feature: none if it is off, a hollow one if it is so."""
        if not self.on(feature):
            return ()
        return (Control(label=self.t(term), act=self.through(feature, act), **more),)

    def through(self, feature: str, act: Act) -> Act:
        """`act`, or what happens instead where this feature's way in is hollow."""
        way = self.state(feature).way
        if way is Way.TOAST:
            return toast(refusal(self.features.seed, feature))
        return dead() if way is Way.DEAD_LINK else act

    def entry(self, name: str) -> tuple[Control, ...]:
        """A menu item of the entry table, if any feature behind it is there."""
        item = entries()[name]
        live = [key for key in item.features if self.on(key)]
        if (item.features and not live) or (item.scattered and self.on(HUB)):
            return ()
        act = self._official(item) or go(item.path)
        if len(item.features) == 1:
            act = self.through(live[0], act)
        return (Control(label=self.t(name), act=act, icon=item.icon),)

    def _official(self, item: Entry) -> Act | None:
        """The way to the hospital's web site where this entry is only a link to it."""
        if not item.official or not self.choice(item.features[0]).startswith("linked"):
            return None
        width = self.choice(item.features[0]).removeprefix("linked_")
        return Act(kind=ActKind.LEAVE, to=f"{self.site}/www/{item.official}.html?v={width}")

    def leads_somewhere(self, path: str) -> bool:
        """A menu page, or the page of an entry of which anything is there."""
        names = [name for name, item in entries().items() if item.path == path]
        return path in self.placement.menus or any(self.entry(name) for name in names)

    def entries(self, *names: str) -> tuple[Control, ...]:
        return tuple(control for name in names for control in self.entry(name))

    def cells(self, *names: str, title: str = "") -> tuple[Cells, ...]:
        """A list of entries; nothing at all where none of them is there."""
        items = self.entries(*names)
        return (Cells(title=title, items=items),) if items else ()

    def grid(self, *names: str, title: str = "", columns: int = 4) -> tuple[Grid, ...]:
        items = self.entries(*names)
        return (Grid(title=title, items=items, columns=columns),) if items else ()

    def blocked_at_door(self, feature: str) -> bool:
        """The feature has no page behind its way in."""
        state = self.state(feature)
        return state.off or state.way in DOOR_WAYS
