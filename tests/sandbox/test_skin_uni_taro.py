"""The uni-app-like and the Taro-like skin in a real Chromium, touched the way a patient would."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from devices.sandbox.catalogue import catalogue
from devices.sandbox.features import Features
from devices.sandbox.identity import fictional_id
from devices.sandbox.model import Page
from devices.sandbox.run import Sandbox
from devices.sandbox.world import SMS_CODE, TEST_PHONE, demo_password
from tests.sandbox.conftest import Walk
from tests.sandbox.hand import Hand
from tests.sandbox.samples import SAMPLES, kinds
from tests.sandbox.test_truth import disagreements, drawn

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium-headless-shell"
SKINS = ("uni", "taro")
DRAG = """slide => [["touchstart", 300], ["touchend", 80]].forEach(([kind, x]) => {
  const touch = new Touch({ identifier: 1, target: slide, clientX: x, clientY: 300 });
  const touches = kind === "touchend" ? [] : [touch];
  slide.dispatchEvent(new TouchEvent(kind, { bubbles: true, touches, changedTouches: [touch] }));
})"""
PLUS = {"uni": "+", "taro": "＋"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = CHROMIUM if shutil.which(CHROMIUM) else None
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path)
        yield opened
        opened.close()


@pytest.fixture
def hand(
    browser: Browser, walk: Walk, hospitals: Callable[[str], Sandbox]
) -> Iterator[Callable[..., Hand]]:
    """`hand(skin, settings, logged_in)`: a patient on a fresh hospital; script errors fail."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    context.set_default_timeout(10_000)
    hands: list[Hand] = []

    def start(skin: str, settings: Any = None, logged_in: bool = True) -> Hand:
        one = Hand(context.new_page(), walk(settings, skin, False), hospitals(skin).url)
        hands.append(one)
        if logged_in:
            one.walker.log_in()
            one.tab.reload()
        return one

    yield start
    context.close()
    assert [error for one in hands for error in one.errors] == []


both = pytest.mark.parametrize("skin", SKINS)


@both
def test_registering_and_adding_a_relative(skin: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin, logged_in=False)
    h.open("/register")
    h.write("phone", "13900000007")
    h.tap("get_code")
    h.says("验证码已发送")
    h.write("code", SMS_CODE)
    h.write("username", "newcomer")
    h.write("new_password", "Abcd-1234")
    h.write("password_again", "Abcd-1234")
    h.tap("do_register")
    h.says("请先阅读并同意相关协议")
    h.agree()
    h.tap("do_register")
    h.says("注册成功")
    h.tap("add_member")
    h.write("real_name_field", "李小满")
    h.choose("请选择", "子女")
    h.write("id_card", fictional_id(date(2015, 2, 3), 21))
    h.write("phone", "13900000007")
    h.tap("save")
    h.says("*小满")
    assert h.ledger("members_added") == 1


@both
def test_login_consent_booking_and_giving_back(skin: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin, logged_in=False)
    h.open("/login")
    h.tap("login_password")
    h.write("username", TEST_PHONE)
    h.write("password", demo_password())
    h.tap("do_login")
    h.says("登录成功")
    book(h)
    h.says(h.word("cancel_booking"))
    assert h.ledger("appointments_open") == 1
    h.tap("cancel_booking")
    h.confirm()
    h.says("已取消预约")
    assert h.ledger("appointments_open") == 0


def book(h: Hand) -> None:
    """From the first page to the order, with the consent where the skin asks for it."""
    h.tap("booking")
    on_a_page = h.walker.skin.placement.journey.agreement == "page"
    if on_a_page:
        h.tap("go_on")
        h.says("请先阅读并同意相关协议")
        h.agree()
        h.tap("go_on")
    h.tap("内科", "心血管内科", "pick_doctor")
    h.settle()
    h.tab.get_by_text("余 ").locator("visible=true").first.tap()
    if h.walker.skin.name == "taro":
        h.tap("选好了")
    if not on_a_page:
        h.tap("confirm_booking")
        h.says("请先阅读并同意相关协议")
        h.agree()
    h.tap("confirm_booking")
    if h.walker.skin.placement.journey.confirm:
        h.confirm()


