"""The skin pictures by touch in a real Chromium: menus that only pictures say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from devices.sandbox.features import Features
from devices.sandbox.model import Page as AppPage
from devices.sandbox.painted import painted
from devices.sandbox.run import Sandbox
from devices.sandbox.world import TEST_PHONE, demo_password
from tests.sandbox.conftest import Walk
from tests.sandbox.phone import PHOTO, REFUSAL, every_page, log_in, opened
from tests.sandbox.samples import SAMPLES
from tests.sandbox.test_truth import disagreements, drawn
from tests.sandbox.walker import Walker

pytestmark = pytest.mark.browser
Hospitals = Callable[[str], Sandbox]


@pytest.fixture
def pictures(phone: Page, walk: Walk, hospitals: Hospitals) -> Callable[..., Walker]:
    """`pictures(path, logged_in, **features)`: the same for this skin."""

    def start(path: str = "/", logged_in: bool = True, **features: object) -> Walker:
        walker = walk(features, skin="pictures", logged_in=False)
        url = hospitals("pictures").url
        if logged_in:
            log_in(phone, url)
        phone.goto(url + path.removeprefix("/"))
        return walker

    return start


def picture_of(
    phone: Page, term: str, w: Walker, shape: str, part: int = 0, parts: int = 1
) -> Locator:
    """What shows the words of a term in a picture."""
    return phone.locator(f'[src="{painted(w.word(term), shape, part, parts)}"]')


@pytest.mark.deep
def test_every_pictures_page_draws(phone: Page, walk: Walk, hospitals: Hospitals) -> None:
    paths = walk(skin="pictures").search_all()
    assert len(paths) > 120
    url = hospitals("pictures").url
    every_page(phone, paths, url, lambda path: phone.goto(url + path.removeprefix("/")))


def test_menus_say_their_words_in_pictures_only(
    phone: Page, pictures: Callable[..., Walker]
) -> None:
    w = pictures(logged_in=False)
    text = phone.content()
    for term in ("booking", "reports", "payments", "department_intro", "online_consult"):
        assert w.word(term) not in text
    drawn = phone.locator("main img")
    assert drawn.count() > 10
    for image in drawn.all():
        assert image.get_attribute("alt") is None
        assert image.evaluate("image => image.naturalWidth") > 100
    sources = [image.get_attribute("src") for image in drawn.all()]
    assert len(set(sources)) == len(sources)


def test_booking_and_cancelling_behind_a_picture(
    phone: Page, pictures: Callable[..., Walker]
) -> None:
    w = pictures(logged_in=False)
    picture_of(phone, "booking", w, "tile", 0, 2).tap()
    on = phone.get_by_role("button", name=w.word("go_on"))
    on.tap()
    assert phone.locator(".tip").inner_text() == "请先阅读并同意相关协议"
    phone.get_by_role("checkbox").check()
    on.tap()
    phone.get_by_role("link", name="心血管内科").tap()
    phone.get_by_role("link", name=w.word("pick_doctor")).first.tap()
    phone.locator(".slot:not(.full)").first.tap()
    phone.locator("[name=account]").fill(TEST_PHONE)
    phone.locator("[name=password]").fill(demo_password())
    phone.get_by_role("button", name=w.word("do_login")).first.tap()
    phone.get_by_role("button", name=w.word("confirm_booking")).tap()
    assert w.rehearsal.world.ledger()["appointments_created"] == 0, "asked first"
    phone.locator("dialog [value=yes]").tap()
    phone.get_by_role("button", name=w.word("cancel_booking")).tap()
    assert w.rehearsal.world.ledger()["appointments_open"] == 1
    phone.locator("dialog [value=yes]").tap()
    phone.get_by_text("已取消", exact=True).wait_for()
    assert w.rehearsal.world.ledger()["appointments_open"] == 0


def test_a_menu_lies_behind_a_poster(phone: Page, pictures: Callable[..., Walker]) -> None:
    w = pictures()
    picture_of(phone, "menu_before", w, "slice", 0, 3).locator("+ .area").tap()
    picture_of(phone, "lab_booking", w, "tile", 0, 3).tap()
    opened(phone, w.word("lab_booking"))
    phone.goto(phone.url.replace("lab-booking", ""))
    assert phone.locator(".slide").count() == 3
    phone.locator(".dots i:nth-child(2).on").wait_for()
    picture_of(phone, "online_consult", w, "float").tap()
    phone.locator("[name=text]").fill("几点上班")
    phone.get_by_role("button", name=w.word("send")).tap()
    phone.locator(".said-by-me").get_by_text("几点上班").wait_for()


def test_complaints_are_written_in_a_frame(phone: Page, pictures: Callable[..., Walker]) -> None:
    w = pictures("/me")
    phone.get_by_role("link", name=w.word("complaint")).tap()
    frame = phone.frame_locator("iframe")
    frame.locator("[name=text]").fill("候诊区座位太少")
    frame.locator("[type=file]").set_input_files(PHOTO)
    frame.get_by_role("button", name=w.word("submit")).tap()
    frame.locator(".said").wait_for()
    counts = w.rehearsal.world.ledger()
    assert (counts["complaints"], counts["uploads"]) == (1, 1)


def test_settings_stay_and_reports_are_handed_over(
    phone: Page, pictures: Callable[..., Walker]
) -> None:
    w = pictures("/messages/settings")
    switch = phone.locator("[role=switch]:enabled").first
    assert switch.get_attribute("aria-checked") == "true"
    switch.tap()
    phone.locator(".said").wait_for()
    phone.reload()
    assert switch.get_attribute("aria-checked") == "false"
    phone.goto(phone.url.replace("messages/settings", "records/lab_report"))
    phone.locator("article").first.tap()
    with phone.expect_download() as handed:
        phone.get_by_role("link", name=w.word("download_lab_report")).tap()
    assert handed.value.path().read_bytes().startswith(b"%PDF")


def test_a_closed_function_says_so_in_a_passing_tip(
    phone: Page, pictures: Callable[..., Walker]
) -> None:
    w = pictures(logged_in=False, **{"2.2.1.booking": {"hollow": "toast"}})
    picture_of(phone, "booking", w, "tile", 0, 2).tap()
    assert REFUSAL.search(phone.locator(".tip").inner_text())
    opened(phone, w.word("tab_home"))


def test_every_block_shows_its_words(phone: Page, pictures: Callable[..., Walker]) -> None:
    w = pictures()
    blocks = tuple(block for kind, (block, _) in SAMPLES.items() if kind != "grid")
    document = w.skin.draw(AppPage(title="样张", blocks=blocks, path="/sample"), [])
    phone.route("**/sample", lambda route: route.fulfill(body=document, content_type="text/html"))
    phone.goto(phone.url + "sample")
    seen = phone.locator("main").text_content() or ""
    seen += "".join(
        phone.locator("[placeholder]").evaluate_all("all => all.map(i => i.placeholder)")
    )
    words = {word for kind, (_, text) in SAMPLES.items() if kind != "grid" for word in text.split()}
    assert {word for word in words if word not in seen} == set()


def test_truth_holds_in_a_mixture(walk: Walk) -> None:
    settings = drawn(32)
    assert disagreements(walk(settings, "pictures"), Features.from_settings(settings)) == {}
