"""Words that two others make where they meet name nothing."""

from __future__ import annotations

import pytest

from probes.lexicon import load_lexicon
from probes.naming import match


@pytest.mark.parametrize("label", ["内科普通门诊", "肾内科普通门诊", "儿科普通号"])
def test_an_ordinary_clinic_is_no_column_of_knowledge(label: str) -> None:
    """内科普通门诊 has 科普 in it: what stood behind it was another function's everywhere."""
    lexicon = load_lexicon()
    assert match(lexicon.functions["knowledge"], label, "")[0] == 0
    assert not lexicon.says("column", label)


@pytest.mark.parametrize("label", ["健康科普", "科普园地"])
def test_a_column_of_knowledge_is_one(label: str) -> None:
    assert match(load_lexicon().functions["knowledge"], label, "")[0] == 1
