"""What the journals of a run amount to: a value for every fact, and the score of them.

Pure: reads no file.  Used for the whole run when it is closed, and for one indicator as soon
as its probe has ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.audit.folder import RunHeader
from auditor.audit.journal import Failure, Record
from auditor.audit.merge import Missing, United, unite
from documents.strict import Source
from probes.model import Cause
from rubric import (
    Edition,
    FactKey,
    FactSource,
    Origin,
    Provenance,
    Scorecard,
    parse_facts,
    score,
    to_plain,
)

DIED = "测评进程在此项中途退出"
_SETTLED_BY = {FactSource.MATERIAL: Origin.MATERIAL, FactSource.EXPERT: Origin.EXPERT}


@dataclass(frozen=True)
class Verdict:
    """united: every fact of the edition; failures: those of a died process included."""

    edition: Edition
    header: RunHeader
    united: tuple[United, ...]
    failures: tuple[Failure, ...]

    def card(self, facts: Source) -> Scorecard:
        """Score a facts document (that of `facts_document`, as read back from its file)."""
        sheet = parse_facts(facts, self.edition)
        return score(self.edition, sheet, _provenance(self))


def judge(header: RunHeader, edition: Edition, record: Record, *, stopped: bool) -> Verdict:
    """Unite what a record tells.

    stopped: the run was ended early on purpose (Ctrl-C, -x), so an unfinished indicator is no
    failure.
    """
    failures = _failures(record, stopped)
    gaps = _Gaps(header, record, edition, {(one.code, one.app): one for one in failures})
    apps = [app.id for app in header.apps]
    united = unite(edition, apps, record.observations, gaps.why)
    return Verdict(edition, header, tuple(united), failures)


def _failures(record: Record, stopped: bool) -> tuple[Failure, ...]:
    """What failed, and what was begun and never ended although nobody stopped the run."""
    died = () if stopped else sorted(record.cut_short - record.broken)
    return (*record.failures, *(Failure(code, "", DIED) for code in died))


def _by_place(failures: Iterable[Failure]) -> Mapping[tuple[str, str], Failure]:
    return {(failure.code, failure.app): failure for failure in failures}


@dataclass(frozen=True)
class _Gaps:
    """Why a fact has no observation in an app."""

    header: RunHeader
    record: Record
    edition: Edition
    failed: Mapping[tuple[str, str], Failure]

    def why(self, code: str, fact: str, app: str) -> Missing:
        source = self.edition.fact(code, fact).source
        if source is FactSource.MATERIAL:
            return Missing(app, Cause.NEEDS_MATERIAL)
        if source is FactSource.EXPERT:
            return Missing(app, Cause.NEEDS_EXPERT)
        waiver = next((w for w in self.header.waivers if w.code == code), None)
        if waiver is not None:
            return Missing(app, Cause.WAIVED, f"{waiver.reason}(至 {waiver.until})")
        if code not in self.record.probed:
            return Missing(app, Cause.NO_PROBE)
        return self._of_app(code, app)

    def _of_app(self, code: str, app: str) -> Missing:
        plan = next(plan for plan in self.header.apps if plan.id == app)
        if not plan.audited:
            return Missing(app, Cause.NOT_SELECTED if plan.drivable else Cause.NO_DRIVER)
        failure = self.failed.get((code, app)) or self.failed.get((code, ""))
        if failure is not None:
            return Missing(app, Cause.DEVICE_FAILED, failure.message)
        if code not in self.record.selected:
            return Missing(app, Cause.NOT_SELECTED)
        return Missing(app, Cause.NOT_REACHED)


def facts_document(verdict: Verdict) -> dict[str, Any]:
    """The facts file (contracts.md): unknown facts as null, every submitted app listed."""
    header = verdict.header
    document: dict[str, Any] = {
        "hospital": header.hospital,
        "rubric": header.rubric,
        "apps": {app.id: {} for app in header.apps},
        "facts": {},
        "innovations": None,
        "material_compliant": None,
        "security_notices": None,
    }
    for one in verdict.united:
        table = document["apps"][one.app] if one.app else document["facts"]
        table.setdefault(one.code, {})[one.name] = to_plain(one.value)
    return document


def _provenance(verdict: Verdict) -> dict[FactKey, Provenance]:
    """Where each fact on the card comes from."""
    found: dict[FactKey, Provenance] = {}
    for one in verdict.united:
        source = verdict.edition.fact(one.code, one.name).source
        key: FactKey = (one.code, one.name, one.app) if one.app else (one.code, one.name)
        found[key] = Provenance(
            source=Origin.PROBE if one.evidence else _SETTLED_BY.get(source, Origin.PROBE),
            app="、".join(one.apps) or None,
            evidence=one.evidence,
            reason=one.reason,
            cause=";".join(one.causes) or None,
            error=source not in _SETTLED_BY and _is_broken(one, verdict.failures),
        )
    return found


def _is_broken(one: United, failures: Iterable[Failure]) -> bool:
    return any(
        failure.code == one.code and (not one.app or failure.app in {one.app, ""})
        for failure in failures
    )
