"""After the visit: messages that merely announce, data that reach a record, what is delivered."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.model import Effect
from probes.flows.after_visit.aftercare import complaint_reply, follow_up
from probes.flows.after_visit.care import metrics, reminders
from probes.flows.after_visit.measuring import monitoring_in_record
from probes.flows.information.knowledge import has_knowledge
from probes.flows.information.pages import intro_places, introduction
from probes.flows.medicine.delivery import supervised
from probes.flows.medicine.shown import medicine
from probes.flows.places.entry import submitted
from probes.flows.places.search import shown
from probes.flows.records.documents import downloaded
from probes.lexicon import load_lexicon
from probes.model import Cause
from probes.naming import NEAR, match
from tests.probes.drawn import Pages, drawn

HOME = ["来院路线 > 来院路线", "欢迎使用示范医院"]
ROUTE = ["地铁 2 号线明湖公园站 B 口步行 300 米,公交 18 路直达门诊楼"]
LETTERS = [
    "报告已出 2026-11-15 您的血常规结果可以查看",
    "取药通知 2026-11-14 请到西药房 5 号窗口取药",
]


def app_of(folder: Path, *entries: str, **pages: list[str]) -> Walker:
    drawn_pages: Pages = {"首页": [*entries, *HOME], "来院路线": ROUTE, **pages}
    return drawn(folder, drawn_pages)


def test_an_empty_message_does_not_speak_for_the_function(tmp_path: Path) -> None:
    app = app_of(
        tmp_path,
        "消息中心 > 消息中心",
        "出院随访 ! 功能建设中,敬请期待",
        消息中心=["随访提醒 > 消息详情", *LETTERS],
        消息详情=["暂无内容"],
    )
    assert follow_up(app).truth is False


def test_a_message_without_a_page_is_no_function(tmp_path: Path) -> None:
    app = app_of(
        tmp_path,
        "消息中心 > 消息中心",
        消息中心=["住院押金不足提醒 > 消息详情", *LETTERS],
        消息详情=["暂无内容"],
    )
    assert shown(app, "inpatient_deposit").truth is False


def test_the_result_of_an_assessment_is_no_measurement(tmp_path: Path) -> None:
    rows = ["测评结果会自动上传医院系统,供医生参考", "您的年龄", "是否吸烟"]
    app = app_of(tmp_path, "健康评测 > 健康评测", 健康评测=rows)
    assert monitoring_in_record(app).truth is False


@pytest.mark.parametrize(
    "words",
    ["您上传的血糖数据将同步到医院电子病历", "测量数据已归入健康档案,供您的主管医生查看"],
)
def test_measurements_that_reach_the_record_do(tmp_path: Path, words: str) -> None:
    app = app_of(tmp_path, "健康监测 > 健康监测", 健康监测=[words, "血糖 6.1 mmol/L"])
    assert monitoring_in_record(app).truth is True


def test_a_reading_that_explains_a_risk_is_not_watched(tmp_path: Path) -> None:
    care = ["依据您的诊断制定", "用药提醒", "今晚 18:00 服药 1 片", "血压 138/86 mmHg"]
    risk = ["根据您的病历评估:脑卒中风险 中危", "总胆固醇 5.9 mmol/L", "依据 2026-11 检验报告"]
    app = app_of(
        tmp_path,
        "慢病管理 > 慢病管理",
        "慢病风险提示 > 慢病风险提示",
        慢病管理=care,
        慢病风险提示=risk,
    )
    found = metrics(app)
    assert found["blood_pressure"].truth is True
    assert found["other"].truth is False


CHECKED = [
    "承运单位为国药物流,具备药品经营许可,配送员实名备案",
    "药品出库扫码复核,药箱封签并全程监测温度",
]
DELIVERY = ["药品寄送到家,请填写收货地址", "配送费 10 元"]


def test_the_app_may_say_that_deliverer_and_goods_are_checked(tmp_path: Path) -> None:
    app = app_of(tmp_path, "送药上门 > 送药上门", 送药上门=[*DELIVERY, *CHECKED])
    assert supervised(app).truth is True


@pytest.mark.parametrize(
    "rows", [[], CHECKED[1:], ["药房已复核打包", "快递员派送中"], ["签收时请当面核对药品"]]
)
def test_where_it_does_not_only_material_can(tmp_path: Path, rows: list[str]) -> None:
    app = app_of(tmp_path, "送药上门 > 送药上门", 送药上门=[*DELIVERY, *rows])
    found = supervised(app)
    assert (found.truth, found.cause) == (None, Cause.NEEDS_MATERIAL)


def test_a_sentence_about_packing_tracks_no_parcel(tmp_path: Path) -> None:
    said = "药品由药房打包出库,全程冷链运输,签收时请当面核对"
    app = app_of(tmp_path, "送药上门 > 送药上门", 送药上门=[*DELIVERY, said])
    assert shown(app, "drug_delivery").truth is True
    assert shown(app, "delivery_tracking").truth is False


def test_statuses_of_a_parcel_do(tmp_path: Path) -> None:
    app = app_of(
        tmp_path,
        "送药上门 > 送药上门",
        送药上门=[*DELIVERY, "查看物流 > 物流详情"],
        物流详情=["运输中", "2026-11-20 已揽收", "2026-11-21 到达云州分拨中心", "派送中"],
    )
    assert shown(app, "delivery_tracking").truth is True


def test_what_the_pharmacy_handed_to_a_carrier_is_under_way(tmp_path: Path) -> None:
    said = ["2026-11-21 派送中", "2026-11-20 药房已发药,运单SD220931"]
    app = app_of(
        tmp_path, "送药上门 > 送药上门", 送药上门=[*DELIVERY, "PS0003 > 配送进度"], 配送进度=said
    )
    assert shown(app, "delivery_tracking").truth is True


def test_a_message_about_a_parcel_is_no_delivery_of_drugs(tmp_path: Path) -> None:
    told = ["2026-11-20", "您的处方药品已由快递寄出,收货地址云州市明湖区,请留意签收"]
    pages = {"消息中心": ["药品寄送通知 > 通知详情", *LETTERS], "通知详情": told}
    app = app_of(tmp_path, "消息中心 > 消息中心", **pages)
    assert medicine(app, "drug_delivery").truth is False


def test_no_prescription_to_look_up_is_none_to_download(tmp_path: Path) -> None:
    drugs = ["氨氯地平片 适应症:高血压", "不良反应:头痛,禁忌:对本品过敏者"]
    app = app_of(tmp_path, "药品查询 > 药品查询", 药品查询=drugs)
    assert downloaded(app, "prescription").truth is False


def test_a_file_of_discharge_medicine_is_no_prescription(tmp_path: Path) -> None:
    rows = ["氨氯地平片 5mg 每日一次 口服", "药单下载 ! 请稍候"]
    app = app_of(
        tmp_path,
        "我的处方 ! 功能建设中,敬请期待",
        "出院带药 > 出院带药",
        出院带药=rows,
    )
    assert shown(app, "prescription", depth=3).truth is False


def test_no_visit_to_rate_yet_is_no_proof_that_nothing_can_be_rated(tmp_path: Path) -> None:
    app = app_of(tmp_path, "满意度评价 > 满意度评价", 满意度评价=["暂无待评价的就诊"])
    found = submitted(app, "survey", Effect.OWN)
    assert (found.truth, found.cause) == (None, Cause.NO_DATA)


@pytest.mark.parametrize(
    ("record", "truth"),
    [
        (["暂无记录"], None),
        (["停车难 2026-11-02", "医院回复:已增设车位"], True),
        (["停车难 2026-11-02", "您的来信我们已经收下"], False),
    ],
)
def test_complaints_without_a_record_leave_replies_open(
    tmp_path: Path, record: list[str], truth: bool | None
) -> None:
    app = app_of(
        tmp_path,
        "投诉建议 > 投诉建议",
        投诉建议=["请选择投诉类型并填写内容", "我的来信 > 我的来信"],
        我的来信=record,
    )
    assert complaint_reply(app).truth is truth


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("survey", "诊后评价 评医生 待评价 评价中心 住院体验"),
        ("complaint", "意见箱 书记信箱 有话要说 服务监督 患者留言"),
        ("recruitment", "新药试验 药物试验招募"),
        ("personal_reminders", "运动处方 服药闹钟 专病管理"),
        ("monitoring", "远程监测 智能穿戴 绑定设备"),
        ("drug_delivery", "药品速递 药急送 送药"),
        ("delivery_tracking", "我的配送 订单跟踪 药品物流"),
        ("prescription_transfer", "药店购药 定点药店"),
        ("pay_outpatient", "智慧结算 信用付 先诊疗后付费"),
        ("inpatient_deposit", "交押金 押金补缴"),
        ("inpatient_settlement", "床边结算"),
        ("fee_outpatient", "收费明细"),
    ],
)
def test_functions_after_the_visit_have_many_names(key: str, labels: str) -> None:
    function = load_lexicon().functions[key]
    for label in labels.split():
        assert match(function, label, "")[0] > NEAR, label


@pytest.mark.parametrize("label", ["运动处方", "营养处方", "健康处方"])
def test_advice_that_is_called_a_prescription_is_none(label: str) -> None:
    assert not match(load_lexicon().functions["prescription"], label, "")[0]


def test_a_date_that_is_proposed_for_an_exam_reminds_of_no_revisit(tmp_path: Path) -> None:
    care = ["依据您的诊断制定", "用药提醒", "今晚 18:00 服药 1 片"]
    plan = ["推荐理由:报告当天可出,复诊前可看到结果", "检查预约建议", "2026-12-02 上午 超声"]
    app = app_of(
        tmp_path,
        "慢病管理 > 慢病管理",
        "治疗预约建议 > 治疗预约建议",
        慢病管理=care,
        治疗预约建议=plan,
    )
    found = reminders(app)
    assert found["medication"].truth is True
    assert found["revisit"].truth is False


def test_a_plan_for_one_patient_is_no_library(tmp_path: Path) -> None:
    plan = [
        "根据您的高血压诊断制定",
        "复诊提醒 2026-11-26 距上次就诊已十二天,请于本周内到内分泌科复诊,带好血压记录",
        "运动提醒 今日目标:餐后快走三十分钟,心率不超过一百二十次每分",
    ]
    app = app_of(tmp_path, "健康资讯 > 健康资讯", 健康资讯=["今日安排 > 今日安排"], 今日安排=plan)
    assert has_knowledge(app).truth is not True


def test_another_function_in_the_menu_after_the_visit_is_no_follow_up_without_a_form(
    tmp_path: Path,
) -> None:
    """就诊后 › 配送服务 would be 诊后服务 by its two words, but it plainly is the delivery."""
    app = app_of(
        tmp_path,
        "就诊后 > 就诊后",
        就诊后=["配送服务 > 配送服务", "药品信息 > 药品信息"],
        配送服务=["配送费 12 元,市内次日达", "配送单 PS2026031 配送中"],
        药品信息=["阿司匹林肠溶片", "抑制血小板聚集,每日一次"],
    )
    found = submitted(app, "follow_up", Effect.OWN)
    assert (found.truth, found.reason[-8:]) == (False, "未见“患者随访”")


def test_messages_in_the_menu_of_health_are_neither_articles_nor_reminders(tmp_path: Path) -> None:
    """The menu has a name of the field; what lies in its message centre was sent to one patient."""
    seen = "您预约的内分泌科冯立夏医生门诊将于明日 09:00 开诊,请提前 20 分钟到门诊楼报到。"
    taken = "二甲双胍缓释片请随晚餐整片吞服,不可嚼碎;如出现恶心、腹泻请减量并联系药师。"
    app = app_of(
        tmp_path,
        "健康生活 > 健康生活",
        健康生活=["站内消息 > 站内消息", "健康百科 > 健康百科"],
        健康百科=["暂无记录"],
        站内消息=["就诊提醒 2026-11-14 > 就诊提醒", "用药指导提醒 2026-11-15 > 用药指导"],
        就诊提醒=["就诊提醒", "2026-11-14 16:20", seen],
        用药指导=["合理用药指导", "2026-11-15 16:20", taken],
    )
    assert has_knowledge(app).truth is not True
    assert reminders(app)["medication"].truth is not True


def test_a_clinic_online_under_a_list_of_services_introduces_no_department(tmp_path: Path) -> None:
    app = app_of(
        tmp_path,
        "科室服务大全 > 科室服务大全",
        科室服务大全=["云诊室 > 云诊室", "检查预约 > 云诊室", "我的处方 > 云诊室"],
        云诊室=["通过音频、视频与医生实时沟通,请在安静、网络良好的环境中使用", "内科 在线医师"],
    )
    assert introduction(app, "department_intro")[0] != "in_app"


def test_when_a_doctor_of_a_department_can_be_booked_introduces_no_department(
    tmp_path: Path,
) -> None:
    pages = {
        "预约挂号": ["内科 > 科室列表", "外科 > 科室列表#2"],
        "科室列表": ["心血管内科 > 心血管内科", "门诊楼 3 层 A 区"],
        "科室列表#2": ["骨科 > 心血管内科"],
        "心血管内科": ["吴思齐 > 出诊时间", "主治医师"],
        "出诊时间": ["科室:心血管内科", "挂号费:30 元", "职称:主治医师", "08:00-08:30"],
    }
    app = app_of(tmp_path, "预约挂号 > 预约挂号", **pages)
    assert introduction(app, "department_intro")[0] == "none"


@pytest.mark.parametrize("fee", [["号费", "100 元"], ["医事服务费 100 元"], ["¥100.00", "挂号"]])
def test_what_doctors_to_book_are_good_at_is_no_strength_of_a_department(
    tmp_path: Path, fee: list[str]
) -> None:
    app = app_of(
        tmp_path,
        "科室列表 > 科室列表",
        科室列表=["消化内科 > 出诊医生", "心血管内科 > 科室介绍"],
        出诊医生=["消化内科", "陈向东", "擅长", "消化道早癌内镜治疗、炎症性肠病。", *fee],
        科室介绍=["心血管内科", "科室概况", "成立于 1978 年,是省级临床重点专科。"],
    )
    places = [place.name for place in intro_places(app, "department_intro")]
    assert "出诊医生" not in places
    assert "科室介绍" in places


def test_a_form_behind_a_menu_beside_the_follow_ups_is_none(tmp_path: Path) -> None:
    """Under 院后 nothing is a follow-up; the way on to all services leads to every form."""
    app = drawn(
        tmp_path,
        {
            "首页": ["院后 > 院后", *HOME],
            "来院路线": ROUTE,
            "院后": ["全部服务 > 全部服务", "出院用药 > 出院用药"],
            "全部服务": ["家属探视 > 家属探视", "预约挂号 > 来院路线", "健康讲堂 > 来院路线"],
            "家属探视": ["? 探视人", "15:00-15:20", "提交 ! 提交成功"],
            "出院用药": ["阿司匹林肠溶片,每日一次"],
        },
        allow=frozenset({Effect.OWN}),
    )
    assert follow_up(app).truth is not True


def test_a_form_that_was_sent_is_not_denied_for_its_words(tmp_path: Path) -> None:
    """What came of it is unclear: that the page says nothing of follow-ups decides nothing."""
    app = drawn(
        tmp_path,
        {
            "首页": ["康复园地 > 术后关怀", *HOME],
            "来院路线": ROUTE,
            "术后关怀": ["伤口愈合得好吗", "? 伤口情况", "提交 > 首页"],
        },
        allow=frozenset({Effect.OWN}),
    )
    assert follow_up(app).truth is None


def test_the_course_of_an_operation_is_no_news_to_read(tmp_path: Path) -> None:
    course = ["冠状动脉支架植入术 转入恢复室 日期 2026-11-26 当前状态 转入恢复室,请家属到等候区"]
    app = app_of(
        tmp_path, "手术动态 > 手术动态", 手术动态=[*course, "08:35 进入手术室,麻醉完成后开始手术"]
    )
    assert has_knowledge(app).truth is not True


def test_the_name_of_an_entry_to_answers_is_no_answer(tmp_path: Path) -> None:
    app = app_of(
        tmp_path,
        "投诉建议 > 投诉建议",
        投诉建议=[
            "医院回复 ! 功能建设中,敬请期待",
            "服务态度",
            "请留下您宝贵的意见,我们将认真改进",
        ],
    )
    assert complaint_reply(app).truth is not True
