"""3.3.1: a service that is credited by its form alone says that nothing was sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import offered
from tests.probes.drawn import drawn


@pytest.mark.parametrize(
    ("key", "name", "page", "told"),
    [
        ("decoction", "中药代煎", ["? 剂数", "提交申请", "代煎费 ¥42.00"], True),
        ("parking", "停车查询", ["地下车库剩余车位 35 个", "门诊楼前剩余 2 个"], False),
    ],
)
def test_the_reason_says_that_nothing_was_ordered(
    tmp_path: Path, key: str, name: str, page: list[str], told: bool
) -> None:
    found = offered(drawn(tmp_path, {"首页": [f"{name} > {name}", "欢迎您"], name: page}), key)
    assert found.truth is True
    assert ("未提交" in found.reason) is told
