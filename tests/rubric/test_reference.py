"""docs/indicators.md is what the edition says."""

from __future__ import annotations

from pathlib import Path

from rubric import load_edition
from rubric.reference import render

REFERENCE = Path(__file__).parents[2] / "docs" / "indicators.md"


def test_the_committed_reference_is_fresh() -> None:
    advice = "请运行 python -m rubric.reference > docs/indicators.md"
    assert REFERENCE.read_text(encoding="utf-8") == render(load_edition()), advice


def test_it_names_every_indicator_fact_member_and_reading() -> None:
    text = render(load_edition())
    for code, indicator in load_edition().indicators.items():
        assert f"#### {code} {indicator.name}" in text
        for name, fact in indicator.facts.items():
            assert f"`{name}`" in text
            assert all(f"`{word}` {gloss}" in text for word, gloss in _members(fact))
        assert all(reading.reason in text for reading in indicator.readings)


def _members(fact: object) -> list[tuple[str, str]]:
    return list(getattr(fact, "members", {}).items())
