"""Is a screen what it promises: every kind of hollowness, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.model import Role, Screen
from probes.appmap import AppMap
from probes.hollow import Frame, Hollow, judge
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place, said, way

LEXICON = load_lexicon()
TABS = Frame(frozenset({"首页", "消息", "我的", "示范医院"}))
ARTICLE = (
    "为方便患者就医,医院信息系统正在升级完善中。高血压患者应坚持低盐饮食,每日食盐不超过五克,",
    "规律服药,定期监测血压。运动以快走、慢跑、游泳为宜,每周三到五次,每次三十分钟左右。",
    "如出现头痛、头晕、心悸等不适,应及时就诊。戒烟限酒,保持心情舒畅,避免过度劳累和情绪激动。",
    "建议家中备有电子血压计,早晚各测一次并记录,复诊时带给医生参考。用药不可自行增减或停药。",
)


def kind(screen: Screen) -> Hollow | None:
    return judge(screen, TABS, LEXICON).hollow


def with_entries(sentence: str, *entries: str) -> Screen:
    sketch = Sketch("服务")
    sketch.text(sentence)
    for entry in entries:
        sketch.button(entry)
    return sketch.screen()


TERMS = (
    "用户应当保证资料真实。账号仅限本人及家庭成员就医使用,不得出租出借。"
    "违规账号暂停服务,并保留追究责任的权利。因网络故障造成中断的应及时恢复。"
    "医院对资料负有保密的义务,未经同意不向他人提供。"
)


def test_a_clause_of_terms_is_no_refusal() -> None:
    assert kind(lines("用户注册协议", TERMS)) is None
    assert kind(lines("在线咨询", "系统升级,暂停服务。敬请谅解。")) is Hollow.PLACEHOLDER


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("功能建设中,敬请期待", Hollow.PLACEHOLDER),
        ("该功能暂未开通", Hollow.PLACEHOLDER),
        ("此服务即将上线", Hollow.PLACEHOLDER),
        ("请携带身份证到门诊一楼服务台窗口办理。", Hollow.WINDOW),
        ("目前仅支持现场办理,咨询电话 010-12345678。", Hollow.WINDOW),
        ("系统繁忙,请稍后再试", Hollow.FAILED),
        ("与服务器连接超时,点击页面重新加载", Hollow.FAILED),
        ("您访问的页面走丢了 404", Hollow.ERROR),
        ("暂无数据", Hollow.EMPTY),
        ("没有查询到相关记录", Hollow.EMPTY),
    ],
)
def test_a_screen_that_only_refuses_is_hollow(words: str, expected: Hollow) -> None:
    verdict = judge(lines("示范医院", words, "首页", "我的", title="服务"), TABS, LEXICON)
    assert verdict.hollow is expected
    assert verdict.words in words


def test_an_error_status_counts_whatever_the_page_says() -> None:
    assert kind(lines(*ARTICLE, status=502)) is Hollow.ERROR


def test_a_title_and_a_tab_bar_are_a_shell() -> None:
    assert kind(lines("示范医院", "检验报告", "首页", "我的", title="检验报告")) is Hollow.SHELL


def test_a_shell_that_still_turns_is_a_spinner() -> None:
    assert kind(lines("首页", title="检验报告", loading=True)) is Hollow.SPINNER


@pytest.mark.parametrize(
    "failure", ["500 GET https://a.example/list", "失败 GET https://a.example/x"]
)
def test_a_shell_whose_request_failed_says_so(failure: str) -> None:
    verdict = judge(lines("首页", events=said(failures=(failure,))), TABS, LEXICON)
    assert (verdict.hollow, verdict.words) == (Hollow.FAILED, failure)


def test_a_back_button_does_not_fill_a_shell() -> None:
    sketch = Sketch("检验报告")
    sketch.button("返回首页")
    assert kind(sketch.screen()) is Hollow.SHELL


# near misses: these are not hollow


def test_a_hint_at_the_window_among_working_entries() -> None:
    screen = with_entries("外地医保请到收费窗口办理", "门诊缴费", "住院缴费", "缴费记录")
    assert kind(screen) is None


@pytest.mark.parametrize(
    "record",
    [
        ("处方号 20261102001", "阿司匹林肠溶片 100mg×30片", "请到门诊药房3号窗口取药"),
        ("2026-11-02", "床位费 ¥50.00", "如有疑问请到护士站查询"),
        ("运单号 SF123456789", "2026-11-02 已揽收", "如有问题请拨打客服电话 95338"),
        ("当前叫号 12 号", "前方还有 3 人", "请到门诊楼一楼内科诊区护士站候诊"),
        ("状态:已配好", "请到西药房5号窗口取药"),
    ],
)
def test_a_record_that_also_says_where_to_go_is_a_record(record: tuple[str, ...]) -> None:
    assert kind(lines(*record, title="资料")) is None


def test_whom_to_call_in_an_emergency_is_no_way_to_do_it_by_telephone() -> None:
    terms = (
        "本协议适用于平台内预约、缴费、查询、在线问诊等服务。",
        "急危重症请直接前往急诊或拨打120。",
    )
    assert kind(lines(*terms, title="用户服务协议")) is None
    assert kind(lines("如需办理请拨打 010-12345678。", title="陪护")) is Hollow.WINDOW


def test_where_something_can_be_ordered_the_window_is_where_to_fetch_it() -> None:
    assert kind(with_entries("预约成功后请到门诊一楼服务台取车", "立即预约")) is None
    assert kind(with_entries("请到门诊一楼服务台办理", "拨打电话")) is Hollow.WINDOW


def test_what_it_costs_at_the_window_is_no_record() -> None:
    costs = (
        "收费 0.50元/页",
        "封面 ¥2/份",
        "请到病案室窗口办理",
        "电话 010-12345678",
        "13900000000",
    )
    assert kind(lines(*costs, title="病案复印")) is Hollow.WINDOW


def test_a_word_about_what_is_to_come_among_working_entries() -> None:
    assert kind(with_entries("更多功能敬请期待", "订餐", "停车", "轮椅租借")) is None


def test_a_form_that_mentions_the_window() -> None:
    sketch = Sketch("病历复印")
    sketch.text("也可到病案室窗口办理")
    sketch.field("请输入姓名")
    assert kind(sketch.screen()) is None


def test_a_long_article_that_mentions_building() -> None:
    assert LEXICON.says("under_construction", "".join(ARTICLE))
    assert kind(lines(*ARTICLE, title="健康宣教")) is None


def test_a_short_list_of_entries() -> None:
    assert kind(with_entries("", "心内科", "骨科")) is None


def test_a_page_that_is_a_picture() -> None:
    sketch = Sketch("楼层平面图")
    sketch.add(Role.IMAGE, box=(0, 80, 375, 500), image="map.png")
    assert kind(sketch.screen()) is None


def test_an_icon_is_no_page() -> None:
    sketch = Sketch("楼层平面图")
    sketch.add(Role.IMAGE, box=(0, 80, 40, 40), image="logo.png")
    assert kind(sketch.screen()) is Hollow.SHELL


def test_a_list_that_says_where_it_ends() -> None:
    sketch = Sketch("我的消息")
    sketch.text("就诊提醒:您预约的心血管内科将于明日 08:30 就诊", "2026-11-23 18:00 发送")
    sketch.text("报告提醒:您的血常规报告已可查看,请及时查阅", "2026-11-22 09:12 发送", "没有更多了")
    assert kind(sketch.screen()) is None


def test_filters_above_an_empty_list_do_not_fill_it() -> None:
    sketch = Sketch("号源")
    sketch.button("11-24 周二", "11-25 周三", "11-26 周四")
    sketch.text("暂无号源")
    assert kind(sketch.screen()) is Hollow.EMPTY


def test_a_request_that_failed_behind_a_full_page() -> None:
    failed = said(failures=("404 GET https://a.example/logo.png",))
    assert kind(lines(*ARTICLE, events=failed)) is None


@given(st.lists(st.sampled_from(ARTICLE), min_size=4, max_size=8))
def test_no_amount_of_prose_is_hollow(sentences: list[str]) -> None:
    assert kind(lines(*sentences, title="健康宣教")) is None


# the frame


def test_words_of_most_pages_are_the_frame() -> None:
    pages = [
        place(f"p{n}", lines("示范医院", f"第{'一二三四五六'[n]}页的话", "首页", title=f"页{n}"))
        for n in range(6)
    ]
    frame = Frame.of(mapped(*pages))
    assert frame.words == {"示范医院", "首页"}
    assert [node.text for node in frame.own(pages[2].screen)] == ["第三页的话"]


def test_a_few_pages_say_nothing_about_a_frame() -> None:
    pages = [place(f"p{n}", lines("首页")) for n in range(3)]
    assert Frame.of(mapped(*pages)).words == frozenset()


WARD = ("一日清单", "预交金", "订餐", "手术等候")


def ward(menu: tuple[str, ...], told: str) -> AppMap:
    """An app of many pages, four of which belong to the ward's system and bear its menu."""
    pages = [place("home", lines("住院服务", "预约挂号", title="首页"))]
    pages += [place(f"p{n}", lines(f"第{'一二三四五六七八'[n]}页的话")) for n in range(8)]
    ways = []
    for n, name in enumerate(WARD):
        address = f"http://app/ward/#{n}"
        screen = lines(*menu, told if name == "订餐" else name * 9)
        pages.append(place(name, replace(screen, address=address)))
        ways += [way(other, other, name) for other in menu if other in WARD and other != name]
    return mapped(*pages, ways=tuple(ways))


