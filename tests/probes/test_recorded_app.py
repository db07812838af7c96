"""Finder and probes know no channel: the recorded Android app, judged by what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.ledger import Ledger
from devices.model import Effect
from probes.model import Cause, Observation, ProofLevel
from tests.auditor.recorded import EVERYTHING, NOTHING, Facts, facts, opened


class Audit:
    """One audit of everything, with its walker and its ledger."""

    def __init__(self, folder: Path, allow: frozenset[Effect]) -> None:
        self.folder = folder
        self.walker: Walker = opened(folder, allow=allow)
        self.facts: Facts = facts(self.walker)
        self.ledger = Ledger(folder / "ledger.jsonl")

    def __getitem__(self, key: str) -> Observation:
        code, fact = key.split(" ")
        return self.facts[code, fact]

    def members(self, key: str) -> set[str]:
        """The members of a set that were proven."""
        value = self[key].value
        assert isinstance(value, tuple), self[key].reason
        return set(value)


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """Everything allowed."""
    audit = Audit(tmp_path_factory.mktemp("allowed"), EVERYTHING)
    yield audit
    audit.walker.close()


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """Nothing allowed but reading and drafting."""
    audit = Audit(tmp_path_factory.mktemp("harmless"), NOTHING)
    yield audit
    audit.walker.close()


SHOWN = {
    "1.1.1 username_password": True,
    "1.1.4 registration_agreement": True,
    "1.1.4 reading_option": True,
    "1.1.5 registration_steps": "complete",
    "1.1.5 registration_materials": True,
    "1.2.1 hospital_intro": "in_app",
    "1.2.2 department_intro": "in_app",
    "1.2.4 visit_guide": "in_app",
    "1.3.1 service_agreement": True,
    "2.2.5 admission_view": True,
    "3.2.1 indoor_navigation": "static_map",
    "3.3.2 convenience_hub": False,  # six services stand there, three of them are hollow
    "4.1.1 survey_targeted": True,
    "4.1.2 complaint_reply": True,
    "5.2.2 exam_payment": True,
}
ABSENT = (
    "2.1.1 symptom_entry",
    "2.1.1 record_upload",
    "2.1.2 triage_by_symptom",
    "2.2.4 booking_reference",
    "4.2.1 follow_up",
    "4.2.3 monitoring",
    "4.3.1 prescription_view",
    "4.3.3 drug_delivery",
    "5.1.2 personal_education",
    "5.2.5 e_invoice",
)
OPERATED = (
    "1.1.1 online_registration",
    "1.1.1 add_family_member",
    "2.2.1 booking",
    "3.1.4 message_levels",
    "4.1.1 survey",
    "4.1.2 complaint_submit",
)
MEMBERS = {
    "2.2.2 push_kinds": {"appointment_reminder", "doctor_suspension"},
    "2.2.3 timeslot_services": {"registration"},
    "3.1.2 notice_kinds": {"report_ready"},
    "3.1.3 record_view_kinds": {"lab_report", "exam_report"},
    "3.1.3 record_download_kinds": {"lab_report"},
    "5.2.1 payment_points": {"outpatient"},
    "1.2.2 department_intro_items": {"overview", "staff", "scope", "strengths"},
}


@pytest.mark.parametrize(("key", "value"), SHOWN.items())
def test_what_the_app_shows_is_found(allowed: Audit, key: str, value: object) -> None:
    assert allowed[key].value == value, allowed[key].reason


@pytest.mark.parametrize("key", ABSENT)
def test_what_the_app_lacks_is_absent_and_says_how_far_was_looked(allowed: Audit, key: str) -> None:
    assert allowed[key].value is False, allowed[key].reason
    assert "探索完全部" in allowed[key].reason
    assert allowed[key].evidence


@pytest.mark.parametrize(("key", "members"), MEMBERS.items())
def test_a_set_holds_exactly_what_is_there(allowed: Audit, key: str, members: set[str]) -> None:
    assert allowed.members(key) == members, allowed[key].reason


@pytest.mark.parametrize("key", ["5.3.1 online_consult", "3.4.1 text_image_consult"])
def test_a_dead_entry_is_named_as_the_reason(allowed: Audit, key: str) -> None:
    consult = allowed[key]
    assert consult.value is False
    assert "名医问诊" in consult.reason
    assert "功能建设中" in consult.reason


def test_the_walker_logged_in_as_the_patient(allowed: Audit) -> None:
    assert allowed.walker.login.cause is None
    assert "sms_code" in allowed.walker.login.methods
    assert allowed.members("1.1.3 login_methods") == {"sms_code", "password"}


@pytest.mark.parametrize("key", OPERATED)
def test_what_can_be_operated_is_proven_by_operating_it(allowed: Audit, key: str) -> None:
    assert allowed[key].value is True, allowed[key].reason
    assert allowed[key].level is ProofLevel.L2


@pytest.mark.parametrize("key", OPERATED)
def test_without_leave_it_stays_open_with_that_as_its_cause(harmless: Audit, key: str) -> None:
    assert (harmless[key].value, harmless[key].cause) == (None, Cause.NOT_ALLOWED)
    assert harmless[key].evidence


def test_a_booking_is_given_back_and_the_ledger_says_so(allowed: Audit) -> None:
    assert "取消" in allowed["2.2.1 booking"].reason
    assert allowed.ledger.open_entries() == ()


def test_without_leave_no_booking_is_even_begun(harmless: Audit) -> None:
    assert not (harmless.folder / "ledger.jsonl").exists()


def test_consent_is_tested_by_leaving_it_out(allowed: Audit, harmless: Audit) -> None:
    forced = allowed["1.3.1 forced_reading"]
    assert (forced.value, forced.level) == (True, ProofLevel.L2)
    assert "未勾选" in forced.reason
    assert harmless["1.3.1 forced_reading"].value is None


def test_a_downloaded_report_was_opened(allowed: Audit) -> None:
    assert "PDF 可打开" in allowed["3.1.3 record_download_kinds"].reason
    assert "暂不支持下载" in allowed["3.1.3 record_download_kinds"].reason


def test_reading_needs_no_leave(allowed: Audit, harmless: Audit) -> None:
    """What is only looked at is the same whatever was allowed."""
    for key in (*SHOWN, *MEMBERS):
        assert harmless[key].value == allowed[key].value, key


def test_every_probe_concluded_with_grounds(allowed: Audit, harmless: Audit) -> None:
    for audit in (allowed, harmless):
        assert {code for code, _ in audit.facts} >= {"1.1.1", "2.2.3", "3.1.3", "5.4.1"}
        for observation in audit.facts.values():
            assert observation.reason
            assert observation.evidence or observation.cause is not None
