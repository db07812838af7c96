"""4.2.3: a day without slots is no empty list of what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.after_visit.measuring import monitoring_in_record
from tests.probes.drawn import drawn


@pytest.mark.parametrize(("empty", "truth"), [("当日暂无可约号源", False), ("暂无测量记录", None)])
def test_only_an_empty_list_of_records_leaves_it_open(
    tmp_path: Path, empty: str, truth: bool | None
) -> None:
    pages = {
        "首页": ["慢病管理 > 慢病管理", "本院欢迎您", "服务时间全年无休"],
        "慢病管理": ["由专科医师团队提供慢病管理,全程陪伴", "周日 > 周日"],
        "周日": [empty],
    }
    assert monitoring_in_record(drawn(tmp_path, pages)).truth is truth
