"""Closing a run: facts, card and seal from the folder alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.audit.closing import Closed, close
from auditor.audit.folder import RunFolder, RunHeader
from auditor.audit.journal import Failure
from evidence.model import AlreadyExists
from evidence.verify import verify
from probes.model import Observation
from rubric import BoolFact, ChoiceFact, FactSource, SetFact, load_edition, score_document
from tests.auditor.observed import header, seen

EDITION = load_edition()


def render(folder: Path) -> Path:
    path = folder / "scorecard.html"
    path.write_text("<html></html>")
    return path


def run_of(
    out: Path,
    observations: list[Observation],
    *,
    head: RunHeader | None = None,
    failures: tuple[Failure, ...] = (),
    unfinished: str = "",
    simulated: bool = False,
) -> RunFolder:
    """A run folder in which these things have happened."""
    folder = RunFolder.create(out, "x")
    folder.put_header(head or header())
    journal = folder.journal("main")
    codes = {one.code for one in observations} | {one.code for one in failures}
    journal.selected(codes | ({unfinished} if unfinished else set()), codes)
    for observation in observations:
        journal.observed(observation)
    for failure in failures:
        journal.failed(failure)
    if unfinished:
        journal.started(unfinished)
    if simulated:
        journal.simulated("h5")
    journal.close()
    return folder


def closed(folder: RunFolder, *, stopped: bool = False) -> Closed:
    return close(folder, stopped=stopped, render=render)


def read(folder: RunFolder, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder.path / name).read_text(encoding="utf-8"))
    return document


def possible(app: str) -> st.SearchStrategy[list[Observation]]:
    """Any state of knowledge that probes could leave of one app."""
    one_each = []
    for code, indicator in EDITION.indicators.items():
        for name, fact in indicator.facts.items():
            if fact.source not in (FactSource.MATERIAL, FactSource.EXPERT):
                one_each.append(st.none() | _observation(code, name, fact, app))
    return st.tuples(*one_each).map(lambda found: [one for one in found if one is not None])


def _observation(code: str, name: str, fact: object, app: str) -> st.SearchStrategy[Observation]:
    match fact:
        case BoolFact():
            values = st.sampled_from([True, False, None])
        case ChoiceFact():
            values = st.sampled_from([*fact.members, None])
        case SetFact():
            states = st.fixed_dictionaries(
                {word: st.sampled_from(["has", "open", "no"]) for word in fact.members}
            )
            return states.map(lambda found: _set(code, name, found, app))
        case _:
            raise TypeError(fact)
    return values.map(lambda value: seen(code, name, value, app=app))


def _set(code: str, name: str, found: dict[str, str], app: str) -> Observation:
    words = {state: tuple(w for w, s in found.items() if s == state) for state in ("has", "open")}
    return seen(code, name, words["has"], open=words["open"], app=app)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(possible("a"), possible("b")))
def test_the_facts_file_alone_gives_the_same_score(
    tmp_path_factory: pytest.TempPathFactory, found: tuple[list[Observation], list[Observation]]
) -> None:
    folder = run_of(tmp_path_factory.mktemp("run"), [*found[0], *found[1]], head=header("a", "b"))
    card = closed(folder).card.to_json()
    again = score_document(folder.path / "facts.json")
    assert again["total"] == card["total"]
    for code, indicator in card["indicators"].items():
        for end in ("low", "high"):
            assert again["indicators"][code][end] == indicator[end]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(possible("a"), possible("b"))
def test_leaving_an_app_out_never_contradicts_the_whole_audit(
    tmp_path_factory: pytest.TempPathFactory, a: list[Observation], b: list[Observation]
) -> None:
    whole = closed(run_of(tmp_path_factory.mktemp("w"), [*a, *b], head=header("a", "b"))).card
    part = closed(
        run_of(tmp_path_factory.mktemp("p"), a, head=header("a", "b", left_out=("b",)))
    ).card
    assert part.total.low <= whole.total.low
    assert part.total.high >= whole.total.high


def test_the_folder_holds_what_the_contract_names(tmp_path: Path) -> None:
    folder = run_of(tmp_path, [seen("2.2.4", "booking_reference", True)])
    closed(folder)
    names = {path.name for path in folder.path.iterdir()}
    assert {"scorecard.json", "scorecard.html", "facts.json", "observations.json"} <= names
    assert verify(folder.path) == []
    card = read(folder, "scorecard.json")
    fact = card["indicators"]["2.2.4"]["facts"]["booking_reference"]
    assert (fact["source"], fact["app"], fact["evidence"]) == ("probe", "h5", ["main-00001"])
    assert fact["reason"] == "booking_reference 见图"


def test_a_run_is_closed_once(tmp_path: Path) -> None:
    folder = run_of(tmp_path, [])
    closed(folder)
    before = (folder.path / "scorecard.json").read_bytes()
    with pytest.raises(AlreadyExists):
        closed(folder)
    assert (folder.path / "scorecard.json").read_bytes() == before


def test_a_failure_leaves_the_indicator_open_and_named(tmp_path: Path) -> None:
    folder = run_of(tmp_path, [], failures=(Failure("2.2.4", "h5", "断线"),))
    result = closed(folder)
    assert result.broken
    indicator = read(folder, "scorecard.json")["indicators"]["2.2.4"]
    assert (indicator["low"], indicator["high"], indicator["outcome"]) == ("0", "2", "error")
    assert indicator["facts"]["booking_reference"]["reason"] == "断线"


@pytest.mark.parametrize(("stopped", "outcome"), [(True, "open"), (False, "error")])
def test_an_unfinished_indicator_is_a_failure_unless_somebody_stopped_the_run(
    tmp_path: Path, stopped: bool, outcome: str
) -> None:
    observations = [seen("2.2.5", "admission_view", True), seen("2.2.4", "booking_reference", True)]
    folder = run_of(tmp_path, observations, unfinished="2.2.5")
    result = closed(folder, stopped=stopped)
    assert read(folder, "scorecard.json")["indicators"]["2.2.5"]["outcome"] == outcome
    assert result.broken == (not stopped)


@pytest.mark.parametrize("simulated", [True, False])
def test_a_rehearsal_is_marked_everywhere(tmp_path: Path, simulated: bool) -> None:
    folder = run_of(tmp_path, [], simulated=simulated)
    assert closed(folder).simulated is simulated
    assert read(folder, "scorecard.json")["simulated"] is simulated
    assert read(folder, "observations.json")["simulated"] is simulated
    assert read(folder, "seal.json")["run"]["simulated"] is simulated


def test_a_ledger_that_cannot_be_read_is_no_clean_end(tmp_path: Path) -> None:
    folder = run_of(tmp_path, [])
    (folder.path / "ledger.jsonl").write_text("{broken\n")
    result = closed(folder)
    assert result.open_bookings is None
    assert result.broken
    assert any("台账" in trouble for trouble in result.troubles)


def test_run_folders_never_meet(tmp_path: Path) -> None:
    folders = {RunFolder.create(tmp_path, "x").path for _ in range(20)}
    assert len(folders) == 20
    assert {folder.parent.name for folder in folders} == {"x"}
