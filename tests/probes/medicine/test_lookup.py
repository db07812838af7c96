"""The leaflet of a medicine that is shown only when it is looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.medicine.shown import leaflet
from probes.flows.places.lookup import MEDICINES
from probes.model import ProofLevel
from tests.probes.drawn import drawn

HOME = ["药品说明书 > 药品说明书", "本院欢迎您", "服务时间全年无休"]
BOX = ["? 请输入药品名称", "查询 > 查询结果"]
LEAFLET = ["适应症 用于抑制血小板聚集", "不良反应 胃肠道不适", "用法用量 每日一次"]


@pytest.mark.parametrize(
    ("results", "truth"),
    [
        ([f"{MEDICINES[0]}肠溶片 > 说明", f"{MEDICINES[1]}缓释片 > 说明"], True),
        ([f"{MEDICINES[0]}肠溶片", *LEAFLET], True),
        (["没有查询到相关信息"], False),
        (["请登录医院内网后再查询药品目录"], None),
    ],
)
def test_a_leaflet_may_have_to_be_looked_up(
    tmp_path: Path, results: list[str], truth: bool | None
) -> None:
    pages = {
        "首页": HOME,
        "药品说明书": [*BOX, "输入药品名称后查询"],
        "查询结果": [*BOX, *results],
        "说明": LEAFLET,
    }
    found = leaflet(drawn(tmp_path, pages))
    assert found.truth is truth
    if truth is False:
        assert found.level is ProofLevel.L2
        assert all(words in found.reason for words in MEDICINES)


def test_a_form_with_more_than_a_search_box_is_not_filled_in(tmp_path: Path) -> None:
    pages = {
        "首页": HOME,
        "药品说明书": ["? 请输入药品名称", "? 联系电话", "查询 > 查询结果"],
        "查询结果": ["没有查询到相关信息"],
    }
    assert leaflet(drawn(tmp_path, pages)).truth is None
