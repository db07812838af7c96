"""没有更多了 ends a list that holds something, and says of one that holds nothing that it does."""

from __future__ import annotations

import pytest

from probes.flows.access.members import _worded
from probes.hollow import Frame, Hollow, judge
from probes.lexicon import load_lexicon
from tests.probes.sketch import lines


@pytest.mark.parametrize(
    ("rows", "hollow"),
    [(("送药上门 已签收", "2026-03-02"), None), ((), Hollow.EMPTY), (("全部申请",), Hollow.EMPTY)],
)
def test_a_list_with_a_record_is_not_empty(rows: tuple[str, ...], hollow: Hollow | None) -> None:
    screen = lines(*rows, "没有更多了", title="我的申请")
    assert judge(screen, Frame(frozenset()), load_lexicon()).hollow is hollow


@pytest.mark.parametrize(
    ("label", "head"),
    [
        ("+ 添加就诊人", "+ 添加就诊人"),
        ("＋添加", "＋添加"),
        ("添加成员 家人", "添加成员"),
        ("+", "+"),
    ],
)
def test_a_sign_before_a_name_is_no_word(label: str, head: str) -> None:
    assert _worded(label) == head
