"""1.1 注册认证."""

from __future__ import annotations

from collections.abc import Iterator

from probes.app import App
from probes.finding import observe, observe_choice, observe_set
from probes.flows.access.agreement import reading_control
from probes.flows.access.login_ways import login_methods
from probes.flows.access.members import member_added
from probes.flows.access.real_name import real_name_methods
from probes.flows.access.registration import registers, sets_password
from probes.flows.access.registration_terms import (
    agreement,
    agreement_hosts,
    guide_materials,
    guide_steps,
)
from probes.model import Observation
from probes.registry import indicator


@indicator("1.1.1")
def test_1_1_1_online_registration(app: App) -> Iterator[Observation]:
    yield observe("1.1.1", "online_registration", app.id, registers(app))
    yield observe("1.1.1", "username_password", app.id, sets_password(app))
    yield observe("1.1.1", "add_family_member", app.id, member_added(app))


@indicator("1.1.2")
def test_1_1_2_real_name(app: App) -> Iterator[Observation]:
    members = real_name_methods(app)
    yield observe_set("1.1.2", "real_name_methods", app.id, members)


@indicator("1.1.3")
def test_1_1_3_login(app: App) -> Iterator[Observation]:
    yield observe_set("1.1.3", "login_methods", app.id, login_methods(app))


@indicator("1.1.4")
def test_1_1_4_registration_agreement(app: App) -> Iterator[Observation]:
    places = agreement_hosts(app)
    text = agreement(app)
    yield observe("1.1.4", "registration_agreement", app.id, text)
    control = reading_control(app, places) if places else text
    yield observe("1.1.4", "reading_option", app.id, control)


@indicator("1.1.5")
def test_1_1_5_registration_guide(app: App) -> Iterator[Observation]:
    choice, grounds = guide_steps(app)
    yield observe_choice("1.1.5", "registration_steps", app.id, choice, grounds)
    materials = guide_materials(app)
    yield observe("1.1.5", "registration_materials", app.id, materials)
