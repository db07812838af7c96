"""One app under audit, live: what probes ask of it (`probes.app.App`), on a real device."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from auditor.audit.sharing import drawn_once
from auditor.exploring.admission import Admission
from auditor.exploring.budget import Budgets
from auditor.exploring.coverage import summary
from auditor.exploring.explorer import Explorer
from auditor.exploring.guidance import leads_somewhere
from auditor.exploring.module_login import ModuleLogin
from auditor.exploring.persons import is_own
from auditor.exploring.remembered import chosen_again
from auditor.exploring.visitor import Visitor
from auditor.files import draw_test_picture, examined
from auditor.live.identity import route, same_place
from auditor.live.session import Session
from auditor.live.taps import Tap, anchor_of, locate
from devices.ledger import Ledger
from devices.model import Action, Channel, Download, Effect, Gesture, Node, Screen
from probes.account import Credentials
from probes.app import Document, LoginState
from probes.appmap import AppMap, Place
from probes.finder import Finder
from probes.flows.access.binding import bind_card
from probes.flows.access.login import login_places
from probes.flows.booking.giving_back import cancel
from probes.flows.screens.card_walls import unbound_places
from probes.flows.screens.walls import is_login, is_wall
from probes.lexicon import Lexicon
from probes.profile import Hint
from probes.unmatched import unmatched

KeepMap = Callable[[str, AppMap, Mapping[str, str]], None]
"""Where the walker leaves a map it drew: name, map, evidence id of each place's picture."""


