"""What touching an app's controls has shown of them, where their looks show nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from devices.guard.effects import EffectRules, normal
from devices.guard.label import Label
from devices.guard.people import lists_people
from devices.guard.talk import was_said
from devices.guard.times import is_slot, starts_as_slot, tells_what_is_left, times_in
from devices.model import Action, Effect, Gesture, Node, Role, Screen

_PAUSE = re.compile("[,,。!!;;]")


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
        turns = rules.turns(normal(label), " ".join(sheets))
        if not sheets or turns or lists_people(rules, label, _rows(after)):
            self._turning = bool(sheets)

    def _heed_scheduler(
        self, rules: EffectRules, node: Node, before: Screen, after: Screen
    ) -> None:
        """选时间 beside an examination that waits for one opened a sheet of times, or any control
        of a page that has nothing else to send what is chosen there."""
        if not _sheets(after):
            self._scheduling = False
        elif not _sheets(before):
            opener = normal(before.label(node))
            waits = rules.scheduling.gives(opener, normal(before.text))
            fills = rules.picking.has(opener) or node.role in {Role.CHOICE, Role.FIELD}
            self._scheduling = waits or not (fills or _sends(rules, before, opener))

    def schedules(self, screen: Screen) -> bool:
        """Whether a sheet is open whose end takes the time that is chosen in it."""
        return self._scheduling and any(_offers_time(d, screen) for d in _dialogs(screen))

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


def _dialogs(screen: Screen) -> Iterator[Node]:
    return (n for n in screen.nodes if n.role is Role.DIALOG)


def _sheets(screen: Screen) -> list[str]:
    """The words of the dialogs of a screen."""
    return [normal("".join(n.text for n in screen.below(d))) for d in _dialogs(screen)]


def _rows(screen: Screen) -> list[str]:
    """What can be touched in the dialogs of a screen, a line's own words first."""
    inside = [n for d in _dialogs(screen) for n in screen.below(d) if n is not d]
    return [n.text or screen.label(n) for n in inside if n.clickable or n.text]


def _offers_time(dialog: Node, screen: Screen) -> bool:
    """Lines of a dialog that are times and can be touched, or several as on a wheel: a notice
    that tells an hour offers none."""
    inside = [n for n in screen.below(dialog) if n is not dialog]
    if any(n.clickable and starts_as_slot(screen.label(n)) for n in inside):
        return True
    return sum(starts_as_slot(n.text) for n in inside) > 1


def _sends(rules: EffectRules, screen: Screen, opener: str) -> bool:
    """Whether a page has a control of its own, not one in every line, that sends or goes on."""
    labels = Counter(normal(screen.label(n)) for n in screen.nodes if n.clickable)
    pressed = (n for n in screen.nodes if n.clickable and labels[normal(screen.label(n))] == 1)
    known = (Label(rules, screen, n) for n in pressed)
    ends = (label for label in known if label.sends() or label.is_bare(exactly=True))
    return any(label.words != opener for label in ends)


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
    if _stays(node, before, after):
        return False
    return _offers_slot(rules, node, before) and _heads_booked(rules, before, after)


def _stays(node: Node, before: Screen, after: Screen) -> bool:
    """The control is still there on the same page, with nothing over it: it showed another part
    of a list (预约 over the letters, one of which says 预约成功)."""
    if (before.address, before.title) != (after.address, after.title) or _sheets(after):
        return False
    label = before.label(node)
    return any(n.clickable and after.label(n) == label for n in after.nodes)


def _offers_slot(rules: EffectRules, node: Node, screen: Screen) -> bool:
    """A control that may take one: not what only tells of some (预约记录)."""
    label = Label(rules, screen, node)
    if rules.about.surely(label.words):
        return False
    offered = bool(times_in(screen.text)) or tells_what_is_left(screen.text)
    chosen = label.words in rules.open_final.exact and offered
    return chosen or label.is_bare(exactly=False) or bool(times_in(screen.label(node)))


def _heads_booked(rules: EffectRules, before: Screen, after: Screen) -> bool:
    """A heading of its own, not a status in a list, that was not there before; a message may go
    on after it (预约成功,请准时就诊)."""
    known = set(before.words)
    fresh = (words for words in (*after.words, after.title) if words not in known)
    return any(
        normal(_PAUSE.split(words.strip(), maxsplit=1)[0]) in rules.booked for words in fresh
    )
