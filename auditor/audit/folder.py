"""The folder of one run: made once, written into by several processes, never overwritten.

runs/<hospital id>/<UTC time>-<short id>/
    run.json            what was to be audited (RunHeader)
    journal/            what happened, line by line (auditor.audit.journal)
    evidence/           what was seen (evidence.recorder)
    ledger.jsonl        bookings made and cancelled (devices.ledger)
    observations.json   the merged facts with their provenance (auditor.audit.closing)
    facts.json          input of `auditor score`
    scorecard.json, scorecard.html
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from auditor.audit.journal import Journal
from devices.ledger import Ledger
from devices.model import Channel, Effect
from documents.strict import StrictModel, parse_as, read_json
from evidence.files import as_json, write_new
from evidence.redaction import Redactor
from probes.account import Credentials
from probes.profile import App, Profile


class AppPlan(StrictModel):
    """One submitted app.

    audited: False where this run leaves it out: not selected, or not drivable here.
    """

    id: str
    channel: Channel
    entry: str = ""
    package: str = ""
    audited: bool = True
    drivable: bool = True


class WaivedIndicator(StrictModel):
    """A waiver of the profile that holds on the day of the run."""

    code: str
    reason: str
    until: date


class RunHeader(StrictModel):
    """`run.json`: what this run set out to do; nothing in it is secret.

    codes: the indicators asked for; None for all.  budget: how many times the usual budget
    exploring an app may cost.
    """

    hospital: str
    name: str
    profile_sha256: str
    rubric: str
    rubric_sha256: str
    rehearsal: bool
    started: datetime
    tool: str
    apps: tuple[AppPlan, ...]
    allow: tuple[Effect, ...]
    codes: tuple[str, ...] | None = None
    waivers: tuple[WaivedIndicator, ...] = ()
    budget: float = 1.0


@dataclass(frozen=True)
class RunFolder:
    """An existing run folder."""

    path: Path

    @classmethod
    def create(cls, out: Path, hospital_id: str, now: datetime | None = None) -> RunFolder:
        """Make a new folder below `out`; raises OSError if the disk refuses."""
        moment = (now or datetime.now(UTC)).astimezone(UTC)
        path = out / hospital_id / f"{moment:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        path.mkdir(parents=True, exist_ok=False)
        return cls(path.resolve())

    def put(self, name: str, data: object) -> Path:
        """Write a new JSON file; raises evidence.model.AlreadyExists if it is there."""
        path = self.path / name
        write_new(path, as_json(data))
        return path

    def put_header(self, header: RunHeader) -> None:
        """Write run.json."""
        self.put("run.json", header.model_dump(mode="json"))

    def header(self) -> RunHeader:
        """Read run.json; raises DocumentError if it is not there or not one."""
        return parse_as(RunHeader, read_json(self.path / "run.json"))

    def journal(self, worker: str) -> Journal:
        """A new journal for one process of the run."""
        return Journal(self.path, worker)

    @property
    def ledger(self) -> Ledger:
        """The bookings of this run."""
        return self.ledger_of("main")

    def ledger_of(self, worker: str) -> Ledger:
        """The same ledger in the hands of one process, which cancels only its own bookings."""
        return Ledger(self.path / "ledger.jsonl", worker)


@dataclass(frozen=True)
class Audit:
    """What opening an app needs to know of the run that it is opened for.

    worker: "main", or xdist's name of this process; progress: says which screen is being
    looked at; redactor: masks the account's private values; shelf: where the processes of a
    run hand maps on to each other (see `sharing`), None in a run of one process; budget: how many
    times the usual budget exploring the app may cost.
    """

    folder: RunFolder
    worker: str
    profile: Profile
    credentials: Credentials
    allowed: frozenset[Effect]
    redactor: Redactor
    progress: Callable[[str], None] = lambda words: None
    shelf: Any | None = None
    budget: float = 1.0


def plan_of(app: App, audited: bool, drivable: bool) -> AppPlan:
    """How a run header tells of an app."""
    return AppPlan(
        id=app.id,
        channel=app.channel,
        entry=app.entry,
        package=app.package,
        audited=audited,
        drivable=drivable,
    )
