"""A device without a device: plays a recording back, for tests and for judging again.

It knows nothing that was not recorded.  What a control does by itself on any phone is the
exception: typed text appears in its field, a box without a recorded way flips, a tap on a
disabled control does nothing.  Such changes live as long as the screen is shown; that a
setting survives leaving the screen must have been recorded to be believed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from devices.driver import GuardedDevice, NotTouched
from devices.errors import DeviceError, DeviceLost, NodeCovered, StaleNode
from devices.guard.guarding import Admission, Guard
from devices.model import Action, DeviceFacts, Events, Gesture, Node, Role, Screen
from devices.recording import BackRule, Condition, Recording, Way
from devices.uiautomator import MASKED
from devices.wireframe import draw


class NotRecorded(DeviceError):
    """The recording does not show what this action does: never a finding about the app."""


@dataclass(frozen=True)
class _Moment:
    """A recorded screen as it stands now, with what was typed and ticked on it."""

    place: str
    shown: Screen


class ReplayDevice(GuardedDevice):
    """Plays one recording; `start` begins again at its first screen.

    What the app remembers outlives a start unless the recorded start forgets it (`then`),
    and so does which of several recorded outcomes comes next.
    guard: judges every action, exactly as for a live device.
    """

    def __init__(self, recording: Recording, guard: Guard) -> None:
        super().__init__(guard)
        self._recording = recording
        self._taken: Counter[tuple[int, ...]] = Counter()
        self._memory: dict[str, bool] = {}
        self._before: list[_Moment] = []
        self._now: _Moment | None = None
        self._closed = False

    @property
    def facts(self) -> DeviceFacts:
        """The recorded device; its driver is named as replayed."""
        return replace(self._recording.facts, driver=f"replay of {self._recording.facts.driver}")

    def start(self, entry: str) -> Screen:
        """See Device.start; NotRecorded if the recording starts elsewhere."""
        if self._closed:
            raise DeviceLost("重放已经关闭,不能再启动应用")
        way = self._choose(w for w in self._numbered() if not w[1].origin and w[1].text == entry)
        if way is None:
            raise NotRecorded(f"录制里没有从 {entry!r} 启动;录到的入口是 {self._recording.entry!r}")
        self._before, self._now = [], None
        self._follow(way)
        return self._settled()

    def screen(self) -> Screen:
        """See Device.screen; a recorded change by itself happens now, once."""
        now = self._current()
        own = [
            (number, way)
            for number, way in self._numbered()
            if way.origin == now.place and way.gesture is None and not self._taken[(number,)]
        ]
        shown = replace(now.shown, events=Events())
        self._now = _Moment(now.place, shown)
        if own:
            self._taken[(own[0][0],)] += 1
            self._follow(own[0][1])
        return self._settled()

    def picture(self, *, bare: bool = False) -> bytes:
        """The recorded picture, or a drawing of the nodes (marked as one) if there is none
        or it does not show what was typed since.  Bars are never taken off."""
        now = self._current()
        recorded = self._recording.pictures.get(now.place)
        untouched = now.shown.nodes == self._recording.screens[now.place].nodes
        return recorded if recorded and untouched else draw(now.shown)

    def close(self) -> None:
        """See Device.close."""
        self._closed, self._now = True, None

    def _live(self, action: Action) -> tuple[Action, Screen]:
        shown = self._current().shown
        if action.node is None:
            return action, shown
        node = _same_node(shown, action.node)
        if node.covered:
            raise NodeCovered(f"「{shown.label(node)}」被别的元素盖住,点不到;请先处理盖住它的元素")
        return replace(action, node=node), shown

    def _touch(self, action: Action, admission: Admission) -> None:
        now = self._current()
        way = self._way(now, action)
        if way is not None:
            self._follow(way)
            return
        if action.gesture is Gesture.BACK and self._recording.back is BackRule.HISTORY:
            self._go_back(Events())
            return
        changed = natural_change(now.shown, action)
        if changed is None:
            raise NotTouched(NotRecorded(_missing(now, action)))
        self._now = _Moment(now.place, replace(changed, events=Events()))

    def _settled(self) -> Screen:
        return self._current().shown

    def _current(self) -> _Moment:
        if self._closed:
            raise DeviceLost("重放已经关闭")
        if self._now is None:
            raise DeviceError("重放还没有启动应用;请先调用 start")
        return self._now

    def _numbered(self) -> Iterator[tuple[int, Way]]:
        return enumerate(self._recording.ways)

    def _way(self, now: _Moment, action: Action) -> Way | None:
        for index in _touched(now.shown, action):
            found = self._choose(
                (number, way)
                for number, way in self._numbered()
                if way.origin == now.place
                and (way.gesture, way.node) == (action.gesture, index)
                and way.text in (None, action.text)
                and self._holds(way.when, now.shown)
            )
            if found is not None:
                return found
        return None

    def _choose(self, fitting: Iterator[tuple[int, Way]]) -> Way | None:
        """The next one in turn; those with a condition go before those without."""
        ways = list(fitting)
        ways = [w for w in ways if w[1].when != Condition()] or ways
        if not ways:
            return None
        group = tuple(number for number, _ in ways)
        turn = min(self._taken[group], len(ways) - 1)
        self._taken[group] += 1
        return ways[turn][1]

    def _holds(self, when: Condition, shown: Screen) -> bool:
        nodes = shown.nodes
        remembered = when.remembered.items()
        return (
            all(nodes[index].checked for index in when.ticked)
            and not any(nodes[index].checked for index in when.unticked)
            and all(nodes[index].value for index in when.filled)
            and all(self._memory.get(name, False) is value for name, value in remembered)
        )

    def _follow(self, way: Way) -> None:
        self._memory |= way.then
        if not way.target:
            self._go_back(way.events)
        elif self._now is not None and way.target == self._now.place:
            self._now = _Moment(way.target, replace(self._now.shown, events=way.events))
        else:
            if self._now is not None:
                self._before.append(self._now)
            shown = self._recording.screens[way.target]
            self._now = _Moment(way.target, replace(shown, events=way.events))

    def _go_back(self, events: Events) -> None:
        if not self._before:
            raise NotTouched(NotRecorded("已在第一个屏幕:录制里没有从这里返回的去向"))
        before = self._before.pop()
        self._now = _Moment(before.place, replace(before.shown, events=events))


def natural_change(screen: Screen, action: Action) -> Screen | None:
    """What an action does on any phone without the app's help; None if only the app knows."""
    node = action.node
    if action.gesture is Gesture.SCROLL:
        able = (node,) if node is not None else screen.nodes
        return None if any(n.scrollable for n in able) else screen
    if node is None:
        return None
    if not node.enabled:
        return screen
    if action.gesture is Gesture.TYPE and node.editable:
        shown = MASKED if node.kind == "password" and action.text else action.text
        return _with(screen, [replace(node, value=shown)])
    if action.gesture is Gesture.CHOOSE and action.text in node.options:
        return _with(screen, [replace(node, value=action.text)])
    return _tapped(screen, node) if action.gesture is Gesture.TAP else None


