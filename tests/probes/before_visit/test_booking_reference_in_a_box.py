"""2.2.4: the advice when to come stands in a box of its own on the page of a booking."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.before_visit.reference import reference_advised
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, explored, mapped, place, way

ADVICE = "系统根据您未完成的检查自动给出:建议 2026-11-30 上午采血,09:30 做心电图"


@pytest.mark.parametrize(
    ("heading", "advice", "truth"),
    [
        ("预约安排参考", ADVICE, True),
        ("智能排程建议", "有 3 项检查待预约。建议:2026-12-01 08:00 抽血与超声同一上午", True),
        (
            "智能排程建议",
            "系统检测到您2026-12-03 09:00-09:30已约门诊,建议把本次检查排在同一天的 10:30",
            True,
        ),
        ("智能排程建议", "系统检测到您的版本较低,建议 12 月升级", False),
        ("检查安排", ADVICE, False),  # headed by no name of the function
        ("预约安排参考", "请按预约时间提前 15 分钟到达检查科室", False),
    ],
)
def test_what_heads_a_box_names_its_advice(heading: str, advice: str, truth: bool) -> None:
    sketch = Sketch("检查治疗预约")
    box = sketch.add(Role.GROUP)
    sketch.text(heading, advice, parent=box)
    sketch.text("视频脑电图 待预约", "心电图 待预约")
    sketch.button("预约时间")
    page = place("p", sketch.screen(), ("检查治疗预约",))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way("检查治疗预约", "p"),)))
    assert reference_advised(app).truth is truth


def test_an_order_of_days_that_was_worked_out_for_one_advises() -> None:
    """The list says on what it rests, and then each step with its day: no word 推荐 stands by."""
    proven = load_lexicon().functions["booking_reference"].shown_by
    ground = "系统依据您近期的检查申请和治疗疗程自动生成,仅供参考。"
    assert proven(f"{ground}\n① 11月30日 08:00-08:30 采血\n② 11月30日 08:30 腹部彩超")
    assert not proven(f"{ground}\n请以医生安排为准。")
    assert not proven("报告由系统依据您近期的检查申请整理\n11月30日 08:00 采血")


@pytest.mark.parametrize("heading", ["智能排程建议", "我的检查"])
def test_the_box_may_say_it_itself_around_its_heading(heading: str) -> None:
    """A card of whose words the tree names those of the box first; the page listens for taps."""
    sketch = Sketch("检查预约")
    root = sketch.add(Role.GROUP, box=(0, 0, 390, 844), clickable=True)
    card = sketch.add(Role.TEXT, ADVICE, box=(12, 80, 366, 160), parent=root)
    sketch.text(heading, parent=card, box=(26, 90, 84, 24))
    sketch.text("右膝关节核磁 未预约", parent=root)
    page = place("p", sketch.screen(), ("检查预约",))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way("检查预约", "p"),)))
    assert reference_advised(app).truth is (heading == "智能排程建议")


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ("结合您的检查安排:11-30 上午已约CTA,建议同日 08:00-08:30 先抽血", True),
        ("根据您的检查安排,建议心内科就诊", False),  # which department, not when
        ("根据您的检查安排提前到达", False),
    ],
)
def test_a_sentence_that_says_when_what_was_ordered_is_done_best(words: str, truth: bool) -> None:
    sketch = Sketch("检查预约")
    sketch.text("提示", words, "心电图 待预约")
    sketch.button("预约时间")
    page = place("p", sketch.screen(), ("检查预约",))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way("检查预约", "p"),)))
    assert reference_advised(app).truth is truth


@pytest.mark.parametrize(
    ("ground", "ends", "truth"),
    [
        (
            "尚有 腹部超声、血脂 未做;其中 血脂 需空腹。",
            "与您已有的门诊排在同一上午,少跑一趟。",
            True,
        ),
        ("今日可约:", "与您已有的门诊排在同一上午,少跑一趟。", False),
        ("尚有 腹部超声、血脂 未做。", "请按时到院。", False),
    ],
)
def test_an_order_of_what_is_still_to_be_done_advises_on_the_first_page(
    ground: str, ends: str, truth: bool
) -> None:
    sketch = Sketch("启明儿童医院")
    sketch.text("为您排好了这一趟", ground)
    sketch.text("2026-12-04 08:00 空腹抽血", "2026-12-04 08:30 腹部超声", "10:00 肺功能", ends)
    app = explored(mapped(place("home", sketch.screen())))
    assert (reference_advised(app).truth is True) is truth


BOOKED = "您已约2026-12-01 15:00 膝关节MRI,报告预计次日出具。建议在2026-12-03上午复诊"


@pytest.mark.parametrize(
    ("advice", "truth"),
    [
        (BOOKED, True),
        ("您已约2026-12-01 15:00 门诊,请准时到院", False),
        ("根据病情智能推荐合适的就诊时段", False),  # what a tile promises
    ],
)
def test_a_card_to_tap_holds_its_heading_and_its_advice(advice: str, truth: bool) -> None:
    sketch = Sketch("就诊")
    card = sketch.add(Role.BUTTON, box=(20, 225, 354, 167), clickable=True)
    sketch.text("复诊时间建议", advice, parent=card)
    sketch.text("近期预约", "运动医学科 2026-12-03 09:30 待就诊")
    page = place("p", sketch.screen(), ("就诊",))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way("就诊", "p"),)))
    assert (reference_advised(app).truth is True) is truth


def test_an_entry_by_the_name_of_the_advice_heads_no_tile_beside_it() -> None:
    sketch = Sketch("就诊")
    bar = sketch.add(Role.GROUP, box=(0, 225, 375, 167))
    sketch.button("复诊时间建议", parent=bar)
    sketch.text(BOOKED, parent=bar)
    page = place("p", sketch.screen(), ("就诊",))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way("就诊", "p"),)))
    assert reference_advised(app).truth is not True
