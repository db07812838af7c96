"""1.3.2: how to book, told in a line on the page of booking itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.booking_guide import booking_steps, explained
from tests.probes.drawn import drawn

STEPS = "①注册实名 → ②选择医院和科室 → ③选择日期 → ④支付挂号费 → ⑤到院取号。"


@pytest.mark.parametrize(
    ("line", "truth"),
    [
        (f"预约步骤：{STEPS}", True),
        (f"【网上挂号流程】:{STEPS}", True),
        ("预约须知:请按预约时间到院。", False),
        (f"检查安排:{STEPS}", False),
    ],
)
def test_a_line_that_begins_with_the_name_of_the_steps(
    tmp_path: Path, line: str, truth: bool
) -> None:
    pages = {
        "首页": ["名医预约 > 名医预约", "常见问题 > 常见问题", "本院欢迎您", "服务时间全年无休"],
        "名医预约": ["预约方式说明", "可通过全市统一平台预约我院专家门诊", line, "名医团队"],
        "常见问题": ["如何办理住院?", "请在住院部一楼办理住院手续,带好身份证和押金"],
    }
    app = drawn(tmp_path, pages)
    steps = explained(app, ("booking_guide",), lambda t: booking_steps(app, t) >= 2, "预约步骤")
    assert steps.truth is truth
