"""Records behind names that nobody listed are known by what stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Node, Rect, Role, Screen
from probes.flows.before_visit.admission import admission_shown
from probes.flows.medicine.shown import medicine
from probes.flows.records.own_records import record_shown
from tests.probes.drawn import Pages, drawn

HOME = ["我的资料 > 我的资料", "本院欢迎您", "服务时间全年无休"]
LAB = ["血常规", "项目", "结果", "单位", "参考", "白细胞计数", "10.8 ↑", "10^9/L", "3.5-9.5"]
CT = ["胸部CT平扫", "所见", "双肺纹理清晰,未见实变", "意见", "双肺未见明显异常"]
STAY = [
    "已排床,待办理",
    "科室:呼吸内科",
    "病区:住院部6层东区",
    "床位:双人间(普通床位)",
    "入院时间:2026-12-01 上午9:00前",
    "请携带身份证、医保卡至一层住院处窗口办理",
]


def app_of(folder: Path, *rows: str, **pages: list[str]) -> Pages:
    return {"首页": HOME, "我的资料": ["请选择要查看的资料", *rows], **pages}


def test_a_report_under_the_name_of_its_image(tmp_path: Path) -> None:
    app = drawn(tmp_path, app_of(tmp_path, "胸部CT平扫 2026-11-25 > 胸部CT平扫", 胸部CT平扫=CT))
    assert record_shown(app, "exam_report").truth is True


def test_figures_with_units_beside_what_is_normal(tmp_path: Path) -> None:
    app = drawn(tmp_path, app_of(tmp_path, "血常规 2026-11-25 > 血常规", 血常规=LAB))
    assert record_shown(app, "lab_report").truth is True


def test_what_is_done_with_a_report_is_no_entry_to_another(tmp_path: Path) -> None:
    """保存报告 that ends in an error page says nothing of the report above it."""
    rows = [*CT, "保存报告 > 错误"]
    wrong = ["HTTP Status 500 - Internal Server Error"]
    pages = app_of(tmp_path, "胸部CT平扫 2026-11-25 > 胸部CT平扫", 胸部CT平扫=rows, 错误=wrong)
    assert record_shown(drawn(tmp_path, pages), "exam_report").truth is True


@pytest.mark.parametrize(
    ("tab", "counts"), [("影像与功能", True), ("检查(影像/超声)", True), ("电子发票", False)]
)
def test_a_tab_that_names_it_together_with_its_page_leads_to_it(
    tmp_path: Path, tab: str, counts: bool
) -> None:
    pages = {
        "首页": ["查报告 > 报告查询", *HOME[1:]],
        "报告查询": ["血常规 2026-11-14", f"{tab} > 报告查询#2"],
        "报告查询#2": ["运动医学科 2026-11-15 > 详情", "疼痛科 2026-11-13"],
        "详情": CT,
    }
    assert (record_shown(drawn(tmp_path, pages), "exam_report").truth is True) is counts


def test_where_the_page_names_it_alone_another_name_leads_out(tmp_path: Path) -> None:
    """检验报告 › 检查报告 is a page of examinations, whatever stands on both."""
    pages = {
        "首页": ["检验报告 > 检验报告", *HOME[1:]],
        "检验报告": ["血常规 2026-11-14", "检查报告 > 详情"],
        "详情": LAB,
    }
    assert record_shown(drawn(tmp_path, pages), "lab_report").truth is not True


@pytest.mark.parametrize("rows", [STAY, STAY[:-1]])
def test_a_bed_that_waits_is_seen_though_papers_are_wanted_at_a_window(
    rows: list[str], tmp_path: Path
) -> None:
    pages = app_of(tmp_path, "住院预约单 > 住院预约单", 住院预约单=rows)
    assert admission_shown(drawn(tmp_path, pages)).truth is True


def test_who_is_only_sent_to_a_window_sees_no_bed(tmp_path: Path) -> None:
    pages = app_of(tmp_path, "住院预约单 > 住院预约单", 住院预约单=STAY[-1:])
    assert admission_shown(drawn(tmp_path, pages)).truth is False


def test_a_message_may_lead_to_the_page_of_a_function(tmp_path: Path) -> None:
    pages = {
        "首页": ["消息中心 > 消息", "本院欢迎您", "服务时间全年无休"],
        "消息": [
            "取药提醒 2026-11-25 处方已发往药房,请取药 > 处方查询",
            "停诊通知 2026-11-20 沈医生停诊",
        ],
        "处方查询": ["处方号 CF26112501", "噻托溴铵吸入粉雾剂", "每日一次 吸入 3盒", "医生 黎志强"],
    }
    assert medicine(drawn(tmp_path, pages), "prescription").truth is True


def test_the_list_of_what_was_brought_home_is_no_prescription(tmp_path: Path) -> None:
    rows = ["头孢克肟胶囊 0.1g×6粒", "每次一粒 口服", "下载用药清单 > 清单"]
    pages = {
        "首页": ["出院带药 > 出院带药", "本院欢迎您", "服务时间全年无休"],
        "出院带药": rows,
        "清单": ["用药清单", "医嘱", "头孢克肟胶囊 0.1g×6粒", "每次一粒 口服"],
    }
    app = drawn(tmp_path, pages)
    assert medicine(app, "prescription").truth is False
    assert medicine(app, "discharge_medicine").truth is True


def test_the_arrow_of_a_row_is_no_part_of_its_name() -> None:
    box = Rect(0, 0, 390, 60)
    row = Node(0, -1, Role.TEXT, bounds=box, text="›", clickable=True)
    name = Node(1, 0, Role.TEXT, bounds=box, text="血常规")
    screen = Screen("https://a.example/", "", (row, name), 390, 844)
    assert screen.label(row) == "血常规"
    alone = Screen("https://a.example/", "", (row,), 390, 844)
    assert alone.label(row) == "›"


def test_a_follow_up_that_waits_is_known_under_any_name(tmp_path: Path) -> None:
    rows = ["肾穿刺术后1月随访", "请于 2026-12-01 前完成", "填写 > 术后表"]
    pages = app_of(tmp_path, "小管家 > 小管家", 小管家=rows, 术后表=["? 近期有无不适", "提交随访"])
    found = drawn(tmp_path, pages).finder().find("follow_up")
    assert found
    assert found[0].why.endswith("的内容")
