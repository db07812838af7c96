"""Which nodes are worth a tap, in which order, and how one finds them again."""

from __future__ import annotations

import pytest

from auditor.live.taps import HELP, Tap, anchor_of, locate, section_of, taps_of
from devices.model import Role, Screen
from probes.appmap import Place
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, place

LEXICON = load_lexicon()


def taps(screen: Screen, **more: object) -> list[Tap]:
    return taps_of(place("p", screen, **more), LEXICON)  # type: ignore[arg-type]


def labels(screen: Screen) -> list[str]:
    return [tap.label for tap in taps(screen)]


def test_names_of_the_field_come_before_the_rest() -> None:
    sketch = Sketch("首页")
    sketch.button("今日天气", "医院新闻一则", "全部", "预约挂号", "检验报告查询")
    found = labels(sketch.screen())
    assert set(found[:2]) == {"预约挂号", "检验报告查询"}
    assert found[2] == "全部"


def test_of_equals_the_upper_one_comes_first() -> None:
    sketch = Sketch("首页")
    sketch.button("今日天气", "院庆活动")
    assert labels(sketch.screen()) == ["今日天气", "院庆活动"]


def test_what_cannot_or_must_not_be_tapped_is_left_out() -> None:
    sketch = Sketch("我的")
    sketch.text("张三")
    sketch.button("盖住的", covered=True)
    sketch.button("不可用", enabled=False)
    sketch.button("返回", "‹", "退出登录", "获取验证码")
    sketch.field("搜索")
    sketch.tick()
    sketch.button("我的报告")
    assert labels(sketch.screen()) == ["我的报告"]


def test_the_row_of_a_switch_is_left_alone() -> None:
    sketch = Sketch("消息设置")
    row = sketch.add(Role.GROUP, clickable=True)
    sketch.text("科普与活动消息", parent=row)
    sketch.add(Role.SWITCH, parent=row, clickable=True, checked=True)
    sketch.button("更多设置")
    assert labels(sketch.screen()) == ["更多设置"]


def test_under_a_dialog_only_the_dialog_can_be_tapped() -> None:
    sketch = Sketch("首页")
    sketch.button("预约挂号")
    dialog = sketch.add(Role.DIALOG)
    sketch.button("查看详情", parent=dialog)
    assert labels(sketch.screen()) == ["查看详情"]


def test_a_card_is_tapped_once_and_a_holder_of_cards_not_at_all() -> None:
    sketch = Sketch("医生")
    holder = sketch.add(Role.GROUP, clickable=True)
    for name in ("周延康", "沈如意"):
        card = sketch.add(Role.GROUP, parent=holder, clickable=True)
        sketch.text(name, parent=card)
    single = sketch.add(Role.GROUP, clickable=True)
    sketch.button("科室介绍", parent=single)
    assert sorted(labels(sketch.screen())) == ["周延康", "沈如意", "科室介绍"]


def test_words_read_from_a_picture_count_as_a_label() -> None:
    sketch = Sketch("首页")
    picture = sketch.add(Role.IMAGE, clickable=True, image="icon.png")
    assert labels(sketch.screen()) == []
    (tap,) = taps(sketch.screen(), read={picture: "预约挂号"})
    assert tap.label == "预约挂号"


def test_the_arrow_of_a_row_is_no_control_of_its_own() -> None:
    """Libraries whose icons all listen: read as a letter, each row would be tapped twice."""
    sketch = Sketch("费用")
    row = sketch.add(Role.GROUP, clickable=True)
    sketch.text("十月十二日清单", parent=row)
    arrow = sketch.add(Role.IMAGE, clickable=True, parent=row, image="down.svg")
    alone = sketch.add(Role.IMAGE, clickable=True, image="v.svg")
    found = taps(sketch.screen(), read={arrow: "V", alone: "V"})
    assert [(tap.node.index, tap.label) for tap in found] == [(row, "十月十二日清单"), (alone, "V")]


def test_what_a_file_is_handed_over_by_opens_no_page() -> None:
    """The field for the file lies over the sign, and every tap on it fails."""
    sketch = Sketch("病历上传")
    box = sketch.add(Role.TEXT, "+", clickable=True)
    sketch.add(Role.FIELD, kind="file", clickable=True, parent=box)
    card = sketch.add(Role.GROUP, clickable=True)
    sketch.button("查看示例", parent=card)
    assert labels(sketch.screen()) == ["查看示例"]


@pytest.mark.parametrize(("editable", "tapped"), [(True, []), (False, ["搜科室"])])
def test_the_box_around_a_field_is_tapped_only_if_nothing_can_be_written(
    editable: bool, tapped: list[str]
) -> None:
    sketch = Sketch("选择科室")
    box = sketch.add(Role.GROUP, clickable=True)
    sketch.add(Role.FIELD, hint="搜科室", parent=box, clickable=True, editable=editable)
    sketch.text("搜科室", parent=box)
    assert labels(sketch.screen()) == tapped


def test_a_telephone_link_is_tried_too() -> None:
    sketch = Sketch("联系我们")
    sketch.button("010-12345678", link="tel:010-12345678")
    assert labels(sketch.screen()) == ["010-12345678"]


# finding again


def numbered() -> Sketch:
    sketch = Sketch("报告")
    sketch.button("查看", "下载", "查看", "查看")
    return sketch


