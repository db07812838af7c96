"""1.2.4: a column for the visit, an article that guides, questions and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.information.visit_guide import guide
from tests.probes.drawn import drawn

HOME = ["本院欢迎您", "服务时间全年无休"]
VISIT = [
    "就诊当日请携带身份证,到自助机取号后前往诊区报到,在候诊区等待叫号。",
    "医生开单后在手机缴费,凭导诊单到检查科室登记;检验报告可在手机查看。",
    "药品缴费后到门诊一层药房窗口取药,需要复诊的患者可由医生预约下次就诊。",
]


@pytest.mark.parametrize(
    ("entry", "rows", "choice"),
    [
        ("就医指南", VISIT, "in_app"),
        (
            "就医指南",
            [
                "预约挂号:在首页点预约挂号,选科室和医生,预约成功后可取消预约。",
                "预约后当天到自助机取号,到诊区报到候诊。",
                "住院须知:凭入院通知单到住院处办理,出院当日到窗口结算。",
            ],
            "in_app",
        ),
        ("来院就诊,这份攻略请收好!", ["2026-03-02", *VISIT], "no_column"),
        (
            "常见问题解答",
            [
                "一、可以用医保吗?缴费前请先到一楼窗口出示医保卡和身份证。",
                "二、怎样取药?请凭处方先缴费,然后到二楼药房取药。",
                "三、报告在哪里?请到自助机打印,检查后可在手机上查看。",
                "四、怎样挂号?可在手机上预约,或到一楼窗口挂号取号候诊。",
            ],
            "none",
        ),
    ],
    ids=["column", "with-booking", "article", "questions"],
)
def test_what_guides_through_a_visit(
    tmp_path: Path, entry: str, rows: list[str], choice: str
) -> None:
    app = drawn(tmp_path, {"首页": [f"{entry} > {entry}", *HOME], entry: rows})
    assert guide(app)[0] == choice
