"""3.3.1: a form that only says that it does not work offers no service."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import offered
from tests.probes.drawn import drawn


@pytest.mark.parametrize(
    ("answer", "there"),
    [
        ("系统繁忙,请稍后再试", False),
        ("功能建设中,敬请期待", False),
        ("请选择陪护类型", True),
    ],
)
def test_a_form_that_turned_everybody_away_is_no_service(
    tmp_path: Path, answer: str, there: bool
) -> None:
    pages = {
        "首页": ["护工预约 > 护工预约", "本院欢迎您", "服务时间全年无休"],
        "护工预约": ["一对一陪护 每天 260 元", "? 请输入病区床号", f"去登记 ! {answer}"],
    }
    assert offered(drawn(tmp_path, pages), "carer").truth is there
