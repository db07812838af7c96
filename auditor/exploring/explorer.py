"""Draw the map of an app: systematic, most promising first, within a budget.

Breadth first over places; on each place every promising control is tapped once and the way
back is taken.  Of long lists of one kind (thirty doctors) only samples are opened; what was
left out, and why, stays on the map.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from auditor.exploring.arriving import Arriving
from auditor.exploring.budget import Budget, Spending
from auditor.exploring.charting import Chart
from auditor.exploring.coverage import left_open, only_entry, shut
from auditor.exploring.guidance import follow
from auditor.exploring.module_login import ModuleLogin
from auditor.exploring.modules import Modules
from auditor.exploring.persons import is_anothers
from auditor.exploring.remembered import chosen_again
from auditor.exploring.sampling import Kinds
from auditor.exploring.touching import Touching
from auditor.live.identity import same_place
from auditor.live.returning import lineage
from auditor.live.session import Session
from auditor.live.taps import Tap, taps_of
from devices.errors import ActionRefused, DeviceError, DeviceLost, HeldBack
from devices.model import Effect, Screen
from probes.appmap import (
    ALIKE,
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
FURTHER_DOWN = "向下滚动"
LOGGED_IN = "登录"


@dataclass
class Explorer:
    """Explores one app through a session.

    wanted: only ways that this accepts are tried (all by default).
    hints: by function key, where the hospital says that functions are.
    patient: the name of who is in; "" for a visitor.
    shut_out: screens that ask who it is though the account is in; the login is renewed there.
    modules: logs the account in where a part of the app asks for it once more; None for a visitor.
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
    modules: ModuleLogin | None = None
    map: AppMap = field(default_factory=AppMap)
    _touching: Touching = field(init=False)
    _kinds: Kinds = field(init=False)
    _chart: Chart = field(init=False)
    _arriving: Arriving = field(init=False)
    _spending: Spending = field(init=False)

    def __post_init__(self) -> None:
        self._touching = Touching(self.session, self.shut_out, self.purpose)
        self._kinds = Kinds(self.map, self.session.lexicon)
        modules = Modules(self.session.entry, self.session.lexicon, self.patient)
        self._chart = Chart(self.map, self.session, modules)
        self._arriving = Arriving(self.session, self._chart)

    def explore(self) -> AppMap:
        """Explore from the session's screen until all is seen or the budget is spent."""
        self._spending = Spending(self.budget, self.session.actions)
        self.session.unveil()
        home = self._chart.add(self.session.settle())
        self.map.entry = home.id
        self.map.cut = shut(home)
        for key, hint in self.hints.items():
            follow(key, hint, self._chart, self._touching)
        self._empty_queue()
        self._try_dead_again()
        self._empty_queue()
        self._leave_queue()
        cut = self.map.cut or self._touching.lost or only_entry(self.map)
        self.map.cut = cut or left_open(self.map, self.session.lexicon, self._kinds.expanded)
        return self.map

    def _empty_queue(self) -> None:
        untried = self._chart.untried
        while untried and not self._over():
            place = min(untried, key=self._promise)
            untried.remove(place)
            self._expand(place)

    def _leave_queue(self) -> None:
        """What the budget has left over: more of a kind that was tried, or unknown."""
        for place in self._chart.untried:
            if place.outside or self._kinds.one_more(place):
                self._chart.leave(place, place.name, ALIKE)
            else:
                self._chart.cut(place, place.name, self._over() or "预算用尽")

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
            return self._chart.leave(place, place.name, OUTSIDE)
        if self.modules is not None and self.modules.asks(place) and self._logged_in(place):
            return None
        if self._kinds.one_more(place):
            return self._chart.leave(place, place.name, ALIKE)
        if place.depth >= DEEPEST:
            return self._leave_deep(place)
        self._kinds.expanded.append(place)
        outcomes: dict[str, list[Place]] = {}
        taps = taps_of(place, self.session.lexicon)
        rows = [tap.label for tap in taps]
        for tap in taps:
            if not self.wanted(place, tap) or self._chart.knows(place, tap):
                continue
            siblings = outcomes.get(tap.group, [])
            others = is_anothers(tap.label, rows, self.patient)
            if others or self._is_known(siblings, tap, place):
                self._chart.leave(place, tap.label, SIBLINGS)
            elif self._out_of_reach(place):
                self._chart.leave(place, tap.label, UNREACHABLE)
            elif over := self._over():
                self._chart.cut(place, tap.label, over)
            else:
                target = self._try(place, tap)
                self._kinds.tried(place, tap)
                if target is not None and target is not place:
                    outcomes.setdefault(tap.group, []).append(target)
                    if self.lets_in(place, tap.label, target):
                        self.session.restart()
        self._below(place)
        self._shut_in(place)

    def _shut_in(self, place: Place) -> None:
        """Behind a log-in of its own a part of the app let nobody on: what it holds is unknown."""
        form = place.parent
        if self.modules is None or form is None or not self.modules.has_passed(form):
            return
        ways = list(self.map.ways_from(place.id))
        if ways and all(w.arrival is Arrival.REFUSED for w in ways):
            self._chart.cut(place, place.name, "登录后的入口都没有获准点开")

    def _logged_in(self, form: Place) -> bool:
        """A part of the app asks who it is: what it shows once it knows is a place behind."""
        assert self.modules is not None
        known = self._touching.at(form) and self.modules.let_in(form)
        if not known:
            self._chart.cut(form, form.name, "要求另行登录,未能登录")
            return False
        way = Way(form.id, 0, LOGGED_IN, Arrival.SCREEN)
        target = self._chart.add(self.session.settle(), form, way)
        self.map.ways.append(replace(way, target=target.id))
        return True

    def _is_known(self, siblings: list[Place], tap: Tap, place: Place) -> bool:
        """What was tried tells what would come of a tap; siblings: where others of a list led."""
        kinds = self._kinds
        more = kinds.sampled(siblings, tap, place) or kinds.dull(place, tap)
        return more or kinds.told(place, tap) or kinds.stays(place, tap)

    def _out_of_reach(self, place: Place) -> bool:
        """Twice in a row no way led back to a place: the rest of it is not tried either."""
        last = self.map.unvisited[-LOST_AFTER:]
        gone = [at == place.id and reason == UNREACHABLE for at, _, reason in last]
        return len(gone) == LOST_AFTER and all(gone)

    def _leave_deep(self, place: Place) -> None:
        """A page so deep is not tried, but what stands on it is said by name."""
        labels = [tap.label for tap in taps_of(place, self.session.lexicon)]
        for label in labels or [place.name]:
            self._chart.leave(place, label, DEEP)

    def _try(self, place: Place, tap: Tap) -> Place | None:
        """Tap once and record what came of it; returns the place reached."""
        if not self._touching.at(place) and not chosen_again(self.session, self.map, place):
            self._chart.leave(place, tap.label, UNREACHABLE)
            return None
        node = self._touching.find(place, tap)
        before = self.session.screen
        if node is None:
            self._chart.leave(place, tap.label, GONE)
            return None
        way = Way(place.id, tap.node.index, tap.label, Arrival.NOTHING, section=tap.section)
        way = replace(way, purpose=self.purpose(place, tap))
        try:
            after = self._touching.tap(place, tap, node)
        except ActionRefused as refusal:
            held = isinstance(refusal, HeldBack)
            refused = replace(way, arrival=Arrival.REFUSED, words=refusal.reason, held=held)
            self._chart.record(refused, tap, place)
            return None
        except DeviceLost:
            raise
        except DeviceError as failure:
            failed = replace(way, arrival=Arrival.FAILED, words=str(failure))
            self._chart.record(failed, tap, place)
            self._touching.recover(failure)
            return None
        return self._arriving.arrive(place, tap, replace(way, events=after.events), before)

    def _below(self, place: Place) -> None:
        """What a screen shows further down, where a dump holds only what is in sight."""
        screen = place.screen
        if "://" in self.session.entry or not any(n.scrollable for n in screen.nodes):
            return
        if self._over() or not self._touching.at(place):
            return self._chart.cut(place, place.name, "未能向下滚动")
        way = Way(place.id, -1, FURTHER_DOWN, Arrival.NOTHING)
        try:
            after = self.session.scroll()
        except DeviceLost:
            raise
        except DeviceError as failure:
            self.map.ways.append(replace(way, arrival=Arrival.FAILED, words=str(failure)))
            return self._chart.cut(place, place.name, "未能向下滚动")
        if not same_place(after, screen):
            target = self._chart.add(after, place, way)
            self.map.ways.append(replace(way, arrival=Arrival.SCREEN, target=target.id))
        elif self._unseen(place, after):
            self._chart.cut(place, place.name, "下方的入口未能单独探索")

    def _unseen(self, place: Place, after: Screen) -> set[str]:
        """Labels that a little scrolling brought into sight."""
        seen = {tap.label for tap in taps_of(place, self.session.lexicon)}
        now = taps_of(Place("", after), self.session.lexicon)
        return {tap.label for tap in now} - seen

    def _over(self) -> str:
        """Why no more may be tried, "" if it may."""
        self.map.cut = self.map.cut or self._touching.lost
        pages = sum(not place.part for place in self.map.places.values())
        return self.map.cut or self._spending.over(self.session.actions, pages)
