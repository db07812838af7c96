"""3.4.2: kinds of orders that doctors write online, on drawn apps."""

from __future__ import annotations

from pathlib import Path

from devices.model import Role
from probes.flows.clinic.prescribing import order_kinds
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

HOME = ["本院欢迎您", "服务时间全年无休"]
SHEET = ["开具科室 神经内科", "开具医生 何医生", "开具时间 2026-03-02 10:10", "请按时前往"]


def truths(folder: Path, pages: dict[str, list[str]]) -> dict[str, bool | None]:
    return {kind: finding.truth for kind, finding in order_kinds(drawn(folder, pages)).items()}


def test_entries_with_the_name_of_a_kind_count_where_they_work(tmp_path: Path) -> None:
    found = truths(
        tmp_path,
        {
            "首页": ["我的医嘱 > 我的医嘱", *HOME],
            "我的医嘱": [
                "超声开立单 > 超声开立单",
                "化验医嘱 ! 功能建设中,敬请期待",
                "请核对本人信息后查看",
            ],
            "超声开立单": SHEET,
        },
    )
    assert found == {
        "prescription": False,
        "exam": True,
        "lab": False,
        "admission": False,
        "treatment": False,
    }


def test_bare_kinds_count_on_the_page_of_orders_only(tmp_path: Path) -> None:
    pages = {
        "首页": ["电子医嘱 > 电子医嘱", "治疗 > 治疗", *HOME],
        "电子医嘱": ["处方 > 处方", "检验 > 检验", "请核对本人信息后查看"],
        "处方": ["阿莫西林胶囊 0.25g×24 粒", *SHEET],
        "检验": ["血常规", *SHEET],
        "治疗": ["康复医学科的门诊在三楼东侧,请直接前往登记处"],
    }
    found = truths(tmp_path, pages)
    assert (found["prescription"], found["lab"], found["treatment"]) == (True, True, False)


def test_how_a_prescription_reaches_a_pharmacy_is_no_order(tmp_path: Path) -> None:
    pages = {
        "首页": ["电子处方共享 > 电子处方共享", "云医嘱 > 云医嘱", *HOME],
        "电子处方共享": ["处方经医师、药师签名后送至第三方药店", "处方", "请选择药店取药方式"],
        "云医嘱": ["治疗申请 > 治疗申请", "请核对本人信息后查看"],
        "治疗申请": SHEET,
    }
    found = truths(tmp_path, pages)
    assert (found["prescription"], found["treatment"]) == (False, True)


def test_a_prescription_counts_if_it_says_that_it_was_written_online(tmp_path: Path) -> None:
    def pages(source: str) -> dict[str, list[str]]:
        list_of = ["处方 2026-03-02 > 处方单", "请核对本人信息后查看"]
        sheet = ["处方单", "布洛芬缓释胶囊 0.3g×20 粒", "用法 每日 2 次", source]
        return {"首页": ["电子处方 > 电子处方", *HOME], "电子处方": list_of, "处方单": sheet}

    assert truths(tmp_path / "a", pages("来源 互联网门诊 何医生"))["prescription"] is True
    assert truths(tmp_path / "b", pages("来源 门诊三诊室 何医生"))["prescription"] is False


def test_what_an_order_asks_to_bring_is_no_order(tmp_path: Path) -> None:
    pages = {
        "首页": ["我的医嘱 > 我的医嘱", *HOME],
        "我的医嘱": ["超声申请 > 超声申请", "请核对本人信息后查看"],
        "超声申请": ["请携带化验单", "凭处方取药", *SHEET],
    }
    found = truths(tmp_path, pages)
    assert (found["exam"], found["lab"], found["prescription"]) == (True, False, False)


def test_a_sheet_that_opens_nothing_is_an_order_as_it_stands(tmp_path: Path) -> None:
    rows = ["检验申请单 10:22 > 我的医嘱", "项目 血常规+CRP", "开具 李医生 2026-11-19"]
    found = truths(tmp_path, {"首页": ["我的医嘱 > 我的医嘱", *HOME], "我的医嘱": rows})
    assert found["lab"] is True


def test_the_head_of_a_card_that_holds_its_controls_is_an_order() -> None:
    sketch = Sketch("线上医嘱")
    card = sketch.add(Role.GROUP, box=(10, 60, 360, 160), clickable=True)
    sketch.text("检查申请单", "胸部正侧位片", parent=card)
    sketch.button("去预约", parent=card)
    page = place("p", sketch.screen(), ("我的医嘱",))
    home = place("home", lines("首页", title="首页"))
    app = explored(mapped(home, page, ways=(way("我的医嘱", "p"),)))
    assert order_kinds(app)["exam"].truth is True


def test_a_sheet_that_waits_for_a_time_tells_not_where_it_was_written(tmp_path: Path) -> None:
    def sheets(*more: str) -> dict[str, bool | None]:
        rows = ["胸部CT增强 待预约", "开单 黎医生 2026-11-25", "选时间", *more]
        pages = {"首页": ["检查申请单 > 检查申请单", *HOME], "检查申请单": rows}
        return truths(tmp_path / str(len(more)), pages)

    assert sheets()["exam"] is None
    assert sheets("互联网医院在线复诊开具")["exam"] is True
