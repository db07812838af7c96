"""End a run: what its folder tells becomes facts, score card, report and sealed bundle.

Everything is read back from the run folder, never from memory, so it does not matter how the
run ended or how many processes it had.  `observations.json` and `facts.json` are written
before anything is scored, and the score is computed from `facts.json` alone
(docs/adr: "the seal covers the score card").
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from auditor.audit.folder import RunFolder, RunHeader
from auditor.audit.journal import Record, read_journals
from auditor.audit.verdict import Verdict, facts_document, judge
from devices.ledger import Entry
from documents.strict import read_json
from evidence.bundle import RunFacts, Sealed, seal
from rubric import Scorecard, load_edition, to_plain

Render = Callable[[Path], Path]
"""Makes the HTML score card of a run folder and returns its path."""

T = TypeVar("T")


@dataclass(frozen=True)
class Closed:
    """A finished run.

    stopped: ended early on purpose.  open_bookings: must be empty; None if the ledger cannot
    be read.  report: the HTML score card; None if it could not be made.  sealed: the seal, with
    the fingerprint by which the bundle is known; None if there is none.  troubles: what of the
    closing went wrong, in Chinese.
    """

    folder: RunFolder
    verdict: Verdict
    card: Scorecard
    record: Record
    stopped: bool
    open_bookings: tuple[Entry, ...] | None
    simulated: bool
    report: Path | None
    sealed: Sealed | None
    troubles: tuple[str, ...]

    @property
    def broken(self) -> bool:
        """The tool failed somewhere, or a booking may still be open."""
        return bool(
            self.verdict.failures or self.troubles or self.record.torn or self.open_bookings
        )


def close(folder: RunFolder, *, stopped: bool, render: Render) -> Closed:
    """Merge, score, report and seal; may be called once per run folder.

    stopped: the run was ended early on purpose (Ctrl-C, -x).  A report or a seal that fails is
    among the troubles; anything worse raises (DocumentError, EvidenceError, OSError), and what
    the probes found stays in the folder in any case.
    """
    troubles: list[str] = []
    header = folder.header()
    record = read_journals(folder.path)
    verdict = judge(header, load_edition(header.rubric), record, stopped=stopped)
    simulated = header.rehearsal or bool(record.simulated)
    folder.put("observations.json", _told(verdict, simulated))
    card = verdict.card(read_json(folder.put("facts.json", facts_document(verdict))))
    folder.put("scorecard.json", _card_json(folder, card, verdict, simulated))
    report = _attempt("生成评分卡网页", lambda: render(folder.path), troubles)
    sealed = _attempt(
        "封存运行目录", lambda: seal(folder.path, _run_facts(header, simulated)), troubles
    )
    bookings = _attempt("读取预约台账", folder.ledger.open_entries, troubles)
    return Closed(
        folder, verdict, card, record, stopped, bookings, simulated, report, sealed, tuple(troubles)
    )


def _attempt(what: str, act: Callable[[], T], troubles: list[str]) -> T | None:
    """Do one step of the closing; its failure is told and must not take the others along."""
    try:
        return act()
    except Exception as error:
        troubles.append(f"{what}失败({type(error).__name__}):{error}")
        return None


def _told(verdict: Verdict, simulated: bool) -> dict[str, Any]:
    return {
        "hospital": verdict.header.hospital,
        "simulated": simulated,
        "facts": [{**asdict(one), "value": to_plain(one.value)} for one in verdict.united],
        "failures": [asdict(failure) for failure in verdict.failures],
    }


def _card_json(
    folder: RunFolder, card: Scorecard, verdict: Verdict, simulated: bool
) -> dict[str, Any]:
    """The score card with what a reader of the run needs beside it."""
    return {
        **card.to_json(),
        "name": verdict.header.name,
        "simulated": simulated,
        "computed_from": {
            "rubric_sha256": verdict.header.rubric_sha256,
            "facts_sha256": _sha256(folder.path / "facts.json"),
            "observations_sha256": _sha256(folder.path / "observations.json"),
        },
        "failures": [asdict(failure) for failure in verdict.failures],
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _run_facts(header: RunHeader, simulated: bool) -> RunFacts:
    return RunFacts(
        hospital=header.hospital,
        edition=header.rubric,
        edition_sha256=header.rubric_sha256,
        profile_sha256=header.profile_sha256,
        tool_version=header.tool,
        simulated=simulated,
    )
