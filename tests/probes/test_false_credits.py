"""What resembles a function and is none: names and words that once proved too much."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devices.model import Effect
from probes.flows.access.registration_terms import (
    agreement,
    guide_materials,
    guide_steps,
    names_agreement,
)
from probes.flows.after_visit.aftercare import AUTO_REPLY, says_on
from probes.flows.after_visit.measuring import IN_RECORD
from probes.flows.before_visit.advice import plan_advice
from probes.flows.booking.slots import is_arranged
from probes.flows.clinic.chat import talks
from probes.flows.information.pages import introduction
from probes.flows.payment.convenience import offered
from probes.flows.places.guides import guides
from probes.flows.places.search import shown
from probes.flows.records.progress import progress
from tests.probes.drawn import drawn
from tests.probes.sketch import lines

HOME = ["本院欢迎您", "服务时间全年无休"]


@pytest.mark.parametrize(
    "label", ["《用户协议》", "《隐私政策》和《用户服务协议》", "注册条款", "用户注册声明"]
)
def test_terms_for_users_are_an_agreement(label: str) -> None:
    assert names_agreement(label)


@pytest.mark.parametrize(
    "label",
    ["《隐私政策》", "《个人信息保护声明》", "用户隐私协议", "注册说明", "新手指南", "免责声明"],
)
def test_how_data_is_handled_is_no_agreement(label: str) -> None:
    assert not names_agreement(label)


def test_how_to_register_is_no_agreement(tmp_path: Path) -> None:
    steps = ["第一步 打开注册页面并点击注册", "第二步 填写手机号和短信验证码", "第三步 设置密码"]
    rows = [
        *steps,
        "提交前请阅读注册协议和隐私政策,勾选同意后提交注册,平台审核后即可使用全部服务。",
    ]
    app = drawn(tmp_path, {"首页": ["注册须知 > 注册须知", *HOME], "注册须知": rows})
    assert agreement(app).truth is not True


HELP = [
    "一、就诊前准备",
    "请携带本人身份证、医保卡和病历。初次就诊请先在本应用注册并添加就诊人。",
    "二、挂号与取号",
    "就诊当日凭身份证到自助机取号。",
    "三、候诊与就诊",
    "按预约时段到诊区报到。",
    "四、缴费与取药",
    "医生开单后可在手机上缴费。",
]


def test_the_course_of_a_visit_is_no_course_of_registering(tmp_path: Path) -> None:
    app = drawn(tmp_path, {"首页": ["帮助中心 > 帮助中心", *HOME], "帮助中心": HELP})
    choice, _ = guide_steps(app)
    assert choice != "complete"
    assert guide_materials(app).truth is not True


def test_a_part_of_the_help_about_registering_counts(tmp_path: Path) -> None:
    part = [
        "账号注册流程",
        "1. 点击我的,进入注册页面",
        "2. 填写手机号和验证码",
        "3. 设置密码并提交",
        "所需材料",
        "请准备本人身份证和手机号码",
    ]
    app = drawn(tmp_path, {"首页": ["帮助中心 > 帮助中心", *HOME], "帮助中心": [*part, *HELP]})
    assert guide_steps(app)[0] == "complete"
    assert guide_materials(app).truth is True


def test_a_heading_with_nothing_under_it_names_no_materials(tmp_path: Path) -> None:
    rows = ["注册请点击“我的”进入注册页面,操作以页面提示为准。", "需携带证件", "暂无"]
    app = drawn(tmp_path, {"首页": ["注册指南 > 注册指南", *HOME], "注册指南": rows})
    assert guide_steps(app)[0] == "partial"
    assert guide_materials(app).truth is not True


def test_a_list_of_papers_is_no_guide_to_a_visit(tmp_path: Path) -> None:
    papers = [
        "· 就诊人有效身份证件(身份证、护照)",
        "· 就诊卡或医保卡(社会保障卡)",
        "· 既往病历、检查检验报告等资料",
    ]
    pages = {"首页": ["就诊须知 > 就诊须知", *HOME], "就诊须知": papers}
    app = drawn(tmp_path, pages)
    place = next(p for p in app.map.places.values() if p.screen.title == "就诊须知")
    assert not guides(app, place, named=True)
    assert introduction(app, "visit_guide")[0] != "in_app"


def test_how_to_take_a_drug_is_no_leaflet(tmp_path: Path) -> None:
    detail = ["药品 规格 用法", "二甲双胍片 0.5g×30片", "口服,一次1片,每日1次", "注意事项:无"]
    pages = {
        "首页": ["处方查询 > 处方查询", *HOME],
        "处方查询": ["内分泌科处方 > 详情", "共1张"],
        "详情": detail,
    }
    assert shown(drawn(tmp_path, pages), "drug_leaflet", depth=3).truth is not True


def test_what_a_doctor_orders_online_is_no_search_for_prescriptions(tmp_path: Path) -> None:
    pages = {
        "首页": ["电子申请单 > 电子申请单", *HOME],
        "电子申请单": ["药品处方 > 药品处方", "检查单"],
        "药品处方": ["药品处方", "二甲双胍片 ×2 盒", "用法 每日1次", "医师签名 已签"],
    }
    assert shown(drawn(tmp_path, pages), "prescription", depth=3).truth is not True


@pytest.mark.parametrize(
    ("key", "entry", "label", "pattern"),
    [
        ("follow_up", "诊后随访", "自动风险评估", AUTO_REPLY),
        ("monitoring", "健康监测", "并入电子病历", IN_RECORD),
    ],
)
def test_a_control_promises_and_does_not_say(
    tmp_path: Path, key: str, entry: str, label: str, pattern: re.Pattern[str]
) -> None:
    pages = {
        "首页": [f"{entry} > {entry}", *HOME],
        entry: [f"{label} ! 功能即将上线", "收缩压 120", "舒张压 80"],
    }
    app = drawn(tmp_path, pages)
    assert says_on(app, key, pattern, entry, controls=False).truth is not True


def test_letters_about_meals_and_wards_order_none(tmp_path: Path) -> None:
    letters = [
        "住院通知",
        "2026-11-24",
        "您预约的心血管内科一病区床位已安排,请按通知日期到住院处办理入院手续。",
        "服药提醒",
        "2026-11-15",
        "二甲双胍缓释片请随晚餐整片吞服,不可嚼碎。",
        "预交金不足提醒",
        "2026-08-27",
        "您的住院预交金余额已不足 500 元,请及时补缴以免影响治疗。",
    ]
    app = drawn(tmp_path, {"首页": ["通知公告 > 通知公告", *HOME], "通知公告": letters})
    assert offered(app, "meal").truth is False


@pytest.mark.parametrize(("behind", "truth"), [(["敬请期待"], False), (["? 日期", "预约"], True)])
def test_a_menu_behind_a_services_name_is_worth_what_its_own_entry_is(
    tmp_path: Path, behind: list[str], truth: bool
) -> None:
    """陪护 among the services leads to the whole ward's menu, of which 陪护预约 is one."""
    ward = [
        "每日清单 > 每日清单",
        "出院结算 > 出院结算",
        "病房点餐 > 病房点餐",
        "陪护预约 > 陪护预约",
    ]
    pages = {
        "首页": ["陪护 > 住院服务", *HOME],
        "住院服务": ["住院患者:张三", *ward],
        "每日清单": ["2026-11-24", "床位费", "90.00 元"],
        "出院结算": ["请持押金条办理"],
        "病房点餐": ["流质餐", "? 份数", "提交订餐"],
        "陪护预约": behind,
    }
    assert offered(drawn(tmp_path, pages), "carer").truth is truth


