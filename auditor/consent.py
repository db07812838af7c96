"""Terms that an app wants agreed to before it goes on: said after a tap, ticked on the screen."""

from __future__ import annotations

from typing import Protocol

from devices.model import Effect, Node, Screen
from probes.flows.choices import consents
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
    events = screen.events
    return any(lexicon.says("must_agree", words) for words in events.spoken)


def agree(session: Agreeing) -> bool:
    """Tick the consents on the screen, as everybody does who wants to go on."""
    session.settle()
    count = len(consents(session.screen, session.lexicon))
    for nth in range(count):
        found = consents(session.screen, session.lexicon)
        if nth < len(found) and not found[nth].checked:
            session.tap(found[nth], Effect.DRAFT)
    return count > 0
