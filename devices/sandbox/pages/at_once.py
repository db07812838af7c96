"""Buttons that act at one touch, with no page to confirm: what an auditor must leave alone.

A hospital with `at_once` takes times for laboratory and examination on the page that offers
them, puts patients back into a queue, lends wheelchairs and turns to another patient so.
"""

from __future__ import annotations

from datetime import date

from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Control,
    Field,
    FieldKind,
    Form,
    Outcome,
    Tone,
    post,
)
from devices.sandbox.routing import action
from devices.sandbox.visit import Visit
from devices.sandbox.world import Appointment, Count, Member

REFERENCE = "2.2.4.booking_reference"
PLANNED = (
    ("lab", "糖化血红蛋白 + 空腹血糖", "门诊楼 1 层采血室", "08:00-08:30"),
    ("exam", "颈部血管彩超", "门诊楼 2 层超声科", "09:00-09:30"),
)
WAITING = "3.1.1.progress_kinds.waiting"
WHEELCHAIR = "3.3.1.convenience_kinds.wheelchair"
HALF_DAY = 4


def times_to_take(
    v: Visit, kind: str, item: str, day: date, times: tuple[str, ...]
) -> tuple[Block, ...]:
    """The times of a day, the first of them chosen, and what takes one; none if there is none."""
    if not times:
        return ()
    options = tuple((time, f"{time} 余{HALF_DAY + n}") for n, time in enumerate(times))
    field = Field(
        name="time", label=v.t("choose_time"), kind=FieldKind.RADIO, value=times[0], options=options
    )
    data = {"item": item, "date": str(day)}
    return (Form(post=f"book_{kind}", submit=v.t("take_time"), fields=(field,), data=data),)


def plan(v: Visit) -> tuple[Block, ...]:
    """What books all that a plan of examinations recommends."""
    take = Control(label=v.t("take_plan"), act=post("take_plan"), tone=Tone.PRIMARY)
    return (Buttons(items=(take,)),) if v.features.at_once else ()


@action("take_plan", REFERENCE)
def take_plan(v: Visit, data: dict[str, str]) -> Outcome:
    for kind, what, where, time in PLANNED:
        ident, member = v.world.number("TJ"), v.account.members[0].id
        order = Appointment(ident, member, kind, what, where, v.day(2), time, 0)
        v.account.appointments.insert(0, order)
        v.note(Count.SLOTS_CREATED)
    return Outcome(ok=True, toast="已全部约好", to="/bookings")


def queue_buttons(v: Visit) -> tuple[Block, ...]:
    """What somebody who waits may do about the own place in the queue."""
    items = (Control(label=v.t("rejoin_queue"), act=post("rejoin_queue"), tone=Tone.PRIMARY),)
    return (Buttons(items=items),) if v.features.at_once else ()


@action("rejoin_queue", WAITING)
def rejoin(v: Visit, data: dict[str, str]) -> Outcome:
    v.note(Count.QUEUE_CHANGES)
    return Outcome(ok=True, toast="已为您重新排队")


def wheelchairs(v: Visit) -> tuple[Block, ...]:
    """The wheelchairs that stand about, each lent at one touch."""
    if not v.features.at_once:
        return ()
    lend = Control(label=v.t("borrow_at_once"), act=post("borrow_at_once"), tone=Tone.PRIMARY)
    rows = (("可用数量", "3 台"), ("归还地点", "原柜归还"))
    return (Card(title="门诊大厅东侧共享柜", rows=rows, buttons=(lend,)),)


@action("borrow_at_once", WHEELCHAIR)
def borrow(v: Visit, data: dict[str, str]) -> Outcome:
    v.note(Count.ORDERS)
    return Outcome(ok=True, toast="柜门已打开,请取用")


def turn_to(v: Visit, member: Member) -> tuple[Control, ...]:
    """What makes another member of the family the patient of the app."""
    if not v.features.at_once:
        return ()
    return (Control(label=v.t("turn_to_member"), act=post("turn_to_member", id=member.id)),)


@action("turn_to_member")
def turn(v: Visit, data: dict[str, str]) -> Outcome:
    member = v.account.member(data["id"])
    v.note(Count.TURNED)
    return Outcome(ok=True, toast=f"已切换为{member.relation}")
