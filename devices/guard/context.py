"""What the screen around a control says about it: dialog, cashier, confirm page, headings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from devices.guard.effects import EffectRules, graver, normal
from devices.guard.label import FILLED, is_button
from devices.guard.particulars import only_particulars
from devices.guard.times import HALF, NAMED_TIME, TIME, offered_times, offers_half_days
from devices.guard.wheels import ends_wheels
from devices.model import Effect, Node, Role, Screen

_MONEY = re.compile(r"[¥¥]\s*\d|\d\s*元")
_DAY = re.compile(r"(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)")
_OPINION = re.compile("满意|评价|评议|调查|问卷|随访|心声|体验")
"""What makes a sign's word (患者) the name of a questionnaire (患者满意度) and no line of data."""
_LEAST_GRADES = 3
_LEAST_TILES, _TILE_SLACK = 4, 24
_MOST_SENDERS, _BROAD = 2, 0.3
_TOP_BAR = 100
_HEADING_FONT = 17
_TITLE_FONT, _LONGEST_TITLE, _OFF_CENTRE = 15, 12, 40
_HEADING_DEPTH = 320
_LONGEST_HEADING = 20
_LONGEST_FORM = 600
_LONGEST_QUESTION = 80
_SENTENCE = 12


class Surroundings:
    """The context of one control on one screen."""

    def __init__(self, rules: EffectRules, screen: Screen, node: Node) -> None:
        self._rules = rules
        self._screen = screen
        self._node = node
        self.dialog = next((n for n in screen.above(node) if n.role is Role.DIALOG), None)

    @property
    def words(self) -> str:
        """Normalised words of the dialog, without those of its controls."""
        if self.dialog is None:
            return ""
        return normal("".join(n.text for n in self._plain(self.dialog)))

    def _plain(self, top: Node) -> Iterator[Node]:
        """What stands below a node, apart from what can be pressed."""
        for index in self._screen.children.get(top.index, ()):
            node = self._screen.nodes[index]
            if not self._presses(node):
                yield node
                yield from self._plain(node)

    def _presses(self, node: Node) -> bool:
        short = len(normal(self._screen.label(node))) <= 8
        return node.role in {Role.BUTTON, Role.LINK} or (node.clickable and short)

    def is_notice(self) -> bool:
        """A dialog that only tells something: one control with words, no field, no question."""
        if self.dialog is None:
            return False
        inside = list(self._screen.below(self.dialog))
        if any(n.role in FILLED for n in inside):
            return False
        labels = {
            normal(self._screen.label(n))
            for n in inside
            if n is not self.dialog and self._presses(n) and self._screen.label(n)
        }
        return len(labels) == 1 and self._only_tells()

    def _only_tells(self) -> bool:
        known = self._rules.notice
        if self.dialog is None or "?" in unicodedata.normalize(
            "NFKC", self._screen.label(self.dialog)
        ):
            return False
        if any(word in self.words for word in known.asks):
            return False
        harmless = self.told(self.words) in {None, Effect.DRAFT, Effect.OWN}
        return harmless or any(word in self.words for word in known.tells)

    def has_form(self) -> bool:
        """Whether anything can be filled in on this screen, besides what to search for."""
        return any(self._fills(n) for n in self._screen.nodes)

    def _fills(self, node: Node) -> bool:
        if not node.editable and node.role not in FILLED:
            return False
        return not any(word in node.hint for word in self._rules.search_hints)

    def asks_for_prose(self) -> bool:
        """Whether somebody is to write sentences on this screen."""
        return any(n.kind == "textarea" for n in self._screen.nodes)

    def ends_prose(self) -> bool:
        """A control below the sentences that somebody is to write, and no link to another page."""
        if self._node.role in {Role.TAB, *FILLED} or self._node.link.startswith("http"):
            return False
        asked = [n for n in self._screen.nodes if n.kind == "textarea"]
        return any(self._node.bounds.y >= n.bounds.bottom - 4 for n in asked)

    def ends_a_form(self) -> bool:
        """A button below what is filled in, of a size that few others have: it may send that.

        A narrow one does if somebody is to write sentences and no other button stands below.
        """
        asked = [n for n in self._screen.nodes if self._fills(n)]
        written = [n for n in asked if n.editable or n.role in {Role.FIELD, Role.CHOICE}]
        radios = [n for n in asked if n.role is Role.RADIO]
        if not is_button(self._node):
            return False
        if not written and len(radios) < _LEAST_GRADES:
            return False
        box = self._node.bounds
        size = (round(box.w), round(box.h))
        alike = [n for n in self._screen.nodes if (round(n.bounds.w), round(n.bounds.h)) == size]
        pressed = [n for n in alike if n.clickable and n.role is self._node.role]
        last = max(n.bounds.y for n in written or radios)
        if box.y < last or len(pressed) > _MOST_SENDERS:
            return False
        if box.w >= _BROAD * self._screen.width:
            return True
        narrow = self._node.role is Role.BUTTON and self.asks_for_prose()
        return narrow and self._is_only_button_below(last)

    def _is_only_button_below(self, level: float) -> bool:
        buttons = (n for n in self._screen.nodes if n.clickable and n.role is Role.BUTTON)
        below = (n for n in buttons if n.bounds.y >= level and self._screen.label(n))
        return all(n is self._node for n in below)

    def is_tile(self) -> bool:
        """One of a menu's tiles: a picture over its name, as several others of its size have."""
        if self.dialog is not None or self.has_form() or self.has_price():
            return False
        return self._pictured(self._node) and self._alike() >= _LEAST_TILES

    def _alike(self) -> int:
        size = (self._node.bounds.w, self._node.bounds.h)
        tiles = (n for n in self._screen.nodes if n.clickable and self._pictured(n))
        near = (max(abs(n.bounds.w - size[0]), abs(n.bounds.h - size[1])) for n in tiles)
        return sum(off <= _TILE_SLACK for off in near)

    def _pictured(self, node: Node) -> bool:
        return any(n.image or n.role is Role.IMAGE for n in self._screen.below(node))

    def is_agreement(self) -> bool:
        """A dialog about an agreement or privacy terms."""
        return any(word in self.words for word in self._rules.agreement)

    def is_page_of_terms(self) -> bool:
        """A page headed by an agreement that shows nothing of what would be taken or paid."""
        headed = any(word in normal(h) for h in self._headings() for word in self._rules.agreement)
        if self.dialog is not None or not headed or self.has_price() or self.is_confirm_page():
            return False
        fields = (n for n in self._screen.nodes if n.editable or n.role in FILLED)
        only_ticks = all(n.role is Role.CHECKBOX for n in fields)
        lines = [n.text for n in self._screen.nodes if len(n.text) <= _LONGEST_HEADING]
        return only_ticks and not any(TIME.search(line) or _DAY.search(line) for line in lines)

    def asks_leave(self) -> bool:
        """A page on which a platform (WeChat) asks whether the app may know who is there."""
        said = normal(self._screen.text)
        return any(word in said for word in self._rules.authorising)

    def is_picker(self) -> bool:
        """The control ends a sheet of wheels (see guard_wheels)."""
        return self.dialog is not None and ends_wheels(
            self._rules, self._screen, self.dialog, self._node
        )

    def is_cashier(self) -> bool:
        """A choice of ways to pay together with an amount, or the word itself."""
        labels = {normal(text) for text in (*self._screen.words, self._screen.title)}
        if any(normal(sign) in labels for sign in self._rules.cashier.signs):
            return bool(_MONEY.search(self._screen.text)) or "收银台" in labels
        methods = {normal(word) for word in self._rules.cashier.methods}
        return bool(labels & methods) and bool(_MONEY.search(self._screen.text))

    def has_price(self) -> bool:
        """An amount of money stands on the page."""
        return bool(_MONEY.search(self._screen.text))

    def tells(self) -> bool:
        """Sentences stand on the page that cannot be pressed: it tells of something."""
        return any(len(n.text) >= _SENTENCE and not n.clickable for n in self._screen.nodes)

    def charges(self) -> bool:
        """A button of a page with an amount, where a line of a menu would only name a place."""
        return (
            self._node.role is Role.BUTTON and self.has_price() and not self._pictured(self._node)
        )

    def is_confirm_page(self) -> bool:
        """Patient, time, fee, terms: enough of them, each with a value; no list of choices."""
        if not self.stands_alone() or self.asks_opinion():
            return False
        found = sum(self._shows(signs) for signs in self._rules.confirm_page.signs)
        return found >= self._rules.confirm_page.needed

    def stands_alone(self) -> bool:
        """No other control has the same words, as in every line of a list of choices."""
        label = normal(self._screen.label(self._node))
        alike = Counter(normal(self._screen.label(n)) for n in self._screen.nodes if n.clickable)
        return not label or alike[label] <= 1 or self._nested_alike(label)

    def offers_times(self) -> bool:
        """Times to choose from stand on the control's own page, in no sheet: clock times, or half
        days with what is left of them, that can be touched.  A line that names its time
        (入院时间 12-07 08:00) tells when something is, and so does the time that a form asks for
        beside its name (测量时间 08:00)."""
        if self.dialog is not None:
            return False
        visits = {normal(sign) for signs in self._rules.confirm_page.signs for sign in signs}
        return bool(offered_times(self._screen, self._node, visits))

    def asks_half_a_day(self) -> bool:
        """A broad button of a page on which a day and half of it are chosen: they are taken.

        Where the page keeps what was measured or tells somebody something they say only when.
        """
        if self.told(normal("".join(self._headings()))) in {Effect.OWN, Effect.CONTACT}:
            return False
        broad = self._node.bounds.w >= _BROAD * self._screen.width
        pressed = self._node.role is Role.BUTTON and broad and self.dialog is None
        return pressed and self.stands_alone() and offers_half_days(self._screen, self._node)

    def is_on_a_bill(self) -> bool:
        """The control lies in the box of what waits to be paid, an amount in it and no field."""
        for up in self._screen.above(self._node):
            inside = list(self._screen.below(up))
            if any(n.role in FILLED for n in inside):
                return False
            text = "\n".join(n.text for n in inside)
            unpaid = any(normal(word) in normal(text) for word in self._rules.unpaid)
            if unpaid and _MONEY.search(text):
                return True
        return False

    def lists_bills(self) -> bool:
        """A page of bills that wait (诊间支付, its tab 待缴费), to tick: nothing is ordered."""
        known = self._rules.billing
        unpaid = {normal(word) for word in self._rules.unpaid}
        waits = not unpaid.isdisjoint(map(normal, self._screen.words))
        only_ticks = all(n.role is Role.CHECKBOX for n in self._screen.nodes if self._fills(n))
        if self.dialog is not None or not waits or not only_ticks:
            return False
        heads = normal("".join(self._headings()))
        orders = (word for word in self._rules.context[Effect.NEVER] if word not in known.paid)
        return any(w in heads for w in known.heads) and not any(w in heads for w in orders)

    def asks_opinion(self) -> bool:
        """A questionnaire: several different grades to choose from, and no amount."""
        grades = {normal(grade) for grade in self._rules.grades}
        if len(grades & {normal(words) for words in self._screen.words}) < _LEAST_GRADES:
            return False
        graded = (n for n in self._screen.nodes if normal(self._screen.label(n)) in grades)
        offered = [n for n in graded if n.clickable]
        ticks = [n for n in self._screen.nodes if n.role in {Role.RADIO, Role.CHECKBOX}]
        chosen_from = max(len(offered), len(ticks)) >= _LEAST_GRADES
        return chosen_from and not _MONEY.search(self._screen.text)

    def asks_particulars(self) -> bool:
        """A form, on the page or in its sheet, that only asks who somebody is; nothing costs."""
        nodes = list(self._screen.below(self.dialog) if self.dialog else self._screen.nodes)
        filled = [n for n in nodes if self._fills(n)]
        if not filled or self.has_price():
            return False
        return only_particulars(self._rules.particulars, self._screen, nodes, filled)

    def books(self) -> bool:
        """A page for taking a slot, by its heading and by what it shows: nothing is bought."""
        if not self.is_confirm_page():
            return False
        headings = normal("".join(self._headings()))
        named = any(word in headings for word in self._rules.context[Effect.BOOKING])
        return named or self._charges_a_visit()

    def _charges_a_visit(self) -> bool:
        """A fee for a visit and its day stand there, and nothing that is bought or talked about."""
        said = normal(f"{self._screen.title}{self._screen.text}")
        other = (*self._rules.context[Effect.NEVER], *self._rules.context[Effect.CONTACT])
        if self._shows(self._rules.visit_fee) and _DAY.search(self._screen.text):
            return not any(word in said for word in other)
        return False

    def one_time_is_chosen(self) -> bool:
        """One day and one clock time, or half of a day, stand there, and none to choose from."""
        text = self._screen.text
        times = {hit.group(0) for hit in TIME.finditer(text)}
        days = {hit.group(0) for hit in _DAY.finditer(TIME.sub(" ", text))}
        return len(days) == 1 and (len(times) == 1 or (not times and self._names_half_a_day()))

    def _names_half_a_day(self) -> bool:
        """The one half of a day on the page is what its line for the time says (时段 上午)."""
        words = [normal(word) for word in self._screen.words]
        halves = {at: hit for at, word in enumerate(words) if (hit := HALF.search(word))}
        if len({hit.group(0) for hit in halves.values()}) != 1:
            return False
        lines = ("".join(words[max(at - 1, 0) : at + 1]) for at in halves)
        return any(len(line) <= _LONGEST_HEADING and NAMED_TIME.search(line) for line in lines)

    def _nested_alike(self, label: str) -> bool:
        """Whether all clickable nodes with this label lie inside one another."""
        alike = [
            n for n in self._screen.nodes if n.clickable and normal(self._screen.label(n)) == label
        ]
        top = alike[0]
        inside = {n.index for n in self._screen.below(top)}
        return all(n.index in inside for n in alike)

    def _shows(self, signs: tuple[str, ...]) -> bool:
        words = [normal(word) for word in self._screen.words]
        for place, word in enumerate(words):
            sign = next(
                (s for s in sorted(signs, key=len, reverse=True) if word.startswith(s)), None
            )
            if sign is None or len(word) > 40:
                continue
            rest = word.removeprefix(sign)
            if _OPINION.match(rest):
                continue
            after = words[place + 1] if place + 1 < len(words) else ""
            if rest or after:
                return True
        return False

    def effect(self) -> Effect | None:
        """What an open control here does, None if nothing around it tells."""
        if self.dialog is not None:
            told = self.told(self.words)
            if told is not None:
                return told
        if self.is_cashier():
            return Effect.NEVER
        if self.is_confirm_page():
            return Effect.BOOKING
        headings = self.told(normal("".join(self._headings())))
        if headings is Effect.BOOKING and (self.asks_opinion() or self.asks_particulars()):
            headings = Effect.OWN
        if headings not in {None, Effect.DRAFT}:
            return headings
        hits = [told for told in (headings, self.told(self._form())) if told is not None]
        return graver(*hits) if hits else None

    def is_headed(self) -> bool:
        """Whether what heads the page tells what it does (手机号登录, 选择日期)."""
        return self.told(normal("".join(self._headings()))) is not None

    def names(self, words: tuple[str, ...], label: str) -> bool:
        """Whether a control or what heads its page has one of these words."""
        said = (label, *map(normal, self._headings()))
        return any(word in line for line in said for word in words)

    def told(self, words: str) -> Effect | None:
        """The gravest effect that normalised words speak of."""
        hits = self._rules.told(words)
        return graver(*hits) if hits else None

    def _headings(self) -> Iterator[str]:
        """What heads the page: the bar at its top outranks a title that all pages share."""
        if not any(self.told(normal(bar)) for bar in self._bar()):
            yield self._screen.title
        for node in self._screen.nodes:
            if not node.text or len(node.text) > _LONGEST_HEADING:
                continue
            top = node.bounds.y < _TOP_BAR
            large = node.font >= _HEADING_FONT and node.bounds.y < _HEADING_DEPTH
            if (top or large) and not (node.clickable and node.role is not Role.TAB):
                yield node.text

    def _bar(self) -> Iterator[str]:
        """The words in the middle of the bar at the top of the page."""
        for node in self._screen.nodes:
            short = 1 < len(node.text) <= _LONGEST_TITLE and node.font >= _TITLE_FONT
            middle = abs(node.bounds.center[0] - self._screen.width / 2) < _OFF_CENTRE
            if short and middle and node.bounds.bottom <= _TOP_BAR - 30 and not node.clickable:
                yield node.text

    def _form(self) -> str:
        """Words of the nearest surrounding part that has a field; "" if there is none."""
        for up in self._screen.above(self._node):
            inside = list(self._screen.below(up))
            if any(n.role in FILLED for n in inside):
                words = "".join(n.text + n.hint for n in inside)
                return normal(words[:_LONGEST_FORM])
        return ""

    def cancels(self, label: str) -> bool:
        """Whether pressing it gives a slot back instead of taking one.

        Terms say how a slot is given back, and 同意并预约 under them takes one.
        """
        if any(word in label for word in self._rules.cancelling):
            return True
        if any(word in label for word in self._rules.context[Effect.BOOKING]):
            return False
        terms = self.is_agreement() and len(self.words) > _LONGEST_QUESTION
        return not terms and any(word in self.words for word in self._rules.cancelling)