@pytest.mark.parametrize("nth", [0, 2, 3])
def test_the_third_of_three_is_found_as_the_third(nth: int) -> None:
    screen = numbered().screen()
    anchor = anchor_of(Place("p", screen), screen.nodes[nth])
    found = locate(screen, anchor)
    assert found is not None
    assert found.index == nth


def test_anchors_of_taps_find_what_they_were_made_from() -> None:
    screen = numbered().screen()
    for tap in taps(screen):
        found = locate(screen, tap.anchor)
        assert found is not None
        assert found.index == tap.node.index


def test_a_control_that_moved_is_found_by_its_words() -> None:
    before = numbered().screen()
    after = Sketch("报告")
    after.text("共 3 份")
    after.button("下载", "查看", "查看", "查看")
    anchor = anchor_of(Place("p", before), before.nodes[1])
    found = locate(after.screen(), anchor)
    assert found is not None
    assert after.screen().label(found) == "下载"


def test_what_is_gone_is_not_found() -> None:
    before = numbered().screen()
    anchor = anchor_of(Place("p", before), before.nodes[1])
    empty = Sketch("报告")
    empty.button("查看")
    empty.text("下载")
    assert locate(empty.screen(), anchor) is None


def rows(*labels: str) -> Sketch:
    sketch = Sketch("列表")
    sketch.button(*labels)
    return sketch


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_a_row_whose_date_moved_on_is_the_same_row(nth: int) -> None:
    before = rows("血常规 2026-11-26", "血常规 2026-11-20", "消息 3").screen()
    after = rows("血常规 2026-11-27", "血常规 2026-11-21", "消息 4").screen()
    anchor = anchor_of(Place("p", before), before.nodes[nth])
    found = locate(after, anchor)
    assert found is not None
    assert found.index == nth


def test_a_row_more_or_less_makes_a_new_date_another_row() -> None:
    before = rows("血常规 2026-11-26", "血常规 2026-11-20").screen()
    anchor = anchor_of(Place("p", before), before.nodes[0])
    assert locate(rows("血常规 2026-11-27").screen(), anchor) is None


@pytest.mark.parametrize("slot", ["08:00-08:30 余3", "8点30分", "上午 9:30"])
def test_no_time_slot_stands_in_for_another(slot: str) -> None:
    before = rows(slot).screen()
    anchor = anchor_of(Place("p", before), before.nodes[0])
    assert locate(rows(slot.replace("8", "7").replace("9", "6")).screen(), anchor) is None


# headings and siblings


def test_the_heading_above_is_the_section() -> None:
    sketch = Sketch("全部服务")
    sketch.text("门诊服务", font=20)
    first = sketch.button("缴费")
    sketch.text("住院服务", font=20)
    second = sketch.button("缴费")
    screen = sketch.screen()
    assert section_of(screen, screen.nodes[first]) == "门诊服务"
    assert section_of(screen, screen.nodes[second]) == "住院服务"


def test_the_words_of_a_row_head_nothing() -> None:
    sketch = Sketch("我的")
    row = sketch.add(Role.GROUP, box=(10, 60, 360, 48), clickable=True)
    sketch.text("挂号订单", font=20, parent=row)
    tile = sketch.button("帮助中心")
    screen = sketch.screen()
    assert section_of(screen, screen.nodes[tile]) == ""


def test_rows_of_one_list_are_siblings() -> None:
    sketch = Sketch("医生")
    holder = sketch.add(Role.GROUP, scrollable=True)
    sketch.button("周延康", "沈如意", parent=holder)
    sketch.button("首页", box=(0, 740, 90, 56))
    groups = {tap.label: tap.group for tap in taps(sketch.screen())}
    assert groups["周延康"] == groups["沈如意"] != groups["首页"]


def test_an_hour_is_found_again_though_fewer_are_left() -> None:
    before, after = Sketch("选择时段"), Sketch("选择时段")
    before.button("08:00-08:30 余2", "08:30-09:00 余5", "09:00-09:30 余2")
    after.button("08:00-08:30 余0", "09:00-09:30 余4")
    found = [locate(after.screen(), tap.anchor) for tap in taps(before.screen())]
    assert [node and after.screen().label(node) for node in found] == [
        "08:00-08:30 余0",
        None,
        "09:00-09:30 余4",
    ]


def test_stars_that_give_points_are_no_entries() -> None:
    sketch = Sketch("评价")
    sketch.button("★", "☆☆☆☆☆", "★ 收藏的医生")
    assert labels(sketch.screen()) == ["★ 收藏的医生"]


def test_a_bare_question_mark_is_an_entry_to_help() -> None:
    sketch = Sketch("新用户注册")
    sketch.button("?")
    sketch.button("下一步")
    screen = sketch.screen()
    assert set(labels(screen)) == {HELP, "下一步"}
    help_ = next(tap for tap in taps(screen) if tap.label == HELP)
    assert locate(screen, help_.anchor) == help_.node


@pytest.mark.parametrize(
    ("title", "top", "tapped"),
    [("中药代煎", 11, False), ("便民服务", 11, True), ("中药代煎", 300, True)],
)
def test_the_name_of_the_page_in_its_bar_is_no_control(title: str, top: int, tapped: bool) -> None:
    sketch = Sketch(title)
    sketch.add(Role.TEXT, "中药代煎", clickable=True, box=(138, top, 100, 22))
    found = taps_of(place("p", sketch.screen(), ("便民服务",)), LEXICON)
    assert bool(found) is tapped
