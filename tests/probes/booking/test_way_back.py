"""No slot is taken where nothing tells how it would be given back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from devices.model import Effect
from probes.app import App
from probes.flows.booking.doctor_visit import bookable
from tests.probes.drawn import drawn

WHEN = "就诊时间 2026-11-30 08:30-09:00"
BEFORE = "心内科 何医生 2026-10-08 09:00 已完成"


def clinic(folder: Path, told: str = "", orders: Sequence[str] = ("暂无记录",)) -> App:
    """told: a line of the page to confirm; orders: the list of bookings before this audit."""
    confirm = ["就诊人 张三", "科室 心血管内科", "医生 何医生", WHEN, told or "请按时就诊"]
    pages = {
        "首页": ["预约挂号 > 选择医生", "我的预约 > 我的预约", "欢迎使用示范医院"],
        "选择医生": ["何医生 主任医师 > 确认预约", "擅长冠心病介入治疗、高血压、心力衰竭的诊治"],
        "确认预约": [*confirm, "确认预约 > 预约结果"],
        "预约结果": ["预约成功", WHEN, "取消预约 > 已取消"],
        "已取消": ["预约已取消", WHEN],
        "我的预约": orders,
        "预约详情": ["就诊时间 2026-10-08 09:00", "科室 心内科", "已完成"],
    }
    return drawn(folder, pages, allow=frozenset({Effect.BOOKING}))


@pytest.mark.parametrize(
    ("told", "orders"),
    [
        ("就诊前一日 16:00 前可取消预约", ["暂无记录"]),
        ("就诊当日预约后不可取消,此前可退号", ["暂无记录"]),
        ("", ["何医生 2026-10-08 已退号"]),
        ("", [f"{BEFORE} > 预约详情"]),
    ],
)
def test_a_slot_is_taken_where_the_app_tells_how_it_is_given_back(
    tmp_path: Path, told: str, orders: list[str]
) -> None:
    app = clinic(tmp_path, told, orders)
    found = bookable(app)
    assert found.truth is True, found.reason
    assert not app.open_bookings()


@pytest.mark.parametrize(
    ("told", "orders", "says"),
    [
        ("", ["暂无记录"], "没有见到取消预约"),
        ("", [BEFORE], "没有见到取消预约"),
        ("预约成功后不可取消", [f"{BEFORE} > 预约详情"], "预约成功后不可取消"),
        ("请核对:一经挂号,概不退号", ["何医生 2026-10-08 已退号"], "概不退号"),
    ],
)
def test_no_slot_is_taken_where_it_might_stay_taken(
    tmp_path: Path, told: str, orders: list[str], says: str
) -> None:
    app = clinic(tmp_path, told, orders)
    found = bookable(app)
    assert found.truth is None
    assert says in found.reason
    assert not (tmp_path / "ledger.jsonl").exists()
