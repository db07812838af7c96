"""What the words on a control say of its effect, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.guard.effects import ALWAYS, GRAVITY, EffectRules, normal
from devices.model import Effect, Node, Role, Screen

FILLED = {Role.FIELD, Role.CHOICE, Role.CHECKBOX, Role.RADIO}
LONGEST_LABEL = 30
SHORT_LABEL = 8
_NOWHERE = re.compile(r"^\s*javascript:|#$", re.IGNORECASE)


def is_button(node: Node) -> bool:
    """A button, or a link without an address, with which so many apps draw theirs."""
    if node.role is Role.LINK:
        return not node.link or bool(_NOWHERE.search(node.link))
    return node.role is Role.BUTTON and not node.link


class Label:
    """The label of one control on one screen; words: it without anything that disguises it."""

    def __init__(self, rules: EffectRules, screen: Screen, node: Node) -> None:
        self._rules = rules
        self._screen = screen
        self._node = node
        self.words = normal(_said_by(node, screen))

    def effect(self) -> Effect | None:
        """The effect that the words alone tell; None if they leave it open."""
        if self._pays(self._node, self.words) or any(
            self._pays(n, normal(n.text)) for n in _own(self._node, self._screen)
        ):
            return Effect.NEVER
        exact = (e for e in GRAVITY[-2::-1] if self.words in self._rules.words[e].exact)
        if (listed := next(exact, None)) is not None:
            return listed
        if self._rules.about.has(self.words):
            return Effect.READ
        told = (e for e in GRAVITY[-2::-1] if self._belongs(e, self._node, self.words))
        return next(told, None)

    def _pays(self, node: Node, words: str) -> bool:
        return self._belongs(Effect.NEVER, node, words) and not self._rules.about.surely(words)

    def _belongs(self, effect: Effect, node: Node, words: str) -> bool:
        short = node.role is Role.BUTTON or len(words) <= LONGEST_LABEL
        return self._rules.words[effect].has(words, part=short)

    def is_short(self) -> bool:
        """A name, and no sentence."""
        return len(self.words) <= SHORT_LABEL

    def is_bare(self, *, exactly: bool) -> bool:
        """Whether it leads on to a cashier, a confirm page or a form."""
        kinds = (self._rules.leading, self._rules.bare_booking, self._rules.entering)
        if exactly:
            return any(self.words in kind.exact for kind in kinds)
        return self.is_short() and any(kind.has(self.words) for kind in kinds)

    def sends(self) -> bool:
        """A button whose words say that they send or keep something."""
        if not is_button(self._node) or not 0 < len(self.words) <= LONGEST_LABEL:
            return False
        told = self.effect()
        final = told is None and self._rules.open_final.has(self.words)
        return final or told not in {None, *ALWAYS}


def _said_by(node: Node, screen: Screen) -> str:
    """What a control says; one that only holds a hint (账号注销后不能恢复) is named by its row."""
    said = screen.label(node)
    if not said or node.role is Role.FIELD or any(inner.text for inner in screen.below(node)):
        return said
    row = next((words for up in screen.above(node) if (words := screen.label(up)) != said), "")
    return f"{row} {said}" if row and len(row) <= LONGEST_LABEL else said


def _own(node: Node, screen: Screen) -> Iterator[Node]:
    """What lies in a node, apart from the controls in it."""
    for index in screen.children.get(node.index, ()):
        inner = screen.nodes[index]
        if not inner.clickable:
            yield inner
            yield from _own(inner, screen)
