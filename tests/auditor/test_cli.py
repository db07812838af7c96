"""The `auditor` command: outputs, exit codes, all problems at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.audit.folder import RunFolder
from auditor.cli import main
from tests.auditor.observed import header, seen


def auditor(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def facts(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(name: str, **more: object) -> Path:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"hospital": name, "rubric": "beijing-2022", **more}))
        return path

    return write


def test_score_prints_one_card_per_line_in_the_order_given(facts) -> None:  # type: ignore[no-untyped-def]
    full = facts("b", facts={"2.2.1": {"booking": True, "booking_rate": 0.83}})
    result = auditor("score", full, facts("a"), full)
    assert result.exit_code == 0
    cards = [json.loads(line) for line in result.stdout.splitlines()]
    assert [card["hospital"] for card in cards] == ["b", "a", "b"]
    assert cards[0]["indicators"]["2.2.1"]["low"] == "2"
    assert cards[1]["total"] == {"low": "0", "high": "100"}


def test_one_bad_file_and_nothing_is_printed_but_every_problem(facts, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    bad = facts("bad", facts={"9.9.9": {}, "2.2.1": {"booking": "yes"}})
    result = auditor("score", facts("good"), bad, tmp_path / "missing.json")
    assert result.exit_code == 4
    assert result.stdout == ""
    for words in ("9.9.9", "booking", "missing.json", "bad.json"):
        assert words in result.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["score"], ["score", "--nope"], ["nope"], ["verify"], ["sandbox", "--skin=x"]]
)
def test_wrong_usage_exits_with_4(arguments: list[str]) -> None:
    result = auditor(*arguments)
    assert result.exit_code == 4
    assert "Traceback" not in result.output


def test_verify_names_every_problem_and_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text("{}")
    result = auditor("verify", tmp_path)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert all(line.startswith("未封存") for line in result.stdout.splitlines())


def test_verify_of_nothing_is_wrong_usage(tmp_path: Path) -> None:
    assert auditor("verify", tmp_path / "nowhere").exit_code == 4


def test_hospitals_are_listed_with_what_they_are_called(tmp_path: Path) -> None:
    result = auditor("hospitals")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 58
    assert any("阜外" in line and "应用待填写" in line for line in lines)
    (tmp_path / "bad.yaml").write_text("id: bad")
    assert auditor("hospitals", "--profiles", tmp_path).exit_code == 4


def killed_run(out: Path) -> RunFolder:
    """The folder of a run whose process was killed in its second probe."""
    folder = RunFolder.create(out, "x")
    folder.put_header(header())
    journal = folder.journal("main")
    journal.selected(["2.2.4", "3.1.4"], ["2.2.4", "3.1.4"])
    journal.started("2.2.4")
    journal.observed(seen("2.2.4", "booking_reference", False))
    journal.concluded("2.2.4")
    journal.started("3.1.4")
    journal.close()
    return folder


def test_a_run_that_was_killed_can_be_finished_once(tmp_path: Path) -> None:
    folder = killed_run(tmp_path)
    result = auditor("finish", folder.path)
    assert result.exit_code == 1
    assert "3.1.4 测评进程在此项中途退出" in result.stdout
    card = json.loads((folder.path / "scorecard.json").read_text(encoding="utf-8"))
    assert card["indicators"]["2.2.4"]["outcome"] == "not_met"
    assert card["indicators"]["3.1.4"]["outcome"] == "error"
    again = auditor("finish", folder.path)
    assert again.exit_code == 4
    assert "已经存在" in again.stderr
    assert json.loads((folder.path / "scorecard.json").read_text(encoding="utf-8")) == card


def test_only_a_run_folder_can_be_finished(tmp_path: Path) -> None:
    result = auditor("finish", tmp_path)
    assert result.exit_code == 4
    assert "run.json" in result.stderr


def test_help_is_there_for_every_command() -> None:
    for command in ("score", "verify", "hospitals", "doctor", "finish", "sandbox"):
        result = auditor(command, "--help")
        assert result.exit_code == 0
        assert "Usage" in result.stdout


def test_python_m_auditor_is_auditor(facts) -> None:  # type: ignore[no-untyped-def]
    command = [sys.executable, "-m", "auditor", "score", str(facts("a"))]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["hospital"] == "a"
