"""Booking a doctor: department → doctor → date → time → confirm → order → cancel."""

from __future__ import annotations

from datetime import date

from devices.sandbox.catalogue import Way
from devices.sandbox.features import ANNOUNCED, draw
from devices.sandbox.hollow import nothing
from devices.sandbox.hospital import Doctor, hospital
from devices.sandbox.model import (
    Block,
    Card,
    Cells,
    Control,
    Days,
    Empty,
    Heading,
    Redirect,
    Slots,
    Text,
    Tone,
    go,
    toast,
)
from devices.sandbox.pages.consent import unread
from devices.sandbox.routing import page
from devices.sandbox.texts import texts
from devices.sandbox.visit import Visit

BOOKING = "2.2.1.booking"
CLOCK = "2.2.3.timeslot_services.registration"
ITEMS = "1.2.3.doctor_intro_items"
WEEKDAYS = "一二三四五六日"
CAPACITY = 3
CLOCK_TIMES = (
    "08:00-08:30",
    "08:30-09:00",
    "09:00-09:30",
    "09:30-10:00",
    "10:00-10:30",
    "13:30-14:00",
    "14:00-14:30",
    "14:30-15:00",
    "15:00-15:30",
)
HALF_DAYS = ("上午", "下午")


def day_label(day: date) -> str:
    return f"{day:%m-%d} 周{WEEKDAYS[day.weekday()]}"


def _empty(v: Visit) -> bool:
    return v.is_hollow(BOOKING, Way.EMPTY_LIST)


@page("/booking", "booking", BOOKING)
def booking(v: Visit) -> list[Block] | Redirect:
    if v.choice(BOOKING) == ANNOUNCED:
        return [Text(text=line) for line in texts().booking_elsewhere]
    if gate := unread(v, again=True):
        return gate
    blocks: list[Block] = list(v.cells("booking_notes"))
    if v.journey.departments == "flat":
        return [*blocks, *_department_lists(v)]
    items = tuple(
        Control(label=group, act=go(f"/booking/group?name={group}"), icon="grid")
        for group in hospital().groups
    )
    return [*blocks, Cells(title=v.t("choose_group"), items=items)]


@page("/booking/group", "choose_department", BOOKING)
def group(v: Visit) -> list[Block] | Redirect:
    if gate := unread(v):
        return gate
    if _empty(v):
        return [nothing(v.features.seed, BOOKING)]
    return [_department_list(v.ask("name"))]


def _department_lists(v: Visit) -> list[Block]:
    if _empty(v):
        return [nothing(v.features.seed, BOOKING)]
    return [_department_list(group) for group in hospital().groups]


def _department_list(group: str) -> Cells:
    items = tuple(
        Control(label=d.name, note=d.floor, act=go(f"/booking/department?id={d.id}"))
        for d in hospital().departments
        if d.group == group
    )
    return Cells(title=group, items=items)


@page("/booking/department", "choose_doctor", BOOKING)
def department(v: Visit) -> list[Block] | Redirect:
    if gate := unread(v):
        return gate
    dept = hospital().department(v.ask("id"))
    doctors = hospital().staff(dept.id)
    if v.journey.slot_order == "doctor":
        return [Heading(text=dept.name), *(_doctor_card(v, doctor) for doctor in doctors)]
    day = _chosen_day(v)
    present = [d for d in doctors if day.weekday() in d.days]
    strip = _strip(v, f"/booking/department?id={dept.id}")
    cards: list[Block] = [_doctor_card(v, doctor, day) for doctor in present]
    return [Heading(text=dept.name), strip, *(cards or [Empty(text="当日无医生出诊")])]


def _doctor_card(v: Visit, doctor: Doctor, day: date | None = None) -> Card:
    shows = [(v.t("fee"), f"{doctor.fee} 元")]
    if v.works(f"{ITEMS}.speciality"):
        shows.insert(0, (v.t("speciality"), doctor.speciality))
    target = f"/booking/doctor?id={doctor.id}" + (f"&date={day}" if day else "")
    pick = Control(label=v.t("pick_doctor"), act=go(target), tone=Tone.PRIMARY)
    return Card(
        title=doctor.name if v.works(f"{ITEMS}.name") else f"{doctor.fee} 元号",
        tag=doctor.title if v.works(f"{ITEMS}.title") else "",
        image=f"/picture/doctor/{doctor.id}.png",
        rows=tuple(shows),
        buttons=(pick,),
        act=go(target),
    )


def _chosen_day(v: Visit) -> date:
    return v.ask_day("date", v.day(1))


def _strip(v: Visit, base: str, days: tuple[date, ...] = ()) -> Days:
    days = days or tuple(v.day(n) for n in range(1, 8))
    chosen = _chosen_day(v)
    items = tuple(
        Control(label=day_label(d), act=go(f"{base}&date={d}"), value=str(d)) for d in days
    )
    return Days(items=items, chosen=days.index(chosen) if chosen in days else 0)


@page("/booking/doctor", "choose_time", BOOKING)
def doctor(v: Visit) -> list[Block] | Redirect:
    if gate := unread(v):
        return gate
    who = hospital().doctor(v.ask("id"))
    open_days = tuple(d for d in (v.day(n) for n in range(1, 8)) if d.weekday() in who.days)
    day = v.ask_day("date", open_days[0])
    name = who.name if v.works(f"{ITEMS}.name") else hospital().department(who.dept).name
    title = who.title if v.works(f"{ITEMS}.title") else ""
    head = Card(
        title=name,
        tag=title,
        image=f"/picture/doctor/{who.id}.png",
        rows=(("科室", hospital().department(who.dept).name), (v.t("fee"), f"{who.fee} 元")),
    )
    strip = _strip(v, f"/booking/doctor?id={who.id}", open_days)
    strip = strip.model_copy(update={"chosen": open_days.index(day) if day in open_days else 0})
    return [head, strip, _slots(v, who, day)]


def _slots(v: Visit, who: Doctor, day: date) -> Block:
    if _empty(v) or day.weekday() not in who.days:
        return nothing(v.features.seed, BOOKING)
    items = []
    for time in slot_times(v):
        left = places_left(v, who, day, time)
        target = f"/booking/confirm?id={who.id}&date={day}&time={time}"
        act = go(target) if left else toast("该时段已约满")
        items.append(
            Control(
                label=time,
                note=f"余 {left}" if left else "约满",
                value="" if left else "full",
                act=act,
            )
        )
    return Slots(title=f"{day} 可预约时段", items=tuple(items))


def slot_times(v: Visit) -> tuple[str, ...]:
    return CLOCK_TIMES if v.works(CLOCK) else HALF_DAYS


def places_left(v: Visit, who: Doctor, day: date, time: str) -> int:
    """Free places of a slot: capacity less what others and this world's patients took."""
    others = draw(7, f"{who.id}{day.weekday()}{time}", CAPACITY + 1)
    room = CAPACITY if time in CLOCK_TIMES else CAPACITY * 4
    return max(room - others - v.world.taken(who.id, day, time), 0)
