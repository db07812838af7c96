"""Classes every action by its effect before it is performed, and refuses what is not allowed.

The class comes from the words on the control as they stand on the screen now, from the
screen around it, and from the purpose that the calling flow declares: the gravest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from devices.effects import GRAVITY, EffectRules, graver, normal
from devices.guard_context import Surroundings, is_slot, times_in
from devices.guard_talk import Talk, was_said
from devices.ledger import Ledger
from devices.model import Action, ActionRefused, Effect, Gesture, Node, Role, Screen

ALWAYS = frozenset({Effect.READ, Effect.DRAFT})
ANSWERED = frozenset({Effect.OWN, Effect.CONTACT, Effect.BOOKING})
LONGEST_LABEL = 30
SHORT_LABEL = 8
AGREEING = {"同意", "我同意", "同意并继续", "接受", "允许"}
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
    """Leave to carry out one action; entry: its line in the ledger, if it takes a slot."""

    effect: Effect
    purpose: Effect
    entry: str | None = None


@dataclass(frozen=True)
class Guard:
    """allow: the effects permitted besides read and draft; untouchable: words of controls that
    the hospital's profile says must never be touched; ledger: needed to take a slot."""

    allow: frozenset[Effect]
    rules: EffectRules
    ledger: Ledger | None
    untouchable: tuple[str, ...] = ()
    _takers: set[tuple[str, str, str]] = field(default_factory=set)
    _talks: set[tuple[str, str]] = field(default_factory=set)
    _chosen: set[tuple[str, str, str]] = field(default_factory=set)

    def judge(self, action: Action, screen: Screen) -> Effect:
        """The effect of an action on this screen; only `heed` changes what comes of it."""
        told = graver(self._by_gesture(action, screen), action.purpose)
        if self._says_aloud(action, screen):
            told = graver(told, Effect.CONTACT)
        if action.node is not None and _kind_of(action.node, screen) in self._takers:
            return graver(told, Effect.BOOKING)
        return told

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
            return Admission(effect, action.purpose)
        if self.ledger is None:
            raise ActionRefused(effect, f"「{label}」会占用号源,但没有预约台账,已拒绝")
        entry = self.ledger.enter(label, screen.address)
        return Admission(effect, action.purpose, entry)

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
        self._heed_choice(action, before, after)
        self._heed_talk(action, before, admission, after)
        if self.ledger is None or action.node is None or admission.effect is Effect.BOOKING:
            return
        said = normal("".join((*after.events.toasts, *after.events.dialogs)))
        label = normal(before.label(action.node))
        told = any(word in said for word in self.rules.booked)
        if told or (self._offers_slot(action.node, before) and self._says_booked(before, after)):
            self.ledger.enter(f"应用未经确认即占号:{label}", after.address)
            self._takers.add(_kind_of(action.node, before))

    def _heed_choice(self, action: Action, before: Screen, after: Screen) -> None:
        """A time was touched and the page stayed: it is chosen, whatever marks it.

        Pages that are left often keep what was chosen on them, so it is not forgotten.
        """
        if action.node is None or (before.address, before.title) != (after.address, after.title):
            return
        words = action.text if action.gesture is Gesture.CHOOSE else before.label(action.node)
        if action.gesture in {Gesture.TAP, Gesture.CHOOSE} and is_slot(words):
            there = times_in(words) & times_in(after.text)
            self._chosen.update((after.address, after.title, time) for time in there)

    def _time_was_chosen(self, screen: Screen) -> bool:
        times = times_in(screen.text) if self._chosen else frozenset()
        return any((screen.address, screen.title, time) in self._chosen for time in times)

    def _heed_talk(
        self, action: Action, before: Screen, admission: Admission, after: Screen
    ) -> None:
        """A line was said aloud: those of such pages reach somebody from then on."""
        if action.gesture is not Gesture.TAP or action.node is None:
            return
        page = _page_of(before)
        read = admission.effect is Effect.READ and page == _page_of(after)
        if read and was_said(before.label(action.node), before, after):
            self._talks.add(page)

    def _says_aloud(self, action: Action, screen: Screen) -> bool:
        """A touch that says its own words to somebody."""
        if action.gesture is not Gesture.TAP or action.node is None:
            return False
        known = _page_of(screen) in self._talks
        talks = (Talk(self.rules, screen, c) for c in _controls(action.node, screen))
        return any((known or talk.is_open()) and talk.is_line() for talk in talks)

    def _offers_slot(self, node: Node, screen: Screen) -> bool:
        """A control that may take one: not what only tells of some (预约记录)."""
        label = screen.label(node)
        if self.rules.about.surely(normal(label)):
            return False
        return self._is_bare(normal(label), exactly=False) or bool(times_in(label))

    def _says_booked(self, before: Screen, after: Screen) -> bool:
        """A heading of its own, not a status in a list, that was not there before."""
        known = set(before.words)
        fresh = {normal(words) for words in (*after.words, after.title) if words not in known}
        return any(words in self.rules.booked for words in fresh)

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

    # -- one gesture ---------------------------------------------------------------------

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
        labels = [normal(screen.label(control)) for control in _controls(node, screen)]
        return any(normal(word) in label for word in self.untouchable for label in labels)

    def _opening(self, address: str) -> Effect:
        web = urlsplit(address.strip()).scheme.lower() in {"http", "https"}
        return Effect.NEVER if not web or self.rules.is_paying(address) else Effect.READ

    def _typing(self, action: Action) -> Effect:
        breaks = any(sign in action.text for sign in "\r\n\t\v\f\x85\u2028\u2029")
        long = action.node is not None and action.node.kind == "textarea"
        return Effect.NEVER if breaks and not long else Effect.DRAFT

    # -- a tap ---------------------------------------------------------------------------

    def _tapping(self, action: Action, screen: Screen) -> Effect:
        if action.node is None:
            return Effect.NEVER
        purpose = action.purpose
        return graver(*(self._pressing(c, screen, purpose) for c in _controls(action.node, screen)))

    def _pressing(self, node: Node, screen: Screen, purpose: Effect) -> Effect:
        label = normal(screen.label(node))
        around = Surroundings(self.rules, screen, node)
        if node.link and self.rules.is_paying(node.link):
            return Effect.NEVER
        if node.role is Role.SWITCH or _holds_a_switch(node, screen):
            return graver(Effect.OWN, self._worded(node, screen) or Effect.READ)
        if node.role in {Role.CHECKBOX, Role.RADIO} and len(label) > 8:
            return Effect.DRAFT
        if node.role is Role.FIELD or node.role is Role.CHOICE:
            return Effect.DRAFT
        if not label and node.role in {Role.CHECKBOX, Role.RADIO} and not around.is_cashier():
            return Effect.DRAFT  # its words stand beside it, as on any Android form
        if not label:
            return self._unlabelled(node, around)
        if label in self.rules.ordering.exact and around.books() and not around.is_cashier():
            return Effect.BOOKING
        known = self._worded(node, screen)
        if known in {None, *ALWAYS} and self.rules.picking.has(label) and not around.is_cashier():
            return Effect.DRAFT
        if known is not Effect.NEVER and self._is_bare(label, exactly=True):
            return self._leading(node, screen, around, purpose)
        if known is not None:
            return known
        if node.role in {Role.CHECKBOX, Role.RADIO} or _holds_a_tick(node, screen):
            return Effect.DRAFT
        if label in self.rules.dismiss.exact:
            return self._dismissing(label, around)
        if len(label) <= LONGEST_LABEL and self.rules.open_final.has(label):
            return self._final(label, around, purpose)
        return self._leading(node, screen, around, purpose)

    def _worded(self, node: Node, screen: Screen) -> Effect | None:
        """The effect that the words alone tell; None if they leave it open."""
        label = normal(screen.label(node))
        if self._pays(node, label) or any(
            self._pays(n, normal(n.text)) for n in _own(node, screen)
        ):
            return Effect.NEVER
        exact = (e for e in GRAVITY[-2::-1] if label in self.rules.words[e].exact)
        if (listed := next(exact, None)) is not None:
            return listed
        if self.rules.about.has(label):
            return Effect.READ
        for effect in GRAVITY[-2::-1]:
            if self._belongs(effect, node, label):
                return effect
        return None

    def _pays(self, node: Node, label: str) -> bool:
        return self._belongs(Effect.NEVER, node, label) and not self.rules.about.surely(label)

    def _belongs(self, effect: Effect, node: Node, label: str) -> bool:
        short = node.role is Role.BUTTON or len(label) <= LONGEST_LABEL
        return self.rules.words[effect].has(label, part=short)

    def _is_bare(self, label: str, exactly: bool) -> bool:
        """Whether a label leads on to a cashier, a confirm page or a form."""
        kinds = (self.rules.leading, self.rules.bare_booking, self.rules.entering)
        if exactly:
            return any(label in kind.exact for kind in kinds)
        return len(label) <= SHORT_LABEL and any(kind.has(label) for kind in kinds)

    def _leading(self, node: Node, screen: Screen, around: Surroundings, purpose: Effect) -> Effect:
        """Draft for words that lead on, unless they stand on what they lead to."""
        label = normal(screen.label(node))
        if not self._is_bare(label, exactly=False):
            return self._unlisted(node, screen, around, purpose)
        effects = [Effect.DRAFT]
        if self.rules.leading.has(label) and around.is_cashier():
            effects.append(Effect.NEVER)
        chosen = around.is_confirm_page() or around.one_time_is_chosen()
        if not chosen and not self.rules.leading.has(label):
            chosen = self._time_was_chosen(screen) and around.stands_alone()
            chosen = chosen and not around.is_tile()
        if self.rules.bare_booking.has(label) and chosen:
            effects.append(Effect.BOOKING)
        settles = self.rules.leading.has(label) and around.is_on_a_bill()
        if around.has_form() and around.effect() is Effect.NEVER and not settles:
            effects.append(Effect.NEVER)  # 预约 on a form for a meal orders it
        if self.rules.entering.has(label) and (around.dialog is not None or around.has_form()):
            told = (self._worded(node, screen), around.told(label), around.effect())
            effects.append(_resolved(told, around, purpose))
        return graver(*effects)

    def _unlisted(
        self, node: Node, screen: Screen, around: Surroundings, purpose: Effect
    ) -> Effect:
        """Words that no list knows mostly lead on; what orders, keeps or ends a form does not."""
        label = normal(screen.label(node))
        if len(label) <= SHORT_LABEL and self._orders(label, around):
            return Effect.NEVER
        if self.rules.saving.has(label) and len(label) <= SHORT_LABEL:
            file = self.rules.saving.keeps_a_file(label) and not around.asks_for_prose()
            return Effect.READ if file else Effect.OWN
        if len(label) > SHORT_LABEL or self.rules.asking.has(label) or not around.ends_a_form():
            return Effect.READ
        if any(self._sends(other, screen) for other in screen.nodes if other is not node):
            return Effect.READ  # the form has a button of its own to send it: this one is chosen
        return self._final(label, around, purpose)

    def _sends(self, node: Node, screen: Screen) -> bool:
        """A button whose words say that they send or keep something."""
        label = normal(screen.label(node))
        if node.role is not Role.BUTTON or not label or len(label) > LONGEST_LABEL:
            return False
        told = self._worded(node, screen)
        return told not in {None, *ALWAYS} or (told is None and self.rules.open_final.has(label))

    def _orders(self, label: str, around: Surroundings) -> bool:
        """Words of ordering; those of paying only where something is filled in or charged."""
        if label.endswith(self.rules.unpaid):
            return False
        if self.rules.ordering_words.orders(label):
            return True
        asked = around.dialog is not None or around.has_form() or around.is_cashier()
        return self.rules.ordering_words.pays(label) and (asked or around.charges())

    def _unlabelled(self, node: Node, around: Surroundings) -> Effect:
        if around.dialog is not None or not node.clickable:
            return Effect.READ
        if around.is_cashier():
            return Effect.NEVER
        return Effect.BOOKING if around.is_confirm_page() else Effect.READ

    def _dismissing(self, label: str, around: Surroundings) -> Effect:
        """取消 closes a dialog; on an order's own page it may cancel the order."""
        if label == "取消" and around.dialog is None and around.effect() is Effect.BOOKING:
            return Effect.BOOKING
        return Effect.READ

    def _final(self, label: str, around: Surroundings, purpose: Effect) -> Effect:
        if label in self.rules.notice.exact and around.is_notice():
            return Effect.READ
        if label not in self.rules.open_final.exact and around.is_tile():
            return Effect.READ  # 病历资料提交 among the pictures of a menu: an entry
        if around.dialog is not None and around.is_agreement() and label in AGREEING:
            return Effect.DRAFT
        agrees = label in AGREEING or self.rules.agrees_to_go_on(label)
        if agrees and around.is_page_of_terms():
            return Effect.DRAFT
        if around.is_picker() and around.told(around.words) in {None, Effect.DRAFT}:
            return Effect.DRAFT
        if around.asks_leave() and label in self.rules.granting.exact:
            return Effect.DRAFT  # part of logging in, as any WeChat user does it
        if around.names(self.rules.ordering_words.made_out, label):
            return Effect.NEVER
        told, context = around.told(label), around.effect()
        if told is None and context is Effect.DRAFT and label not in self.rules.open_final.exact:
            context = None  # 选择项目 over 确认办卡 tells what is chosen, not what is done
        return _resolved((told, context), around, purpose)

    def _gives_back(self, effect: Effect, action: Action, screen: Screen) -> bool:
        """Cancelling is always allowed as long as a slot of this run is on record as open."""
        if effect is not Effect.BOOKING or self.ledger is None:
            return False
        return self._cancels(action, screen) and bool(self.ledger.own_open())

    def _cancels(self, action: Action, screen: Screen) -> bool:
        if action.node is None:
            return False
        around = Surroundings(self.rules, screen, action.node)
        labels = (screen.label(control) for control in _controls(action.node, screen))
        deeds = (normal(label) for label in labels if not self.rules.asks(label))
        return any(around.cancels(label) or label == "取消" for label in deeds)


