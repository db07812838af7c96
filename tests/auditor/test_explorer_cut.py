"""A map that was cut short may know less, never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit.journal import Record
from auditor.audit.proof import weigh
from auditor.audit.verdict import facts_document, judge
from auditor.exploring.budget import Budget
from documents.strict import Source
from probes.model import Observation
from rubric import Interval, load_edition
from tests.auditor.observed import header
from tests.auditor.recorded import Facts, facts, opened, probes

ACTIONS = (1, 2, 4, 7, 11, 16, 23, 31, 42, 58, 77, 101, 133, 170, 215, 260)
OPERATED = {"1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.3.1", "2.1.1", "2.2.1", "2.2.5", "3.1.4"}
OPERATED |= {"3.4.1", "4.1.1", "4.1.2", "4.2.1", "4.2.3", "5.1.3", "5.3.1"}
MAP_ONLY = sorted(set(probes()) - OPERATED)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """What is known when the app was explored to the end."""
    walker = opened(tmp_path_factory.mktemp("full"))
    found = facts(walker, MAP_ONLY)
    assert walker.map.complete
    return found


def contradicts(cut: Observation, whole: Observation) -> bool:
    """The cut map claims something that the whole map denies, or denies what that claims.

    What the whole map leaves open may come out either way.
    """
    if cut.value is None or whole.value is None:
        return False
    if not isinstance(cut.value, tuple) or not isinstance(whole.value, tuple):
        return cut.value != whole.value
    claimed, denied = set(cut.value), set(whole.value) | set(whole.open)
    return not claimed <= denied or not set(whole.value) <= claimed | set(cut.open)


@pytest.mark.parametrize("actions", ACTIONS)
def test_a_cut_map_never_contradicts_the_whole(full: Facts, actions: int, tmp_path: Path) -> None:
    walker = opened(tmp_path, budget=Budget(actions=actions))
    found = facts(walker, MAP_ONLY)
    assert found.keys() == full.keys()
    wrong = {
        key: (observation.value, observation.reason)
        for key, observation in found.items()
        if contradicts(observation, full[key])
    }
    assert wrong == {}


def test_the_more_was_explored_the_more_is_known(full: Facts, tmp_path: Path) -> None:
    def settled(found: Facts) -> int:
        return sum(o.cause is None for o in found.values())

    counts = [
        settled(facts(opened(tmp_path / str(n), budget=Budget(actions=n)), MAP_ONLY))
        for n in (1, 58, 215)
    ]
    assert counts[0] < counts[1] < counts[2] <= settled(full)


def interval(found: Facts) -> Interval:
    """The total score that these observations leave possible."""
    edition = load_edition("beijing-2022")
    codes = {code for code, _ in found}
    weighed = [weigh(edition, code, "app", o) for (code, _), o in found.items()]
    record = Record(codes, codes, codes, codes, weighed)
    verdict = judge(header("app", codes=tuple(codes)), edition, record, stopped=False)
    return verdict.card(Source("facts.json", facts_document(verdict))).total


@pytest.mark.parametrize("actions", [1, 31, 133, 215])
def test_the_score_of_the_whole_lies_within_that_of_the_cut(
    full: Facts, actions: int, tmp_path: Path
) -> None:
    cut = interval(facts(opened(tmp_path, budget=Budget(actions=actions)), MAP_ONLY))
    whole = interval(full)
    assert cut.low <= whole.low <= whole.high <= cut.high
    assert cut.high - cut.low > whole.high - whole.low


def test_a_map_cut_at_once_denies_nothing(tmp_path: Path) -> None:
    found = facts(opened(tmp_path, budget=Budget(actions=1)), MAP_ONLY)
    denied = {key for key, o in found.items() if o.value in (False, "none", ()) and not o.open}
    assert denied == set()
