"""The score card page in a real browser: from a disk, on a phone, on paper, without script."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pypdf import PdfReader

from devices.web.browser import find_browser
from rubric import load_edition
from tests.auditor.observed import seen
from tests.auditor.report_runs import begin

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(find_browser()))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rehearsal's page in a folder whose name a careless link would stumble over."""
    run = begin(tmp_path_factory.mktemp("U 盘 #1"), simulated=True)
    found = seen("2.2.4", "booking_reference", True, reason="很长的词" * 40 + "w" * 200)
    run.observations += [
        replace(found, evidence=(run.shot("预约参考"),)),
        seen("3.1.4", "message_levels", False),
    ]
    run.put_map(places=[{"id": "s0", "title": "首页", "evidence": run.shot("首页", 3)}])
    made = run.closed().report
    assert made is not None
    return made


def opened(browser: Browser, report: Path, width: int = 1280, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(report.as_uri())
    return page


def test_it_needs_nothing_but_its_folder(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report.as_uri())
    picture = page.locator("#i-2\\.2\\.4 .figure img")
    picture.scroll_into_view_if_needed()
    picture.evaluate("image => image.decode()")
    folder = report.parent.as_uri()
    assert len(asked) > 1
    assert all(address.startswith(folder) for address in asked)
    assert said == []


def test_a_picture_opens_in_full(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    page.locator("#i-2\\.2\\.4 .figure a").click()
    assert "/evidence/pictures/" in page.url
    assert page.evaluate("document.images[0].naturalWidth") > 0


def test_words_that_got_past_the_escaping_could_not_run(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')"
    )
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'ran = 2'}))"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_sticks_out_at_the_side(browser: Browser, report: Path, width: int) -> None:
    page = opened(browser, report, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_everything_can_be_read(browser: Browser, report: Path) -> None:
    page = opened(browser, report, script=False)
    assert page.locator("details.indicator").count() == 48
    assert page.locator("#i-3\\.1\\.4 .losses").is_visible()
    assert page.locator("#i-1\\.1\\.1 h5").is_visible()
    assert not page.locator(".filters").is_visible()


def test_one_outcome_can_be_picked_out_and_a_link_finds_the_others(
    browser: Browser, report: Path
) -> None:
    page = opened(browser, report)
    page.locator(".filters [data-show=not_met]").click()
    shown = page.locator("details.indicator:visible")
    assert [one.get_attribute("id") for one in shown.all()] == ["i-3.1.4"]
    page.locator(".tile[href='#i-2.2.4']").click()
    expect(page.locator("#i-2\\.2\\.4")).to_be_visible()


def test_the_keyboard_folds_and_unfolds(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    summary = page.locator("#i-2\\.2\\.4 > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert not page.locator("#i-2\\.2\\.4 .body").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("#i-2\\.2\\.4 .body").is_visible()


def plain(words: str) -> str:
    """Without spaces, and with usual characters for those that fonts have put in their place."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def test_paper_shows_what_is_folded_and_says_rehearsal_on_every_sheet(
    browser: Browser, report: Path
) -> None:
    page = opened(browser, report)
    page.locator("[data-fold=close]").click()
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [plain(sheet.extract_text()) for sheet in paper.pages]
    assert all("演练环境" in sheet for sheet in sheets)
    whole = "".join(sheets)
    for indicator in load_edition("beijing-2022").indicators.values():
        for reading in indicator.readings:
            assert plain(reading.reading)[:12] in whole
    box = paper.pages[0].mediabox
    assert (round(box.width), round(box.height)) in {(595, 842), (594, 841)}
