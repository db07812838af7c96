"""Terms that an app wants agreed to before it goes on: said after a tap, ticked on the screen."""

from __future__ import annotations

from typing import Protocol

from auditor.live.identity import dialog_of
from devices.model import Effect, Node, Screen
from probes.flows.forms.choices import consents
from probes.lexicon import Lexicon


class Agreeing(Protocol):
    """What is needed of a session to agree."""

    lexicon: Lexicon

    @property
    def screen(self) -> Screen: ...

    def tap(self, node: Node, purpose: Effect = Effect.READ) -> Screen: ...

    def settle(self) -> Screen: ...


def wants_consent(screen: Screen, lexicon: Lexicon) -> bool:
    """The app has just said that its terms must be agreed to first."""
    spoken = (*screen.events.spoken, _message(screen))
    return any(lexicon.says("must_agree", words) for words in spoken)


def _message(screen: Screen) -> str:
    """What a box on top says that can only be closed; "" if there is none."""
    box = dialog_of(screen)
    if box is None:
        return ""
    inside = [node for node in screen.below(box) if node is not box]
    controls = sum(node.clickable or node.editable for node in inside)
    return "\n".join(node.text for node in inside if node.text) if controls <= 1 else ""


def agree(session: Agreeing) -> bool:
    """Tick the consents on the screen, as everybody does who wants to go on."""
    session.settle()
    count = len(consents(session.screen, session.lexicon))
    for nth in range(count):
        found = consents(session.screen, session.lexicon)
        if nth < len(found) and not found[nth].checked:
            session.tap(found[nth], Effect.DRAFT)
    return count > 0
