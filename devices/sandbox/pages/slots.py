"""Booking a time for laboratory tests and examinations."""

from __future__ import annotations

from datetime import date

from devices.sandbox.catalogue import Way
from devices.sandbox.hollow import nothing
from devices.sandbox.model import (
    Block,
    Card,
    Cells,
    Control,
    Days,
    Empty,
    Field,
    FieldKind,
    Form,
    Notice,
    Outcome,
    Slots,
    go,
)
from devices.sandbox.pages.booking import HALF_DAYS, day_label
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit, read_day
from devices.sandbox.world import Appointment, Count

SERVICES = "2.2.3.timeslot_services"
ITEMS = {
    "lab": (("糖化血红蛋白 + 空腹血糖", "门诊楼 1 层采血室"), ("血常规", "门诊楼 1 层采血室")),
    "exam": (("颈部血管彩超", "门诊楼 2 层超声科"), ("头颅磁共振平扫", "医技楼 1 层磁共振室")),
}
TIMES = {
    "lab": ("07:30-08:00", "08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-10:00"),
    "exam": ("08:00-09:00", "09:00-10:00", "10:00-11:00", "13:30-14:30", "14:30-15:30"),
}
LEAST_LEFT = 4
"""Free places of the first time of a day, where the page tells them."""
PREFIX = {"lab": "JY", "exam": "JC"}


def _register(kind: str) -> None:
    feature, term, base = f"{SERVICES}.{kind}", f"{kind}_booking", f"/{kind}-booking"

    @page(base, term, feature, login=True)
    def items(v: Visit) -> list[Block]:
        if not v.account.rich:
            return [Empty(text="暂无待预约项目")]
        lines = tuple(
            Control(label=name, note=place, act=go(f"{base}/time?item={n}"))
            for n, (name, place) in enumerate(ITEMS[kind])
        )
        return [
            Notice(text="以下为医生已开立、尚未预约的项目"),
            Cells(title="待预约项目", items=lines),
        ]

    @page(f"{base}/time", term, feature, login=True)
    def times(v: Visit) -> list[Block]:
        name, place = _item(kind, v.ask("item", "0"))
        day = str(v.ask_day("date", v.day(1)))
        head = Card(title=name, rows=(("地点", place),))
        strip = _strip(v, f"{base}/time?item={v.ask('item', '0')}", day)
        if v.is_hollow(feature, Way.EMPTY_LIST):
            return [head, strip, nothing(v.features.seed, feature)]
        if v.features.at_once:
            return [head, strip, *_taken_here(v, kind, v.ask("item", "0"), day)]
        target = f"{base}/confirm?item={v.ask('item', '0')}&date={day}"
        slots = tuple(
            Control(label=time, note="可约", act=go(f"{target}&time={time}"))
            for time in _times(v, kind)
        )
        return [head, strip, Slots(title=f"{day} 可预约时段", items=slots)]

    @page(f"{base}/confirm", term, feature, login=True)
    def confirm(v: Visit) -> list[Block]:
        name, place = _item(kind, v.ask("item"))
        rows = (("项目", name), ("地点", place), ("日期", v.ask("date")), ("时段", v.ask("time")))
        data = {key: v.ask(key) for key in ("item", "date", "time")}
        form = Form(post=f"book_{kind}", submit=v.t("confirm_booking"), data=data)
        return [Card(title=v.t("booking_summary"), rows=rows), form]

    @action(f"book_{kind}", feature)
    def book(v: Visit, data: dict[str, str]) -> Outcome:
        name, place = _item(kind, data["item"])
        day = read_day(data["date"])
        if data["time"] not in _times(v, kind) or not v.day(1) <= day <= v.day(7):
            return Outcome(ok=False, toast="该时段不可预约")
        order = take(v, PREFIX[kind], kind, (name, place), day, data["time"])
        return Outcome(ok=True, toast="预约成功", to=f"/bookings/detail?id={order.id}")


def take(
    v: Visit, prefix: str, kind: str, item: tuple[str, str], day: date, time: str
) -> Appointment:
    """Book a time for an item (name, place), for the first member; the counter hears of it."""
    member = v.account.members[0].id
    order = Appointment(v.world.number(prefix), member, kind, *item, day, time, 0)
    v.account.appointments.insert(0, order)
    v.note(Count.SLOTS_CREATED)
    return order


def _taken_here(v: Visit, kind: str, item: str, day: str) -> tuple[Form, ...]:
    """Where no page confirms: the times of a day, the first of them chosen, and what takes one;
    none if there is none."""
    times = _times(v, kind)
    if not times:
        return ()
    options = tuple((time, f"{time} 余{LEAST_LEFT + n}") for n, time in enumerate(times))
    chosen = Field(
        name="time", label=v.t("choose_time"), kind=FieldKind.RADIO, value=times[0], options=options
    )
    data = {"item": item, "date": day}
    return (Form(post=f"book_{kind}", submit=v.t("take_time"), fields=(chosen,), data=data),)


def _item(kind: str, number: str) -> tuple[str, str]:
    """Name and place of an item; KeyError if there is none of this number."""
    return {str(n): item for n, item in enumerate(ITEMS[kind])}[number]


def _times(v: Visit, kind: str) -> tuple[str, ...]:
    state = v.state(f"{SERVICES}.{kind}")
    if state.way is Way.EMPTY_LIST:
        return ()
    return HALF_DAYS if state.way is Way.HALF_DAY else TIMES[kind]


def _strip(v: Visit, base: str, chosen: str) -> Days:
    days = [v.day(n) for n in range(1, 8)]
    items = tuple(
        Control(label=day_label(d), act=go(f"{base}&date={d}"), value=str(d)) for d in days
    )
    return Days(items=items, chosen={str(d): n for n, d in enumerate(days)}[chosen])


for _kind in ITEMS:
    _register(_kind)
