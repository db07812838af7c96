"""Whether an audit says the same twice, and whether one that was cut short still holds the truth.

    python -m benchmarks.steadiness                        one hospital: enough to see that it works
    python -m benchmarks.steadiness --seeds 1950..1959     random hospitals
    python -m benchmarks.steadiness --cuts 0.02,0.1,0.5    how much of the budget, each an audit

Every hospital is audited twice as a whole and once for each cut, fresh each time, and so with
its exploration ended after a share of the usual budget (`pytest probes/ --budget=…`).

Goals: the two whole audits say the same of every item; the interval of each cut audit holds
that of the first whole one; and what a cut audit concludes of an item is what the whole one
concluded, if it came to a conclusion: a map cut short leaves open, it does not mislead.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.trials.audit import PATIENCE_S, carry_out
from benchmarks.trials.comparison import Item
from benchmarks.trials.hospitals import Case, drawn, seed_range
from benchmarks.trials.judging import Judged, judge
from rubric import Interval

RESULTS = Path(__file__).parent / "results"
SAMPLE = range(1, 2)
CUTS = (0.02, 0.1, 0.4)
WHOLE = 1.0


@dataclass(frozen=True)
class Pair:
    """One more audit of a hospital beside its first; budget: the share that it was given."""

    case: Case
    budget: float
    first: Judged
    second: Judged

    @property
    def failure(self) -> str:
        """Why there is nothing to compare; "" if there is."""
        return self.first.failure or self.second.failure

    @property
    def others(self) -> list[tuple[Item, Item]]:
        """Items of which the two say something else; for a cut audit only what it concluded."""
        known = {item.name: item for item in self.first.items}
        both = ((known[item.name], item) for item in self.second.items)
        unlike = ((old, new) for old, new in both if old.found != new.found)
        if self.budget == WHOLE:
            return list(unlike)
        return [(old, new) for old, new in unlike if None not in (old.found, new.found)]

    @property
    def holds(self) -> bool:
        """Whether the second interval holds the first."""
        return _within(self.first.scored, self.second.scored)


def _within(inner: Interval | None, outer: Interval | None) -> bool:
    if inner is None or outer is None:
        return False
    return outer.low <= inner.low and inner.high <= outer.high


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="稳定性:同一家医院再测一次,以及探索中途停下")
    parser.add_argument("--seeds", type=seed_range, default=SAMPLE, metavar="A..B")
    parser.add_argument("--cuts", type=_shares, default=CUTS, metavar="0.02,0.1,…", help="预算倍数")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="同时测评几家")
    parser.add_argument("--patience", type=float, default=PATIENCE_S, metavar="秒")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="测评结果放在哪里")
    return parser.parse_args(given)


def _shares(text: str) -> tuple[float, ...]:
    return tuple(float(word) for word in filter(None, text.split(",")))


def main(given: Sequence[str] | None = None) -> int:
    """Print a line per comparison and the totals; 1 if a goal was missed."""
    options = arguments(given)
    runs = (options.runs or RESULTS / f"steadiness-{datetime.now(UTC):%Y%m%dT%H%M%SZ}").resolve()
    cases = drawn(options.seeds)
    audits = len(cases) * (2 + len(options.cuts))
    print(f"{len(cases)} 家演练医院,{audits} 次测评,结果放在 {runs}", flush=True)

    def audited(case: Case, name: str, budget: float) -> Judged:
        place = runs / name
        place.mkdir(parents=True, exist_ok=True)
        given = (f"--budget={budget:g}",)
        return judge(carry_out(case, place, patience=options.patience, options=given), place)

    pairs: list[Pair] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for found in pool.map(lambda case: compared(case, options.cuts, audited), cases):
            for pair in found:
                print(line(pair), flush=True)
            pairs += found
    return _total(pairs)


def compared(
    case: Case, cuts: Sequence[float], audited: Callable[[Case, str, float], Judged]
) -> list[Pair]:
    """The first whole audit of a hospital beside a second one and beside those cut short."""
    first = audited(case, "first", WHOLE)
    again = Pair(case, WHOLE, first, audited(case, "second", WHOLE))
    shorter = (Pair(case, cut, first, audited(case, f"cut-{cut:g}", cut)) for cut in cuts)
    return [again, *shorter]


def line(pair: Pair) -> str:
    """What came of one comparison, in Chinese, with every item on which the two disagree."""
    what = "再测一次" if pair.budget == WHOLE else f"预算 {pair.budget:g} 倍"
    head = f"{pair.case.id} {pair.case.skin.name} {what}"
    if pair.failure:
        return f"{head}:没有测成({pair.failure})"
    first, second = _told(pair.first.scored), _told(pair.second.scored)
    verdict = "含" if pair.holds else "不含"
    said = f"{head}:{second},{verdict}全测的 {first};结论不同 {len(pair.others)} 项"
    return "\n  ".join((said, *_differences(pair)))


def _told(interval: Interval | None) -> str:
    return "无分" if interval is None else f"{interval.low}~{interval.high}"


def _differences(pair: Pair) -> Iterator[str]:
    for old, new in pair.others:
        yield f"{old.name}:{old.found}({old.reason[:50]})→ {new.found}({new.reason[:50]})"


def _total(pairs: Sequence[Pair]) -> int:
    again = [pair for pair in pairs if pair.budget == WHOLE]
    cut = [pair for pair in pairs if pair.budget != WHOLE]
    same = sum(not pair.failure and not pair.others for pair in again)
    held = sum(not pair.failure and pair.holds for pair in cut)
    misled = sum(len(pair.others) for pair in cut if not pair.failure)
    items = sum(len(pair.second.items) for pair in again)
    unlike = sum(len(pair.others) for pair in again if not pair.failure)
    print(f"再测一次:{same}/{len(again)} 家结论全同;{items} 项中 {unlike} 项不同")
    print(f"中途停下:{held}/{len(cut)} 次区间含全测的得分;与全测相反的结论 {misled} 项")
    return 0 if same == len(again) and held == len(cut) and not misled else 1


if __name__ == "__main__":
    sys.exit(main())