def _tapped(screen: Screen, node: Node) -> Screen | None:
    if node.role is Role.FIELD:
        return screen
    if node.role in {Role.CHECKBOX, Role.SWITCH} and node.checked is not None:
        return _with(screen, [replace(node, checked=not node.checked)])
    if node.role is Role.RADIO:
        group = [n for n in screen.nodes if n.role is Role.RADIO and n.parent == node.parent]
        return _with(screen, [replace(n, checked=n == node) for n in group])
    return None


def _with(screen: Screen, changed: Sequence[Node]) -> Screen:
    nodes = list(screen.nodes)
    for node in changed:
        nodes[node.index] = node
    return replace(screen, nodes=tuple(nodes))


def _touched(screen: Screen, action: Action) -> Iterator[int]:
    """Nodes that feel the action, nearest first; -1 for the screen as a whole.

    A tap reaches up to the control around, scrolling a part counts as scrolling the page.
    """
    if action.node is None:
        yield -1
        return
    node = action.node
    yield node.index
    if action.gesture is Gesture.SCROLL:
        yield -1
    if action.gesture is not Gesture.TAP or node.clickable:
        return
    for above in screen.above(node):
        yield above.index
        if above.clickable:
            return


def _same_node(screen: Screen, node: Node) -> Node:
    if node.index < len(screen.nodes):
        live = screen.nodes[node.index]
        if (live.role, live.text, live.bounds) == (node.role, node.text, node.bounds):
            return live
    raise StaleNode(f"第 {node.index} 个节点「{node.text}」已不在屏幕上,请重新读取屏幕")


def _missing(now: _Moment, action: Action) -> str:
    label = f"「{now.shown.label(action.node)}」" if action.node is not None else ""
    where = f"屏幕 {now.place}({now.shown.title or now.shown.address})"
    return f"{where}上的 {action.gesture}{label} 没有录到,不知道会发生什么;请补录这一步"