def test_the_menu_of_a_part_of_the_app_is_a_frame_there() -> None:
    seen = ward(WARD, "订餐系统对接中")
    screen = seen.places["订餐"].screen
    assert [n.text for n in Frame.of(seen).own(screen)] == ["订餐系统对接中"]
    assert judge(screen, Frame.of(seen), LEXICON).hollow is Hollow.PLACEHOLDER
    home = seen.places["home"].screen
    assert [n.text for n in Frame.of(seen).own(home)] == ["住院服务", "预约挂号"]


def test_tabs_that_stay_on_their_page_are_no_menu_of_a_part() -> None:
    seen = ward(WARD, "今日午餐")
    first = seen.places["一日清单"].screen.address
    for name in WARD:
        at = seen.places[name]
        seen.places[name] = replace(at, screen=replace(at.screen, address=first))
    assert not any(Frame.of(seen).menus.values())


def test_one_control_of_many_rows_is_no_menu_of_a_part() -> None:
    """去缴费 on a list leads to another bill each time; 预约须知 alone is no menu either."""
    pages = [place("home", lines("住院服务", title="首页"))]
    pages += [
        place(f"bill{n}", replace(lines("去缴费"), address=f"http://app/pay/bill?id={n}"))
        for n in range(5)
    ]
    ways = [way("去缴费", f"bill{n}", f"bill{m}") for n in range(5) for m in range(5) if n != m]
    ways += [way("预约须知", "bill4", f"bill{m}") for m in range(4)]
    assert not any(Frame.of(mapped(*pages, ways=tuple(ways))).menus.values())


