"""The way back where screens have no address to open: by the tab bar, by BACK, or anew.

On a phone nothing but a finger leads to a screen.  A fresh start forgets the account, so it
comes last, and whoever is audited has to be logged in again afterwards (`Session.renew`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from auditor.live.heading import is_arrow
from auditor.live.identity import dialog_of, is_at
from auditor.live.taps import anchor_of, locate
from devices.errors import ActionRefused, DeviceError, DeviceLost
from devices.model import Effect, Node, Role, Screen
from probes.appmap import Place
from probes.lexicon import plain

SPARE = 3
_HOME = {"首页", "主页", "返回首页", "回到首页", "HOME"}
_CLOSE = {"×", "✕", "✖", "╳", "X", "关闭", "×关闭", "✕关闭", "取消"}
_CORNER = 80  # logical pixels: how far from the top left such an arrow begins
_BAR = 90  # logical pixels: how high above the end of the screen a tab bar begins


class Climber(Protocol):
    """What is needed of a session to go up; dead_ends: screens on which BACK does nothing."""

    dead_ends: set[str]

    @property
    def screen(self) -> Screen: ...

    def back(self) -> Screen: ...

    def tap(self, node: Node, purpose: Effect = Effect.READ) -> Screen: ...

    def settle(self) -> Screen: ...


def back_control(screen: Screen) -> Node | None:
    """The app's own way back: the arrow at the top left, or what closes the sheet on top."""
    dialog = dialog_of(screen)
    inside = screen.below(dialog) if dialog is not None else screen.nodes
    for node in inside:
        if not node.clickable or node.covered:
            continue
        label = plain(screen.label(node))
        corner = node.bounds.x <= _CORNER and node.bounds.y <= _CORNER
        if label in _CLOSE if dialog is not None else corner and is_arrow(screen.label(node)):
            return node
    return None


def lineage(place: Place) -> list[Place]:
    """The place, where one came to it from, and so on up to the entry."""
    line = [place]
    while line[-1].parent is not None:
        line.append(line[-1].parent)
    return line


def climb(session: Climber, line: Sequence[Place]) -> Place | None:
    """Go up until a place of the line is on the screen; None where no way leads up any more.

    BACK is pressed only where no tab leads there, and never again on a screen where it did
    nothing: pressed twice there it leaves the app.
    """
    for _ in range(len(line) + SPARE):
        here = next((place for place in line if is_at(session.screen, place)), None)
        if here is not None:
            return here
        if not _up(session, line):
            return None
    return None


def _up(session: Climber, line: Sequence[Place]) -> bool:
    """One step up; False if there is none that may be taken, or if it changed nothing."""
    before = session.screen
    tab = _tab_of(before, line)
    if tab is None and before.digest in session.dead_ends:
        return False
    try:
        session.back() if tab is None else session.tap(tab)
        moved = session.settle().digest != before.digest
    except DeviceLost:
        raise
    except (ActionRefused, DeviceError):
        moved = False
    if tab is None and not moved:
        session.dead_ends.add(before.digest)
    return moved


def _tab_of(screen: Screen, line: Sequence[Place]) -> Node | None:
    """A tab of this screen that leads to a place of the line, the nearest first."""
    for place in line:
        for node in screen.nodes:
            free = node.clickable and not node.covered and not node.checked
            if free and _leads(screen, node, place):
                return node
    return None


def _leads(screen: Screen, node: Node, place: Place) -> bool:
    if place.parent is None or place.entered_by is None:
        return plain(screen.label(node)) in _HOME
    if place.entered_by.node < 0 or place.part:
        return False
    anchor = anchor_of(place.parent, place.parent.screen.nodes[place.entered_by.node])
    in_bar = node.role is Role.TAB or node.bounds.y >= screen.height - _BAR
    return in_bar and anchor.label != "" and locate(screen, anchor) == node
