"""What the hospital says about itself: hospital, departments, doctors, visit guide."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.features import ANNOUNCED
from devices.sandbox.hollow import nothing
from devices.sandbox.hospital import Doctor, hospital
from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Cells,
    Control,
    Empty,
    Heading,
    Picture,
    Table,
    Text,
    Tone,
    go,
)
from devices.sandbox.pages.booking import BOOKING, ITEMS, WEEKDAYS
from devices.sandbox.routing import page
from devices.sandbox.texts import BLANK, department_rows, guide_sections, intro_rows
from devices.sandbox.visit import Visit

INTRO = "1.2.1.hospital_intro"
DEPARTMENTS = "1.2.2.department_intro"
GUIDE = "1.2.4.visit_guide"


@page("/hospital", "hospital_intro", INTRO)
def hospital_page(v: Visit) -> list[Block]:
    if v.choice(INTRO) != "in_app":
        raise KeyError("linked only")
    blocks: list[Block] = [Picture(image="/picture/banner.svg", alt=hospital().name)]
    for label, text in intro_rows(v.features):
        blocks += [Heading(text=label), Text(text=text)]
    return blocks


@page("/departments", "department_intro", DEPARTMENTS)
def departments(v: Visit) -> list[Block]:
    if v.choice(DEPARTMENTS) != "in_app" and not v.is_hollow(DEPARTMENTS, Way.EMPTY_LIST):
        raise KeyError("linked only")
    if v.is_hollow(DEPARTMENTS, Way.EMPTY_LIST):
        return [nothing(v.features.seed, DEPARTMENTS)]
    return [
        Cells(
            title=group,
            items=tuple(
                Control(label=d.name, act=go(f"/departments/detail?id={d.id}"))
                for d in hospital().departments
                if d.group == group
            ),
        )
        for group in hospital().groups
    ]


@page("/departments/detail", "department_intro", DEPARTMENTS)
def department(v: Visit) -> list[Block]:
    dept = hospital().department(v.ask("id"))
    blocks: list[Block] = [Heading(text=dept.name)]
    for label, text in department_rows(v.features, dept):
        blocks += [Heading(text=label), Text(text=text)]
    return blocks


@page("/doctors", "doctor_intro")
def doctors(v: Visit) -> list[Block]:
    _doctor_page_exists(v)
    return [
        Cells(
            title=dept.name,
            items=tuple(_doctor_line(v, doctor) for doctor in hospital().staff(dept.id)),
        )
        for dept in hospital().departments
    ]


def _doctor_page_exists(v: Visit) -> None:
    if not any(v.on(f"{ITEMS}.{name}") for name in ("name", "title", "speciality", "schedule")):
        raise KeyError("no doctor introduction")


def _doctor_line(v: Visit, doctor: Doctor) -> Control:
    title = doctor.title if v.works(f"{ITEMS}.title") else ""
    label = doctor.name if v.works(f"{ITEMS}.name") else f"{doctor.id.removeprefix('d')} 号诊室医师"
    return Control(label=label, note=title, act=go(f"/doctors/detail?id={doctor.id}"))


@page("/doctors/detail", "doctor_detail")
def doctor(v: Visit) -> list[Block]:
    _doctor_page_exists(v)
    who = hospital().doctor(v.ask("id"))
    rows = [("所在科室", hospital().department(who.dept).name)]
    contents = {"name": who.name, "title": who.title, "speciality": who.speciality}
    for name, content in contents.items():
        state = v.state(f"{ITEMS}.{name}")
        if not state.off:
            shown = BLANK if state.way is Way.BLANK else content
            rows.append((v.t(f"doctor_{name}"), shown))
    blocks: list[Block] = [
        Card(title=v.t("doctor_detail"), image=f"/picture/doctor/{who.id}.png", rows=tuple(rows))
    ]
    schedule = v.state(f"{ITEMS}.schedule")
    if schedule.way is Way.BLANK:
        blocks += [Heading(text=v.t("schedule")), Empty(text=BLANK)]
    elif schedule.on:
        blocks.append(_timetable(v, who))
        door = (
            ()
            if v.choice(BOOKING) == ANNOUNCED
            else v.door(
                BOOKING, "book_doctor", go(f"/booking/doctor?id={who.id}"), tone=Tone.PRIMARY
            )
        )
        blocks += [Buttons(items=door)] if door else []
    return blocks


def _timetable(v: Visit, who: Doctor) -> Table:
    cells = ["出诊" if day in who.days else "—" for day in range(7)]
    rows = tuple((f"周{WEEKDAYS[n]}", cells[n], cells[n]) for n in range(7))
    return Table(
        title=v.t("schedule"), head=("星期", "上午 8:00-12:00", "下午 13:30-17:00"), rows=rows
    )


@page("/guide", "visit_guide", GUIDE)
def guide(v: Visit) -> list[Block]:
    if v.choice(GUIDE) != "in_app":
        raise KeyError("no such column")
    return guide_blocks()


def guide_blocks() -> list[Block]:
    blocks: list[Block] = []
    for title, text in guide_sections():
        blocks += [Heading(text=title), Text(text=text)]
    return blocks
