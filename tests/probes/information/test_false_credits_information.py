"""What looks like information for patients and is none, beside what truly is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from devices.model import Effect, Events, Gesture, Role
from devices.recording import Way
from probes.app import App
from probes.finder import Finder
from probes.flows.access.real_name import real_name_methods
from probes.flows.access.registration_terms import guide_materials, guide_steps
from probes.flows.before_visit.admission import admission_shown
from probes.flows.booking.booking_guide import booking_steps, explained
from probes.flows.information.introduced_items import items
from probes.flows.information.pages import intro_places, introduction
from probes.flows.information.staff import doctor_items
from probes.flows.information.visit_guide import guide
from probes.flows.places.entry import submitted
from probes.flows.places.search import shown
from probes.flows.records.upload import uploaded
from probes.lexicon import load_lexicon
from tests.probes import drawn as drawing
from tests.probes.booking.test_agreement import app_with
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, lines, mapped, place, way

HOME = ["本院欢迎您", "服务时间全年无休"]
OWN = frozenset({Effect.OWN})


def behind(folder: Path, entry: str, rows: list[str], **more: Any) -> App:
    """An app with one entry and its page."""
    return drawn(folder, {"首页": [f"{entry} > {entry}", *HOME], entry: rows}, **more)


# 1.2.1, 1.2.2: introductions ---------------------------------------------------------------
VENDOR = [
    "版本 v2.3.1",
    "本应用由某某信息科技有限公司提供技术支持,为患者提供预约挂号、缴费和报告查询等服务。",
    "客服电话 010-88886666",
    "Copyright 2024 版权所有",
]
HISTORY = [
    "清河市人民医院是集医疗、教学、科研、预防、保健、康复于一体的三级甲等综合性医院。",
    "医院始建于 1956 年,现有职工 1800 余人,开放床位 1200 张。",
    "技术支持:某某信息科技有限公司",
]


@pytest.mark.parametrize(
    ("entry", "rows", "choice"),
    [
        ("关于我们", VENDOR, "none"),
        ("关于我们", HISTORY, "in_app"),
        ("医院官网", ["即将离开本应用,前往医院官方网站,请注意保护个人信息和财产的安全。"], "none"),
        ("医院信息", ["地址:清河市环城东路 18 号", "电话:0999-8123456", "床位:620 张"], "in_app"),
    ],
)
def test_an_introduction_of_the_hospital_tells_of_the_hospital(
    tmp_path: Path, entry: str, rows: list[str], choice: str
) -> None:
    assert introduction(behind(tmp_path, entry, rows), "hospital_intro")[0] == choice


@pytest.mark.parametrize(
    ("entry", "rows", "choice"),
    [
        (
            "科室列表",
            ["心内科", "骨科", "温馨提示:号源每日早七点更新,如有疑问请联系客服人员咨询。"],
            "none",
        ),
        ("科室导航", ["心内科:门诊楼 3 层", "骨科:门诊楼 4 层", "眼科:门诊楼 5 层"], "none"),
        (
            "门诊信息",
            ["门诊时间:周一至周五 8:00-17:00", "挂号时间:7:30 起", "咨询电话:88886666"],
            "none",
        ),
        ("科室介绍", ["骨科是省级临床重点专科,开放床位 120 张,擅长脊柱微创与关节置换。"], "in_app"),
        (
            "科室风采",
            ["肾内科设有血液净化中心,年门诊量 3 万人次,收治各类原发性肾小球疾病。"],
            "in_app",
        ),
        (
            "科室介绍",
            ["眼科", "诊疗范围", "白内障、青光眼、眼底病、屈光不正等眼科常见病多发病的诊治。"],
            "in_app",
        ),
    ],
)
def test_a_list_of_departments_introduces_none(
    tmp_path: Path, entry: str, rows: list[str], choice: str
) -> None:
    assert introduction(behind(tmp_path, entry, rows), "department_intro")[0] == choice


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [
                "仁和市中心医院位于市中心,交通便利,开放床位 900 张。",
                "医院开通电话、网络等多种预约方式。",
            ],
            set(),
        ),
        (["床位", "开放床位 900 张,职工 1200 人。", "联系电话", "请咨询门诊导诊台工作人员"], set()),
        (
            ["开放床位 900 张,职工 1200 人。", "地铁 2 号线明湖站 B 口;咨询热线:96120"],
            {"route", "phone"},
        ),
        (
            [
                "医院规模",
                "开放床位 900 张。",
                "联系电话",
                "急诊科",
                "88881001",
                "交通",
                "步行十分钟可达高铁站",
            ],
            {"route", "phone"},
        ),
    ],
)
def test_a_route_and_a_number_are_given_not_mentioned(
    tmp_path: Path, rows: list[str], told: set[str]
) -> None:
    app = behind(tmp_path, "医院简介", rows)
    found = items(app, "1.2.1.hospital_intro_items", intro_places(app, "hospital_intro"))
    assert {m for m in ("route", "phone") if found[m].truth} == told


# 1.2.4: guides to a visit ------------------------------------------------------------------
NEWS = [
    "近日,我院智慧服务平台正式上线运行,患者通过手机即可完成挂号、缴费、检查预约和报告查询。",
    "平台还提供候诊叫号提醒、取药排队等服务,让群众看病少跑腿,受到患者一致好评。",
    "医院将继续推进智慧医院建设,持续改善患者就医体验。",
]
PRICES = [
    "挂号费:普通门诊 10 元,专家门诊 50 元,特需门诊 300 元",
    "检查费:腹部彩超 120 元,头颅 CT 260 元,请在缴费后到医技楼登记",
    "取药服务费:代煎每剂 3 元,请凭单到药房领取,住院床位费 50 元每天",
    "报告补打费:每份 5 元,请到自助机打印,候诊区轮椅租借免费",
]
COURSE = [
    "就诊当日请携带身份证,到自助机取号后前往诊区报到,在候诊区等待叫号。",
    "医生开单后在手机缴费,凭导诊单到检查科室登记;检验报告可在手机查看。",
    "药品缴费后到门诊一层药房窗口取药,需要复诊的患者可由医生预约下次就诊。",
]


@pytest.mark.parametrize(
    ("entry", "rows", "choice"),
    [
        ("新平台上线", NEWS, "none"),
        ("医院新闻", COURSE, "none"),
        ("项目说明", PRICES, "none"),
        ("就诊须知", ["就诊当日请携带身份证到分诊台报到。"], "none"),
        ("常见问题", COURSE, "no_column"),
        ("就诊须知", COURSE, "in_app"),
    ],
)
def test_a_guide_leads_through_a_visit_and_does_not_only_mention_it(
    tmp_path: Path, entry: str, rows: list[str], choice: str
) -> None:
    assert guide(behind(tmp_path, entry, rows))[0] == choice


@pytest.mark.parametrize(
    "rows",
    [
        [
            "预约挂号",
            "↓",
            "签到候诊",
            "↓",
            "医生就诊",
            "↓",
            "缴费",
            "↓",
            "检查检验",
            "↓",
            "取药离院",
        ],
        ["1. 预约挂号", "2. 签到候诊", "3. 医生就诊", "4. 缴费", "5. 检查检验", "6. 取药离院"],
    ],
)
def test_a_flow_chart_of_the_stages_is_a_guide(tmp_path: Path, rows: list[str]) -> None:
    assert guide(behind(tmp_path, "就医指南", rows))[0] == "in_app"


def test_a_menu_of_functions_is_no_flow_chart(tmp_path: Path) -> None:
    rows = [f"{entry} ! 请先登录" for entry in ("预约挂号", "签到", "门诊缴费", "检查预约", "取药")]
    assert guide(behind(tmp_path, "就医流程", rows))[0] != "in_app"


def test_a_guide_may_have_a_page_for_each_stage(tmp_path: Path) -> None:
    pages = {
        "首页": ["就医指南 > 就医指南", *HOME],
        "就医指南": ["挂号流程 > 挂", "缴费流程 > 缴", "取药流程 > 取", "检查流程 > 检"],
        "挂": ["1. 选择科室、医生和就诊日期,提交挂号。", "2. 就诊当日凭手机二维码到诊区候诊。"],
        "缴": ["1. 医生开单后手机会收到待缴费项目。", "2. 点击缴费,选择医保或自费完成支付。"],
        "取": ["1. 缴费后查看窗口号。", "2. 到门诊药房窗口凭就诊码取药。"],
        "检": ["1. 缴费后到医技楼登记。", "2. 按叫号顺序进行检查。"],
    }
    assert guide(drawn(tmp_path, pages))[0] == "in_app"


# What stands in a picture ------------------------------------------------------------------
def steps(app: App) -> Any:
    return explained(app, ("booking_guide",), lambda t: booking_steps(app, t) >= 2, "步骤")


def papers(app: App) -> Any:
    named = re.compile("材料|证件|携带")
    said = lambda t: app.lexicon.says("materials", t)  # noqa: E731
    return explained(app, ("booking_guide",), said, "材料", named)


@pytest.mark.parametrize(
    ("label", "ask"),
    [
        ("就医指南", lambda app: guide(app)[1]),
        ("医院简介", lambda app: introduction(app, "hospital_intro")[1]),
        ("科室介绍", lambda app: introduction(app, "department_intro")[1]),
        ("挂号流程", steps),
        ("注册流程", lambda app: guide_steps(app)[1]),
    ],
)
def test_a_picture_that_nobody_has_read_leaves_it_open(label: str, ask: Any) -> None:
    sketch = Sketch(label)
    sketch.add(Role.IMAGE, box=(0, 60, 375, 700))
    home, page = place("home", lines("首页", title="首页")), place("pic", sketch.screen(), (label,))
    known = mapped(home, page, ways=(way(label, "pic"),))
    page.parent, page.entered_by = home, known.ways[0]
    finder = lambda of=None: Finder(load_lexicon(), of or known)  # noqa: E731
    app = app_with(map=known, finder=finder, visit=lambda p: p.screen)
    assert ask(app).truth is None


# 1.1.5, 1.3.2: how to register, how to book ------------------------------------------------
@pytest.mark.parametrize(
    ("entry", "rows", "choice"),
    [
        (
            "建档指南",
            ["第一步 孕 8 周前领取手册", "第二步 预约产科门诊", "第三步 完成首次产检"],
            "none",
        ),
        (
            "志愿者注册须知",
            ["第一步 填写报名表并提交", "第二步 参加培训", "第三步 领取证件"],
            "none",
        ),
        (
            "注册指南",
            ["第一步 点击注册", "第二步 填写手机号和验证码", "第三步 添加就诊人"],
            "complete",
        ),
    ],
)
def test_what_else_one_registers_for_is_no_account(
    tmp_path: Path, entry: str, rows: list[str], choice: str
) -> None:
    app = behind(tmp_path, entry, [*rows, "请携带身份证和照片"])
    assert guide_steps(app)[0] == choice
    assert guide_materials(app).truth is (choice == "complete")


@pytest.mark.parametrize(
    ("entry", "rows", "told"),
    [
        (
            "退号说明",
            [
                "1. 就诊前一日 24 时前可在手机上取消预约,费用原路退回。",
                "2. 就诊当日退号需携带身份证、就诊卡到挂号窗口办理。",
                "3. 未按时就诊且未取消预约的视为爽约,三次爽约暂停预约三个月。",
            ],
            (False, False),
        ),
        (
            "挂号须知",
            [
                "1. 选择科室和医生,提交预约,15 分钟内未支付自动取消。",
                "2. 就诊当日携带身份证到自助机取号;如需退号请在前一日办理。",
            ],
            (True, True),
        ),
        (
            "挂号流程",
            ["进入预约页面,选择科室", "↓", "选择医生和时间", "↓", "提交预约并支付挂号费"],
            (True, False),
        ),
    ],
)
def test_how_to_give_back_is_not_how_to_book(
    tmp_path: Path, entry: str, rows: list[str], told: tuple[bool, bool]
) -> None:
    app = behind(tmp_path, entry, rows)
    assert (steps(app).truth, papers(app).truth) == told


RULES = [
    "1. 预约号源的统一放号时间为提前一周下午2点整",
    "2. 预约成功后的记录,可在我的预约中查询",
    "3. 就诊当日请携带身份证、医保卡到前台取号",
]


@pytest.mark.parametrize(("heading", "told"), [("预约挂号须知", True), ("医馆公告", False)])
def test_booking_is_explained_under_a_heading_on_the_way_to_a_slot(
    tmp_path: Path, heading: str, told: bool
) -> None:
    branches = ["河坊街医馆 > 医馆", "地址:河坊街 95 号", "御街医馆 > 医馆", heading, *RULES]
    pages = {
        "首页": ["预约挂号 > 选择医馆", *HOME],
        "选择医馆": branches,
        "医馆": ["内科 王建国 主任医师", "外科 李红梅 副主任医师"],
    }
    app = drawn(tmp_path, pages)
    assert (steps(app).truth, papers(app).truth) == (told, told)


# 1.1.2, 1.2.3 ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("note", "offered"),
    [
        ("人脸识别认证暂未开通,请使用身份证完成认证", {"id_card"}),
        ("如姓名与公安户籍信息不符,请先到派出所更正", {"id_card"}),
        ("认证失败的用户请致电客服,不支持到窗口办理认证", {"id_card"}),
        ("您填写的信息将提交公安部门进行核验", {"id_card", "police"}),
        ("请填写身份信息,并按提示完成人脸识别认证", {"id_card", "biometric"}),
    ],
)
def test_a_denied_method_is_none_and_fields_count_beside_words(
    tmp_path: Path, note: str, offered: set[str]
) -> None:
    rows = [note, "? 姓名", "? 身份证号", "提交 ! 认证成功"]
    found = real_name_methods(behind(tmp_path, "实名认证", rows, allow=OWN))
    assert {member for member, finding in found.items() if finding.truth} == offered


@pytest.mark.parametrize(
    ("entry", "rows", "told"),
    [
        (
            "医生介绍",
            ["王建国 主任医师 心内科", "李红梅 副主任医师", "门诊时间:周一至周五 8:00-17:00"],
            False,
        ),
        ("名医讲堂", ["高血压的防治 主讲 王建国 主任医师", "直播时间 周三下午"], False),
        ("医生介绍", ["王建国 主任医师 心内科", "周三上午 门诊楼 3 层"], True),
        ("医生介绍", ["王建国 主任医师", "擅长:高血压", "出诊时间:周一、周三上午"], True),
    ],
)
def test_days_are_a_doctors_own(tmp_path: Path, entry: str, rows: list[str], told: bool) -> None:
    assert (doctor_items(behind(tmp_path, entry, rows))["schedule"].truth is True) is told


# 2.2.4, 2.2.5: advice on booking, an arranged admission ------------------------------------
@pytest.mark.parametrize(
    ("entry", "rows", "there"),
    [
        ("智慧预约", ["心内科", "骨科", "温馨提示:建议提前 30 分钟到院取号"], False),
        ("智能预约", ["就诊高峰为上午 8-10 点,建议您错峰就诊,合理安排时间"], False),
        ("就诊日程", ["2026-11-28 上午 心内科 王建国", "请合理安排时间"], False),
        (
            "智能排程",
            ["根据您待做的检查和治疗为您安排", "推荐时间", "2026-11-29 08:00 空腹采血"],
            True,
        ),
        ("预约建议", ["结合近期号源和候诊人数,建议您周三下午就诊"], True),
    ],
)
def test_advice_on_booking_has_a_ground_and_a_time(
    tmp_path: Path, entry: str, rows: list[str], there: bool
) -> None:
    found = shown(behind(tmp_path, entry, rows), "booking_reference")
    assert (found.truth is True) is there


ADMISSION_GUIDE = [
    "住院处办理时间:周一至周日 8:00-17:00,地址:住院楼一层大厅。",
    "凭住院证办理入院登记,由工作人员引导到相应病区;病房设单人间、双人间和三人间。",
]
REQUEST = [
    "入院科室",
    "? 请输入入院科室",
    "期望入院日期 2026-11-28",
    "? 请选择日期",
    "床位类型",
    "您可选单人间",
    "提交申请 ! 提交成功",
]


@pytest.mark.parametrize(
    ("entry", "rows", "there"),
    [
        ("入院办理", ADMISSION_GUIDE, False),
        ("床位预约", REQUEST, False),
        (
            "入院预约",
            ["入院通知", "科室 心内科二病区", "入院时间 2026-11-28", "床位类型 双人间"],
            True,
        ),
        ("待入院", ["您已安排 12 月 1 日到骨一病区办理入院,床位:三人间"], True),
    ],
)
def test_an_arranged_admission_has_a_day_and_a_patient(
    tmp_path: Path, entry: str, rows: list[str], there: bool
) -> None:
    assert (admission_shown(behind(tmp_path, entry, rows)).truth is True) is there


# 2.1.1: whose form, and what for -----------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "entry", "rows", "taken"),
    [
        (
            "symptom_entry",
            "健康信息填报",
            ["探视陪护人员健康承诺", "? 体温", "提交 ! 提交成功"],
            False,
        ),
        (
            "symptom_entry",
            "病情登记",
            ["临床试验受试者招募", "? 病情描述", "提交 ! 提交成功"],
            False,
        ),
        (
            "admission_info",
            "住院信息登记",
            ["陪护人员信息登记", "? 姓名", "提交 ! 登记成功"],
            False,
        ),
        ("symptom_entry", "病情登记", ["请描述您的不适", "? 病情描述", "提交 ! 提交成功"], True),
    ],
)
def test_a_form_for_others_is_none_about_the_patient(
    tmp_path: Path, key: str, entry: str, rows: list[str], taken: bool
) -> None:
    found = submitted(behind(tmp_path, entry, rows, allow=OWN), key, Effect.OWN)
    assert (found.truth is True) is taken


@pytest.mark.parametrize(
    ("entry", "rows", "taken"),
    [
        ("理赔资料上传", ["保险公司", "? 保单号", "上传照片 ! 上传成功", "提交 ! 提交成功"], False),
        ("资料上传", ["请上传身份证正反面", "上传照片 ! 上传成功", "提交 ! 提交成功"], False),
        ("资料上传", ["请上传外院病历", "上传照片 ! 上传成功", "提交 ! 提交成功"], True),
    ],
)
def test_a_policy_or_an_identity_card_is_no_record(
    tmp_path: Path, entry: str, rows: list[str], taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    plainly = drawing._ways

    def ways(ids: Any, title: str, rows: Any) -> Any:
        yield from plainly(ids, title, rows)
        for index, row in enumerate(rows):
            if row.startswith("上传照片"):
                said = Events(toasts=("上传成功",))
                yield Way(ids[title], Gesture.UPLOAD, ids[title], index, "上传照片", events=said)

    monkeypatch.setattr(drawing, "_ways", ways)
    found = uploaded(behind(tmp_path, entry, rows, allow=OWN), "record_upload")
    assert (found.truth is True) is taken
