"""4.1.2: a heading for the hospital's answers with nothing below it shows no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.after_visit.aftercare import complaint_reply
from tests.probes.drawn import drawn


@pytest.mark.parametrize(
    ("rows", "there"),
    [
        (["医院回复", "感谢您的建议,二层候诊区已增设座椅。"], True),
        (["医院回复", "问题类型*", "服务态度", "具体内容*"], False),
        (["2026-11-02 已回复", "您好,您反映的停车问题已转总务处处理。"], True),
    ],
)
def test_an_answer_stands_below_its_heading(tmp_path: Path, rows: list[str], there: bool) -> None:
    pages = {"首页": ["投诉建议 > 投诉建议", "本院欢迎您"], "投诉建议": [*rows, "? 请描述问题"]}
    assert (complaint_reply(drawn(tmp_path, pages)).truth is True) is there
