"""Are we here again, and is this one more of a kind?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.live.identity import (
    SAME_PLACE,
    dialog_of,
    is_longer,
    overlap,
    route,
    same_place,
    same_template,
    skeleton,
    template_route,
    wording,
)
from devices.model import Role, Screen
from tests.probes.sketch import Sketch, lines, said

ENTRIES = ("预约挂号", "门诊缴费", "检验报告", "就医指南", "便民服务")


def home(banner: str = "banner-1.png", *extra: str) -> Screen:
    sketch = Sketch("示范医院", "https://a.example/#/home")
    sketch.add(Role.IMAGE, image=banner)
    sketch.button(*ENTRIES)
    for words in extra:
        sketch.text(words)
    return sketch.screen()


# the same place


def test_a_carousel_does_not_move_one_elsewhere() -> None:
    assert home("banner-1.png").digest != home("banner-2.png").digest
    assert same_place(home("banner-1.png"), home("banner-2.png"))


def test_neither_do_dates_and_counters() -> None:
    today = home("b", "2026年11月22日 周日", "消息 3", "前面还有 12 人")
    later = home("b", "2026年12月1日 周日", "消息 99", "前面还有 4 人")
    assert same_place(today, later)


def test_other_words_are_another_place() -> None:
    assert not same_place(home(), lines("白细胞", "红细胞", title="示范医院"))


def test_another_title_or_route_is_another_place() -> None:
    assert not same_place(home(), replace(home("banner-2.png"), title="检验报告"))
    assert not same_place(home(), replace(home(), address="https://a.example/#/mine"))


def panel(*tiles: str) -> Screen:
    sketch = Sketch("全部应用", "https://a.example/#/services")
    sketch.button("健康生活", "医院信息", "看病前", "诊中", "诊后", "住院", "网上", *ENTRIES)
    sketch.button(*tiles)
    return sketch.screen()


def test_two_panels_of_one_menu_are_two_places_however_few_their_tiles() -> None:
    here, there = panel("视频复诊", "互联网医嘱"), panel("出院带药", "床位预约")
    assert overlap(wording(here), wording(there)) >= SAME_PLACE
    assert not same_place(here, there)
    assert not same_place(there, panel("出院小结"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["停诊公告"], ["放假通知"]),
        (["我院成功举办第十届学术年会"], ["专家团队赴基层开展义诊活动"]),
        (["消息 3", "待办 1"], ["消息 12", "待办 9"]),
        (["视频复诊"], ["视频复诊", "互联网医嘱", "电子处方"]),
    ],
)
def test_headlines_that_turn_and_tiles_that_load_late_make_no_other_place(
    before: list[str], after: list[str]
) -> None:
    assert same_place(panel(*before), panel(*after))


def test_a_dialog_over_a_page_is_another_place() -> None:
    sketch = Sketch("示范医院", "https://a.example/#/home")
    sketch.add(Role.IMAGE, image="banner-1.png")
    sketch.button(*ENTRIES)
    dialog = sketch.add(Role.DIALOG)
    sketch.button("知道了", parent=dialog)
    screen = sketch.screen()
    assert dialog_of(screen) is not None
    assert not same_place(home(), screen)


def test_two_papers_that_open_over_one_form_are_two_places() -> None:
    """One is empty: most of what both screens say is the form below."""

    def paper(*text: str) -> Screen:
        sketch = Sketch("注册", "https://a.example/#/register")
        sketch.text("手机号", "验证码", "我已阅读并接受", "《注册协议》", "《隐私声明》", *ENTRIES)
        dialog = sketch.add(Role.DIALOG)
        sketch.text(*text, parent=dialog)
        sketch.button("不同意", "同意", parent=dialog)
        return sketch.screen()

    privacy = paper("一、我们收集的信息", "为实名就医,我们收集姓名、手机号", "二、信息的使用")
    assert not same_place(paper("注册协议"), privacy)
    assert same_place(paper("已选 1 项", "共 3 页"), paper("已选 2 项", "共 4 页"))


def test_two_forms_over_one_page_that_ask_for_other_numbers_are_two_places() -> None:
    def form(title: str, *asked: str) -> Screen:
        sketch = Sketch("实名认证", "https://a.example/#/real")
        sketch.text(*ENTRIES)
        dialog = sketch.add(Role.DIALOG)
        sketch.text(title, parent=dialog)
        for hint in asked:
            sketch.field(hint, parent=dialog)
        sketch.button("取消", "提交核验", parent=dialog)
        return sketch.screen()

    by_card = form("身份证核验", "姓名", "身份证号")
    assert not same_place(by_card, form("社保卡核验", "社会保障卡号"))
    assert same_place(by_card, form("身份证核验", "姓名", "身份证号"))


def test_a_dialog_that_lies_under_another_is_not_on_top() -> None:
    sketch = Sketch()
    sketch.add(Role.DIALOG, covered=True)
    assert dialog_of(sketch.screen()) is None


def test_another_tab_with_other_content_is_another_place() -> None:
    def reports(*rows: str) -> Screen:
        sketch = Sketch("报告", "https://a.example/#/reports")
        sketch.add(Role.TAB, "检验", checked=True)
        sketch.add(Role.TAB, "检查", checked=False)
        sketch.text(*rows)
        return sketch.screen()

    lab = reports("血常规", "尿常规", "肝功能")
    assert not same_place(lab, reports("胸部正位片", "腹部超声", "头颅核磁"))
    assert same_place(lab, reports("血常规", "尿常规", "肝功能", "血糖"))


def test_a_list_that_loads_as_one_scrolls_is_one_place() -> None:
    def messages(count: int, foot: str) -> Screen:
        rows = (f"消息{name}" for name in "甲乙丙丁戊己庚辛壬癸"[:count])
        sketch = Sketch("消息", "https://a.example/#/messages")
        sketch.text(*rows, foot)
        return sketch.screen()

    part, whole = messages(5, "上拉显示更多"), messages(10, "没有更多数据了")
    assert (is_longer(part), is_longer(whole)) == (True, False)
    assert same_place(part, whole)
    assert not same_place(part, messages(10, "共十条"))
    assert not same_place(messages(3, "上拉显示更多"), whole)


@pytest.mark.parametrize(
    "query",
    ["t=1732250000123", "_=99", "token=abcdefghijklmnopqrstuvwxyz", "code=0a1b2c", "r=0.7"],
)
def test_what_changes_with_every_visit_is_no_part_of_the_route(query: str) -> None:
    for address in ("https://a.example/p?type=lab", "https://a.example/#/p?type=lab"):
        assert route(f"{address}&{query}") == route(address)


def test_a_ticket_inside_an_address_that_is_handed_on_is_no_part_of_the_route() -> None:
    """A page that frames another vendor's: twice quoted, with a new ticket on every visit."""
    view = "https://a.example/#/web/view?t=x&u="
    first = route(f"{view}%252Fward%252F%253Fticket%253Dst41111")
    assert first == route(f"{view}%252Fward%252F%253Fticket%253Dst41027")
    assert first != route(f"{view}%252Fclinic%252F%253Fticket%253Dst41111")
    assert route(f"{view}%2Fward%3Fbed%3D1") != route(f"{view}%2Fward%3Fbed%3D2")


