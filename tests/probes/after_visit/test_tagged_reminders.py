"""4.2.2: under the heading of reminders a line begins with the bare name of its kind."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.after_visit.care import metrics, reminders
from tests.probes.sketch import Sketch, explored, mapped, place, way


def truths(heading: str, *rows: str) -> dict[str, bool | None]:
    sketch = Sketch("健康管理")
    box = sketch.add(Role.GROUP)
    sketch.text(heading, *rows, parent=box)
    sketch.text("依据您的诊断和用药为您推荐", "2026-12-03 前后复诊")
    page = place("p", sketch.screen(), ("健康管理",))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way("健康管理", "p"),)))
    found = {**reminders(app), **metrics(app)}
    return {kind: finding.truth for kind, finding in found.items()}


@pytest.mark.parametrize(("heading", "told"), [("我的提醒", True), ("用药记录", False)])
def test_a_tag_under_the_heading_of_reminders_is_a_reminder(heading: str, told: bool) -> None:
    row = "用药 某缓释片 8:00 / 13:00 / 20:00 餐后"
    assert (truths(heading, row)["medication"] is True) is told


def test_a_sentence_under_the_heading_of_reminders_is_no_tag() -> None:
    assert truths("我的提醒", "关于用药的常见问题 请咨询药师")["medication"] is not True


@pytest.mark.parametrize(
    ("line", "watched"),
    [
        ("血糖:空腹5.9mmol/L,接近上限,请3个月内复查,平时少吃甜食", True),
        ("血糖:是血液中的葡萄糖,由食物转化而来,为身体提供能量来源", False),
    ],
)
def test_a_measure_near_its_limit_is_watched(line: str, watched: bool) -> None:
    assert (truths("需要关注的指标", line)["glucose"] is True) is watched
