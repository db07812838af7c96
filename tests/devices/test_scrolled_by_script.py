"""Panes that a script moves (better-scroll, iScroll): what they hide below is read and touched."""

# ruff: noqa: E501 -- markup of little pages is easier to read in one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.model import Screen
from devices.web.device import WebDevice
from tests.devices.conftest import tap

pytestmark = pytest.mark.browser
Show = Callable[..., Screen]
BY_STYLE = "w.firstElementChild.style.transform='translate(0px,0px) translateZ(0px)'"
BY_TOUCH = "w.addEventListener('touchstart',()=>0)"


def app(script: str, height: str = "bottom:50px", rows: int = 60) -> str:
    """A page whose middle hides what stands out of it."""
    items = "".join(f"<li style='height:60px' onclick='say({n})'>第{n}行</li>" for n in range(rows))
    return f"""<style>body{{margin:0}}#w{{position:absolute;top:50px;left:0;right:0;overflow:hidden;{height}}}</style>
<p id=said style="margin:0">-</p><div id=w><ul>{items}</ul></div>
<script>const w=document.getElementById('w');const say=(n)=>{{said.textContent='点了'+n}};{script}</script>"""


@pytest.mark.parametrize("script", [BY_STYLE, BY_TOUCH], ids=["style", "touch"])
def test_what_lies_below_is_read_and_touched(device: WebDevice, show: Show, script: str) -> None:
    screen = show(app(script))
    assert "第59行" in screen.words
    assert screen.content_height > 3000
    assert "点了59" in tap(device, screen, "第59行").text
    assert "点了2" in tap(device, device.screen(), "第2行").text


@pytest.mark.parametrize(
    "page",
    [app("0"), app(BY_STYLE, "height:264px"), app(BY_TOUCH, "height:264px", 10)],
    ids=["nothing moves it", "a wheel", "a low pane"],
)
def test_what_nobody_can_bring_into_sight_is_not_read(show: Show, page: str) -> None:
    screen = show(page)
    assert "第1行" in screen.words
    assert "第59行" not in screen.words
    assert "第9行" in screen.words or "264px" in page
