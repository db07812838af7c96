"""Menus of several pages that are swiped: what lies beside the page in sight is offered too."""

# ruff: noqa: E501 -- markup of little pages is easier to read in one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.model import Effect, Screen
from devices.web.device import WebDevice
from tests.devices.conftest import find, tap

pytestmark = pytest.mark.browser
Show = Callable[..., Screen]

STYLE = "<style>body{margin:0}.swipe{overflow:hidden;width:390px;height:90px}.track{display:flex;width:1170px;transform:translateX(%dpx)}.slide{width:390px;display:flex}.tile{width:97px}</style>"
SCRIPT = "<p id=said></p><script>document.querySelectorAll('.tile').forEach(e=>e.onclick=()=>said.textContent='打开了'+e.textContent)</script>"


def slide(*words: str, kind: str = "tile") -> str:
    return "<div class=slide>" + "".join(f"<div class={kind}>{w}</div>" for w in words) + "</div>"


def menu(*slides: str, at: int = 0) -> str:
    return f"{STYLE % at}<div class=swipe><div class=track>{''.join(slides)}</div></div>{SCRIPT}"


FIRST, SECOND = slide("预约挂号", "门诊缴费"), slide("电子发票", "投诉建议")


def test_every_page_of_a_swiped_menu_can_be_tapped(show: Show, device: WebDevice) -> None:
    for words in ("预约挂号", "投诉建议"):
        screen = show(menu(FIRST, SECOND))
        assert f"打开了{words}" in tap(device, screen, words, Effect.READ).text


def test_a_page_that_was_swiped_away_is_not_seen(show: Show) -> None:
    screen = show(menu(FIRST, SECOND, at=-390))
    assert [n.text for n in screen.nodes if n.clickable] == ["电子发票", "投诉建议"]


def test_the_copies_that_make_it_endless_are_left_out(show: Show) -> None:
    screen = show(menu(FIRST, SECOND, FIRST))
    assert [n.text for n in screen.nodes].count("预约挂号") == 1
    assert find(screen, "电子发票").bounds.x >= 390


@pytest.mark.parametrize(
    "slides",
    [
        (slide("一", kind="p"), slide("二", kind="p")),
        (slide("院庆七十周年"), slide("名医义诊")),
        (
            FIRST,
            slide("第二栏的正文很长,说的是就诊之前要做的准备,带好证件和既往的检查资料。", "更多"),
        ),
    ],
)
def test_carousels_and_hidden_panels_are_not_seen(show: Show, slides: tuple[str, ...]) -> None:
    screen = show(menu(*slides))
    assert all(n.bounds.x < 390 for n in screen.nodes)
