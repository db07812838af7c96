"""A form before admission must hold what was entered."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import Role, Screen
from probes.app import App
from probes.finding import yes
from probes.flows.before_visit import admission
from probes.flows.before_visit.admission import _arranged, _under_a_heading, info_entered
from probes.lexicon import load_lexicon
from tests.probes.sketch import (
    TEST_ACCOUNT,
    Sketch,
    explored,
    lines,
    mapped,
    place,
    way,
)


def form(address: str = "", married: str = "请选择", kept: str = "") -> Screen:
    sketch = Sketch("入院信息登记")
    sketch.field("联系人电话", value=address)
    sketch.add(Role.CHOICE, value=married, options=("请选择", "已婚", "未婚"), editable=True)
    sketch.button("确认")
    sketch.text("已登记信息", f"电话:{kept}" if kept else "尚未登记")
    return sketch.screen()


@pytest.mark.parametrize(
    ("again", "truth"),
    [
        (form("13800000000", "已婚"), True),
        (form("", "已婚"), True),
        (form(), False),
        (form(kept=TEST_ACCOUNT.phone), True),
        (form(kept="到住院处登记"), False),
        (lines("入院登记已提交,请等待通知", title="入院信息登记"), True),
    ],
)
def test_what_was_entered_is_there_when_the_form_is_seen_again(
    monkeypatch: pytest.MonkeyPatch, again: Screen, truth: bool
) -> None:
    """A choice that says 请选择 again holds nothing; another page than the form is believed."""
    page = place("form", form(), ("入院信息登记",))
    monkeypatch.setattr(admission, "submitted", lambda *args: yes("保存成功", ["e1"]))
    monkeypatch.setattr(admission, "sift", lambda *args: ([], []))
    monkeypatch.setattr(admission, "forms_of", lambda *args: [page])
    home = place("home", lines("首页", title="首页"))
    parts = {
        "lexicon": load_lexicon(),
        "account": TEST_ACCOUNT,
        "map": mapped(home, page),
        "visit": lambda where: again if where is page else home.screen,
        "show": lambda nodes, note: "e2",
    }
    assert info_entered(cast(App, SimpleNamespace(**parts))).truth is truth


def arranged(*lines_: str, heading: str = "完善入院信息") -> Screen:
    """The page of an admission with a form below what it tells."""
    sketch = Sketch("住院服务")
    sketch.text(*lines_, heading)
    sketch.field("现住址 详细住址")
    sketch.field("联系人 家属姓名")
    sketch.button("保存")
    return sketch.screen()


WARD = ("科室", "外科病区(住院楼5层)", "入院时间", "2026-12-01 上午", "主管医生", "贺长风")
BED = (*WARD, "床位", "双人间 5A-12床")


@pytest.mark.parametrize(
    ("told", "truth"),
    [(BED, True), ((*WARD, "床位", "双人间"), False), (("科室", "入院时间", "床位类型"), False)],
)
def test_a_bed_that_has_its_number_is_arranged_though_a_form_stands_below(
    told: tuple[str, ...], truth: bool
) -> None:
    screen = arranged(*told)
    app = explored(mapped(place("bed", screen, ("入院安排",))))
    assert _arranged(app, screen) is truth


@pytest.mark.parametrize(("heading", "found"), [("完善入院信息", True), ("预约床位", False)])
def test_the_form_for_the_patients_data_is_known_by_its_heading(heading: str, found: bool) -> None:
    page = place("form", arranged(*BED, heading=heading), ("入院安排",))
    home = place("home", lines("首页", title="首页"))
    app = explored(mapped(home, page, ways=(way("入院安排", "form"),)))
    assert bool(_under_a_heading(app)) is found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("现住址", "职业", "紧急联系人"), True),
        (("现住址", "手机号", "入院日期"), False),
    ],
)
def test_or_by_what_it_asks(asked: tuple[str, ...], found: bool) -> None:
    sketch = Sketch("入院安排")
    sketch.text(*BED)
    for words in asked:
        sketch.field(words)
    sketch.button("保存")
    page = place("form", sketch.screen(), ("入院安排",))
    home = place("home", lines("首页", title="首页"))
    app = explored(mapped(home, page, ways=(way("入院安排", "form"),)))
    assert bool(_under_a_heading(app)) is found


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("在院患者", "住院号:ZY2600871", "入院日期:2026-11-28"), False),
        (("待入院", "预约号:ZY2600871", "入院日期:2026-11-28"), True),
        (("您有入院安排", "入院日期:2026-11-28", "既往住院", "住院号:ZY2511204"), True),
        (("入院通知单", "入院日期:2026-12-01", "预计住院天数 7天", "已通知"), True),
        (("在院患者", "住院号:ZY2600871", "入院日期:2026-11-28", "已安排手术"), False),
    ],
)
def test_who_lies_in_hospital_has_no_admission_arranged(rows: tuple[str, ...], told: bool) -> None:
    page = lines(*rows, "病区:产科二病区 12 床", "主管医师:沈若兰", title="病区协同系统")
    home = place("home", lines("首页", title="首页"))
    app = explored(mapped(home, place("ward", page, ("住院服务",))))
    assert _arranged(app, page) is told
