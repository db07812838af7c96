"""1.3.2: how to book, told in a line on the page of booking itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from probes.flows.booking.booking_guide import booking_steps, explained
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


@pytest.mark.parametrize(
    ("heads", "counts"),
    [(("怎么约、怎么看", "就诊当天请带"), True), (("本科室简介", "挂号费说明"), False)],
)
def test_the_page_to_confirm_tells_it_under_its_own_headings(
    tmp_path: Path, heads: tuple[str, str], counts: bool
) -> None:
    pages = {"首页": ["预约挂号 > 产科", "本院欢迎您"], "产科": ["08:00-08:30 余 2 > 确认预约"]}
    course = "选科室 → 选医生与时段 → 核对就诊人 → 提交 → 到院前 30 分钟报到取号 → 就诊"
    papers = "就诊人身份证或医保卡原件、就诊卡;外院病历及检查报告(如有)。"
    told = [heads[0], course, heads[1], papers]
    pages["确认预约"] = ["就诊人 张三", "就诊日期 2026-11-30", "挂号费 80 元", *told, "提交预约"]
    app = drawn(tmp_path, pages)
    steps = explained(app, ("booking_guide",), lambda t: booking_steps(app, t) >= 2, "预约步骤")
    says = lambda text: app.lexicon.says("materials", text)  # noqa: E731
    brought = explained(app, ("booking_guide",), says, "预约材料", re.compile("材料|证件|携带"))
    assert [steps.truth is True, brought.truth is True] == [counts, counts]


GUIDE = [
    "挂号就医流程",
    "第一步:登录本平台,在“挂号”选择科室与医生;",
    "第二步:选日期和时段,确认就诊人后提交;",
    "第三步:就诊当日提前 30 分钟到诊区签到候诊。",
    "预约需要准备什么",
    "成人:本人居民身份证、医保卡、既往病历与影像胶片;",
]


@pytest.mark.parametrize(
    ("heading", "course", "counts"),
    [
        ("预约需要准备什么", "挂号就医流程", True),
        ("住院需要准备什么", "住院办理流程", False),
    ],
)
def test_a_guide_to_the_visit_tells_booking_under_headings_of_its_own(
    tmp_path: Path, heading: str, course: str, counts: bool
) -> None:
    rows = [course, *GUIDE[1:4], heading, GUIDE[5]]
    pages = {"首页": ["就医指南 > 就医指南", "本院欢迎您", "服务时间全年无休"], "就医指南": rows}
    app = drawn(tmp_path, pages)
    steps = explained(app, ("booking_guide",), lambda t: booking_steps(app, t) >= 2, "预约步骤")
    says = lambda text: app.lexicon.says("materials", text)  # noqa: E731
    brought = explained(app, ("booking_guide",), says, "预约材料")
    assert [steps.truth is True, brought.truth is True] == [counts, counts]
