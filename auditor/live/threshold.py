"""What stands between the address of an app and its first page, shown once: get past it.

A splash with 跳过, the privacy terms, the choice of a 院区 or of who one is.  Such an app shows
its first page only to who has been through these, and never shows them again, so they are no
places of its map: whoever begins anew goes through them first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.lexicon import Lexicon, plain
from probes.naming import NAMED, naming

MOST_STEPS = 5
FEW_CONTROLS = 6
MOST_CHOICES = 12
LONGEST_CHOICE = 80
_FILLED = {Role.FIELD, Role.CHOICE, Role.RADIO}


class Entering(Protocol):
    """What is needed of a session to come in."""

    lexicon: Lexicon

    @property
    def screen(self) -> Screen: ...

    def tap(self, node: Node, purpose: Effect = Effect.READ) -> Screen: ...

    def look(self) -> Screen: ...

    def settle(self) -> Screen: ...

    def show(self, nodes: Iterable[Node] = (), note: str = "") -> str: ...


def cross(session: Entering) -> Screen:
    """Go on until the screen is no threshold any more; every one of them is kept as evidence."""
    for _ in range(MOST_STEPS):
        before = session.screen
        onward = way_in(before, session.lexicon)
        if onward is None:
            break
        session.show([onward], f"进入应用前:{before.label(onward)[:30]}")
        try:
            session.tap(onward, Effect.DRAFT)
        except ActionRefused:
            break
        except (StaleNode, NodeCovered):
            session.look()
        if session.settle().digest == before.digest:
            break
    return session.screen


def way_in(screen: Screen, lexicon: Lexicon) -> Node | None:
    """What leads on from a threshold; None if the screen is none.

    A page with a field, or with the name of a function on a control, is inside already.
    """
    if any(n.editable or n.role in _FILLED for n in screen.nodes):
        return None
    controls = [n for n in screen.nodes if n.clickable and not n.covered]
    inner = [n for n in controls if not _holds_another(screen, n, controls)]
    labels = [(n, plain(screen.label(n))) for n in inner]
    if any(_names_function(lexicon, label) for _, label in labels):
        return None
    if len(labels) <= FEW_CONTROLS:
        about_terms = lexicon.says("agree", screen.text) or "隐私" in screen.text
        signs = ("agree_button", "enter_button") if about_terms else ("enter_button",)
        for sign in signs:
            found = next((n for n, label in labels if lexicon.says(sign, label)), None)
            if found is not None:
                return found
    return _first_choice(screen, inner) if lexicon.says("choose_first", screen.text) else None


def _names_function(lexicon: Lexicon, label: str) -> bool:
    """Terms may be read on a threshold too."""
    return not lexicon.says("paper", label) and naming(lexicon, label) >= NAMED


def _holds_another(screen: Screen, node: Node, controls: list[Node]) -> bool:
    inside = {n.index for n in screen.below(node) if n.index != node.index}
    return any(other.index in inside for other in controls)


def _first_choice(screen: Screen, controls: list[Node]) -> Node | None:
    """The first of several boxes alike, where the page offers little else."""
    if not 2 <= len(controls) <= MOST_CHOICES:
        return None
    widths = Counter((n.bounds.w, n.bounds.x) for n in controls)
    (shape, count) = widths.most_common(1)[0]
    if count < 2 or count < len(controls) - 1:
        return None
    alike = [n for n in controls if (n.bounds.w, n.bounds.x) == shape]
    return next((n for n in alike if 0 < len(screen.label(n)) <= LONGEST_CHOICE), None)
