"""The strict schema of effects.yaml, and how words are made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field

from devices.model import Effect
from documents.strict import StrictModel, parse_as, read_yaml

RULES = Path(__file__).with_name("effects.yaml")
GRAVITY = (Effect.READ, Effect.DRAFT, Effect.OWN, Effect.CONTACT, Effect.BOOKING, Effect.NEVER)
ALWAYS = frozenset({Effect.READ, Effect.DRAFT})
Words = tuple[str, ...]

_AMOUNT = re.compile(r"[¥$]?\d+(,\d{3})*(\.\d+)?元|[¥$]\d+(,\d{3})*(\.\d+)?")
_DROPPED = re.compile(r"[^\w]|_")


def graver(*effects: Effect) -> Effect:
    """The gravest of several effects."""
    return max(effects, key=GRAVITY.index)


@cache
def normal(label: str) -> str:
    """Words without anything that could disguise them (see effects.yaml)."""
    plain = unicodedata.normalize("NFKC", label).lower()
    plain = "".join(
        c for c in plain if unicodedata.category(c) not in {"Cf", "Co", "Cn", "Cc", "Mn"}
    )
    bare = _DROPPED.sub("", _AMOUNT.sub("", re.sub(r"\s", "", plain)))
    return bare or plain.strip()


_LONGEST_ADDING = 8


class WordClass(StrictModel):
    """Labels of one kind."""

    whole: Words = ()
    contains: Words = ()
    starts: Words = ()
    ends: Words = ()

    @cached_property
    def exact(self) -> frozenset[str]:
        return frozenset(normal(word) for word in self.whole)

    def has(self, label: str, part: bool = True) -> bool:
        """Whether a normalised label is of this kind; `part`: also if it merely contains one."""
        if label in self.exact or label.startswith(self.starts) or label.endswith(self.ends):
            return True
        return part and any(word in label for word in self.contains)


class People(StrictModel):
    """How a row says that it stands for one of the account's people."""

    relations: Words
    current: Words
    turned: Words
    called: Words
    for_whom: Words


class Notice(WordClass):
    """Buttons of a dialog that only tells something, and how such a dialog talks."""

    tells: Words
    asks: Words


class About(StrictModel):
    """Labels that talk about a deed instead of doing it."""

    ends: Words
    questions: Words
    starts: Words

    def surely(self, label: str) -> bool:
        """Whether a normalised label is about something, whatever it names."""
        return label.endswith(self.ends) or any(word in label for word in self.questions)

    def has(self, label: str) -> bool:
        """Whether a normalised label without words of paying is about something."""
        return self.surely(label) or label.startswith(self.starts)


class Cashier(StrictModel):
    """How a cashier is known."""

    signs: Words
    methods: Words


class ConfirmPage(StrictModel):
    """How a page that shows what will be booked is known."""

    needed: int = Field(ge=1)
    signs: tuple[Words, ...]


class OrderingWords(StrictModel):
    """Words that order or pay, wherever they stand or only where something is filled in."""

    always: Words
    beside_a_form: Words
    made_out: Words

    def orders(self, label: str) -> bool:
        return self._at_an_end(label, self.always)

    def pays(self, label: str) -> bool:
        return self._at_an_end(label, self.beside_a_form)

    @staticmethod
    def _at_an_end(label: str, words: Words) -> bool:
        """A deed's word begins or ends its label: 下单支付, and not 本院不支付任何返利."""
        return label.startswith(words) or label.endswith(words)


class Saving(WordClass):
    """Words that keep what was filled in; to_the_phone: those that keep a file instead."""

    to_the_phone: Words

    def keeps_a_file(self, label: str) -> bool:
        """Whether a normalised label of this kind puts something on the phone."""
        return self.has(label) and label.endswith(self.to_the_phone)


class AtOnce(StrictModel):
    """How a button says that it acts at once, and which of them only lead on."""

    starts: Words
    leads: Words


class HandingOn(StrictModel):
    """Sheets that send a prescription to a pharmacy: what they ask, what their lines name."""

    asks: Words
    names: Words


class Billing(StrictModel):
    """What heads a page of bills, and which words of paying are no order there."""

    heads: Words
    paid: Words


class Payment(StrictModel):
    """Addresses of payment services."""

    hosts: Words
    schemes: Words


class Changing(StrictModel):
    """Words of requests: of deeds, of reading, of what harms nobody, and of doors that all use."""

    acts: Words
    reads: Words
    harmless: Words
    doors: Words


class Scheduling(StrictModel):
    """Controls that open a sheet of times for what was ordered, and how a page says it waits."""

    opens: Words
    waiting: Words

    def gives(self, label: str, page: str) -> bool:
        """Whether the sheet that a control opened gives a time to something of its page."""
        return label in self.opens and any(word in page for word in self.waiting)


