"""What touching an app's controls has shown of them, where their looks show nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from devices.effects import EffectRules, normal
from devices.guard_context import is_slot, times_in
from devices.guard_label import Label
from devices.guard_talk import was_said
from devices.model import Action, Effect, Gesture, Node, Role, Screen

_QUOTA = re.compile(r"余\s*\d")
"""How many are left of a half day (上午 余5), where no hour is told."""


@dataclass
class Memory:
    """Controls that took a slot unasked, pages where words are said aloud, times chosen, and
    whether the sheet that is open now turns the app to somebody else."""

    _takers: set[tuple[str, str, str]] = field(default_factory=set)
    _talks: set[tuple[str, str]] = field(default_factory=set)
    _chosen: set[tuple[str, str, str]] = field(default_factory=set)
    _turning: bool = False
    _scheduling: bool = False

    def heed(
        self, rules: EffectRules, action: Action, before: Screen, effect: Effect, after: Screen
    ) -> None:
        """Learn from what came of an action that was judged to have this effect."""
        if action.node is None:
            return
        if action.gesture is Gesture.TAP:
            self._heed_switcher(rules, before.label(action.node), after)
            self._heed_scheduler(rules, action.node, before, after)
        self._heed_choice(action, action.node, before, after)
        read = action.gesture is Gesture.TAP and effect is Effect.READ
        if read and _page_of(before) == _page_of(after):
            self._heed_talk(before.label(action.node), before, after)

    def _heed_choice(self, action: Action, node: Node, before: Screen, after: Screen) -> None:
        """A time was touched and the page stayed: it is chosen, whatever marks it.

        Pages that are left often keep what was chosen on them, so it is not forgotten.
        """
        if (before.address, before.title) != (after.address, after.title):
            return
        words = action.text if action.gesture is Gesture.CHOOSE else before.label(node)
        if action.gesture in {Gesture.TAP, Gesture.CHOOSE} and is_slot(words):
            there = times_in(words) & times_in(after.text)
            self._chosen.update((after.address, after.title, time) for time in there)

    def _heed_talk(self, label: str, before: Screen, after: Screen) -> None:
        """A line was said aloud: those of such pages reach somebody from then on."""
        if was_said(label, before, after):
            self._talks.add(_page_of(before))

    def _heed_switcher(self, rules: EffectRules, label: str, after: Screen) -> None:
        """切换就诊人 opened a sheet: whoever is touched there, the app is turned to them.

        A sheet of the same looks that another control opens (为谁挂号) only asks for whom.
        """
        sheets = _sheets(after)
        if not sheets or rules.turns(normal(label), " ".join(sheets)):
            self._turning = bool(sheets)

    def _heed_scheduler(
        self, rules: EffectRules, node: Node, before: Screen, after: Screen
    ) -> None:
        """选时间 beside an examination that waits for one opened a sheet of times."""
        if not _sheets(after):
            self._scheduling = False
        elif not _sheets(before):
            self._scheduling = rules.scheduling.gives(
                normal(before.label(node)), normal(before.text)
            )

    def schedules(self, screen: Screen) -> bool:
        """Whether the sheet that gives a time to what was ordered is open."""
        return self._scheduling and any(times_in(n.text) for n in screen.nodes)

    def switches(self, screen: Screen) -> bool:
        """Whether the sheet that turns the app to somebody is open, with whatever rows by now."""
        return self._turning and bool(_sheets(screen))

    def keep_taker(self, node: Node, screen: Screen) -> None:
        """A control took a slot unasked: the same on pages of that kind counts as booking."""
        self._takers.add(_kind_of(node, screen))

    def takes_slot(self, node: Node, screen: Screen) -> bool:
        """Whether such a control took a slot before."""
        return _kind_of(node, screen) in self._takers

    def is_talk(self, screen: Screen) -> bool:
        """Whether a line was said aloud on a page of this kind."""
        return _page_of(screen) in self._talks

    def time_was_chosen(self, screen: Screen) -> bool:
        """Whether a time that this page shows was touched on it."""
        times = times_in(screen.text) if self._chosen else frozenset()
        return any((screen.address, screen.title, time) in self._chosen for time in times)


def _sheets(screen: Screen) -> list[str]:
    """The words of the dialogs of a screen."""
    dialogs = (n for n in screen.nodes if n.role is Role.DIALOG)
    return [normal("".join(n.text for n in screen.below(dialog))) for dialog in dialogs]


def _kind_of(node: Node, screen: Screen) -> tuple[str, str, str]:
    """A control by its words and by the kind of page."""
    return re.sub(r"\d+", "", normal(screen.label(node))), *_page_of(screen)


def _page_of(screen: Screen) -> tuple[str, str]:
    """The kind of a page: title and address without its data."""
    address = re.sub(r"\?[^#]*", "", screen.address)
    return screen.title, re.sub(r"\d+", "", address)


def was_booked(rules: EffectRules, node: Node, before: Screen, after: Screen) -> bool:
    """The app says that a slot was taken, or heads the page with it where one was offered."""
    said = normal("".join((*after.events.toasts, *after.events.dialogs)))
    if any(word in said for word in rules.booked):
        return True
    return _offers_slot(rules, node, before) and _heads_booked(rules, before, after)


def _offers_slot(rules: EffectRules, node: Node, screen: Screen) -> bool:
    """A control that may take one: not what only tells of some (预约记录)."""
    label = Label(rules, screen, node)
    if rules.about.surely(label.words):
        return False
    offered = bool(times_in(screen.text)) or _QUOTA.search(screen.text) is not None
    chosen = label.words in rules.open_final.exact and offered
    return chosen or label.is_bare(exactly=False) or bool(times_in(screen.label(node)))


def _heads_booked(rules: EffectRules, before: Screen, after: Screen) -> bool:
    """A heading of its own, not a status in a list, that was not there before."""
    known = set(before.words)
    fresh = {normal(words) for words in (*after.words, after.title) if words not in known}
    return any(words in rules.booked for words in fresh)