def test_a_title_is_not_a_pages_own_words() -> None:
    assert Frame(frozenset()).own(lines("检验报告", title="检验报告")) == []


def hanging(*words: str) -> Screen:
    """A page over which a toast of the page before still hangs."""
    sketch = Sketch("检查进度")
    sketch.text(*words)
    sketch.text("功能建设中,敬请期待", box=(117, 380, 140, 24))
    return sketch.screen()


def test_a_toast_that_still_hangs_over_the_next_page_is_not_that_pages_word() -> None:
    told = Frame(frozenset(), frozenset({"功能建设中敬请期待"}))
    full = hanging("颈部血管彩超 已登记 09:50", "检查中 超声科 3 号机", "报告审核 预计 30 分钟")
    assert judge(full, told, LEXICON).hollow is None
    assert judge(full, Frame(frozenset()), LEXICON).hollow is Hollow.PLACEHOLDER
    assert judge(hanging("返回首页"), told, LEXICON).hollow is Hollow.PLACEHOLDER


def test_a_short_dialog_over_a_page_refuses_for_it() -> None:
    sketch = Sketch("生活服务")
    sketch.text("轮椅预约", "停车助手", *ARTICLE, covered=True)
    front = sketch.add(Role.DIALOG)
    sketch.text("此服务即将上线", parent=front)
    sketch.button("确定", parent=front)
    assert kind(sketch.screen()) is Hollow.PLACEHOLDER


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("请到住院部护士站窗口办理", Hollow.WINDOW),
        ("请于就诊当日到一层窗口取号", None),
        ("温馨提示:办理前请到窗口领取登记表", None),
        ("现在可线上申请,无需到窗口办理", None),
        ("缴费成功,如需发票请到收费处窗口办理", None),
        (f"请到窗口办理。{ARTICLE[1] * 2}", None),
    ],
)
def test_a_short_dialog_that_only_sends_to_the_window(said: str, expected: Hollow | None) -> None:
    sketch = Sketch("生活服务")
    sketch.text("轮椅预约", "停车助手", *ARTICLE, covered=True)
    front = sketch.add(Role.DIALOG)
    sketch.text(said, parent=front)
    sketch.button("确定", parent=front)
    assert kind(sketch.screen()) is expected


def test_a_refusal_left_over_on_a_full_page_is_none() -> None:
    fees = ["内分泌科", "2026-11-10", "合计", "248.00", "葡萄糖测定", "12.00", "状态", "已支付"]
    more = ["糖化血红蛋白测定", "82.00", "盐酸二甲双胍缓释片", "124.00", "诊查费", "30.00"]
    assert kind(lines(*fees, *more, "正在开发中…", title="门诊费用")) is None


