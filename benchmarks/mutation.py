"""Turn functions off or hollow: does exactly what depends on them change, and no more?

    python -m benchmarks.mutation --facts 2.2.1.booking,1.1.3 [--skin vant]
    python -m benchmarks.mutation --sample 5
    python -m benchmarks.mutation --all --together 8 --jobs 4

First the hospital with everything on is audited, then the mutants.  The truth of the two
hospitals says which items must change (a function and what cannot be without it, as the
catalogue's `needs` know).  A mutant is caught if every one of these items is found as it truly
is; a stray is any other item that was found otherwise than before.

Every function in a hospital of its own takes hours.  With `--together N` a mutant has N
functions turned at once, drawn by chance: what must change is known just as exactly, and a
stray is still a stray; only which of the N caused it has to be looked up.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.trials.audit import PATIENCE_S, carry_out
from benchmarks.trials.comparison import Item, Verdict
from benchmarks.trials.hospitals import Case, switched
from benchmarks.trials.judging import Judged, judge
from devices.sandbox.catalogue import catalogue
from devices.sandbox.run import DEFAULT_SKIN

RESULTS = Path(__file__).parent / "results"
SAMPLE = 2


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant.

    missed: items that should have changed and were not found so (open ones included); strays:
    (before, after) of items that changed without reason; blind: items that should change but
    were wrong or open from the beginning, so they prove nothing.
    """

    missed: tuple[Item, ...] = ()
    strays: tuple[tuple[Item, Item], ...] = ()
    blind: tuple[Item, ...] = ()
    caught: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Mutant:
    """One hospital with everything on but for some functions. turned: function → setting."""

    turned: Mapping[str, Any]
    judged: Judged
    outcome: Outcome = field(default_factory=Outcome)


def held_against(before: Sequence[Item], after: Sequence[Item]) -> Outcome:
    """Compare the items of the hospital with everything on and of one mutant."""
    whole = {item.name: item for item in before}
    pairs = [(whole[item.name], item) for item in after]
    due = [(old, new) for old, new in pairs if old.truth != new.truth]
    blind = [old for old, _ in due if old.verdict is not Verdict.RIGHT]
    seen = [new for old, new in due if old.verdict is Verdict.RIGHT]
    good = (Verdict.RIGHT, Verdict.UNDECIDABLE)
    return Outcome(
        missed=tuple(new for new in seen if new.verdict not in good),
        strays=tuple(
            (old, new) for old, new in pairs if old.truth == new.truth and old.found != new.found
        ),
        blind=tuple(blind),
        caught=tuple(new for new in seen if new.verdict in good),
    )


def settings_of(feature: str) -> list[Any]:
    """Everything that a function can be turned to, but for working as it should."""
    fact = catalogue().facts[catalogue().features[feature]]
    worse: list[Any] = list(fact.choices[1:]) or ["off"]
    return worse + [{"hollow": str(way)} for way in catalogue().ways(feature)]


