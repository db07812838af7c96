"""Below times to choose from on a page of its own, whatever ends the choice takes one of them."""

from __future__ import annotations

import pytest

from devices.model import Effect, Rect, Role
from tests.devices.test_guard import BOOKING, DRAFT, NEVER, OWN, READ, Sketch, judged

CLOCK = ("09:00-09:30 余4", "09:30-10:00 余2")
HALVES = ("上午 余5", "下午 余2")


def page(title: str, *lines: str) -> Sketch:
    sketch = Sketch(title)
    for line in lines:
        sketch.add(line, clickable=True)
    return sketch


@pytest.mark.parametrize("lines", [CLOCK, HALVES, ("08:00-09:00",)])
@pytest.mark.parametrize("label", ["确定", "完成", "提交", "确认提交", "就选这个时间,确定"])
@pytest.mark.parametrize("title", ["选择时间", "检查申请单", "化疗日间病房"])
def test_who_only_looks_takes_no_time(title: str, label: str, lines: tuple[str, ...]) -> None:
    sketch = page(title, *lines)
    assert judged(sketch, sketch.button(label), READ) is BOOKING


@pytest.mark.parametrize("purpose", [DRAFT, OWN, BOOKING])
def test_whatever_a_flow_means_it_takes_a_slot(purpose: Effect) -> None:
    sketch = page("选择时间", *CLOCK)
    assert judged(sketch, sketch.button("确定"), purpose) is BOOKING


@pytest.mark.parametrize(
    "lines", [("12月3日", "12月4日"), ("入院时间 2026-12-07 08:00-10:00",), ("本部", "东区")]
)
def test_days_places_and_what_is_settled_are_no_times_to_take(lines: tuple[str, ...]) -> None:
    sketch = page("选择日期", *lines)
    assert judged(sketch, sketch.button("确定"), READ) is DRAFT


def test_opening_hours_that_nobody_can_touch_are_no_times_to_take() -> None:
    sketch = Sketch("选择院区")
    sketch.add("门诊时间 08:00-17:00")
    assert judged(sketch, sketch.button("确定"), READ) is DRAFT


@pytest.mark.parametrize(
    ("name", "effect"),
    [("测量时间", OWN), ("服药时间", OWN), ("就诊时间", BOOKING), ("时段", BOOKING)],
)
def test_the_time_that_a_form_asks_for_beside_its_name_takes_nothing(
    name: str, effect: Effect
) -> None:
    sketch = Sketch("体征日记")
    sketch.add("", Role.FIELD, editable=True, hint="数值")
    sketch.add(name, bounds=Rect(26, 300, 60, 18))
    sketch.add("08:00", Role.GROUP, clickable=True, bounds=Rect(118, 298, 246, 22))
    assert judged(sketch, sketch.button("记一笔"), OWN) is effect


def test_what_leads_on_or_only_looks_leads_on() -> None:
    sketch = page("选择时间", *CLOCK)
    for label in ("下一步", "查看须知", "返回"):
        assert judged(sketch, sketch.button(label), READ) in {READ, DRAFT}


def test_a_form_that_asks_who_somebody_is_sends_nothing_while_one_looks() -> None:
    sketch = Sketch("入院信息")
    sketch.add("与患者关系 请选择", Role.GROUP, clickable=True)
    sketch.add("", Role.FIELD, editable=True, hint="请输入现住址")
    sketch.add("请选择", font=18.0)
    assert judged(sketch, sketch.button("提交"), READ) in {OWN, NEVER}
