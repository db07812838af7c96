"""3.1.1: a row of progress says in its head what is waited for, and beside it how far it is."""

from __future__ import annotations

import pytest

from devices.model import Role
from probes.flows.records.progress import progress
from tests.probes.sketch import Sketch, explored, mapped, place, way


def kinds_told(*rows: tuple[str, str], entry: str = "就诊进度") -> set[str]:
    sketch = Sketch(entry)
    for nth, (head, rest) in enumerate(rows):
        sketch.text(head, box=(22, 120 + 40 * nth, 120, 30))
        sketch.text(rest, box=(143, 120 + 40 * nth, 220, 30))
    page = place("p", sketch.screen(), (entry,))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way(entry, "p"),)))
    return {kind for kind, finding in progress(app).items() if finding.truth}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (("检查:脑电图", "已检查,报告已发布"), "exam"),
        (("治疗:物理治疗(共10次)", "已完成4次,下次 14:00"), "treatment"),
        (("手术:胆囊切除", "待手术,已完成术前准备"), "surgery"),
    ],
)
def test_the_head_of_a_row_names_its_kind(row: tuple[str, str], kind: str) -> None:
    assert kind in kinds_told(row)


@pytest.mark.parametrize(
    "row",
    [
        ("检查:脑电图", "电生理室 门诊楼2层"),  # where, and not how far
        ("检查前请空腹", "已完成缴费后前往"),  # no head of a row
        ("治疗室位置", "已完成改造"),
    ],
)
def test_a_line_that_tells_no_state_is_no_progress(row: tuple[str, str]) -> None:
    assert not kinds_told(row) & {"exam", "treatment"}


def test_rows_on_another_page_are_no_progress() -> None:
    assert "treatment" not in kinds_told(("治疗:物理治疗", "已完成4次"), entry="治疗费用")


def test_the_names_of_tiles_tell_no_progress() -> None:
    """取药排队 is an entry; that another is called 检查执行状态 tells no state of it."""
    sketch = Sketch("进度查询")
    for name in ("检查执行状态", "取药排队"):
        tile = sketch.add(Role.GROUP, clickable=True)
        sketch.text(name, parent=tile)
    page = place("p", sketch.screen(), ("就诊进度",))
    home = place("home", Sketch("首页").screen())
    app = explored(mapped(home, page, ways=(way("就诊进度", "p"),)))
    assert progress(app)["other"].truth is not True


@pytest.mark.parametrize(
    ("entry", "rows", "told"),
    [
        ("候诊排队", (("您的序号", "12 号"), ("正在就诊", "7 号")), True),
        ("候诊排队", (("诊区", "门诊楼二层"), ("正在就诊", "7 号")), True),
        ("候诊排队", (("诊区", "门诊楼 2 层 3 号"),), False),
        ("候诊排队", (("放号时间", "每天 7 点"),), False),
        ("检查排队", (("您的序号", "12 号"),), False),  # waiting for something else
    ],
)
def test_the_page_of_a_queue_tells_ones_number(
    entry: str, rows: tuple[tuple[str, str], ...], told: bool
) -> None:
    assert ("waiting" in kinds_told(*rows, entry=entry)) is told


@pytest.mark.parametrize(
    ("head", "steps", "counts"),
    [
        ("办理进度", ("待缴费", "收费处确认", "已完成"), True),
        ("缴费说明", ("待缴费", "收费处确认", "已完成"), False),  # that is how it goes for all
        ("办理进度", ("药品费", "检查费"), False),
        ("当前进度", ("已报到", "检查中"), False),  # of the examination
    ],
)
def test_a_bill_tells_how_far_its_payment_has_come(
    head: str, steps: tuple[str, ...], counts: bool
) -> None:
    home = place("home", Sketch("首页").screen())
    listed = Sketch("门诊缴费")
    listed.text("待缴费用 2 笔", "请在就诊当日完成缴费,逾期费用自动作废。")
    listed.button("药品费 ¥268.80 男科门诊 2026-11-29", "检查费 ¥180.00 超声医学科 2026-11-29")
    bill = Sketch("费用明细", "https://a.example/#/bill/1")
    bill.text("药品费", "左氧氟沙星胶囊 ¥268.80", "合计 ¥268.80", head, *steps)
    places = [place("bills", listed.screen(), ("门诊缴费",))]
    places.append(place("bill", bill.screen(), ("门诊缴费", "药品费"), parent=places[0]))
    ways = (way("门诊缴费", "bills"), way("药品费 ¥268.80", "bill", "bills", node=2))
    app = explored(mapped(home, *places, ways=ways))
    assert (progress(app)["payment"].truth is True) is counts
