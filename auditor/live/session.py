"""One app live on a device: moving about, remembering the newest screen, keeping evidence."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urldefrag

from auditor.live.consent import agree, wants_consent
from auditor.live.identity import is_at, route
from auditor.live.keeping import Keeping
from auditor.live.overlays import VEILED_LOOKS, VEILED_S, Overlays
from auditor.live.returning import back_control, climb, lineage
from auditor.live.sight import Sight
from auditor.live.taps import anchor_of, locate
from auditor.live.threshold import cross
from auditor.live.titles import Titles
from devices.errors import ActionRefused, HeldBack, NodeCovered, StaleNode
from devices.model import Action, Device, Effect, Events, Gesture, Node, Screen
from evidence.recorder import Recorder
from probes.appmap import Place
from probes.lexicon import Lexicon

SLOW_LOOKS, SLOW_S = 24, 0.25
"""How long an app may show nothing to touch or to read after it was opened."""
LONGEST_WAITING = 6
LAGGING_S = (0.05, 0.1, 0.2)


class Session:
    """Moves one device through one app and knows where it is.

    by_touch: opening an address is no way to a screen: it has none, or the login is lost then.
    renew: called after a fresh start that nobody asked for, to log the account in again.
    dead_ends: digests of screens on which BACK does nothing.
    """

    def __init__(
        self,
        app_id: str,
        entry: str,
        device: Device,
        recorder: Recorder,
        lexicon: Lexicon,
        progress: Callable[[str], None] = lambda words: None,
    ) -> None:
        self.app_id = app_id
        self.entry = entry
        self.device = device
        self.lexicon = lexicon
        self.sight = Sight(device)
        self.progress = progress
        self.actions = 0
        self.by_touch = "://" not in entry
        self.renew: Callable[[], None] = lambda: None
        self.dead_ends: set[str] = set()
        self.overlays = Overlays(self)
        self._keeping = Keeping(app_id, device, recorder)
        self._screen: Screen | None = None
        self._titles = Titles()
        self._one_way: set[str] = set()
        self._at: Place | None = None
        self._left: Place | None = None

    @property
    def screen(self) -> Screen:
        """The newest screen."""
        if self._screen is None:
            return self.restart()
        return self._screen

    def restart(self) -> Screen:
        """Begin again as a visitor: no cookies, no login; on the app's first page."""
        self.actions += 1
        first = self.device.start(self.entry)
        self._titles.begin(first)
        self._screen = first
        self._wait_for_more()
        self.settle()
        return cross(self)

    def reopen(self) -> Screen:
        """Be at the app's entry again; where that loses the login, it is renewed."""
        if "://" in self.entry:
            self.open(self.entry)
            self._wait_for_more()
            self.settle()
            cross(self)
        else:
            self.restart()
        if self.by_touch:
            self.renew()
        return self.screen

    def _wait_for_more(self) -> None:
        """An app that shows nothing but 加载中 yet is still on its way, however quiet it is."""
        for _ in range(SLOW_LOOKS):
            touched = any(node.clickable or node.editable for node in self.screen.nodes)
            if touched or len(self.screen.text) > LONGEST_WAITING:
                return
            time.sleep(SLOW_S)
            self.look(since=self.screen.events)

    def look(self, since: Events | None = None) -> Screen:
        """Dump the screen anew; `since`: the events of an action that it still belongs to.

        What came of that action since then (a file, a message) belongs to it as well.
        """
        seen = self._titles.name(self.device.screen())
        events = seen.events if since is None else since.and_then(seen.events)
        self._screen = replace(seen, events=events)
        return self._screen

    def perform(self, action: Action) -> Screen:
        """One action; a node that moved is looked for once more before giving up."""
        self.actions += 1
        before = self._screen
        try:
            self._screen = self._done(action)
        except (StaleNode, NodeCovered):
            again = self._find_again(action.node)
            if again is None:
                raise
            self._screen = self._done(replace(action, node=again))
        if self._screen.events.toasts:
            self.overlays.heard()
        self._catch_up(before)
        self.overlays.wait_for_box()
        self.progress(self.screen.title or self.screen.address)
        return self.screen

    def _done(self, action: Action) -> Screen:
        """The screen after an action; what was held back may have left another one, too."""
        try:
            return self._titles.name(self.device.perform(action))
        except HeldBack:
            self.look()
            raise

    def _catch_up(self, before: Screen | None) -> None:
        """Another address that still shows the page before: its own content is on its way."""
        for pause in LAGGING_S:
            now = self.screen
            if before is None or route(before.address) == route(now.address):
                return
            if not now.words or _shown(now) != _shown(before):
                return
            time.sleep(pause)
            self.look(since=now.events)

    def tap(self, node: Node, purpose: Effect = Effect.READ, *, looking: bool = False) -> Screen:
        """Touch a node; looking: see Action."""
        self._at, self._left = None, self._at
        return self.perform(Action(Gesture.TAP, node, purpose=purpose, looking=looking))

    def back(self) -> Screen:
        return self.perform(Action(Gesture.BACK))

    def open(self, address: str) -> Screen:
        return self.perform(Action(Gesture.OPEN, text=address))

    def scroll(self, pane: Node | None = None) -> Screen:
        """One screenful further down, where a device shows only what is in sight."""
        self._at, self._left = None, self._at
        return self.perform(Action(Gesture.SCROLL, pane, text="down"))

    def settle(self) -> Screen:
        """Dismiss announcements that lie over the screen; each one is recorded."""
        return self.overlays.dismiss()

    def unveil(self) -> Screen:
        """The newest screen once a message over it has gone."""
        return self.overlays.wait_out()

    def goto(self, place: Place) -> bool:
        """Be on a mapped place: already there, one step back, by address, or by its way again."""
        self.unveil()
        if self.overlays.is_veiled():
            self.reopen()
        arrived = self._reach(place)
        if arrived:
            self.unveil()
        self._at, self._left = (place if arrived else None), None
        return arrived

    def approach(self, place: Place) -> bool:
        """Begin again as a visitor and come to a place by touch alone, from the entry down."""
        self._at, self._left = None, None
        self.restart()
        return self._climbed(lineage(place))

    def enter(self, place: Place) -> bool:
        """Come to a place once more, so that it shows what it shows when it opens."""
        self._at, self._left = None, None
        if place.direct and not self.by_touch and self._open_again(place):
            return is_at(self.settle(), place)
        if place.parent is None:
            return is_at(self.reopen(), place)
        return self.goto(place.parent) and self._step(place.parent, place)

    def _reach(self, place: Place) -> bool:
        if self._screen is not None and is_at(self.screen, place):
            return True
        if self._left is place and "://" in self.entry and self._back_to(place):
            return True
        if self.by_touch:
            line = lineage(place)
            return self._within(place) or self._climbed(line) or self._anew(line)
        if place.direct is not False and place.has_address and self._open_again(place):
            if is_at(self.settle(), place) or is_at(cross(self), place):
                place.direct = True
                return True
            place.direct = False
        parent = place.parent
        if parent is None:
            return is_at(self.reopen(), place)
        if self.goto(parent) and self._step(parent, place):
            return True
        return self.enter(parent) and self._step(parent, place)  # what was chosen there is undone

    def _open_again(self, place: Place) -> bool:
        """Open its address; part of an app on another site is only led to after a fresh start.

        An app that keeps its pages behind `#` does nothing where it stands on that address
        already, under a sheet or on another tab: it goes home first.
        """
        address, home = place.screen.address, lineage(place)[-1].screen.address
        try:
            if "#" in address and self.screen.address == address != home and "#" in home:
                self.open(home)
            self.open(address)
        except ActionRefused:
            return False
        return True

    def _within(self, place: Place) -> bool:
        """By address without a new document: what the app remembers is not lost then."""
        here, there = urldefrag(self.screen.address), urldefrag(place.screen.address)
        if place.direct is False or "://" not in there.url or here.url != there.url:
            return False
        if not there.fragment or here.fragment == there.fragment:
            return False
        self.open(place.screen.address)
        place.direct = is_at(self.settle(), place)
        return place.direct

    def _climbed(self, line: list[Place]) -> bool:
        """Up to the nearest place of the line that can be had, and down again from there."""
        reached = climb(self, line)
        if reached is None:
            return False
        below = line[: line.index(reached)]
        return all(self._step(place.parent, place) for place in reversed(below) if place.parent)

    def _anew(self, line: list[Place]) -> bool:
        """From the entry, after a fresh start."""
        self.reopen()
        return self._climbed(line)

    def _back_to(self, place: Place) -> bool:
        """One step back: cheaper than opening an address; not tried again where it failed."""
        if place.id in self._one_way:
            return False
        self._one_back(place)
        if is_at(self.screen, place):
            return True
        self._one_way.add(place.id)
        return False

    def _one_back(self, place: Place) -> None:
        """By the app's own arrow where all its pages have one address: BACK would leave it."""
        here, there = route(self.screen.address), route(place.screen.address)
        arrow = back_control(self.screen) if here == there else None
        if arrow is None:
            self.back()
            return
        with suppress(ActionRefused, StaleNode, NodeCovered):
            self.tap(arrow)

    def _step(self, parent: Place, place: Place) -> bool:
        way = place.entered_by
        if way is None:
            return False
        if way.node < 0:
            return is_at(self.scroll(), place)
        node = locate(self.screen, anchor_of(parent, parent.screen.nodes[way.node]))
        if node is None:
            return False
        try:
            self.tap(node, way.purpose, looking=True)
            if wants_consent(self.screen, self.lexicon) and agree(self):
                node = locate(self.screen, anchor_of(parent, parent.screen.nodes[way.node]))
                self.tap(node, way.purpose, looking=True) if node is not None else None
        except (ActionRefused, StaleNode, NodeCovered):
            return False
        if is_at(self.screen, place):
            return True
        return is_at(self.settle(), place)

    def label(self, node: Node) -> str:
        """What a person reads on a node of the newest screen."""
        return self.sight.label(self.screen, node)

    def show(self, nodes: Iterable[Node] = (), note: str = "") -> str:
        """Keep the newest screen as evidence; raises CaptureFailed if it cannot be kept."""
        return self.keep(self.screen, self.sight.picture(self.screen), nodes, note)

    def keep(self, screen: Screen, picture: bytes, nodes: Iterable[Node], note: str) -> str:
        """Keep any screen with its picture of the same moment."""
        return self._keeping.keep(screen, picture, nodes, note)

    def keep_document(self, data: bytes, name: str, mime: str, note: str) -> str:
        """Keep what a downloaded file is; the file itself is never written."""
        return self._keeping.keep_document(data, name, mime, note)

    def _find_again(self, node: Node | None) -> Node | None:
        if node is None or self._screen is None:
            return None
        place = Place("", self._screen)
        anchor = anchor_of(place, node)
        for _ in range(VEILED_LOOKS):
            self.look()
            self.settle()
            found = locate(self.screen, anchor)
            if found is None or not found.covered:
                return found
            time.sleep(VEILED_S)  # a toast or spinner lies over it
        return None


def _shown(screen: Screen) -> list[tuple[str, str, bool | None]]:
    """What a page shows, with what is chosen on it: another day of a strip is another page."""
    return [(node.text, node.value, node.checked) for node in screen.nodes]
