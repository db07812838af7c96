"""The skin weui by touch in a real Chromium: wheels, action sheets, agreements, documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from devices.sandbox.features import Features
from devices.sandbox.model import Page as AppPage
from devices.sandbox.run import Sandbox
from devices.sandbox.world import GESTURE, SMS_CODE, TEST_PHONE
from tests.sandbox.conftest import Walk
from tests.sandbox.oracle import NEW_ID
from tests.sandbox.phone import PHOTO, REFUSAL, every_page, log_in, opened
from tests.sandbox.samples import SAMPLES
from tests.sandbox.test_truth import disagreements, drawn
from tests.sandbox.walker import Walker

pytestmark = pytest.mark.browser
Hospitals = Callable[[str], Sandbox]


def weui_address(path: str) -> str:
    """Where the weui skin shows a page that is not one of the suppliers' documents."""
    cut, _, query = path.partition("?")
    name = "home" if cut == "/" else cut[1:].replace("/", "__")
    return f"#page_{name}" + (f"?{query}" if query else "")


def shown(phone: Page, selector: str = "") -> Locator:
    """What the section that is shown holds; the hidden ones stay in the document."""
    return phone.locator(f".page:visible {selector}".rstrip())


def words(phone: Page, text: str) -> Locator:
    return shown(phone).get_by_text(text, exact=True)


def turn_wheel(phone: Page, lines: int) -> None:
    """Drag the wheel up by some lines with the mouse, and confirm."""
    box = phone.locator(".weui-picker__group").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    phone.mouse.move(x, y)
    phone.mouse.down()
    phone.mouse.move(x, y - 34 * lines, steps=5)
    phone.mouse.up()
    phone.locator(".weui-picker").get_by_text("确定").tap()


@pytest.fixture
def weui(phone: Page, walk: Walk, hospitals: Hospitals) -> Callable[..., Walker]:
    """`weui(path, logged_in)`: a fresh hospital in this skin, opened on the phone."""

    def start(path: str = "/", logged_in: bool = True) -> Walker:
        walker = walk(skin="weui", logged_in=False)
        url = hospitals("weui").url
        if logged_in:
            log_in(phone, url)
        phone.goto(url + weui_address(path))
        shown(phone).wait_for()
        return walker

    return start


@pytest.mark.deep
def test_every_weui_page_draws(phone: Page, walk: Walk, hospitals: Hospitals) -> None:
    walker = walk(skin="weui")
    paths = walker.search_all()
    assert len(paths) > 120

    def goto(path: str) -> None:
        page = walker.page(path)
        phone.evaluate("path => net.open(path)", path)
        opened(phone, page["title"] if page else "页面不存在")

    every_page(phone, paths, hospitals("weui").url, goto)


def test_registering_needs_the_agreement_read_to_its_end(
    phone: Page, weui: Callable[..., Walker]
) -> None:
    w = weui("/register", logged_in=False)
    phone.locator("[name=phone]").fill("13911112222")
    words(phone, w.word("get_code")).tap()
    phone.get_by_text("验证码已发送").wait_for()
    for name, value in (
        ("code", SMS_CODE),
        ("username", "lisi88"),
        ("password", "Abc12345"),
        ("again", "Abc12345"),
    ):
        phone.locator(f"[name={name}]").fill(value)
    words(phone, w.word("do_register")).tap()
    phone.get_by_text("请先阅读并同意相关协议").wait_for()
    phone.locator(".weui-agree__checkbox").tap()
    agree = phone.locator(".js_reader [data-k=yes]")
    agree.tap()
    assert phone.locator(".weui-dialog_tall").is_visible(), "not read yet"
    phone.locator(".reader__text").evaluate("text => text.scrollTo(0, text.scrollHeight)")
    phone.get_by_text("已阅读并同意").tap()
    assert phone.locator(".weui-agree__checkbox").is_checked()
    words(phone, w.word("do_register")).tap()
    opened(phone, w.word("members"))
    assert w.rehearsal.world.ledger()["registrations"] == 1


def test_a_member_is_added_with_the_wheel(phone: Page, weui: Callable[..., Walker]) -> None:
    w = weui("/members")
    words(phone, w.word("add_member")).tap()
    phone.locator("[data-wheel]").tap()
    turn_wheel(phone, 2)
    assert words(phone, "父母").is_visible()
    for name, value in (("name", "李四"), ("id_card", NEW_ID), ("phone", "13911112222")):
        shown(phone, f"[name={name}]").fill(value)
    words(phone, w.word("save")).tap()
    phone.get_by_text("添加成功").wait_for()
    assert w.rehearsal.world.accounts[TEST_PHONE].members[-1].relation == "父母"


