"""What a probe may ask of one app under audit.

The live thing arrives as a fixture (`auditor.walker.Walker`); probes and flows know only this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from devices.model import Channel, Download, Effect, Node, Screen
from probes.account import Credentials
from probes.appmap import AppMap, Place
from probes.finder import Finder
from probes.lexicon import Lexicon
from probes.model import Cause


@dataclass(frozen=True)
class LoginState:
    """What became of logging in: `cause` is None when the account is in.

    silent: the app took the form and said nothing, neither that it let in nor that it did not.
    """

    cause: Cause | None
    words: str
    evidence: tuple[str, ...] = ()
    methods: frozenset[str] = frozenset()
    silent: bool = False


@dataclass(frozen=True)
class Document:
    """What a download turned out to be.

    real: a document or picture with something on it, None if that cannot be told;
    words: what it is, in Chinese; text: its words, to tell what it is about (never written
    anywhere); evidence: id.
    """

    real: bool | None
    words: str
    text: str
    evidence: str


class App(Protocol):
    """One app under audit, live on a device."""

    @property
    def id(self) -> str: ...

    @property
    def channel(self) -> Channel: ...

    @property
    def account(self) -> Credentials: ...

    @property
    def allowed(self) -> frozenset[Effect]: ...

    @property
    def lexicon(self) -> Lexicon: ...

    @property
    def visitor_map(self) -> AppMap:
        """What can be seen around login and registration without an account."""
        ...

    @property
    def map(self) -> AppMap:
        """The whole app as the logged-in account sees it; explored at the first call."""
        ...

    @property
    def login(self) -> LoginState:
        """How logging in went; logs in at the first call."""
        ...

    @property
    def memory(self) -> dict[str, object]:
        """Findings that several probes share, kept for the time of the audit."""
        ...

    def finder(self, of: AppMap | None = None) -> Finder:
        """Finds functions on a map (the whole app's by default)."""
        ...

    def visit(self, place: Place) -> Screen | None:
        """Go there; None if the way there is not open any more."""
        ...

    def approach(self, place: Place) -> Screen | None:
        """Go there as a patient does who begins anew: tap by tap from the entry, as a visitor."""
        ...

    def again(self) -> Screen:
        """The screen as it is now."""
        ...

    def tap(self, node: Node, purpose: Effect = Effect.READ, *, looking: bool = False) -> Screen:
        """Touch a node; looking: nothing may come of it but another screen (see Action)."""
        ...

    def fill(self, node: Node, text: str) -> Screen: ...

    def choose(self, node: Node, option: str) -> Screen: ...

    def restart(self) -> Screen:
        """Begin again as a visitor: logged out, on the app's entry."""
        ...

    def upload(self, node: Node) -> Screen:
        """Offer the test picture (a plain drawing marked 测试) to a file field; effect own."""
        ...

    def back(self) -> Screen: ...

    def scroll(self, pane: Node | None = None) -> Screen:
        """Most of a screenful further down, on the page or in a pane that scrolls by itself.

        Lists that load as one goes show more.
        """
        ...

    def label(self, node: Node) -> str:
        """What a person reads on a node of the newest screen, words in pictures included."""
        ...

    def show(self, nodes: Iterable[Node] = (), note: str = "") -> str:
        """Keep the newest screen as evidence, boxes around `nodes`; returns its id."""
        ...

    def show_place(self, place: Place, nodes: Iterable[Node] = (), note: str = "") -> str:
        """Keep a mapped screen as evidence as it was when it was explored."""
        ...

    def inspect(self, download: Download) -> Document:
        """What a downloaded file really is, kept as evidence (never the file itself)."""
        ...

    def open_bookings(self) -> tuple[str, ...]:
        """Ledger entries of slots that this audit took and has not given back."""
        ...

    def booking_settled(self, entry: str, made: bool, proof: str) -> None:
        """Write into the ledger that a booking was cancelled, or never made."""
        ...
