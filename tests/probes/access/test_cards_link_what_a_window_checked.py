"""1.1.2: who binds a card whose holder a window has checked links what was proven there."""

from __future__ import annotations

import pytest

from devices.model import Screen
from probes.app import App
from probes.flows.access.real_name import _accepted, real_name_methods
from probes.flows.forms.replies import Answer, Reply
from probes.model import Cause
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

CHECKED = "您在我院窗口建档并已核验证件的,输入就诊卡号即可关联院内实名档案,无需重复认证"
UNCHECKED = "绑定后可在手机上查看报告,没有就诊卡请到窗口办理"


def form(title: str, told: str, *hints: str) -> Screen:
    sketch = Sketch(title, f"https://a.example/#/{title}")
    sketch.text(told)
    for hint in hints:
        sketch.field(hint)
    sketch.button("提交")
    return sketch.screen()


def app_with(told: str) -> App:
    pages = [
        place("home", lines("首页", title="首页")),
        place("real", form("实名认证", "请填写", "姓名", "身份证号"), ("我的", "实名认证")),
        place("card", form("关联就诊卡", told, "就诊卡号"), ("我的", "关联就诊卡")),
    ]
    ways = (way("实名认证", "real"), way("关联就诊卡", "card"))
    appmap = mapped(*pages, ways=ways)
    return explored(appmap)


@pytest.mark.parametrize(("told", "tried"), [(CHECKED, True), (UNCHECKED, False)])
def test_a_page_that_binds_a_checked_card_is_gone_through(told: str, tried: bool) -> None:
    found = real_name_methods(app_with(told))["offline_link"]
    assert ("关联就诊卡" in found.reason) is tried
    assert found.cause is (Cause.NOT_CONCLUSIVE if tried else None)


def test_it_says_nothing_of_the_other_ways() -> None:
    found = real_name_methods(app_with(CHECKED))
    assert all("关联就诊卡" not in found[m].reason for m in found if m != "offline_link")


@pytest.mark.parametrize(
    ("words", "understood"), [("该就诊卡已在您名下", True), ("请输入就诊卡号", False)]
)
def test_who_is_told_that_the_card_is_theirs_was_understood(words: str, understood: bool) -> None:
    assert _accepted(Reply(Answer.VALIDATION, words, lines("关联就诊卡"))) is understood
