"""1.3.2: the terms of a booking may say what to bring; what they cover was not seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.walker import Walker
from devices.model import Role
from probes.flows.booking.booking_guide import booking_steps, explained
from tests.probes.sketch import Sketch
from tests.probes.walked import openings, touches, walked

SITE = "http://terms.example/#/"
BRING = "六、就诊当日请携带:居民身份证(儿童带户口簿)、就诊卡、既往病历及检查资料。"
PLAIN = "一、爽约三次将暂停预定资格30日。二、退号须在前一日办理。"


def app(folder: Path, terms: str, covered: str) -> Walker:
    """A booking whose first page is covered by its terms."""
    home = Sketch("首页", SITE + "home")
    home.text("本院欢迎您", "门诊时间为周一至周日")
    home.button("预约挂号", "就医向导")
    guide = Sketch("就医向导", SITE + "guide")
    guide.text("到院 → 门诊大厅自助机签到 → 候诊区等候叫号 → 医生诊察 → 手机交费 → 离院。" * 2)
    page = Sketch("选择科室", SITE + "book")
    page.text("请选择科室", covered=True)
    page.button(covered, "内科", covered=True)
    box = page.add(Role.DIALOG, box=(40, 300, 300, 260))
    page.text("门诊预定服务协议", terms, parent=box)
    page.button("不同意", "请阅读(3s)", parent=box)
    screens = {"home": home.screen(), "guide": guide.screen(), "book": page.screen()}
    to = {"预约挂号": "book", "就医向导": "guide", "不同意": "home", "请阅读(3s)": "book"}
    return walked(folder, screens, [*openings(screens), *touches(screens, to)])


@pytest.mark.parametrize(("terms", "truth"), [(BRING, True), (PLAIN, False)])
def test_what_to_bring_on_the_day(tmp_path: Path, terms: str, truth: bool) -> None:
    walker = app(tmp_path, terms, "外科")
    titled = re.compile("材料|证件|携带")
    found = explained(
        walker,
        ("booking_guide",),
        lambda text: walker.lexicon.says("materials", text),
        "预约材料说明",
        titled,
    )
    assert found.truth is truth


@pytest.mark.parametrize(("covered", "truth"), [("须知", None), ("外科", False)])
def test_a_guide_under_the_terms_was_not_seen(
    tmp_path: Path, covered: str, truth: bool | None
) -> None:
    walker = app(tmp_path, PLAIN, covered)
    steps = explained(
        walker, ("booking_guide",), lambda text: booking_steps(walker, text) >= 2, "预约步骤说明"
    )
    assert steps.truth is truth
