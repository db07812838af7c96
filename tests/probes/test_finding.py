"""What is known about one question, and what follows for several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.finding import (
    Finding,
    any_of,
    conclude_members,
    no,
    observe,
    observe_choice,
    observe_set,
    unknown,
    yes,
)
from probes.model import Cause, Observation, ProofLevel

EVIDENCE = st.lists(st.sampled_from(["e1", "e2", "e3"]), min_size=1, max_size=3)
LEVEL = st.sampled_from(ProofLevel)
WORDS = st.text(min_size=1, max_size=8)
YES = st.builds(yes, WORDS, EVIDENCE, LEVEL)
NO = st.builds(no, WORDS, EVIDENCE, LEVEL)
UNKNOWN = st.builds(unknown, st.sampled_from(Cause), WORDS, EVIDENCE | st.just([]))
FINDING = st.one_of(YES, NO, UNKNOWN)


@given(st.lists(FINDING, min_size=1, max_size=6))
def test_one_yes_is_enough_and_one_unknown_forbids_a_no(findings: list[Finding]) -> None:
    truths = {f.truth for f in findings}
    expected = True if True in truths else None if None in truths else False
    assert any_of(findings).truth is expected


@given(st.lists(FINDING, min_size=1, max_size=6))
def test_the_answer_does_not_depend_on_the_order(findings: list[Finding]) -> None:
    assert any_of(findings).truth is any_of(reversed(findings)).truth


@given(st.lists(NO, min_size=1, max_size=5))
def test_a_no_rests_on_all_that_was_looked_at(findings: list[Finding]) -> None:
    found = any_of(findings)
    assert set(found.evidence) == {e for f in findings for e in f.evidence}
    assert all(f.reason in found.reason for f in findings)


def test_nothing_asked_is_an_error_of_the_probe() -> None:
    with pytest.raises(ValueError, match="at least one"):
        any_of([])


@given(FINDING)
def test_a_boolean_observation_says_what_the_finding_says(finding: Finding) -> None:
    seen = observe("1.1.1", "x", "h5", finding)
    assert seen.value is finding.truth
    assert (seen.cause is None) == (finding.truth is not None)


MEMBERS = st.dictionaries(st.sampled_from("abcdef"), FINDING, min_size=1)


@given(MEMBERS)
def test_a_set_holds_what_is_proven_and_leaves_open_what_is_unknown(
    members: dict[str, Finding],
) -> None:
    seen = observe_set("1.1.2", "x", "h5", members)
    proven = {m for m, f in members.items() if f.truth is True}
    left = {m for m, f in members.items() if f.truth is None}
    if left == set(members):
        assert (seen.value, seen.open) == (None, ())
    else:
        assert isinstance(seen.value, tuple)
        assert set(seen.value) == proven
        assert set(seen.open) == left
    assert (seen.cause is not None) == bool(left)
    assert seen.cause is None or seen.cause in {f.cause for f in members.values()}


@given(MEMBERS)
def test_the_level_of_a_set_is_that_of_its_deepest_proof(members: dict[str, Finding]) -> None:
    proven = [f.level for f in members.values() if f.truth is True]
    assert observe_set("1.1.2", "x", "h5", members).level == max(proven, default=ProofLevel.L1)


def test_a_set_without_any_evidence_is_unknown() -> None:
    seen = observe_set("1.1.2", "x", "h5", {"a": Finding(False, "没有看到")})
    assert (seen.value, seen.cause) == (None, Cause.NOT_CONCLUSIVE)


def test_a_choice_takes_its_cause_from_its_grounds() -> None:
    grounds = unknown(Cause.LOGIN_FAILED, "未登录")
    seen = observe_choice("1.2.1", "hospital_intro", "h5", None, grounds)
    assert (seen.value, seen.cause) == (None, Cause.LOGIN_FAILED)
    known = observe_choice("1.2.1", "hospital_intro", "h5", "none", no("未见", ["e1"]))
    assert (known.value, known.cause, known.evidence) == ("none", None, ("e1",))


def test_one_finding_may_stand_for_all_members() -> None:
    finding = no("没有登录页面", ["e1"])
    assert conclude_members("ab", finding) == {"a": finding, "b": finding}


@pytest.mark.parametrize(
    ("value", "open_", "cause", "evidence"),
    [
        (None, (), None, ("e1",)),
        (True, (), Cause.NO_DATA, ("e1",)),
        (("a",), ("b",), None, ("e1",)),
        (False, (), None, ()),
    ],
)
def test_an_observation_that_contradicts_itself_cannot_be_made(
    value: bool | tuple[str, ...] | None,
    open_: tuple[str, ...],
    cause: Cause | None,
    evidence: tuple[str, ...],
) -> None:
    with pytest.raises(ValueError, match=r"1\.1\.1"):
        Observation("1.1.1", "x", "h5", value, ProofLevel.L1, "", evidence, open_, cause)
