"""On the day of the visit: what resembles a service, a state or a record and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import tests.probes.drawn as drawing
from devices.model import Node, Rect, Role
from probes.flows.after_visit.settings import of_a_kind
from probes.flows.before_visit.advice import guided
from probes.flows.clinic.prescribing import order_kinds
from probes.flows.information.wayfinding import leading, navigation
from probes.flows.messages.topics import topic_of
from probes.flows.payment.convenience import offered
from probes.flows.payment.recommendations import recommended
from probes.flows.places.images import image_shown
from probes.flows.records.own_records import record_shown
from probes.flows.records.progress import progress
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import explored, lines, mapped, place

HOME = ["本院欢迎您", "服务时间全年无休"]
TABLE = ["白细胞 参考范围 4-10 结果 6.2", "血红蛋白 参考范围 110-150 结果 128"]


def behind(folder: Path, entry: str, *rows: str, **pages: list[str]) -> drawing.Walker:
    """An app whose only entry leads to a page of these rows, and on to further pages."""
    return drawn(folder, {"首页": [f"{entry} > {entry}", *HOME], entry: list(rows), **pages})


@pytest.mark.parametrize(
    ("column", "headline", "key"),
    [
        ("医院动态", "爱心企业捐赠轮椅50台", "wheelchair"),
        ("招标公示", "护工管理服务招标", "carer"),
        ("常见问题", "医院可以停车吗?", "parking"),
        ("常见问题", "如何租借轮椅?", "wheelchair"),
    ],
)
def test_a_text_about_a_service_is_not_the_service(
    tmp_path: Path, column: str, headline: str, key: str
) -> None:
    rows = [f"{headline} > 正文", "新门诊楼启用"]
    body = [headline, "地点:门诊楼一层,每小时收费5元,可现场预约。", "来源:本院宣传部"]
    assert offered(behind(tmp_path, column, *rows, 正文=body), key).truth is not True


@pytest.mark.parametrize(
    ("column", "label", "truth"),
    [("健康科普", "一文看懂血常规报告单", False), ("健康档案", "血常规报告单", True)],
)
def test_an_article_about_reports_is_no_report(
    tmp_path: Path, column: str, label: str, truth: bool
) -> None:
    app = behind(tmp_path, column, f"{label} > 正文", "高血压怎么吃", 正文=[label, *TABLE])
    assert (record_shown(app, "lab_report").truth is True) is truth


def test_functions_on_a_menu_with_the_name_of_a_column_count(tmp_path: Path) -> None:
    rest = [f"{name} ! 请先选择就诊人" for name in ("检验报告查询", "预约挂号", "门诊缴费")]
    menu = ["轮椅租借 > 轮椅", *rest]
    app = behind(tmp_path, "医院动态", *menu, 轮椅=["普通轮椅 5 元", "立即下单 > 轮椅"])
    assert offered(app, "wheelchair").truth is True


RENTAL = ["租借地点:门诊楼一层", "押金:500元/台,凭身份证登记"]


@pytest.mark.parametrize(
    ("control", "truth"),
    [((), False), (("租借须知 > 须知",), False), (("扫码租借 > 须知",), True)],
)
def test_a_service_is_asked_for_where_there_is_something_to_press(
    tmp_path: Path, control: tuple[str, ...], truth: bool
) -> None:
    notes = ["轮椅当日归还,超时加收5元。"]
    app = behind(tmp_path, "轮椅租借", *RENTAL, *control, 须知=notes)
    assert offered(app, "wheelchair").truth is truth


def test_where_a_lot_stands_may_simply_be_told(tmp_path: Path) -> None:
    app = behind(tmp_path, "停车服务", "地下停车场共有车位 600 个", "收费每小时5元")
    assert offered(app, "parking").truth is True


def test_a_remark_in_passing_is_no_service(tmp_path: Path) -> None:
    rows = ["入职体检套餐", "价格 380元", "体检当日凭导检单可免费停车2小时"]
    app = behind(tmp_path, "体检套餐", *rows, "立即预约 > 日期", 日期=["3月2日 上午"])
    assert offered(app, "parking").truth is not True


@pytest.mark.parametrize(
    ("rows", "kind", "truth"),
    [
        (["前方还有 3 人", "温馨提示:如需检查,请缴费后再前往"], "payment", False),
        (["换药费", "缴费 待支付"], "payment", True),
        (["血液透析门诊", "当前叫号 12 号", "前方还有 3 人"], "treatment", False),
        (["输液治疗", "第 2 瓶,输液中"], "treatment", True),
        (["报到后请在候诊区就座,留意叫号。", "过号请向护士说明。"], "waiting", False),
        (["您的排队序号 15 号", "当前叫号 12 号"], "waiting", True),
    ],
)
def test_a_state_tells_progress_and_a_mere_word_does_not(
    tmp_path: Path, rows: list[str], kind: str, truth: bool
) -> None:
    assert progress(behind(tmp_path, "候诊查询", *rows))[kind].truth is truth


@pytest.mark.parametrize("words", ["今日暂无候诊信息", "您今天没有需要候诊的号"])
def test_an_empty_queue_leaves_it_open(tmp_path: Path, words: str) -> None:
    found = progress(behind(tmp_path, "候诊查询", "就诊人 张三", words))["waiting"]
    assert found.truth is None


@pytest.mark.parametrize(
    ("entry", "kind", "rows", "truth"),
    [
        ("采血排队", "exam", ["采血处位于二层", "采血时间 7:00-11:00"], False),
        ("采血排队", "exam", ["空腹血糖", "状态 已采集"], True),
        ("手术家属等候区", "surgery", ["位于外科楼3层", "开放时间 7:30-20:00"], False),
        ("手术进展", "surgery", ["支架植入术", "09:10 手术进行中"], True),
    ],
)
def test_opening_hours_are_no_progress(
    tmp_path: Path, entry: str, kind: str, rows: list[str], truth: bool
) -> None:
    assert (progress(behind(tmp_path, entry, *rows))[kind].truth is True) is truth


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("如您在就诊过程中需要帮助,请咨询各楼层导医", False),
        ("门诊楼与住院楼相距约200米,经连廊通行", False),
        ("扶梯上行后右转为放射科登记处", False),
        ("您现在位于门诊楼1层", True),
        ("当前位置:门诊大厅", True),
        ("直行 20 米", True),
        ("全程约 120 米", True),
    ],
)
def test_only_words_that_go_along_lead_a_person(words: str, leads: bool) -> None:
    here = place("p", lines(words))
    assert bool(leading(explored(mapped(here)), here)) is leads


@pytest.mark.parametrize(
    ("said", "answer"),
    [("院内定位设备建设中,敬请期待", "static_map"), ("已为您开始导航", "dynamic")],
)
def test_a_control_that_says_it_does_not_work_leads_nobody(
    tmp_path: Path, said: str, answer: str
) -> None:
    floors = ["门诊楼 1 层 挂号收费", "门诊楼 2 层 眼科", "住院楼 4 层 病房", "急诊楼 1 层"]
    pages = {
        "首页": ["院内导航 > 院内导航", "本院欢迎您"],
        "院内导航": [*floors, f"实时导航 ! {said}"],
    }
    assert navigation(drawn(tmp_path, pages))[0] == answer


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("手术机器人落户我院", "近日,新一代手术机器人正式启用。", "bulletin"),
        ("手术通知", "您的手术拟于次日 8:30 进行,请按要求禁食。", "surgery"),
        ("手术安排公告", "您的手术定于3月6日,请提前一日入院。", "surgery"),
    ],
)
def test_a_robot_that_arrives_is_no_notice_of_surgery(title: str, text: str, name: str) -> None:
    topic = topic_of(title, text)
    assert topic is not None
    assert topic.name == name


@pytest.mark.parametrize(
    ("entry", "rows", "truth"),
    [
        ("就诊指引", ["一、建议提前预约。", "二、请提前30分钟到诊区候诊。"], False),
        ("预约挂号", ["根据历史候诊人数为您推荐较空闲的就诊时段", "余号 12 人"], False),
        ("智能导引", ["推荐先到采血室", "采血室 等候 4 人", "超声科 等候 21 人"], True),
        ("今日安排", ["按当前排队人数为您规划的最优顺序", "采血室 等候 4 人"], True),
        ("今日安排", ["根据实时排队情况:采血室 4 人", "建议您先做心电图,再去超声科"], True),
        ("今日安排", ["根据排队情况:采血室 4 人", "建议您提前 30 分钟到达"], False),
    ],
)
def test_advice_on_the_way_goes_by_the_queues_of_now(
    tmp_path: Path, entry: str, rows: list[str], truth: bool
) -> None:
    assert (guided(behind(tmp_path, entry, *rows)).truth is True) is truth


@pytest.mark.parametrize(
    ("entry", "rows", "key", "truth"),
    [
        ("检查报告", ["胸部CT 2026-03-02", "检查部位:胸部", "报告状态:已出"], "exam_report", False),
        ("检查报告", ["胸部CT 2026-03-02", "检查所见:双肺清晰"], "exam_report", True),
        ("检验结果", ["血常规 2026-03-02", "送检单位:心血管内科"], "lab_report", False),
        ("检验结果", ["项目 结果 单位", "白细胞 6.2"], "lab_report", True),
        ("就诊记录", ["2026-03-02 超声诊断科 已就诊"], "outpatient_record", False),
        ("健康档案", ["过敏史 请填写", "既往史 请填写"], "outpatient_record", False),
        ("健康档案", ["姓名 张三", "过敏史:尘螨、艾蒿花粉"], "outpatient_record", False),
        ("就诊记录", ["2026-03-02 内科", "初步诊断:高血压"], "outpatient_record", True),
    ],
)
def test_what_stands_in_a_list_is_not_yet_the_document(
    tmp_path: Path, entry: str, rows: list[str], key: str, truth: bool
) -> None:
    assert (record_shown(behind(tmp_path, entry, *rows), key).truth is True) is truth


@pytest.fixture
def pictured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row "@" is drawn as a large picture."""
    node = drawing._node

    def with_pictures(index: int, row: str) -> Node:
        box = Rect(20, drawing.ROW * (index + 1), 320, 200)
        return Node(index, -1, Role.IMAGE, box, image="x") if row == "@" else node(index, row)

    monkeypatch.setattr(drawing, "_node", with_pictures)


