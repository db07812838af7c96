"""A service whose own entry turns away is not proved by a page that is called otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import kinds_offered
from tests.probes.drawn import drawn

ORDER = ["陪检时间 2026-12-01", "填写地点", "? 地点", "提交预约 ! 请选择"]


@pytest.mark.parametrize(
    ("tile", "there", "other"),
    [("护工 ! 请联系病区", None, None), ("医院新闻", True, False)],
    ids=["turned away", "no such entry"],
)
def test_accompanying_beside_a_carer_that_cannot_be_had(
    tmp_path: Path, tile: str, there: bool | None, other: bool | None
) -> None:
    app = drawn(tmp_path, {"首页": [tile, "陪检 > 陪检预约", "本院欢迎您"], "陪检预约": ORDER})
    found = kinds_offered(app)
    assert (found["carer"].truth, found["other"].truth) == (there, other)
