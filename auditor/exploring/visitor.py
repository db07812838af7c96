"""The map that a visitor draws: the ways to log in and to register, and no further."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from auditor.exploring.budget import Budget
from auditor.exploring.explorer import Explorer
from auditor.live.identity import overlap, wording
from auditor.live.returning import lineage
from auditor.live.session import Session
from auditor.live.taps import Tap
from devices.model import Effect
from probes.app import App
from probes.appmap import AppMap, Place
from probes.flows.access.registration import opens_registration
from probes.flows.forms.submitting import fields
from probes.flows.screens.walls import is_login
from probes.lexicon import plain
from probes.naming import NEAR, match

VISITOR = ("login", "register", "user_agreement", "registration_guide", "real_name")
DEEPEST, PERSONAL = 3, 0.8
SAME_GATE = 0.8
GATES = 2
LETS_IN = re.compile("登录|登陆|授权|一键|微信|本机")


@dataclass
class Visitor:
    """Explores one app without an account.

    gates: the pages and sheets met that ask for one.
    """

    app: App
    session: Session
    budget: Budget
    gates: dict[str, Place] = field(default_factory=dict)

    def draw(self) -> AppMap:
        """By the names of logging in; where none leads there, by what only a patient sees."""
        self.session.restart()
        appmap = self._explored(self._leads_to_login)
        if not any(is_login(self.app, p.screen) for p in appmap.places.values()):
            self.session.restart()
            appmap = self._explored(self._asks_who_it_is)
        return appmap

    def _explored(self, wanted: Callable[[Place, Tap], bool]) -> AppMap:
        self.gates = {}
        explorer = Explorer(self.session, self.budget, wanted, self._lets_in, purpose=self._purpose)
        return explorer.explore()

    def _purpose(self, place: Place, tap: Tap) -> Effect:
        """立即注册 under an empty log-in form opens the form of registration: nothing is sent.

        By its words alone the guard cannot tell it from a button that registers at once.
        """
        empty = all(not n.value for n in place.screen.nodes if n.editable)
        entry = opens_registration(tap.label) and is_login(self.app, place.screen)
        here = "注册" in place.screen.title
        may = Effect.OWN in self.app.allowed and entry and empty and not here
        return Effect.OWN if may else Effect.READ

    def _lets_in(self, before: Place, label: str, after: Place) -> bool:
        """A tap on a login screen led on at once: WeChat knows its user."""
        if not LETS_IN.search(plain(label)):
            return False
        return is_login(self.app, before.screen) and not is_login(self.app, after.screen)

    def _was_let_in(self, place: Place) -> bool:
        before, way = place.parent, place.entered_by
        return before is not None and way is not None and self._lets_in(before, way.label, place)

    def _leads_to_login(self, place: Place, tap: Tap) -> bool:
        if self._was_let_in(place):
            return False
        if is_login(self.app, place.screen):
            return self._new_gate(place)
        if self._is_registration(place):
            return True
        return place.depth <= DEEPEST and self._named(tap.label, VISITOR) >= NEAR

    def _asks_who_it_is(self, place: Place, tap: Tap) -> bool:
        """Personal functions lead to the login wall of apps that show no login entry."""
        if self._leads_to_login(place, tap):
            return True
        if len(self.gates) >= GATES:
            return False
        personal = [k for k, f in self.app.lexicon.functions.items() if f.personal]
        return place.depth <= 1 and self._named(tap.label, personal) >= PERSONAL

    def _new_gate(self, place: Place) -> bool:
        """A log-in page or sheet that is not the one which another entry led to already."""
        self.gates[place.id] = place
        line = lineage(place)
        words = wording(place.screen)
        others = (gate for gate in self.gates.values() if gate.id < place.id)
        return not any(
            overlap(words, wording(gate.screen)) >= SAME_GATE
            for gate in others
            if all(gate is not step for step in line)
        )

    def _is_registration(self, place: Place) -> bool:
        named = match(self.app.lexicon.functions["register"], place.name, "")[0]
        return bool(named) and bool(fields(place.screen))

    def _named(self, label: str, keys: Iterable[str]) -> float:
        return max(match(self.app.lexicon.functions[key], label, "")[0] for key in keys)
