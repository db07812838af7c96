"""Every clause of the appendix: facts → points.

Each row is a case that the appendix, or a stated reading of it, decides.
"""

from __future__ import annotations

from typing import Any

import pytest

from rubric import load_edition
from tests.rubric.sheets import Facts, interval

Rows = list[tuple[Facts, str]]


def flags(names: str, points: dict[str, str]) -> Rows:
    """Rows from patterns: "10" is the first fact true, the second false."""
    facts = names.split()
    return [
        ({name: digit == "1" for name, digit in zip(facts, pattern, strict=True)}, gained)
        for pattern, gained in points.items()
    ]


def counts(fact: str, points: list[str]) -> Rows:
    """Rows from the points of 0, 1, 2 … members of a set."""
    members = {name: f for i in load_edition().indicators.values() for name, f in i.facts.items()}
    words = list(members[fact].members)  # type: ignore[union-attr]
    return [({fact: words[:n]}, gained) for n, gained in enumerate(points)]


def words(fact: str, points: dict[str, str]) -> Rows:
    """Rows from the points of the words of a choice."""
    return [({fact: word}, gained) for word, gained in points.items()]


def intro(prefix: str, sizes: dict[int, str]) -> Rows:
    """1.2.1 and 1.2.2: three ways that ignore the items, and the items of the fourth."""
    way, items = prefix, f"{prefix}_items"
    rows: Rows = [
        ({way: "linked_adapted", items: []}, "1"),
        ({way: "linked_adapted"}, "1"),
        ({way: "linked_unadapted"}, "0.5"),
        ({way: "none"}, "0"),
    ]
    return rows + [({way: "in_app"} | row, p) for row, p in counts(items, list(sizes.values()))]


def survey(**facts: Any) -> Facts:
    return {"survey": True, "survey_targeted": False, "survey_rate": 0, "survey_count": 0} | facts


FOUR_KINDS = ["0", "0.5", "1", "1.5", "2", "2"]
ALL_ORDERS = ["0", "1", "2", "3", "4", "5"]

