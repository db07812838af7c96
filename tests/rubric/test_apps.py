"""1.1.x: the points that at least 60 % of the submitted apps reach."""

from __future__ import annotations

from typing import Any

import pytest

from rubric import spell_points
from tests.rubric.sheets import card, document

FULL = {"online_registration": True, "add_family_member": True, "username_password": True}
HALF = FULL | {"add_family_member": False}
NONE = {"online_registration": False}
OPEN: dict[str, Any] = {}


def registration(*apps: dict[str, Any]) -> tuple[str, str]:
    """Low and high of 1.1.1 for these apps."""
    data = document(apps={f"app{n}": {"1.1.1": facts} for n, facts in enumerate(apps)})
    entry = card(data).to_json()["indicators"]["1.1.1"]
    return entry["low"], entry["high"]


@pytest.mark.parametrize(
    ("apps", "low", "high"),
    [
        ([FULL], "1", "1"),
        ([FULL, FULL], "1", "1"),
        ([FULL, NONE], "0", "0"),  # one of two is 50 %
        ([FULL, FULL, NONE], "1", "1"),  # two of three
        ([FULL, NONE, NONE], "0", "0"),
        ([FULL, HALF, NONE], "0.5", "0.5"),
        ([FULL, FULL, FULL, NONE], "1", "1"),
        ([FULL, FULL, NONE, NONE], "0", "0"),  # 60 % of four needs three
        ([FULL, FULL, FULL, NONE, NONE], "1", "1"),  # three of five are exactly 60 %
        ([FULL, FULL, HALF, NONE, NONE], "0.5", "0.5"),
        ([OPEN], "0", "1"),
        ([FULL, OPEN], "0", "1"),
        ([FULL, FULL, OPEN], "1", "1"),
        ([FULL, HALF, OPEN], "0.5", "1"),
        ([NONE, NONE, OPEN], "0", "0"),
        ([NONE, HALF, OPEN], "0", "0.5"),
    ],
)
def test_share(apps: list[dict[str, Any]], low: str, high: str) -> None:
    assert registration(*apps) == (low, high)
    assert registration(*reversed(apps)) == (low, high)


def test_without_any_app_everything_is_open() -> None:
    entry = card(document(apps={})).to_json()["indicators"]["1.1.1"]
    assert (entry["low"], entry["high"], entry["outcome"]) == ("0", "1", "open")
    assert entry["facts"]["online_registration"]["app"] is None


def test_the_deciding_app_gives_the_reason_and_all_apps_are_shown() -> None:
    apps = {"good": {"1.1.1": FULL}, "half": {"1.1.1": HALF}, "bad": {"1.1.1": NONE}}
    entry = card(document(apps=apps)).to_json()["indicators"]["1.1.1"]
    assert entry["facts"]["add_family_member"] == {
        "value": False,
        "source": "given",
        "app": "half",
        "evidence": [],
    }
    assert {app: e["online_registration"]["value"] for app, e in entry["by_app"].items()} == {
        "good": True,
        "half": True,
        "bad": False,
    }
    (deduction,) = entry["deductions"]
    assert deduction["points"] == "0.5"
    assert "3 个应用中须有 2 个达到" in deduction["reason"]
    assert "以 half 为准" in deduction["reason"]


def test_an_open_fact_of_an_app_that_cannot_decide_is_not_asked_for() -> None:
    apps = {"a": {"1.1.1": FULL}, "b": {"1.1.1": HALF}, "c": {"1.1.1": {}}}
    open_facts = card(document(apps=apps)).open_facts
    asked = {(q.app, q.fact): spell_points(q.points) for q in open_facts if q.code == "1.1.1"}
    # c decides between 0.5 (b) and 1 (a): whether it can register at all moves the upper end.
    assert asked == {
        ("c", "online_registration"): "0.5",
        ("c", "add_family_member"): "0.5",
        ("c", "username_password"): "0.5",
    }
    settled = {"a": {"1.1.1": FULL}, "b": {"1.1.1": FULL}, "c": {"1.1.1": {}}}
    assert not [q for q in card(document(apps=settled)).open_facts if q.code == "1.1.1"]


def test_facts_that_only_matter_together_are_listed_with_0_points() -> None:
    apps = {name: {"1.1.1": FULL | {"add_family_member": None}} for name in ("a", "b", "c")}
    asked = [q for q in card(document(apps=apps)).open_facts if q.code == "1.1.1"]
    # one answer alone cannot settle two of three apps
    assert {(q.app, q.fact, spell_points(q.points)) for q in asked} == {
        (name, "add_family_member", "0") for name in ("a", "b", "c")
    }
