"""Draw the map of an app: systematic, most promising first, within a budget.

Breadth first over places; on each place every promising control is tapped once and the way
back is taken.  Of long lists of one kind (thirty doctors) only samples are opened; what was
left out, and why, stays on the map.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from auditor.coverage import left_open
from auditor.guidance import HintLost, begin, step, steps
from auditor.identity import dialog_of, route, same_place
from auditor.modules import Modules
from auditor.returning import lineage
from auditor.sampling import Kinds, frame_key
from auditor.sent_away import is_sent_away
from auditor.session import Session
from auditor.taps import Tap, taps_of
from auditor.touching import Touching
from auditor.unfolding import Unfolded, has_room, known_part, part_of
from devices.model import (
    ActionRefused,
    DeviceError,
    DeviceLost,
    Effect,
    Events,
    Node,
    Screen,
)
from probes.appmap import (
    ALIKE,
    ASTRAY,
    DEEP,
    GONE,
    OUTSIDE,
    SIBLINGS,
    UNREACHABLE,
    AppMap,
    Arrival,
    Place,
    Way,
)
from probes.naming import NAMED, naming
from probes.profile import Hint

DEEPEST = 7
LOST_AFTER = 2
LATER = 0.4
LONG_DIALOG = 80
FURTHER_DOWN = "向下滚动"


@dataclass(frozen=True)
class Budget:
    """How much one exploration may cost: taps and other actions, seconds, places."""

    actions: int = 1600
    seconds: float = 800
    places: int = 220

    def times(self, factor: float) -> Budget:
        """So many times as much of everything."""
        return Budget(
            round(self.actions * factor), self.seconds * factor, round(self.places * factor)
        )


@dataclass
class Explorer:
    """Explores one app through a session.

    wanted: only ways that this accepts are tried (all by default).
    hints: by function key, where the hospital says that functions are.
    patient: the name of who is in; "" for a visitor.
    shut_out: screens that ask who it is though the account is in; the login is renewed there.
    lets_in: whether a tap (from, label, to) has logged an account in; a visitor begins anew then.
    """

    session: Session
    budget: Budget = field(default_factory=Budget)
    wanted: Callable[[Place, Tap], bool] = lambda place, tap: True
    lets_in: Callable[[Place, str, Place], bool] = lambda before, label, after: False
    shut_out: Callable[[Screen], bool] = lambda screen: False
    hints: Mapping[str, Hint] = field(default_factory=dict)
    purpose: Callable[[Place, Tap], Effect] = lambda place, tap: Effect.READ
    patient: str = ""
    map: AppMap = field(default_factory=AppMap)
    _touching: Touching = field(init=False)
    _kinds: Kinds = field(init=False)
    _modules: Modules = field(init=False)
    _queue: list[Place] = field(default_factory=list)
    _tried: dict[tuple[str, str, int], str] = field(default_factory=dict)
    _began: float = 0.0
    _spent: int = 0

    def __post_init__(self) -> None:
        self._touching = Touching(self.session, self.shut_out, self.purpose)
        self._kinds = Kinds(self.map, self.session.lexicon)
        self._modules = Modules(self.session.entry, self.session.lexicon, self.patient)

    def explore(self) -> AppMap:
        """Explore from the session's screen until all is seen or the budget is spent."""
        self._began = time.monotonic()
        self._spent = self.session.actions
        self.session.unveil()
        home = self._add(self.session.settle(), None, None)
        self.map.entry = home.id
        self.map.cut = _shut(home)
        for key, hint in self.hints.items():
            self._guided(key, hint)
        self._empty_queue()
        self._try_dead_again()
        self._empty_queue()
        self._leave_queue()
        self.map.cut = self.map.cut or self._touching.lost or self._left_open()
        return self.map

    def _left_open(self) -> str:
        if not self.map.ways:
            return "入口页面上没有任何可以点的内容"
        if len(self.map.places) == 1:
            return "只看到入口一页,没有一个入口通向应用内部"
        return left_open(self.map, self.session.lexicon, self._kinds.expanded)

    def _empty_queue(self) -> None:
        while self._queue and not self._over():
            place = min(self._queue, key=self._promise)
            self._queue.remove(place)
            self._expand(place)

    def _leave_queue(self) -> None:
        """What the budget has left over: more of a kind that was tried, or unknown."""
        for place in self._queue:
            alike = place.outside or self._kinds.one_more(place)
            self._leave([place], ALIKE if alike else self._over() or "预算用尽", cut=not alike)

    def _try_dead_again(self) -> None:
        """Entries with a name of the field that did nothing are tapped once more."""
        for way in list(self.map.ways):
            place = self.map.places[way.source]
            if way.arrival is not Arrival.NOTHING or way.words or self._over():
                continue
            tap = next((t for t in self._entries(place) if t.node.index == way.node), None)
            if tap is None or tap.node.checked:
                continue
            self.map.ways.remove(way)
            target = self._try(place, tap)
            if target is not None and self.lets_in(place, tap.label, target):
                self.session.restart()
            if self.map.ways[-1:] == [way]:
                self.map.ways[-1] = replace(way, tries=2)
            elif not self._has_way(way):
                self.map.ways.append(way)

    def _entries(self, place: Place) -> list[Tap]:
        taps = taps_of(place, self.session.lexicon)
        return [tap for tap in taps if naming(self.session.lexicon, tap.label) >= NAMED]

    def _has_way(self, way: Way) -> bool:
        return any(w.source == way.source and w.node == way.node for w in self.map.ways)

    def _guided(self, key: str, hint: Hint) -> None:
        """Put the place that a hint leads to on the map; one that leads nowhere is noted."""
        place = self.map.places[self.map.entry]
        try:
            if hint.address:
                begin(self.session, hint)
                place = self._add(self.session.screen, None, None)
                place.direct = True
            elif not self._touching.at(place):
                raise HintLost("入口未能再次到达")
            for words in steps(hint):
                node = step(self.session, words)
                way = Way(place.id, node.index, words, Arrival.SCREEN)
                target = self._add(self.session.screen, place, way)
                self.map.ways.append(replace(way, target=target.id))
                place = target
        except HintLost as lost:
            self.map.unvisited.append((place.id, f"医院提示 {key}:{lost}", ASTRAY))
            return
        self.map.hinted[key] = place.id

    def _promise(self, place: Place) -> float:
        """Smaller comes first: shallow, by a name of the field, and the first of its kind.

        To say whom a function is for is no step into the depth.
        """
        label = place.entered_by.label if place.entered_by else ""
        named = naming(self.session.lexicon, label) >= NAMED
        before = len(self._kinds.alike(place)) + len(self._kinds.rows_before(place))
        asked = sum(self._kinds.is_gate(step) for step in lineage(place)[1:])
        return place.depth - asked - (0.5 if named else 0) + LATER * before

    def _expand(self, place: Place) -> None:
        if place.outside:
            return self._leave([place], OUTSIDE)
        if self._kinds.one_more(place):
            return self._leave([place], ALIKE)
        if place.depth >= DEEPEST:
            return self._leave_deep(place)
        self._kinds.expanded.append(place)
        outcomes: dict[str, list[Place]] = {}
        for tap in taps_of(place, self.session.lexicon):
            if not self.wanted(place, tap) or self._known(place, tap):
                continue
            more = self._kinds.sampled(outcomes.get(tap.group, []), tap, place)
            if more or self._kinds.dull(place, tap) or self._kinds.told(place, tap):
                self.map.unvisited.append((place.id, tap.label, SIBLINGS))
            elif self._out_of_reach(place):
                self.map.unvisited.append((place.id, tap.label, UNREACHABLE))
            elif over := self._over():
                self.map.unvisited.append((place.id, tap.label, over))
                self.map.cut = over
            else:
                target = self._try(place, tap)
                self._kinds.tried(place, tap)
                if target is not None and target is not place:
                    outcomes.setdefault(tap.group, []).append(target)
                    if self.lets_in(place, tap.label, target):
                        self.session.restart()
        self._below(place)

    def _out_of_reach(self, place: Place) -> bool:
        """Twice in a row no way led back to a place: the rest of it is not tried either."""
        last = self.map.unvisited[-LOST_AFTER:]
        gone = [at == place.id and reason == UNREACHABLE for at, _, reason in last]
        return len(gone) == LOST_AFTER and all(gone)

    def _leave_deep(self, place: Place) -> None:
        """A page so deep is not tried, but what stands on it is said by name."""
        labels = [tap.label for tap in taps_of(place, self.session.lexicon)]
        self.map.unvisited += [(place.id, label, DEEP) for label in labels or [place.name]]

    def _try(self, place: Place, tap: Tap) -> Place | None:
        """Tap once and record what came of it; returns the place reached."""
        if not self._touching.at(place) and not self._touching.chosen_again(
            place, self._kept(place)
        ):
            self.map.unvisited.append((place.id, tap.label, UNREACHABLE))
            return None
        node = self._touching.find(place, tap)
        before = self.session.screen
        if node is None:
            self.map.unvisited.append((place.id, tap.label, GONE))
            return None
        way = Way(place.id, tap.node.index, tap.label, Arrival.NOTHING, section=tap.section)
        way = replace(way, purpose=self.purpose(place, tap))
        try:
            after = self._touching.tap(place, tap, node)
        except ActionRefused as refusal:
            self._record(replace(way, arrival=Arrival.REFUSED, words=refusal.reason), tap, place)
            return None
        except DeviceLost:
            raise
        except DeviceError as failure:
            self._record(replace(way, arrival=Arrival.FAILED, words=str(failure)), tap, place)
            self._touching.recover(failure)
            return None
        return self._arrive(place, tap, replace(way, events=after.events), before)

    def _kept(self, place: Place) -> list[Node]:
        """Controls of a place that changed nothing of it when they were tapped."""
        return [
            place.screen.nodes[way.node]
            for way in self.map.ways_from(place.id)
            if way.node >= 0 and (way.arrival is Arrival.NOTHING or way.target == place.id)
        ]

    def _below(self, place: Place) -> None:
        """What a screen shows further down, where a dump holds only what is in sight."""
        screen = place.screen
        if "://" in self.session.entry or not any(n.scrollable for n in screen.nodes):
            return
        if self._over() or not self._touching.at(place):
            return self._leave([place], "未能向下滚动", cut=True)
        way = Way(place.id, -1, FURTHER_DOWN, Arrival.NOTHING)
        try:
            after = self.session.scroll()
        except DeviceLost:
            raise
        except DeviceError as failure:
            self.map.ways.append(replace(way, arrival=Arrival.FAILED, words=str(failure)))
            return self._leave([place], "未能向下滚动", cut=True)
        if not same_place(after, screen):
            target = self._add(after, place, way)
            self.map.ways.append(replace(way, arrival=Arrival.SCREEN, target=target.id))
        elif self._unseen(place, after):
            self._leave([place], "下方的入口未能单独探索", cut=True)

    def _unseen(self, place: Place, after: Screen) -> set[str]:
        """Labels that a little scrolling brought into sight."""
        seen = {tap.label for tap in taps_of(place, self.session.lexicon)}
        now = taps_of(Place("", after), self.session.lexicon)
        return {tap.label for tap in now} - seen

    def _arrive(self, place: Place, tap: Tap, way: Way, before: Screen) -> Place | None:
        """Judge where a tap led; announcements on the way are dismissed and recorded."""
        seen = self.session.unveil()
        events = seen.events
        busy = self.session.lexicon.signs["busy"]
        said = [words for words in (*events.dialogs, *events.toasts) if not busy.search(words)]
        dialog = dialog_of(seen)
        overlays = self.session.overlays
        if dialog and overlays.closer(dialog) and dialog_of(before) is None:
            words = seen.label(dialog)
            shows = overlays.leads_on(dialog) or overlays.shows(dialog, tap.label)
            if shows or len(words) >= LONG_DIALOG:
                return self._reached(place, tap, way, said)
            self.session.settle()
            said.append(words)
        after = self.session.screen
        if events.downloads:
            way = replace(way, arrival=Arrival.DOCUMENT, words=events.downloads[0].name)
        elif same_place(after, before) or same_place(after, place.screen):
            way = self._stayed(way, before, after, events, said)
            if way.target:
                return self._changed(way, Unfolded(place, tap, before, after))
        elif is_sent_away(place, after, said, self.session.lexicon):
            way = replace(way, arrival=Arrival.TOAST, words=";".join(said))
        else:
            return self._reached(place, tap, way, said)
        self._record(way, tap, place)
        return None

    def _reached(self, place: Place, tap: Tap, way: Way, said: list[str]) -> Place:
        """A screen of its own (a long text in a dialog is one too)."""
        target = self._add(self.session.screen, place, way)
        way = replace(way, arrival=Arrival.SCREEN, target=target.id, words=";".join(said))
        self._record(way, tap, place)
        return target

    def _stayed(
        self, way: Way, before: Screen, after: Screen, events: Events, said: list[str]
    ) -> Way:
        """The screen is still the same place: words, something outside, a change, or nothing."""
        if events.external:
            return replace(way, arrival=Arrival.OUTSIDE, words=";".join(events.external))
        if said:
            return replace(way, arrival=Arrival.TOAST, words=";".join(said))
        if before.digest != after.digest:
            return replace(way, arrival=Arrival.SCREEN, target=way.source)
        return replace(way, words=";".join(events.failures))

    def _changed(self, way: Way, seen: Unfolded) -> Place:
        """The same page shows something else; what has unfolded on it is a part of it."""
        entries = seen.entries(self.session.lexicon, self.map.ways)
        words = entries or seen.prose()
        part = known_part(self.map, seen.place, seen.after, words) if words else None
        if words and part is None and has_room(self.map, seen.place):
            name = f"s{len(self.map.places):03d}"
            part = self._put(part_of(seen.place, way, seen.after, words, name))
            if entries:
                self._queue.append(part)
        self._record(replace(way, unfolds=part.id if part else ""), seen.tap, seen.place)
        return part if part is not None and entries else seen.place

    def _record(self, way: Way, tap: Tap, place: Place) -> None:
        self.map.ways.append(way)
        key = frame_key(tap, place.screen)
        if key:
            self._tried[key] = place.id

    def _add(self, screen: Screen, parent: Place | None, way: Way | None) -> Place:
        """The place of a screen: a known one, or a new one that goes on the map."""
        for known in self.map.places.values():
            if not known.part and same_place(known.screen, screen):
                return known
        elsewhere = self._modules.is_elsewhere(screen)
        module = elsewhere and self._modules.holds(screen)
        place = Place(
            id=f"s{len(self.map.places):03d}",
            screen=screen,
            trail=(*parent.trail, way.label) if parent and way else (),
            depth=parent.depth + 1 if parent else 0,
            entered_by=way,
            parent=parent,
            outside=elsewhere and not module,
            module=module,
        )
        self._queue.append(self._put(place))
        return place

    def _put(self, place: Place) -> Place:
        """Put what the session shows on the map."""
        place.picture = self.session.sight.picture(place.screen)
        place.read = self.session.sight.words(place.screen)
        self.map.places[place.id] = place
        return place

    def _known(self, place: Place, tap: Tap) -> bool:
        """A control of every page (tab bar), tried elsewhere, or a link to a known page."""
        key = frame_key(tap, place.screen)
        source = self._tried.get(key) if key else None
        if source is not None and source != place.id:
            return True
        link = tap.node.link
        if link.startswith("http"):
            target = next(
                (p for p in self.map.places.values() if route(p.screen.address) == route(link)),
                None,
            )
            if target is not None:
                way = Way(place.id, tap.node.index, tap.label, Arrival.SCREEN, target.id)
                self.map.ways.append(replace(way, section=tap.section))
                return True
        return False

    def _leave(self, places: list[Place], reason: str, cut: bool = False) -> None:
        for place in places:
            self.map.unvisited.append((place.id, place.name, reason))
        if cut:
            self.map.cut = self.map.cut or reason

    def _over(self) -> str:
        """Why no more may be tried, "" if it may."""
        self.map.cut = self.map.cut or self._touching.lost
        if self.map.cut:
            return self.map.cut
        if self.session.actions - self._spent >= self.budget.actions:
            return f"操作预算用尽({self.budget.actions} 次,可用 --budget 加大)"
        if time.monotonic() - self._began >= self.budget.seconds:
            return f"时间预算用尽({self.budget.seconds:.0f} 秒,可用 --budget 加大)"
        if sum(not place.part for place in self.map.places.values()) >= self.budget.places:
            return f"页面预算用尽({self.budget.places} 页,可用 --budget 加大)"
        return ""


def _shut(home: Place) -> str:
    """Why nothing of the app is behind its entry, in Chinese; "" if it opened."""
    if home.outside:
        host = urlsplit(home.screen.address).netloc
        return f"应用入口转到了应用之外({host},多为微信授权),须提供测试账号能直接进入的地址"
    silent = home.screen.status is None and home.screen.events.failures
    return "应用入口打不开" if silent or (home.screen.status or 0) >= 400 else ""


def summary(appmap: AppMap) -> str:
    """One line in Chinese: how much was seen."""
    kinds = Counter(way.arrival for way in appmap.ways)
    ended = appmap.cut or "已探索完"
    dead = kinds[Arrival.NOTHING]
    return f"{len(appmap.places)} 个页面、{len(appmap.ways)} 次点击({dead} 次无反应),{ended}"
