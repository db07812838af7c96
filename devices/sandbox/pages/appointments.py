"""What one has booked, cancelling it; what to know before booking."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Control,
    Empty,
    Heading,
    Notice,
    Outcome,
    Steps,
    Text,
    Tone,
    go,
    post,
)
from devices.sandbox.routing import action, page
from devices.sandbox.texts import BLANK, texts
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

STEPS = "1.3.2.booking_steps"
MATERIALS = "1.3.2.booking_materials"


@page("/booking-notes", "booking_notes")
def booking_notes(v: Visit) -> list[Block]:
    blocks: list[Block] = []
    if v.is_hollow(STEPS, Way.BLANK):
        blocks += [Heading(text=v.t("steps")), Text(text=BLANK)]
    elif v.on(STEPS):
        items = tuple((step.title, step.text) for step in texts().booking_steps)
        blocks.append(Steps(title=v.t("steps"), items=items))
    if v.is_hollow(MATERIALS, Way.BLANK):
        blocks += [Heading(text=v.t("materials")), Text(text=BLANK)]
    elif v.on(MATERIALS):
        blocks.append(Heading(text=v.t("materials")))
        blocks += [Text(text=f"· {line}") for line in texts().booking_materials]
    return blocks


@page("/bookings", "my_bookings", login=True)
def bookings(v: Visit) -> list[Block]:
    cards: list[Block] = [
        Card(
            title=order.what,
            tag=order.status,
            rows=(("地点", order.where), ("时间", f"{order.day} {order.time}")),
            act=go(f"/bookings/detail?id={order.id}"),
        )
        for order in v.account.appointments
    ]
    return cards or [Empty(text="暂无预约记录")]


@page("/bookings/detail", "order_detail", login=True)
def booking_detail(v: Visit) -> list[Block]:
    order = {a.id: a for a in v.account.appointments}[v.ask("id")]
    rows = [
        ("订单号", order.id),
        ("项目", order.what),
        ("地点", order.where),
        ("时间", f"{order.day} {order.time}"),
        (v.t("fee"), f"{order.fee} 元"),
    ]
    buttons = []
    if order.status == "待就诊":
        buttons.append(
            Control(
                label=v.t("cancel_booking"),
                tone=Tone.DANGER,
                act=post("cancel_booking", "确定取消该预约吗？", id=order.id),
            )
        )
    if order.kind == "registration" and order.status == "待就诊" and not order.paid:
        target = go(f"/payments/bill?id=B{order.id}")
        buttons += v.door("5.2.1.payment_points.appointment", "go_pay", target, tone=Tone.PRIMARY)
    return [
        Card(title=v.t("order_detail"), tag=order.status, rows=tuple(rows)),
        Notice(text="请按预约时段提前 20 分钟到诊区报到"),
        *([Buttons(items=tuple(buttons))] if buttons else []),
    ]


@action("cancel_booking")
def cancel_booking(v: Visit, data: dict[str, str]) -> Outcome:
    order = {a.id: a for a in v.account.appointments}[data["id"]]
    if order.status != "待就诊":
        return Outcome(ok=False, toast="该预约不可取消")
    order.status = "已取消"
    v.account.bills = [bill for bill in v.account.bills if bill.id != f"B{order.id}"]
    registration = order.kind == "registration"
    v.note(Count.APPOINTMENTS_CANCELLED if registration else Count.SLOTS_CANCELLED)
    return Outcome(ok=True, toast="已取消预约", to=f"/bookings/detail?id={order.id}")