def test_letters_beside_the_ward_show_no_admission(tmp_path: Path) -> None:
    letters = [
        "收治通知",
        "2026-11-24",
        "您预约的心血管内科一病区床位已安排,请于通知日期 9:00 前到住院处办理入院手续。",
        "停诊提醒",
        "2026-11-21",
        "心血管内科林致远主任医师本周五门诊停诊一次,已预约的患者可免费改约或退号。",
        "预约就诊通知",
        "2026-11-14",
        "您预约的内分泌科冯立夏医生门诊将于明日开诊,请提前 20 分钟到门诊楼报到。",
    ]
    pages = {
        "首页": ["住院管家 > 住院管家", *HOME],
        "住院管家": ["通知公告 > 通知公告", "床位预约 ! 功能建设中"],
        "通知公告": letters,
    }
    assert shown(drawn(tmp_path, pages), "admission_view").truth is not True


def test_a_guide_beside_the_news_tells_no_progress(tmp_path: Path) -> None:
    pages = {
        "首页": ["医院动态 > 医院动态", *HOME],
        "医院动态": ["就医流程 > 就医指南", "新楼启用"],
        "就医指南": ["一、预约", "可提前 7 天预约。", "二、候诊与就诊", "按预约时段到诊区报到。"],
    }
    assert progress(drawn(tmp_path, pages))["waiting"].truth is False


