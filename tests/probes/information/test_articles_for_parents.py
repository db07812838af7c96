"""5.1.1: articles on the illnesses of children, and articles that are pushed and listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.information.knowledge import has_knowledge
from probes.model import Cause
from tests.probes.drawn import drawn

FEVER = "体温超过38.5℃、3月龄以下婴儿任何发热、伴抽搐或皮疹者应就诊,退热药首选对乙酰氨基酚,多饮水。"
STORY = "从前有一只小熊,它每天早晨都要到河边去看一看太阳是怎样升起来的,然后再回到山里去。"
SIGNED = "儿科 周佩兰 主任医师 2026-11-23"


def pages(text: str, *, pushed: bool = False) -> dict[str, list[str]]:
    """A column with one article, which may be pushed to the patient as well."""
    home = ["育儿百科 > 育儿百科", "本院欢迎您", "服务时间全年无休"]
    drawn_pages = {
        "首页": [*home, "专属科普 > 专属科普"] if pushed else home,
        "育儿百科": [
            "孩子与我们 > 文章",
            "由本院儿童保健科的医生为家长撰写,每周上新",
            "欢迎转给亲友",
        ],
        "文章": ["孩子与我们", SIGNED, text, "本文由专科医师撰写,不能替代面诊"],
    }
    if pushed:
        drawn_pages["专属科普"] = [
            "为您推荐 根据您的诊断:支气管肺炎",
            "共 1 篇文章",
            "孩子与我们 > 文章",
        ]
    return drawn_pages


@pytest.mark.parametrize(
    ("text", "pushed", "truth"), [(FEVER, False, True), (FEVER, True, True), (STORY, False, None)]
)
def test_an_article_that_opens_from_the_column_is_never_nothing(
    tmp_path: Path, text: str, pushed: bool, truth: bool | None
) -> None:
    found = has_knowledge(drawn(tmp_path, pages(text, pushed=pushed)))
    assert found.truth is truth
    assert found.truth or found.cause is Cause.NEEDS_EXPERT


def test_a_column_that_only_pushes_is_no_library(tmp_path: Path) -> None:
    without = pages(FEVER, pushed=True)
    without["首页"] = without["首页"][1:]
    del without["育儿百科"]
    assert not has_knowledge(drawn(tmp_path, without)).truth
