"""Entries of a list that the explorer left unopened are opened before the list is judged."""

from __future__ import annotations

from pathlib import Path

from devices.model import Role
from probes.finding import no, unknown, yes
from probes.flows.places.opening import rows
from probes.flows.places.search import shown
from probes.flows.records.documents import of_viewed
from probes.flows.records.own_records import record_shown
from probes.lexicon import load_lexicon
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch, reader

HOME = ["本院欢迎您", "服务时间全年无休"]
LISTS = ("放射报告", "病理报告", "化验报告")


def reports() -> dict[str, list[str]]:
    """Three lists built alike, so that the explorer opens samples only; proof lies behind rows."""
    pages = {"首页": ["报告单 > 报告单", *HOME], "报告单": [f"{name} > {name}" for name in LISTS]}
    for name in LISTS:
        pages[name] = [f"2026-03-0{n} 内分泌科门诊 张医生 > {name}{n}" for n in (1, 2)]
        for n in (1, 2):
            pages[f"{name}{n}"] = [f"{name} 第 {n} 份", "检查所见 未见异常", "诊断意见 请随诊"]
    for n in (1, 2):
        pages[f"化验报告{n}"] = [f"化验报告 第 {n} 份", "葡萄糖 8.6 ↑", "参考值 3.9-6.1 mmol/L"]
    return pages


def test_a_list_left_unopened_is_opened_live(tmp_path: Path) -> None:
    assert record_shown(drawn(tmp_path, reports()), "lab_report").truth is True


def test_rows_are_dated_lines_and_controls_that_open() -> None:
    sketch = Sketch("检验报告")
    sketch.add(Role.TAB, "查看", clickable=True)
    sketch.button("2026-03-01 血常规 检验科", "查看详情", "拨打电话", "2026-03-02 下载")
    sketch.text("2026-03-04 尿常规 检验科")
    screen = sketch.screen()
    app = reader(screen)
    function = load_lexicon().functions["lab_report"]
    assert rows(app, screen, function) == ["2026-03-01 血常规 检验科", "查看详情"]


def test_a_menu_that_was_looked_through_holds_no_record(tmp_path: Path) -> None:
    pages = {
        "首页": ["健康档案 > 健康档案", *HOME],
        "健康档案": ["化验报告 > 化验报告", "放射报告 > 放射报告", "请核对本人信息"],
        "化验报告": ["葡萄糖 8.6 ↑", "参考值 3.9-6.1 mmol/L", "检验科 审核"],
        "放射报告": ["检查所见 双肺纹理清晰", "诊断意见 未见异常", "放射科 审核"],
    }
    assert shown(drawn(tmp_path, pages), "outpatient_record").truth is False


def test_what_cannot_be_looked_at_cannot_be_had_as_a_file() -> None:
    absent, left_open = no("未见", ["e1"]), unknown(Cause.NO_DATA, "未见可供下载的内容")
    assert of_viewed(absent, left_open, "门诊病历").truth is False
    assert of_viewed(yes("可查看", ["e1"]), left_open, "门诊病历").truth is None
    assert of_viewed(absent, yes("下载得到文件", ["e2"]), "门诊病历").truth is True
