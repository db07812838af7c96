"""The line that says what is being looked at: on a terminal only, and never in the way."""

from __future__ import annotations

import io

import pytest

from auditor.progress import Progress


class Screen(io.StringIO):
    """Keeps what was written after it is closed."""

    kept = ""

    def close(self) -> None:
        self.kept = self.getvalue()
        super().close()


def test_the_screen_is_named_after_its_indicator_on_one_line() -> None:
    screen = Screen()
    line = Progress(screen)
    line.begin("2.2.1")
    line.say("选择科室\n内科")
    line.close()
    line.close()
    line.say("too late")
    assert "2.2.1 选择科室 内科" in screen.kept
    assert "\n" not in screen.kept
    assert screen.kept.endswith("\r\x1b[2K")


def test_a_long_name_stays_on_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    screen = Screen()
    line = Progress(screen)
    line.say("很长的页面名称" * 20)
    line.close()
    assert len(screen.kept.split("\r")[1]) < 40


def test_nothing_is_shown_where_nobody_watches(capfd: pytest.CaptureFixture[str]) -> None:
    line = Progress.on_terminal()
    line.begin("2.2.1")
    line.say("选择科室")
    line.clear()
    line.close()
    assert capfd.readouterr().out == ""
