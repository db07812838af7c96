"""A menu that leads to a page with a single message is no list of messages."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.messages.message_lists import is_other_matter, message_lists
from probes.flows.places.hits import sift
from probes.lexicon import LETTERS
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

FUNCTIONS = ("预约挂号", "门诊缴费", "检验报告", "院内导航")


@pytest.mark.parametrize(
    ("entries", "title", "listed"),
    [(FUNCTIONS, "服务大全", "one"), ((), "服务大全", "menu"), (FUNCTIONS, "消息中心", "menu")],
    ids=["menu", "list of any name", "message centre"],
)
def test_a_menu_of_functions_is_no_inbox(entries: tuple[str, ...], title: str, listed: str) -> None:
    menu = Sketch(title)
    for name, day in (("就诊提醒", "2026-11-28"), ("健康讲座", "2026-11-20")):
        row = menu.add(Role.GROUP, clickable=True)
        menu.text(name, "请查看最新的安排", day, parent=row)
    menu.button(*entries) if entries else None
    page = place("menu", menu.screen(), (title,))
    opened = way("就诊提醒 请查看最新的安排 2026-11-28", "one", "menu", node=0)
    one = place(
        "one",
        lines("请于明日携带证件就诊", "2026-11-28 08:00", title="就诊提醒"),
        (title, "就诊提醒"),
        parent=page,
        entered_by=opened,
    )
    pages = [place(f"f{at}", lines("内容"), (title, name)) for at, name in enumerate(entries)]
    ways = [way(name, f"f{at}", "menu") for at, name in enumerate(entries)]
    app = explored(
        mapped(
            place("home", lines("首页")),
            page,
            one,
            *pages,
            ways=(way(title, "menu"), opened, *ways),
        )
    )
    found = {p.id for p in message_lists(app, sift(app, LETTERS)[0])}
    assert listed in found
    assert ("menu" in found) is (listed == "menu")


@pytest.mark.parametrize(("title", "inbox"), [("健康管家", False), ("我的消息", True)])
def test_a_tab_of_reminders_is_part_of_the_page_it_stands_on(title: str, inbox: bool) -> None:
    sketch = Sketch(title)
    sketch.button("提醒", "指标")
    sketch.text("服药提醒", "今日该服:塞来昔布胶囊", "2026-11-28")
    mine = place("mine", lines("我的", title="我的"), ("我的",))
    entry, tab = way(title, "page", "mine"), way("提醒", "", "page", node=0)
    page = place("page", sketch.screen(), ("我的", title), parent=mine, entered_by=entry)
    home = place("home", lines("首页"))
    app = explored(mapped(home, mine, page, ways=(way("我的", "mine"), entry, tab)))
    hits = [hit for hit in sift(app, LETTERS)[0] if not is_other_matter(app, hit)]
    assert bool(hits) is inbox


def test_what_the_bar_of_the_inbox_leads_to_is_no_inbox() -> None:
    """全部服务 stands in the bar on every page: on that of 提醒 it is no list of all reminders."""
    inbox = Sketch("消息通知", "https://a.example/#/messages")
    inbox.text("取报告通知", "您的胸部 CT 平扫结果已出具", "2026-11-18")
    inbox.text("检查改期提醒", "您的检查时间由 14:00 变更为 15:30", "2026-11-17")
    inbox.button("首页", "全部服务", "提醒")
    menu = Sketch("更多服务", "https://a.example/#/services")
    menu.button(*FUNCTIONS, "走进医院", "首页", "全部服务", "提醒")
    home = place("home", lines("首页", title="首页"))
    at, to_menu = way("提醒", "inbox"), way("全部服务", "menu")
    places = [
        place("inbox", inbox.screen(), ("提醒",), parent=home, entered_by=at),
        place("menu", menu.screen(), ("全部服务",), parent=home, entered_by=to_menu),
    ]
    told = lines("始建于 1952 年,前身为云州工人医院。", title="走进医院")
    places.append(place("intro", told, ("全部服务", "走进医院"), parent=places[1]))
    across = way("全部服务", "menu", "inbox", node=7)
    ways = (at, to_menu, across, way("走进医院", "intro", "menu", node=4))
    app = explored(mapped(home, *places, ways=ways))
    assert {p.id for p in message_lists(app, sift(app, LETTERS)[0])} == {"inbox"}