@pytest.mark.usefixtures("pictured")
@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("如何查看云影像:扫描纸质报告单右上角的二维码即可查看。", Cause.NOT_CONCLUSIVE),
        ("胸部CT平扫 检查日期 2026-03-02", None),
    ],
)
def test_a_picture_that_explains_is_no_image_of_a_patient(
    tmp_path: Path, words: str, cause: Cause | None
) -> None:
    found = image_shown(behind(tmp_path, "云影像", "@", "影像", "云胶片", "-", "-", words))
    assert found.cause is cause


@pytest.mark.usefixtures("pictured")
@pytest.mark.parametrize(
    ("rows", "choice"),
    [
        (["地址:惠民路1号(门诊楼正门)", "地铁2号线公园站B口"], None),
        (["门诊楼一层 挂号收费", "门诊楼二层 内科诊区"], "static_map"),
    ],
)
def test_a_map_of_the_town_is_no_plan_of_the_house(
    tmp_path: Path, rows: list[str], choice: str | None
) -> None:
    app = behind(tmp_path, "来院导航", "@", "-", "-", "-", "-", *rows)
    assert navigation(app)[0] == choice


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("科普与活动消息 非关键消息,可屏蔽", True),
        ("健康资讯", True),
        ("系统消息", True),
        ("停诊通知", True),
        ("接收消息通知", False),
        ("声音提醒", False),
        ("个性化广告推送", False),
        ("消息通知显示详情", False),
    ],
)
def test_a_switch_for_all_messages_mutes_no_kind_of_them(words: str, kind: bool) -> None:
    assert of_a_kind(words) is kind


@pytest.mark.parametrize(
    ("entry", "rows"),
    [
        ("住院医嘱", ["长期医嘱", "检查申请", "胸部CT 2026-03-02"]),
        ("检查申请单", ["检查申请单", "就诊方式 线下门诊", "请持本单到医技楼登记"]),
        ("自助开单说明", ["检查项目", "心电图、腹部超声等常规检查"]),
    ],
)
def test_orders_of_the_ward_and_of_the_room_were_not_written_online(
    tmp_path: Path, entry: str, rows: list[str]
) -> None:
    found = order_kinds(behind(tmp_path, entry, *rows))
    assert not any(finding.truth for finding in found.values())


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ("我们将竭诚为您提供贴心的便民服务", False),
        ("根据您的住院情况,为您推荐以下服务", True),
    ],
)
def test_a_recommendation_has_a_ground(tmp_path: Path, words: str, truth: bool) -> None:
    app = behind(tmp_path, "服务推荐", "轮椅租借", "营养餐预订", words)
    assert (recommended(app).truth is True) is truth
