"""3.1.1: the card of an examination shows the steps to its report, a course how much is done."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.records.progress import progress
from tests.probes.sketch import Sketch, explored, mapped, place, way

STEPS = ("已开单", "已约时间", "到检", "检查中", "报告")


def told(sketch: Sketch, entry: str) -> set[str]:
    page = place("p", sketch.screen(), (entry,))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way(entry, "p"),)))
    return {kind for kind, finding in progress(app).items() if finding.truth}


@pytest.mark.parametrize(
    ("state", "inside", "there"),
    [
        ("待预约", True, True),
        ("已预约", False, False),  # the steps stand apart: they tell everybody how it goes
        ("门诊楼3层", True, False),  # nothing says which step it is at
    ],
)
def test_steps_in_the_card_of_an_examination(state: str, inside: bool, there: bool) -> None:
    sketch = Sketch("检查预约")
    card = sketch.add(Role.GROUP, box=(12, 80, 350, 150))
    sketch.text("经胸超声心动图", parent=card)
    sketch.text(state, box=(310, 90, 50, 20), parent=card)
    foot = card if inside else sketch.add(Role.GROUP, box=(12, 500, 350, 100))
    for at, step in enumerate(STEPS):
        sketch.text(step, box=(20 + 66 * at, 180, 60, 20), parent=foot)
    sketch.button("预约时间", parent=card)
    assert ("exam" in told(sketch, "检查预约")) is there


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("已完成 5 / 12 次 · 下次训练 2026-11-29", True),
        ("有氧训练(5/12次)", True),
        ("每周训练3次,每次30分钟", False),
        ("一个疗程共12次", False),
    ],
)
def test_how_much_of_a_course_is_done(line: str, there: bool) -> None:
    sketch = Sketch("心脏康复")
    sketch.text("心脏康复Ⅱ期 有氧训练", line, "康复师 石磊")
    assert ("treatment" in told(sketch, "心脏康复")) is there


def test_a_course_may_tell_its_share_without_a_word_for_it() -> None:
    sketch = Sketch("治疗计划")
    sketch.text("颈椎病康复疗程", "康复医学科 · 疗程8周 · 已完成 4/7")
    assert "treatment" in told(sketch, "治疗计划")