CLAUSES: dict[str, Rows] = {
    # 若不能添加其他就诊人扣 0.5;不能设置用户名和口令扣 0.5;不能在线注册不得分
    "1.1.1": flags(
        "online_registration add_family_member username_password",
        {"111": "1", "101": "0.5", "110": "0.5", "100": "0", "011": "0", "001": "0", "000": "0"},
    ),
    "1.1.2": [
        *counts("real_name_methods", ["0", "1", "1"]),
        ({"real_name_methods": ["police"]}, "1"),
    ],
    # 可将手势密码作为辅助
    "1.1.3": [
        ({"login_methods": []}, "0"),
        ({"login_methods": ["gesture"]}, "0"),
        ({"login_methods": ["gesture", "password"]}, "2"),
        ({"login_methods": ["sms_code"]}, "2"),
        ({"login_methods": ["graphic_captcha"]}, "2"),
        ({"login_methods": ["biometric"]}, "2"),
        ({"login_methods": ["wechat"]}, "2"),
    ],
    "1.1.4": flags(
        "registration_agreement reading_option", {"11": "1", "10": "0.5", "01": "0.5", "00": "0"}
    ),
    "1.1.5": [
        ({"registration_steps": "complete", "registration_materials": True}, "1"),
        ({"registration_steps": "complete", "registration_materials": False}, "0.5"),
        ({"registration_steps": "partial", "registration_materials": True}, "0.5"),
        ({"registration_steps": "partial", "registration_materials": False}, "0.5"),
        ({"registration_steps": "none", "registration_materials": True}, "0.5"),
        ({"registration_steps": "none", "registration_materials": False}, "0"),
    ],
    # 每缺一项扣 0.1 分,最多扣 0.5 分
    "1.2.1": intro(
        "hospital_intro",
        {0: "0.5", 1: "0.5", 2: "0.5", 3: "0.5", 4: "0.5", 5: "0.5", 6: "0.5"}
        | {7: "0.6", 8: "0.7", 9: "0.8", 10: "0.9", 11: "1"},
    ),
    "1.2.2": intro("department_intro", {0: "0.6", 1: "0.7", 2: "0.8", 3: "0.9", 4: "1"}),
    "1.2.3": counts("doctor_intro_items", ["0", "0.5", "1", "1.5", "2"]),
    "1.2.4": words(
        "visit_guide",
        {
            "in_app": "2",
            "linked_adapted": "2",
            "linked_unadapted": "1.5",
            "no_column": "1.5",
            "none": "0",
        },
    ),
    "1.3.1": flags(
        "service_agreement forced_reading", {"11": "2", "10": "1", "01": "0", "00": "0"}
    ),
    "1.3.2": flags("booking_steps booking_materials", {"11": "2", "10": "1", "01": "1", "00": "0"}),
    # 上个月内占本应用就诊数量比大于 10% 为合格
    "2.1.1": [
        ({"symptom_entry": True, "record_upload": True, "entry_usage_rate": 0.11}, "2"),
        ({"symptom_entry": True, "record_upload": False, "entry_usage_rate": 0.5}, "1"),
        ({"symptom_entry": False, "record_upload": True, "entry_usage_rate": 0.5}, "1"),
        ({"symptom_entry": False, "record_upload": False, "entry_usage_rate": 0.5}, "0"),
        ({"symptom_entry": True, "record_upload": True, "entry_usage_rate": 0.1}, "0"),
        ({"symptom_entry": True, "record_upload": True, "entry_usage_rate": 0.1001}, "2"),
        ({"symptom_entry": True, "record_upload": True, "entry_usage_rate": 0}, "0"),
    ],
    "2.1.2": flags(
        "triage_by_symptom triage_by_plan triage_by_regional",
        {"101": "2", "011": "2", "111": "2", "110": "1", "100": "1", "010": "1", "001": "1"}
        | {"000": "0"},
    ),
    # 80%以上 2 分;60%-80%得 1 分;60%以下不得分
    "2.2.1": [
        ({"booking": True, "booking_rate": 1}, "2"),
        ({"booking": True, "booking_rate": 0.8}, "2"),
        ({"booking": True, "booking_rate": 0.7999}, "1"),
        ({"booking": True, "booking_rate": 0.6}, "1"),
        ({"booking": True, "booking_rate": 0.5999}, "0"),
        ({"booking": True, "booking_rate": 0}, "0"),
        ({"booking": False, "booking_rate": 0.9}, "0"),
        ({"booking": False}, "0"),
    ],
    "2.2.2": counts("push_kinds", [*FOUR_KINDS, "2", "2"]),
    "2.2.3": counts("timeslot_services", ["0", "1", "2", "2"]),
    "2.2.4": flags("booking_reference", {"1": "2", "0": "0"}),
    "2.2.5": flags(
        "admission_view admission_info_entry", {"11": "2", "10": "1", "01": "1", "00": "0"}
    ),
    "3.1.1": counts("progress_kinds", [*FOUR_KINDS, "2"]),
    "3.1.2": counts("notice_kinds", [*FOUR_KINDS, "2", "2"]),
    # 每实现查询 1 项得 0.5 分;每实现下载 1 项得 0.5 分
    "3.1.3": [
        ({"record_view_kinds": seen, "record_download_kinds": kept}, points)
        for seen, kept, points in [
            ([], [], "0"),
            (["lab_report"], [], "0.5"),
            ([], ["lab_report"], "0.5"),
            (["lab_report", "exam_report"], ["lab_report"], "1.5"),
            (["lab_report", "exam_report", "exam_image"], ["exam_image"], "2"),
            (["lab_report", "exam_report", "exam_image", "outpatient_record"], [], "2"),
            (
                ["lab_report", "exam_report", "exam_image", "outpatient_record"],
                ["lab_report", "exam_report", "exam_image", "outpatient_record"],
                "4",
            ),
        ]
    ],
    "3.1.4": flags("message_levels", {"1": "1", "0": "0"}),
    # 利用百度地图、非医院内部导航,扣 2 分
    "3.2.1": words(
        "indoor_navigation", {"dynamic": "2", "static_map": "1", "external_map": "0", "none": "0"}
    ),
    "3.2.2": flags("queue_guidance", {"1": "2", "0": "0"}),
    "3.3.1": counts("convenience_kinds", [*FOUR_KINDS, "2", "2", "2", "2", "2"]),
    "3.3.2": flags(
        "convenience_hub convenience_recommendation", {"11": "2", "10": "1", "01": "1", "00": "0"}
    ),
    "3.4.1": flags(
        "text_image_consult audio_video_consult", {"11": "5", "10": "2.5", "01": "2.5", "00": "0"}
    ),
    "3.4.2": counts("order_kinds", ALL_ORDERS),
    # 大于就诊量的 5%或超过 100 条
    "4.1.1": [
        (survey(survey_targeted=True, survey_rate=0.051), "4"),
        (survey(survey_targeted=True, survey_count=101), "4"),
        (survey(survey_targeted=True, survey_rate=0.05, survey_count=100), "3"),
        (survey(survey_rate=0.06), "2"),
        (survey(survey_count=5000), "2"),
        (survey(survey_rate=0.05, survey_count=100), "1"),
        (survey(), "1"),
        (survey(survey=False, survey_targeted=True, survey_count=500), "0"),
        ({"survey": False}, "0"),
    ],
    "4.1.2": flags(
        "complaint_submit complaint_reply", {"11": "4", "10": "2", "01": "0", "00": "0"}
    ),
    "4.1.3": flags("recruitment_push", {"1": "1", "0": "0"}),
    "4.2.1": flags("follow_up follow_up_auto_reply", {"11": "2", "10": "1", "01": "0", "00": "0"}),
    "4.2.2": [
        ({"reminder_kinds": ["revisit", "diet"], "metric_kinds": ["glucose", "weight"]}, "2"),
        ({"reminder_kinds": ["revisit", "diet"], "metric_kinds": ["glucose"]}, "1"),
        ({"reminder_kinds": ["revisit"], "metric_kinds": ["glucose", "weight", "other"]}, "1"),
        ({"reminder_kinds": ["revisit"], "metric_kinds": ["glucose"]}, "0"),
        ({"reminder_kinds": [], "metric_kinds": []}, "0"),
    ],
    "4.2.3": flags("monitoring monitoring_in_record", {"11": "2", "10": "1", "01": "0", "00": "0"}),
    "4.3.1": flags(
        "prescription_view drug_leaflet prescription_download",
        {"111": "2", "110": "1", "101": "1", "100": "0", "011": "0", "010": "0", "000": "0"},
    ),
    "4.3.2": flags(
        "discharge_medicine_view discharge_medicine_download",
        {"11": "2", "10": "1", "01": "1", "00": "0"},
    ),
    "4.3.3": flags(
        "drug_delivery delivery_tracking delivery_supervision",
        {"111": "3", "110": "2", "101": "2", "100": "1", "011": "0", "000": "0"},
    ),
    "4.3.4": flags("prescription_transfer", {"1": "2", "0": "0"}),
    "5.1.1": [
        ({"knowledge": know, "knowledge_professional": good, "knowledge_update": often}, points)
        for know, good, often, points in [
            (True, True, "monthly", "2"),
            (True, True, "quarterly", "1"),
            (True, False, "monthly", "1"),
            (True, False, "quarterly", "1"),
            (True, False, "older", "1"),
            (False, True, "monthly", "0"),
        ]
    ],
    "5.1.2": flags("personal_education", {"1": "2", "0": "0"}),
    "5.1.3": flags("risk_feedback risk_auto", {"11": "1", "10": "0.5", "01": "0.5", "00": "0"}),
    "5.2.1": counts("payment_points", ["0", "1", "2", "2", "2"]),
    "5.2.2": flags("exam_payment drug_payment", {"11": "2", "10": "1", "01": "1", "00": "0"}),
    # 3 项及以上;仅提供 2 项扣 0.5 分;仅提供 1 项扣 1 分
    "5.2.3": counts("convenience_payment_kinds", ["0", "1", "1.5", "2", "2"]),
    "5.2.4": [
        ({"fee_query": ["outpatient", "inpatient"]}, "2"),
        ({"fee_query": ["outpatient"]}, "1"),
        ({"fee_query": ["inpatient"]}, "1"),
        ({"fee_query": []}, "0"),
    ],
    "5.2.5": flags("e_invoice", {"1": "2", "0": "0"}),
    "5.3.1": flags("online_consult", {"1": "2", "0": "0"}),
    "5.4.1": words("integration", {"good": "2", "fair": "1", "poor": "0"}),
}


