"""What tests of a skin need of a phone: logging in, waiting for a page, going through all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from playwright.sync_api import FilePayload, Page

from devices.sandbox.world import SMS_CODE, TEST_PHONE

REFUSAL = re.compile("开通|开放|期待|建设|维护|上线|开发|支持")
PHOTO: FilePayload = {"name": "病历.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8jpeg"}


def log_in(phone: Page, url: str) -> None:
    """Straight through the interface: how one logs in by touch is a test of its own."""
    phone.request.post(f"{url}api/do/send_code", form={"phone": TEST_PHONE})
    answer = phone.request.post(
        f"{url}api/do/login_sms_code", form={"phone": TEST_PHONE, "code": SMS_CODE}
    )
    assert answer.json()["ok"]


def opened(phone: Page, title: str) -> None:
    phone.wait_for_function("title => document.title === title", arg=title)


def every_page(phone: Page, paths: Iterable[str], url: str, goto: Callable[[str], object]) -> None:
    """Every page of the app draws, is marked, and is not wider than the phone."""
    log_in(phone, url)
    phone.goto(url)
    for path in paths:
        goto(path)
        assert "演练环境" in phone.inner_text("body"), path
        wide = phone.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 1, f"{path} is {wide} px too wide"


def hints(phone: Page) -> str:
    """What the empty fields say."""
    said: list[str] = phone.locator("[placeholder]").evaluate_all(
        "all => all.map((field) => field.placeholder)"
    )
    return "".join(said)
