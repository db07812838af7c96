"""Marking a probe with its indicator."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.registry import code_of, codes_in, indicator


def test_a_marked_function_knows_its_indicator() -> None:
    @indicator("2.2.1")
    def probe(app: object) -> list[object]:
        return []

    assert code_of(probe) == "2.2.1"
    assert code_of(code_of) is None


@pytest.mark.parametrize("code", ["2.2", "2.2.1.1", "x", ""])
def test_a_malformed_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="指标编号"):
        indicator(code)


def test_codes_are_read_without_running_anything(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(
        "from probes.registry import indicator\n"
        "raise RuntimeError\n"
        "@indicator('1.1.1')\ndef test_1_1_1(app): ...\n"
        "@indicator('1.1.2')\ndef test_1_1_2(app): ...\n"
        "@other('3.3.3')\ndef test_other(app): ...\n"
    )
    (tmp_path / "more.py").write_text("@indicator('9.9.9')\ndef f(): ...\n")
    assert list(codes_in(tmp_path)) == ["1.1.1", "1.1.2"]
