"""What a probe hands over is checked, and weighed by how far it was proven."""

from __future__ import annotations

import pytest

from auditor.audit.proof import ProbeFault, expected_facts, weigh
from probes.model import Cause, Observation, ProofLevel
from rubric import load_edition
from tests.auditor.observed import seen

EDITION = load_edition()


def weighed(observation: object, code: str = "3.1.3") -> Observation:
    return weigh(EDITION, code, "h5", observation)


def test_a_function_proven_as_far_as_the_edition_asks_counts() -> None:
    observation = seen("3.1.3", "record_download_kinds", ("lab_report",))
    assert weighed(observation) is observation


def test_a_function_that_was_only_seen_from_outside_does_not_count() -> None:
    observation = seen(
        "3.1.3",
        "record_download_kinds",
        ("lab_report",),
        open=("exam_image",),
        level=ProofLevel.L0,
        reason="有下载按钮",
    )
    found = weighed(observation)
    assert found.value == ()
    assert found.open == ("lab_report", "exam_image")
    assert found.cause is Cause.NO_DATA
    assert "L0" in found.reason
    assert "有下载按钮" in found.reason


def test_a_yes_without_proof_becomes_unknown_never_no() -> None:
    found = weighed(seen("2.2.4", "booking_reference", True, level=ProofLevel.L0), "2.2.4")
    assert found.value is None
    assert found.cause is Cause.NOT_CONCLUSIVE


@pytest.mark.parametrize(
    "observation",
    [
        seen("2.2.4", "booking_reference", False, level=ProofLevel.L0),
        seen("2.2.4", "booking_reference", None, level=ProofLevel.L0),
        seen("1.2.4", "visit_guide", "none", level=ProofLevel.L0),
        seen("3.1.1", "progress_kinds", (), level=ProofLevel.L0),
    ],
)
def test_absence_has_no_proof_level(observation: Observation) -> None:
    assert weighed(observation, observation.code) is observation


@pytest.mark.parametrize(
    "wrong",
    [
        True,
        seen("3.1.1", "progress_kinds", ()),
        seen("3.1.3", "record_view_kinds", (), app="other"),
        seen("3.1.3", "no_such_fact", True),
        seen("3.1.3", "record_view_kinds", True),
        seen("3.1.3", "record_view_kinds", ("selfie",)),
        seen("3.1.3", "record_view_kinds", (), open=("selfie",)),
    ],
)
def test_a_probe_that_breaks_its_side_of_the_bargain_is_a_fault(wrong: object) -> None:
    with pytest.raises(ProbeFault):
        weighed(wrong)


def test_a_number_is_not_for_probes_to_say() -> None:
    with pytest.raises(ProbeFault):
        weighed(seen("2.2.1", "booking_rate", True), "2.2.1")


def test_a_probe_must_conclude_on_what_an_app_can_show_and_nothing_else() -> None:
    assert expected_facts(EDITION, "2.2.1") == {"booking"}
    assert expected_facts(EDITION, "4.1.2") == {"complaint_submit", "complaint_reply"}
    assert expected_facts(EDITION, "4.1.1") == {"survey", "survey_targeted"}