def _resolved(told: tuple[Effect | None, ...], around: Surroundings, purpose: Effect) -> Effect:
    """The gravest of what words and context tell; the purpose only where they tell nothing.

    What costs something there, whatever it is, would be ordered.
    """
    hits = [effect for effect in told if effect is not None]
    if hits:
        return graver(*hits)
    if around.has_price():
        return Effect.NEVER
    return purpose if purpose is not Effect.READ else Effect.NEVER


def _kind_of(node: Node, screen: Screen) -> tuple[str, str, str]:
    """A control by its words and by the kind of page."""
    return re.sub(r"\d+", "", normal(screen.label(node))), *_page_of(screen)


def _page_of(screen: Screen) -> tuple[str, str]:
    """The kind of a page: title and address without its data."""
    address = re.sub(r"\?[^#]*", "", screen.address)
    return screen.title, re.sub(r"\d+", "", address)


def _holds_a_switch(node: Node, screen: Screen) -> bool:
    """A row with one switch and nothing else to press: wherever it is touched, it may turn."""
    inside = [n for n in screen.below(node) if n.index != node.index]
    pressed = [n for n in inside if n.clickable or n.role is Role.SWITCH]
    return len(pressed) == 1 and pressed[0].role is Role.SWITCH


def _holds_a_tick(node: Node, screen: Screen) -> bool:
    """The words of one box to tick (a label element), and no button: touching them ticks it."""
    if node.role in {Role.BUTTON, Role.LINK}:
        return False
    inside = [n for n in screen.below(node) if n.index != node.index and n.clickable]
    return len(inside) == 1 and inside[0].role in {Role.CHECKBOX, Role.RADIO}


def _own(node: Node, screen: Screen) -> Iterator[Node]:
    """What lies in a node, apart from the controls in it."""
    for index in screen.children.get(node.index, ()):
        inner = screen.nodes[index]
        if not inner.clickable:
            yield inner
            yield from _own(inner, screen)


def _controls(node: Node, screen: Screen) -> Iterator[Node]:
    """Everything that a touch on `node` may press: itself, what it lies in, what lies in it."""
    yield node
    for up in screen.above(node):
        if up.role is Role.DIALOG:
            break
        if up.clickable and len(normal(screen.label(up))) <= LONGEST_LABEL:
            yield up
    x, y = node.bounds.center
    for inner in screen.below(node):
        box = inner.bounds
        inside = box.x <= x <= box.right and box.y <= y <= box.bottom
        if inner is not node and inner.clickable and inside:
            yield inner


def _spoken(action: Action, screen: Screen) -> str:
    """How a message names an action's target."""
    if action.node is None:
        return action.text[:60] or action.gesture.value
    return screen.label(action.node)[:60] or "无文字的控件"
