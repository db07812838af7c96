"""A function that is looked for on a whole app: shown, hollow, absent, or not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.budget import Budget
from probes.flows.before_visit.advice import regional_advice
from probes.flows.places.search import shown
from probes.model import Cause, ProofLevel
from tests.probes.drawn import drawn

KEY = "booking_reference"
REAL = ["根据您的检查安排,建议 12 月 3 日上午复诊", "推荐时间:避开高峰的 8:00-9:00", "查看号源"]


def app_with(entry: str, behind: list[str]) -> dict[str, list[str]]:
    return {
        "首页": ["预约挂号 > 挂号", entry, "就医指南 > 指南"],
        "挂号": ["心内科门诊", "骨科门诊", "请选择科室"],
        "指南": ["第一步 取号", "第二步 候诊", "第三步 就诊"],
        "参考": behind,
    }


@pytest.mark.parametrize("label", ["智能预约参考", "就诊计划", "预约建议"])
def test_what_the_screen_shows_proves_the_function(tmp_path: Path, label: str) -> None:
    found = shown(drawn(tmp_path, app_with(f"{label} > 参考", REAL)), KEY)
    assert found.truth is True
    assert found.level is ProofLevel.L1
    assert found.evidence


@pytest.mark.parametrize(
    ("entry", "behind"),
    [
        ("智能预约参考 ! 功能建设中,敬请期待", REAL),
        ("智能预约参考 > 参考", ["该功能正在建设中"]),
        ("智能预约参考 > 参考", ["请到门诊大厅窗口咨询"]),
        ("智能预约参考 > 参考", []),
    ],
)
def test_a_hollow_function_is_none_and_says_why(
    tmp_path: Path, entry: str, behind: list[str]
) -> None:
    found = shown(drawn(tmp_path, app_with(entry, behind)), KEY)
    assert found.truth is False
    assert found.evidence
    assert "智能预约参考" in found.reason


def test_an_empty_list_of_ones_own_proves_nothing(tmp_path: Path) -> None:
    found = shown(
        drawn(tmp_path, app_with("智能预约参考 > 参考", ["暂无就诊安排,请以医生的复诊通知为准"])),
        KEY,
    )
    assert (found.truth, found.cause) == (None, Cause.NO_DATA)


def test_absent_only_from_a_map_that_was_explored_to_the_end(tmp_path: Path) -> None:
    pages = app_with("在线客服 > 指南", REAL)
    whole = shown(drawn(tmp_path / "whole", pages), KEY)
    assert whole.truth is False
    assert "探索完全部" in whole.reason
    cut = shown(drawn(tmp_path / "cut", pages, budget=Budget(actions=2)), KEY)
    assert (cut.truth, cut.cause) == (None, Cause.MAP_INCOMPLETE)


def test_a_page_with_a_worse_name_keeps_nothing_open_beside_a_hollow_entry(tmp_path: Path) -> None:
    pages = {
        "首页": ["门诊病历 > 门诊病历", "居家测量健康档案 > 居家测量", "本院欢迎您"],
        "门诊病历": ["此项业务请携带证件到门诊一楼窗口办理"],
        "居家测量": ["血压 128/80 mmHg", "血糖 5.6 mmol/L", "体重 63 公斤", "上次测量 3 月 1 日"],
    }
    assert shown(drawn(tmp_path, pages), "outpatient_record").truth is False


def test_the_name_of_a_dead_entry_on_a_menu_proves_nothing(tmp_path: Path) -> None:
    pages = {
        "首页": ["诊前服务 > 诊前", "预约挂号 > 挂号", "院内导航 > 导航"],
        "诊前": ["时令流行病导诊 ! 功能建设中,敬请期待", "检查预约 > 检查", "我的预约 > 挂号"],
        "挂号": ["心内科门诊", "骨科门诊"],
        "导航": ["一层 大厅", "二层 检验科"],
        "检查": ["超声检查", "请选择日期"],
    }
    app = drawn(tmp_path, pages)
    assert shown(app, "triage_regional").truth is False
    assert regional_advice(app).truth is False


@pytest.mark.parametrize(
    ("dose", "truth"), [("口服,一次 1 片,每日 1 次", True), ("请到窗口查询", False)]
)
def test_a_page_without_a_name_is_called_by_its_entry(
    tmp_path: Path, dose: str, truth: bool
) -> None:
    """Its only words of the function are a control's (下载处方), which proves nothing by itself."""
    pages = {
        "首页": ["查处方 > 列表", "本院欢迎您", "服务时间全年无休"],
        "列表": ["内分泌科 2 型糖尿病 > ", "2026-11-17 医生 冯立夏"],
        "": ["编号 CF01", "诊断 2 型糖尿病", "盐酸二甲双胍 0.5g×30", dose, "下载处方 > 列表"],
    }
    pages["列表"][0] = "内分泌科 2 型糖尿病 > "
    found = shown(drawn(tmp_path, pages), "prescription")
    assert (found.truth is True) is truth
