"""What lies over a screen: announcements to dismiss, messages and spinners to wait out."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Protocol

from auditor.identity import dialog_of
from devices.model import (
    ActionRefused,
    Effect,
    Events,
    Node,
    NodeCovered,
    Role,
    Screen,
    StaleNode,
)
from probes.lexicon import Lexicon, plain
from probes.profile import Dialog

MAX_POPUPS = 6
VEILED_LOOKS, VEILED_S = 5, 0.6
FADING_LOOKS = 2
SHADED = 0.5
LOCKED_LOOKS, LOCKED_S = 10, 1.0
_COUNTS = re.compile(r"\s*[((]?\s*\d{1,2}\s*[sS秒]?\s*(后)?[))]?\s*$")
_TO_READ = re.compile("阅读|同意")


class Touched(Protocol):
    """What is needed of a session: its newest screen, a look, a tap, and a picture kept."""

    lexicon: Lexicon

    @property
    def screen(self) -> Screen: ...

    def look(self, since: Events | None = None) -> Screen: ...

    def tap(self, node: Node, purpose: Effect = Effect.READ) -> Screen: ...

    def show(self, nodes: Iterable[Node] = (), note: str = "") -> str: ...


class Overlays:
    """Clears the newest screen of one session.

    known: pop-ups that the hospital told of, and what closes them.  dismissed: the words of
    each one that was closed.
    """

    def __init__(self, session: Touched) -> None:
        self._session = session
        self.known: Sequence[Dialog] = ()
        self.dismissed: list[str] = []
        self._shades: set[str] = set()

    @property
    def _screen(self) -> Screen:
        return self._session.screen

    def is_veiled(self) -> bool:
        """Whether something that is no dialog lies over every control."""
        taps = [node for node in self._screen.nodes if node.clickable]
        covered = bool(taps) and all(node.covered for node in taps)
        return covered and dialog_of(self._screen) is None

    def _is_shaded(self) -> bool:
        """Whether much of the screen is under something that is no dialog: a message."""
        if self._screen.digest in self._shades:
            return False
        taps = [node for node in self._screen.nodes if node.clickable]
        covered = sum(node.covered for node in taps)
        return covered >= SHADED * len(taps) > 0 and dialog_of(self._screen) is None

    def wait_out(self) -> Screen:
        """The screen once a veil over it (a message that blocks taps) has gone.

        What covers a page for good is waited for once.
        """
        first = self._screen
        for _ in range(VEILED_LOOKS):
            if not self._is_shaded():
                return self._screen
            time.sleep(VEILED_S)
            self._session.look(since=first.events)
        if self._is_shaded():
            self._shades.add(self._screen.digest)
        return self._screen

    def dismiss(self) -> Screen:
        """Close announcements that lie over the screen; each one is recorded."""
        self._let_in()
        for known in self.known:
            self._close_known(known)
        self._wait_for_lock()
        for _ in range(MAX_POPUPS):
            dialog = dialog_of(self._screen)
            closer = self.closer(dialog) if dialog else None
            if dialog is None or closer is None:
                break
            words = self._screen.label(dialog)
            self.dismissed.append(words)
            self._session.show([dialog], f"弹窗:{words[:60]}")
            if not self._closed(closer):
                break
        return self._screen

    def _wait_for_lock(self) -> None:
        """An announcement that can be closed only after some seconds (关闭(5s)) is waited for."""
        for _ in range(LOCKED_LOOKS):
            dialog = dialog_of(self._screen)
            if dialog is None or not self._is_locked(dialog):
                return
            time.sleep(LOCKED_S)
            self._session.look(since=self._screen.events)

    def _is_locked(self, dialog: Node) -> bool:
        """Nothing on it can be pressed yet but what will close it; terms to be read are none."""
        inside = [n for n in self._screen.below(dialog) if n is not dialog and n.clickable]
        labels = [self._screen.label(node) for node in inside]
        if not labels or any(node.enabled for node in inside):
            return False
        says = self._session.lexicon.says
        return all(
            _COUNTS.search(label)
            and not _TO_READ.search(label)
            and says("dismiss", plain(_COUNTS.sub("", label)))
            for label in labels
        )

    def _closed(self, closer: Node) -> bool:
        """Tap what closes a dialog; one that is still sliding in or fading out is waited for."""
        before = self._screen
        try:
            self._session.tap(closer)
        except ActionRefused:
            return False
        except (StaleNode, NodeCovered):
            time.sleep(VEILED_S)
            self._session.look()
            return True
        for _ in range(FADING_LOOKS):
            if self._screen.digest != before.digest:
                return True
            time.sleep(VEILED_S)
            self._session.look(since=self._screen.events)
        return self._screen.digest != before.digest

    def _close_known(self, known: Dialog) -> None:
        """Close a pop-up that the hospital's profile tells of; it is recorded like any other."""
        screen = self._screen
        if plain(known.contains) not in plain(screen.text):
            return
        for node in screen.nodes:
            if node.clickable and plain(screen.label(node)) == plain(known.tap):
                self.dismissed.append(known.contains)
                self._session.show([node], f"弹窗(医院已告知):{known.contains[:60]}")
                with suppress(ActionRefused, StaleNode, NodeCovered):
                    self._session.tap(node)
                return

    def _let_in(self) -> None:
        """Let the platform tell the app who is there, where it asks before anything is seen."""
        said = self._session.lexicon.says
        if not said("authorise_page", self._screen.text):
            return
        for node in self._screen.nodes:
            if node.clickable and said("grant_button", plain(self._screen.label(node))):
                self._session.show([node], "平台询问是否授权登录")
                with suppress(ActionRefused, StaleNode, NodeCovered):
                    self._session.tap(node, Effect.DRAFT)
                return

    def closer(self, dialog: Node) -> Node | None:
        """The control that closes a mere announcement; None if the dialog asks something.

        One that offers a way to log in (微信登录) asks who is there, though it can be closed.
        """
        screen, says = self._screen, self._session.lexicon.says
        inside = [n for n in screen.below(dialog) if n.index != dialog.index]
        if any(n.editable or n.role in {Role.FIELD, Role.CHECKBOX, Role.RADIO} for n in inside):
            return None
        buttons = [n for n in inside if n.clickable and not n.covered]
        if any(says("login_way", plain(screen.label(n))) for n in buttons):
            return None
        named = [n for n in buttons if says("dismiss", plain(screen.label(n)) or "")]
        words = screen.label(dialog)
        asks = [n for n in buttons if says("agree_button", plain(screen.label(n)))]
        if says("agree", words) and asks:
            return asks[0] if "隐私" in words and len(buttons) <= 4 else None
        others = [n for n in buttons if n not in named and screen.label(n) not in words[:12]]
        if named and len(others) <= 2:
            return named[-1]
        wordless = [n for n in buttons if not screen.label(n)]
        return wordless[-1] if wordless and len(buttons) <= 3 else None
