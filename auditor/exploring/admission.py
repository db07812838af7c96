"""Whether the account is in: logging in, noticing that one is out, logging in again."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.exploring.module_login import ModuleLogin, worded_alike
from auditor.live.session import Session
from devices.model import Screen
from probes.app import App, LoginState
from probes.appmap import AppMap, Arrival, Way
from probes.flows.access.login import log_in, login_places
from probes.flows.screens.card_walls import is_unbound
from probes.flows.screens.walls import is_login, is_wall
from probes.model import Cause


@dataclass
class Admission:
    """Lets the account into one app and keeps it in.

    modules: the log-ins that parts of the app ask for besides.
    state: how logging in went; None until it was tried.
    out: a journey has logged the account out; it is let in again when that is needed.
    """

    app: App
    session: Session
    modules: ModuleLogin
    state: LoginState | None = None
    out: bool = False
    _renewing: bool = False

    def enter(self) -> LoginState:
        """Log in from a fresh start: drawing the visitor's map may have let somebody in."""
        assert self.app.visitor_map.places
        self.session.restart()
        self.state = log_in(self.app)
        return self.state

    def be_in(self) -> None:
        """Log in again if a journey has logged the account out."""
        if self.out:
            self.out = False
            self.enter_again()

    def renew(self) -> None:
        """A fresh start of the app has lost the login: log in again, unless as a visitor."""
        if self._may_renew():
            self.readmit()

    def readmit(self) -> None:
        """Log in where the app asks for it now: on the form of one of its parts, or its own."""
        if not self.modules.again():
            self.enter_again()

    def enter_again(self) -> None:
        """Log in; fresh starts on the way there are nothing to renew."""
        self._renewing = True
        try:
            log_in(self.app)
        finally:
            self._renewing = False

    def _may_renew(self) -> bool:
        """The account was let in, and is neither out on purpose nor on its way in."""
        let_in = self.state is not None and bool(self.state.methods)
        return let_in and not self.out and not self._renewing

    def shut_out(self, screen: Screen) -> bool:
        """The app asks who it is though the account was let in: the login has run out."""
        if not self._may_renew() or not is_login(self.app, screen):
            return False
        if self.modules.knows(screen):
            return True
        return any(_alike(screen, place.screen) for place in login_places(self.app))

    def admit_walls(self, appmap: AppMap) -> None:
        """Pages ask for an account and nothing let it in: what is behind them is unknown."""
        asking = (p for p in appmap.places.values() if is_wall(self.app, p.screen))
        walls = [p for p in asking if not is_unbound(self.app, p.screen)]
        walls += [appmap.places[w.source] for w in appmap.ways if self._told_to_log_in(w)]
        if walls and self.state and self.state.cause is None:
            shown = tuple(self.app.show_place(p, (), "要求登录") for p in walls[:2])
            words = f"{len(walls)} 处要求登录,没有找到可用的登录方式"
            self.state = LoginState(Cause.LOGIN_FAILED, words, shown)

    def _told_to_log_in(self, way: Way) -> bool:
        """A tap that only brought the word that one must log in first."""
        told = way.arrival is Arrival.TOAST and "登" in way.words
        return told and self.app.lexicon.says("login_wall", way.words)


def _alike(screen: Screen, login: Screen) -> bool:
    """The log-in page itself, not another form that wants a code (a new phone number)."""
    return screen.title == login.title or worded_alike(screen, login)
