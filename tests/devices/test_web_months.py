"""The months of a calendar lie side by side: only the one in sight can be tapped."""

# ruff: noqa: E501 -- markup of little pages is easier to read in one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.model import Screen

pytestmark = pytest.mark.browser
Show = Callable[..., Screen]

STYLE = "<style>body{margin:0}.pane{width:390px;height:190px;overflow:%s}.track{display:flex;%s}.page{width:390px;flex:none;display:flex;flex-wrap:wrap}</style>"
CENTRED = "<script>document.querySelector('.pane').scrollLeft=390</script>"


def pager(*pages: tuple[str, ...], overflow: str = "auto", track: str = "") -> str:
    """Pages as wide as the screen, the second of them in sight."""
    drawn = "".join(
        "<div class=page>" + "".join(f"<button>{word}</button>" for word in page) + "</div>"
        for page in pages
    )
    style = STYLE % (overflow, track)
    return f"{style}<div class=pane><div class=track>{drawn}</div></div>{CENTRED}"


def month(first: int) -> tuple[str, ...]:
    """Twenty-five days, one of them of that month alone."""
    return tuple(str(day) for day in (*range(1, 25), first))


MONTHS = (month(29), month(30), month(31))


@pytest.mark.parametrize(
    ("overflow", "track"), [("auto", ""), ("hidden", "transform:translateX(-390px)")]
)
def test_days_beside_the_month_in_sight_are_not_seen(show: Show, overflow: str, track: str) -> None:
    markup = pager(*MONTHS, overflow=overflow, track=track)
    screen = show(markup if not track else markup.removesuffix(CENTRED))
    assert [n.text for n in screen.nodes if n.clickable] == list(MONTHS[1])


def test_the_menu_and_the_tabs_that_are_scrolled_sideways_still_are(show: Show) -> None:
    menu = (("预约挂号", "门诊缴费"), ("电子发票", "投诉建议"), ("周一 11-30", "周二 12-1"))
    assert {"预约挂号", "周二 12-1"} < {n.text for n in show(pager(*menu)).nodes}
    tabs = "".join(f"<button style='width:200px;flex:none'>第{n}类</button>" for n in range(4))
    screen = show(f"<div style='width:390px;overflow:auto;display:flex'>{tabs}</div>")
    assert [n.text for n in screen.nodes if n.clickable] == [f"第{n}类" for n in range(4)]
