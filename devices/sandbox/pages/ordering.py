"""Confirming a chosen time: the order, and what refuses it."""

from __future__ import annotations

from devices.sandbox.hospital import hospital
from devices.sandbox.identity import masked_id, masked_name
from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Control,
    Empty,
    Field,
    FieldKind,
    Form,
    Outcome,
    Redirect,
    Tone,
    go,
)
from devices.sandbox.pages.booking import BOOKING, ITEMS, places_left, slot_times
from devices.sandbox.pages.consent import AGREEMENT, refused, row, unread
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit, read_day
from devices.sandbox.world import Appointment, Bill, Count


@page("/booking/confirm", "confirm_booking", BOOKING, login=True)
def confirm(v: Visit) -> list[Block] | Redirect:
    if gate := unread(v):
        return gate
    who = hospital().doctor(v.ask("id"))
    if not v.account.members:
        add = Control(label=v.t("members"), act=go("/members"), tone=Tone.PRIMARY)
        return [Empty(text="请先添加就诊人"), Buttons(items=(add,))]
    rows = [("科室", hospital().department(who.dept).name)]
    if v.works(f"{ITEMS}.name"):
        rows.append(("医生", who.name))
    rows += [
        ("就诊日期", v.ask("date")),
        ("就诊时段", v.ask("time")),
        (v.t("fee"), f"{who.fee} 元"),
    ]
    chooser = Field(
        name="member",
        label=v.t("patient"),
        kind=FieldKind.RADIO,
        value=v.account.members[0].id,
        options=_patients(v),
    )
    inline = v.journey.agreement == "inline" and v.on(AGREEMENT)
    form = Form(
        post="book",
        submit=v.t("confirm_booking"),
        fields=(chooser,),
        agreement=row(v) if inline else None,
        data={"id": who.id, "date": v.ask("date"), "time": v.ask("time")},
        ask="确定提交预约吗？" if v.journey.confirm else "",
    )
    return [Card(title=v.t("booking_summary"), rows=tuple(rows)), form]


def _patients(v: Visit) -> tuple[tuple[str, str], ...]:
    return tuple((m.id, f"{masked_name(m.name)} {masked_id(m.id_card)}") for m in v.account.members)


@action("book", BOOKING)
def book(v: Visit, data: dict[str, str]) -> Outcome:
    who = hospital().doctor(data["id"])
    day = read_day(data["date"])
    if v.journey.agreement == "inline" and refused(v, data):
        return Outcome(ok=False, toast="请先阅读并同意服务协议")
    if data["time"] not in slot_times(v) or not v.day(1) <= day <= v.day(7):
        return Outcome(ok=False, toast="该时段不可预约")
    if places_left(v, who, day, data["time"]) < 1:
        return Outcome(ok=False, toast="该时段已约满")
    member = v.account.member(data["member"])
    if any(
        (a.member, a.day, a.doctor, a.status) == (member.id, day, who.id, "待就诊")
        for a in v.account.appointments
    ):
        return Outcome(ok=False, toast="您已预约该医生当日号源，请勿重复预约")
    order = Appointment(
        v.world.number("GH"),
        member.id,
        "registration",
        "专家门诊" if who.fee > 30 else "普通门诊",
        hospital().department(who.dept).name,
        day,
        data["time"],
        who.fee,
        who.id,
    )
    v.account.appointments.insert(0, order)
    v.account.bills.append(Bill(f"B{order.id}", "appointment", f"{order.where} 挂号费", who.fee))
    v.note(Count.APPOINTMENTS_CREATED)
    return Outcome(ok=True, toast="预约成功", to=f"/bookings/detail?id={order.id}")
