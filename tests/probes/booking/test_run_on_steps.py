"""1.3.2: steps that follow each other on one line, and those under an announcement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from probes.flows.booking.booking_guide import booking_steps, explained
from tests.probes.drawn import drawn
from tests.probes.sketch import reader


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("【预约步骤】 1. 点击“预约挂号”; 2. 选择科室; 3. 提交预约。", 3),
        ("【预约步骤】1 登录并选择就诊人;2 选择科室;3 提交预约。", 3),
        ("可提前 7 天预约,每人每天限 2 个号;就诊前 1 天 17 点前可点击取消。", 0),
        ("步骤:选科室、选医生、选时段、确认提交,就诊当日到自助机取号。", 5),
        ("流程:先预约、后就诊。", 0),
        ("电话 010-1.5 选择;2026-03-02 提交预约", 0),
    ],
)
def test_numbers_on_one_line_count_as_steps(text: str, count: int) -> None:
    assert booking_steps(reader(), text) == count


@pytest.mark.parametrize(
    ("announced", "there"),
    [("请通过以下方式预约:", True), ("本院微信公众号已上线,欢迎您使用", False)],
)
def test_steps_under_an_announcement_on_the_booking_page(
    tmp_path: Path, announced: str, there: bool
) -> None:
    pages = {
        "首页": ["预约挂号 > 预约挂号", "本院欢迎您", "服务时间全年无休"],
        "预约挂号": [
            f"我院号源已全部接入京医通平台,本公众号不再提供挂号,{announced}",
            "1. 微信搜索并打开小程序;2. 选择科室和医生;3. 提交并支付。",
        ],
    }
    app = drawn(tmp_path, pages)
    found = explained(app, ("booking_guide",), lambda t: booking_steps(app, t) >= 2, "预约步骤")
    assert (found.truth is True) is there


@pytest.mark.parametrize(
    ("tip", "materials"),
    [("温馨提示:就诊当日请携带身份证和医保卡", True), ("温馨提示:请提前十分钟到诊区报到", False)],
)
def test_a_tip_on_the_booking_page_tells_what_to_bring_and_no_steps(
    tmp_path: Path, tip: str, materials: bool
) -> None:
    pages = {
        "首页": ["预约挂号 > 预约挂号", "本院欢迎您", "服务时间全年无休"],
        "预约挂号": [
            "请选择科室",
            tip,
            "1. 取号后请候诊",
            "2. 就诊请准时",
            "心内科 > 心内科",
        ],
        "心内科": ["何山 主任医师", "余号 12"],
    }
    app = drawn(tmp_path, pages)
    titled = re.compile("材料|证件|携带")
    brings = explained(
        app, ("booking_guide",), lambda t: app.lexicon.says("materials", t), "材料", titled
    )
    steps = explained(app, ("booking_guide",), lambda t: booking_steps(app, t) >= 2, "步骤")
    assert (brings.truth is True, steps.truth is True) == (materials, False)
