"""How long a whole audit takes, against the same steps done again by plain Playwright.

    python -m benchmarks.speed [--seed N | --skin NAME] [--indicators 1.1,2.2]

The audit is a whole one, as an expert starts it: `pytest probes/ --hospital=…` from the first
import to the sealed run folder, on a rehearsal hospital with everything on (or a random one).
While it runs, every step that it takes in the browser is written down (benchmarks.trials.tape;
what that costs is measured and taken off).  The limit is the same steps in the same order in
the same kind of browser window – documents opened, steps back, touches, words typed, files
handed in, and the same pictures taken with the same options – by plain Playwright that knows
beforehand what to do and keeps nothing: no reading of the page, no search, no guard, no
settling, no masking, no evidence, no score.

What makes the limit fair: a replay that waited by a fixed pause, for `load` or `networkidle`
would be slow for no reason, and one that did not wait would touch pages that are not there
yet.  So before each step it waits exactly until the page is as the audit found it (address,
visible characters give or take a toast, no request under way), looked at every 4 ms.  Steps
that did not find that state within 3 s are counted as drifted, steps whose element is gone
as lost; the time waited in vain is taken off the limit, and with more than 2 % of such steps
the ratio means little and the benchmark fails.  Both run one after the other against the same
hospital process, made fresh in between.  Scrolling alone is not replayed: it costs next to
nothing and changes no state.

Goal: at most 1.4 times the limit, and at most 4 minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.trials.audit import PATIENCE_S, ROOT, Trial, carry_out
from benchmarks.trials.hospitals import Case, drawn, switched
from benchmarks.trials.replay import Replay
from devices.sandbox import Sandbox
from devices.sandbox.run import DEFAULT_SKIN

GOAL_RATIO = 1.4
GOAL_SECONDS = 240
MOST_OFF = 0.02


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="速度:一次完整测评与同样操作的 Playwright 重放")
    parser.add_argument("--seed", type=int, help="随机抽取的演练医院(默认:功能全开)")
    parser.add_argument("--skin", default=DEFAULT_SKIN)
    parser.add_argument("--indicators", default="", metavar="1.1,2.2")
    parser.add_argument("--patience", type=float, default=PATIENCE_S, metavar="秒")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Print both times and their ratio; 1 if a goal was missed or the replay went astray."""
    options = arguments(given)
    case = switched(options.skin, {}, "speed")
    if options.seed is not None:
        (case,) = drawn([options.seed])
    with tempfile.TemporaryDirectory() as place, Sandbox(case.features, skin=case.skin) as hospital:
        tape = Path(place) / "tape.json"
        start = _cpu()
        trial = _audit(case, hospital, Path(place), tape, options)
        if trial.exit_code != 0 or not tape.is_file():
            log = Path(place) / case.id / "audit.log"
            print(f"测评没有做完(退出码 {trial.exit_code}):\n{log.read_text('utf-8')[-2000:]}")
            return 1
        noting = json.loads(tape.read_text(encoding="utf-8"))["seconds"]
        hospital.reset()
        middle = _cpu()
        replay = _replay(tape)
    _print_cpu(middle - start, _cpu() - middle)
    return _print(trial, noting, replay)


def _cpu() -> float:
    """Processor seconds of all processes that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _print_cpu(audit: float, limit: float) -> None:
    """Worth knowing where others use the machine too: waiting costs no processor time."""
    print(f"处理器时间:测评 {audit:.1f} 秒,重放 {limit:.1f} 秒,比值 {audit / limit:.2f}")


def _replay(tape: Path) -> Replay:
    """In a process of its own, as the audit was: beside the hospital's it would be slowed."""
    command = [sys.executable, "-m", "benchmarks.trials.replay", str(tape)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return Replay(**json.loads(done.stdout))


def _audit(
    case: Case, hospital: Sandbox, place: Path, tape: Path, options: argparse.Namespace
) -> Trial:
    return carry_out(
        case,
        place,
        indicators=options.indicators,
        patience=options.patience,
        options=("-p", "benchmarks.trials.tape", f"--tape={tape}"),
        hospital=hospital,
    )


def _print(trial: Trial, noting: float, replay: Replay) -> int:
    audit = trial.seconds - noting
    limit = replay.seconds - replay.vain
    ratio = audit / limit
    steps = sum(replay.steps.values())
    told = "、".join(f"{kind} {count}" for kind, count in sorted(replay.steps.items()))
    print(f"测评(pytest 启动到封存)  {audit:7.1f} 秒(已扣除记录步骤的 {noting:.1f} 秒)")
    print(
        f"同样步骤的裸重放          {replay.seconds:7.1f} 秒(其中等页面到位 {replay.waited:.1f} 秒)"
    )
    print(
        f"比值                      {ratio:7.2f}(目标 ≤ {GOAL_RATIO};历时目标 ≤ {GOAL_SECONDS} 秒)"
    )
    print(f"步骤 {steps}:{told}")
    print(f"重放走样 {len(replay.drifted)} 步,落空 {len(replay.lost)} 步")
    for words in [*replay.drifted[:10], *replay.lost[:10]]:
        print(f"  {words}")
    print(f"本机 {os.cpu_count()} 核,1 分钟平均负载 {os.getloadavg()[0]:.1f}")
    faithful = len(replay.drifted) + len(replay.lost) <= MOST_OFF * steps
    if not faithful:
        print("重放与测评不一致,比值不足为凭")
    return 0 if faithful and ratio <= GOAL_RATIO and audit <= GOAL_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
