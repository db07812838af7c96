"""The fictional hospital: its description, departments and doctors (content/hospital.yaml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from documents import StrictModel, parse_as, read_yaml

CONTENT = Path(__file__).with_name("content")


class Department(StrictModel):
    id: str
    name: str
    group: str
    floor: str
    overview: str
    staff: str
    scope: str
    strengths: str


class Doctor(StrictModel):
    """days: weekdays of the clinic, Monday = 0; fee in yuan."""

    id: str
    name: str
    dept: str
    title: str
    fee: int
    days: tuple[int, ...]
    speciality: str


class Hospital(StrictModel):
    name: str
    level: str
    address: str
    phone: str
    hotline: str
    email: str
    intro: dict[str, str]
    groups: tuple[str, ...]
    departments: tuple[Department, ...]
    doctors: tuple[Doctor, ...]

    def department(self, ident: str) -> Department:
        """KeyError if there is none."""
        return {d.id: d for d in self.departments}[ident]

    def doctor(self, ident: str) -> Doctor:
        """KeyError if there is none."""
        return {d.id: d for d in self.doctors}[ident]

    def staff(self, dept: str) -> tuple[Doctor, ...]:
        return tuple(d for d in self.doctors if d.dept == dept)


@cache
def hospital() -> Hospital:
    return parse_as(Hospital, read_yaml(CONTENT / "hospital.yaml"))
