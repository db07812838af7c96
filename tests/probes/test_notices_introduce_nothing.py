"""A notice that names departments introduces none of them."""

from __future__ import annotations

from pathlib import Path

from probes.flows.information import intro_places
from tests.probes.drawn import drawn


def test_a_notice_about_departments_is_no_introduction(tmp_path: Path) -> None:
    notice = "关于调整部分科室介绍页面的通知"
    pages = {
        "首页": [f"{notice} > {notice}", "科室介绍 > 科室介绍", "欢迎使用示范医院"],
        notice: ["各位患者:因设备检修,本周六影像中心暂停检查,医护人员另行联系。"],
        "科室介绍": ["乳腺外科建于1986年,设两个病区,开放床位92张,医护人员46名。"],
    }
    titles = [
        place.screen.title for place in intro_places(drawn(tmp_path, pages), "department_intro")
    ]
    assert titles == ["科室介绍"]
