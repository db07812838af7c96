"""A row is called by its name, whatever stands behind it with an amount."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.naming import NEAR
from tests.probes.drawn import drawn


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("预交金 余额 ¥1,260.00 去充值", True),
        ("预交金 查看余额", False),
        ("账户 余额 ¥1,260.00 预交金", False),
    ],
)
def test_the_name_of_a_row_with_an_amount(tmp_path: Path, row: str, found: bool) -> None:
    pages = {
        "首页": ["住院 > 住院", "本院欢迎您", "服务时间全年无休"],
        "住院": [f"{row} > 详情", "病区 三病区 12 床"],
        "详情": ["选择金额", "1000元"],
    }
    app = drawn(tmp_path, pages)
    named = [c for c in app.finder().find("inpatient_deposit") if c.way and c.way.label == row]
    assert any(c.score > NEAR for c in named) is found
