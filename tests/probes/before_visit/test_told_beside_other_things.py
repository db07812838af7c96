"""What is told on a page of another name: an arranged admission beside the form that goes with
it, a progress under its very name, the order in which to go where queues are short."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.before_visit.admission import admission_shown
from probes.flows.before_visit.advice import guided
from probes.flows.records.progress import progress
from tests.probes.drawn import drawn

BED = ["入院科室 呼吸内科", "床位类型 双人间", "预计入院 2026-12-02", "主管医师 王五"]
FORM = ["? 职业", "? 联系人姓名"]
NOW = "推荐先后:目前一层抽血室排队较多,先到三层采血点"


@pytest.mark.parametrize(
    ("told", "truth"),
    [("您有一条入院安排,请按时到院", True), ("请填写以下信息", False)],
)
def test_an_admission_is_seen_beside_its_form(tmp_path: Path, told: str, truth: bool) -> None:
    pages = {"首页": ["入院登记 > 入院登记", "医院新闻"], "入院登记": [told, *BED, *FORM]}
    assert (admission_shown(drawn(tmp_path, pages)).truth is True) is truth


@pytest.mark.parametrize(
    ("title", "rows", "truth"),
    [
        ("办理情况", ["缴费进度", "费用审核", "已完成"], True),
        ("办理情况", ["缴费进度", "请到窗口咨询"], False),
        ("办理情况", ["费用", "已完成"], False),
        ("使用说明", ["缴费进度", "费用审核", "已完成"], False),
    ],
)
def test_a_state_under_the_name_of_a_progress(
    tmp_path: Path, title: str, rows: list[str], truth: bool
) -> None:
    pages = {"首页": [f"{title} > {title}", "医院新闻"], title: rows}
    assert (progress(drawn(tmp_path, pages))["payment"].truth is True) is truth


@pytest.mark.parametrize(
    ("told", "truth"),
    [("预计等待约 42 分钟", True), ("预计等待时间以现场为准", False), ("正在叫", False)],
)
def test_how_long_one_waits_is_where_one_is_in_a_queue(
    tmp_path: Path, told: str, truth: bool
) -> None:
    """The figures stand above their names, which no row of words tells."""
    pages = {
        "首页": ["叫号进度 > 叫号进度", "医院新闻", "本院欢迎您"],
        "叫号进度": ["耳鼻咽喉科 贺兰山", "E018", "我的号", "7", "前面人数", told],
    }
    assert (progress(drawn(tmp_path, pages))["waiting"].truth is True) is truth


@pytest.mark.parametrize(
    ("advice", "truth"),
    [
        (NOW, True),
        ("三层目前人最少,建议先抽血(约 9 分钟),再回诊室看诊", True),
        ("推荐先后:先空腹抽血,再做超声", False),
    ],
    ids=["now", "where fewest wait", "always"],
)
def test_an_order_by_the_queues_of_now_guides(tmp_path: Path, advice: str, truth: bool) -> None:
    rows = ["抽血室", "41人", "三层采血点", "5人", advice]
    pages = {"首页": ["叫号 > 叫号", "医院新闻"], "叫号": rows}
    assert (guided(drawn(tmp_path, pages)).truth is True) is truth
