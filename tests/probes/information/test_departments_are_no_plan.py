"""Behind 科室导航 stand departments: that each tells its floor makes no plan of the house."""

from __future__ import annotations

from pathlib import Path

from probes.flows.information.wayfinding import navigation
from tests.probes.drawn import drawn

CLINIC = [
    "科室简介",
    "肾内科普通门诊隶属于肾脏病中心,位于门诊楼2层A区,年门诊量约37163人次,开放床位46张。",
    "诊治范围",
    "慢性肾炎、肾病综合征、IgA肾病、高血压肾损害、糖尿病肾病、急慢性肾衰竭。",
    *(f"{name} 主任医师 出诊:门诊楼2层A区 20{n}诊室" for n, name in enumerate("陈刘杨高")),
]


def test_an_introduction_of_a_department_is_no_plan(tmp_path: Path) -> None:
    home = ["科室导航 > 科室导航", "本院欢迎您", "服务时间全年无休"]
    rows = ["肾内科普通门诊 > 肾内科普通门诊", "请选择科室"]
    pages = {"首页": home, "科室导航": rows, "肾内科普通门诊": CLINIC}
    assert navigation(drawn(tmp_path, pages))[0] != "static_map"
