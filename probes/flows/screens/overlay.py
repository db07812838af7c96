"""What lies on top of a screen: a dialog or sheet, and what a person could press in it."""

from __future__ import annotations

import re
from contextlib import suppress

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Role, Screen
from probes.app import App
from probes.lexicon import plain

COVERED_SHARE = 0.6
SHORT = 12
MOST_NOTICES = 3
LONGEST_ANSWER = 6
_NO = re.compile("^(不|否|再|暂|留着|保留|算了|先不|等等|我再|返回|取消$)")


def on_top(screen: Screen) -> list[Node]:
    """The nodes of the topmost dialog or sheet; empty if nothing lies over the page."""
    dialogs = [n for n in screen.nodes if n.role is Role.DIALOG and not n.covered]
    if dialogs:
        return list(screen.below(dialogs[-1]))
    worded = [n for n in screen.nodes if n.text]
    covered = [n for n in worded if n.covered]
    if len(covered) < 3 or len(covered) < COVERED_SHARE * len(worded):
        return []
    return [n for n in screen.nodes if not n.covered and (n.text or n.clickable)]


def top_controls(screen: Screen) -> list[Node]:
    """What can be pressed in it, its short words included.

    A sheet's lines often carry no sign that they can be tapped; a person taps on the words.
    """
    inside = [n for n in on_top(screen) if not n.covered and n.role is not Role.DIALOG]
    pressed = [n for n in inside if n.clickable and screen.label(n)]
    held = {m.index for n in pressed for m in screen.below(n)}
    words = [n for n in inside if n.text and n.index not in held and len(plain(n.text)) <= SHORT]
    return sorted((*pressed, *words), key=lambda n: n.index)


def close_notices(app: App) -> None:
    """Close what only tells something (预约成功 … 知道了), one over the other."""
    for _ in range(MOST_NOTICES):
        screen = app.again()
        inside = on_top(screen)
        pressed = [n for n in inside if n.clickable and not n.covered and screen.label(n)]
        labels = {plain(screen.label(n)) for n in pressed if n.role is not Role.DIALOG}
        closes = len(labels) == 1 and app.lexicon.says("dismiss", next(iter(labels)))
        if not closes or any(n.editable for n in inside):
            return
        with suppress(ActionRefused, NodeCovered, StaleNode):
            app.tap(pressed[-1])
        if app.again().digest == screen.digest:
            return


def other_than_no(app: App, screen: Screen) -> Node | None:
    """Of the two answers to a question on top the one that does not decline, in whatever words
    (就约它 beside 再想想); None where nothing tells them apart."""
    answers = [n for n in on_top(screen) if n.clickable and not n.covered and n.enabled]
    labels = {n.index: plain(screen.label(n)) for n in answers}
    said = [n for n in answers if 0 < len(labels[n.index]) <= LONGEST_ANSWER]
    declines = [
        n
        for n in said
        if app.lexicon.says("disagree_button", labels[n.index]) or _NO.search(labels[n.index])
    ]
    if len(said) != 2 or len(declines) != 1:
        return None
    return next(n for n in said if n is not declines[0])
