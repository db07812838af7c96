"""What lies over a screen: announcements to dismiss, messages and spinners to wait out."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Protocol

from auditor.live.identity import dialog_of
from devices.errors import ActionRefused, HeldBack, NodeCovered, StaleNode
from devices.model import Effect, Events, Node, Role, Screen
from probes.lexicon import Lexicon, plain
from probes.naming import NAMED, naming
from probes.profile import Dialog

MAX_POPUPS = 6
VEILED_LOOKS, VEILED_S = 5, 0.6
FADING_LOOKS, FADES_S = 2, 4.0
BOX_LOOKS, BOX_S = 12, 0.5
SHADED = 0.5
LONGEST_ENTRY, LEAST_ENTRIES = 12, 2
COUNTDOWN_S, COUNTING_S = 15, 1.0
BAR_HEIGHT, BAR_WIDTH, EDGE = 0.4, 0.8, 8
_SECONDS = re.compile(r"[((]?\s*\d{1,2}\s*(s|S|秒)(后)?\s*[))]?|[((]\s*\d{1,2}\s*[))]")
SHORTEST_NAME, LEAST_SAID, FEW_SENTENCES = 3, 12, 2
_REFUSALS = (
    *("under_construction", "failure", "not_found", "busy", "validation", "must_agree"),
    *("login_wall", "card_wall", "identity_wall"),
)
LONGEST_ANSWER = 6
_LEADS = re.compile(
    "[去前进看查开立马提领取约挂报买购付签交填写登注绑办选添加]|下一|继续|确[定认]|同意|授权"
)
_ASKS = re.compile("[?？]|是否|吗|请(先|选择|输入|填写|登录)")
_SENTENCE = re.compile("[^。;;!！]+[。;;!！]")
_WHEEL_ENDS = {"取消", "确定", "确认", "完成"}
_DECLINES = re.compile("^(取消|暂不|不(?!再)|稍后|以后|下次|算了|再想想|拒绝)")
"""What leaves a dialog that asks (确认提交? 取消 确定) without doing what it asks about."""
_BINDING = re.compile("协议|须知|同意书|条款|知情")
"""What must be read before it is agreed to: how long that takes is looked at by others."""


_ASKING = {Role.FIELD, Role.CHECKBOX, Role.RADIO}


class Touched(Protocol):
    """What is needed of a session: its newest screen, a look, a tap, and a picture kept."""

    lexicon: Lexicon

    @property
    def screen(self) -> Screen: ...

    def look(self, since: Events | None = None) -> Screen: ...

    def tap(
        self, node: Node, purpose: Effect = Effect.READ, *, looking: bool = False
    ) -> Screen: ...

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
        self._endless: set[str] = set()
        self._boxed: set[str] = set()
        self._heard: float | None = None
        self._dismissing = False

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

    def heard(self) -> None:
        """An action made the app say something in passing: it may lie over the page to come."""
        self._heard = time.monotonic()

    def _is_under_words(self) -> bool:
        """Whether what was said a moment ago may still lie over a part of the screen."""
        if self._heard is None or time.monotonic() - self._heard > FADES_S:
            return False
        asked = (n for n in self._screen.nodes if n.clickable or n.role is Role.FIELD)
        return any(n.covered for n in asked) and dialog_of(self._screen) is None

    def wait_out(self) -> Screen:
        """The screen once a veil over it (a message that blocks taps) has gone.

        What covers a page for good is waited for once.
        """
        self._count_down()
        first = self._screen
        for _ in range(VEILED_LOOKS):
            if not self._is_shaded() and not self._is_under_words():
                return self._screen
            time.sleep(VEILED_S)
            self._session.look(since=first.events)
        if self._is_shaded():
            self._shades.add(self._screen.digest)
        return self._screen

    def wait_for_box(self) -> None:
        """Wait until a box that only says 加载中 has gone: what comes of a tap comes with it.

        A page whose box never goes is waited for once.
        """
        for _ in range(BOX_LOOKS):
            if not self._only_loads() or self._screen.address in self._boxed:
                return
            time.sleep(BOX_S)
            self._session.look(since=self._screen.events)
        if self._only_loads():
            self._boxed.add(self._screen.address)

    def _only_loads(self) -> bool:
        """The topmost box says that something is on its way, and nothing else."""
        screen = self._screen
        boxes = [n for n in screen.nodes if n.role is Role.DIALOG and not n.covered]
        words = [n.text for n in screen.below(boxes[-1]) if n.text] if boxes else []
        return bool(words) and all(self._session.lexicon.says("busy", said) for said in words)

    def dismiss(self) -> Screen:
        """Close announcements that lie over the screen; each one is recorded.

        A tap that closes one may find it covered and settle the screen: nothing is dismissed
        while that goes on, or two would call each other without end.
        """
        if self._dismissing:
            return self._screen
        self._dismissing = True
        try:
            return self._dismiss()
        finally:
            self._dismissing = False

    def _dismiss(self) -> Screen:
        self._let_in()
        self._count_down()
        for known in self.known:
            self._close_known(known)
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
        self._accept_bar()
        return self._screen

    def _count_down(self) -> None:
        """Wait until an announcement can be closed that nobody can close at once.

        One that never lets itself be closed is waited for once.
        """
        first = self._screen
        words = self._counting()
        deadline = time.monotonic() + COUNTDOWN_S
        while words and words not in self._endless and self._counting():
            if time.monotonic() >= deadline:
                self._endless.add(words)
                return
            time.sleep(COUNTING_S)
            self._session.look(since=first.events)

    def _counting(self) -> str:
        """The words of a dialog whose every control is disabled or counts seconds; else ""."""
        screen, dialog = self._screen, dialog_of(self._screen)
        if dialog is None or _BINDING.search(screen.label(dialog)):
            return ""
        inside = [n for n in screen.below(dialog) if n is not dialog]
        if any(n.editable or n.role in _ASKING for n in inside):
            return ""
        controls = [n for n in inside if n.clickable]
        late = [n for n in controls if not n.enabled or _SECONDS.search(screen.label(n))]
        if not controls or len(late) < len(controls):
            return ""
        return _SECONDS.sub("", screen.label(dialog))

    def _accept_bar(self) -> None:
        """Agree to what a bar along the edge of every page says of cookies or of privacy."""
        screen, says = self._screen, self._session.lexicon.says
        for node in screen.nodes if dialog_of(screen) is None else ():
            if not node.clickable or not node.enabled or node.covered:
                continue
            label = plain(screen.label(node))
            bar = _bar_around(screen, node) if says("accept_bar", label) else None
            words = screen.label(bar) if bar is not None else ""
            if bar is None or words in self._endless or not says("bar_notice", words):
                continue
            self.dismissed.append(words)
            self._session.show([bar], f"页边提示:{words[:60]}")
            with suppress(ActionRefused, StaleNode, NodeCovered):
                self._session.tap(node, Effect.DRAFT)
            if any(self._screen.label(n) == words for n in self._screen.nodes):
                self._endless.add(words)
            return

    def _closed(self, closer: Node) -> bool:
        """Tap what closes a dialog; one that is still sliding in or fading out is waited for."""
        before = self._screen
        try:
            self._session.tap(closer, looking=True)
        except HeldBack:
            pass  # what it wanted to note down was not sent; it may be closed all the same
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

    def _leaving(self, buttons: Sequence[Node]) -> list[Node]:
        """The controls by whose words one is done with a dialog."""
        screen, says = self._screen, self._session.lexicon.says
        return [n for n in buttons if says("dismiss", _uncounted(screen.label(n)))]

    def leads_on(self, dialog: Node) -> bool:
        """Whether a dialog that can be closed offers something else: a sheet of entries."""
        screen = self._screen
        inside = [n for n in screen.below(dialog) if n is not dialog]
        buttons = [n for n in inside if n.clickable and n.enabled and not n.covered]
        leaving = {n.index for n in self._leaving(buttons)}
        labels = {plain(screen.label(n)) for n in buttons if n.index not in leaving}
        names = {label for label in labels if 0 < len(label) <= LONGEST_ENTRY}
        if any(naming(self._session.lexicon, label) >= NAMED for label in names):
            return True
        return len(names) >= LEAST_ENTRIES

    def shows(self, dialog: Node, label: str) -> bool:
        """Whether a dialog is more than words in passing: it shows what was touched, or asks.

        label: what was touched.  A refusal (功能建设中, 请先登录) stays words, whatever heads it.
        """
        return self._is_headed_by(dialog, plain(label)) or self._is_wheel(dialog)

    def _is_headed_by(self, dialog: Node, label: str) -> bool:
        """The dialog bears the name of what was touched (检验申请单), and says something of it."""
        screen, says = self._screen, self._session.lexicon.says
        words = [n.text for n in screen.below(dialog) if n.text]
        told = " ".join(words[1:])
        if not words or len(plain(words[0])) < SHORTEST_NAME or plain(words[0]) not in label:
            return False
        if len(plain(told)) < LEAST_SAID or any(says(sign, told) for sign in _REFUSALS):
            return False
        return not says("window", told) or len(_SENTENCE.findall(told)) >= FEW_SENTENCES

    def _is_wheel(self, dialog: Node) -> bool:
        """Cancel and confirm side by side over what can be chosen, be it a single line."""
        screen = self._screen
        inside = [n for n in screen.below(dialog) if n.text or screen.label(n)]
        ends = {
            plain(screen.label(n)): n
            for n in inside
            if n.clickable and plain(screen.label(n)) in _WHEEL_ENDS
        }
        if "取消" not in ends or len(ends) == 1:
            return False
        row = ends["取消"].bounds
        level = all(abs(n.bounds.y - row.y) < row.h for n in ends.values())
        return level and any(n.text and n.bounds.y >= row.bottom - 2 for n in inside)

    def closer(self, dialog: Node) -> Node | None:
        """The control that closes a mere announcement; None if the dialog asks something.

        One that offers a way to log in (微信登录) asks who is there, though it can be closed.
        """
        screen, says = self._screen, self._session.lexicon.says
        inside = [n for n in screen.below(dialog) if n.index != dialog.index]
        if any(n.editable or n.role in _ASKING for n in inside):
            return None
        buttons = [n for n in inside if n.clickable and n.enabled and not n.covered]
        if any(says("login_way", plain(screen.label(n))) for n in buttons):
            return None
        named = self._leaving(buttons)
        words = screen.label(dialog)
        asks = [n for n in buttons if says("agree_button", plain(screen.label(n)))]
        if says("agree", words) and asks:
            return asks[0] if "隐私" in words and len(buttons) <= 4 else None
        others = [n for n in buttons if n not in named and screen.label(n) not in words[:12]]
        if named and len(others) <= 2:
            declines = (n for n in named if _DECLINES.search(plain(screen.label(n))))
            return next(declines, named[-1])
        wordless = [n for n in buttons if not screen.label(n)]
        if wordless and len(buttons) <= 3:
            return wordless[-1]
        return self._only_answer(dialog, buttons)

    def _only_answer(self, dialog: Node, buttons: Sequence[Node]) -> Node | None:
        """The one control of an announcement, whatever it says (朕已阅), unless it leads to
        something or the announcement asks."""
        screen, lexicon = self._screen, self._session.lexicon
        told = [n.text for n in screen.below(dialog) if n.text and not n.clickable]
        if len(buttons) != 1 or _ASKS.search("".join(told)):
            return None
        label = plain(screen.label(buttons[0]))
        short = 0 < len(label) <= LONGEST_ANSWER < len(plain("".join(told)))
        leads = _LEADS.search(label) or naming(lexicon, label) >= NAMED
        return buttons[0] if short and not leads else None


def _uncounted(label: str) -> str:
    """A label without the seconds that it counts: 关闭(5s)."""
    return plain(_SECONDS.sub("", label)) or plain(label)


def _bar_around(screen: Screen, node: Node) -> Node | None:
    """The low box as wide as the screen, along its lower or upper edge, that a control is in."""
    for up in screen.above(node):
        box = up.bounds
        if box.w < BAR_WIDTH * screen.width:
            continue
        at_edge = abs(box.bottom - screen.height) <= EDGE or abs(box.y) <= EDGE
        low = box.h <= BAR_HEIGHT * screen.height
        asks = any(n.editable or n.role in _ASKING for n in screen.below(up))
        return up if at_edge and low and not asks else None
    return None
