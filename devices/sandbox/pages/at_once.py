"""Buttons that act at one touch, with no page to confirm: what an auditor must leave alone.

A hospital with `at_once` books a whole plan of examinations, puts patients back into a queue,
lends wheelchairs and turns to another patient so; single times are taken in `slots`.
"""

from __future__ import annotations

from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Control,
    Outcome,
    Tone,
    post,
)
from devices.sandbox.pages.slots import ITEMS, take
from devices.sandbox.routing import action
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count, Member

REFERENCE = "2.2.4.booking_reference"
PLANNED = {"lab": "08:00-08:30", "exam": "09:00-09:30"}
WAITING = "3.1.1.progress_kinds.waiting"
WHEELCHAIR = "3.3.1.convenience_kinds.wheelchair"


def plan(v: Visit) -> tuple[Block, ...]:
    """What books all that a plan of examinations recommends."""
    button = Control(label=v.t("take_plan"), act=post("take_plan"), tone=Tone.PRIMARY)
    return (Buttons(items=(button,)),) if v.features.at_once else ()


@action("take_plan", REFERENCE)
def take_plan(v: Visit, data: dict[str, str]) -> Outcome:
    for kind, time in PLANNED.items():
        take(v, "TJ", kind, ITEMS[kind][0], v.day(2), time)
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