def chosen(options: argparse.Namespace) -> list[dict[str, Any]]:
    """What each mutant turns to what; ValueError for a function that nobody knows."""
    known = list(catalogue().features)
    picked = known
    if options.facts:
        picked = [key for key in known if any(f"{key}.".startswith(f"{w}.") for w in options.facts)]
        if not picked:
            raise ValueError(f"没有这样的功能点:{'、'.join(options.facts)}")
    else:
        most = len(known) if options.all else min(options.sample, len(known))
        picked = Random(options.seed).sample(known, most)
    if options.all_settings:
        return [{key: setting} for key in picked for setting in settings_of(key)]
    turned = {key: Random(f"{options.seed}:{key}").choice(settings_of(key)) for key in picked}
    # every n-th: what belongs together (the ways to log in) comes into different hospitals
    count = -(-len(picked) // options.together)
    groups = [sorted(picked)[start::count] for start in range(count)]
    return [{key: turned[key] for key in group} for group in groups]


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="变异检查:一次只改一个功能,看结论是否只随之而变")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--facts", type=lambda text: text.split(","), metavar="2.2.1.booking,1.1")
    which.add_argument("--all", action="store_true", help="全部功能")
    which.add_argument("--sample", type=int, default=SAMPLE, metavar="N", help="随机抽 N 个功能")
    parser.add_argument("--all-settings", action="store_true", help="每个功能的每种关闭和做空方式")
    parser.add_argument("--together", type=int, default=1, metavar="N", help="一家医院改几个功能")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="同时测评几家")
    parser.add_argument("--seed", type=int, default=1, help="抽取用的种子")
    parser.add_argument("--skin", default=DEFAULT_SKIN)
    parser.add_argument("--patience", type=float, default=PATIENCE_S, metavar="秒")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="测评结果放在哪里")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Print what every mutant did; 1 if one was missed, strayed, or could not be audited."""
    options = arguments(given)
    stamp = f"mutation-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    runs = (options.runs or RESULTS / stamp).resolve()
    turned = chosen(options)
    print(f"1 + {len(turned)} 次测评,皮肤 {options.skin},结果放在 {runs}", flush=True)

    def audited(case: Case) -> Judged:
        return judge(carry_out(case, runs, patience=options.patience), runs)

    whole = audited(switched(options.skin, {}, "whole"))
    if whole.failure:
        print(f"全开的医院没有测成,无从比较:{whole.failure}(见 {whole.folder})")
        return 1

    def mutant(numbered: tuple[int, dict[str, Any]]) -> Mutant:
        number, settings = numbered
        judged = audited(switched(options.skin, settings, f"mutant-{number}"))
        return Mutant(settings, judged, held_against(whole.items, judged.items))

    mutants = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for made in pool.map(mutant, enumerate(turned)):
            mutants.append(made)
            print("\n".join(_told(made)), flush=True)
    print("\n".join(_totals(whole, mutants)))
    print(f"结果:{_store(stamp, mutants)}")
    return 0 if all(_is_clean(mutant) for mutant in mutants) else 1


def _is_clean(mutant: Mutant) -> bool:
    outcome = mutant.outcome
    return not (mutant.judged.failure or outcome.missed or outcome.strays or outcome.blind)


def _told(mutant: Mutant) -> Iterator[str]:
    outcome, judged = mutant.outcome, mutant.judged
    names = "、".join(f"{key} → {setting}" for key, setting in mutant.turned.items())
    head = f"{names}({judged.trial.seconds:.0f} 秒)"
    if judged.failure:
        yield f"{head}:没有测成,{judged.failure}"
        return
    counts = f"察觉 {len(outcome.caught)},未察觉 {len(outcome.missed)}"
    yield f"{head}:{counts},本来就不对 {len(outcome.blind)},旁及 {len(outcome.strays)}"
    for item in outcome.missed:
        yield f"    未察觉 {item.name} 真值 {item.truth},判为 {item.found}:{item.reason[:160]}"
    for item in outcome.blind:
        yield f"    本来就不对 {item.name} 判为 {item.found}:{item.reason[:160]}"
    for old, new in outcome.strays:
        yield f"    旁及 {new.name} {old.found} → {new.found}:{new.reason[:160]}"


def _totals(whole: Judged, mutants: Sequence[Mutant]) -> Iterator[str]:
    wrong = [item for item in whole.items if item.verdict is not Verdict.RIGHT]
    yield f"全开的医院:{len(whole.items)} 项中 {len(wrong)} 项不对或未决"
    clean = sum(map(_is_clean, mutants))
    caught = sum(len(mutant.outcome.caught) for mutant in mutants)
    missed = sum(len(mutant.outcome.missed) for mutant in mutants)
    strays = sum(len(mutant.outcome.strays) for mutant in mutants)
    yield f"{len(mutants)} 个变异中 {clean} 个恰好只改变该变的"
    yield f"  应变的项:察觉 {caught},未察觉 {missed};不该变而变的 {strays}"


def _store(stamp: str, mutants: Sequence[Mutant]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{stamp}.json"
    data = [
        {
            "turned": dict(mutant.turned),
            "failure": mutant.judged.failure,
            "folder": str(mutant.judged.folder),
            "caught": [item.to_json() for item in mutant.outcome.caught],
            "missed": [item.to_json() for item in mutant.outcome.missed],
            "blind": [item.to_json() for item in mutant.outcome.blind],
            "strays": [[o.to_json(), n.to_json()] for o, n in mutant.outcome.strays],
        }
        for mutant in mutants
    ]
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
