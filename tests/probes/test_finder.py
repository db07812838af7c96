"""Which label is which function: synonyms, traps, menus, hints, and what came second."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.appmap import Arrival
from probes.finder import Candidate, Finder
from probes.lexicon import load_lexicon
from probes.naming import NEAR, match, naming
from tests.probes.sketch import Sketch, lines, mapped, place, way

LEXICON = load_lexicon()


def score(key: str, label: str, context: str = "") -> float:
    return match(LEXICON.functions[key], label, context)[0]


def is_named(key: str, label: str, context: str = "") -> bool:
    return score(key, label, context) > NEAR


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        (
            "booking",
            [
                "预约挂号",
                "门诊预约",
                "挂号",
                "我要看病",
                "专家号",
                "今日挂号",
                "约号看病",
                "看病约号",
            ],
        ),
        ("my_bookings", ["我的预约", "挂号记录", "预约订单", "退号"]),
        ("lab_report", ["检验报告", "化验结果", "血常规报告"]),
        ("exam_report", ["检查报告", "影像报告", "CT 结果"]),
        ("exam_booking", ["检查预约", "医技预约", "B超预约"]),
        ("triage", ["智能导诊", "智能分诊", "症状自查", "挂什么科"]),
        ("indoor_navigation", ["院内导航", "楼层分布", "院区地图"]),
        ("online_consult", ["在线咨询", "在线客服", "药师咨询"]),
        ("complaint", ["投诉建议", "意见反馈", "院长信箱"]),
        ("survey", ["满意度调查", "服务评价"]),
        ("pay_outpatient", ["门诊缴费", "诊间支付", "在线缴费"]),
        ("pay_appointment", ["挂号缴费", "挂号费支付"]),
        ("pay_exam", ["检查费支付", "检验缴费"]),
        ("pay_drug", ["药品缴费", "处方缴费"]),
        ("inpatient_settlement", ["出院结算", "出院缴费"]),
        ("decoction", ["代煎服务", "中药代煎", "煎药配送"]),
        ("other_convenience", ["物品寄存", "失物招领", "共享雨伞"]),
        ("inpatient_deposit", ["住院预交金", "住院押金缴纳"]),
        ("e_invoice", ["电子发票", "电子票据"]),
        ("members", ["就诊人管理", "我的家人", "家庭成员"]),
        ("message_settings", ["消息设置", "消息订阅"]),
        ("hospital_intro", ["走进华西", "走近我们医院"]),
    ],
)
def test_a_function_has_many_names(key: str, labels: list[str]) -> None:
    assert [label for label in labels if not is_named(key, label)] == []


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("online_consult", "服务热线"),
        ("online_consult", "咨询须知"),
        ("indoor_navigation", "智能导诊"),
        ("triage", "院内导航"),
        ("triage", "导诊台"),
        ("exam_report", "检查预约"),
        ("exam_booking", "检查报告"),
        ("lab_report", "检验预约"),
        ("lab_booking", "检验报告"),
        ("booking", "预约须知"),
        ("booking", "放弃候补"),
        ("booking", "候补登记"),
        ("booking", "挂号记录"),
        ("booking", "检查预约"),
        ("my_bookings", "预约挂号"),
        ("booking", "体检预约"),
        ("complaint", "用药建议"),
        ("recruitment", "志愿者招募"),
        ("follow_up", "满意度调查"),
        ("pay_outpatient", "缴费记录"),
        ("pay_outpatient", "住院缴费"),
        ("message_center", "消息设置"),
        ("login", "退出登录"),
        ("visit_guide", "预约须知"),
        ("hospital_intro", "科室介绍"),
        ("hospital_intro", "走进社区"),
        ("hospital_intro", "走进直播间"),
    ],
)
def test_a_likeness_of_words_is_no_likeness_of_functions(key: str, label: str) -> None:
    assert not is_named(key, label)


@pytest.mark.parametrize(
    "label", ["预约挂号", " 预约 挂号 ", "【预约挂号】", "预约挂号 >", "3 预约挂号"]
)
def test_blanks_brackets_and_badges_do_not_matter(label: str) -> None:
    assert score("booking", label) == score("booking", "预约挂号")


@pytest.mark.parametrize(
    ("key", "label", "menu"),
    [
        ("exam_booking", "预约", "检查"),
        ("lab_report", "报告", "检验"),
        ("inpatient_deposit", "充值", "住院"),
        ("outpatient_record", "下载", "门诊病历"),
    ],
)
def test_the_menu_above_completes_a_short_label(key: str, label: str, menu: str) -> None:
    assert not is_named(key, label)
    assert is_named(key, label, menu)
    assert score(key, label, menu) < score(key, menu + label)


def test_a_menu_that_means_something_else_completes_nothing() -> None:
    assert not is_named("lab_booking", "预约", "检验报告")


def test_what_a_card_mentions_does_not_name_it() -> None:
    card = "周延康 主任医师 擅长:冠心病、高血压、心律失常的诊治 有号"
    assert naming(LEXICON, card) == 0
    assert is_named("wheelchair", "轮椅租借 门诊一层服务台")


@given(st.text(max_size=40))
def test_any_label_can_be_asked_about(label: str) -> None:
    assert 0 <= naming(LEXICON, label) <= 1


def find(key: str, finder: Finder) -> list[Candidate]:
    return finder.find(key)


HOME = place("home", lines("首页的话", title="首页"))
REPORTS = place("reports", lines("血常规 2026-11-10", title="报告列表"), ("报告",))
LAB = place("lab", lines("白细胞 5.6", title="检验报告"), ("报告", "检验"))


def test_the_ranking_says_why_and_what_came_second() -> None:
    ways = (way("报告查询", "reports"), way("检验报告", "lab"), way("院长信箱", "reports"))
    first, second = find("lab_report", Finder(LEXICON, mapped(HOME, REPORTS, LAB, ways=ways)))
    assert (first.place, first.why) == ("lab", "入口“检验报告”")
    assert (second.place, second.why) == ("reports", "上级菜单“报告查询”")
    assert first.score > NEAR >= second.score


@pytest.mark.parametrize(
    ("key", "menu", "label"),
    [("exam_report", "报告中心", "数字影像"), ("knowledge", "健康园地", "健康自测")],
)
def test_a_menu_does_not_make_another_function_of_what_says_what_it_is(
    key: str, menu: str, label: str
) -> None:
    inside = place("inside", lines("某某", title="某某"), (menu, label))
    hall = place("hall", lines("某某", title=menu), (menu,))
    ways = (way(menu, "hall"), way(label, "inside", source="hall"))
    found = find(key, Finder(LEXICON, mapped(HOME, hall, inside, ways=ways)))
    assert "inside" not in [candidate.place for candidate in found]


def test_a_menu_completes_a_name_that_says_too_little() -> None:
    inside = place("inside", lines("某某", title="某某"), ("数字影像", "报告"))
    hall = place("hall", lines("某某", title="检查"), ("检查",))
    ways = (way("检查", "hall"), way("报告", "inside", source="hall"))
    found = find("exam_report", Finder(LEXICON, mapped(HOME, hall, inside, ways=ways)))
    assert found[0].place == "inside"
    assert "“检查”下的“报告”" in found[0].why


def test_advice_of_doctors_may_be_a_consultation_in_writing() -> None:
    """Its pages have to show it: by its name alone it is none."""
    talk = place("talk", lines("李医生 主任医师 图文 免费", title="专家咨询"), ("专家咨询",))
    finder = Finder(LEXICON, mapped(HOME, talk, ways=(way("专家咨询", "talk"),)))
    (only,) = find("text_consult", finder)
    assert (only.place, only.score <= NEAR) == ("talk", True)


def test_a_screen_found_by_many_ways_is_one_candidate_by_its_best() -> None:
    ways = (way("报告", "lab"), way("检验报告单", "lab"))
    (only,) = find("lab_report", Finder(LEXICON, mapped(HOME, LAB, ways=ways)))
    assert only.way is not None
    assert only.way.label == "检验报告单"


def test_a_screen_may_be_known_by_its_title_alone() -> None:
    (only,) = find("lab_report", Finder(LEXICON, mapped(HOME, LAB, ways=(way("进入", "lab"),))))
    assert (only.place, only.way, only.why) == ("lab", None, "页面标题“检验报告”")


def test_words_on_a_page_alone_are_no_function() -> None:
    page = place("p", lines("参考范围 3.5-9.5 单位 10^9/L 结果 ↑", title="资料"), ("资料",))
    assert find("lab_report", Finder(LEXICON, mapped(HOME, page, ways=(way("资料", "p"),)))) == []


def test_a_hospital_may_call_it_as_it_likes() -> None:
    ways = (way("云上小院", "lab"), way("检验报告", "reports"))
    hints: dict[str, tuple[str, ...]] = {"lab_report": ("云上小院",)}
    found = find("lab_report", Finder(LEXICON, mapped(HOME, REPORTS, LAB, ways=ways), hints))
    assert [c.place for c in found] == ["lab", "reports"]
    assert "医院档案提示" in found[0].why


def test_a_dead_way_counts_slightly_less_than_one_that_opens() -> None:
    ways = (way("检验报告"), way("化验报告", "lab"))
    opened, dead = find("lab_report", Finder(LEXICON, mapped(HOME, LAB, ways=ways)))
    assert (opened.place, dead.place) == ("lab", "")
    assert NEAR < dead.score < opened.score


@pytest.mark.parametrize("arrival", [Arrival.FAILED, Arrival.REFUSED])
def test_what_was_not_opened_is_no_candidate(arrival: Arrival) -> None:
    ways = (way("检验报告", arrival=arrival),)
    assert find("lab_report", Finder(LEXICON, mapped(HOME, ways=ways))) == []


def test_prose_is_no_label() -> None:
    words = "尊敬的患者您好,您的检验报告将于两个工作日后出具,请您届时到自助机打印纸质报告"
    found = find("lab_report", Finder(LEXICON, mapped(HOME, LAB, ways=(way(words, "home"),))))
    assert [candidate.place for candidate in found] == ["lab"]


RECORD = ("主诉:咳嗽三天", "现病史:受凉后咳嗽", "处理意见:多饮水")


def test_a_page_under_a_name_that_nobody_listed_is_known_by_what_it_says() -> None:
    page = place("p", lines(*RECORD, title="往日所写"), ("往日所写",))
    tapped = way("往日所写", "p")
    page.entered_by = tapped
    appmap = mapped(place("home", lines("首页")), page, ways=(tapped,))
    (found, *_) = Finder(LEXICON, appmap).find("outpatient_record")
    assert (found.place, found.score > NEAR) == ("p", True)
    assert "内容" in found.why


def test_what_a_page_of_another_function_says_does_not_name_it() -> None:
    page = place("p", lines(*RECORD, title="健康科普"), ("健康科普",))
    tapped = way("健康科普", "p")
    page.entered_by = tapped
    appmap = mapped(place("home", lines("首页")), page, ways=(tapped,))
    assert Finder(LEXICON, appmap).find("outpatient_record") == []


def test_what_bears_a_name_only_in_passing_hides_no_page_that_says_it() -> None:
    page = place("p", lines(*RECORD, title="往日所写"), ("往日所写",))
    page.entered_by = tapped = way("往日所写", "p")
    passing = way("门诊记录本说明 2026-03-01 请携带身份证件到窗口领取门诊病历", "q")
    other = place("q", lines("请到窗口领取", title="说明"), (passing.label,))
    appmap = mapped(place("home", lines("首页")), page, other, ways=(tapped, passing))
    assert "p" in {c.place for c in Finder(LEXICON, appmap).find("outpatient_record")}


@pytest.mark.parametrize(
    ("others", "found"), [(("投诉建议", "病历复印", "预约挂号"), True), (("投诉建议",), False)]
)
def test_the_name_of_a_menu_claims_no_page_behind_it(others: tuple[str, ...], found: bool) -> None:
    """A menu leads to several functions; a page that leads on to its own parts claims them."""
    above = place("up", lines(title="健康科普"), ("健康科普",))
    page = place("p", lines(*RECORD, title="往日所写"), ("健康科普", "往日所写"), parent=above)
    above.parent = home = place("home", lines("首页"))
    tapped = way("往日所写", "p", source="up")
    page.entered_by = tapped
    rest = tuple(way(label, source="up") for label in others)
    appmap = mapped(home, above, page, ways=(way("健康科普", "up"), tapped, *rest))
    assert bool(Finder(LEXICON, appmap).find("outpatient_record")) is found


def test_what_a_doctor_is_good_at_names_no_function() -> None:
    functions = load_lexicon().functions
    for words in ("擅长高血压、冠心病的中西医结合治疗", "主治:颈椎病、肩周炎的推拿治疗"):
        assert not any(match(function, words, "")[0] for function in functions.values()), words
    assert match(functions["doctor_intro"], "主治医师介绍", "")[0]


def test_the_way_home_on_a_page_of_departments_names_none() -> None:
    page = place("dept", lines("内科", "外科", title="专科列表"), ("专科列表",))
    home = place("home", lines("首页"))
    back = way("主页", "home", source="dept")
    found = Finder(LEXICON, mapped(home, page, ways=(way("专科列表", "dept"), back)))
    assert all(c.place != "home" for c in found.find("department_intro"))


def test_asking_a_doctor_in_a_clinic_online_is_no_desk_for_questions() -> None:
    clinic = place("clinic", lines("李医生", title="在线复诊(图文)"), ("在线复诊(图文)",))
    home = place("home", lines("首页"))
    asked = way("向李医生提问", "chat", source="clinic")
    chat = place("chat", lines("请输入", title="提问"), ("在线复诊(图文)", "向李医生提问"))
    found = Finder(
        LEXICON, mapped(home, clinic, chat, ways=(way("在线复诊(图文)", "clinic"), asked))
    )
    assert found.find("online_consult") == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("personal_reminders", ("依据您的糖尿病诊断制定", "运动提醒 餐后快走三十分钟")),
        ("health_metrics", ("重点指标", "血糖 上次 7.8 目标 6.5 以下", "最近结果")),
        ("video_consult", ("通过音频、视频与医生实时沟通", "李医生", "发起视频")),
    ],
)
def test_care_and_calls_are_known_by_what_their_pages_say(key: str, words: tuple[str, ...]) -> None:
    page = place("p", lines(*words, title="贴心关怀"), ("贴心关怀",))
    page.entered_by = tapped = way("贴心关怀", "p")
    appmap = mapped(place("home", lines("首页")), page, ways=(tapped,))
    assert Finder(LEXICON, appmap).find(key)[0].score > NEAR


SERVICES = {
    "轮椅借用": "凭手机号预约,门诊大厅导医台领取,前两小时免费,押金到台缴纳",
    "陪护预约": "正规陪护公司驻院,一对一与一对多,服务结束后与陪护公司结算费用",
    "胶片速递": "胶片打印后由快递寄送到家,每份二十五元,含胶片袋与快递的费用",
    "停车缴费": "地下与地面两处停车场,首小时六元,之后每三十分钟三元,封顶六十",
}


@pytest.mark.parametrize("titled", [True, False])
def test_a_row_that_explains_itself_goes_by_the_name_over_its_page(titled: bool) -> None:
    sketch = Sketch("便民驿站")
    rows = [f"{name} {words}" for name, words in SERVICES.items()]
    sketch.button(*rows)
    hub_page = place("home", sketch.screen())
    pages = [
        place(f"p{nth}", lines("? 填写", title=name if titled else "详情"), ("便民驿站", row))
        for nth, (name, row) in enumerate(zip(SERVICES, rows, strict=True))
    ]
    ways = tuple(way(row, f"p{nth}", node=nth) for nth, row in enumerate(rows))
    finder = Finder(LEXICON, mapped(hub_page, *pages, ways=ways))
    for key, nth in (("wheelchair", 0), ("carer", 1), ("film_express", 2), ("parking", 3)):
        best = [c for c in finder.find(key) if c.score > NEAR]
        assert [c.place for c in best] == ([f"p{nth}"] if titled else [])


@pytest.mark.parametrize(("label", "found"), [("4 入院预约", False), ("入院预约", True)])
def test_a_numbered_step_on_which_a_tap_did_nothing_is_no_entry(label: str, found: bool) -> None:
    tapped = way(label, "", arrival=Arrival.NOTHING)
    finder = Finder(LEXICON, mapped(place("home", lines("首页", label)), ways=(tapped,)))
    assert bool(finder.find("admission_view")) is found
