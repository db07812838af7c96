"""2.1.2: where one asks for a department, those for what goes round now can be tapped."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.before_visit.advice import regional_advice
from tests.probes.sketch import Sketch, explored, mapped, place, way


@pytest.mark.parametrize(
    ("heading", "button", "entry", "truth"),
    [
        ("本市11月多发提示", "心肌病与遗传科", "智能导诊", True),
        ("本市11月多发提示", "了解更多", "智能导诊", False),  # no department
        ("全部科室", "心肌病与遗传科", "智能导诊", False),  # nothing goes round
        ("本市11月多发提示", "心肌病与遗传科", "健康科普", False),  # nobody asks for one there
    ],
)
def test_a_department_beside_what_goes_round(
    heading: str, button: str, entry: str, truth: bool
) -> None:
    sketch = Sketch(entry)
    sketch.text("请选择症状", "心悸", "头晕")
    card = sketch.add(Role.GROUP, box=(12, 300, 350, 200))
    sketch.text(heading, "感冒后1-3周出现胸闷、乏力", parent=card)
    sketch.button(button, parent=card)
    page = place("p", sketch.screen(), (entry,))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way(entry, "p"),)))
    assert (regional_advice(app).truth is True) is truth


@pytest.mark.parametrize(
    ("said", "entry", "truth"),
    [
        ("本市近期甲流处于高发期。如有发热,请先到发热门诊(门诊楼东侧)。", "智能导诊", True),
        ("本市近期甲流处于高发期,请注意防护。", "智能导诊", False),
        ("如有发热,请先到发热门诊(门诊楼东侧)。", "智能导诊", False),
        ("本市近期甲流处于高发期。如有发热,请先到发热门诊(门诊楼东侧)。", "通知公告", False),
    ],
)
def test_where_to_go_with_what_goes_round(said: str, entry: str, truth: bool) -> None:
    sketch = Sketch(entry)
    sketch.text("本地提示", said, "哪里不舒服?(可多选)")
    sketch.button("腹痛", "发热", "给我建议")
    page = place("p", sketch.screen(), (entry,))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way(entry, "p"),)))
    assert (regional_advice(app).truth is True) is truth