def test_addresses_that_hand_on_each_other_without_end_are_one_route() -> None:
    """A log-in page that sends on to itself makes its address longer with every turn."""
    first, later = (
        route("https://a.example" + "/login?page=" * turns + "/home") for turns in (50, 2000)
    )
    assert first == later


@pytest.mark.parametrize(("words", "same"), [("余 10", True), ("停诊", False)])
def test_a_page_opened_for_another_day_is_the_same_if_it_says_the_same(
    words: str, same: bool
) -> None:
    def doctor(day: str, *told: str) -> Screen:
        sketch = Sketch("医生主页", f"https://a.example/#/doc/1?date={day}")
        sketch.text(*told)
        return sketch.screen()

    today = doctor("2026-11-30", "出诊", "余 21")
    assert same_place(today, doctor("2026-12-03", "出诊", words)) is same
    assert not same_place(today, doctor("7", "出诊", "余 21"))


def test_what_tells_pages_apart_stays_in_the_route() -> None:
    assert route("https://a.example/p?type=lab") != route("https://a.example/p?type=exam")
    assert route("https://a.example/#/a") != route("https://a.example/#/b")
    assert route("https://a.example/p?a=1&b=2") == route("https://a.example/p?b=2&a=1")


# the same kind of page


def doctor(name: str, number: int, title: str = "医生主页", address: str = "") -> Screen:
    sketch = Sketch(title, address or f"https://a.example/#/doctor?id={number}")
    sketch.text(name, f"主任医师 从业 {number} 年", "擅长:冠心病")
    sketch.button("预约挂号")
    return sketch.screen()


