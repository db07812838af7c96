"""News about functions on an app's first page: told to everybody, so no function."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.finder import Finder
from probes.flows.information.knowledge import articles, update
from probes.flows.information.visit_guide import guide
from probes.flows.payment.convenience import hub
from probes.flows.places.search import shown
from probes.flows.records.progress import progress
from probes.lexicon import load_lexicon
from tests.probes.drawn import drawn
from tests.probes.sketch import explored, lines, mapped, place, way

HOME = ["预约挂号", "本院欢迎您", "服务时间全年无休"]
HEADLINES = {
    "分时段预约让候诊时间缩短一半": "推行分时段预约以来,患者平均候诊时间由46分钟降至22分钟。",
    "我院检验检查报告实现手机查询": "上线首周已有3200余人次在手机上查看并下载了报告。",
    "药品配送到家服务签约仪式举行": "双方将共同探索处方药品配送到家模式,为慢病患者提供便利。",
    "共享轮椅进医院老人看病更方便": "近日,门诊大厅新增20台共享轮椅,每小时2元。",
}
STAMPS = ["发布时间:2026-10-28 来源:宣传处", "2026-10-28 阅读 1203", "作者:李明 发布于 2026-10-28"]


def told(folder: Path, headline: str, stamp: str, body: str) -> dict[str, list[str]]:
    return {"首页": [f"{headline} > 详情", *HOME], "详情": [headline, stamp, body]}


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("headline", HEADLINES)
def test_a_signed_text_is_a_candidate_for_nothing_that_a_patient_does(
    tmp_path: Path, headline: str, stamp: str
) -> None:
    app = drawn(tmp_path, told(tmp_path, headline, stamp, HEADLINES[headline]))
    article = next(p.id for p in app.map.places.values() if p.trail)
    finder = Finder(load_lexicon(), app.map)
    for key in ("queue", "lab_report", "exam_report", "drug_delivery", "wheelchair", "booking"):
        assert article not in {c.place for c in finder.find(key)}, key


def test_news_about_waiting_is_no_progress(tmp_path: Path) -> None:
    headline = "分时段预约让候诊时间缩短一半"
    app = drawn(tmp_path, told(tmp_path, headline, STAMPS[0], HEADLINES[headline]))
    assert progress(app)["waiting"].truth is False


@pytest.mark.parametrize(
    "lines",
    [
        ["血常规报告 2026-10-28", "审核医师:张三", "白细胞 参考范围 4-10 结果 6.2"],
        ["血常规报告", "报告来源:门诊检验科", "白细胞 参考范围 4-10 结果 6.2"],
    ],
)
def test_a_report_that_names_its_doctor_is_no_article(tmp_path: Path, lines: list[str]) -> None:
    pages = {"首页": ["检验报告 > 检验报告", *HOME], "检验报告": lines}
    assert shown(drawn(tmp_path, pages), "lab_report").truth is True


GUIDE = [
    "一、来院前:在手机上预约号源,准备好身份证、医保卡和既往病历。",
    "二、到院后:门诊楼一层自助机取号,到对应楼层扫码报到,在候诊区等候叫号就诊。",
    "三、就诊后:在手机或自助机缴费,到相应科室检查、检验,一层药房取药。",
    "四、住院:持住院证到住院处办理手续。五、手机端使用方法:登录后在首页查看报告和排队。",
]


@pytest.mark.parametrize(
    ("stamp", "choice"), [("发布时间:2026-11-15 来源:宣传处", "no_column"), ("", "in_app")]
)
def test_a_guide_among_the_news_has_no_column(tmp_path: Path, stamp: str, choice: str) -> None:
    entry = "来院就诊指南这份攻略请收好"
    pages = {"首页": [f"{entry} > 详情", *HOME], "详情": [entry, stamp, *GUIDE]}
    assert guide(drawn(tmp_path, pages))[0] == choice


def test_news_of_which_none_is_knowledge_tell_nothing_of_its_freshness(tmp_path: Path) -> None:
    titles = [
        "健康风险评估走进社区",
        "共享轮椅进病房,护理更贴心",
        "糖尿病患者康复后致谢",
        "肿瘤科病房搬迁",
        "门诊停车位新增",
    ]
    rows = [line for n, title in enumerate(titles) for line in (title, f"2026-11-0{n + 1}")]
    pages = {"首页": ["健康资讯 > 健康资讯", *HOME], "健康资讯": rows}
    assert update(drawn(tmp_path, pages))[0] is None


@pytest.mark.parametrize(("column", "choice"), [("医院公告", "no_column"), ("来院须知", "in_app")])
def test_a_guide_behind_a_column_of_notices_has_none_of_its_own(
    tmp_path: Path, column: str, choice: str
) -> None:
    pages = {
        "首页": [f"{column} > {column}", *HOME],
        column: ["手机就诊全流程指南 > 详情", "本院其他事项", "院务公开"],
        "详情": ["手机就诊全流程指南", *GUIDE],
    }
    assert guide(drawn(tmp_path, pages))[0] == choice


def test_a_letter_to_the_patient_is_no_guide(tmp_path: Path) -> None:
    letter = "门诊就诊流程因防疫调整 2026-11-27 09:30"
    pages = {
        "首页": ["消息中心 > 消息中心", *HOME],
        "消息中心": [f"{letter} > 来信", "报告已出 2026-11-20 10:00", "缴费提醒 2026-11-18 08:00"],
        "来信": ["门诊就诊流程因防疫调整", *GUIDE],
    }
    assert guide(drawn(tmp_path, pages))[0] not in {"in_app", "no_column"}


def test_a_guide_in_a_menu_that_is_named_like_news_is_a_column(tmp_path: Path) -> None:
    """医院动态 with 科室一览 and 医师一览 in it is a menu of functions, whatever it is called."""
    pages = {
        "首页": ["医院动态 > 医院动态", *HOME],
        "医院动态": [f"{name} > {name}" for name in ("科室一览", "来院指引", "医师一览")],
        "来院指引": GUIDE,
        "科室一览": ["内科", "外科", "眼科"],
        "医师一览": ["林致远", "主任医师"],
    }
    assert guide(drawn(tmp_path, pages))[0] == "in_app"


@pytest.mark.parametrize(("stamp", "together"), [("", True), (" 2026-11-07", False)])
def test_news_about_services_is_no_place_for_them(
    tmp_path: Path, stamp: str, *, together: bool
) -> None:
    names = ("轮椅租借", "病房订餐", "护工预约", "中药代煎")
    pages = {
        "首页": ["查看更多 > 查看更多", "欢迎使用示范医院"],
        "查看更多": [f"{name}{stamp} > {name}" for name in names],
        **{name: [f"{name}的说明", "? 请填写床号", "提交申请 ! 提交成功"] for name in names},
    }
    assert (hub(drawn(tmp_path, pages)).truth is True) is together


def test_articles_that_the_home_shows_too_belong_to_their_column() -> None:
    """They are no step deeper than the column: an unseen app had only titles so."""
    text = "输液港每四周用生理盐水冲管一次,局部红肿、疼痛或发热时应立即就诊,由护士处理。" * 2
    row = "输液港日常维护要点 胸外科 2026-11-21"
    titles = (
        "肺癌术后怎样做呼吸操",
        "放疗皮肤反应的护理与用药",
        "化疗期间白细胞低了怎么办",
        "癌痛的三阶梯止痛治疗",
    )
    column = place("column", lines("健康科普", row, *titles, title="健康科普"), ("健康科普",))
    signed = "胸外科 卫怀瑾 主任医师 · 发布于 2026-11-21"
    article = place("article", lines("健康科普", signed, text, title="文章"), (row,))
    ways = (way("健康科普", "column"), way(row, "article"), way(row, "article", source="column"))
    known = mapped(place("home", lines(*HOME, title="首页")), column, article, ways=ways)
    assert article in articles(explored(known))[0]


def test_titles_on_health_tell_nothing_of_how_fresh_knowledge_is(tmp_path: Path) -> None:
    news = ["健康风险评估走进社区", "2026-11-22", "慢病护理平台通过验收", "2026-08-24"]
    pages = {"首页": ["健康园地 > 健康园地", "欢迎使用示范医院"], "健康园地": news}
    assert update(drawn(tmp_path, pages))[0] is None


@pytest.mark.parametrize(("column", "found"), [("常见问题", False), ("健康自测", True)])
def test_a_question_that_many_ask_is_no_test_of_oneself(
    tmp_path: Path, column: str, found: bool
) -> None:
    """A self-test may bear a question for a name; among the answers of the house it is none."""
    question = "系统会评估我的妊娠风险吗?"
    pages = {
        "首页": [f"{column} > {column}", *HOME],
        column: ["请点击查看", f"{question} > 详情"],
        "详情": ["由接诊医生在建档时评估"],
    }
    finder = Finder(load_lexicon(), drawn(tmp_path, pages).map)
    named = [c for c in finder.find("risk_assessment") if c.way and c.way.label == question]
    assert bool(named) is found
