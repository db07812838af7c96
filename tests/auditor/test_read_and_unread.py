"""A message that was read loses its dot, and its entry the count: both are what they were."""

from __future__ import annotations

import pytest

from auditor.live.identity import levelled, same_place
from auditor.live.taps import anchor_of, locate, taps_of
from devices.model import Role, Screen
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, place

TITLES = ("停诊通知", "就诊提醒", "取药提醒", "报告提醒")


def inbox(dot: str, unread: str) -> Screen:
    sketch = Sketch("消息")
    for hour, title in enumerate(TITLES):
        sketch.button(f"{dot}{title} 03-02 0{hour}:15 详情请点开")
    sketch.text("业务", "公告")
    sketch.button(f"消息{unread}", "我的")
    return sketch.screen()


@pytest.mark.parametrize("dot", ["● ", "🔴", "[未读] "])
@pytest.mark.parametrize("nth", [0, 2, 4])
def test_what_was_read_is_found_again(dot: str, nth: int) -> None:
    before, after = inbox(dot, " 4"), inbox("", "")
    anchor = anchor_of(place("p", before), before.nodes[nth if nth < 4 else 6])
    found = locate(after, anchor)
    assert found is not None
    assert found.index == (nth if nth < 4 else 6)


def test_an_inbox_is_the_same_page_once_all_was_read() -> None:
    assert same_place(inbox("● ", " 4"), inbox("", ""))


def test_another_number_at_the_end_is_another_entry() -> None:
    sketch = Sketch("床位")
    sketch.button("床位 1", "床位 2")
    only = Sketch("床位")
    only.button("床位 2")
    screen = sketch.screen()
    anchor = anchor_of(place("p", screen), screen.nodes[0])
    assert locate(only.screen(), anchor) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-11-26 09:16 ● 入院通知", "2026-11-26 09:16 入院通知"),
        ("入院通知 床位已安排 未读 2026-11-26", "入院通知 床位已安排 2026-11-26"),
        ("2026-11-26 入院通知 未读", "2026-11-26 入院通知 已读"),
        ("明日就诊提醒 新 2026-11-27 08:00 张晓晓您好", "明日就诊提醒 2026-11-27 08:00 张晓晓您好"),
    ],
)
def test_a_message_that_was_read_unfolds_nothing_wherever_its_dot_stood(
    before: str, after: str
) -> None:
    """Many lists put the day first, and the dot before the heading."""
    assert levelled(before) == levelled(after)
    assert levelled("入院通知") != levelled("出院通知")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (("实名认证 身份证", "设置"), ("实名认证 身份证、社保卡", "设置"), 0),
        (("通知 报告已出 11-19 15:02 1", "公告 2"), ("通知 检查预约成功 11-28 09:30", "公告 2"), 0),
        (("骨科 张医生", "骨科 李医生"), ("骨科 李医生",), None),
        (("骨科 张医生", "内科 李医生"), ("骨科 王医生", "骨科 赵医生"), None),
    ],
)
def test_a_row_is_found_by_its_name_when_what_stands_behind_it_has_changed(
    before: tuple[str, ...], after: tuple[str, ...], found: int | None
) -> None:
    first, now = Sketch("我的"), Sketch("我的")
    first.button(*before)
    now.button(*after)
    screen = first.screen()
    node = locate(now.screen(), anchor_of(place("p", screen), screen.nodes[0]))
    assert (node.index if node else None) == found


def test_what_a_row_bears_until_it_was_read_is_no_entry() -> None:
    sketch = Sketch("消息")
    row = sketch.add(Role.GROUP, clickable=True)
    sketch.text("就诊提醒", parent=row)
    sketch.add(Role.TEXT, "新", parent=row, clickable=True)
    taps = taps_of(place("p", sketch.screen()), load_lexicon())
    assert [tap.label for tap in taps] == ["就诊提醒 新"]
