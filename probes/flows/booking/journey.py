"""The journey of a booking, live: department, doctor, date, time, up to the confirm page."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field

from devices.errors import ActionRefused, HeldBack, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Place, page_of
from probes.flows.booking import bare_booking
from probes.flows.booking.confirm_page import CLOCK
from probes.flows.booking.declared import asks_to_declare, declare
from probes.flows.booking.gates import come_to, gate_button, pass_gate
from probes.flows.booking.onward import CLOSES, promising, sampled
from probes.flows.forms.reading import must_be_read, wait_out
from probes.flows.places.search import Test
from probes.flows.screens.controls import labelled
from probes.flows.screens.overlay import on_top, top_controls
from probes.lexicon import plain

DRILL = 45
DEPTH = 8
COVER_S = 2.5
ENOUGH_BARREN = 6
BACKS = 3
MOST_HOURS = 8


@dataclass(frozen=True)
class Way:
    """How far a walk came: the screen that was looked for, or None.

    ended: everything that could have led there was tried, as far as anyone can tell.
    """

    screen: Screen | None
    ended: bool


@dataclass
class _Walk:
    """books: a control that may take a slot is pressed; looks: nothing may come of a touch but
    another screen; left: taps still allowed; sound: nothing stood in the way; cut: something was
    left untried; barren: screens met that say that they have nothing to offer; hours: times of a
    day that were touched, each of which an app may keep for some minutes; path: what was
    tapped from `start` to the newest screen.
    """

    goal: Test
    start: Place
    books: bool = False
    looks: bool = False
    left: int = DRILL
    sound: bool = True
    cut: bool = False
    barren: int = 0
    hours: int = 0
    seen: set[str] = field(default_factory=set)
    path: list[str] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """All was tried, or so many days and doctors had nothing that no more need be asked."""
        return self.sound and (not self.cut or self.barren >= ENOUGH_BARREN)


@dataclass(frozen=True)
class _Tabs:
    """Controls of one page (title, address without its query) that open another part of it."""

    page: tuple[str, str]
    labels: frozenset[str]


_NO_TABS = _Tabs(("", ""), frozenset())


def drill(
    app: App,
    start: Place,
    goal: Test,
    depth: int = DEPTH,
    *,
    books: bool = False,
    looks: bool = False,
) -> Way:
    """Walk live from a place towards a goal, the most promising control first, within bounds.

    books: the walk is one of booking; see `bare_booking`.  looks: it is one among controls
    that may act at one touch, and must change nothing.
    """
    walk = _Walk(goal, start, books, looks)
    screen = come_to(app, start) or _entered(app, start)
    if screen is None:
        return Way(None, ended=False)
    found = _descend(app, walk, depth)
    return Way(found, ended=walk.ended and found is None)


def _entered(app: App, start: Place) -> Screen | None:
    """A place that cannot be opened again by itself is entered by its way once more."""
    if start.parent is None or start.entered_by is None:
        return None
    if come_to(app, start.parent) is None and _entered(app, start.parent) is None:
        return None
    while pass_gate(app):
        if app.again().title == start.screen.title:
            return app.again()
    node = _labelled(app, start.entered_by.label)
    return app.again() if node is not None and _tap(app, node) else None


def _descend(app: App, walk: _Walk, depth: int, above: _Tabs = _NO_TABS) -> Screen | None:
    """Depth first; each screen is tried once, however often it is met.

    above: what the screen before offers; a tab of the same page is left to it.
    """
    screen = wait_out(app)
    if walk.goal(screen):
        return screen
    if screen.digest in walk.seen:
        return None
    walk.seen.add(screen.digest)
    walk.barren += any(app.lexicon.says("empty", words) for words in screen.words)
    if depth <= 0:
        walk.cut = True
        return None
    if gate_button(app, screen) is not None or must_be_read(screen):
        terms = bare_booking.terms_shown(app) if walk.books else ""
        passed = pass_gate(app)
        if walk.books and bare_booking.taken_by_consent(app, terms):
            walk.left = 0  # it has come to its end
            return None
        if passed:
            return _descend(app, walk, depth - 1)
        walk.sound = False  # what lies behind it was not seen
    if asks_to_declare(app, screen):
        if declare(app):
            return _descend(app, walk, depth - 1)
        walk.sound = False
        return None
    return _try_each(app, walk, screen, depth, above)


def _try_each(app: App, walk: _Walk, screen: Screen, depth: int, above: _Tabs) -> Screen | None:
    """One control of a screen after the other, each with all that lies behind it."""
    known = above.labels if above.page == page_of(screen) else frozenset()
    nodes, more = sampled(app, screen, known)
    labels = [screen.label(n) for n in nodes]
    walk.cut = walk.cut or more
    tabs = _tabs(app, screen, labels, known)
    for label in labels:
        if walk.left <= 0:
            walk.cut = True
            return None
        if not _still_on(screen, app.again()):
            walk.sound = False
            return None
        node = _labelled(app, label)
        if node is None:
            walk.cut = True  # it went away with what was open before
            continue
        if CLOCK.match(label) and not (walk.books or walk.looks):
            walk.cut = True  # whatever is looked for there, a touch may take the time
            continue
        if CLOCK.search(label):
            walk.hours += 1
            if walk.hours > MOST_HOURS:
                walk.cut = True
                return None
        walk.left -= 1
        if not _tapped(app, walk, node, label):
            continue
        taken = [label]
        after = app.again()
        if after.digest == screen.digest:
            taken += _pressed_what_opened(app, walk, screen, after)
            after = app.again()
        if after.digest == screen.digest:
            continue
        walk.path += taken
        found = _descend(app, walk, depth - 1, tabs)
        if found is not None:
            return found
        del walk.path[-len(taken) :]
        if not _back_to(app, screen):
            _walk_again(app, walk)
    return None


def _pressed_what_opened(app: App, walk: _Walk, before: Screen, now: Screen) -> list[str]:
    """What a choice opened (下一步, shut before it) is pressed; its label, if there was any."""
    shut = {before.label(n) for n in before.nodes if n.clickable and not n.enabled}
    free = (n for n in now.nodes if n.clickable and n.enabled and not n.covered)
    opened = [n for n in free if now.label(n) in shut - {""}][:1]
    return [now.label(n) for n in opened if _tapped(app, walk, n, now.label(n))]


def _tabs(app: App, screen: Screen, labels: list[str], known: frozenset[str]) -> _Tabs:
    """The groups of departments and the days of a page, with those that were known of it."""
    says = app.lexicon.says
    mine = {x for x in labels if says("date_cell", x) or says("department", plain(x))}
    return _Tabs(page_of(screen), known | mine)


def _walk_again(app: App, walk: _Walk) -> None:
    """BACK has led elsewhere: once more from the start, as far as one had come."""
    if come_to(app, walk.start) is None:
        return
    pass_gate(app)  # what wanted consent at the start wants it again
    for label in walk.path:
        node = _labelled(app, label)
        if node is None or not _tap(app, node):
            return
        pass_gate(app)


def _tapped(app: App, walk: _Walk, node: Node, label: str) -> bool:
    """Tap, and once more when what lay over the control (a message, a spinner) may be gone.

    A control that still cannot be tapped leaves the walk unfinished, and so does one that would
    take a slot and may not: it stands on a page to confirm that was not known as one.
    """
    for last in (False, True):
        try:
            app.tap(node, looking=walk.looks)
            return True
        except HeldBack:
            walk.sound = False  # nobody saw what it would have shown
            return False
        except ActionRefused as refusal:
            if refusal.effect is not Effect.BOOKING:
                return False
            if walk.books and bare_booking.pressed(app, node, walk.path):
                return True
            walk.sound = False
            if bare_booking.booked(app) is not None:
                walk.left = 0  # it has come to its end
            return False
        except (NodeCovered, StaleNode):
            if not last:
                time.sleep(COVER_S)
                node = _labelled(app, label) or node
    walk.sound = False
    return False


def _still_on(screen: Screen, now: Screen) -> bool:
    """The same page, though another date or tab of it may be open now, or the same sheet."""
    if now.digest == screen.digest:
        return True
    same = (now.address, now.title) == (screen.address, screen.title)
    return same and (not on_top(now) or _said_on_top(now) == _said_on_top(screen))


def _said_on_top(screen: Screen) -> list[str]:
    return [node.text for node in on_top(screen) if node.text]


def _back_to(app: App, screen: Screen) -> bool:
    """Back to a screen; what only changed in place (another date) needs no way back."""
    for _ in range(BACKS):
        now = app.again()
        if _still_on(screen, now):
            return True
        with suppress(ActionRefused, NodeCovered, StaleNode):
            _step_back(app, now)
        if app.again().digest == now.digest:
            break
    return _still_on(screen, app.again())


def _step_back(app: App, now: Screen) -> None:
    """A sheet is closed by its own control, where it has one; a page is left."""
    closing = [n for n in top_controls(now) if plain(now.label(n)) in CLOSES]
    if closing:
        app.tap(closing[0])
    else:
        app.back()


def _labelled(app: App, label: str) -> Node | None:
    screen = app.again()
    likely = next((n for n in promising(app, screen) if screen.label(n) == label), None)
    return likely or labelled(screen, label)


def _tap(app: App, node: Node) -> bool:
    try:
        app.tap(node)
    except (ActionRefused, NodeCovered, StaleNode):
        return False
    return True
