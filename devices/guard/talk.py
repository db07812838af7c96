"""A talk on a screen: a field for messages, and lines that a touch says aloud.

Customer services offer questions to touch (怎么取消预约?): in a list of questions such a line
opens its answer, in a talk it is a message that somebody gets.
"""

from __future__ import annotations

import re
from collections import Counter

from devices.guard.effects import EffectRules, normal
from devices.model import Node, Role, Screen

_CONTROLS = {
    *(Role.TAB, Role.FIELD, Role.CHOICE, Role.CHECKBOX, Role.RADIO, Role.SWITCH),
    *(Role.DIALOG, Role.MEDIA),
}
_PROSE = {"", "text", "textarea"}
_MOST_FIELDS = 2
_LETTERS = re.compile(r"[^\W\d_]{2}")
_TITLE_BAR = 70
_FOOT = 0.75  # of the height of the screen: below it stands the field of a talk
_NEXT_TO = 24
_LONGEST_LINE = 40
_FULL_LINE = 8
_KEPT = 0.5


class Talk:
    """The talk on one screen, seen from one control; field: where its messages are typed."""

    def __init__(self, rules: EffectRules, screen: Screen, node: Node) -> None:
        self._rules = rules
        self._known = rules.talking
        self._screen = screen
        self._node = node
        self.field = self._message_field()

    def is_open(self) -> bool:
        """Somebody is talked to here: not a machine that sorts symptoms."""
        return self.field is not None and not self._is_with_a_machine()

    def is_with_a_machine(self) -> bool:
        """Words are typed here for a machine that sorts symptoms, and it says that it is one."""
        automatic = any(word in normal(self._screen.text) for word in self._known.automatic)
        return self.field is not None and automatic and self._is_with_a_machine()

    def is_line(self) -> bool:
        """Bare words that can be touched; what leads on by its nature or name is none."""
        label = normal(self._screen.label(self._node))
        if self._node.link or self._node.role in _CONTROLS or not _LETTERS.search(label):
            return False
        if len(label) > _LONGEST_LINE or self._node.bounds.bottom <= _TITLE_BAR:
            return False
        if self._rules.asks(self._screen.label(self._node)):
            return True
        return self._is_bare() and not self._leads_on(label) and not self._is_below()

    def _is_bare(self) -> bool:
        inside = list(self._screen.below(self._node))
        words = [n for n in inside if len(normal(n.text)) > 2]
        return len(words) <= 1 and not any(n.image or n.role is Role.IMAGE for n in inside)

    def _leads_on(self, label: str) -> bool:
        listed = any(label in known.exact for known in self._rules.words.values())
        return listed or label in self._rules.dismiss.exact or self._known.leads.has(label)

    def _is_below(self) -> bool:
        """In the row of the field or under it: what a message is made with, the app's own bar."""
        return self.field is not None and self._node.bounds.center[1] >= self.field.bounds.y

    def _message_field(self) -> Node | None:
        """The one field for words, a control beside it that sends them, or at the page's foot."""
        typed = [n for n in self._screen.nodes if n.editable and n.role is Role.FIELD]
        if not 0 < len(typed) <= _MOST_FIELDS:
            return None
        field = max(typed, key=lambda n: n.bounds.y)
        hint = normal(field.hint)
        if field.kind not in _PROSE or any(word in hint for word in self._known.other_fields):
            return None
        if self._dialog(field) is not self._dialog(self._node):
            return None
        invites = any(word in hint for word in self._known.hints)
        at_foot = field.bounds.y >= _FOOT * self._screen.height
        return field if self._sends_beside(field) or (invites and at_foot) else None

    def _sends_beside(self, field: Node) -> bool:
        top, bottom = field.bounds.y - _NEXT_TO, field.bounds.bottom + _NEXT_TO
        return any(
            top <= n.bounds.center[1] <= bottom
            and n.bounds.center[0] > field.bounds.center[0]
            and normal(self._screen.label(n)) in self._known.sends
            for n in self._screen.nodes
            if n is not field
        )

    def _dialog(self, node: Node) -> Node | None:
        return next((n for n in self._screen.above(node) if n.role is Role.DIALOG), None)

    def _is_with_a_machine(self) -> bool:
        heads = [n.text for n in self._screen.nodes if n.text and n.bounds.bottom <= _TITLE_BAR]
        said = normal("".join((self._screen.title, *heads, self.field.hint if self.field else "")))
        return any(word in said for word in self._known.machines)


def _dialogs(screen: Screen) -> int:
    return sum(n.role is Role.DIALOG for n in screen.nodes)


def was_said(label: str, before: Screen, after: Screen) -> bool:
    """What was touched stands there once more, under what stood there: it was said aloud.

    A short word must be answered, too: symptoms that are chosen are repeated as well.  Where
    nothing can be written nobody is talked to, and the heading of a dialog says nothing.
    """
    writes = any(n.editable and n.kind in _PROSE for n in before.nodes)
    if not writes or _dialogs(after) > _dialogs(before):
        return False
    words = normal(label)
    old = Counter(map(normal, before.words))
    now = [normal(n.text) for n in after.nodes if n.text and n.role is not Role.FIELD]
    if not _LETTERS.search(words) or now.count(words) <= old[words]:
        return False
    if sum(word in now for word in old) < _KEPT * len(old):
        return False
    told = [word for word in now if word not in old and word != words]
    return len(words) > _FULL_LINE or any(len(word) > _FULL_LINE for word in told)
