"""3.4.2: a page of consultations that all say that they do not work is no clinic."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.clinic.prescribing import order_kinds
from tests.probes.drawn import drawn

HOME = ["互联网诊室 > 互联网诊室", "本院欢迎您", "服务时间全年无休"]
ABOUT = "互联网诊室为复诊患者提供图文问诊、视频问诊、电子处方等一站式服务,足不出户即可就诊。"


@pytest.mark.parametrize(
    ("doors", "truth"),
    [
        (["图文问诊 ! 系统升级中,暂停服务", "视频问诊 ! 功能建设中,敬请期待"], False),
        (["图文问诊 ! 系统升级中,暂停服务", "视频问诊 > 建设"], False),
        (["图文问诊 > 选择医生", "视频问诊 ! 功能建设中,敬请期待"], None),
    ],
)
def test_orders_may_be_written_where_one_door_is_open(
    tmp_path: Path, doors: list[str], truth: bool | None
) -> None:
    pages = {
        "首页": HOME,
        "互联网诊室": [ABOUT, *doors],
        "选择医生": ["何医生 神经内科 主任医师 ¥30", "宋医生 心血管内科 副主任医师 ¥20"],
        "建设": ["功能建设中,敬请期待"],
    }
    found = order_kinds(drawn(tmp_path, pages))
    assert {finding.truth for finding in found.values()} == {truth}
