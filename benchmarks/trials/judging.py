"""What one trial found: its items, whether its score holds the true one, and how it failed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.trials.audit import Trial
from benchmarks.trials.comparison import Item, compare
from benchmarks.trials.hospitals import APP
from devices.sandbox import Features
from devices.sandbox.features import WAYS_IN, truth
from documents import Source
from rubric import Interval, load_edition, parse_facts, score
from rubric.scorecard import total_of


@dataclass(frozen=True)
class Judged:
    """A trial held against the truth.

    failure: why the audit gave no facts, "" if it did.  scored: the points of the 48
    indicators that the audit gave; true: those that the truth gives (both whole audits only).
    broken: indicators at which the tool failed.
    """

    trial: Trial
    folder: Path
    items: tuple[Item, ...] = ()
    failure: str = ""
    broken: tuple[str, ...] = ()
    scored: Interval | None = None
    true: Interval | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the interval that the audit gave holds all that the truth leaves possible."""
        if self.scored is None or self.true is None:
            return None
        return self.scored.low <= self.true.low and self.true.high <= self.scored.high


def judge(trial: Trial, runs: Path) -> Judged:
    """Read a trial's run folder and compare; an audit without facts is a failure, not an error."""
    folder = runs / trial.case / trial.run if trial.run else runs / trial.case
    told = folder / "observations.json"
    if not trial.run or not told.is_file():
        return Judged(trial, folder, failure=_why(trial))
    observations = _json(told)
    codes = _json(folder / "run.json")["codes"]
    edition = load_edition()
    items = compare(edition, trial.truth, observations, APP, _offered(trial))
    items = [item for item in items if codes is None or item.code in codes]
    broken = tuple(sorted({failure["code"] for failure in observations["failures"]}))
    if codes is not None:
        return Judged(trial, folder, tuple(items), broken=broken)
    scored, true = _points(_json(folder / "facts.json")), _points(trial.truth)
    return Judged(trial, folder, tuple(items), broken=broken, scored=scored, true=true)


def _offered(trial: Trial) -> Mapping[str, Any]:
    """The truth for somebody who can log in."""
    open_door = {**trial.settings, **dict.fromkeys(WAYS_IN, "on")}
    return truth(Features.from_settings(open_door), APP, trial.case)


def _why(trial: Trial) -> str:
    if trial.exit_code is None:
        return f"超过 {trial.seconds:.0f} 秒,已中止"
    return f"没有留下结果(退出码 {trial.exit_code})"


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _points(facts: Mapping[str, Any]) -> Interval:
    """The sum over the indicators, without bonus, deduction and veto."""
    edition = load_edition()
    card = score(edition, parse_facts(Source("facts.json", dict(facts)), edition))
    return total_of(one.points for one in card.indicators.values())
