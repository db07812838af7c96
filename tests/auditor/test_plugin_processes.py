"""Several processes, a crash, Ctrl-C: what was found is kept, scored and said."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence.verify import verify
from tests.auditor.test_plugin import Desk, line_of

pytest_plugins = ["pytester"]

DYING = """
import os
@indicator("2.2.3")
def test_2_2_3(app):
    yield seen(app, "2.2.3", "timeslot_services", ("registration",))
    os._exit(9)
"""

WAITING = """
import time
from pathlib import Path
@indicator("2.2.5")
def test_2_2_5(app):
    yield seen(app, "2.2.5", "admission_view", True)
    Path("reached").touch()
    time.sleep(60)
"""


@pytest.fixture
def desk(pytester: pytest.Pytester) -> Desk:
    return Desk(pytester)


def parallel(desk: Desk) -> pytest.RunResult:
    return desk.pytester.runpytest_subprocess(*desk.command("-n", "2"))


def test_two_processes_give_what_one_gives(desk: Desk) -> None:
    result = parallel(desk)
    assert result.ret == 0
    assert line_of(result, "5.2.4")[2:] == ["待定", "1~2/2"]
    card = desk.read("scorecard.json")
    assert card["total"] == {"low": "3.5", "high": "98.5"}
    (run,) = desk.runs
    assert verify(run) == []
    assert len(list((run / "journal").glob("gw*.jsonl"))) == 2


def test_a_process_that_dies_costs_its_indicator_only(desk: Desk) -> None:
    desk.add(DYING)
    result = parallel(desk)
    assert result.ret == 1
    assert "2.2.3 测评进程在此项中途退出" in result.stdout.str()
    card = desk.read("scorecard.json")["indicators"]
    assert card["2.2.3"]["outcome"] == "error"
    assert (card["2.2.3"]["low"], card["2.2.3"]["high"]) == ("1", "2")
    assert [card[code]["outcome"] for code in ("1.1.4", "2.2.4", "3.1.4", "5.2.4")] == [
        "partial",
        "met",
        "not_met",
        "open",
    ]
    assert verify(desk.runs[0]) == []


def test_ctrl_c_keeps_scores_and_says_what_was_found(desk: Desk) -> None:
    desk.add(WAITING)
    output = _interrupted(desk)
    assert "测评中途停止;已测完 2 项" in output
    card = desk.read("scorecard.json")["indicators"]
    assert card["1.1.4"]["outcome"] == "partial"
    # Begun, one fact seen in one app, then stopped: kept, and no failure of the tool.
    assert card["2.2.5"]["outcome"] == "open"
    assert card["2.2.5"]["low"] == "1"
    assert "未轮到" in card["3.1.4"]["facts"]["message_levels"]["cause"]
    assert "工具故障" not in output
    assert verify(desk.runs[0]) == []


def _as_in_a_terminal() -> None:
    """Tests that run in the background inherit that Ctrl-C is ignored; an expert's shell is not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupted(desk: Desk) -> str:
    """The output of an audit that gets Ctrl-C while its third probe runs."""
    command = [sys.executable, "-m", "pytest", *desk.command()]
    process = subprocess.Popen(
        command,
        cwd=desk.pytester.path,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=_as_in_a_terminal,
    )
    reached = Path(desk.pytester.path) / "reached"
    deadline = time.monotonic() + 60
    while not reached.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == pytest.ExitCode.INTERRUPTED
    return output