def test_every_indicator_has_clauses() -> None:
    assert list(CLAUSES) == list(load_edition().indicators)


@pytest.mark.parametrize(
    ("code", "facts", "points"),
    [(code, facts, points) for code, rows in CLAUSES.items() for facts, points in rows],
)
def test_clause(code: str, facts: Facts, points: str) -> None:
    assert interval(code, facts) == (points, points)


@pytest.mark.parametrize(
    ("code", "facts", "low", "high"),
    [
        ("1.1.1", {"online_registration": True}, "0", "1"),
        ("1.1.1", {"add_family_member": False}, "0", "0.5"),
        ("1.1.2", {"real_name_methods": {"has": [], "open": ["police"]}}, "0", "1"),
        ("1.1.2", {"real_name_methods": {"has": ["id_card"], "open": ["police"]}}, "1", "1"),
        ("1.1.3", {"login_methods": {"has": [], "open": ["gesture"]}}, "0", "0"),
        ("1.1.5", {"registration_steps": {"one_of": ["complete", "partial"]}}, "0.5", "1"),
        ("1.2.1", {"hospital_intro": {"one_of": ["in_app", "none"]}}, "0", "1"),
        ("1.2.1", {"hospital_intro": "in_app"}, "0.5", "1"),
        (
            "1.2.1",
            {
                "hospital_intro": "in_app",
                "hospital_intro_items": {
                    "has": ["name", "scale", "research", "history", "honours", "address", "phone"],
                    "open": ["email", "route"],
                },
            },
            "0.6",
            "0.8",
        ),
        ("2.1.1", {"symptom_entry": True, "record_upload": False}, "0", "1"),
        ("2.2.1", {"booking": True}, "0", "2"),
        ("2.2.1", {"booking_rate": 0.7}, "0", "1"),
        ("2.2.2", {"push_kinds": {"has": ["other"], "open": ["quota_limit"]}}, "0.5", "1"),
        ("2.2.2", {"push_kinds": {"has": ["other"]}}, "0.5", "0.5"),
        ("3.2.1", {"indoor_navigation": {"one_of": ["external_map", "none"]}}, "0", "0"),
        ("4.1.1", {"survey": True, "survey_targeted": True}, "3", "4"),
        ("4.1.1", {"survey": True, "survey_targeted": True, "survey_rate": 0.04}, "3", "4"),
        ("4.1.1", {"survey": True, "survey_rate": 0.06}, "2", "4"),
        ("4.3.1", {"prescription_view": True}, "0", "2"),
        ("4.3.1", {"drug_leaflet": False}, "0", "1"),
        ("5.1.1", {"knowledge": True}, "1", "2"),
    ],
)
def test_unknown_facts_leave_an_interval(code: str, facts: Facts, low: str, high: str) -> None:
    assert interval(code, facts) == (low, high)
