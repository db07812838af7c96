"""Names that several functions bear, and vague ones: what the page says settles them."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.access.registration_terms import agreement
from probes.flows.after_visit.aftercare import risk_auto
from probes.flows.after_visit.care import reminders
from probes.flows.booking.booking_guide import booking_steps, explained
from probes.flows.clinic.prescribing import order_kinds
from probes.flows.information.visit_guide import guide
from probes.flows.information.wayfinding import navigation
from probes.flows.messages.message_lists import letters_called_news
from probes.flows.messages.received import received
from probes.flows.places.guides import guides
from probes.flows.records.bills import bill_payable, fee_shown
from probes.flows.records.progress import progress
from tests.probes.drawn import drawn

HOME = ["本院欢迎您", "服务时间全年无休"]
LETTERS = [
    "门诊预约提醒",
    "2026-03-02",
    "您预约的骨科门诊将于明日 9:00 开诊,请提前 20 分钟到门诊楼报到",
    "出报告通知",
    "2026-03-01",
    "您的检验报告已出,可在手机查看,取药请到门诊药房窗口领取",
    "缴费提醒",
    "2026-02-28",
    "您有一笔检查费用待缴费,请在手机缴费后前往医技楼二层登记,凭身份证办理,过时请重新排队候诊",
]


def test_letters_under_a_name_that_nobody_listed_are_the_message_centre(tmp_path: Path) -> None:
    app = drawn(tmp_path, {"首页": ["公示栏 > 公示栏", *HOME], "公示栏": LETTERS})
    assert received(app, "2.2.2.push_kinds")["appointment_reminder"].truth is True


NEWS = [
    "春节假期门诊安排",
    "2026-02-10",
    "各位患者:春节假期门诊按值班表开诊,急诊二十四小时开放",
    "新门诊楼启用公告",
    "2026-01-20",
    "新门诊楼将于下月一日启用,原门诊药房同时迁入",
    "停车场改造通知",
    "2026-01-02",
    "停车场改造期间请绿色出行",
]


@pytest.mark.parametrize(("rows", "inbox"), [(LETTERS, True), (NEWS, False)])
def test_letters_to_one_patient_under_the_name_of_the_news(
    tmp_path: Path, rows: list[str], inbox: bool
) -> None:
    app = drawn(tmp_path, {"首页": ["通知公告 > 通知公告", *HOME], "通知公告": rows})
    assert (received(app, "2.2.2.push_kinds")["appointment_reminder"].truth is True) is inbox
    assert bool(letters_called_news(app)) is inbox


@pytest.mark.parametrize("name", ["站内信", "收件箱"])
def test_letters_are_no_guide_to_a_visit(tmp_path: Path, name: str) -> None:
    app = drawn(tmp_path, {"首页": [f"{name} > {name}", *HOME], name: LETTERS})
    place = next(p for p in app.map.places.values() if p.screen.title == name)
    assert guides(app, place)  # by its words alone
    assert guide(app)[0] == "none"


@pytest.mark.parametrize("name", ["康复助手", "健康助手", "健康管家"])
def test_a_page_of_reminders_under_a_vague_name_is_known_by_what_it_says(
    tmp_path: Path, name: str
) -> None:
    page = ["根据您的诊断制定", "饮食提醒", "今日少盐,每餐七分饱", "2026-03-02"]
    app = drawn(tmp_path, {"首页": [f"{name} > {name}", *HOME], name: page})
    assert reminders(app)["diet"].truth is True


def test_the_queue_of_an_examination_is_no_waiting_for_a_doctor(tmp_path: Path) -> None:
    pages = {
        "首页": ["就诊进度 > 就诊进度", *HOME],
        "就诊进度": ["影像检查排队 > 影像检查排队", "数据实时更新"],
        "影像检查排队": ["胸部 CT", "当前状态", "候检,前方 3 人"],
    }
    found = progress(drawn(tmp_path, pages))
    assert found["exam"].truth is True
    assert found["waiting"].truth is False


def test_what_stands_on_the_home_page_belongs_to_no_function(tmp_path: Path) -> None:
    pages = {
        "首页": ["就诊进度 > 就诊进度", "缴费 > 待缴费", *HOME],
        "就诊进度": ["候诊人数 3 人 > 候诊", "返回首页 > 首页"],
        "候诊": ["前面还有 3 人"],
        "待缴费": ["暂无记录"],
    }
    assert progress(drawn(tmp_path, pages))["payment"].truth is False


def test_a_sheet_of_results_is_no_order(tmp_path: Path) -> None:
    pages = {
        "首页": ["检查单 > 检查单", *HOME],
        "检查单": ["腹部超声 2026-03-01", "检查所见 未见异常", "诊断意见 正常"],
    }
    assert order_kinds(drawn(tmp_path, pages))["exam"].truth is False


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("开单医生 何医生(互联网门诊)", True),
        ("开单医生 何医生", None),
        ("申请单号 US2026112001", False),
    ],
)
def test_a_sheet_is_an_order_if_somebody_wrote_it_online(
    tmp_path: Path, by: str, found: bool | None
) -> None:
    pages = {
        "首页": ["检查单 > 检查单", *HOME],
        "检查单": ["超声检查单", by, "执行科室 超声科", "申请时间 2026-03-01", "检查 进行中"],
    }
    assert order_kinds(drawn(tmp_path, pages))["exam"].truth is found


def test_an_introduction_of_departments_is_no_map(tmp_path: Path) -> None:
    pages = {
        "首页": ["科室导览 > 科室导览", *HOME],
        "科室导览": ["骨科 > 骨科", "眼科"],
        "骨科": ["科室概况", "本科成立于 1970 年,开展关节置换等手术。"],
    }
    assert navigation(drawn(tmp_path, pages))[0] == "none"


def test_a_guide_to_the_visit_under_a_shared_name_is_no_failed_navigation(tmp_path: Path) -> None:
    guide = ["一、就诊前准备 请携带本人身份证和医保卡", "二、挂号与取号 可提前 7 天预约"]
    pages = {
        "首页": ["来院指引 > 来院指引", "楼层指引 > 楼层指引", "本院欢迎您"],
        "来院指引": [*guide, "三、缴费与取药 医生开单后可在手机上缴费"],
        "楼层指引": ["系统繁忙,请稍后再试"],
    }
    assert navigation(drawn(tmp_path, pages))[0] == "none"


def test_a_bill_under_an_entry_for_examinations_is_theirs(tmp_path: Path) -> None:
    pages = {
        "首页": ["缴费中心 > 缴费中心", *HOME],
        "缴费中心": ["检查费用支付 > 检查费用支付", "请选择"],
        "检查费用支付": ["腹部超声", "待支付", "应缴金额", "¥120.00", "去支付 > 收银台"],
        "收银台": ["支付金额 ¥120.00", "微信支付", "确认支付 ! 不发起支付", "返回 > 首页"],
    }
    app = drawn(tmp_path, pages)
    assert bill_payable(app, "exam").truth is True
    assert bill_payable(app, "outpatient").truth is not True


def test_a_centre_of_payments_shows_no_fees_that_were_charged(tmp_path: Path) -> None:
    pages = {
        "首页": ["费用支付 > 费用支付", *HOME],
        "费用支付": ["门诊缴费 > 门诊缴费", "检查缴费 > 检查缴费", "药品缴费 > 药品缴费"],
        "门诊缴费": ["暂无记录"],
        "检查缴费": ["暂无记录"],
        "药品缴费": ["暂无记录"],
    }
    assert fee_shown(drawn(tmp_path, pages), "outpatient").truth is not True


def test_a_questionnaire_is_no_assessment_by_itself(tmp_path: Path) -> None:
    pages = {
        "首页": ["健康风险评估 > 健康风险评估", *HOME],
        "健康风险评估": ["? 年龄", "? 身高", "您的答案仅供医生参考"],
    }
    assert risk_auto(drawn(tmp_path, pages)).truth is False


def test_what_to_bring_when_registering_is_no_agreement(tmp_path: Path) -> None:
    papers = [
        "居民凭二代身份证原件,港澳台居民凭来往内地通行证,外籍人士凭护照办理;"
        "未成年人凭户口簿和监护人证件;请预留本人实名的手机号码以便接收短信。"
    ]
    pages = {
        "首页": ["注册 > 注册", *HOME],
        "注册": ["? 手机号", "? 验证码", "注册须知 > 注册须知"],
        "注册须知": papers,
    }
    assert agreement(drawn(tmp_path, pages)).truth is not True


def test_a_guide_under_the_heading_of_booking_still_is_a_guide(tmp_path: Path) -> None:
    course = [
        "就诊前准备",
        "请携带本人有效身份证件和医保卡,并提前了解交通路线。",
        "候诊与就诊",
        "按预约时段到诊区报到,在候诊区等待叫号。",
    ]
    pages = {
        "首页": ["挂号服务 > 挂号服务", *HOME],
        "挂号服务": ["患者指南 > 患者指南", "挂号须知 > 挂号须知", "请选择"],
        "患者指南": course,
        "挂号须知": ["预约步骤", "1. 选择科室", "2. 选择时间", "提交后按时到院即可,无需打印。"],
    }
    app = drawn(tmp_path, pages)
    says = lambda text: app.lexicon.says("materials", text)  # noqa: E731
    assert explained(app, ("booking_guide",), says, "预约材料说明").truth is not True


def test_help_that_guides_through_a_visit_is_no_column_of_its_own(tmp_path: Path) -> None:
    course = [
        "就诊前请携带身份证和医保卡,到门诊楼一层自助机取号,并提前预约挂号。",
        "按预约时段到诊区报到,在候诊区等待叫号;医生开单后可在手机缴费,再到检查科室登记。",
        "缴费后到门诊一层药房窗口取药,检验报告出具后可在手机查看报告结果。",
    ]
    pages = {
        "首页": ["患者服务 > 患者服务", *HOME],
        "患者服务": ["帮助说明 > 帮助说明", "请选择"],
        "帮助说明": course,
    }
    assert guide(drawn(tmp_path, pages))[0] == "no_column"


BOOKING = [
    "步骤",
    "1. 选择科室和医生,查看号源",
    "2. 选择预约时段,号源每日 7:00 更新",
    "3. 提交预约并支付挂号费,逾期自动退号",
    "请携带本人有效身份证件和就诊卡按预约时段到诊区报到,挂号当日有效。",
]


def test_notes_that_only_speak_of_booking_are_no_guide_to_a_visit(tmp_path: Path) -> None:
    pages = {"首页": ["就诊须知 > 就诊须知", *HOME], "就诊须知": BOOKING}
    app = drawn(tmp_path, pages)
    assert guide(app)[0] != "in_app"
    steps = explained(app, ("booking_guide",), lambda text: booking_steps(app, text) >= 2, "步骤")
    assert steps.truth is True


def test_the_state_of_a_payment_is_no_bill(tmp_path: Path) -> None:
    pages = {
        "首页": ["就诊进度 > 就诊进度", *HOME],
        "就诊进度": ["缴费情况 > 缴费情况", "数据实时更新"],
        "缴费情况": ["检查费 ¥85.00", "当前状态 已缴费", "2026-03-01 10:05"],
    }
    assert bill_payable(drawn(tmp_path, pages), "outpatient").truth is False
