"""3.3.2 and 4.2.1: a recommendation in several lines; a reply that nobody could have seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect
from probes.finding import unknown
from probes.flows.after_visit.aftercare import follow_up_reply
from probes.flows.payment.recommendations import _CONDITION, recommended
from probes.model import Cause
from tests.probes.drawn import drawn

HOME = ["便民服务 > 便民服务", "本院欢迎您", "服务时间全年无休"]


@pytest.mark.parametrize(
    ("rows", "there"),
    [
        (["为您推荐", "根据您的诊断“2型糖尿病”及膳食医嘱", "糖尿病套餐 18 元"], True),
        (["根据您在骨科的诊疗,推荐您使用:轮椅租借"], True),
        (["为您推荐:张三近期就诊记录提示血压偏高,为您推荐「低盐时蔬套餐」"], True),
        (["就诊记录提示", "为您推荐", "糖尿病套餐 18 元"], False),
        (["为您推荐", "糖尿病套餐 18 元"], False),
        (["营养师会根据您的诊断推荐合适的营养餐"], False),
    ],
    ids=["lines", "line", "record", "heading", "groundless", "promise"],
)
def test_a_recommendation_names_its_ground_and_its_service(
    tmp_path: Path, rows: list[str], there: bool
) -> None:
    pages = {"首页": HOME, "便民服务": ["轮椅租借", "停车缴费", *rows]}
    assert (recommended(drawn(tmp_path, pages)).truth is True) is there


@pytest.mark.parametrize(("tried", "truth"), [(True, None), (False, False)])
def test_a_reply_to_what_could_not_be_sent_is_open(
    tmp_path: Path, tried: bool, truth: bool | None
) -> None:
    page = ["您的随访任务", "术后一周随访,请按时填写问卷"]
    pages = {"首页": ["我的随访 > 我的随访", "本院欢迎您"], "我的随访": page}
    app = drawn(tmp_path, pages, allow=frozenset({Effect.OWN}))
    if tried:
        app.memory["follow_up"] = unknown(Cause.NOT_CONCLUSIVE, "没有可填写并提交的表单")
    assert follow_up_reply(app).truth is truth


@pytest.mark.parametrize(
    ("row", "there"),
    [
        ("根据您正在服用的药品和近期检验(甘油三酯偏高),推荐控糖低脂套餐", True),
        ("推荐控糖低脂套餐", False),  # to everybody
    ],
)
def test_on_the_page_of_a_service_it_is_recommended_by_the_patients_condition(
    tmp_path: Path, row: str, there: bool
) -> None:
    pages = {
        "首页": ["营养订餐 > 营养订餐", "本院欢迎您", "服务时间全年无休"],
        "营养订餐": [row, "清淡软食套餐 ¥26", "? 病区床号", "提交订餐 ! 请填写床号"],
    }
    assert (recommended(drawn(tmp_path, pages)).truth is True) is there


def test_that_something_will_be_recommended_recommends_nothing() -> None:
    assert not _CONDITION.search("营养师会根据您的诊断推荐合适的套餐")
    assert _CONDITION.search("根据您的膳食医嘱和血糖,推荐控糖套餐")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("为您推荐:根据“脾胃虚弱证”,适宜 山药莲子粥(少油温食)", True),
        ("为您推荐:糖尿病套餐", False),
        ("根据“脾胃虚弱证”,适宜 山药莲子粥", False),
    ],
)
def test_what_suits_a_named_condition_is_recommended_by_it(line: str, told: bool) -> None:
    assert (_CONDITION.search(line) is not None) is told


@pytest.mark.parametrize(
    ("head", "row", "there"),
    [
        ("为您推荐", "您在关节手术后第二十天,推荐租借助行器", True),
        ("为您推荐", "您正在接受 TC 方案化疗,白细胞偏低,推荐预订高蛋白套餐", True),
        ("为您推荐", "新品上架,推荐租借助行器", False),
        ("服务项目", "您在关节手术后第二十天,推荐租借助行器", False),
    ],
)
def test_over_the_services_one_is_recommended_by_what_is_known(
    tmp_path: Path, head: str, row: str, there: bool
) -> None:
    services = ["轮椅租借", "停车缴费", "病案复印", "订餐"]
    pages = {
        "首页": ["便民驿站 > 便民驿站", "本院欢迎您", "服务时间全年无休"],
        "便民驿站": [head, row, *services],
    }
    assert (recommended(drawn(tmp_path, pages)).truth is True) is there
