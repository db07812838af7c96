"""After the visit: articles, promises and labels of forms next to what truly is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.model import Effect
from probes.finding import Finding
from probes.flows.after_visit.aftercare import (
    ANSWERED,
    AUTO_REPLY,
    BY_ITSELF,
    FED_BACK,
    FROM_RECORDS,
    REPLIED,
    TARGETED,
    recruitment,
    risk_auto,
)
from probes.flows.after_visit.care import metrics, reminders
from probes.flows.after_visit.measuring import IN_RECORD, monitoring
from probes.flows.information.knowledge import has_knowledge, personal_education
from probes.flows.medicine.delivery import supervised
from probes.flows.medicine.shown import medicine
from probes.flows.medicine.transfer import transfer_signed
from probes.flows.messages.statements import statements
from probes.flows.screens.sentences import asserts
from probes.lexicon import load_lexicon
from tests.probes.drawn import drawn

HOME = ["本院欢迎您", "服务时间全年无休"]
THYROID = [
    "甲状腺结节怎么办",
    "作者:内分泌科 王芳 主任医师",
    "发现甲状腺结节不必惊慌,大多数为良性,定期复查超声即可,不需要特别忌口。",
    "医生会根据您的检查结果推荐合适的治疗方法,包括观察随访、消融和手术。",
]
HYPERTENSION = [
    "冬季高血压如何防治",
    "高血压是常见的慢性病,冬季气温低,血管收缩,血压容易升高。",
    "一、合理用药指导",
    "遵医嘱长期服药,不可自行停药。",
    "二、饮食指导",
    "每日食盐不超过5克,少吃腌制食品。",
]
TOLD = [
    "为减少患者排队等候,我院门诊药房提供药品配送服务,由合作的快递公司承运。",
    "服务对象:在我院门诊就诊并已完成缴费的患者,麻醉、精神类药品及需冷藏的药品除外。",
    "办理方式:请持就诊卡到门诊药房6号窗口登记收货地址和联系电话,并现场支付快递费用。",
    "送达时间:市内一般在登记后的次日送达,外埠三至五天,偏远地区以快递公司通知为准。",
]


def app_of(folder: Path, entry: str, *rows: str, send: bool = False, **more: list[str]) -> Walker:
    pages = {"首页": [f"{entry} > {entry}", *HOME], entry: list(rows), **more}
    return drawn(folder, pages, allow=frozenset({Effect.OWN}) if send else frozenset())


def kinds_of(found: dict[str, Finding]) -> set[str]:
    return {kind for kind, finding in found.items() if finding.truth}


def test_an_article_on_your_results_is_an_article_and_nothing_personal(tmp_path: Path) -> None:
    app = app_of(tmp_path, "健康科普", "甲状腺结节怎么办 > 文章", "冬季养生知识", 文章=THYROID)
    assert personal_education(app).truth is not True
    assert has_knowledge(app).truth is True


@pytest.mark.parametrize(
    ("words", "pushed"),
    [
        ("根据您的健康记录和监测数据推送", True),
        ("系统根据您的诊断为您精选", True),
        ("根据您的糖尿病诊断,推荐阅读以下内容", True),
        ("根据您近期的诊疗(乳腺癌术后辅助化疗)为您推荐", True),
        ("根据您的治疗需要,为您推荐陪诊服务", False),
        ("医生会根据您的检查结果推荐合适的治疗方法", False),
        ("根据您的检查结果,医生会推荐合适的治疗方法", False),
        ("根据您的病情推荐手术", False),
    ],
)
def test_the_app_itself_says_for_whom_it_chose(words: str, pushed: bool) -> None:
    assert bool(statements()["personal_education"][0].search(words)) is pushed


def test_an_article_on_risk_assesses_nobody(tmp_path: Path) -> None:
    words = "房颤会增加卒中风险,医生会根据您的病历和检查结果评估卒中风险,高危患者需要抗凝。"
    app = app_of(tmp_path, "健康宣教", "房颤患者如何预防卒中 > 文章", "冬季养生", 文章=[words])
    assert risk_auto(app).truth is not True


@pytest.mark.parametrize("asked", [True, False])
def test_a_questionnaire_is_not_reckoned_by_itself(tmp_path: Path, asked: bool) -> None:
    form = ["? 年龄", "提交 ! 提交成功"] if asked else ["脑卒中风险:低危", "2026-11-02"]
    app = app_of(tmp_path, "健康风险评估", "系统自动生成您的风险评估报告", *form)
    assert (risk_auto(app).truth is True) is not asked


def test_news_of_the_house_are_no_knowledge(tmp_path: Path) -> None:
    news = "我院召开2026年度医疗质量与患者安全工作会议,部署下阶段重点任务"
    guest = "市卫生健康委调研组来我院检查指导冬春季呼吸道疾病应对准备工作"
    app = app_of(tmp_path, "医院新闻", news, "2026-11-20", guest, "2026-11-18", "更多新闻")
    assert has_knowledge(app).truth is not True


def test_help_with_the_app_is_no_knowledge(tmp_path: Path) -> None:
    how = "患者可通过本院公众号、自助机提前七天预约门诊号,当日号源早上七点放出。"
    bind = "在个人中心点击添加就诊人,选择医保卡后按提示完成认证即可。"
    app = app_of(tmp_path, "就医问答", "如何预约挂号?", how, "医保卡如何绑定?", bind)
    assert has_knowledge(app).truth is not True


def test_tiles_with_nothing_behind_remind_nobody(tmp_path: Path) -> None:
    app = app_of(
        tmp_path,
        "健康管理",
        "用药提醒 ! 功能建设中",
        "饮食建议 > 饮食建议",
        "健康服务由我院健康管理中心提供,为您的健康护航",
        饮食建议=["功能建设中,敬请期待"],
    )
    assert not kinds_of(reminders(app))


@pytest.mark.parametrize("entry", ["健康科普", "康复指导"])
def test_an_article_reminds_nobody(tmp_path: Path, entry: str) -> None:
    app = app_of(tmp_path, entry, "冬季高血压如何防治 > 文章", "糖尿病信号", 文章=HYPERTENSION)
    assert not kinds_of(reminders(app))


def test_a_plan_for_today_reminds_and_its_readings_are_watched(tmp_path: Path) -> None:
    plan = [
        "用药提醒",
        "今晚 18:00 服用二甲双胍 1 片",
        "饮食建议",
        "防诈骗提醒",
        "血压 138/86 mmHg",
    ]
    app = app_of(tmp_path, "康复计划", *plan, "空腹血糖 3.9-6.1 mmol/L")
    assert kinds_of(reminders(app)) == {"medication", "diet"}
    assert kinds_of(metrics(app)) == {"blood_pressure"}


def test_normal_values_watch_nobody(tmp_path: Path) -> None:
    norms = ["空腹血糖 3.9-6.1 mmol/L", "收缩压 90-139 mmHg", "心率 60-100次/分"]
    assert not kinds_of(metrics(app_of(tmp_path, "健康指标", "常见健康指标参考值", *norms)))


def test_a_self_test_is_no_monitoring(tmp_path: Path) -> None:
    rows = ["脑卒中风险自测", "? 年龄", "? 收缩压", "提交 ! 提交成功,您的风险为低危"]
    assert monitoring(app_of(tmp_path, "健康自测", *rows, send=True)).truth is not True


@pytest.mark.parametrize(
    ("rows", "orders"),
    [
        (TOLD, False),
        (["药品配送", "收货地址", "? 请输入收货地址", "提交配送 ! 提交成功"], True),
        (["配送单 PS2026031", "处方 CF01 内分泌科", "配送中"], True),
    ],
)
def test_delivery_is_ordered_in_the_app(tmp_path: Path, rows: list[str], orders: bool) -> None:
    found = medicine(app_of(tmp_path, "药品配送", *rows), "drug_delivery")
    assert (found.truth is True) is orders


@pytest.mark.parametrize(
    ("key", "text", "shown"),
    [
        ("delivery_tracking", "药品配送流程\n药房审方备货\n快递揽收发货\n送达签收", False),
        ("delivery_tracking", "病案复印件\n运单号 SF123456\n2026-11-02 已揽收\n派送中", False),
        ("delivery_tracking", "药品\n运单号 SF123456\n2026-11-02 已揽收\n派送中", True),
        ("prescription", "处方费 ¥35.00\n待支付\n2026-11-02", False),
        ("prescription", "处方有效期三天,支持医保结算,未支付的处方作废", False),
        ("prescription", "处方号 2026\n连花清瘟 × 3 盒", True),
        ("prescription", "处方\n氨氯地平片\n口服 每日1次", True),
        ("discharge_medicine", "出院带药一般不超过七日用量,费用一并支付", False),
        ("discharge_medicine", "出院带药\n二甲双胍缓释片 0.5g×30片", True),
        ("drug_leaflet", "服药期间出现不良反应应及时就诊,孕妇禁忌使用", False),
        ("drug_leaflet", "【适应症】用于高血压\n【不良反应】头晕", True),
        ("drug_leaflet", "适应症 高血压\n禁忌\n过敏者", True),
    ],
)
def test_what_a_screen_of_medicine_shows(key: str, text: str, shown: bool) -> None:
    proof = load_lexicon().functions[key].proof
    assert all(pattern.search(text) for pattern in proof) is shown


def test_a_notice_on_transfer_transfers_nothing(tmp_path: Path) -> None:
    notice = "我院正逐步推行电子处方流转:医师开具的处方经电子签名后,患者可自愿选择定点药店取药。"
    assert transfer_signed(app_of(tmp_path, "处方流转", "服务介绍", notice)).truth is not True


def test_the_office_of_trials_recruits_nobody(tmp_path: Path) -> None:
    office = "我院于2005年获得药物临床试验机构资格认定,伦理委员会保护受试者权益,联系电话见官网。"
    assert recruitment(app_of(tmp_path, "临床试验", "机构简介", office)).truth is not True


def test_what_is_told_to_the_public_is_sent_to_no_patient(tmp_path: Path) -> None:
    told = "机构办长期面向社会招募受试者,联系人见门诊大厅公告栏。"
    assert recruitment(app_of(tmp_path, "临床试验", told)).truth is not True


def test_a_trial_that_looks_for_patients_recruits(tmp_path: Path) -> None:
    rows = ["2 型糖尿病新药研究招募受试者", "入选标准:18-70 岁,糖化血红蛋白 7.5% 以上"]
    assert recruitment(app_of(tmp_path, "患者招募", *rows)).truth is True


@pytest.mark.parametrize(
    ("title", "words", "sent"),
    [
        ("志愿者招募令", "一起传递温暖!欢迎报名成为门诊导医志愿者。", False),
        ("临床研究邀请", "根据您的就诊情况,诚邀您参加新型降脂药临床研究,招募健康志愿者。", True),
    ],
)
def test_who_calls_for_helpers_recruits_no_patients(
    tmp_path: Path, title: str, words: str, sent: bool
) -> None:
    letter = [title, f"尊敬的患者:{words}", "2026-11-21 10:12"]
    pages = {"首页": ["消息 > 消息", "本院欢迎您"], "消息": letter}
    assert (recruitment(drawn(tmp_path, pages)).truth is True) is sent


def test_what_the_receiver_is_asked_to_do_is_no_supervision(tmp_path: Path) -> None:
    rows = ["收货地址", "? 请输入收货地址", "签收时请向快递员出示本人身份证", "请当面检查药品包装"]
    assert supervised(app_of(tmp_path, "药品配送", *rows, "提交 ! 提交成功")).truth is not True


SAID = [
    (FED_BACK, "评估结果已同步至您的健康档案", "本次评估结果仅供参考,不会上传至医院"),
    (FED_BACK, "已反馈至医院健康档案", "请回答评估问卷后提交,系统将计算您的得分"),
    (IN_RECORD, "您的自测数据已同步至医院健康档案", "您录入的数据仅保存在本机,不会上传至医院"),
    (IN_RECORD, "监测数据将上传至医院", "您的数据将同步至健康档案(功能建设中)"),
    (AUTO_REPLY, "智能助手(自动回复):建议复诊", "系统提示:带星号的为必填项"),
    (ANSWERED, "智能随访助手:很高兴您的情况平稳,请继续用药", "随访助手:张三\n我们会尽快联系您"),
    (AUTO_REPLY, "系统评估:恢复良好", "系统将自动提醒您按时填写随访问卷。"),
    (FROM_RECORDS, "系统依据您的病历资料自动完成评估", "根据您填写的健康档案评估风险"),
    (FROM_RECORDS, "根据您的体检数据生成风险分析", "医生会根据您的病历和检查结果评估卒中风险"),
    (BY_ITSELF, "系统自动生成您的健康风险报告", "填写完成后,系统将自动生成您的风险评估报告"),
    (REPLIED, "医院回复:已增开窗口,如有疑问请致电客服中心", "为保护隐私,匿名来信医院不予回复"),
    (REPLIED, "您反映的空调问题已安排后勤处理", "我们会认真对待您反映的问题"),
    (REPLIED, "问题已核实,医院回复如下", "工作人员会在三个工作日内回复"),
    (TARGETED, "就诊科室 心内科", "就诊科室\n您对医生的服务态度是否满意"),
    (TARGETED, "接诊医生\n李明\n就诊日期", "感谢您选择我院就诊,请根据实际感受填写"),
    (TARGETED, "您对 11月10日 心血管内科就诊是否满意?", "您对各科室的就诊环境是否满意?"),
    (TARGETED, "内分泌科 2026-11-15 就诊", "2026-11-01 门诊患者满意度调查"),
]


@pytest.mark.parametrize(("pattern", "done", "not_done"), SAID)
def test_what_is_done_is_told_from_what_is_promised_denied_or_asked(
    pattern: re.Pattern[str], done: str, not_done: str
) -> None:
    lexicon = load_lexicon()
    assert asserts(lexicon, pattern, done)
    assert not asserts(lexicon, pattern, not_done)


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("【智能随访助手】已收到您的随访表。目前恢复平稳,请继续按医嘱用药", True),
        ("【随访助手】根据所填内容,建议一周内复诊", True),
        ("【智能随访】您有一份随访表待填写,请3日内完成", False),
        ("【随访中心】感谢您的配合", False),
    ],
)
def test_an_assistant_that_is_named_before_its_words_answers(words: str, answers: bool) -> None:
    assert asserts(load_lexicon(), AUTO_REPLY, words) is answers