@both
def test_a_report_is_handed_over(skin: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin)
    h.open("/records/lab_report")
    h.tap("空腹血糖…")
    h.settle()
    with h.tab.expect_download() as handed:
        h.tap("download_lab_report")
    assert handed.value.path().read_bytes().startswith(b"%PDF")


@both
def test_settings_survive_leaving(skin: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin)
    h.open("/messages/settings")
    account = h.walker.rehearsal.world.accounts[TEST_PHONE]
    before = dict(account.settings)
    knob = "uni-switch, taro-switch-core input"
    h.tab.locator(knob).last.tap()
    h.counts("settings_changed", 1)
    assert account.settings != before
    h.open("/")
    h.open("/messages/settings")
    h.tab.locator(knob).locator("visible=true").last.tap()
    h.counts("settings_changed", 2)
    assert {k: v for k, v in account.settings.items() if v != "1"} == {}


@both
def test_records_are_handed_in_and_symptoms_told(skin: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin)
    h.open("/pre-visit/upload")
    h.choose("请选择", "出院小结")
    h.hand_in(h.seen(PLUS[skin]))
    h.tap("submit")
    h.counts("uploads", 1)
    h.open("/pre-visit/symptoms")
    h.write("主要症状", "头痛 3 天")
    h.tap("饮酒", "submit")
    h.counts("entries", 1)


@both
def test_talking_to_a_doctor_with_a_picture(skin: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin)
    h.open("/clinic/text")
    h.tap("start_text")
    h.write("病情描述", "血糖偏高需要调药吗")
    h.tap("start_consult")
    h.says("已通知医生")
    h.tab.locator("input[type=text]").locator("visible=true").last.fill("补充一张化验单")
    h.tap("send")
    h.says("补充一张化验单")
    h.hand_in(h.tab.locator(".chat__attach") if skin == "uni" else h.seen(PLUS[skin]))
    h.counts("messages_sent", 2)


@both
def test_a_survey_of_ones_own_visit(skin: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin)
    h.open("/survey")
    h.tap("去评价")
    h.settle()
    for number in range(3):
        h.tab.get_by_text("满意", exact=True).locator("visible=true").nth(number).tap()
    h.tap("submit")
    h.counts("surveys", 1)


@both
@pytest.mark.parametrize("state", ["on", "off", pytest.param("hollow", marks=pytest.mark.deep)])
def test_every_page_draws(skin: str, state: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin, everything(state))
    paths = h.walker.search_all()
    assert len(paths) > (120 if state == "on" else 5)
    for path in paths:
        h.open(path)
        expected = h.walker.page(path)
        if expected:
            h.titled(expected["title"])
        assert "演练环境" in h.tab.inner_text("body"), path
        wide = h.tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 1, f"{path} is {wide} px too wide"


@both
def test_truth_holds_in_a_mixture(skin: str, walk: Walk) -> None:
    settings = drawn(len(skin))
    assert disagreements(walk(settings, skin), Features.from_settings(settings)) == {}


def everything(state: str) -> dict[str, str]:
    """Every feature so, but for the ways of getting in."""
    able = {key for key in catalogue().features if state != "hollow" or catalogue().ways(key)}
    facts = catalogue().facts
    settings = {}
    for key in sorted(able):
        choices = facts[catalogue().features[key]].choices
        worst = choices[-1] if choices else "off"
        best = choices[0] if choices else "on"
        settings[key] = {"on": best, "off": worst, "hollow": "hollow"}[state]
    return settings


def test_there_is_a_sample_of_every_block() -> None:
    assert {block.kind for block, _ in SAMPLES.values()} == kinds()


@both
def test_all_words_of_every_block_are_shown(skin: str, hand: Callable[..., Hand]) -> None:
    h = hand(skin)
    served: dict[str, Any] = {}
    h.tab.route("**/api/page*", lambda route: route.fulfill(json=served))
    missing = {}
    for kind, (block, words) in SAMPLES.items():
        page = Page(title="样张", blocks=(block,), path="/", home=True)
        served.update(page=page.model_dump(mode="json"), said=[])
        h.tab.reload()
        h.settle()
        shown = h.tab.locator("#app").text_content() or ""
        hints = h.tab.locator("[placeholder]").evaluate_all("all => all.map((e) => e.placeholder)")
        missing[kind] = [word for word in words.split() if word not in shown and word not in hints]
    assert missing == {kind: [] for kind in SAMPLES}


