"""1.2 医疗信息."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import Finding, observe_choice, observe_set
from probes.flows.information.introduced_items import items, with_contact
from probes.flows.information.pages import intro_places, introduction
from probes.flows.information.staff import doctor_items
from probes.flows.information.visit_guide import guide
from probes.flows.information.website import site_items
from probes.flows.messages.received import kinds
from probes.flows.places.absence import absent
from probes.flows.places.links import linked_sites
from probes.model import Observation
from probes.registry import indicator


@indicator("1.2.1")
def test_1_2_1_hospital_intro(app: App) -> Iterator[Observation]:
    yield from _introduced(app, "1.2.1", "hospital_intro", "hospital_intro_items")


@indicator("1.2.2")
def test_1_2_2_department_intro(app: App) -> Iterator[Observation]:
    yield from _introduced(app, "1.2.2", "department_intro", "department_intro_items")


def _introduced(app: App, code: str, fact: str, set_fact: str) -> Iterator[Observation]:
    choice, grounds = introduction(app, fact)
    yield observe_choice(code, fact, app.id, choice, grounds)
    key = f"{code}.{set_fact}"
    if choice == "in_app":
        members = items(app, key, [p for p in intro_places(app, fact) if not p.outside])
        members = with_contact(app, key, members) if fact == "hospital_intro" else members
    elif choice in {"none", None}:
        members = dict.fromkeys(kinds()[key], _nothing_to_read(app, choice, grounds))
    else:
        members = site_items(app, fact, key, linked_sites(app, fact)[0])
    yield observe_set(code, set_fact, app.id, members)


def _nothing_to_read(app: App, choice: str | None, grounds: Finding) -> Finding:
    if choice == "none":
        return grounds
    return grounds if grounds.truth is None else absent(app, "介绍内容")


@indicator("1.2.3")
def test_1_2_3_doctor_intro(app: App) -> Iterator[Observation]:
    yield observe_set("1.2.3", "doctor_intro_items", app.id, doctor_items(app))


@indicator("1.2.4")
def test_1_2_4_visit_guide(app: App) -> Iterator[Observation]:
    choice, grounds = guide(app)
    yield observe_choice("1.2.4", "visit_guide", app.id, choice, grounds)
