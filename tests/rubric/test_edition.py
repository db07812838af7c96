"""The shipped edition against its authority: the appendix of the 2022 report."""

from __future__ import annotations

import pytest

from rubric import FactSource, ProofLevel, load_edition
from tests.rubric.sheets import best, card, document, worst

# 附件:编号 名称 权重
OFFICIAL = """
1 基础服务 16
1.1 注册认证 6
1.1.1 在线注册 1
1.1.2 实名认证 1
1.1.3 登录管理 2
1.1.4 注册协议 1
1.1.5 注册说明 1
1.2 医疗信息 6
1.2.1 医院简介 1
1.2.2 科室介绍 1
1.2.3 医生介绍 2
1.2.4 就医指南 2
1.3 服务协议说明 4
1.3.1 服务协议 2
1.3.2 服务说明 2
2 诊前服务 14
2.1 诊前导医 4
2.1.1 自助录入病情和上传病历 2
2.1.2 智能分诊 2
2.2 诊疗预约 10
2.2.1 预约挂号 2
2.2.2 消息推送 2
2.2.3 分时段预约 2
2.2.4 智能预约参考 2
2.2.5 入院预约 2
3 诊中服务 27
3.1 信息推送 9
3.1.1 实时查询服务 2
3.1.2 就医信息告知 2
3.1.3 病历资料查询和下载 4
3.1.4 消息分级管理 1
3.2 医院导诊 4
3.2.1 院内导航 2
3.2.2 智能导引 2
3.3 院内便民服务 4
3.3.1 院内便民服务 2
3.3.2 智慧院内便民服务 2
3.4 在线诊疗 10
3.4.1 在线交互 5
3.4.2 医嘱开具 5
4 诊后服务 24
4.1 患者反馈 9
4.1.1 满意度调查问卷 4
4.1.2 投诉和反馈 4
4.1.3 患者招募 1
4.2 患者随访 6
4.2.1 患者随访调查 2
4.2.2 个性化建议 2
4.2.3 健康监测 2
4.3 药品调剂与配送 9
4.3.1 处方查询和下载 2
4.3.2 带药查询和下载 2
4.3.3 药品配送 3
4.3.4 电子处方流转 2
5 全程服务 19
5.1 健康教育 5
5.1.1 医学知识查询 2
5.1.2 个性化健康宣教 2
5.1.3 自动健康风险评估 1
5.2 支付服务 10
5.2.1 挂号、住院缴费 2
5.2.2 检查、药品缴费 2
5.2.3 便民服务缴费 2
5.2.4 费用查询 2
5.2.5 电子发票 2
5.3 在线咨询 2
5.3.1 在线咨询 2
5.4 移动应用整合度 2
5.4.1 移动应用整合度 2
"""

CONVENIENCE = (
    "wheelchair meal carer decoction record_copy film_express vending volunteer parking other"
)
INTRO = "choice linked_adapted in_app linked_unadapted none"
# The binding names: code, fact, source (U app, M material, E expert), type and members.
FACTS = f"""
1.1.1 online_registration U bool
1.1.1 add_family_member U bool
1.1.1 username_password U bool
1.1.2 real_name_methods U set id_card medicare_card biometric offline_link police
1.1.3 login_methods U set password sms_code graphic_captcha biometric wechat gesture
1.1.4 registration_agreement U bool
1.1.4 reading_option U bool
1.1.5 registration_steps U choice complete partial none
1.1.5 registration_materials U bool
1.2.1 hospital_intro U {INTRO}
1.2.1 hospital_intro_items U set name scale research history honours specialities technology \
address route phone email
1.2.2 department_intro U {INTRO}
1.2.2 department_intro_items U set overview staff scope strengths
1.2.3 doctor_intro_items U set name title speciality schedule
1.2.4 visit_guide U choice in_app linked_adapted linked_unadapted no_column none
1.3.1 service_agreement U bool
1.3.1 forced_reading U bool
1.3.2 booking_steps U bool
1.3.2 booking_materials U bool
2.1.1 symptom_entry U bool
2.1.1 record_upload U bool
2.1.1 entry_usage_rate M number
2.1.2 triage_by_symptom U bool
2.1.2 triage_by_plan U/M bool
2.1.2 triage_by_regional U/M bool
2.2.1 booking U bool
2.2.1 booking_rate M number
2.2.2 push_kinds U set appointment_reminder admission_notice quota_limit doctor_suspension \
schedule_change epidemic_change other
2.2.3 timeslot_services U set registration lab exam
2.2.4 booking_reference U bool
2.2.5 admission_view U bool
2.2.5 admission_info_entry U bool
3.1.1 progress_kinds U set payment waiting exam surgery treatment other
3.1.2 notice_kinds U set surgery discharge medicine_pickup report_ready exam_precautions \
medication_guide other
3.1.3 record_view_kinds U set outpatient_record exam_report lab_report exam_image
3.1.3 record_download_kinds U set outpatient_record exam_report lab_report exam_image
3.1.4 message_levels U bool
3.2.1 indoor_navigation U choice dynamic static_map external_map none
3.2.2 queue_guidance U/M bool
3.3.1 convenience_kinds U set {CONVENIENCE}
3.3.2 convenience_hub U bool
3.3.2 convenience_recommendation U/M bool
3.4.1 text_image_consult U bool
3.4.1 audio_video_consult U bool
3.4.2 order_kinds U/M set prescription exam lab admission treatment
4.1.1 survey U bool
4.1.1 survey_targeted U/M bool
4.1.1 survey_rate M number
4.1.1 survey_count M number
4.1.2 complaint_submit U bool
4.1.2 complaint_reply U/M bool
4.1.3 recruitment_push U/M bool
4.2.1 follow_up U bool
4.2.1 follow_up_auto_reply U/M bool
4.2.2 reminder_kinds U/M set revisit medication diet exercise other
4.2.2 metric_kinds U/M set blood_pressure glucose weight heart_rate other
4.2.3 monitoring U bool
4.2.3 monitoring_in_record U/M bool
4.3.1 prescription_view U bool
4.3.1 drug_leaflet U bool
4.3.1 prescription_download U bool
4.3.2 discharge_medicine_view U bool
4.3.2 discharge_medicine_download U bool
4.3.3 drug_delivery U bool
4.3.3 delivery_tracking U bool
4.3.3 delivery_supervision M bool
4.3.4 prescription_transfer U/M bool
5.1.1 knowledge U bool
5.1.1 knowledge_professional U/E bool
5.1.1 knowledge_update U choice monthly quarterly older
5.1.2 personal_education U/M bool
5.1.3 risk_feedback U/M bool
5.1.3 risk_auto U/M bool
5.2.1 payment_points U set appointment outpatient inpatient_deposit inpatient_settlement
5.2.2 exam_payment U bool
5.2.2 drug_payment U bool
5.2.3 convenience_payment_kinds U set {CONVENIENCE}
5.2.4 fee_query U set outpatient inpatient
5.2.5 e_invoice U bool
5.3.1 online_consult U bool
5.4.1 integration E choice good fair poor
"""
LETTERS = {
    FactSource.APP: "U",
    FactSource.APP_OR_MATERIAL: "U/M",
    FactSource.APP_OR_EXPERT: "U/E",
    FactSource.MATERIAL: "M",
    FactSource.EXPERT: "E",
}
PER_APP = {"1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5"}


