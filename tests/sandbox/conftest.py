"""One running hospital per skin for all tests; every walk finds it fresh."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from devices.sandbox.run import Sandbox
from devices.web.browser import find_browser
from tests.sandbox.walker import Walker

Walk = Callable[..., Walker]


@pytest.fixture(scope="session")
def hospitals() -> Iterator[Callable[[str], Sandbox]]:
    """Start hospitals by skin, each once."""
    running: dict[str, Sandbox] = {}

    def hospital(skin: str) -> Sandbox:
        if skin not in running:
            running[skin] = Sandbox(skin=skin).start()
        return running[skin]

    yield hospital
    for sandbox in running.values():
        sandbox.stop()


@pytest.fixture(scope="session")
def http() -> Iterator[Callable[[str], httpx.Client]]:
    """A client per address; the walkers clear its cookies."""
    clients: dict[str, httpx.Client] = {}

    def client(url: str) -> httpx.Client:
        if url not in clients:
            clients[url] = httpx.Client(base_url=url, trust_env=False)
        return clients[url]

    yield client
    for opened in clients.values():
        opened.close()


@pytest.fixture
def walk(hospitals: Callable[[str], Sandbox], http: Callable[[str], httpx.Client]) -> Walk:
    """`walk(settings, skin)`: a patient's browser on a fresh hospital with these features."""

    def start(
        settings: Mapping[str, Any] | None = None, skin: str = "vant", logged_in: bool = True
    ) -> Walker:
        hospital = hospitals(skin)
        return Walker(hospital, http(hospital.url), settings, logged_in)

    return start


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_browser())
        yield opened
        opened.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone whose page must not fail: script errors end the test."""
    size = ViewportSize(width=390, height=844)
    context = browser.new_context(viewport=size, is_mobile=True, has_touch=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
