"""Audit one rehearsal hospital as an expert would: `pytest probes/` in a process of its own.

RUNS/<case>/<UTC time>-<id>/   the run folder, as always
RUNS/<case>/audit.log          what the audit printed
RUNS/<case>/trial.json         what the benchmark needs besides (Trial)
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.trials.counter import offences
from benchmarks.trials.hospitals import APP, Case
from devices.sandbox import Sandbox
from devices.sandbox.world import (
    SMS_CODE,
    TEST_CARD,
    TEST_ID_CARD,
    TEST_NAME,
    TEST_PHONE,
    demo_password,
)

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 1200.0
EFFECTS = ("own", "booking", "contact")


@dataclass(frozen=True)
class Trial:
    """One audit of one case.

    run: the run folder's name below the case's, "" if the audit made none.  exit_code: None
    if it was stopped because it took too long.  ledger: what the hospital counted.
    """

    case: str
    seed: int
    skin: str
    settings: Mapping[str, Any]
    truth: Mapping[str, Any]
    allow: tuple[str, ...]
    indicators: str
    run: str
    seconds: float
    exit_code: int | None
    ledger: Mapping[str, int]

    @property
    def offences(self) -> dict[str, int]:
        """Side effects that it should not have had."""
        return offences(self.ledger, self.allow)


def carry_out(
    case: Case,
    runs: Path,
    *,
    allow: Collection[str] = EFFECTS,
    indicators: str = "",
    patience: float = PATIENCE_S,
    options: Collection[str] = (),
    hospital: Sandbox | None = None,
) -> Trial:
    """Start the hospital, audit it, ask what it counted; the trial is kept in its folder.

    options: more arguments for pytest; hospital: of this case, if it runs already.  An audit
    that fails is a trial like any other.
    """
    if hospital is None:
        with Sandbox(case.features, skin=case.skin) as opened:
            return carry_out(
                case,
                runs,
                allow=allow,
                indicators=indicators,
                patience=patience,
                options=options,
                hospital=opened,
            )
    home = runs / case.id
    home.mkdir(parents=True, exist_ok=True)
    before = set(home.iterdir())
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "profile.yaml").write_text(_profile(case.id, hospital.url), "utf-8")
        command = [
            *(sys.executable, "-m", "pytest", "probes/", "-q", "-p", "no:cacheprovider"),
            *(f"--hospital={case.id}", f"--profiles={place}", f"--out={runs}"),
            f"--allow={','.join(allow) or 'none'}",
            *([f"--indicator={indicators}"] if indicators else []),
            *options,
        ]
        started = time.perf_counter()
        code = _run(command, home / "audit.log", patience)
        seconds = time.perf_counter() - started
    made = sorted(path.name for path in set(home.iterdir()) - before if path.is_dir())
    trial = Trial(
        case.id,
        case.seed,
        case.skin.name,
        case.settings,
        case.truth(),
        tuple(allow),
        indicators,
        made[-1] if made else "",
        seconds,
        code,
        hospital.ledger(),
    )
    _keep(home / "trial.json", trial)
    return trial


def read_trials(runs: Path) -> list[Trial]:
    """The trials below a folder, oldest first; ValueError if there is none."""
    files = sorted(runs.glob("*/trial.json"), key=lambda path: path.stat().st_mtime)
    if not files:
        raise ValueError(f"{runs} 下没有做完的测评(*/trial.json)")
    return [_trial(json.loads(path.read_text(encoding="utf-8"))) for path in files]


def _trial(data: dict[str, Any]) -> Trial:
    return Trial(**{**data, "allow": tuple(data["allow"])})


def _profile(id: str, entry: str) -> str:
    """The hospital's profile, with nothing but an entry and a test account."""
    profile = {
        "id": id,
        "name": f"演练医院 {id}",
        "rehearsal": True,
        "apps": [{"id": APP, "channel": "h5", "entry": entry}],
        "account": {
            "test_account": True,
            "phone": TEST_PHONE,
            "sms_code": SMS_CODE,
            "password": demo_password(),
            "name": TEST_NAME,
            "id_card": TEST_ID_CARD,
            "medical_card": TEST_CARD,
        },
    }
    return yaml.safe_dump(profile, allow_unicode=True, sort_keys=False)


def _run(command: list[str], log: Path, patience: float) -> int | None:
    """The exit code; None if the time ran out, and then nothing of it runs on."""
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            return process.wait(patience)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _keep(path: Path, trial: Trial) -> None:
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(asdict(trial), ensure_ascii=False, indent=1), "utf-8")
    draft.replace(path)
