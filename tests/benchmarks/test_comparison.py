"""How findings are held against the truth, and what mutants and counters amount to."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.mutation import arguments as mutation_arguments
from benchmarks.mutation import chosen, held_against, settings_of
from benchmarks.trials.comparison import Item, Verdict, compare
from benchmarks.trials.counter import offences
from benchmarks.trials.hospitals import drawn, from_files, switched
from devices.sandbox.catalogue import catalogue
from rubric import load_edition

EDITION = load_edition()


def found(code: str, name: str, value: Any, truth: Any, **more: Any) -> list[Item]:
    """The items of one fact."""
    per_app = EDITION.indicators[code].per_app
    facts = {code: {name: truth}}
    document = {"apps": {"h5": facts if per_app else {}}, "facts": {} if per_app else facts}
    seen = {"code": code, "name": name, "value": value, "reason": "", "causes": [], "evidence": []}
    return compare(EDITION, document, {"facts": [{**seen, **more}]}, "h5")


@pytest.mark.parametrize(
    ("truth", "value", "verdict"),
    [
        (True, True, Verdict.RIGHT),
        (False, False, Verdict.RIGHT),
        (False, True, Verdict.FALSE_CREDIT),
        (True, False, Verdict.FALSE_DEBIT),
        (True, None, Verdict.OPEN),
        (False, None, Verdict.OPEN),
        (None, None, Verdict.UNDECIDABLE),
        (None, True, Verdict.FALSE_CREDIT),
        (None, False, Verdict.UNFOUNDED),
    ],
)
def test_a_yes_or_no(truth: bool | None, value: bool | None, verdict: Verdict) -> None:
    (item,) = found("3.1.4", "message_levels", value, truth)
    assert (item.verdict, item.name) == (verdict, "3.1.4.message_levels")


@pytest.mark.parametrize(
    ("said", "inside", "verdict"),
    [
        (True, True, Verdict.UNDECIDABLE),
        (True, False, Verdict.FALSE_CREDIT),
        (False, False, Verdict.UNDECIDABLE),
        (False, True, Verdict.UNFOUNDED),
        (False, None, Verdict.UNFOUNDED),
        (None, False, Verdict.UNDECIDABLE),
    ],
)
def test_what_showed_itself_to_a_visitor_is_held_against_what_is_inside(
    said: bool | None, inside: bool | None, verdict: Verdict
) -> None:
    def document(value: bool | None) -> dict[str, Any]:
        return {"apps": {"h5": {}}, "facts": {"3.1.4": {"message_levels": value}}}

    seen = {"code": "3.1.4", "name": "message_levels", "value": said, "reason": "", "causes": []}
    told = {"facts": [{**seen, "evidence": []}]}
    (item,) = compare(EDITION, document(None), told, "h5", document(inside))
    assert item.verdict is verdict


@pytest.mark.parametrize(
    ("truth", "value", "verdict"),
    [
        ("static_map", "static_map", Verdict.RIGHT),
        ("static_map", "dynamic", Verdict.FALSE_CREDIT),
        ("static_map", "none", Verdict.FALSE_DEBIT),
        ("static_map", {"one_of": ["dynamic", "static_map"]}, Verdict.OPEN),
        ("none", {"one_of": ["dynamic", "static_map"]}, Verdict.FALSE_CREDIT),
        ("dynamic", {"one_of": ["external_map", "none"]}, Verdict.FALSE_DEBIT),
        ("dynamic", None, Verdict.OPEN),
        (None, None, Verdict.UNDECIDABLE),
        (None, "none", Verdict.UNFOUNDED),
        (None, "dynamic", Verdict.FALSE_CREDIT),
    ],
)
def test_a_choice_is_credited_by_its_order(truth: Any, value: Any, verdict: Verdict) -> None:
    (item,) = found("3.2.1", "indoor_navigation", value, truth)
    assert item.verdict is verdict


def test_a_set_is_judged_member_by_member() -> None:
    value = {"has": ["registration", "lab"], "open": ["exam"]}
    items = found("2.2.3", "timeslot_services", value, ["registration", "exam"])
    verdicts = {item.member: item.verdict for item in items}
    assert verdicts == {
        "registration": Verdict.RIGHT,
        "lab": Verdict.FALSE_CREDIT,
        "exam": Verdict.OPEN,
    }
    for item in found("2.2.3", "timeslot_services", None, None):
        assert item.verdict is Verdict.UNDECIDABLE
    for item in found("2.2.3", "timeslot_services", [], None):
        assert item.verdict is Verdict.UNFOUNDED


def test_what_is_open_has_a_cause_and_what_is_told_of_a_member_is_its_own() -> None:
    reason = "lab:没有排班;exam:打开后为空"
    items = found("2.2.3", "timeslot_services", None, ["lab"], reason=reason, causes=["设备故障"])
    by_member = {item.member: item for item in items}
    assert by_member["lab"].causes == ("设备故障",)
    assert by_member["lab"].reason == "没有排班"
    assert by_member["exam"].reason == "打开后为空"
    (unexplained,) = found("3.1.4", "message_levels", None, True)
    assert unexplained.causes == ("没有原因",)


def test_facts_of_each_app_are_compared_and_silence_is_an_error() -> None:
    (item,) = found("1.1.4", "reading_option", True, False)
    assert item.verdict is Verdict.FALSE_CREDIT
    document = {"apps": {"h5": {}}, "facts": {"3.1.4": {"message_levels": True}}}
    with pytest.raises(LookupError):
        compare(EDITION, document, {"facts": []}, "h5")


def item(name: str, truth: Any, value: Any) -> Item:
    (made,) = found("3.1.4", "message_levels", value, truth)
    return Item("3.1.4", name, "", made.truth, made.found, made.verdict)


def test_a_mutant_is_caught_missed_or_strays() -> None:
    before = [item("a", True, True), item("b", True, True), item("c", True, None)]
    caught = held_against(before, [item("a", False, False), item("b", True, True), before[2]])
    assert [one.fact for one in caught.caught] == ["a"]
    assert (caught.missed, caught.strays, caught.blind) == ((), (), ())
    missed = held_against(before, [item("a", False, True), item("b", True, None), before[2]])
    assert [one.fact for one in missed.missed] == ["a"]
    assert [(old.found, new.found) for old, new in missed.strays] == [(True, None)]
    blind = held_against(before, [before[0], before[1], item("c", False, False)])
    assert [one.fact for one in blind.blind] == ["c"]
    unsure = held_against(before, [item("a", False, None), before[1], before[2]])
    assert [one.fact for one in unsure.missed] == ["a"]


def test_a_function_can_be_turned_to_anything_but_its_best() -> None:
    assert settings_of("3.3.2.convenience_hub") == ["off"]
    assert {"hollow": "external_map"} in settings_of("3.2.1.indoor_navigation")
    assert "dynamic" not in settings_of("3.2.1.indoor_navigation")


def test_the_counter_knows_what_was_allowed() -> None:
    ledger = {
        "logins": 3,
        "downloads": 2,
        "appointments_created": 1,
        "appointments_cancelled": 1,
        "appointments_open": 0,
        "uploads": 1,
        "complaints": 1,
        "payments_attempted": 0,
    }
    assert offences(ledger, ["own", "booking", "contact"]) == {}
    assert offences(ledger, []) == {
        "appointments_created": 1,
        "appointments_cancelled": 1,
        "uploads": 1,
        "complaints": 1,
    }
    assert set(offences(ledger, ["contact"])) == {"appointments_created", "appointments_cancelled"}
    worse = {**ledger, "appointments_open": 1, "payments_attempted": 1, "signatures": 1}
    assert set(offences(worse, ["own", "booking", "contact"])) == {
        "appointments_open",
        "payments_attempted",
        "signatures",
    }


def test_cases_are_drawn_filed_or_switched() -> None:
    (case,) = drawn([5], ["mpa"])
    assert (case.id, case.skin.name) == ("draw-5", "mpa")
    assert case.truth()["hospital"] == "draw-5"
    filed = from_files(1, ["mpa", "vant"])
    assert [(case.id, case.skin.name) for case in filed] == [
        ("file-1-mpa", "mpa"),
        ("file-1-vant", "vant"),
    ]
    assert filed[0].features == filed[1].features
    off = switched("vant", {"3.1.4.message_levels": "off"}, "x")
    assert off.truth()["facts"]["3.1.4"] == {"message_levels": False}


def test_every_function_is_turned_once_and_the_ways_to_log_in_apart() -> None:
    options = mutation_arguments(["--all", "--together", "8"])
    groups = chosen(options)
    turned = [key for group in groups for key in group]
    assert sorted(turned) == sorted(catalogue().features)
    assert max(map(len, groups)) <= 8
    ways = [sum(key.startswith("1.1.3.") for key in group) for group in groups]
    assert max(ways) == 1
