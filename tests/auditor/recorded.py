"""The recorded Android rehearsal app, live on a replay device, as a run would open it."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from auditor.exploring.budget import Budget, Budgets
from auditor.live.session import Session
from auditor.walker import Walker
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.model import Channel, Effect, Gesture
from devices.recording import Recording
from devices.replay import ReplayDevice
from evidence.model import Identity
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from probes.account import Credentials
from probes.lexicon import load_lexicon
from probes.model import Observation
from probes.registry import Probe, code_of
from tests.recordings.handwritten import android_app

EVERYTHING = frozenset({Effect.OWN, Effect.BOOKING, Effect.CONTACT})
NOTHING: frozenset[Effect] = frozenset()
ACCOUNT = Credentials(
    test_account=True,
    phone="13800000000",
    sms_code="123456",
    password="Demo-123456",
    name="测试甲",
    id_card="110101198506150377",
    medical_card="10086001",
)
Facts = Mapping[tuple[str, str], Observation]


class PlainDevice(ReplayDevice):
    """The same small picture of every screen: drawing hundreds of them takes long."""

    def picture(self, *, bare: bool = False) -> bytes:
        return _blank()


class ForgetfulRecorder(Recorder):
    """Gives ids and keeps nothing, for tests that only ask what was concluded."""

    kept = 0

    def capture(self, **words: Any) -> str:
        return self._next()

    def keep_document(self, **words: Any) -> str:
        return self._next()

    def _next(self) -> str:
        self.kept += 1
        return f"main-{self.kept:05d}"


def opened(
    folder: Path,
    *,
    allow: frozenset[Effect] = NOTHING,
    budget: Budget = Budgets.patient,
    recording: Recording | None = None,
    account: Credentials = ACCOUNT,
    kept: bool = False,
) -> Walker:
    """A walker over the recorded app; `kept`: evidence is really written into the folder."""
    recording = recording or android_app()
    ledger = Ledger(folder / "ledger.jsonl")
    device = PlainDevice(recording, Guard(allow, EffectRules.load(), ledger))
    kind = Recorder if kept else ForgetfulRecorder
    recorder = kind(folder, Redactor(Identity()), simulated=True)
    session = Session("app", recording.entry, device, recorder, load_lexicon())
    return Walker(session, Channel.ANDROID, account, allow, ledger, budgets=Budgets(patient=budget))


def without(recording: Recording, *ways: tuple[str, str]) -> Recording:
    """The recording as if some taps, by screen and label, had never been recorded."""
    left = tuple(
        way
        for way in recording.ways
        if way.gesture is not Gesture.TAP or (way.origin, way.label) not in ways
    )
    assert len(left) < len(recording.ways)
    return replace(recording, ways=left)


def facts(walker: Walker, codes: Iterable[str] | None = None) -> Facts:
    """Everything that the probes of some indicators (all by default) observe."""
    found = {}
    for code in codes if codes is not None else sorted(probes()):
        for observation in probes()[code](app=walker):
            found[code, observation.fact] = observation
    return found


@cache
def probes() -> Mapping[str, Probe]:
    """Every probe by the code of its indicator."""
    found: dict[str, Probe] = {}
    for path in sorted((Path(__file__).parents[2] / "probes").glob("test_*.py")):
        module = importlib.import_module(f"probes.{path.stem}")
        found |= {code: thing for thing in vars(module).values() if (code := code_of(thing))}
    return found


def known(observation: Observation) -> tuple[object, Sequence[str]]:
    """What was concluded, without its grounds."""
    return observation.value, observation.open


@cache
def _blank() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (360, 780), "white").save(data, "PNG")
    return data.getvalue()
