"""One browser per module, one little site per test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.model import Action, Effect, Gesture, Node, Screen
from devices.web.device import WebDevice
from tests.devices.site import Answer, Site, page

EVERYTHING = frozenset({Effect.OWN, Effect.CONTACT, Effect.BOOKING})


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger(tmp_path_factory.mktemp("run") / "ledger.jsonl")


@pytest.fixture(scope="module")
def device(ledger: Ledger) -> Iterator[WebDevice]:
    """A browser with everything allowed that can be allowed."""
    with WebDevice(Guard(EVERYTHING, EffectRules.load(), ledger)) as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.fixture
def show(device: WebDevice, site: Site) -> Callable[..., Screen]:
    """Serve a page at / and open it."""

    def open_page(body: str | Answer, title: str = "测试页") -> Screen:
        site.pages["/"] = body if isinstance(body, Answer) else page(body, title)
        return device.start(site.url + "/")

    return open_page


def find(screen: Screen, words: str) -> Node:
    """The innermost node whose label is `words`."""
    found = [node for node in screen.nodes if screen.label(node) == words]
    assert found, f"没有「{words}」,只有 {screen.words}"
    return found[-1]


def tap(device: WebDevice, screen: Screen, words: str, purpose: Effect = Effect.READ) -> Screen:
    """Tap the node whose label is `words`."""
    return device.perform(Action(Gesture.TAP, find(screen, words), purpose=purpose))
