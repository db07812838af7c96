"""A page that only says that it is missing has nothing to try: it leaves no map unfinished."""

from __future__ import annotations

import pytest

from auditor.exploring.coverage import says_missing
from probes.lexicon import load_lexicon
from tests.probes.sketch import lines, place

LEXICON = load_lexicon()


@pytest.mark.parametrize("words", ["抱歉,页面不存在", "404 您要找的页面已失效", "找不到该页"])
def test_a_page_that_says_it_is_missing(words: str) -> None:
    assert says_missing(place("gone", lines(words, "返回首页")), LEXICON)


def test_a_page_that_has_content_is_not_missing() -> None:
    assert not says_missing(
        place("drugs", lines("硝苯地平缓释片", "内容已审核", "¥404.00")), LEXICON
    )
    assert says_missing(place("error", lines("网关", status=502)), LEXICON)
