"""What a page tells beside its form or its button counts; what the form asks for does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Screen
from probes.flows.before_visit.admission import _arranged
from probes.flows.before_visit.reference import reference_advised
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, mapped, place

ARRANGED = (
    "状态 已安排,待入院",
    "入院科室 呼吸内科一病区",
    "入院时间 2026-12-01 08:30",
    "床位类型 三人间(12床)",
)


def page(*told: str, asked: tuple[str, ...]) -> Screen:
    sketch = Sketch("入院登记")
    sketch.text(*told)
    for words in asked:
        sketch.field(words)
    sketch.button("保存信息")
    return sketch.screen()


@pytest.mark.parametrize(
    ("told", "asked", "arranged"),
    [
        (ARRANGED, ("现住址", "联系人", "联系电话"), True),
        (ARRANGED, (), True),
        (("请完善资料",), ("入院科室", "入院日期 2026-12-01", "床位类型", "就诊人"), False),
        (ARRANGED[1:], ("现住址", "联系人"), False),
        ((*ARRANGED, "开单医生 张医生"), ("现住址", "联系人"), False),
    ],
)
def test_an_arranged_admission_may_stand_over_a_form(
    told: tuple[str, ...], asked: tuple[str, ...], arranged: bool
) -> None:
    screen = page(*told, asked=asked)
    assert _arranged(explored(mapped(place("home", screen))), screen) is arranged


ADVISED = (
    "依据:您最近一次在内分泌科就诊,医嘱一月后复诊",
    "建议 2026-11-28 07:30-08:00 空腹采血",
    "根据检查安排,推荐 2026-11-28 08:00 复诊",
)


@pytest.mark.parametrize(
    ("control", "rows", "truth"),
    [
        ("按推荐时间预约", ADVISED, True),
        ("按此建议预约", ADVISED, True),
        ("立即预约", ADVISED, None),
        ("按推荐时间预约", ("内分泌科", "方若兰 主任医师"), None),
    ],
)
def test_advice_counts_on_the_page_that_gives_it(
    tmp_path: Path, control: str, rows: tuple[str, ...], truth: bool | None
) -> None:
    app = drawn(
        tmp_path,
        {
            "首页": ["复诊提示 > 复诊提示", "科室电话"],
            "复诊提示": [*rows, f"{control} > 确认"],
            "确认": ["就诊医生 方若兰", "就诊科室 内分泌科"],
        },
    )
    assert (reference_advised(app).truth is True) is (truth is True)
