"""A facts document is read strictly: unknown is kept, wrong is refused, all at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from documents import DocumentError, Problem, Source
from rubric import FactSheet, Members, OneOf, load_edition, parse_facts, to_plain
from tests.rubric.sheets import document


def parsed(data: Any) -> FactSheet:
    return parse_facts(Source("facts.json", data), load_edition())


def problems(data: Any) -> tuple[Problem, ...]:
    with pytest.raises(DocumentError) as caught:
        parsed(data)
    return caught.value.problems


def test_the_example_of_the_contract() -> None:
    sheet = parsed(
        {
            "hospital": "demo",
            "rubric": "beijing-2022",
            "apps": {
                "h5": {
                    "1.1.1": {
                        "online_registration": True,
                        "add_family_member": True,
                        "username_password": False,
                    }
                }
            },
            "facts": {
                "1.2.3": {"doctor_intro_items": ["name", "title"]},
                "2.2.1": {"booking": True, "booking_rate": 0.83},
            },
            "innovations": ["…"],
            "material_compliant": True,
            "security_notices": [],
        }
    )
    assert sheet.apps["h5"]["1.1.1"]["username_password"] is False
    assert sheet.facts["1.2.3"]["doctor_intro_items"] == Members(("name", "title"))
    assert sheet.facts["2.2.1"]["booking_rate"] == Decimal("0.83")
    assert (sheet.innovations, sheet.material_compliant, sheet.security_notices) == (
        ("…",),
        True,
        (),
    )


def test_null_and_missing_are_unknown() -> None:
    sheet = parsed(document({"2.2.1": {"booking": None}}, apps=None, innovations=None))
    assert sheet.facts["2.2.1"].get("booking") is None
    assert sheet.innovations is None
    assert sheet.apps == {}


@pytest.mark.parametrize(
    ("code", "fact", "raw", "value"),
    [
        ("1.2.3", "doctor_intro_items", ["title", "name"], Members(("name", "title"))),
        ("1.2.3", "doctor_intro_items", [], Members(())),
        ("1.2.3", "doctor_intro_items", {"has": ["name"]}, Members(("name",))),
        (
            "1.2.3",
            "doctor_intro_items",
            {"has": ["title"], "open": ["schedule", "name"]},
            Members(("title",), ("name", "schedule")),
        ),
        ("1.2.4", "visit_guide", "none", "none"),
        ("1.2.4", "visit_guide", {"one_of": ["none", "in_app"]}, OneOf(("in_app", "none"))),
        ("1.2.4", "visit_guide", {"one_of": ["in_app"]}, "in_app"),
        ("2.2.1", "booking_rate", 1, Decimal(1)),
        ("2.2.1", "booking_rate", 0.1, Decimal("0.1")),
        ("4.1.1", "survey_count", 120, Decimal(120)),
        ("4.1.1", "survey_count", 120.0, Decimal(120)),
    ],
)
def test_values(code: str, fact: str, raw: Any, value: Any) -> None:
    found = parsed(document({code: {fact: raw}})).facts[code][fact]
    assert found == value
    assert parsed(document({code: {fact: to_plain(found)}})).facts[code][fact] == value


def test_a_choice_that_may_still_be_anything_is_unknown() -> None:
    words = ["good", "fair", "poor"]
    sheet = parsed(document({"5.4.1": {"integration": {"one_of": words}}}))
    assert sheet.facts["5.4.1"]["integration"] is None


WRONG: list[tuple[dict[str, Any], str, str]] = [
    (document({}, facts={"9.9.9": {}}), "facts.9.9.9", "没有指标 9.9.9"),
    (document({}, facts={"2.2.1": {"bookng": True}}), "facts.2.2.1.bookng", "请改为 booking"),
    (document({}, facts={"1.1.1": {}}), "facts.1.1.1", "移到 apps"),
    (document({}, apps={"h5": {"2.2.1": {}}}), "apps.h5.2.2.1", "移到 facts"),
    (document({}, apps={"h5": {"1.1.9": {}}}), "apps.h5.1.1.9", "没有指标 1.1.9"),
    (document({}, rubric="beijing-2023"), "rubric", "请改为 beijing-2022"),
    (document({}, rubric=None), "rubric", "beijing-2022"),
    (document({}, hospital=""), "hospital", "医院标识"),
    (document({}, hospital=3), "hospital", "医院标识"),
    (document({}, fact={}), "fact", "请改为 facts"),
    (document({}, facts=[]), "facts", "键值表"),
    (document({}, apps={"h5": 3}), "apps.h5", "键值表"),
    (document({}, facts={"2.2.1": True}), "facts.2.2.1", "键值表"),
    (document({"2.2.1": {"booking": 1}}), "facts.2.2.1.booking", "true、false"),
    (document({"2.2.1": {"booking": "true"}}), "facts.2.2.1.booking", "true、false"),
    (document({"2.2.1": {"booking_rate": "0.8"}}), "facts.2.2.1.booking_rate", "数"),
    (document({"2.2.1": {"booking_rate": True}}), "facts.2.2.1.booking_rate", "数"),
    (document({"2.2.1": {"booking_rate": 83}}), "facts.2.2.1.booking_rate", "0.83"),
    (document({"2.2.1": {"booking_rate": -0.1}}), "facts.2.2.1.booking_rate", "0 到 1"),
    (document({"2.2.1": {"booking_rate": float("nan")}}), "facts.2.2.1.booking_rate", "nan"),
    (document({"4.1.1": {"survey_count": float("inf")}}), "facts.4.1.1.survey_count", "inf"),
    (document({"4.1.1": {"survey_count": 1.5}}), "facts.4.1.1.survey_count", "整数"),
    (document({"4.1.1": {"survey_count": -1}}), "facts.4.1.1.survey_count", "0 以上"),
    (document({"1.2.4": {"visit_guide": "inapp"}}), "facts.1.2.4.visit_guide", "请改为 in_app"),
    (document({"1.2.4": {"visit_guide": True}}), "facts.1.2.4.visit_guide", "一个词"),
    (document({"1.2.4": {"visit_guide": ["none"]}}), "facts.1.2.4.visit_guide", "一个词"),
    (document({"1.2.4": {"visit_guide": {"one_of": []}}}), "facts.1.2.4.visit_guide", "不能为空"),
    (
        document({"1.2.4": {"visit_guide": {"one_of": "none"}}}),
        "facts.1.2.4.visit_guide",
        "列表",
    ),
    (
        document({"2.2.3": {"timeslot_services": ["lab", "labs"]}}),
        "facts.2.2.3.timeslot_services",
        "没有成员 labs",
    ),
    (document({"2.2.3": {"timeslot_services": "lab"}}), "facts.2.2.3.timeslot_services", "列表"),
    (document({"2.2.3": {"timeslot_services": 2}}), "facts.2.2.3.timeslot_services", "列表"),
    (document({"2.2.3": {"timeslot_services": {}}}), "facts.2.2.3.timeslot_services", "列表"),
    (
        document({"2.2.3": {"timeslot_services": {"has": 0}}}),
        "facts.2.2.3.timeslot_services",
        "列表",
    ),
    (document({"2.2.3": {"timeslot_services": [1]}}), "facts.2.2.3.timeslot_services", "成员 1"),
    (
        document({"2.2.3": {"timeslot_services": ["lab", "lab"]}}),
        "facts.2.2.3.timeslot_services",
        "两次",
    ),
    (
        document({"2.2.3": {"timeslot_services": {"has": ["lab"], "open": ["lab"]}}}),
        "facts.2.2.3.timeslot_services",
        "同时在",
    ),
    (document({}, innovations="新"), "innovations", "列表"),
    (document({}, innovations=["新", "新"]), "innovations", "两次"),
    (document({}, innovations=[""]), "innovations", "列表"),
    (document({}, security_notices={}), "security_notices", "列表"),
    (document({}, material_compliant="yes"), "material_compliant", "true、false"),
]


@pytest.mark.parametrize(("data", "place", "message"), WRONG)
def test_one_wrong_thing_is_one_clear_problem(
    data: dict[str, Any], place: str, message: str
) -> None:
    (problem,) = problems(data)
    assert problem.file == "facts.json"
    assert problem.place == place
    assert message in str(problem)


@pytest.mark.parametrize("data", [None, [], 3, "x"])
def test_a_document_of_another_shape_is_refused(data: Any) -> None:
    assert "键值表" in str(problems(data)[0])


def test_all_problems_come_at_once() -> None:
    found = problems(
        {
            "hospital": "",
            "rubric": "beijing-2021",
            "apps": {"h5": {"1.1.2": {"real_name_methods": ["idcard"]}, "3.1.1": {}}},
            "facts": {
                "1.1.1": {},
                "7.7": {},
                "2.2.1": {"booking": 1, "booking_rate": 2, "rate": 0.5},
            },
            "innovations": 5,
            "colour": "red",
        }
    )
    assert {problem.place for problem in found} == {
        "hospital",
        "rubric",
        "apps.h5.1.1.2.real_name_methods",
        "apps.h5.3.1.1",
        "facts.1.1.1",
        "facts.7.7",
        "facts.2.2.1.booking",
        "facts.2.2.1.booking_rate",
        "facts.2.2.1.rate",
        "innovations",
        "colour",
    }
