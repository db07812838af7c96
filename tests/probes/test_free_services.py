"""A service that says that it costs nothing cannot be paid, whatever its form asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.convenience import payable_service
from tests.probes.drawn import drawn


@pytest.mark.parametrize(
    ("told", "truth"),
    [("免费借用,用后归还", False), ("用后归还", None), ("首日免费借用,次日起每天 5 元", None)],
)
def test_a_free_service_has_no_fee_to_look_up(
    tmp_path: Path, told: str, truth: bool | None
) -> None:
    rows = [told, "? 使用日期", "提交 ! 请填写"]
    app = drawn(tmp_path, {"首页": ["轮椅借用 > 轮椅借用", "医院新闻"], "轮椅借用": rows})
    assert payable_service(app, "wheelchair").truth is truth
