"""The skins in a real Chromium: every page draws, no script fails, the journeys work by touch."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from devices.sandbox.run import Sandbox
from devices.sandbox.world import SMS_CODE, TEST_PHONE
from tests.sandbox.conftest import Walk

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium-headless-shell"
WIDTH = 390
SKINS = ("vant", "mpa")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = CHROMIUM if shutil.which(CHROMIUM) else None
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path)
        yield opened
        opened.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 844}, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    yield page
    context.close()


def address(skin: str, url: str, path: str) -> str:
    return f"{url}#{path}" if skin == "vant" else url + path.removeprefix("/")


def log_in(phone: Page, url: str) -> None:
    phone.request.post(f"{url}api/do/send_code", form={"phone": TEST_PHONE})
    answer = phone.request.post(
        f"{url}api/do/login_sms_code", form={"phone": TEST_PHONE, "code": SMS_CODE}
    )
    assert answer.json()["ok"]


@pytest.mark.parametrize("skin", SKINS)
def test_every_page_draws_without_script_errors(
    skin: str, phone: Page, walk: Walk, hospitals: Callable[[str], Sandbox]
) -> None:
    paths = walk(skin=skin).search_all()
    assert len(paths) > 120
    url = hospitals(skin).url
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    log_in(phone, url)
    phone.goto(url)
    for path in paths:
        phone.goto(address(skin, url, path))
        phone.wait_for_function("document.title && !document.querySelector('.van-loading-mask')")
        assert "演练环境" in phone.inner_text("body"), path
        assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH, path
    assert errors == []


def test_logging_in_and_booking_by_touch_on_the_single_page_skin(
    phone: Page, walk: Walk, hospitals: Callable[[str], Sandbox]
) -> None:
    w = walk(logged_in=False)
    phone.goto(hospitals("vant").url)
    phone.get_by_text(w.word("booking"), exact=True).tap()
    phone.get_by_text("心血管内科").tap()
    phone.locator(".card .van-button").nth(2).tap()
    phone.locator(".slots__item:not(.slots__item--full)").first.tap()
    phone.locator(".van-field__control").nth(0).fill(TEST_PHONE)
    phone.get_by_text(w.word("get_code")).tap()
    phone.locator(".van-toast").wait_for()
    phone.locator(".van-field__control").nth(1).fill(SMS_CODE)
    phone.locator(".van-form__submit .van-button").tap()
    confirm = phone.locator(".van-form__submit").get_by_text(w.word("confirm_booking"))
    confirm.tap()
    assert w.rehearsal.world.ledger()["appointments_created"] == 0, "not ticked yet"
    phone.locator(".van-checkbox").tap()
    confirm.tap()
    phone.locator(".van-dialog__confirm").tap()
    phone.get_by_text(w.word("cancel_booking")).tap()
    assert w.rehearsal.world.ledger()["appointments_open"] == 1
    phone.locator(".van-dialog__confirm").tap()
    phone.get_by_text("已取消", exact=True).wait_for()
    assert w.rehearsal.world.ledger()["appointments_open"] == 0


def test_consent_and_login_wall_by_touch_on_the_multi_page_skin(
    phone: Page, walk: Walk, hospitals: Callable[[str], Sandbox]
) -> None:
    w = walk(skin="mpa", logged_in=False)
    phone.goto(hospitals("mpa").url)
    phone.get_by_role("link", name=w.word("booking")).tap()
    phone.get_by_role("button", name=w.word("go_on")).tap()
    assert phone.locator("#tip").inner_text() == "请先阅读并同意相关协议"
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name=w.word("go_on")).tap()
    phone.get_by_role("link", name="内科").first.tap()
    phone.get_by_role("link", name="心血管内科").tap()
    phone.locator(".panel-foot a").first.tap()
    phone.locator("table.data a").first.tap()
    phone.get_by_role("link", name=w.word("go_login")).wait_for()


def test_a_report_is_handed_over_as_a_download(
    phone: Page, walk: Walk, hospitals: Callable[[str], Sandbox]
) -> None:
    w = walk()
    url = hospitals("vant").url
    log_in(phone, url)
    phone.goto(address("vant", url, "/records/lab_report/detail?id=JY01"))
    with phone.expect_download() as handed:
        phone.get_by_text(w.word("download_lab_report")).tap()
    assert handed.value.path().read_bytes().startswith(b"%PDF")


def test_words_of_the_agreement_open_above_the_order(
    phone: Page, walk: Walk, hospitals: Callable[[str], Sandbox]
) -> None:
    w = walk()
    url = hospitals("vant").url
    log_in(phone, url)
    day = w.rehearsal.world.day(1)
    phone.goto(address("vant", url, f"/booking/confirm?id=d03&date={day}&time=08:00-08:30"))
    phone.get_by_text(w.word("service_agreement")).tap()
    assert "承担相应的法律责任" in phone.locator(".van-popup__body").inner_text()
