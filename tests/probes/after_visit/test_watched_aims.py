"""4.2.2: reminders and aims that stand on one line with their names, or on the line below."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.after_visit.care import metrics, reminders
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

HOME = ["本院欢迎您", "服务时间全年无休"]
FOR_ONE = "根据您的诊断为您生成"


def care_page(folder: Path, *rows: str) -> dict[str, bool | None]:
    app = drawn(folder, {"首页": ["健康提醒 > 健康提醒", *HOME], "健康提醒": list(rows)})
    found = {**reminders(app), **metrics(app)}
    return {kind: finding.truth for kind, finding in found.items()}


@pytest.mark.parametrize(
    "line",
    ["用药提醒 氨氯地平每日晨起一片,请勿漏服", "用药提醒\n氨氯地平每日晨起一片,请勿漏服"],
    ids=["blank", "break"],
)
def test_a_heading_may_lead_its_line(tmp_path: Path, line: str) -> None:
    assert care_page(tmp_path, FOR_ONE, line)["medication"] is True


@pytest.mark.parametrize(
    ("rows", "there"),
    [
        ((FOR_ONE, "血压:控制目标 <140/90 mmHg,建议每日早晚各测一次"), True),
        ((FOR_ONE, "血压", "目标 < 130/80 mmHg"), True),
        (("常见问题", "血压:控制目标 <140/90 mmHg,建议每日早晚各测一次"), False),
        ((FOR_ONE, "血压:在“健康档案”中查看"), False),
    ],
    ids=["line", "below", "everybody", "elsewhere"],
)
def test_an_aim_beside_its_measure_is_watched(
    tmp_path: Path, rows: tuple[str, ...], there: bool
) -> None:
    assert (care_page(tmp_path, *rows)["blood_pressure"] is True) is there


def test_a_sentence_about_the_own_aim_is_watched(tmp_path: Path) -> None:
    rows = (
        "指标提示",
        "血压:近7日均值134/84 mmHg,高于您的目标130/80。",
        "体重:61.6kg,较上月增加0.8kg",
    )
    found = care_page(tmp_path, *rows)
    assert (found["blood_pressure"], found["weight"]) == (True, True)


def test_a_tag_set_in_a_little_heads_what_stands_below_it() -> None:
    sketch = Sketch("健康提醒")
    for y, tag, words in (
        (76, "用药", "利伐沙班片 15mg 随早餐服用"),
        (171, "运动", "快走30分钟,每周5次"),
    ):
        sketch.text(tag, box=(34, y, 24, 20))
        sketch.text(words, box=(26, y + 26, 300, 23))
    page = place("care", sketch.screen(), ("健康提醒",))
    known = mapped(place("home", lines("首页")), page, ways=(way("健康提醒", "care"),))
    found = reminders(explored(known))
    assert (found["medication"].truth, found["exercise"].truth) == (True, True)


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("您的血压近7日均值134/84 mmHg,高于目标值130/80,请关注。", True),
        ("如果您的血压高于140/90 mmHg,请及时就诊。", False),  # told to everybody
        ("您的血压记录可在健康档案查看。", False),
    ],
)
def test_a_sentence_that_begins_with_the_own_reading(
    tmp_path: Path, line: str, there: bool
) -> None:
    assert (care_page(tmp_path, FOR_ONE, line)["blood_pressure"] is True) is there


@pytest.mark.parametrize(
    ("line", "watched"),
    [
        (
            "结合您的情况,请重点关注:血压(上次132/84,偏高)、体重(78.5kg)",
            {"blood_pressure", "weight"},
        ),
        ("请关注:血压、体重", set()),  # to everybody
        ("高血压患者日常管理:请关注以下指标:血压、血糖、体重", set()),
        ("结合您的情况,请重点关注:用药时间(血压药早服)", set()),
    ],
)
def test_a_line_names_the_measures_to_watch(tmp_path: Path, line: str, watched: set[str]) -> None:
    found = care_page(tmp_path, "健康小结", line)
    assert {kind for kind in ("blood_pressure", "weight", "glucose") if found[kind]} == watched
