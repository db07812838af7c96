"""4.2.3, 5.1.3: the record says from where its values come; a result goes to a department."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect
from probes.flows.after_visit.aftercare import FED_BACK
from probes.flows.after_visit.measuring import monitoring_in_record
from probes.flows.screens.sentences import asserts
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way


@pytest.mark.parametrize(
    ("entry", "heading", "truth"),
    [
        ("健康档案", "居家监测数据(来自慢病打卡,接诊医生可见)", True),
        ("个人档案", "血压记录 已同步至医院健康档案", True),
        ("健康档案", "居家监测数据", False),
        ("健康档案", "健康打卡数据仅供参考,医生将提出意见", False),
        ("健康百科", "居家监测数据(来自慢病打卡,接诊医生可见)", False),
    ],
)
def test_the_record_says_from_where_its_values_come(
    tmp_path: Path, entry: str, heading: str, truth: bool
) -> None:
    pages = {
        "首页": ["慢病打卡 > 慢病打卡", f"{entry} > {entry}", "本院欢迎您"],
        "慢病打卡": ["打卡记录", "2026-11-25 07:10 血压 138/88"],
        entry: ["过敏史", "青霉素", heading, "2026-11-25 07:10 血压 138/88"],
    }
    assert (monitoring_in_record(drawn(tmp_path, pages)).truth is True) is truth


@pytest.mark.parametrize(
    ("behind", "allow", "truth", "cause"),
    [
        ("血压 138/86 已归入健康档案", {Effect.OWN}, True, None),
        ("功能建设中,敬请期待", {Effect.OWN}, False, None),
        ("暂无归档记录", {Effect.OWN}, None, Cause.NO_DATA),
        ("血压 138/86 已归入健康档案", set(), None, Cause.NOT_ALLOWED),
    ],
)
def test_a_control_that_hands_on_to_the_record_is_touched_before_a_no(
    tmp_path: Path, behind: str, allow: set[Effect], truth: bool | None, cause: Cause | None
) -> None:
    pages = {
        "首页": ["健康监测 > 健康监测", "本院欢迎您", "全年无休"],
        "健康监测": ["? 收缩压", "? 舒张压", "保存 ! 保存成功", "保存并同步健康档案 > 归档"],
        "归档": [behind],
    }
    found = monitoring_in_record(drawn(tmp_path, pages, allow=frozenset(allow)))
    assert (found.truth, found.cause) == (truth, cause), found.reason


@pytest.mark.parametrize(
    ("words", "fed"),
    [
        ("结果已反馈至本院健康管理科,并存入健康档案", True),
        ("已反馈至健康管理科", True),
        ("已推送给慢病管理中心,医护将与您联系", True),
        ("评估结果仅供参考,请到相关科室就诊", False),
        ("结果未反馈至健康管理科", False),
        ("您的意见已反馈至该科", False),
        ("结果已同步至个人中心", False),
        ("已提交,请到心血管内科就诊", False),
    ],
)
def test_a_result_that_goes_to_a_department_reaches_the_hospital(words: str, fed: bool) -> None:
    assert asserts(load_lexicon(), FED_BACK, words) is fed


@pytest.mark.parametrize(
    ("head", "truth"), [("居家监测 血压 132/84mmHg", True), ("过敏史:青霉素", False)]
)
def test_a_line_below_the_value_in_its_row_tells_where_it_went(head: str, truth: bool) -> None:
    sketch = Sketch("健康管家")
    sketch.text("诊断:右膝半月板损伤", "身份:本人")
    row = sketch.text(head)
    sketch.text("2026-11-26 07:40 已归入院内健康档案,医生工作站可见", parent=row)
    mine = place("mine", lines("我的", title="我的"), ("我的",))
    record = place("record", sketch.screen(), ("我的", "档案"), parent=mine)
    ways = (way("我的", "mine"), way("档案", "record", "mine"))
    app = explored(mapped(place("home", lines("首页")), mine, record, ways=ways))
    assert (monitoring_in_record(app).truth is True) is truth
