"""A kind of message is absent where every list was read, whatever opens from a message."""

from __future__ import annotations

import pytest

from devices.model import Role, Screen
from probes.appmap import UNREACHABLE
from probes.flows.messages.received import sent
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

MESSAGE = "检验报告已出 2026-11-13 11:21"
KIND = "2.2.2.push_kinds.quota_limit"


def inbox_of(tabs: tuple[str, ...] = ()) -> Screen:
    sketch = Sketch("消息中心")
    for tab in tabs:
        sketch.add(Role.TAB, tab, clickable=True)
    for title, day in (("检验报告已出", "11-13"), ("预约就诊提醒", "11-12")):
        card = sketch.add(Role.GROUP, clickable=True)
        sketch.text(f"{title} 2026-{day} 11:21", "请点击查看。", parent=card)
    return sketch.screen()


@pytest.mark.parametrize(
    ("where", "label", "truth"),
    [
        ("letter", "查看报告", False),  # what a message leads to is no message
        ("list", MESSAGE, False),  # a message that was read in its list
        ("list", "就诊通知", None),  # another list, which nobody read
        ("list", "报告通知", False),  # another one's tab, which was opened there
    ],
)
def test_what_was_left_counts_if_it_may_hold_messages(
    where: str, label: str, truth: bool | None
) -> None:
    listed = place("list", inbox_of(), ("消息中心",))
    letter = place("letter", lines("检验报告已出", "您的报告已审核发布"), ("消息中心", MESSAGE))
    tab = place("tab", inbox_of(("报告通知",)), ("消息中心", "报告通知"), parent=listed)
    ways = (
        way("消息中心", "list"),
        way(MESSAGE, "letter", "list", node=1),
        way("报告通知", "tab", "tab"),
    )
    known = mapped(place("home", lines("首页")), listed, letter, tab, ways=ways)
    known.unvisited.append((where, label, UNREACHABLE))
    app = explored(known, visit=lambda there: there.screen, again=lambda: listed.screen)
    vars(app)["tap"] = lambda node, purpose=None: tab.screen
    vars(app)["scroll"] = lambda: listed.screen
    vars(app)["label"] = listed.screen.label
    found = sent(app, KIND)
    assert found.truth is truth, found.reason
