"""One audit in one process: the main one, xdist's controller, or one of its workers.

The main process or the controller makes the run folder and ends the run; every process that
runs probes joins the folder and writes a journal of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from auditor.audit import sharing
from auditor.audit.assignment import Assignment
from auditor.audit.closing import Closed, Render, close
from auditor.audit.conduct import Conclusion, Conductor, Opener
from auditor.audit.folder import Audit, RunFolder
from auditor.audit.journal import Failure, Journal, Record
from auditor.audit.sharing import ShelfAddress
from auditor.audit.verdict import facts_document, judge
from auditor.words import say_value
from documents.strict import Source
from evidence.redaction import Redactor
from probes.registry import Probe
from rubric import IndicatorScore, spell_points


class RunningAudit:
    """An audit under way; `folder` is None until it is made or joined."""

    def __init__(self, assignment: Assignment, worker: str = "main") -> None:
        self.assignment = assignment
        self.worker = worker
        self.folder: RunFolder | None = None
        self.closed: Closed | None = None
        self._conductor: Conductor | None = None
        self._journal: Journal | None = None
        self._shelf: Any | None = None

    def create(self, out: Path) -> RunFolder:
        """Make the run folder with its header."""
        folder = RunFolder.create(out, self.assignment.profile.id)
        folder.put_header(self.assignment.header(datetime.now(UTC)))
        self.folder = folder
        return folder

    def join(self, path: Path, shelf: ShelfAddress) -> None:
        """Work in the run folder that the controller has made, on the entries it names."""
        self.folder = RunFolder(path)
        self._shelf = sharing.join(shelf)
        entries = {plan.id: plan.entry for plan in self.folder.header().apps}
        apps = tuple(
            app.model_copy(update={"entry": entries[app.id]}) for app in self.assignment.apps
        )
        self.assignment = replace(self.assignment, apps=apps)

    def begin(
        self,
        codes: Iterable[str],
        probed: Iterable[str],
        opener: Opener,
        progress: Callable[[str], None],
    ) -> None:
        """Get ready to carry out these indicators in this process."""
        assignment = self.assignment
        assert self.folder is not None, "create or join first"
        audit = Audit(
            folder=self.folder,
            worker=self.worker,
            profile=assignment.profile,
            credentials=assignment.credentials,
            allowed=assignment.allowed,
            redactor=Redactor(assignment.identity()),
            progress=progress,
            shelf=self._shelf,
            budget=assignment.budget,
        )
        self._journal = self.folder.journal(self.worker)
        self._journal.selected(codes, probed)
        self._conductor = Conductor(
            audit,
            assignment.apps,
            assignment.edition,
            opener,
            self._journal,
            real_name=assignment.entry.shipped and not assignment.profile.rehearsal,
        )

    def carry_out(self, code: str, probe: Probe) -> tuple[Conclusion, dict[str, Any]]:
        """Conduct one probe; also its standing, as plain data for reports."""
        assert self._conductor is not None, "begin first"
        conclusion = self._conductor.conduct(code, probe)
        return conclusion, _told(self._standing(conclusion), self.assignment)

    def leave(self) -> None:
        """Give the devices back and end this process's journal; may be called twice."""
        if self._conductor is None or self._journal is None:
            return
        for error in self._conductor.close():
            message = f"归还设备时出错:{type(error).__name__}:{error}"
            self._journal.failed(Failure("", "", message))
        self._journal.close()
        self._conductor = None

    def finish(self, *, stopped: bool, render: Render) -> Closed:
        """End the run (main process or controller only); see auditor.audit.closing.close."""
        assert self.folder is not None, "create first"
        self.closed = close(self.folder, stopped=stopped, render=render)
        return self.closed

    def _standing(self, conclusion: Conclusion) -> IndicatorScore:
        """The indicator by what was just found; the other indicators do not matter for it."""
        assert self.folder is not None
        code = conclusion.code
        record = Record(
            selected={code},
            probed={code},
            started={code},
            concluded={code},
            observations=conclusion.observations,
            failures=conclusion.failures,
        )
        verdict = judge(self.folder.header(), self.assignment.edition, record, stopped=False)
        facts = Source("facts.json", facts_document(verdict))
        return verdict.card(facts).indicators[code]


def _told(standing: IndicatorScore, assignment: Assignment) -> dict[str, Any]:
    facts = assignment.edition.indicators[standing.code].facts
    groups = standing.by_app or {"": standing.facts}
    return {
        "code": standing.code,
        "name": standing.name,
        "weight": spell_points(standing.weight),
        "low": spell_points(standing.points.low),
        "high": spell_points(standing.points.high),
        "outcome": str(standing.outcome),
        "deductions": [one.to_json() for one in standing.deductions],
        "facts": [
            {
                "app": app if len(groups) > 1 else "",
                "gloss": facts[name].gloss,
                "value": say_value(facts[name], entry.value),
                "reason": entry.provenance.reason if entry.provenance else "",
                "cause": (entry.provenance.cause if entry.provenance else None) or "",
            }
            for app, entries in groups.items()
            for name, entry in entries.items()
        ],
    }
