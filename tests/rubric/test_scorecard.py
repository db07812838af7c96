"""What the card says: shapes of the contract, reasons, outcomes, provenance, adjustments."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from documents import DocumentError, Source
from rubric import (
    Origin,
    Outcome,
    Provenance,
    ProvenanceByFact,
    Scorecard,
    load_edition,
    parse_facts,
    score,
    score_document,
    spell_points,
)
from tests.rubric.sheets import card, document, judged


def with_provenance(data: dict[str, Any], provenance: ProvenanceByFact) -> Scorecard:
    edition = load_edition()
    return score(edition, parse_facts(Source("facts.json", data), edition), provenance)


@pytest.mark.parametrize(
    ("points", "text"),
    [("14.50", "14.5"), ("1.0", "1"), ("0.0", "0"), ("100", "100"), ("-0", "0"), ("-2.0", "-2")],
)
def test_points_are_plain_decimals(points: str, text: str) -> None:
    assert spell_points(Decimal(points)) == text


def test_the_shape_of_the_contract() -> None:
    data = card(document({"1.2.3": {"doctor_intro_items": ["name"]}})).to_json()
    assert json.loads(json.dumps(data)) == data
    assert set(data) >= {
        "hospital",
        "rubric",
        "total",
        "award_eligible",
        "categories",
        "indicators",
        "adjustments",
    }
    assert list(data["categories"]) == ["1", "2", "3", "4", "5"]
    assert set(data["categories"]["1"]) >= {"low", "high", "weight"}
    assert list(data["indicators"]) == list(load_edition().indicators)
    for entry in data["indicators"].values():
        assert set(entry) >= {
            *("name", "weight", "low", "high", "outcome"),
            *("facts", "deductions", "evidence"),
        }
    assert data["indicators"]["1.2.3"]["facts"]["doctor_intro_items"] == {
        "value": ["name"],
        "source": "given",
        "app": None,
        "evidence": [],
    }
    assert data["adjustments"] == {"bonus": "0", "deduction": "0", "veto": "0"}


@pytest.mark.parametrize(
    ("code", "facts", "reasons"),
    [
        (
            "1.1.1",
            {"online_registration": False, "add_family_member": False},
            [("1", ["没有“在线完成身份注册”", "细则 1.1.1 在线注册", "扣 1 分"])],
        ),
        (
            "1.1.1",
            {"online_registration": True, "add_family_member": False, "username_password": False},
            [("0.5", ["家庭成员"]), ("0.5", ["口令"])],
        ),
        (
            "1.2.3",
            {"doctor_intro_items": ["name", "title"]},
            [("1", ["有 2 项(姓名、职称)", "没有 专长、出诊时间"])],
        ),
        (
            "2.2.2",
            {"push_kinds": {"has": [], "open": ["other"]}},
            [("1.5", ["一项也没有", "待定 1 项", "没有 预约提醒"])],
        ),
        ("1.1.3", {"login_methods": ["gesture"]}, [("2", ["手势密码", "没有 用户名和口令"])]),
        ("2.2.1", {"booking": True, "booking_rate": 0.7}, [("1", ["为 70%", "细则 2.2.1"])]),
        ("2.2.1", {"booking": False, "booking_rate": 0.7}, [("2", ["没有“预约挂号"])]),
        # either-or clauses name both facts
        (
            "2.1.2",
            {"triage_by_symptom": False, "triage_by_plan": False, "triage_by_regional": False},
            [("1", ["症状", "且没有“按检查、治疗安排分诊”"]), ("1", ["区域多发病"])],
        ),
        (
            "4.1.1",
            {"survey": True, "survey_targeted": False, "survey_rate": 0.01, "survey_count": 20},
            [("2", ["精准"]), ("1", ["为 1%", "且“上月问卷条数”为 20"])],
        ),
        ("3.2.1", {"indoor_navigation": "external_map"}, [("2", ["外部地图", "第 47 页"])]),
        (
            "3.2.1",
            {"indoor_navigation": {"one_of": ["static_map", "none"]}},
            [("1", ["“静态室内地图(可查科室位置)或没有”"])],
        ),
        (
            "5.1.1",
            {"knowledge": True, "knowledge_professional": False, "knowledge_update": "older"},
            [("1", ["没有“医学知识内容专业”"])],
        ),
        ("5.2.3", {"convenience_payment_kinds": ["parking"]}, [("1", ["有 1 项(停车)"])]),
    ],
)
def test_reasons_name_fact_and_clause(
    code: str, facts: dict[str, Any], reasons: list[tuple[str, list[str]]]
) -> None:
    found = judged(code, facts).deductions
    assert [spell_points(d.points) for d in found] == [points for points, _ in reasons]
    for deduction, (_, words) in zip(found, reasons, strict=True):
        for word in [*words, f"细则 {code}"]:
            assert word in deduction.reason


def test_an_open_fact_is_no_deduction() -> None:
    assert judged("3.4.1", {"text_image_consult": True}).deductions == ()


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"text_image_consult": True, "audio_video_consult": True}, Outcome.MET),
        ({"text_image_consult": True, "audio_video_consult": False}, Outcome.PARTIAL),
        ({"text_image_consult": False, "audio_video_consult": False}, Outcome.NOT_MET),
        ({"text_image_consult": False}, Outcome.OPEN),
    ],
)
def test_outcomes(facts: dict[str, bool], outcome: Outcome) -> None:
    assert judged("3.4.1", facts).outcome is outcome


def test_provenance_is_shown_and_changes_no_points() -> None:
    data = document({"1.1.2": {"real_name_methods": ["id_card"]}, "2.2.4": {}})
    seen = Provenance(Origin.PROBE, "h5", ("e2", "e1"), reason="实名页要求身份证号")
    unknown = Provenance(Origin.PROBE, "h5", ("e3",), cause="应用未探索完")
    shown = with_provenance(
        data,
        {("1.1.2", "real_name_methods", "h5"): seen, ("2.2.4", "booking_reference"): unknown},
    )
    assert shown.total == card(data).total
    indicators = shown.to_json()["indicators"]
    assert indicators["1.1.2"]["facts"]["real_name_methods"] == {
        "value": ["id_card"],
        "source": "probe",
        "app": "h5",
        "evidence": ["e2", "e1"],
        "reason": "实名页要求身份证号",
        "cause": None,
    }
    assert indicators["1.1.2"]["evidence"] == ["e2", "e1"]
    assert indicators["2.2.4"]["facts"]["booking_reference"]["cause"] == "应用未探索完"
    assert indicators["2.2.4"]["outcome"] == "open"


def test_a_failure_of_the_tool_is_an_error_and_stays_open() -> None:
    broken = Provenance(Origin.PROBE, "h5", cause="设备或工具故障", error=True)
    entry = with_provenance(document(), {("2.2.4", "booking_reference"): broken}).indicators[
        "2.2.4"
    ]
    assert (entry.outcome, entry.to_json()["low"], entry.to_json()["high"]) == (
        Outcome.ERROR,
        "0",
        "2",
    )


def test_a_failure_that_no_longer_matters_is_no_error() -> None:
    broken = Provenance(Origin.PROBE, error=True)
    facts = {"3.4.1": {"text_image_consult": False, "audio_video_consult": False}}
    known = with_provenance(document(facts), {("3.4.1", "text_image_consult"): broken})
    assert known.indicators["3.4.1"].outcome is Outcome.NOT_MET


@pytest.mark.parametrize(
    "key",
    [
        ("9.9.9", "booking"),
        ("2.2.1", "bookings"),
        ("2.2.1", "booking", "h5"),
        ("1.1.2", "real_name_methods"),
        ("1.1.2", "real_name_methods", "android"),
    ],
)
def test_stray_provenance_is_a_mistake(key: Any) -> None:
    with pytest.raises(ValueError, match="provenance"):
        with_provenance(document(), {key: Provenance(Origin.PROBE)})


@pytest.mark.parametrize(
    ("more", "adjustments", "total", "eligible"),
    [
        ({}, ("0", "0", "0"), ("0", "100"), True),
        ({"innovations": []}, ("0", "0", "0"), ("0", "100"), True),
        ({"innovations": ["甲", "乙", "丙"]}, ("3", "0", "0"), ("3", "103"), True),
        ({"innovations": list("甲乙丙丁戊己")}, ("5", "0", "0"), ("5", "105"), True),
        ({"material_compliant": True}, ("0", "0", "0"), ("0", "100"), True),
        ({"material_compliant": False}, ("0", "2", "0"), ("-2", "98"), True),
        ({"security_notices": []}, ("0", "0", "0"), ("0", "100"), True),
        ({"security_notices": ["通报"]}, ("0", "0", "10"), ("-10", "90"), False),
        ({"security_notices": ["甲", "乙"]}, ("0", "0", "10"), ("-10", "90"), False),
        (
            {"innovations": ["甲"], "material_compliant": False, "security_notices": ["通报"]},
            ("1", "2", "10"),
            ("-11", "89"),
            False,
        ),
    ],
)
def test_adjustments(
    more: dict[str, Any], adjustments: tuple[str, ...], total: tuple[str, str], eligible: bool
) -> None:
    data = card(document(**more)).to_json()
    assert tuple(data["adjustments"].values()) == adjustments
    assert (data["total"]["low"], data["total"]["high"]) == total
    assert data["award_eligible"] is eligible


def test_undecided_adjustments_are_questions_for_the_expert() -> None:
    asked = card(document(innovations=["甲"])).to_json()["expert_questions"]
    assert [(q["fact"], q["points"]) for q in asked] == [
        ("material_compliant", "2"),
        ("security_notices", "10"),
    ]
    answered = document(innovations=[], material_compliant=True, security_notices=[])
    assert card(answered).expert_questions == ()


def test_open_facts_come_by_points_at_stake() -> None:
    open_facts = card(document({"2.2.1": {"booking": True}})).open_facts
    points = [question.points for question in open_facts]
    assert points == sorted(points, reverse=True)
    assert (open_facts[0].code, open_facts[0].fact, open_facts[0].points) == (
        "3.4.2",
        "order_kinds",
        Decimal(5),
    )
    rate = next(q for q in open_facts if q.fact == "booking_rate")
    assert rate.to_json() == {
        "code": "2.2.1",
        "app": None,
        "fact": "booking_rate",
        "gloss": "上月预约挂号占总挂号之比",
        "points": "2",
    }


def test_facts_that_cannot_matter_any_more_are_not_asked_for() -> None:
    facts = {
        "1.2.1": {"hospital_intro": "linked_adapted"},
        "2.2.1": {"booking": False},
        "2.2.2": {"push_kinds": {"has": ["other"], "open": []}},
        "3.1.1": {
            "progress_kinds": {"has": ["payment", "waiting", "exam", "surgery"], "open": ["other"]}
        },
    }
    asked = {question.code for question in card(document(facts)).open_facts}
    assert not asked & set(facts)


def test_score_document(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    data = document({"3.4.2": {"order_kinds": ["exam"]}})
    path.write_text(json.dumps(data), encoding="utf-8")
    assert score_document(path) == card(data).to_json()


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('{"hospital": "x", "rubric": "beijing-2020", "facts": {"9": {}}}', ["rubric", "facts.9"]),
        ('{"hospital": "x", "rubric": "shanghai", "facts": {"9": {}}}', ["rubric"]),
        ('{"hospital": "x"}', ["rubric"]),
        ("[]", ["键值表"]),
        ("{", ["JSON"]),
    ],
)
def test_score_document_refuses(tmp_path: Path, text: str, messages: list[str]) -> None:
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        score_document(path)
    for message in messages:
        assert message in str(caught.value)


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ({"has": ["name"], "open": ["title"]}, Outcome.ERROR),
        ({"has": ["name"], "open": []}, Outcome.PARTIAL),
        (["name", "title", "speciality", "schedule"], Outcome.MET),
    ],
)
def test_a_half_settled_set_with_a_failure_is_an_error(value: Any, outcome: Outcome) -> None:
    broken = Provenance(Origin.PROBE, "h5", cause="设备或工具故障", error=True)
    data = document({"1.2.3": {"doctor_intro_items": value}})
    found = with_provenance(data, {("1.2.3", "doctor_intro_items"): broken})
    assert found.indicators["1.2.3"].outcome is outcome


def test_a_failure_on_a_known_fact_leaves_other_open_facts_merely_open() -> None:
    broken = Provenance(Origin.PROBE, "h5", error=True)
    data = document({"3.4.1": {"text_image_consult": True}})
    found = with_provenance(data, {("3.4.1", "text_image_consult"): broken})
    assert found.indicators["3.4.1"].outcome is Outcome.OPEN
