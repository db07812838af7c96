"""4.2.2: what a laboratory measured once is no measure that the app watches."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.after_visit.care import metrics
from tests.probes.drawn import drawn

CARE = [
    "依据您的 2 型糖尿病诊断制定",
    "用药提醒",
    "今晚 18:00 服用二甲双胍",
    "体重 上次 76.5 kg 目标 72 kg",
]
RESULT = ["糖化血红蛋白 上次 7.4 % 目标 < 7.0 %"]


@pytest.mark.parametrize(
    ("rest", "watched"),
    [([], True), (["标本 静脉血", "检验科 谢微", "参考值 4.0-6.0 %"], False)],
)
def test_a_result_with_its_reference_is_no_metric(
    tmp_path: Path, rest: list[str], *, watched: bool
) -> None:
    pages = {
        "首页": ["健康关怀 > 健康关怀", "欢迎使用示范医院"],
        "健康关怀": [*CARE, "健康档案 > 健康档案"],
        "健康档案": ["依据您的 2 型糖尿病诊断制定", *RESULT, *rest],
    }
    found = metrics(drawn(tmp_path, pages))
    assert found["weight"].truth is True
    assert (found["other"].truth is True) is watched
