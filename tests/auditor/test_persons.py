"""Where an app asks whose matter it is, only the account's own row is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.explorer import Explorer
from auditor.exploring.persons import is_anothers
from tests.probes.drawn import drawn

ROWS = ["张三 本人", "李秀英 母亲", "新增就诊人"]


@pytest.mark.parametrize(
    ("label", "rows", "name", "anothers"),
    [
        ("李秀英 母亲", ROWS, "张三", True),
        ("张三 本人", ROWS, "张三", False),
        ("新增就诊人", ROWS, "张三", False),
        ("李秀英 母亲", ["李秀英 母亲", "王小明 儿子"], "张三", False),  # no row of one's own
        ("李秀英 母亲", ROWS, "", False),
    ],
)
def test_whose_row_it_is(label: str, rows: list[str], name: str, anothers: bool) -> None:
    assert is_anothers(label, rows, name) is anothers


def test_the_app_is_not_turned_to_another(tmp_path: Path) -> None:
    pages = {"首页": ["图文咨询 > 选择就诊人", "本院欢迎您"], "图文": ["请选择医生"]}
    pages["选择就诊人"] = ["张三 本人 > 图文", "李秀英 母亲 > 图文", "请选择"]
    session = drawn(tmp_path, pages).session
    session.restart()
    appmap = Explorer(session, patient="张三").explore()
    labels = {way.label for way in appmap.ways}
    assert "张三 本人" in labels
    assert "李秀英 母亲" not in labels
