"""Classes every action by its effect before it is performed, and refuses what is not allowed.

The class comes from the words on the control as they stand on the screen now, from the
screen around it, and from the purpose that the calling flow declares: the gravest counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from devices.errors import ActionRefused, HeldBack
from devices.guard.context import Surroundings
from devices.guard.effects import ALWAYS, EffectRules, graver, normal
from devices.guard.memory import Memory, was_booked
from devices.guard.press import Press, touched
from devices.guard.talk import Talk
from devices.ledger import Ledger
from devices.model import Action, Effect, Gesture, Node, Role, Screen

ANSWERED = frozenset({Effect.OWN, Effect.CONTACT, Effect.BOOKING})
NAMES = {
    Effect.READ: "查看",
    Effect.DRAFT: "填写草稿",
    Effect.OWN: "改动测试账号自己的资料",
    Effect.CONTACT: "占用工作人员的时间",
    Effect.BOOKING: "占用或变更号源",
    Effect.NEVER: "付款、下单、注销等不可触碰的操作",
}


@dataclass(frozen=True)
class Admission:
    """Leave to carry out one action.

    entry: its line in the ledger, if it takes a slot; looking: it must change nothing.
    """

    effect: Effect
    purpose: Effect
    entry: str | None = None
    looking: bool = False


@dataclass(frozen=True)
class Guard:
    """allow: the effects permitted besides read and draft; untouchable: words of controls that
    the hospital's profile says must never be touched; ledger: needed to take a slot."""

    allow: frozenset[Effect]
    rules: EffectRules
    ledger: Ledger | None
    untouchable: tuple[str, ...] = ()
    _memory: Memory = field(default_factory=Memory)

    def judge(self, action: Action, screen: Screen) -> Effect:
        """The effect of an action on this screen; only `heed` changes what comes of it."""
        told = graver(self._by_gesture(action, screen), action.purpose)
        if self._turns_to_another(action, screen):
            told = graver(told, Effect.OWN)
        if self._says_aloud(action, screen):
            told = graver(told, Effect.CONTACT)
        if action.node is not None and self._takes_a_time(action, action.node, screen):
            return graver(told, Effect.BOOKING)
        return told

    def _takes_a_time(self, action: Action, node: Node, screen: Screen) -> bool:
        """A control that took a slot before, or the 确定 of a sheet that gives one."""
        if self._memory.takes_slot(node, screen):
            return True
        if action.gesture is not Gesture.TAP or not self._memory.schedules(screen):
            return False
        return any(label in self.rules.open_final.exact for label in _labels(node, screen))

    def _by_gesture(self, action: Action, screen: Screen) -> Effect:
        if action.node is not None and self._is_untouchable(action.node, screen):
            return Effect.NEVER
        match action.gesture:
            case Gesture.BACK | Gesture.SCROLL:
                return Effect.READ
            case Gesture.OPEN:
                return self._opening(action.text)
            case Gesture.TYPE:
                return self._typing(action)
            case Gesture.CHOOSE:
                return Effect.DRAFT
            case Gesture.UPLOAD:
                return Effect.OWN
            case Gesture.TAP:
                return self._tapping(action, screen)

    def _is_untouchable(self, node: Node, screen: Screen) -> bool:
        labels = _labels(node, screen)
        return any(normal(word) in label for word in self.untouchable for label in labels)

    def _opening(self, address: str) -> Effect:
        web = urlsplit(address.strip()).scheme.lower() in {"http", "https"}
        return Effect.NEVER if not web or self.rules.is_paying(address) else Effect.READ

    def _typing(self, action: Action) -> Effect:
        breaks = any(sign in action.text for sign in "\r\n\t\v\f\x85\u2028\u2029")
        long = action.node is not None and action.node.kind == "textarea"
        return Effect.NEVER if breaks and not long else Effect.DRAFT

    def _tapping(self, action: Action, screen: Screen) -> Effect:
        if action.node is None:
            return Effect.NEVER
        chosen = self._memory.time_was_chosen(screen)
        presses = (
            Press(self.rules, screen, control, action.purpose, time_chosen=chosen)
            for control in touched(action.node, screen)
        )
        return graver(*(press.effect() for press in presses))

    def _turns_to_another(self, action: Action, screen: Screen) -> bool:
        """A row of the sheet that 切换就诊人 opened: all that follows would be another's."""
        if action.gesture is not Gesture.TAP or action.node is None:
            return False
        if not self._memory.switches(screen):
            return False
        if not any(up.role is Role.DIALOG for up in screen.above(action.node)):
            return False
        labels = _labels(action.node, screen)
        rows = [label for label in labels if label and label not in self.rules.dismiss.exact]
        return any(not self.rules.leads_from_people(label) for label in rows)

    def _says_aloud(self, action: Action, screen: Screen) -> bool:
        """A touch that says its own words to somebody."""
        if action.gesture is not Gesture.TAP or action.node is None:
            return False
        known = self._memory.is_talk(screen)
        talks = (Talk(self.rules, screen, c) for c in touched(action.node, screen))
        return any((known or talk.is_open()) and talk.is_line() for talk in talks)

    def admit(self, action: Action, screen: Screen) -> Admission:
        """Leave for an action; enters it in the ledger if it takes a slot.

        Raises ActionRefused with a reason in Chinese.
        """
        effect = self.judge(action, screen)
        label = _spoken(action, screen)
        if effect is Effect.NEVER:
            raise ActionRefused(
                effect, f"「{label}」属于{NAMES[effect]},或看起来会提交却无法判断后果,已拒绝"
            )
        if effect not in ALWAYS | self.allow and not self._gives_back(effect, action, screen):
            reason = f"「{label}」会{NAMES[effect]},本次测评未允许({effect.value}),已拒绝"
            raise ActionRefused(effect, reason)
        if effect not in ALWAYS and graver(effect, action.purpose) is not action.purpose:
            reason = f"「{label}」会{NAMES[effect]},而这一步只声明了{NAMES[action.purpose]},已拒绝"
            raise ActionRefused(effect, reason)
        if effect is Effect.BOOKING and self._says_aloud(action, screen):
            reason = f"「{label}」是对话里的一句话,会{NAMES[Effect.CONTACT]},已拒绝"
            raise ActionRefused(Effect.CONTACT, reason)
        if effect is not Effect.BOOKING or self._cancels(action, screen):
            looking = action.looking or Effect.OWN not in self.allow
            reads = action.purpose is Effect.READ and effect in ALWAYS
            return Admission(effect, action.purpose, looking=looking and reads)
        if self.ledger is None:
            raise ActionRefused(effect, f"「{label}」会占用号源,但没有预约台账,已拒绝")
        entry = self.ledger.enter(label, screen.address)
        return Admission(effect, action.purpose, entry)

    def _gives_back(self, effect: Effect, action: Action, screen: Screen) -> bool:
        """Cancelling is always allowed as long as a slot of this run is on record as open."""
        if effect is not Effect.BOOKING or self.ledger is None:
            return False
        return self._cancels(action, screen) and bool(self.ledger.own_open())

    def _cancels(self, action: Action, screen: Screen) -> bool:
        if action.node is None:
            return False
        around = Surroundings(self.rules, screen, action.node)
        labels = (screen.label(control) for control in touched(action.node, screen))
        deeds = (normal(label) for label in labels if not self.rules.asks(label))
        return any(around.cancels(label) or label == "取消" for label in deeds)

    def held_back(self, action: Action, screen: Screen, sent: Sequence[str]) -> HeldBack:
        """Why an admitted touch that only looks was not let go on: what the app wanted to send."""
        label, requests = _spoken(action, screen), "、".join(sent)
        reason = f"「{label}」要向服务器提交改动({requests}),而这一步只看不动,已拦下"
        return HeldBack(Effect.OWN, reason)

    def withdraw(self, admission: Admission, why: str) -> None:
        """Settle an admitted booking that was never touched."""
        if admission.entry is not None and self.ledger is not None:
            self.ledger.settle(admission.entry, "never_made", f"没有点击:{why}")

    def heed(self, action: Action, before: Screen, admission: Admission, after: Screen) -> None:
        """Learn from what came of an action; enter a slot that the app took unasked.

        Some apps book at the first tap on a time, without a page to confirm.  Such a booking
        was nobody's intention, but it is on record and must be given back; the same control
        on pages of that kind counts as booking from then on.
        """
        self._memory.heed(self.rules, action, before, admission.effect, after)
        if self.ledger is None or action.node is None or admission.effect is Effect.BOOKING:
            return
        if was_booked(self.rules, action.node, before, after):
            label = normal(before.label(action.node))
            self.ledger.enter(f"应用未经确认即占号:{label}", after.address)
            self._memory.keep_taker(action.node, before)

    def answers(self, words: str, admission: Admission | None) -> bool:
        """Whether a native confirm dialog with these words may be accepted.

        Only during an action whose flow means to send something, and only if the words are
        no graver than what was admitted.
        """
        if admission is None or admission.purpose not in ANSWERED:
            return False
        told = self._dialog_effect(normal(words))
        return told is None or graver(told, admission.effect) is admission.effect

    def _dialog_effect(self, words: str) -> Effect | None:
        hits = [
            e for e, known in self.rules.words.items() if any(p in words for p in known.contains)
        ]
        hits += self.rules.told(words)
        return graver(*hits) if hits else None


def _spoken(action: Action, screen: Screen) -> str:
    """How a message names an action's target."""
    if action.node is None:
        return action.text[:60] or action.gesture.value
    return screen.label(action.node)[:60] or "无文字的控件"


def _labels(node: Node, screen: Screen) -> list[str]:
    """What is written on all that a touch of a node meets, made comparable."""
    return [normal(screen.label(control)) for control in touched(node, screen)]
