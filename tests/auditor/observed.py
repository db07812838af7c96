"""Observations and run headers for the tests of this room."""

from __future__ import annotations

from datetime import UTC, datetime

from auditor.audit.folder import AppPlan, RunHeader
from devices.model import Channel
from probes.model import Cause, Observation, ProofLevel

Value = bool | str | tuple[str, ...] | None


def seen(
    code: str,
    fact: str,
    value: Value,
    *,
    app: str = "h5",
    open: tuple[str, ...] = (),
    level: ProofLevel = ProofLevel.L2,
    reason: str = "",
    cause: Cause | None = None,
) -> Observation:
    """An observation with evidence; an open one has NO_DATA as its cause."""
    unknown = value is None or bool(open)
    return Observation(
        code,
        fact,
        app,
        value,
        level,
        reason or f"{fact} 见图",
        ("main-00001",),
        open,
        (cause or Cause.NO_DATA) if unknown else None,
    )


def header(*apps: str, left_out: tuple[str, ...] = (), codes: tuple[str, ...] = ()) -> RunHeader:
    """A run over the apps given, all H5."""
    return RunHeader(
        hospital="x",
        name="某医院",
        profile_sha256="0" * 64,
        rubric="beijing-2022",
        rubric_sha256="1" * 64,
        rehearsal=False,
        started=datetime(2026, 11, 22, tzinfo=UTC),
        tool="0",
        apps=tuple(
            AppPlan(id=app, channel=Channel.H5, entry="http://x/", audited=app not in left_out)
            for app in apps or ("h5",)
        ),
        allow=(),
        codes=codes or None,
    )
