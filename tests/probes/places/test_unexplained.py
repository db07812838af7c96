"""A function under a name that nobody has listed is there all the same: no "no" is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from probes.appmap import Arrival
from probes.finding import Finding
from probes.flows.places.absence import conclude
from probes.model import Cause
from tests.probes.drawn import Pages, drawn
from tests.probes.sketch import Sketch, explored, mapped, place, way

HOME = ["预约挂号 > 挂号", "检验报告 > 报告", "门诊缴费 > 缴费", "院内帮手 > 帮手"]
REST = {
    "挂号": ["请选择科室", "内科门诊排班"],
    "报告": ["血常规 2026-11-02"],
    "缴费": ["挂号费 50.00 元"],
}


def _sought(folder: Path, key: str, pages: Pages) -> Finding:
    app = drawn(folder, {"首页": HOME, **REST, **pages})
    return conclude(app, app.lexicon.functions[key], [])


def _helped(rows: Sequence[str]) -> Pages:
    return {"帮手": ["住院期间的事情", "床前到家 > 床前"], "床前": rows}


def test_a_page_that_speaks_of_the_function_may_be_it(tmp_path: Path) -> None:
    rows = ["今日供应", "普食套餐 15.00", "软食套餐 18.00", "订餐截止 09:30"]
    found = _sought(tmp_path, "meal", _helped(rows))
    assert found.truth is None
    assert found.cause is Cause.NOT_CONCLUSIVE
    assert "床前到家" in found.reason
    assert "订餐" in found.reason
    assert found.evidence


@pytest.mark.parametrize(
    "rows",
    [
        ["今日供应", "毛巾 15.00", "脸盆 18.00", "送货截止 09:30"],
        ["订餐功能建设中,敬请期待"],
        ["常见的问题", "5. 住院期间能订餐吗?", "请到护士站询问当日的安排,谢谢"],
        ["大家都在问", "怎么取号?", "答:凭卡取号", "谁管吃饭?", "答:病区有订餐车,可扫码"],
    ],
    ids=["of something else", "hollow", "asked", "answered"],
)
def test_a_page_that_cannot_be_it_leaves_a_no(tmp_path: Path, rows: list[str]) -> None:
    found = _sought(tmp_path, "meal", _helped(rows))
    assert found.truth is False


@pytest.mark.parametrize(
    ("entry", "held"), [("住院服务", True), ("住院服务", False), ("院徽", True)]
)
def test_a_menu_that_was_held_back_may_hold_the_function(
    tmp_path: Path, entry: str, held: bool
) -> None:
    """Its entry asked the server for something first, so nobody saw what is behind it."""
    app = drawn(tmp_path, {"首页": [*HOME[:3], f"{entry} > 病区"], **REST, "病区": ["病区规定"]})
    seen = app.map
    (way,) = (w for w in seen.ways if w.label == entry)
    refused = replace(way, arrival=Arrival.REFUSED, target="", words="已拦下", held=held)
    seen.ways[:] = [refused if w is way else w for w in seen.ways]
    found = conclude(app, app.lexicon.functions["inpatient_deposit"], [])
    assert (found.truth is None) is (held and entry == "住院服务")


@pytest.mark.parametrize(("above", "truth"), [("消息", False), ("院内帮手", None)])
def test_letters_speak_of_everything(tmp_path: Path, above: str, truth: bool | None) -> None:
    pages = {
        "首页": [*HOME[:3], f"{above} > {above}"],
        above: ["全部", "床前到家 > 床前"],
        "床前": ["今日供应", "普食套餐 15.00", "订餐截止 09:30"],
    }
    assert _sought(tmp_path, "meal", pages).truth is truth


def test_what_is_sent_into_a_record_is_no_record(tmp_path: Path) -> None:
    page = ["已同步病历", "您的自测数据已同步至医院健康档案", "最近一次 2026-11-20 08:10"]
    pages = {"帮手": ["自测的去向", "已同步病历 > 去向"], "去向": page}
    assert _sought(tmp_path, "outpatient_record", pages).truth is False


def test_what_a_doctor_treats_is_no_function(tmp_path: Path) -> None:
    page = ["林致远", "主任医师", "专业方向", "冠心病介入治疗、复杂高血压的诊治"]
    pages = {"帮手": ["专家风采", "林致远 > 专家"], "专家": page}
    assert _sought(tmp_path, "monitoring", pages).truth is False


def test_a_label_that_half_names_it_is_completed_by_its_page(tmp_path: Path) -> None:
    def sent(what: str) -> Pages:
        return {
            "帮手": ["住院期间的事情", "申领登记 > 申领"],
            "申领": [what, "三个工作日后送达,快递单号见短信"],
        }

    assert _sought(tmp_path / "a", "record_copy", sent("病历 3 份")).truth is None
    assert _sought(tmp_path / "b", "record_copy", sent("发票 3 份")).truth is False


def test_an_entry_to_something_else_is_not_what_its_page_speaks_of(tmp_path: Path) -> None:
    pages = {
        "帮手": ["住院陪伴 > 陪伴"],
        "陪伴": ["住院期间的好帮手", "订餐 > 空"],
        "空": ["功能建设中"],
    }
    found = _sought(tmp_path, "carer", pages)
    assert found.truth is False


@pytest.mark.parametrize(("covered", "truth"), [(True, None), (False, False)])
def test_an_entry_that_nobody_could_tap_is_not_missing(covered: bool, truth: bool | None) -> None:
    sketch = Sketch("首页")
    sketch.button("预约挂号")
    if covered:
        sketch.button("科室介绍", covered=True)
    app = explored(mapped(place("home", sketch.screen()), ways=(way("预约挂号", "home"),)))
    assert conclude(app, app.lexicon.functions["department_intro"], []).truth is truth


@pytest.mark.parametrize("entry", ["开化验", "化验申请"])
@pytest.mark.parametrize(("room", "truth"), [("执行科室:检验科", False), ("接诊时间:全天", None)])
def test_a_sheet_that_a_doctor_wrote_is_no_talk(
    tmp_path: Path, entry: str, room: str, truth: bool | None
) -> None:
    """It names the clinic in which it was written."""
    page = ["王医生 冯立夏(互联网门诊)", "凝血四项", room, "2026-11-20 08:10"]
    pages = {"帮手": ["住院期间的事情", f"{entry} > {entry}"], entry: page}
    assert _sought(tmp_path, "text_consult", pages).truth is truth
