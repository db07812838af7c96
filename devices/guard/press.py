"""What pressing one control does: by what it is, by its words and by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.guard.arrival import draws_a_number, stands_at_a_visit
from devices.guard.at_once import acts_at_once, ticks_off
from devices.guard.context import Surroundings
from devices.guard.effects import ALWAYS, EffectRules, graver, normal
from devices.guard.label import LONGEST_LABEL, SHORT_LABEL, Label
from devices.guard.people import turns_to_person
from devices.guard.questions import ends_questions
from devices.guard.talk import Talk
from devices.guard.ticks import TICKS, consents, holds_a_switch, holds_a_tick
from devices.guard.times import is_wheel_of_times
from devices.guard.wheels import page_under, sends_below
from devices.model import Effect, Node, Role, Screen

AGREEING = {"同意", "我同意", "同意并继续", "接受", "允许"}
_HAS_READ = re.compile(
    "((以上|上述|本页)(内容|条款|信息)?)?(我|本人)?(已经?|确认)?(仔细|认真|完整)?(阅读?|读|看|知晓|了解|知悉)(完毕?|过|全文|以上内容)?"
    "(并且?|且)?(同意|接受|遵守)?(并?继续)?"
)
"""Nothing but having read and agreed (我已读完并同意)."""
_WHOLE_WIDTH = 0.7
_PRICED = re.compile(r"([¥￥]\s*[\d.,]+|\d\s*元)\s*[)）]?$")


class Press:
    """The press of one control; purpose: what the flow declares, time_chosen: whether a time
    that the page shows was touched on it, whatever marks it."""

    def __init__(
        self, rules: EffectRules, screen: Screen, node: Node, purpose: Effect, *, time_chosen: bool
    ) -> None:
        self._rules = rules
        self._screen = screen
        self._node = node
        self._purpose = purpose
        self._time_chosen = time_chosen
        self._label = Label(rules, screen, node)
        self._around = Surroundings(rules, screen, node)

    def effect(self) -> Effect:
        """The gravest that it may do, as far as the screen tells."""
        if (known := self._by_nature()) is not None:
            return known
        return self._by_words() if self._label.words else self._unlabelled()

    def _by_nature(self) -> Effect | None:
        """What a switch, a field or a box to tick does, however it is called; None for others."""
        role, label = self._node.role, self._label.words
        if self._node.link and self._rules.is_paying(self._node.link):
            return Effect.NEVER
        if role is Role.SWITCH or holds_a_switch(self._node, self._screen):
            return graver(Effect.OWN, self._label.effect() or Effect.READ)
        if role in TICKS and (len(label) > SHORT_LABEL or _HAS_READ.fullmatch(label)):
            return Effect.DRAFT
        if role is Role.FIELD or role is Role.CHOICE or consents(self._node, self._screen, label):
            return Effect.DRAFT
        if not label and role in TICKS and not self._around.is_cashier():
            return Effect.DRAFT  # its words stand beside it, as on any Android form
        return None

    def _unlabelled(self) -> Effect:
        if self._around.dialog is not None or not self._node.clickable:
            return Effect.READ
        if self._around.is_cashier():
            return Effect.NEVER
        return Effect.BOOKING if self._around.is_confirm_page() else Effect.READ

    def _by_words(self) -> Effect:
        label, around = self._label.words, self._around
        if label in self._rules.ordering.exact and around.books() and not around.is_cashier():
            return Effect.BOOKING
        if label in self._rules.talking.sends and self._tells_a_machine():
            return Effect.DRAFT
        if self._checks_in():
            return Effect.NEVER  # nobody has come: he would be called in vain
        if self._takes_half_a_day() or self._takes_from_wheel() or self._draws_a_number():
            return Effect.BOOKING
        if label in self._rules.noting.exact and around.ends_a_form():
            return self._final()
        if not around.has_form() and ticks_off(self._rules, self._screen, self._node, label):
            return Effect.OWN
        if self._rules.reckoning.has(label) and ends_questions(self._node, self._screen):
            return Effect.OWN
        known = self._label.effect()
        if known in {None, *ALWAYS} and self._asks_somebody():
            return Effect.CONTACT
        if known in {None, *ALWAYS} and self._is_answer():
            return Effect.DRAFT
        picks = known in {None, *ALWAYS} and self._rules.picking.has(label)
        if picks and not around.is_cashier():
            return Effect.DRAFT
        if known is not Effect.NEVER and self._label.is_bare(exactly=True):
            return self._leading()
        if known is not None:
            return known
        if self._node.role in TICKS or holds_a_tick(self._node, self._screen):
            return Effect.DRAFT
        if label in self._rules.dismiss.exact:
            return self._dismissing()
        if self._hands_on():
            return Effect.NEVER  # a prescription that went to one pharmacy is gone for the others
        if len(label) <= LONGEST_LABEL and self._rules.open_final.has(label):
            return self._final()
        return self._leading()

    def _is_answer(self) -> bool:
        """是 with 否 beside it, to a question of a form that another button below sends."""
        pairs = self._rules.answers
        label, box, around = self._label.words, self._node.bounds, self._around
        if label not in pairs or around.dialog is not None or not around.has_form():
            return False
        others = [n for n in self._screen.nodes if n is not self._node and n.clickable]
        beside = any(
            normal(self._screen.label(n)) in pairs
            and normal(self._screen.label(n)) != label
            and abs(n.bounds.center[1] - box.center[1]) < box.h / 2
            and abs(n.bounds.h - box.h) <= 1
            for n in others
        )
        below = (n for n in others if n.bounds.y >= box.bottom)
        return beside and any(Label(self._rules, self._screen, n).sends() for n in below)

    def _asks_somebody(self) -> bool:
        """立即咨询 below the sentences that describe an illness: it sends them to a doctor."""
        label, around = self._label.words, self._around
        begins = self._label.is_short() and self._rules.talking.begun.has(label)
        return begins and not self._rules.about.surely(label) and around.ends_prose()

    def _takes_half_a_day(self) -> bool:
        """预约采血, 登记, 提交 below a day and its halves; 查询 or 下一步 only goes on."""
        rules, label = self._rules, self._label.words
        sends = rules.bare_booking.has(label) or rules.open_final.has(label)
        ends = (sends or label in rules.noting.exact) and not rules.leading.has(label)
        return ends and self._around.asks_half_a_day()

    def _takes_from_wheel(self) -> bool:
        """确定 of a wheel of days and their hours over a page that has nothing to keep them in:
        no field, no row that says 请选择, no control that sends."""
        around, dialog, label = self._around, self._around.dialog, self._label.words
        ends = label in self._rules.open_final.exact or self._rules.picking.has(label)
        if dialog is None or not ends or not around.is_picker():
            return False
        if around.has_form() or sends_below(self._rules, self._screen, dialog):
            return False
        if any("请选择" in n.text for n in page_under(self._screen, dialog)):
            return False
        return is_wheel_of_times(self._screen, dialog)

    def _draws_a_number(self) -> bool:
        """抽血取号 where people wait; a menu's tile of that name leads there."""
        draws = draws_a_number(self._rules, self._screen, self._node, self._label.words)
        return draws and not self._around.is_tile()

    def _tells_a_machine(self) -> bool:
        """发送 where a machine sorts symptoms (智能导诊): nobody gets what is written."""
        return Talk(self._rules, self._screen, self._node).is_with_a_machine()

    def _checks_in(self) -> bool:
        """报到 beside a visit, or asked for again in a dialog: the patient is said to be there."""
        arrives = self._label.is_short() and self._rules.arriving.has(self._label.words)
        return arrives and stands_at_a_visit(self._node, self._screen)

    def _dismissing(self) -> Effect:
        """取消 closes a dialog; on an order's own page it may cancel the order."""
        if self._label.words == "取消" and self._around.dialog is None:
            return Effect.BOOKING if self._around.effect() is Effect.BOOKING else Effect.READ
        return Effect.READ

    def _leading(self) -> Effect:
        """Draft for words that lead on, unless they stand on what they lead to."""
        if not self._label.is_bare(exactly=False):
            return self._unlisted()
        label, around = self._label.words, self._around
        leads = self._rules.leading.has(label)
        effects = [Effect.CONTACT if self._signs_up() else Effect.DRAFT]
        if leads and around.is_cashier():
            effects.append(Effect.NEVER)
        if self._rules.bare_booking.has(label):
            if self._is_decided():
                effects.append(Effect.BOOKING)
            if not leads and around.ends_a_form():
                effects.append(self._final())  # 预约借用 below name and telephone borrows it
        settles = leads and (around.is_on_a_bill() or around.lists_bills())
        if around.has_form() and around.effect() is Effect.NEVER and not settles:
            effects.append(Effect.NEVER)  # 预约 on a form for a meal orders it
        if self._rules.entering.has(label) and (around.dialog is not None or around.has_form()):
            effects.append(
                self._resolved(self._label.effect(), around.told(label), around.effect())
            )
        return graver(*effects)

    def _is_decided(self) -> bool:
        """What would be booked stands on the page: one time, by what it shows or by a touch."""
        if self._around.is_tile():
            return False  # 我要挂号 beside 患者指南 and 预约须知: entries, no lines of data
        if self._around.is_confirm_page() or self._around.one_time_is_chosen():
            return True
        if self._rules.leading.has(self._label.words) or not self._time_chosen:
            return False
        return self._around.stands_alone()

    def _unlisted(self) -> Effect:
        """Words that no list knows mostly lead on; what orders, keeps or ends a form does not."""
        label, around = self._label.words, self._around
        if self._switches():
            return Effect.OWN
        if not self._label.is_short():
            return Effect.READ
        if self._orders():
            return Effect.NEVER
        at_once = None if around.is_tile() else acts_at_once(self._rules, self._screen, label)
        if at_once is not None and self._node.role is Role.BUTTON:
            return at_once
        if self._has_a_price():
            sees_somebody = any(word in label for word in self._rules.priced.sees)
            return Effect.CONTACT if sees_somebody else Effect.NEVER
        if self._signs_up():
            return Effect.CONTACT  # somebody calls who signed up for a study or a course
        if self._rules.issuing.has(label) and around.charges():
            return Effect.OWN  # an invoice that was made out cannot be taken back
        if self._rules.saving.has(label):
            file = self._rules.saving.keeps_a_file(label) and not around.asks_for_prose()
            return Effect.READ if file else Effect.OWN
        if self._rules.asking.has(label) or not around.ends_a_form():
            return Effect.READ
        others = (n for n in self._screen.nodes if n is not self._node)
        if any(Label(self._rules, self._screen, n).sends() for n in others):
            return Effect.READ  # the form has a button of its own to send it: this one is chosen
        return self._final()

    def _switches(self) -> bool:
        """A line that says for whom the app is used, in a sheet that asks or among people: what
        follows would be theirs."""
        browsing = self._purpose is Effect.READ
        if turns_to_person(self._rules, self._node, self._screen, browsing=browsing):
            return True
        dialog, asked = self._around.dialog, self._around.words
        if dialog is None or self._rules.leads_from_people(self._label.words):
            return False
        return any(word in asked for word in self._rules.switching)

    def _has_a_price(self) -> bool:
        """A broad button, the only one of its size, that ends in its price (排队候诊 ¥80): who
        presses it asks for that.  A row of a list tells what a bill or a visit costs.
        """
        box, costs = self._node.bounds, self._rules.priced.charges
        if self._node.role is not Role.BUTTON or box.w < _WHOLE_WIDTH * self._screen.width:
            return False
        if self._label.words.endswith(costs) or not _PRICED.search(self._screen.label(self._node)):
            return False
        others = (n for n in self._screen.nodes if n.clickable and n is not self._node)
        return not any((n.bounds.w, n.bounds.h) == (box.w, box.h) for n in others)

    def _signs_up(self) -> bool:
        """我要报名 without a form, beside what it is about: it signs up, and leads nowhere else."""
        pressed = self._node.role in {Role.BUTTON, Role.TEXT}
        if not pressed or self._around.has_form() or self._around.is_tile():
            return False
        return self._rules.signing_up.has(self._label.words) and self._around.tells()

    def _hands_on(self) -> bool:
        """A line of a sheet that asks which pharmacy gets a prescription, or the 确定 there is."""
        around, known, final = self._around, self._rules.handing_on, self._rules.open_final.exact
        if around.dialog is None or around.has_form():
            return False
        inside = list(self._screen.below(around.dialog))
        asked = any(word in around.words for word in known.asks)
        if final.isdisjoint(normal(self._screen.label(n)) for n in inside if n.clickable):
            return asked or self._names_one(self._label.words)
        lines = [n.text for n in inside if n.text and n.bounds.y >= self._node.bounds.bottom]
        most_named = 2 * sum(map(self._names_one, lines)) > len(lines) > 1
        return self._label.words in final and (asked or most_named)

    def _names_one(self, line: str) -> bool:
        """Whether a line is the name of a pharmacy."""
        return any(word in line for word in self._rules.handing_on.names)

    def _orders(self) -> bool:
        """Words of ordering; those of paying only where something is filled in or charged."""
        label, around = self._label.words, self._around
        if label.endswith(self._rules.unpaid):
            return False
        if self._rules.ordering_words.orders(label):
            return True
        asked = around.dialog is not None or around.has_form() or around.is_cashier()
        return self._rules.ordering_words.pays(label) and (asked or around.charges())

    def _final(self) -> Effect:
        label, around = self._label.words, self._around
        if label in self._rules.notice.exact and around.is_notice():
            return Effect.READ
        if label not in self._rules.open_final.exact and around.is_tile():
            return Effect.READ  # 病历资料提交 among the pictures of a menu: an entry
        if self._agrees():
            return Effect.DRAFT
        if around.is_picker() and self._only_picks():
            return Effect.DRAFT
        if around.asks_leave() and label in self._rules.granting.exact:
            return Effect.DRAFT  # part of logging in, as any WeChat user does it
        if around.names(self._rules.ordering_words.made_out, label):
            return Effect.NEVER
        told, context = around.told(label), around.effect()
        if told is None and context is Effect.DRAFT and not self._chooses():
            context = None
        return self._resolved(told, context, Effect.BOOKING if around.offers_times() else None)

    def _only_picks(self) -> bool:
        """The 确定 of a sheet of wheels: what it is called (反馈类型) is not done by it where the
        form below it has a control of its own that sends."""
        told, dialog = self._around.told(self._around.words), self._around.dialog
        if told in {None, Effect.DRAFT}:
            return True
        if told in {Effect.BOOKING, Effect.NEVER} or dialog is None:
            return False
        return sends_below(self._rules, self._screen, dialog)

    def _chooses(self) -> bool:
        """确定 where something is chosen (选择日期); 请选择 or 选择项目 elsewhere on the page tells
        nothing of what 提交, 确认办卡 or the 确定 of a dialog do.  提交 only ever logs in: other
        forms may keep what was left blank."""
        label, around = self._label.words, self._around
        if self._rules.sending.has(label):
            return around.names(self._rules.logging_in, label)
        if label not in self._rules.open_final.exact:
            return False
        if around.is_headed():
            return True
        return around.dialog is None or around.told(around.words) is not None

    def _agrees(self) -> bool:
        """It agrees to terms, in their dialog or under their page."""
        label, around = self._label.words, self._around
        agrees = label in AGREEING or _HAS_READ.fullmatch(label) is not None
        leads = self._rules.agrees_to_go_on(label) and label.endswith(self._rules.going_there)
        if around.dialog is not None and around.is_agreement() and (agrees or leads):
            return True
        return (agrees or self._rules.agrees_to_go_on(label)) and around.is_page_of_terms()

    def _resolved(self, *told: Effect | None) -> Effect:
        """The gravest of what words and context tell; the purpose only where they tell nothing.

        What costs something there, whatever it is, would be ordered.
        """
        hits = [effect for effect in told if effect is not None]
        if hits:
            return graver(*hits)
        if self._around.has_price():
            return Effect.NEVER
        return self._purpose if self._purpose is not Effect.READ else Effect.NEVER


def touched(node: Node, screen: Screen) -> Iterator[Node]:
    """Everything that a touch on `node` may press: itself, what it lies in, what lies in it."""
    yield node
    for up in screen.above(node):
        if up.role is Role.DIALOG:
            break
        if not up.clickable or screen.holds_the_page(up):
            continue
        if len(normal(screen.label(up))) <= LONGEST_LABEL:
            yield up
    x, y = node.bounds.center
    for inner in screen.below(node):
        box = inner.bounds
        inside = box.x <= x <= box.right and box.y <= y <= box.bottom
        if inner is not node and inner.clickable and inside:
            yield inner
