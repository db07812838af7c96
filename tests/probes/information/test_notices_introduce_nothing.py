"""A notice that names departments introduces none of them."""

from __future__ import annotations

from pathlib import Path

from probes.flows.information.pages import intro_places
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


def test_the_banner_of_the_first_page_introduces_nothing(tmp_path: Path) -> None:
    """The entry stands on a tab of it (医院信息), which is found by its name as well."""
    told = ["医院占地 120 亩,开放床位 1500 张。", "常规开展冠脉介入、腹腔镜微创手术。"]
    tiles = ["智能导诊 ! 敬请期待", "医院信息 > 首页#2", "示范医院"]
    pages = {
        "首页": tiles,
        "首页#2": [*tiles[1:], "医院简介 > 医院简介", "看病指南 ! 敬请期待"],
        "医院简介": told,
    }
    places = intro_places(drawn(tmp_path, pages), "hospital_intro")
    assert [place.screen.title for place in places] == ["医院简介"]
