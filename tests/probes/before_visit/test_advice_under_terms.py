"""2.2.4: advice that stands under the terms of a booking can be seen before they are agreed to."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Role
from probes.flows.before_visit.reference import reference_advised
from tests.probes.sketch import Sketch
from tests.probes.walked import openings, touches, walked

SITE = "http://advised.example/#/"
ADVICE = (
    "为您推荐的复诊安排",
    "根据您2026-11-18的化验与腹部超声结果及待做胃镜检查,建议2026-11-30上午胃镜出结果后复诊",
)


@pytest.mark.parametrize(
    ("words", "control", "truth"),
    [
        (ADVICE, "按此安排预定", True),
        (ADVICE, "内科", False),
        (("请选择科室",), "按此安排预定", False),
    ],
)
def test_what_stands_under_the_terms(
    tmp_path: Path, words: tuple[str, ...], control: str, truth: bool
) -> None:
    home = Sketch("首页", SITE + "home")
    home.text("本院欢迎您", "门诊时间为周一至周日")
    home.button("号源预定")
    page = Sketch("选择科室", SITE + "book")
    page.text(*words, covered=True)
    page.button(control, covered=True)
    box = page.add(Role.DIALOG, box=(40, 300, 300, 260))
    page.text("门诊服务协议 一、爽约三次将暂停预定资格30日。二、退号须在前一日办理。", parent=box)
    page.button("不同意", "请阅读(3s)", parent=box)
    screens = {"home": home.screen(), "book": page.screen()}
    to = {"号源预定": "book", "不同意": "home", "请阅读(3s)": "book"}
    walker = walked(tmp_path, screens, [*openings(screens), *touches(screens, to)])
    assert (reference_advised(walker).truth is True) is truth