def test_logging_in_booking_and_cancelling_by_touch(
    phone: Page, weui: Callable[..., Walker]
) -> None:
    w = weui(logged_in=False)
    words(phone, w.word("booking")).tap()
    words(phone, "内科").tap()
    words(phone, "心血管内科").tap()
    shown(phone, ".weui-form-preview__btn").first.tap()
    shown(phone, "div.weui-cell_access:not(.slot_full)").first.tap()
    words(phone, w.word("go_login")).tap()
    shown(phone, "[name=phone]").fill(TEST_PHONE)
    words(phone, w.word("get_code")).tap()
    phone.get_by_text("验证码已发送").wait_for()
    shown(phone, "[name=code]").fill(SMS_CODE)
    shown(phone, "[data-post=login_sms_code] [data-submit]").tap()
    opened(phone, w.word("confirm_booking"))
    shown(phone, ".weui-agree__checkbox").tap()
    phone.locator(".reader__text").evaluate("text => text.scrollTo(0, text.scrollHeight)")
    phone.get_by_text("已阅读并同意").tap()
    shown(phone, "[data-submit]").tap()
    assert w.rehearsal.world.ledger()["appointments_created"] == 0, "asked first"
    phone.locator(".weui-dialog__btn_primary").tap()
    opened(phone, w.word("order_detail"))
    assert w.rehearsal.world.ledger()["appointments_open"] == 1
    words(phone, w.word("cancel_booking")).tap()
    phone.locator(".weui-actionsheet__cell_warn").tap()
    phone.get_by_text("已取消", exact=True).wait_for()
    assert w.rehearsal.world.ledger()["appointments_open"] == 0


def test_a_suppliers_part_is_another_document_and_hands_over_a_report(
    phone: Page, weui: Callable[..., Walker]
) -> None:
    w = weui()
    phone.evaluate("window.sameDocument = true")
    words(phone, w.word("reports")).tap()
    opened(phone, w.word("reports"))
    assert "?m=report#page_records" in phone.url
    assert phone.evaluate("window.sameDocument") is None
    words(phone, w.word("lab_report")).tap()
    shown(phone, ".weui-form-preview").first.tap()
    with phone.expect_download() as handed:
        words(phone, w.word("download_lab_report")).tap()
    assert handed.value.path().read_bytes().startswith(b"%PDF")


def test_switches_are_remembered(phone: Page, weui: Callable[..., Walker]) -> None:
    weui("/messages/settings")
    shown(phone, ".weui-switch:not(:disabled)").first.uncheck()
    phone.get_by_text("设置成功").wait_for()
    phone.reload()
    assert not shown(phone, ".weui-switch:not(:disabled)").first.is_checked()


def test_questions_pictures_and_talk_go_to_the_hospital(
    phone: Page, weui: Callable[..., Walker]
) -> None:
    w = weui("/survey")
    shown(phone, ".weui-cell_access").first.tap()
    for question in ("q1", "q2", "q3"):
        shown(phone, f"label:has([name={question}])").first.tap()
    words(phone, w.word("submit")).tap()
    phone.get_by_text("感谢您的评价").wait_for()
    phone.evaluate("net.open('/complaints')")
    opened(phone, w.word("complaint"))
    shown(phone, "[name=text]").fill("候诊区座位太少")
    shown(phone, "[type=file]").set_input_files(PHOTO)
    words(phone, w.word("submit")).tap()
    phone.wait_for_function("document.querySelector('.weui-toast p')")
    phone.evaluate("net.open('/consult')")
    shown(phone, "[name=text]").fill("几点上班")
    words(phone, w.word("send")).tap()
    shown(phone, ".talk__line_mine").get_by_text("几点上班").wait_for()
    counts = w.rehearsal.world.ledger()
    assert (counts["surveys"], counts["complaints"], counts["uploads"]) == (1, 1, 1)


def test_the_gesture_opens_the_door(phone: Page, weui: Callable[..., Walker]) -> None:
    w = weui("/login/gesture", logged_in=False)
    for digit in GESTURE:
        shown(phone, f"[data-dot='{digit}']").tap()
    words(phone, w.word("do_login")).tap()
    opened(phone, w.word("tab_home"))
    assert w.rehearsal.world.ledger()["logins"] == 1


def test_a_closed_function_says_so_in_a_dialog(phone: Page, weui: Callable[..., Walker]) -> None:
    w = weui()
    w.rehearsal.features = Features.from_settings({"2.2.1.booking": {"hollow": "toast"}})
    phone.reload()
    words(phone, w.word("booking")).tap()
    said = phone.locator(".weui-dialog__bd").inner_text()
    assert REFUSAL.search(said)
    phone.locator(".weui-dialog__btn_primary").tap()
    assert phone.locator(".weui-dialog").count() == 0


def test_every_block_shows_its_words(phone: Page, weui: Callable[..., Walker]) -> None:
    weui()
    blocks = tuple(block for block, _ in SAMPLES.values())
    page = AppPage(title="样张", blocks=blocks, path="/sample").model_dump(mode="json")
    phone.route("**/api/page*", lambda route: route.fulfill(json={"page": page, "said": []}))
    phone.reload()
    opened(phone, "样张")
    seen = shown(phone).text_content() or ""
    seen += "".join(
        phone.locator("[placeholder]").evaluate_all("all => all.map(i => i.placeholder)")
    )
    words_of_all = {word for _, text in SAMPLES.values() for word in text.split()}
    assert {word for word in words_of_all if word not in seen} == set()
    shown(phone, "[data-wheel=date]").tap()
    phone.locator(".weui-picker").get_by_text("确定").tap()
    chosen = shown(phone, "[data-wheel=date] input").input_value()
    assert chosen == phone.evaluate("new Date().toLocaleDateString('sv')")


def test_truth_holds_in_a_mixture(walk: Walk) -> None:
    settings = drawn(31)
    assert disagreements(walk(settings, "weui"), Features.from_settings(settings)) == {}
