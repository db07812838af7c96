"""Trials are kept, read again and told, also those whose audit failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import accuracy
from benchmarks.trials import audit, tables
from benchmarks.trials.audit import Trial, carry_out, read_trials
from benchmarks.trials.comparison import Verdict
from benchmarks.trials.hospitals import Case, switched
from benchmarks.trials.judging import Judged, judge
from rubric import load_edition

FEATURE = "3.1.4.message_levels"


@pytest.fixture
def case() -> Case:
    return switched("vant", {FEATURE: {"hollow": "toast"}}, "one")


def settle(out: Path, case: Case, changes: dict[tuple[str, str], Any]) -> None:
    """A run folder that found the truth, but for some facts."""
    run = out / case.id / "20260101T000000Z-abcdef"
    run.mkdir(parents=True)
    truth = case.truth()
    told, facts = [], {"hospital": case.id, "rubric": truth["rubric"], "apps": {"h5": {}}}
    facts["facts"] = {}
    for code, indicator in load_edition().indicators.items():
        home = facts["apps"]["h5"] if indicator.per_app else facts["facts"]
        source = truth["apps"]["h5"] if indicator.per_app else truth["facts"]
        for name in indicator.facts:
            value = changes.get((code, name), source.get(code, {}).get(name))
            home.setdefault(code, {})[name] = value
            told.append(
                {"code": code, "name": name, "value": value, "reason": "所见", "causes": []}
                | {"evidence": ["main-00001"]}
            )
    for name, data in {
        "observations.json": {"facts": told, "failures": []},
        "facts.json": facts,
        "run.json": {"codes": None},
    }.items():
        (run / name).write_text(json.dumps(data), encoding="utf-8")


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Stand in for the audit's process: `make(command)` leaves a run folder or does not."""

    def stand_in(make: Any, code: int | None = 0) -> None:
        def run(command: list[str], log: Path, patience: float) -> int | None:
            log.write_text("", encoding="utf-8")
            make(command)
            return code

        monkeypatch.setattr(audit, "_run", run)

    return stand_in


def test_a_trial_is_kept_and_read_again(case: Case, tmp_path: Path, audited: Any) -> None:
    seen: list[str] = []

    def work(command: list[str]) -> None:
        seen.extend(command)
        settle(tmp_path, case, {("3.1.4", "message_levels"): True})

    audited(work)
    trial = carry_out(case, tmp_path, allow=(), indicators="3.1")
    assert {"--hospital=one", f"--out={tmp_path}", "--allow=none", "--indicator=3.1"} <= set(seen)
    (again,) = read_trials(tmp_path)
    assert again == trial
    assert trial.ledger["payments_attempted"] == 0
    judged = judge(again, tmp_path)
    assert [item.name for item in judged.items if item.verdict is Verdict.FALSE_CREDIT] == [FEATURE]
    assert judged.holds is False
    told = "\n".join(accuracy.report([judged]))
    assert f"[种子 0 皮肤 vant] {FEATURE}" in told
    assert "真值 没有(开关 {'hollow': 'toast'}),判为 有:所见" in told
    assert "evidence/main-00001.json" in told


def test_finding_the_truth_reaches_the_goal(case: Case, tmp_path: Path, audited: Any) -> None:
    audited(lambda command: settle(tmp_path, case, {}))
    judged = judge(carry_out(case, tmp_path), tmp_path)
    assert judged.holds is True
    counts = tables.tally(judged.items)
    assert counts[Verdict.RIGHT] == tables.decidable(counts) > 100
    assert accuracy._reached([judged])


def test_an_audit_that_leaves_nothing_is_told(case: Case, tmp_path: Path, audited: Any) -> None:
    audited(lambda command: None, code=None)
    judged = judge(carry_out(case, tmp_path), tmp_path)
    assert "中止" in judged.failure
    assert "测评失败" in "\n".join(accuracy.report([judged]))
    assert not accuracy._reached([judged])


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert audit._run(["sleep", "60"], log, 0.2) is None
    assert audit._run(["sh", "-c", "echo words; exit 3"], log, 20) == 3
    assert log.read_text(encoding="utf-8") == "words\n"


def test_one_broken_case_does_not_end_the_others(
    case: Case, tmp_path: Path, audited: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = switched("vant", {}, "other")

    def work(command: list[str]) -> None:
        if "--hospital=other" in command:
            raise OSError("no room on the disk")
        settle(tmp_path, case, {})

    audited(work)
    judged = accuracy.audited([broken, case], tmp_path, accuracy.arguments([]))
    assert [one.trial.case for one in judged] == ["one"]
    assert "no room on the disk" in capsys.readouterr().out


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="没有做完的测评"):
        read_trials(tmp_path)


def test_side_effects_spoil_the_goal(case: Case, tmp_path: Path, audited: Any) -> None:
    audited(lambda command: settle(tmp_path, case, {}))
    judged = judge(carry_out(case, tmp_path), tmp_path)
    paid = {**judged.trial.__dict__, "ledger": {"payments_attempted": 1}}
    spoiled = Judged(Trial(**paid), judged.folder, judged.items)
    assert not accuracy._reached([spoiled])
    assert "payments_attempted" in "\n".join(tables.counters([spoiled]))