def test_two_doctors_are_one_kind_of_page() -> None:
    assert same_template(doctor("周延康", 7), doctor("沈如意", 12))
    assert not same_place(doctor("周延康", 7), doctor("沈如意", 12))


def test_pages_of_other_routes_or_build_are_not() -> None:
    elsewhere = replace(doctor("沈如意", 9), address="https://a.example/#/staff?id=9")
    assert not same_template(doctor("周延康", 7), elsewhere)
    form = Sketch("医生主页", "https://a.example/#/doctor?id=8")
    form.field("姓名")
    form.tick()
    form.add(Role.IMAGE, image="x")
    assert not same_template(doctor("周延康", 7), form.screen())


def test_short_words_in_the_address_tell_kinds_of_pages_apart() -> None:
    lab, exam = "https://a.example/report?type=lab&id=3", "https://a.example/report?type=exam&id=9"
    assert template_route(lab) != template_route(exam)
    assert template_route(lab) == template_route("https://a.example/report?type=lab&id=44")
    assert template_route("https://a.example/d/12/x") == template_route("https://a.example/d/9/x")


def test_where_all_pages_share_one_address_the_title_tells() -> None:
    one = "cn.example.app/.PageActivity"
    guide = doctor("就医指南", 1, "就医指南", one)
    assert not same_template(guide, doctor("院区地图", 1, "院区地图", one))
    assert same_template(doctor("周延康", 7, address=one), doctor("沈如意", 9, address=one))
    assert same_template(doctor("甲", 7, "第 1 页", one), doctor("乙", 9, "第 22 页", one))


# properties

DIGITS = st.text("0123456789", min_size=1, max_size=6)
WORDS = st.lists(
    st.text("预约挂号检验报告 ", min_size=1, max_size=8), min_size=1, max_size=8, unique=True
)


@given(WORDS, st.lists(DIGITS, min_size=8, max_size=8), st.lists(DIGITS, min_size=8, max_size=8))
def test_digits_never_matter(words: list[str], some: list[str], other: list[str]) -> None:
    first = lines(*(w + d for w, d in zip(words, some, strict=False)), title="报告")
    second = lines(*(w + d for w, d in zip(words, other, strict=False)), title="报告")
    assert wording(first) == wording(second)
    assert same_place(first, second)
    assert same_template(first, second)


@given(WORDS, WORDS)
def test_being_the_same_is_mutual(a: list[str], b: list[str]) -> None:
    one, two = lines(*a, title="x"), lines(*b, title="x")
    assert same_place(one, one)
    assert same_place(one, two) == same_place(two, one)
    assert same_template(one, two) == same_template(two, one)


@given(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(0, 9)))
def test_overlap_is_a_share(a: frozenset[int], b: frozenset[int]) -> None:
    left, right = frozenset(map(str, a)), frozenset(map(str, b))
    assert 0 <= overlap(left, right) <= 1
    assert (overlap(left, right) == 1) == (left == right)


def test_a_skeleton_knows_no_words() -> None:
    assert skeleton(doctor("周延康", 7)) == skeleton(doctor("沈如意", 7))


def test_a_log_in_page_is_one_place_wherever_it_goes_on_to() -> None:
    here = "https://h5.example.cn/login"
    assert route(f"{here}?next=%2Fbills") == route(f"{here}?returnUrl=/reports&redirect=a")
    assert route(f"{here}?type=card") != route(here)


def test_a_message_that_passes_by_makes_no_other_place() -> None:
    page = lines("体检套餐", "登录成功", title="体检")
    assert not same_place(lines("体检套餐", title="体检"), lines("别的", "登录成功", title="体检"))
    told = replace(page, events=said("登录成功"))
    assert same_place(told, lines("体检套餐", title="体检"))


def test_a_page_that_says_next_to_nothing_may_spin() -> None:
    blank = lines("云岭医院", "献血", title="献血")
    assert same_place(blank, lines("云岭医院", "献血", "加载中", title="献血"))
    assert not same_place(blank, lines("云岭医院", "献血", "姓名", "日期", title="献血"))


@pytest.mark.parametrize(("here", "there", "same"), [("", "消息", True), ("就诊人", "消息", False)])
def test_a_page_without_a_title_may_be_one_that_has_one(here: str, there: str, same: bool) -> None:
    words = ("预约就诊提醒", "检验报告已出", "停诊通知", "复诊提醒")
    assert same_place(lines(*words, title=here), lines(*words, "更多", title=there)) is same
