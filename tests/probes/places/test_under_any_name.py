"""What each row of a list offers, articles that doctors sign, a plan of days: under any name."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import Effect
from probes.flows.clinic.chat import talks
from probes.flows.information.knowledge import has_knowledge, professional
from probes.flows.places.search import shown
from tests.probes.drawn import drawn

ASK = "咨询 > 对话"
TALK = ["医生将在24小时内回复", "? 请输入您的问题", "发送 ! 已发送"]


@pytest.mark.parametrize(("rows", "found"), [(3, True), (1, False)])
def test_what_each_row_offers_belongs_to_the_list(tmp_path: Path, rows: int, found: bool) -> None:
    """咨询 beside each doctor of 图文问诊; one such entry alone is that of another function."""
    doctors = [words for n in range(rows) for words in (f"第{n}位医生", ASK)]
    pages = {
        "首页": ["图文问诊 > 图文问诊", "本院欢迎您"],
        "图文问诊": ["视频问诊 > 视频", "门诊缴费 > 缴费", *doctors],
        "视频": ["候诊室"],
        "缴费": ["待缴 20 元"],
        "对话": TALK,
    }
    app = drawn(tmp_path, pages, allow=frozenset({Effect.CONTACT}))
    assert (talks(app, "text_consult").truth is not False) is found


BODY = [
    "妊娠20周后首次出现血压升高需警惕,请记录每日的血压与症状。",
    "饮食宜清淡,睡眠要充足,出现头痛请及时就诊,不要自行用药,并遵医嘱复查血压。",
]
BYLINE = "顾某 主任医师 审核 · 发布 2026-11-07"


def column(entry: str, byline: str, articles: int) -> dict[str, list[str]]:
    pages = {"首页": [f"{entry} > 圈", "门诊缴费 > 缴费"], "缴费": ["待缴 20 元"]}
    pages["圈"] = [f"第{n}篇的标题 > 文{n}" for n in range(articles)]
    pages |= {f"文{n}": [f"第{n}篇的标题", byline, f"第{n}段引言", *BODY] for n in range(articles)}
    return pages


@pytest.mark.parametrize(
    ("entry", "byline", "articles", "found"),
    [
        ("孕妈圈子", BYLINE, 2, True),
        ("孕妈圈子", BYLINE, 1, False),
        ("孕妈圈子", "宣传中心 发布 2026-11-07", 2, False),
        ("医院动态", BYLINE, 2, False),
    ],
)
def test_articles_that_doctors_sign_are_knowledge_in_a_column_of_any_name(
    tmp_path: Path, entry: str, byline: str, articles: int, found: bool
) -> None:
    app = drawn(tmp_path, column(entry, byline, articles))
    assert (has_knowledge(app).truth is True) is found
    assert (professional(app).truth is True) is found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["为您智能安排(孕26周)", "糖化血红蛋白", "建议 2026-12-01 08:00-08:30"], True),
        (["孕6-13周:首次产检", "孕14-19周:中期唐筛"], False),
    ],
)
def test_a_plan_of_days_made_for_the_patient_is_a_reference(
    tmp_path: Path, rows: list[str], found: bool
) -> None:
    pages = {"首页": ["产检日程助手 > 日程", "本院欢迎您"], "日程": rows}
    assert (shown(drawn(tmp_path, pages), "booking_reference").truth is True) is found


@pytest.mark.parametrize(("head", "signed"), [("健康百科", False), ("心血管内科", True)])
def test_the_name_of_a_column_signs_no_article(tmp_path: Path, head: str, signed: bool) -> None:
    text = "血压波动大时,请在家里每天早晚各测一次血压并记录,连测七天,复诊时带给医生看。"
    pages = {
        "首页": ["健康知识 > 健康知识", "本院欢迎您", "服务时间全年无休"],
        "健康知识": ["血压波动大怎么办 2026-11-22 > 文章", "怎样预防感冒 2026-11-20"],
        "文章": [head, "血压波动大怎么办", "发布时间:2026-11-22 作者:网络转载", text],
    }
    assert (professional(drawn(tmp_path, pages)).truth is True) is signed