def test_pages_that_were_left_stay_in_the_document(hand: Callable[..., Hand]) -> None:
    h = hand("uni", logged_in=False)
    h.open("/register")
    h.write("phone", "13900000007")
    h.tap("registration_agreement")
    pages = h.tab.locator("uni-page")
    pages.nth(2).wait_for()  # after the first page and the form
    assert [page.is_visible() for page in pages.all()] == [False, False, True]
    h.tab.locator(".uni-page-head-btn").locator("visible=true").tap()
    h.says(h.word("do_register"))
    assert pages.count() == 2
    assert h.tab.locator("input[type=tel]").input_value() == "13900000007"


def test_the_end_of_a_long_list_comes_when_one_gets_there(hand: Callable[..., Hand]) -> None:
    h = hand("uni", logged_in=False)
    h.open("/doctors")
    last = h.walker.page("/doctors")["blocks"][-1]["title"]  # type: ignore[index]
    title = h.tab.get_by_text(last, exact=True)
    assert title.count() == 0
    scroller = h.tab.locator(".page-scroll > div > div").locator("visible=true")
    for _ in range(20):
        scroller.evaluate("box => box.scrollBy(0, 600)")
        h.tab.wait_for_timeout(50)
    assert title.count() == 1


def test_logging_in_from_below(hand: Callable[..., Hand]) -> None:
    h = hand("taro", logged_in=False)
    h.open("/members")
    h.tap("go_login")
    h.says(h.word("get_code"))
    assert h.tab.url.endswith("/members"), "no page of its own"
    h.write("phone", TEST_PHONE)
    h.tap("get_code")
    h.says("验证码已发送")
    h.write("code", SMS_CODE)
    h.tap("do_login")
    h.says(h.word("add_member"))


def test_the_agreement_is_read_above_the_order(hand: Callable[..., Hand]) -> None:
    h = hand("taro")
    day = h.walker.rehearsal.world.day(1)
    h.open(f"/booking/confirm?id=d03&date={day}&time=08:00-08:30")
    h.tap("service_agreement")
    h.says("承担相应的法律责任")
    h.tap("知道了")
    h.settle()
    assert h.tab.get_by_text("承担相应的法律责任").count() == 0
    h.says(h.word("confirm_booking"))


def test_going_back_through_addresses_without_a_hash(hand: Callable[..., Hand]) -> None:
    h = hand("taro")
    h.tap("诊后", "prescriptions")
    h.settle()
    assert h.tab.url == f"{h.url}prescriptions"
    h.tab.go_back()
    h.says("诊后")
    h.tab.go_forward()
    h.tab.reload()
    h.titled(h.word("prescriptions"))


def test_an_input_shows_its_state_and_nothing_else(hand: Callable[..., Hand]) -> None:
    """As with React, a value that a script puts in without the person's input is not taken."""
    h = hand("taro", logged_in=False)
    h.open("/login")
    box = h.tab.locator("input[type=tel]").first
    box.evaluate("box => { box.value = '13800000000'; box.dispatchEvent(new Event('input')); }")
    h.tap("get_code")
    h.says("请输入正确的手机号")
    box.fill("")
    box.fill(TEST_PHONE)
    h.tap("get_code")
    h.says("验证码已发送")


def test_handlers_hang_on_properties_not_on_nodes(hand: Callable[..., Hand]) -> None:
    h = hand("taro", logged_in=False)
    keys = "node => Object.keys(node).filter((key) => key.startsWith('__reactProps$')).length"
    tile = h.seen(h.word("booking")).locator("xpath=..")
    assert tile.evaluate(keys) == 1
    assert tile.evaluate("node => node.className").startswith("_")


def test_what_lies_beside_the_screen_comes_when_it_is_dragged(hand: Callable[..., Hand]) -> None:
    h = hand("uni")
    slides = h.tab.locator(".menu-swiper uni-swiper-item")
    left = "slide => slide.getBoundingClientRect().left"
    assert slides.nth(1).evaluate(left) >= 370
    slides.nth(0).evaluate(DRAG)
    h.tab.wait_for_timeout(500)
    assert slides.nth(1).evaluate(left) < 20
    h.tap("survey")
    h.titled(h.word("survey"))