class Walker:
    """Walks through one app for the probes; explores and logs in when first asked."""

    def __init__(
        self,
        session: Session,
        channel: Channel,
        account: Credentials,
        allowed: frozenset[Effect],
        ledger: Ledger,
        *,
        hints: Mapping[str, Hint] | None = None,
        budgets: Budgets | None = None,
        keep_map: KeepMap = lambda name, appmap, pictures: None,
        shelf: Any | None = None,
    ) -> None:
        self.session = session
        self.channel = channel
        self.account = account
        self.allowed = allowed
        self.memory: dict[str, object] = {}
        self._ledger = ledger
        self._hints = dict(hints or {})
        self._words = {key: hint.words for key, hint in self._hints.items()}
        self._budgets = budgets or Budgets()
        self._keep_map = keep_map
        self._shelf = shelf
        self._finders: dict[int, Finder] = {}
        self._drew = False
        self._modules = ModuleLogin(self, session)
        self._admission = Admission(self, session, self._modules)
        session.renew = self._admission.renew
        self._folder: TemporaryDirectory[str] | None = None

    @property
    def id(self) -> str:
        return self.session.app_id

    @property
    def lexicon(self) -> Lexicon:
        return self.session.lexicon

    @property
    def simulated(self) -> bool:
        """True if the app declared itself a rehearsal."""
        return self.session.screen.simulated

    @cached_property
    def visitor_map(self) -> AppMap:
        """The way to login and registration, as seen without an account."""
        return self._shared("visitor", self._draw_visitor_map)

    def _draw_visitor_map(self) -> AppMap:
        appmap = Visitor(self, self.session, self._budgets.visitor).draw()
        self._kept("visitor", appmap)
        return appmap

    def _shared(self, name: str, draw: Callable[[], AppMap]) -> AppMap:
        """A map that only one process of the run draws, with how places are reached."""
        self._drew = False

        def drawn() -> tuple[AppMap, bool]:
            self._drew = True
            return draw(), self.session.by_touch

        appmap, by_touch = drawn_once(self._shelf, f"{self.id}:{name}", drawn)
        self.session.by_touch = by_touch
        return appmap

    @property
    def login(self) -> LoginState:
        return self._admission.state or self._admission.enter()

    @cached_property
    def map(self) -> AppMap:
        """Everything the account can see."""
        self.session.progress(f"登录:{self.login.words}")
        self._admission.be_in()
        appmap = self._shared("patient", self._explored)
        if not self.login.methods and any(self._asks(p) for p in appmap.places.values()):
            appmap = self._met_login_on_the_way(appmap)
        if not self.login.methods:
            self._admission.admit_walls(appmap)
        self.__dict__["map"] = appmap
        if self.login.cause is None and Effect.OWN in self.allowed:
            appmap = self._behind_cards(appmap)
        self.session.progress(f"已探索 {summary(appmap)}")
        self.__dict__["map"] = appmap
        if self._drew:
            appmap.unmatched = unmatched(self)
            self._kept("patient", appmap)
        self.give_back()
        return appmap

    def give_back(self) -> None:
        """Cancel what was booked and not given back, such as a slot taken without a question.

        What cannot be cancelled stays open in the ledger, and the run ends by saying so.
        """
        if "map" in self.__dict__ and self.open_bookings():
            self._admission.be_in()
            cancel(self)

    def _explored(self) -> AppMap:
        """Explore from home, without a reload if the app allows: some keep the login in memory."""
        home = self.visitor_map.places[self.visitor_map.entry]
        if home.has_address:
            inside = self.session.screen
            self.session.open(home.screen.address)
            if self.login.methods and not self._still_in(inside):
                self.session.by_touch = True
                self._admission.out = True
                self._admission.be_in()
                self.session.goto(home)
            elif self.login.methods and is_login(self, home.screen):
                self._enter(inside)
        else:
            self.session.goto(home)
        return self._drawn()

    def _drawn(self) -> AppMap:
        """Explore from where the session is."""
        self.session.settle()
        guides = {key: hint for key, hint in self._hints.items() if leads_somewhere(hint)}
        return Explorer(
            self.session,
            self._budgets.patient,
            shut_out=self._admission.shut_out,
            hints=guides,
            patient=self.account.name if self.login.methods else "",
            modules=self._modules if self.login.methods else None,
            purpose=self._purpose,
        ).explore()

    def _purpose(self, place: Place, tap: Tap) -> Effect:
        """To say that it is for oneself may be kept by the app: nobody else's would follow."""
        own = self.login.methods and is_own(tap.label, self.account.name)
        return Effect.OWN if own and Effect.OWN in self.allowed else Effect.READ

    def _enter(self, inside: Screen) -> None:
        """An entry that only asked who it is: the app's home is what it shows to who is in."""
        self.session.open(self.session.entry)
        if is_login(self, self.session.settle()):
            self.session.open(inside.address)

    def _still_in(self, inside: Screen) -> bool:
        """Opening an address has not logged the account out: nothing asks who it is again."""
        home = self.session.screen
        kept = self._shows(inside) or self._shows(inside)
        self.session.open(home.address)
        return kept and not self._asks_again()

    def _shows(self, inside: Screen) -> bool:
        """What is only for who is in is there when its address is opened."""
        self.session.open(inside.address)
        now = self.session.settle()
        if self._invites(now) - self._invites(inside):
            return False
        if same_place(now, inside):
            return True
        return route(now.address) == route(inside.address) and not is_wall(self, now)

    def _invites(self, screen: Screen) -> set[str]:
        """Controls of a screen by which a visitor came to the log-in page (点击登录)."""
        gates = {p.entered_by.label for p in login_places(self) if p.entered_by is not None}
        labels = {screen.label(node) for node in screen.nodes if node.clickable}
        return {label for label in gates & labels if "登" in label}

    def _asks_again(self) -> bool:
        """The entry that led a visitor to the log-in page leads there once more."""
        gates = [place for place in login_places(self) if place.depth == 1 and place.entered_by]
        for place in gates[:1]:
            way = place.entered_by
            home = self.visitor_map.places[self.visitor_map.entry]
            if way is None or way.node < 0 or "登" in way.label:
                continue
            anchor = anchor_of(home, home.screen.nodes[way.node])
            node = locate(self.session.settle(), anchor)
            if node is not None:
                asked = is_login(self, self.session.tap(node))
                self.session.open(home.screen.address)
                return asked
        return False

    def _met_login_on_the_way(self, appmap: AppMap) -> AppMap:
        """The app asks for an account only deep inside: log in there and explore once more."""
        self.__dict__["visitor_map"] = appmap
        self._kept("wall", appmap)
        self._admission.enter()
        return self._shared("behind", self._explored) if self.login.methods else appmap

    def _behind_cards(self, appmap: AppMap) -> AppMap:
        """Pages are shown to nobody without a card: bind the account's own, explore once more."""
        walls = unbound_places(self, appmap)

        def drawn() -> AppMap:
            self.session.progress(f"{len(walls)} 处要求先绑定就诊卡,用测试账号本人的资料绑定")
            if not bind_card(self, walls):
                return appmap
            self.session.goto(appmap.places[appmap.entry])
            return self._drawn()

        return self._shared("bound", drawn) if walls else appmap

    def _asks(self, place: Place) -> bool:
        return is_login(self, place.screen)

    def finder(self, of: AppMap | None = None) -> Finder:
        appmap = of or self.map
        if id(appmap) not in self._finders:
            self._finders[id(appmap)] = Finder(self.lexicon, appmap, self._words)
        return self._finders[id(appmap)]

    def visit(self, place: Place) -> Screen | None:
        if self._is_patients(place):
            self._admission.be_in()
        arrived = self.session.goto(place)
        if not arrived and self._admission.shut_out(self.session.screen) and not self._asks(place):
            self._admission.readmit()
            arrived = self.session.goto(place)
        if not arrived and self._is_patients(place):
            arrived = chosen_again(self.session, self.map, place)
        return self.session.screen if arrived else None

    def approach(self, place: Place) -> Screen | None:
        return self.session.screen if self.session.approach(place) else None

    def _is_patients(self, place: Place) -> bool:
        """A place of the patient's map: the account must be in to see it."""
        drawn = self.__dict__.get("map")
        return drawn is not None and drawn.places.get(place.id) is place

    def again(self) -> Screen:
        return self.session.look()

    def tap(self, node: Node, purpose: Effect = Effect.READ, *, looking: bool = False) -> Screen:
        return self.session.tap(node, purpose, looking=looking)

    def fill(self, node: Node, text: str) -> Screen:
        return self.session.perform(Action(Gesture.TYPE, node, text, Effect.DRAFT))

    def choose(self, node: Node, option: str) -> Screen:
        return self.session.perform(Action(Gesture.CHOOSE, node, option, Effect.DRAFT))

    def upload(self, node: Node) -> Screen:
        path = str(self._test_picture)
        return self.session.perform(Action(Gesture.UPLOAD, node, path, Effect.OWN))

    def restart(self) -> Screen:
        self._admission.out = self.login.cause is None
        return self.session.restart()

    def back(self) -> Screen:
        return self.session.back()

    def scroll(self, pane: Node | None = None) -> Screen:
        return self.session.scroll(pane)

    def label(self, node: Node) -> str:
        return self.session.label(node)

    def show(self, nodes: Iterable[Node] = (), note: str = "") -> str:
        return self.session.show(nodes, note)

    def show_place(self, place: Place, nodes: Iterable[Node] = (), note: str = "") -> str:
        return self.session.keep(place.screen, place.picture, nodes, note)

    def inspect(self, download: Download) -> Document:
        return examined(download, self.session.keep_document)

    def open_bookings(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self._ledger.own_open())

    def booking_settled(self, entry: str, made: bool, proof: str) -> None:
        self._ledger.settle(entry, "cancelled" if made else "never_made", proof)

    def close(self) -> None:
        """Give the device back; may be called twice."""
        self.session.device.close()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _kept(self, name: str, appmap: AppMap) -> None:
        pictures = {
            place.id: self.session.keep(place.screen, place.picture, (), f"页面:{place.name}")
            for place in appmap.places.values()
        }
        self._keep_map(name, appmap, pictures)

    @cached_property
    def _test_picture(self) -> Path:
        self._folder = TemporaryDirectory()
        return draw_test_picture(Path(self._folder.name))
