"""A sheet drawn over a page in the page's own window, and what only looks like one."""

from __future__ import annotations

import pytest

from devices.model import Role
from devices.uiautomator import parse_screen
from tests.devices.dumps import Widget, appium, widget

FULL = "[0,0][1080,2340]"
BUTTON = widget("Button", "[60,1000][1020,1130]", text="预约挂号", clickable="true")
PANEL = widget(
    "LinearLayout",
    "[120,800][960,1420]",
    widget("TextView", "[150,850][930,940]", text="停诊公告"),
    widget("Button", "[120,1280][960,1420]", text="知道了", clickable="true"),
)


def dialogs(*over: Widget, below: Widget = BUTTON) -> list[str]:
    """What lies in the dialogs of a page with these views drawn over it."""
    page = widget("FrameLayout", FULL, below, *over)
    screen = parse_screen(appium(page), density=3)
    return [screen.label(node) for node in screen.nodes if node.role is Role.DIALOG]


def test_a_panel_on_a_scrim_is_a_dialog() -> None:
    scrim = widget("FrameLayout", FULL, PANEL, clickable="true")
    assert dialogs(scrim) == ["停诊公告 知道了"]


@pytest.mark.parametrize(
    "over",
    [
        widget("FrameLayout", FULL, PANEL),  # lets touches through
        widget("FrameLayout", FULL, clickable="true"),  # holds nothing
        widget("FrameLayout", "[0,1400][1080,2340]", PANEL, clickable="true"),  # a part
        widget(  # a page of its own, laid over the other
            "FrameLayout",
            FULL,
            widget("TextView", "[60,90][600,200]", text="检验报告"),
            PANEL,
            clickable="true",
        ),
    ],
)
def test_what_does_not_bar_the_page_is_none(over: Widget) -> None:
    assert dialogs(over) == []


def test_a_page_on_which_something_else_can_be_tapped_is_not_barred() -> None:
    scrim = widget("FrameLayout", FULL, PANEL, clickable="true")
    bar = widget("Button", "[0,2200][1080,2340]", text="首页", clickable="true")
    assert dialogs(scrim, bar) == []


def test_where_nothing_lies_below_there_is_nothing_to_bar() -> None:
    scrim = widget("FrameLayout", FULL, PANEL, clickable="true")
    words = widget("TextView", "[60,1000][1020,1130]", text="欢迎")
    assert dialogs(scrim, below=words) == []
