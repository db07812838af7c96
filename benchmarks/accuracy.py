"""How far the findings of whole audits are true: random rehearsal hospitals against their truth.

    python -m benchmarks.accuracy --seeds 1..6            random hospitals, all skins
    python -m benchmarks.accuracy --seeds 1000..1099      the held-out ones: only to measure
    python -m benchmarks.accuracy --files 30 --skins vant,mpa
    python -m benchmarks.accuracy --reuse RUNS            print again what was run before

Every hospital is audited as an expert would, `pytest probes/ --hospital=…` in a process of its
own, on nothing but an entry URL and a test account.  Item by item (a fact, or a member of a
set) the finding is right, wrong (false credit, false debit, unfounded) or open with its cause.
After each audit the hospital is asked what it counted: no booking may be open, nothing may be
paid, and without leave nothing may be done but logging in and reading.

Goals: no false credit, at least 98 % of the decidable items right, nothing at the counter.
Seeds below 1000 may be looked at while probes are built; figures from them claim nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.trials import tables
from benchmarks.trials.audit import EFFECTS, PATIENCE_S, carry_out, read_trials
from benchmarks.trials.comparison import WRONG, Verdict
from benchmarks.trials.hospitals import Case, drawn, from_files, seed_range
from benchmarks.trials.judging import Judged, judge

RESULTS = Path(__file__).parent / "results"
GOAL = 0.98
SAMPLE = range(1, 3)
"""Without arguments: enough to see that it works; two audits claim nothing."""


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="准确度:随机抽取的演练医院,测评结论与真值相比")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--seeds", type=seed_range, default=SAMPLE, metavar="A..B")
    which.add_argument("--files", type=int, metavar="N", help="N 份功能开关文件,各配每种皮肤")
    which.add_argument("--reuse", type=Path, metavar="RUNS", help="只重新统计做过的测评")
    parser.add_argument("--skins", type=_words, default=(), metavar="a,b")
    parser.add_argument("--indicators", default="", metavar="1.1.1,2.2")
    parser.add_argument("--allow", type=_effects, default=EFFECTS, metavar="own,booking,contact")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="同时测评几家")
    parser.add_argument("--patience", type=float, default=PATIENCE_S, metavar="秒")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="测评结果放在哪里")
    return parser.parse_args(given)


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def _effects(text: str) -> tuple[str, ...]:
    words = () if text == "none" else _words(text)
    if not set(words) <= set(EFFECTS):
        raise argparse.ArgumentTypeError(f"只能是 none,或 {'、'.join(EFFECTS)} 中若干项")
    return words


def main(given: Sequence[str] | None = None) -> int:
    """Print the figures; 1 if a goal was missed or an audit failed."""
    options = arguments(given)
    if options.reuse:
        judged = [judge(trial, options.reuse) for trial in read_trials(options.reuse)]
        lost = 0
    else:
        cases = _cases(options)
        runs = options.runs or RESULTS / f"accuracy-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        judged = audited(cases, runs.resolve(), options)
        lost = len(cases) - len(judged)
    for text in report(judged):
        print(text)
    print(f"结果:{_store(judged)}")
    return 0 if _reached(judged) and not lost else 1


def _cases(options: argparse.Namespace) -> list[Case]:
    if options.files:
        return from_files(options.files, options.skins)
    return drawn(options.seeds, options.skins)


def audited(cases: Sequence[Case], runs: Path, options: argparse.Namespace) -> list[Judged]:
    """Audit them all, a line for each as it ends; in the order of the cases."""
    print(f"{len(cases)} 家演练医院,结果放在 {runs}", flush=True)

    def one(case: Case) -> Judged:
        trial = carry_out(
            case,
            runs,
            allow=options.allow,
            indicators=options.indicators,
            patience=options.patience,
        )
        return judge(trial, runs)

    with ThreadPoolExecutor(options.jobs) as pool:
        asked = {pool.submit(one, case): case for case in cases}
        for number, done in enumerate(as_completed(asked), 1):
            for text in _told(done, asked[done]):
                print(f"[{number}/{len(cases)}] {text}", flush=True)
    return [done.result() for done in asked if done.exception() is None]


def _told(done: Future[Judged], case: Case) -> Iterator[str]:
    """One audit; what broke in this benchmark itself must not end the others."""
    error = done.exception()
    if error is None:
        yield from tables.lines(done.result())
    else:
        yield f"{case.id} 没有测成:" + "".join(traceback.format_exception(error))


def report(judged: Sequence[Judged]) -> Iterator[str]:
    """Everything there is to say, the totals last."""
    yield ""
    yield from tables.table(judged, "事实", lambda item: f"{item.code} {item.fact}")
    yield ""
    yield from tables.table(judged, "指标", lambda item: item.code)
    for verdict in reversed(WRONG):
        yield ""
        yield from tables.wrong_items(judged, verdict)
    yield ""
    yield from tables.open_items(judged)
    yield ""
    yield from tables.counters(judged)
    yield from tables.totals(judged)


def _store(judged: Sequence[Judged]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"accuracy-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps([_plain(one) for one in judged], ensure_ascii=False), "utf-8")
    return path


def _plain(one: Judged) -> dict[str, Any]:
    return {
        "trial": {**asdict(one.trial), "offences": one.trial.offences},
        "folder": str(one.folder),
        "failure": one.failure,
        "broken": list(one.broken),
        "scored": one.scored and one.scored.to_json(),
        "true": one.true and one.true.to_json(),
        "items": [item.to_json() for item in one.items],
    }


def _reached(judged: Sequence[Judged]) -> bool:
    counts = tables.tally(item for one in judged for item in one.items)
    clean = not any(one.failure or one.broken or one.trial.offences for one in judged)
    enough = counts[Verdict.RIGHT] >= GOAL * tables.decidable(counts)
    return clean and enough and not counts[Verdict.FALSE_CREDIT]


if __name__ == "__main__":
    sys.exit(main())