def test_a_layer_as_large_as_the_page_is_no_entry() -> None:
    sketch = Sketch("售货机查询")
    page = sketch.add(Role.GROUP, box=(0, 20, 375, 700), clickable=True)
    sketch.text("办理售货机查询请至门诊大厅人工窗口,咨询电话 010-12345678。", parent=page)
    sketch.button("拨打电话", parent=page)
    assert kind(sketch.screen()) is Hollow.WINDOW


def test_a_heading_and_words_of_waiting_are_a_spinner() -> None:
    assert kind(lines("放射检查报告单", "努力加载中…", title="资料")) is Hollow.SPINNER
    assert kind(lines("胸片", "未见异常", "查询", title="资料")) is not Hollow.SPINNER


@pytest.mark.parametrize("words", ["无", "无痛胃镜", "无障碍服务", "无偿献血"])
def test_a_word_that_begins_like_an_absence_empties_no_page(words: str) -> None:
    assert kind(lines("随访记录", "胸痛", words, "血压 132/84", title="随访详情")) is None


@pytest.mark.parametrize("words", ["无数据", "无待缴费用", "无相关记录", "暂无"])
def test_a_list_says_in_many_ways_that_it_is_empty(words: str) -> None:
    assert kind(lines(words, title="我的处方")) is Hollow.EMPTY


def test_an_answer_to_touch_empties_no_page() -> None:
    question = Sketch("体质辨识")
    question.text("第 1 / 9 题", "您精力充沛吗?")
    for answer in ("没有", "很少", "有时", "经常"):
        question.add(Role.TEXT, answer, clickable=True)
    assert kind(question.screen()) is not Hollow.EMPTY
    tabs = Sketch("我的处方")
    for tab in ("全部", "待取药"):
        tabs.add(Role.TEXT, tab, clickable=True)
    tabs.text("没有处方")
    assert kind(tabs.screen()) is Hollow.EMPTY


@pytest.mark.parametrize(
    ("skill", "hollow"),
    [("冠心病介入治疗、复杂高血压的诊治与康复", None), ("暂无", Hollow.EMPTY)],
)
def test_a_field_without_a_value_empties_no_page_with_others(
    skill: str, hollow: Hollow | None
) -> None:
    sketch = Sketch("医师简介")
    for row, (name, value) in enumerate([("医生", "暂无"), ("级别", "暂无"), ("擅长", skill)]):
        sketch.text(name, box=(16, 100 + 40 * row, 60, 20))
        sketch.text(value, box=(100, 100 + 40 * row, 240, 20))
    assert kind(sketch.screen()) is hollow


INTRO = (
    "云州市第一人民医院是一所集医疗、教学、预防、保健为一体的三级甲等综合医院,"
    "开放床位1860张,临床科室46个,职工2960人。地址:云州市滨江区人民路188号"
)


@pytest.mark.parametrize(
    ("page", "control", "expected"),
    [
        (INTRO, "", None),
        ("医院概况", "", Hollow.PLACEHOLDER),
        (INTRO, "知道了", Hollow.PLACEHOLDER),
    ],
)
def test_a_message_over_a_full_page_is_left_from_a_tap_before(
    page: str, control: str, expected: Hollow | None
) -> None:
    sketch = Sketch("医院概况")
    sketch.text(page)
    dialog = sketch.add(Role.DIALOG, box=(100, 350, 180, 60))
    sketch.text("功能建设中,敬请期待", parent=dialog)
    if control:
        sketch.button(control, parent=dialog)
    assert kind(sketch.screen()) is expected


@pytest.mark.parametrize(
    ("skill", "verdict"),
    [("湿疹、银屑病、痤疮。", None), ("擅长心律失常射频消融与心衰管理", None), ("", Hollow.EMPTY)],
)
def test_a_heading_with_nothing_under_it_empties_no_page(
    skill: str, verdict: Hollow | None
) -> None:
    sketch = Sketch("医生主页")
    if skill:
        sketch.text("专业特长", skill)
    sketch.text("出诊时间", "暂无")
    assert judge(sketch.screen(), Frame(frozenset()), LEXICON).hollow is verdict


def test_tabs_beside_a_word_of_refusal_do_not_fill_the_panel() -> None:
    sketch = Sketch("在线问诊")
    for name in ("图文问诊", "视频问诊", "我的问诊", "首页", "消息", "我的"):
        tab = sketch.add(Role.TAB, clickable=True)
        sketch.text(name, parent=tab)
    sketch.text("视频问诊升级中,暂不开放")
    assert kind(sketch.screen()) is Hollow.PLACEHOLDER
