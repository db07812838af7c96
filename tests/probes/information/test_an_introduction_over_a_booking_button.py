"""1.2.2: a button that leads on to the slots may stand under what introduces a department."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.information.introduced_items import items
from probes.flows.information.pages import intro_places, introduction
from tests.probes.drawn import drawn

KEY, FACT = "department_intro", "1.2.2.department_intro_items"
TOLD = (
    "科室概况",
    "全省心血管病诊疗分中心,开放床位86张,年介入手术2600余例。科室始建于1956年。",
    "人员队伍",
    "现有主任医师4人、副主任医师7人、主治医师12人、护理人员30人,博士学位占比30%。",
    "诊疗范围",
    "高血压、冠心病、心律失常、心力衰竭、心肌病、先天性心脏病的介入治疗。",
)
DOCTOR = "从事心血管内科临床工作12年,擅长高血压、冠心病的诊治,历任医师、科室副主任,特色技术领先。"


@pytest.mark.parametrize(
    ("rows", "choice"),
    [
        ([*TOLD, "查看本科号源 > 医生"], "in_app"),
        ([*TOLD, "诊查费 50元 高卫国 > 医生", "诊查费 15元 耿长青 > 医生"], "none"),
        (["高卫国", "主任医师", "个人简介", DOCTOR, "查看号源 > 医生"], "none"),
    ],
)
def test_the_page_of_a_department(tmp_path: Path, rows: list[str], choice: str) -> None:
    pages = {
        "首页": ["科室导览 > 科室导览", "本院欢迎您", "门诊时间为周一至周日"],
        "科室导览": ["心血管内科 > 心血管内科", "门诊楼3层东区"],
        "心血管内科": rows,
        "医生": ["高卫国", "周一 08:00-08:30 余3", "周二 08:00-08:30 余2"],
    }
    app = drawn(tmp_path, pages)
    assert introduction(app, KEY)[0] == choice
    if choice == "in_app":
        told = items(app, FACT, intro_places(app, KEY))
        assert all(told[item].truth for item in ("overview", "staff", "scope"))
