"""What the rehearsal hospital remembers: accounts, bookings, everything that was sent to it.

All of it lives in memory; `World()` is a fresh hospital with its seeded test account.
"""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count

from devices.sandbox.identity import fictional_id

TEST_PHONE = "13800000000"
TEST_NAME = "张三"
TEST_ID_CARD = fictional_id(date(1985, 6, 15), 37)
TEST_CARD = "10086001"
SMS_CODE = "123456"
CAPTCHA = "7K3D"
GESTURE = "12369"


def demo_password() -> str:
    """Password of the test account: DEMO_PASSWORD of the environment, or the default."""
    return os.environ.get("DEMO_PASSWORD") or "Demo-123456"


class Count(StrEnum):
    """Side effects that the ledger counts."""

    APPOINTMENTS_CREATED = "appointments_created"
    APPOINTMENTS_CANCELLED = "appointments_cancelled"
    SLOTS_CREATED = "exam_slots_created"
    SLOTS_CANCELLED = "exam_slots_cancelled"
    PAYMENTS = "payments_attempted"
    ORDERS = "orders_created"
    COMPLAINTS = "complaints"
    CONSULTATIONS = "consultations"
    MESSAGES = "messages_sent"
    MEMBERS = "members_added"
    SURVEYS = "surveys"
    FOLLOW_UPS = "follow_ups"
    ENTRIES = "entries"
    UPLOADS = "uploads"
    SETTINGS = "settings_changed"
    REGISTRATIONS = "registrations"
    VERIFICATIONS = "verifications"
    LOGINS = "logins"
    SMS_CODES = "sms_codes_sent"
    SIGNATURES = "signatures"
    ACCOUNTS_DELETED = "accounts_deleted"
    DOWNLOADS = "downloads"
    QUEUE_CHANGES = "queue_changes"
    TURNED = "patients_switched"


@dataclass
class Member:
    """A patient that an account cares for."""

    id: str
    name: str
    id_card: str
    phone: str
    card: str
    relation: str = "本人"


@dataclass
class Appointment:
    """A booked slot; kind: "registration", "lab" or "exam"; status: 待就诊, 已取消, 已完成."""

    id: str
    member: str
    kind: str
    what: str
    where: str
    day: date
    time: str
    fee: int
    doctor: str = ""
    status: str = "待就诊"
    paid: bool = False
    seeded: bool = False


@dataclass
class Bill:
    """Something to pay; kind is the last part of the feature that pays it."""

    id: str
    kind: str
    title: str
    amount: int
    rows: tuple[tuple[str, str], ...] = ()
    paid: bool = False


@dataclass
class Complaint:
    id: str
    kind: str
    text: str
    when: datetime
    reply: str = ""


@dataclass
class Note:
    """A line of a chat."""

    mine: bool
    who: str
    text: str
    when: datetime
    image: str = ""


@dataclass
class Account:
    """One user of the app, and all that is kept about this user."""

    phone: str
    username: str = ""
    password: str = ""
    verified: str = ""
    rich: bool = False
    members: list[Member] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    bills: list[Bill] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    chats: dict[str, list[Note]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    entries: dict[str, list[tuple[datetime, dict[str, str]]]] = field(default_factory=dict)
    uploads: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def member(self, ident: str) -> Member:
        """KeyError if there is none."""
        return {m.id: m for m in self.members}[ident]


@dataclass
class Session:
    """One browser."""

    id: str
    phone: str = ""
    flash: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    agreed: set[str] = field(default_factory=set)
    authorised: bool = False
    popup_seen: bool = False


@dataclass
class World:
    """The whole state; `clock` tells the time."""

    clock: Callable[[], datetime] = datetime.now
    accounts: dict[str, Account] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    numbers: Iterator[int] = field(default_factory=lambda: count(1001))

    def today(self) -> date:
        return self.clock().date()

    def day(self, offset: int) -> date:
        return self.today() + timedelta(days=offset)

    def number(self, prefix: str) -> str:
        """A fresh identifier."""
        return f"{prefix}{next(self.numbers)}"

    def note(self, what: Count) -> None:
        """Enter a side effect in the ledger."""
        self.counts[what] += 1

    def session(self, ident: str | None) -> Session:
        """The session of a cookie, or a new one."""
        if ident in self.sessions:
            return self.sessions[ident or ""]
        fresh = Session(secrets.token_hex(8))
        self.sessions[fresh.id] = fresh
        return fresh

    def bookings(self) -> Iterator[Appointment]:
        for account in self.accounts.values():
            yield from account.appointments

    def taken(self, doctor: str, day: date, time: str) -> int:
        """How many of these appointments are open."""
        wanted = (doctor, day, time, "待就诊")
        return sum((a.doctor, a.day, a.time, a.status) == wanted for a in self.bookings())

    def ledger(self) -> dict[str, int]:
        """Counts of side effects since the start or the last reset; seeded data never count."""
        counts = {what.value: self.counts[what] for what in Count}
        fresh = [a for a in self.bookings() if not a.seeded and a.status == "待就诊"]
        counts["appointments_open"] = sum(a.kind == "registration" for a in fresh)
        counts["exam_slots_open"] = sum(a.kind != "registration" for a in fresh)
        return counts