@pytest.mark.parametrize(("looked_at", "truth"), [(True, True), (False, None)])
def test_an_entry_that_nobody_had_time_to_open_tells_nothing(
    tmp_path: Path, looked_at: bool, truth: bool | None
) -> None:
    pages = {
        "首页": ["就医进程 > 就医进程", *HOME],
        "就医进程": ["候诊叫号 > 候诊叫号", "手术情况"],
        "候诊叫号": ["前方还有 3 人,请在候诊区等候"],
    }
    app = drawn(tmp_path, pages)
    menu, board = (
        next(p for p in app.map.places.values() if p.screen.title == title)
        for title in ("就医进程", "候诊叫号")
    )
    if not looked_at:
        del app.map.places[board.id]
        app.map.ways = [way for way in app.map.ways if way.source != menu.id]
        app.map.unvisited.append((menu.id, "就医进程", "操作预算用尽"))
        app.map.cut = "操作预算用尽"
    assert progress(app)["waiting"].truth is truth


def test_advice_by_symptoms_is_none_by_plan(tmp_path: Path) -> None:
    said = ["根据您描述的眼部症状,建议优先就诊以下科室:", "推荐科室", "眼科"]
    app = drawn(tmp_path, {"首页": ["智能导诊 > 智能导诊", *HOME], "智能导诊": said})
    assert plan_advice(app).truth is not True


@pytest.mark.parametrize("clinic", ["图文问诊", "文字问诊", "电话问诊"])
def test_questions_to_a_clinic_online_are_no_desk_for_questions(
    tmp_path: Path, clinic: str
) -> None:
    pages = {
        "首页": [f"{clinic} > {clinic}", *HOME],
        clinic: ["向医生提问 > 填写病情", "李医生 内科"],
        "填写病情": ["? 请输入您的问题", "发送 ! 发送成功,请等待医生回复"],
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert talks(app, "online_consult").truth is False


def test_a_clinic_online_is_no_desk_for_questions(tmp_path: Path) -> None:
    pages = {
        "首页": ["图文问诊 > 图文问诊", *HOME],
        "图文问诊": ["去问诊 > 填写病情", "李医生 内科"],
        "填写病情": ["请描述病情", "医生将在24小时内回复"],
    }
    found = talks(drawn(tmp_path, pages), "online_consult")
    assert found.truth is False
    assert "去问诊" not in found.reason


def test_hours_that_the_app_worked_out_are_not_on_offer() -> None:
    plan = lines("推荐安排", "2026-11-24 08:00-08:30", "采血", "2026-11-24 09:00-09:30", "彩超")
    offer = lines("2026-11-24 可预约时段", "08:00-08:30", "08:30-09:00", "智能安排检查室")
    assert is_arranged(plan)
    assert not is_arranged(offer)
