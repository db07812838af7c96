"""The journal: nothing is lost by a crash, nothing is read that was not written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.audit.journal import FOLDER, Failure, Journal, read_journals
from probes.model import Cause, Observation, ProofLevel
from tests.auditor.observed import seen

EVERY = [
    seen("2.2.4", "booking_reference", True),
    seen("2.2.4", "booking_reference", None, cause=Cause.CAPTCHA),
    seen("1.2.4", "visit_guide", "in_app", level=ProofLevel.L1),
    seen("3.1.1", "progress_kinds", ("exam",), open=("surgery",)),
    seen("3.1.1", "progress_kinds", ()),
]


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "main")
    journal.selected(["2.2.4", "1.2.4"], ["2.2.4", "1.2.4", "3.1.1"])
    journal.started("2.2.4")
    for observation in EVERY:
        journal.observed(observation)
    journal.failed(Failure("1.2.4", "h5", "断线"))
    journal.concluded("2.2.4")
    journal.simulated("h5")
    journal.close()
    journal.close()
    record = read_journals(tmp_path)
    assert record.observations == EVERY
    assert record.selected == {"2.2.4", "1.2.4"}
    assert record.probed == {"2.2.4", "1.2.4", "3.1.1"}
    assert record.failures == [Failure("1.2.4", "h5", "断线")]
    assert record.simulated == {"h5"}
    assert record.cut_short == set()


def test_every_line_is_there_before_the_next_step(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "gw0")
    journal.started("1.1.1")
    journal.observed(EVERY[0])
    assert read_journals(tmp_path).observations == [EVERY[0]]
    assert read_journals(tmp_path).cut_short == {"1.1.1"}
    journal.close()


def test_journals_of_several_processes_are_one_record(tmp_path: Path) -> None:
    for worker, observation in (("gw0", EVERY[0]), ("gw1", EVERY[2])):
        journal = Journal(tmp_path, worker)
        journal.observed(observation)
        journal.close()
    assert read_journals(tmp_path).observations == [EVERY[0], EVERY[2]]


def test_a_journal_is_never_written_over(tmp_path: Path) -> None:
    Journal(tmp_path, "main").close()
    with pytest.raises(FileExistsError):
        Journal(tmp_path, "main")


@given(cut=st.integers(1, 10_000))
def test_a_line_cut_short_by_a_crash_costs_that_line_only(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("run")
    journal = Journal(folder, "main")
    for observation in EVERY:
        journal.observed(observation)
    journal.close()
    path = folder / FOLDER / "main.jsonl"
    whole = path.read_bytes()
    left = whole[: cut % len(whole)]
    path.write_bytes(left)
    record = read_journals(folder)
    assert record.observations == EVERY[: left.count(b"\n")]
    assert bool(record.torn) == (not left.endswith(b"\n") and left != b"")


def test_a_damaged_line_in_the_middle_is_no_crash_but_an_error(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "main")
    journal.started("1.1.1")
    journal.started("1.1.2")
    journal.close()
    path = tmp_path / FOLDER / "main.jsonl"
    path.write_text(path.read_text().replace('"kind"', "kind", 1))
    with pytest.raises(ValueError, match="第1行"):
        read_journals(tmp_path)


def test_observations_keep_their_types(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "main")
    journal.observed(EVERY[3])
    journal.close()
    (one,) = read_journals(tmp_path).observations
    assert isinstance(one, Observation)
    assert isinstance(one.value, tuple)
    assert one.level is ProofLevel.L2
    assert one.cause is Cause.NO_DATA