class Queueing(StrictModel):
    """How buttons end that draw a number, and how a page says that people wait in a queue."""

    draws: Words
    tells: Words


class Priced(StrictModel):
    """Labels with a price: `charges` end what only tells a cost, `sees` ask for people's time."""

    charges: Words
    sees: Words


class Particulars(StrictModel):
    """A form about a person: at least `needed` fields ask for these, and none for what `takes`."""

    asks: Words
    needed: int
    takes: Words


class Talking(StrictModel):
    """How a talk with somebody is known: what sends beside its field, what the field says."""

    sends: Words
    hints: Words
    other_fields: Words
    machines: Words
    automatic: Words
    leads: WordClass
    begun: WordClass
    asking_ends: Words


class EffectRules(StrictModel):
    """effects.yaml."""

    words: dict[Effect, WordClass]
    leading: WordClass
    bare_booking: WordClass
    ordering: WordClass
    ordering_words: OrderingWords
    saving: Saving
    noting: WordClass
    issuing: WordClass
    sending: WordClass
    logging_in: Words
    reckoning: WordClass
    picking: WordClass
    arriving: WordClass
    queueing: Queueing
    signing_up: WordClass
    ticking_off: WordClass
    at_once: AtOnce
    scheduling: Scheduling
    switching: Words
    people: People
    adding: Words
    priced: Priced
    handing_on: HandingOn
    asking: WordClass
    answers: Words
    visit_fee: Words
    open_final: WordClass
    dismiss: WordClass
    notice: Notice
    entering: WordClass
    search_hints: Words
    about: About
    context: dict[Effect, Words]
    before_visit: Words
    passed_on: Words
    grades: Words
    particulars: Particulars
    unpaid: Words
    billing: Billing
    agreement: Words
    agreeing: WordClass
    going_on: Words
    going_there: Words
    authorising: Words
    granting: WordClass
    cancelling: Words
    booked: Words
    cashier: Cashier
    confirm_page: ConfirmPage
    payment: Payment
    talking: Talking
    changing: Changing

    @classmethod
    @cache
    def load(cls, path: Path = RULES) -> EffectRules:
        """Read the rules, once per file; DocumentError with all problems if they are not well
        formed."""
        return parse_as(cls, read_yaml(path))

    def told(self, words: str) -> list[Effect]:
        """The effects that the normalised words of a dialog, heading or form speak of."""
        for name in self.before_visit:
            words = words.replace(name, "病情")
        for name in self.passed_on:
            words = words.replace(name, "")
        return [effect for effect, known in self.context.items() if any(k in words for k in known)]

    def turns(self, label: str, sheet: str) -> bool:
        """Whether a control (切换就诊人; 切换, if the sheet is about people) turns the app to
        somebody of the sheet that it opened."""
        if any(word in label for word in self.switching):
            return True
        return label.endswith(self.people.turned) and any(w in sheet for w in self.people.called)

    def leads_from_people(self, label: str) -> bool:
        """Whether a control beside the people of a sheet is none of them (添加就诊人)."""
        named = label.startswith(self.adding) or label.endswith(self.adding)
        return named and len(label) <= _LONGEST_ADDING and not any(c.isdigit() for c in label)

    def asks(self, words: str) -> bool:
        """Whether the words of a label are a question (怎么取消预约, 可以退号吗)."""
        label = normal(words)
        marked = unicodedata.normalize("NFKC", words).rstrip().endswith("?")
        return (
            marked
            or label.endswith(self.talking.asking_ends)
            or any(word in label for word in self.about.questions)
        )

    def agrees_to_go_on(self, label: str) -> bool:
        """Whether a normalised label agrees to something and says that more comes."""
        return self.agreeing.has(label) and any(word in label for word in self.going_on)

    def is_paying(self, address: str) -> bool:
        """Whether an address belongs to a payment service."""
        parts = urlsplit(address)
        host = (parts.hostname or "").lower().rstrip(".")
        if parts.scheme.lower() in self.payment.schemes:
            return True
        return any(host == known or host.endswith("." + known) for known in self.payment.hosts)

    @cached_property
    def paying_requests(self) -> re.Pattern[str]:
        """The same for requests as a browser makes them, for a browser to filter by itself."""
        hosts = "|".join(map(re.escape, self.payment.hosts))
        schemes = "|".join(map(re.escape, self.payment.schemes))
        web = rf"\w+://([^/?#]*@)?([^/?#:@]*\.)?({hosts})\.?(:\d+)?([/?#]|$)"
        return re.compile(rf"^(({schemes}):|{web})", re.IGNORECASE)
