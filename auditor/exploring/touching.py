"""Touching one control of a mapped place: being there, finding it again, tapping, recovering.

The explorer decides what is tried; here is how, with what an app may put in the way: a login
that ran out, a consent that comes first, a spinner that never ends, rows that load late.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.live.consent import agree, wants_consent
from auditor.live.identity import is_longer
from auditor.live.session import Session
from auditor.live.taps import Tap, locate
from devices.errors import DeviceError, DeviceLost, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.appmap import Place

MOST_RENEWED = 3
MOST_LOADS = 3


@dataclass
class Touching:
    """Touches controls through one session.

    shut_out: screens that ask who it is though the account is in; the login is renewed there.
    purpose: what a tap is for.  lost: why the app stays away, in Chinese; "" while it answers.
    """

    session: Session
    shut_out: Callable[[Screen], bool]
    purpose: Callable[[Place, Tap], Effect]
    lost: str = ""
    _renewed: int = 0

    def at(self, place: Place, anew: bool = False) -> bool:
        """Be on a place; anew: as it opens, whatever was opened on it before."""
        try:
            if anew:
                return self.session.enter(place)
            arrived = self.session.goto(place)
            if not arrived and self.shut_out(self.session.screen):
                arrived = self._readmitted(place)
            return arrived
        except DeviceLost:
            raise
        except DeviceError as failure:
            self.recover(failure)
            return False

    def find(self, place: Place, tap: Tap) -> Node | None:
        """The control of a tap on the newest screen, which is the place's; None if it is gone.

        An earlier tap (another tab, another date) may have hidden it.
        """
        found = locate(self.session.screen, tap.anchor) or self._loaded_later(tap)
        if found is None and self.at(place, anew=True):
            return locate(self.session.screen, tap.anchor)
        return found

    def _loaded_later(self, tap: Tap) -> Node | None:
        """The control of a tap in a list that loads more rows as one scrolls down."""
        for _ in range(MOST_LOADS):
            if not is_longer(self.session.screen):
                return None
            self.session.scroll()
            node = locate(self.session.screen, tap.anchor)
            if node is not None:
                return node
        return None

    def tap(self, place: Place, tap: Tap, node: Node) -> Screen:
        """Tap; what lies over the page for good (a spinner that never ends) goes by a reload.

        Raises ActionRefused and every DeviceError of the device.
        """
        try:
            return self._tapped(place, tap, node)
        except NodeCovered:
            self.session.reopen()
            again = locate(self.session.screen, tap.anchor) if self.at(place) else None
            if again is None:
                raise
            return self._tapped(place, tap, again)

    def _tapped(self, place: Place, tap: Tap, node: Node) -> Screen:
        """Tap; where the app wants its terms agreed to first, agree and tap once more."""
        purpose = self.purpose(place, tap)
        after = self.session.tap(node, purpose, looking=True)
        if self._renewed < MOST_RENEWED and self.shut_out(after):
            return self._tapped_anew(place, tap)
        asked = wants_consent(self.session.screen, self.session.lexicon)
        if not asked or not agree(self.session):
            return after
        again = locate(self.session.screen, tap.anchor)
        if again is None:
            return after
        return self.session.tap(again, purpose, looking=True)

    def _tapped_anew(self, place: Place, tap: Tap) -> Screen:
        """Tap once more after the login was renewed; who is asked again stands before a wall."""
        back = self._readmitted(place)
        again = locate(self.session.screen, tap.anchor) if back else None
        if again is None:
            raise StaleNode(f"“{tap.label[:20]}”要求重新登录,登录后未能回到该页面")
        after = self.session.tap(again, self.purpose(place, tap), looking=True)
        self._renewed -= not self.shut_out(after)
        return after

    def _readmitted(self, place: Place) -> bool:
        """Log in again, a few times in vain at most, and come back to a place."""
        if self._renewed >= MOST_RENEWED:
            return False
        self._renewed += 1
        self.session.renew()
        return self.session.goto(place)

    def recover(self, failure: DeviceError) -> None:
        """Back to the entry after a tap that went wrong; an app that stays away is lost."""
        if isinstance(failure, StaleNode | NodeCovered):
            return
        try:
            self.session.reopen()
        except DeviceLost:
            raise
        except DeviceError as again:
            self.lost = f"应用无响应({again})"
