"""5.1: what is chosen for one patient, and the library that begins with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.walker import Walker
from probes.flows.information.knowledge import has_knowledge, personal_education
from probes.model import Cause
from tests.probes.drawn import drawn

ARTICLE = [
    "高血压患者应当清晨和睡前各测一次血压,测前安静坐五分钟,不饮浓茶和咖啡,并做好记录。",
    "饮食以低盐为宜,坚持规律用药,不要自行停药;头痛、胸闷时请及时就医,以防心脏受累。",
]


def app_of(folder: Path, *rows: str, text: list[str] = ARTICLE) -> Walker:
    home = ["健康宣教 > 健康宣教", "本院欢迎您", "服务时间全年无休"]
    page = [*rows, "如何正确测量血压 > 文章", "慢病的日常照护"]
    return drawn(folder, {"首页": home, "健康宣教": page, "文章": text})


@pytest.mark.parametrize(
    ("rows", "pushed", "library"),
    [
        (["为您推荐 根据您的诊断:高血压病", "最新文章"], True, True),
        (["为您推荐 根据您的诊断:高血压病", "共 2 篇文章"], True, False),
        (["为您推荐", "最新文章"], False, True),
    ],
    ids=["both", "pushed", "library"],
)
def test_a_library_may_begin_with_what_is_chosen_for_one(
    tmp_path: Path, rows: list[str], pushed: bool, library: bool
) -> None:
    app = app_of(tmp_path, *rows)
    assert personal_education(app).truth is pushed
    assert has_knowledge(app).truth is library


def test_an_article_of_one_sentence_is_for_an_expert(tmp_path: Path) -> None:
    text = ["2022-04-02 院办", "春季养生宜早睡早起,多吃绿叶蔬菜,保持心情舒畅。"]
    found = has_knowledge(app_of(tmp_path, "最新文章", text=text))
    assert (found.truth, found.cause) == (None, Cause.NEEDS_EXPERT)


@pytest.mark.parametrize("stamped", [True, False])
def test_what_was_chosen_for_one_opens_on_articles(tmp_path: Path, stamped: bool) -> None:
    """No word of the page says 文章 or 科普; what opens from it is plainly published."""
    stamp = ["2026-11-25 脾胃病科 王医生 主任医师 审核"] if stamped else []
    pages = {
        "首页": ["健康管家 > 健康管家", "本院欢迎您"],
        "健康管家": ["为我推荐 > 为我推荐", "每日打卡"],
        "为我推荐": ["根据您的诊断“慢性胃炎”和近期检验推送:", "胃炎患者的一日三餐 > 文"],
        "文": ["胃炎患者的一日三餐", *stamp, *ARTICLE],
    }
    assert (personal_education(drawn(tmp_path, pages)).truth is True) is stamped


@pytest.mark.parametrize(
    ("reason", "pushed"),
    [
        ("推荐理由:您 18 天前的诊断含「高血压」", True),
        ("推荐理由:本院专家撰写", False),
        ("阅读 1203", False),
    ],
)
def test_an_entry_may_say_why_it_was_chosen(tmp_path: Path, reason: str, pushed: bool) -> None:
    home = [f"高血压:要不要吃药 {reason} > 文章", "本院欢迎您", "服务时间全年无休"]
    text = [*ARTICLE, "作者 周启明 主任医师 · 发布于 2026-11-24"]
    app = drawn(tmp_path, {"首页": home, "文章": text})
    assert (personal_education(app).truth is True) is pushed
