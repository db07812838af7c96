"""3.4.2: what a doctor ordered in an online consultation stands in its record."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.clinic.prescribing import order_kinds
from tests.probes.drawn import drawn

HOME = ["本院欢迎您", "服务时间全年无休"]


def kinds_written(folder: Path, record: list[str]) -> set[str]:
    pages = {
        "首页": ["个人中心 > 个人中心", *HOME],
        "个人中心": ["我的咨询 > 我的咨询", "消息设置"],
        "我的咨询": ["何医生 已结束 > 咨询详情", "图文咨询 2026-03-02"],
        "咨询详情": record,
    }
    found = order_kinds(drawn(folder, pages))
    return {kind for kind, finding in found.items() if finding.truth}


@pytest.mark.parametrize(
    "sign", ["2026-03-02 10:10", "图文咨询 何医生 状态:已结束", "何医生(已结束)", "编号 HJC7002"]
)
def test_orders_in_the_record_of_a_talk_count(tmp_path: Path, sign: str) -> None:
    record = [sign, "给您开了一盒药,另查一次血常规", "电子处方", "化验申请单"]
    assert kinds_written(tmp_path, record) == {"prescription", "lab"}


@pytest.mark.parametrize(
    "record",
    [
        ["2026-03-02 10:10", "医生可根据病情为您开具处方", "电子处方"],
        ["医生已为您开具下列单据", "电子处方"],
        ["设备编号 D1234", "医生已为您开具下列单据", "电子处方"],
        ["2026-03-02 10:10", "您好,可以继续用药", "电子处方"],
    ],
    ids=["may", "undated", "numbered", "unwritten"],
)
def test_what_a_talk_merely_mentions_is_no_order(tmp_path: Path, record: list[str]) -> None:
    assert kinds_written(tmp_path, record) == set()