def test_codes_names_and_weights_are_the_official_ones() -> None:
    found = []
    for category in load_edition().categories:
        found.append(f"{category.code} {category.name} {category.weight}")
        for item in category.items:
            found.append(f"{item.code} {item.name} {item.weight}")
            found += [f"{i.code} {i.name} {i.weight}" for i in item.indicators]
    assert found == OFFICIAL.strip().splitlines()
    assert (found[0], len(found)) == ("1 基础服务 16", 5 + 16 + 48)


def test_fact_names_types_members_and_sources_are_the_binding_ones() -> None:
    found = [
        " ".join([code, name, LETTERS[fact.source], fact.type, *getattr(fact, "members", ())])
        for code, indicator in load_edition().indicators.items()
        for name, fact in indicator.facts.items()
    ]
    assert found == FACTS.strip().splitlines()


def test_only_registration_and_login_are_judged_per_app() -> None:
    edition = load_edition()
    assert {code for code, i in edition.indicators.items() if i.per_app} == PER_APP
    assert str(edition.per_app_share) == "0.6"


@pytest.mark.parametrize(
    "code",
    ["1.1.4", "1.1.5", "1.2.1", "1.2.2", "2.1.1", "2.2.5", "4.3.1", "5.1.1"],
)
def test_ambiguous_clauses_state_their_reading_and_reason(code: str) -> None:
    readings = load_edition().indicators[code].readings
    assert readings
    assert all(len(r.reading) > 8 and len(r.reason) > 8 for r in readings)


@pytest.mark.parametrize(
    ("code", "fact", "level"),
    [
        ("1.1.1", "online_registration", ProofLevel.L2),
        ("1.1.1", "add_family_member", ProofLevel.L2),
        ("1.1.4", "registration_agreement", ProofLevel.L1),
        ("1.3.1", "forced_reading", ProofLevel.L2),
        ("1.2.3", "doctor_intro_items", ProofLevel.L1),
        ("2.2.1", "booking", ProofLevel.L2),
        ("2.2.3", "timeslot_services", ProofLevel.L2),
        ("3.1.3", "record_view_kinds", ProofLevel.L1),
        ("3.1.3", "record_download_kinds", ProofLevel.L2),
        ("3.1.4", "message_levels", ProofLevel.L2),
        ("4.1.2", "complaint_submit", ProofLevel.L2),
        ("5.2.1", "payment_points", ProofLevel.L1),
    ],
)
def test_what_can_be_operated_must_be_operated(code: str, fact: str, level: ProofLevel) -> None:
    assert load_edition().fact(code, fact).level is level


def test_an_entry_alone_never_earns_points() -> None:
    levels = {fact.level for i in load_edition().indicators.values() for fact in i.facts.values()}
    assert ProofLevel.L0 not in levels


def test_pages_never_go_back() -> None:
    pages = [page for i in load_edition().indicators.values() for page in i.pages]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (43, 51)


def _everything(value_of: object) -> dict[str, dict[str, object]]:
    return {
        code: {name: value_of(fact) for name, fact in indicator.facts.items()}  # type: ignore[operator]
        for code, indicator in load_edition().indicators.items()
    }


def test_all_true_is_100() -> None:
    total = card(document(_everything(best))).to_json()
    assert total["total"] == {"low": "100", "high": "100"}
    assert {entry["outcome"] for entry in total["indicators"].values()} == {"met"}


def test_all_false_is_0() -> None:
    total = card(document(_everything(worst))).to_json()
    assert total["total"] == {"low": "0", "high": "0"}
    assert {entry["outcome"] for entry in total["indicators"].values()} == {"not_met"}


@pytest.mark.parametrize("apps", [None, {}, {"h5": {}}, {"a": {}, "b": {}, "c": {}}])
def test_all_unknown_is_0_to_100(apps: object) -> None:
    total = card(document(apps=apps)).to_json()
    assert total["total"] == {"low": "0", "high": "100"}
    assert {entry["outcome"] for entry in total["indicators"].values()} == {"open"}
