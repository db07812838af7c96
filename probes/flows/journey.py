"""The journey of a booking, live: department, doctor, date, time, up to the confirm page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from devices.model import ActionRefused, Effect, Node, NodeCovered, Role, Screen, StaleNode
from probes.app import App
from probes.appmap import Place, page_of
from probes.flows import bare_booking
from probes.flows.controls import labelled
from probes.flows.fields import TICKS
from probes.flows.forms import buttons, consents, option_groups, primary, tick
from probes.flows.giving_back import never_made
from probes.flows.overlay import on_top, top_controls
from probes.flows.reading import PATIENCE, PAUSE_S, read_through, wait_out, waiting
from probes.flows.search import Test
from probes.lexicon import plain

DRILL = 45
DEPTH = 8
PER_KIND = 3
COVER_S = 2.5
ENOUGH_BARREN = 6
BACKS = 3
_ABOUT_BOOKING = re.compile("预约|预定|挂号|约号|确认信息|确认订单|号源|约诊|订单")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[::]([0-5]\d)(?![\d:])")
_DATE = re.compile(r"\d{1,2}[-月/.]\d{1,2}")
_ASIDE = re.compile(
    "返回|首页|我的|消息|须知|说明|指南|流程|协议|规则|记录|查询|帮助|客服|电话|关注|收藏|分享|取消|缴费|支付|登录"
    "|简介|介绍|详情|评价|地图|导航|更多服务|刷新|清空|退出|切换"
)
_CLOSES = {"取消", "关闭", "×", "✕", "X", "╳"}
_SEARCHES = re.compile("搜索|查找|搜一搜")


@dataclass(frozen=True)
class Way:
    """How far a walk came: the screen that was looked for, or None.

    ended: everything that could have led there was tried, as far as anyone can tell.
    """

    screen: Screen | None
    ended: bool


@dataclass
class _Walk:
    """books: a control that may take a slot is pressed; left: taps still allowed; sound: nothing
    stood in the way; cut: something was left untried; barren: screens met that say that they
    have nothing to offer; path: what was tapped from `start` to the newest screen.
    """

    goal: Test
    start: Place
    books: bool = False
    left: int = DRILL
    sound: bool = True
    cut: bool = False
    barren: int = 0
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


def is_confirm(app: App, screen: Screen) -> bool:
    """A page that shows what is about to be booked and the one control that would book it.

    A list of times has such a control in every line.
    """
    named = {m.group(0) for m in app.lexicon.signs["confirm_page"].finditer(screen.text)}
    day = _DATE.search(screen.text)
    when = day and (_CLOCK.search(screen.text) or re.search("上午|下午", screen.text))
    final = buttons(screen, app.lexicon, "confirm_button")
    about = _ABOUT_BOOKING.search(f"{screen.title} {' '.join(screen.label(n) for n in final)}")
    asked = len(option_groups(screen, app.lexicon)) > 2
    one = len({n.bounds for n in final if screen.label(n) == screen.label(final[0])}) == 1
    return len(named) >= 3 and bool(when) and one and bool(about) and not asked


def gate_button(app: App, screen: Screen) -> Node | None:
    """The control that leads on from a page or dialog which wants consent first; None if none."""
    if not consents(screen, app.lexicon) or is_confirm(app, screen):
        return None
    for sign in ("agree_button", "next_button", "submit_button"):
        found = [n for n in buttons(screen, app.lexicon, sign) if not _ticks(screen, n)]
        if found:
            return found[0]
    return primary(screen) or _held_back(screen)


def _held_back(screen: Screen) -> Node | None:
    """The button of a page that is only read, as long as it cannot be pressed yet."""
    if any(n.role in {Role.FIELD, Role.CHOICE} for n in screen.nodes):
        return None
    held = [n for n in screen.nodes if n.role is Role.BUTTON and not n.enabled and not n.covered]
    return waiting(screen) or next(iter(held), None)


def _ticks(screen: Screen, node: Node) -> bool:
    """The words beside a tick box (我已阅读并同意) are no button, though they can be tapped."""
    return any(inner.role in TICKS for inner in screen.below(node))


def pass_gate(app: App) -> bool:
    """Consent and go on, as a patient must; False if this screen wants no consent."""
    screen = app.again()
    if gate_button(app, screen) is None:
        return False
    wait_out(app)
    tick(app)
    read_through(app)
    button = _opened_gate(app)
    return button is not None and consent(app, button) is not None and _left(app, screen)


def _opened_gate(app: App) -> Node | None:
    """The control that leads on, once it can be pressed; some wait a while without counting."""
    for _ in range(PATIENCE):
        button = gate_button(app, wait_out(app))
        if button is None or button.enabled:
            return button
        time.sleep(PAUSE_S)
    return None


def consent(app: App, button: Node) -> Screen | None:
    """Press the control of a page of terms; None if that was not to be done.

    Where its words might take a slot, that stands in the ledger until it is seen that they did
    not.
    """
    try:
        return app.tap(button, Effect.DRAFT)
    except ActionRefused as refusal:
        if refusal.effect is not Effect.BOOKING or app.open_bookings():
            return None
    except (NodeCovered, StaleNode):
        return None
    try:
        after = app.tap(button, Effect.BOOKING)
    except (ActionRefused, NodeCovered, StaleNode):
        return None
    said = " ".join((*after.events.toasts, *after.events.dialogs, after.text))
    if not app.lexicon.says("booked", said):
        never_made(app, "只是同意协议后继续,没有占号")
    return after


def _left(app: App, before: Screen) -> bool:
    """The page of terms is behind: another page, or the same one without its question."""
    now = app.again()
    return now.title != before.title or gate_button(app, now) is None


def come_to(app: App, place: Place) -> Screen | None:
    """Visit a place; where a page that wants consent stands before it, consent first."""
    screen = app.visit(place)
    if screen is None and pass_gate(app):
        screen = app.visit(place)
    return screen


def drill(app: App, start: Place, goal: Test, depth: int = DEPTH, *, books: bool = False) -> Way:
    """Walk live from a place towards a goal, the most promising control first, within bounds.

    books: the walk is one of booking; see probes.flows.bare_booking.
    """
    walk = _Walk(goal, start, books)
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
    if gate_button(app, screen) is not None:
        if pass_gate(app):
            return _descend(app, walk, depth - 1)
        walk.sound = False  # what lies behind it was not seen
    known = above.labels if above.page == page_of(screen) else frozenset()
    nodes, more = _sampled(app, screen, known)
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
        walk.left -= 1
        if not _tapped(app, walk, node, label):
            continue
        after = app.again()
        if after.digest == screen.digest:
            continue
        walk.path.append(label)
        found = _descend(app, walk, depth - 1, tabs)
        if found is not None:
            return found
        walk.path.pop()
        if not _back_to(app, screen):
            _walk_again(app, walk)
    return None


def _tabs(app: App, screen: Screen, labels: list[str], known: frozenset[str]) -> _Tabs:
    """The groups of departments and the days of a page, with those that were known of it."""
    says = app.lexicon.says
    mine = {x for x in labels if says("date_cell", x) or says("department", plain(x))}
    return _Tabs(page_of(screen), known | mine)


def _walk_again(app: App, walk: _Walk) -> None:
    """BACK has led elsewhere: once more from the start, as far as one had come."""
    if come_to(app, walk.start) is None:
        return
    for label in walk.path:
        node = _labelled(app, label)
        if node is None or not _tap(app, node):
            return
        if gate_button(app, app.again()) is not None:
            pass_gate(app)


def _tapped(app: App, walk: _Walk, node: Node, label: str) -> bool:
    """Tap, and once more when what lay over the control (a message, a spinner) may be gone.

    A control that still cannot be tapped leaves the walk unfinished, and so does one that would
    take a slot and may not: it stands on a page to confirm that was not known as one.
    """
    for last in (False, True):
        try:
            app.tap(node)
            return True
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
    closing = [n for n in top_controls(now) if plain(now.label(n)) in _CLOSES]
    if closing:
        app.tap(closing[0])
    else:
        app.back()


def _labelled(app: App, label: str) -> Node | None:
    screen = app.again()
    likely = next((n for n in promising(app, screen) if screen.label(n) == label), None)
    return likely or labelled(screen, label)


def _tap(app: App, node: Node, purpose: Effect = Effect.READ) -> bool:
    try:
        app.tap(node, purpose)
    except (ActionRefused, NodeCovered, StaleNode):
        return False
    return True


_ONWARD: tuple[Callable[[App, str], bool], ...] = (
    lambda app, w: bool(_CLOCK.search(w)),
    lambda app, w: app.lexicon.says("session", w),
    lambda app, w: app.lexicon.says("available", w),
    lambda app, w: app.lexicon.says("agree_button", plain(w)),
    lambda app, w: app.lexicon.says("doctor_title", w),
    lambda app, w: app.lexicon.says("department", plain(w)) and len(w) <= 14,
    lambda app, w: app.lexicon.says("date_cell", w),
    lambda app, w: app.lexicon.says("next_button", plain(w)),
)
"""Kinds of controls that lead on in a booking, the nearest to its end first."""


def promising(app: App, screen: Screen) -> list[Node]:
    """Controls that lead on in a booking, best kinds first, samples of each.

    What has no telling name (一级科室:内科、外科 …) is tried last, samples of it too.  In a
    sheet what shows that it can be tapped (选好了) comes before mere words.
    """
    return _sampled(app, screen)[0]


def _sampled(
    app: App, screen: Screen, known: frozenset[str] = frozenset()
) -> tuple[list[Node], bool]:
    """See promising, without what is known; True if there was more of a kind than is tried."""
    sheet = on_top(screen)
    there = top_controls(screen) if sheet else screen.nodes
    taps = [n for n in there if _free(app, screen, n) and screen.label(n) not in known]
    kinds: list[list[Node]] = []
    for test in _ONWARD:
        seen = [n for kind in kinds for n in kind]
        kinds.append([n for n in taps if test(app, screen.label(n)) and n not in seen])
    seen = [n for kind in kinds for n in kind]
    rest = [n for n in taps if n not in seen and (sheet or _plainly_inside(screen, n))]
    found = [n for kind in (*kinds, rest) for n in _samples(kind)]
    more = any(len(kind) > len(_samples(kind)) for kind in kinds)
    return (sorted(found, key=lambda n: not n.clickable) if sheet else found), more


def _samples(kind: list[Node]) -> list[Node]:
    """The first few, and the last: of groups and what is in them, of near days and a far one."""
    return kind[:PER_KIND] + kind[PER_KIND:][-1:]


def _free(app: App, screen: Screen, node: Node) -> bool:
    label = screen.label(node)
    return (
        (node.clickable or bool(on_top(screen)))
        and not node.covered
        and node.enabled
        and node.role not in {Role.FIELD, Role.CHOICE, Role.TAB, Role.SWITCH} | TICKS
        and bool(label)
        and plain(label) not in _CLOSES
        and not app.lexicon.says("slot_none", label)
        and not _SEARCHES.search(label)
        and not _ASIDE.search(plain(label)[:12])
    )


def _plainly_inside(screen: Screen, node: Node) -> bool:
    """In the page itself: neither its head nor a bar at its foot."""
    low = node.bounds.y > screen.height - 70 and node.bounds.h < 70
    return node.bounds.y > 60 and not low and len(plain(screen.label(node))) <= 40
