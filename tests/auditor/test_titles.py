"""What a page is called where its title was left over from another page, or is everybody's."""

from __future__ import annotations

import pytest

from auditor.live.titles import Titles
from devices.model import Screen
from tests.probes.sketch import Sketch

SITE = "https://a.example/#"


def page(path: str, title: str, bar: str = "") -> Screen:
    sketch = Sketch(title, SITE + path)
    if bar:
        sketch.button("返回", box=(0, 0, 40, 44))
        sketch.text(bar, box=(140, 10, 95, 24))
    return sketch.screen()


def walked(*pages: Screen) -> list[str]:
    titles = Titles()
    titles.begin(pages[0])
    return [titles.name(screen).title for screen in pages[1:]]


@pytest.mark.parametrize("again", [1, 3])
def test_a_title_that_stayed_when_its_page_was_left_names_no_other(again: int) -> None:
    """Also while one taps on there, until the app sets a title again."""
    told = walked(
        page("/", "首页"),
        page("/msg", "消息"),
        page("/msg/1", "消息详情"),
        *[page("/msg", "消息详情")] * again,
        page("/set", "设置"),
    )
    assert told == ["消息", "消息详情", *["消息"] * again, "设置"]


def test_a_page_that_sets_no_title_bears_none_of_another() -> None:
    """Tabs that are kept alive: under 消息 the title of the page before stands."""
    told = walked(page("/", "示范医院"), page("/guide", "就医宝典"), page("/msg", "就医宝典"))
    assert told == ["就医宝典", ""]


def test_another_tab_of_a_page_bears_its_title() -> None:
    told = walked(page("/", "示范医院"), page("/bills?t=1", "缴费"), page("/bills?t=2", "缴费"))
    assert told == ["缴费", "缴费"]


def test_two_services_at_one_address_keep_the_titles_that_were_set() -> None:
    told = walked(
        page("/", "首页"),
        page("/form", "轮椅租借"),
        page("/", "首页"),
        page("/form", "停车缴费"),
    )
    assert told == ["轮椅租借", "首页", "停车缴费"]


def test_a_page_that_was_never_called_otherwise_keeps_what_stands_there() -> None:
    assert walked(page("/", "示范医院"), page("/a", "示范医院")) == ["示范医院"]


def test_under_the_title_of_the_first_page_the_own_top_bar_counts() -> None:
    first = page("/", "示范医院")
    assert walked(first, page("/a", "示范医院", bar="检验报告")) == ["检验报告"]
