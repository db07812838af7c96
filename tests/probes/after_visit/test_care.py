"""What the app reminds a patient of and which measures it watches, on drawn screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.walker import Walker
from probes.flows.after_visit.care import metrics, reminders
from probes.flows.after_visit.watching import watching
from probes.flows.information.knowledge import has_knowledge, personal_education
from probes.flows.information.wayfinding import navigation
from probes.flows.messages.received import kinds
from probes.model import Cause
from tests.probes.drawn import drawn
from tests.probes.sketch import Sketch

CARE = ["依据您的糖尿病、高血压诊断制定", "用药提醒", "今晚 18:00 服用二甲双胍 1 片", "运动提醒"]


def app_with(folder: Path, entry: str, *rows: str) -> Walker:
    return drawn(
        folder,
        {"首页": [f"{entry} > {entry}", "本院欢迎您", "服务时间全年无休"], entry: list(rows)},
    )


def test_reminders_are_told_by_their_headings(tmp_path: Path) -> None:
    found = reminders(app_with(tmp_path, "健康管理", *CARE, "心率 上次 82 次/分 目标 60-80"))
    truths = {kind: finding.truth for kind, finding in found.items()}
    assert truths["medication"] is True
    assert truths["exercise"] is True
    assert truths["diet"] is False


def test_a_diagnosis_names_no_measure(tmp_path: Path) -> None:
    app = app_with(tmp_path, "健康管理", *CARE, "心率 82 次/分", "心率不超过 120 次/分为宜")
    truths = {kind: finding.truth for kind, finding in metrics(app).items()}
    assert truths["heart_rate"] is True
    assert truths["blood_pressure"] is False
    assert truths["glucose"] is False


@pytest.mark.parametrize(
    ("reading", "watched"),
    [("您的血压 138/86,偏高,建议复测", True), ("血压 138/86 mmHg", False), ("? 血压", False)],
)
def test_a_form_for_values_watches_what_it_tells_of_the_last_ones(
    tmp_path: Path, reading: str, watched: bool
) -> None:
    app = app_with(
        tmp_path, "体征记录", reading, "? 收缩压,如 128", "记一笔 ! 已记录", "2026-11-28"
    )
    assert (metrics(app)["blood_pressure"].truth is True) is watched


@pytest.mark.parametrize(
    ("beside", "control", "watched"),
    [
        ("处于正常高值,建议控制盐摄入", "记一笔", True),
        ("2026-11-28 07:18", "记一笔", False),
        ("2026-11-28 07:18", "查看趋势", True),
    ],
)
def test_a_diary_watches_only_what_it_makes_something_of(
    beside: str, control: str, watched: bool
) -> None:
    sketch = Sketch("体征记录")
    sketch.text("血压 138/86 mmHg", box=(16, 100, 150, 20))
    sketch.text(beside, box=(200, 100, 160, 20))
    sketch.button(control)
    screen = sketch.screen()
    test = watching(kinds()["4.2.2.metric_kinds"]["blood_pressure"])
    assert test(screen, screen.nodes[0]) is watched


@pytest.mark.parametrize("why", ["根据您的健康记录和监测数据推送", "因您的诊断“高脂血症”推荐"])
def test_what_is_pushed_to_one_patient_is_no_library(tmp_path: Path, why: str) -> None:
    rows = [
        why,
        "糖友一日三餐怎么吃",
        "主食粗细搭配,蔬菜占餐盘一半,优先选择鱼、蛋、豆制品",
    ]
    app = app_with(tmp_path, "住院宣教", *rows)
    assert personal_education(app).truth is True
    assert has_knowledge(app).truth is False


@pytest.mark.parametrize(("tab", "library"), [("全部", True), ("我的收藏", False)])
def test_a_column_with_all_its_articles_is_a_library_whatever_it_begins_with(
    tmp_path: Path, tab: str, *, library: bool
) -> None:
    chosen = ["根据您的健康记录和监测数据推送", "健康文章", "糖友一日三餐怎么吃 > 文章"]
    text = "主食粗细搭配,蔬菜占餐盘一半,优先选择鱼、蛋、豆制品,少油少盐,避免含糖饮料,血糖更平稳。"
    pages = {
        "首页": ["中医讲堂 > 中医讲堂", "欢迎使用示范医院"],
        "中医讲堂": [tab, *chosen, "冬季怎样预防感冒 2026-11-22 > 文章"],
        "文章": [
            "糖友一日三餐怎么吃",
            "2026-11-20",
            text,
            "糖尿病患者的饮食治疗是血糖管理的基础。",
        ],
    }
    app = drawn(tmp_path, pages)
    assert personal_education(app).truth is True
    assert (has_knowledge(app).truth is True) is library


@pytest.mark.parametrize(
    ("title", "line", "cause"),
    [
        ("冬天怎样养胃", "天气凉了多喝热粥少吃生冷,小米粥和山药都不错。", Cause.NEEDS_EXPERT),
        ("职工运动会圆满落幕", "运动会上各科室职工奋勇争先,展现了良好的精神风貌。", None),
    ],
)
def test_whether_two_sentences_are_knowledge_is_for_an_expert(
    tmp_path: Path, title: str, line: str, cause: Cause | None
) -> None:
    pages = {
        "首页": ["健康园地 > 健康园地", "欢迎使用示范医院"],
        "健康园地": [f"{title} > 文章", "2026-02-25"],
        "文章": [title, "发布日期:2026-02-25", line],
    }
    assert has_knowledge(drawn(tmp_path, pages)).cause is cause


def test_how_to_come_to_the_hospital_is_no_indoor_navigation(tmp_path: Path) -> None:
    app = app_with(tmp_path, "院内导航", "地址:惠民路 1 号", "地铁 2 号线公园站 B 口步行 300 米")
    choice, _ = navigation(app)
    assert choice != "dynamic"


def test_news_about_a_navigation_system_leads_nobody(tmp_path: Path) -> None:
    told = "我院拟采购院内导航系统一套,支持室内定位和路线规划,有意者请报名。"
    pages = {
        "首页": ["院内导航系统招标公告 2026-11-13 > 正文", "院内导航 ! 功能建设中"],
        "正文": ["院内导航系统招标公告", "发布时间:2026-11-13 来源:宣传处", told],
    }
    assert navigation(drawn(tmp_path, pages))[0] == "none"
