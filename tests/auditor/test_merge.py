"""Uniting observations over apps: present anywhere, absent only if absent everywhere."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.audit.merge import Missing, United, unite
from probes.model import Cause, Observation
from rubric import ChoiceFact, Members, OneOf, load_edition
from tests.auditor.observed import seen

EDITION = load_edition()
PROGRESS = ("3.1.1", "progress_kinds")
GUIDE = ("1.2.4", "visit_guide")
BOOKING = ("2.2.4", "booking_reference")
LOGIN = ("1.1.3", "login_methods")


def why(code: str, fact: str, app: str) -> Missing:
    return Missing(app, Cause.NOT_SELECTED)


def united(
    place: tuple[str, str], *observations: Observation, apps: tuple[str, ...] = ("a", "b")
) -> list[United]:
    found = unite(EDITION, apps, observations, why)
    return [one for one in found if (one.code, one.name) == place]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((True, False), True),
        ((True, None), True),
        ((False, None), None),
        ((False, False), False),
        ((None, None), None),
    ],
)
def test_a_function_is_there_if_any_app_has_it(
    values: tuple[bool | None, ...], expected: bool | None
) -> None:
    observations = [seen(*BOOKING, v, app=a) for a, v in zip("ab", values, strict=True)]
    (one,) = united(BOOKING, *observations)
    assert one.value is expected
    assert bool(one.causes) == (expected is None)


def test_an_app_that_nobody_looked_at_leaves_absence_open() -> None:
    (one,) = united(BOOKING, seen(*BOOKING, False, app="a"))
    assert one.value is None
    assert one.causes == (Cause.NOT_SELECTED,)


def test_a_set_is_the_union_and_open_where_no_app_has_proven_it() -> None:
    (one,) = united(
        PROGRESS,
        seen(*PROGRESS, ("exam", "payment"), app="a", open=("surgery",)),
        seen(*PROGRESS, ("waiting",), app="b", open=("exam", "treatment")),
    )
    assert one.value == Members(("payment", "waiting", "exam"), ("surgery", "treatment"))


def test_a_set_that_one_app_leaves_unknown_keeps_what_another_proved() -> None:
    (one,) = united(PROGRESS, seen(*PROGRESS, ("exam",), app="a"), seen(*PROGRESS, None, app="b"))
    assert one.value == Members(("exam",), ("payment", "waiting", "surgery", "treatment", "other"))


def test_a_set_of_nothing_in_every_app_is_known_to_be_empty() -> None:
    (one,) = united(PROGRESS, seen(*PROGRESS, (), app="a"), seen(*PROGRESS, (), app="b"))
    assert one.value == Members((), ())
    assert one.causes == ()
    assert one.evidence


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("none", "in_app"), "in_app"),
        (("linked_unadapted", "none"), "linked_unadapted"),
        (("in_app", None), "in_app"),
        (("linked_unadapted", None), OneOf(("in_app", "linked_adapted", "linked_unadapted"))),
        (("none", None), None),
        ((None, None), None),
    ],
)
def test_a_choice_is_the_best_one_unless_a_better_is_still_possible(
    values: tuple[str | None, ...], expected: object
) -> None:
    observations = [seen(*GUIDE, v, app=a) for a, v in zip("ab", values, strict=True)]
    (one,) = united(GUIDE, *observations)
    assert one.value == expected


def test_facts_of_registration_stay_with_their_app() -> None:
    a, b = united(LOGIN, seen(*LOGIN, ("password",), app="a"))
    assert (a.app, a.value) == ("a", Members(("password",)))
    assert (b.app, b.value, b.causes) == ("b", None, (Cause.NOT_SELECTED,))


def test_the_reason_and_evidence_are_of_what_decided() -> None:
    (one,) = united(
        BOOKING,
        seen(*BOOKING, True, app="b", reason="列出了建议时间"),
        seen(*BOOKING, False, app="a", reason="没有"),
    )
    assert one.reason == "列出了建议时间"
    assert one.apps == ("b",)


def test_an_absence_is_told_app_by_app() -> None:
    (one,) = united(
        BOOKING,
        seen(*BOOKING, False, app="a", reason="没有入口"),
        seen(*BOOKING, False, app="b", reason="建设中"),
    )
    assert one.reason == "[a] 没有入口;[b] 建设中"


def test_two_conclusions_about_one_fact_are_an_error() -> None:
    with pytest.raises(ValueError, match="两条"):
        united(BOOKING, seen(*BOOKING, True, app="a"), seen(*BOOKING, False, app="a"))


def test_every_fact_of_the_edition_comes_out_once() -> None:
    found = unite(EDITION, ("a", "b"), [], why)
    keys = [(one.code, one.name, one.app) for one in found]
    assert len(keys) == len(set(keys))
    assert {one.code for one in found} == set(EDITION.indicators)
    assert all(one.value is None for one in found)


KINDS = ("payment", "waiting", "exam", "surgery", "treatment", "other")
one_app = st.dictionaries(st.sampled_from(KINDS), st.sampled_from(["has", "open"]))


def observation(app: str, kinds: dict[str, str]) -> Observation:
    has = tuple(k for k, v in kinds.items() if v == "has")
    return seen(*PROGRESS, has, app=app, open=tuple(k for k, v in kinds.items() if v == "open"))


@given(st.lists(one_app, min_size=1, max_size=4), st.randoms())
def test_the_order_of_apps_does_not_matter(apps: list[dict[str, str]], random: Random) -> None:
    names = [f"app{index}" for index in range(len(apps))]
    observations = [observation(n, kinds) for n, kinds in zip(names, apps, strict=True)]
    (before,) = united(PROGRESS, *observations, apps=tuple(names))
    random.shuffle(names)
    (after,) = united(PROGRESS, *reversed(observations), apps=tuple(names))
    assert before.value == after.value


@given(one_app, one_app)
def test_a_further_app_never_takes_away_what_was_proven(
    first: dict[str, str], second: dict[str, str]
) -> None:
    (alone,) = united(PROGRESS, observation("a", first), apps=("a",))
    (both,) = united(PROGRESS, observation("a", first), observation("b", second))
    has = alone.value.has if isinstance(alone.value, Members) else ()
    still = both.value.has if isinstance(both.value, Members) else ()
    assert set(has) <= set(still)


def test_the_edition_lists_choices_from_best_to_worst() -> None:
    """What `unite` relies on to call one word better than another."""
    fact = EDITION.fact(*GUIDE)
    assert isinstance(fact, ChoiceFact)
    assert tuple(fact.members) == (
        "in_app",
        "linked_adapted",
        "linked_unadapted",
        "no_column",
        "none",
    )
