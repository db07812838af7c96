"""What happened in a run, line by line, so that a crash or Ctrl-C loses nothing.

Every process of a run appends to a file of its own (`journal/<worker>.jsonl`); a line is on
the disk before the next step begins.  What a run found is read from the lines alone, the
same whether it ended well, was interrupted or lost a process.

    selected   codes   the indicators that this process may be given; probed: all with a probe
    started    code    a probe began
    observed   …       an observation, as in probes.model
    failed     code    the tool failed at this indicator: app, message
    concluded  code    a probe came to its end (with or without failures)
    simulated  app     an app declared itself a rehearsal
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from probes.model import Cause, Observation, ProofLevel

FOLDER = "journal"


@dataclass(frozen=True)
class Failure:
    """The tool failed at one indicator; app is "" where no single app is concerned."""

    code: str
    app: str
    message: str


class Journal:
    """Appends the lines of one process; every line is synced to disk."""

    def __init__(self, run_folder: Path, worker: str) -> None:
        """Opens a new file; raises FileExistsError if this worker has written before."""
        path = run_folder / FOLDER / f"{worker}.jsonl"
        path.parent.mkdir(exist_ok=True)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o644)

    def selected(self, codes: Iterable[str], probed: Iterable[str]) -> None:
        self._write("selected", codes=sorted(codes), probed=sorted(probed))

    def started(self, code: str) -> None:
        self._write("started", code=code)

    def observed(self, observation: Observation) -> None:
        self._write("observed", **asdict(observation))

    def failed(self, failure: Failure) -> None:
        self._write("failed", **asdict(failure))

    def concluded(self, code: str) -> None:
        self._write("concluded", code=code)

    def simulated(self, app: str) -> None:
        self._write("simulated", app=app)

    def close(self) -> None:
        """Give the file back; may be called twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, kind: str, **data: Any) -> None:
        line = json.dumps({"kind": kind, **data}, ensure_ascii=False) + "\n"
        os.write(self._file, line.encode())
        os.fsync(self._file)


@dataclass
class Record:
    """Everything that the journals of a run tell.

    selected: indicators to be probed in this run; probed: those that have a probe at all;
    torn: files whose last line was cut short by a crash.
    """

    selected: set[str] = field(default_factory=set)
    probed: set[str] = field(default_factory=set)
    started: set[str] = field(default_factory=set)
    concluded: set[str] = field(default_factory=set)
    observations: list[Observation] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    simulated: set[str] = field(default_factory=set)
    torn: list[str] = field(default_factory=list)

    @property
    def broken(self) -> set[str]:
        """Indicators at which the tool failed."""
        return {failure.code for failure in self.failures}

    @property
    def cut_short(self) -> set[str]:
        """Indicators that were begun and never ended: interrupted, or their process died."""
        return self.started - self.concluded


def read_journals(run_folder: Path) -> Record:
    """Read all journals of a run folder; an unreadable line that is not the last raises
    ValueError."""
    record = Record()
    for path in sorted((run_folder / FOLDER).glob("*.jsonl")):
        for line in _lines(path, record.torn):
            _note(record, line)
    return record


def _lines(path: Path, torn: list[str]) -> Iterator[dict[str, Any]]:
    *whole, rest = path.read_text(encoding="utf-8", errors="replace").split("\n")
    if rest:
        torn.append(path.name)
    for number, line in enumerate(whole, 1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path} 第{number}行不是 JSON,记录已损坏") from error


def _note(record: Record, line: dict[str, Any]) -> None:
    match line.pop("kind"):
        case "selected":
            record.selected.update(line["codes"])
            record.probed.update(line["probed"])
        case "started":
            record.started.add(line["code"])
        case "concluded":
            record.concluded.add(line["code"])
        case "failed":
            record.failures.append(Failure(**line))
        case "simulated":
            record.simulated.add(line["app"])
        case "observed":
            record.observations.append(_observation(line))
        case other:
            raise ValueError(f"不认识的记录种类 {other!r}")


def _observation(line: dict[str, Any]) -> Observation:
    value, cause = line["value"], line["cause"]
    return Observation(
        **{
            **line,
            "value": tuple(value) if isinstance(value, list) else value,
            "level": ProofLevel(line["level"]),
            "evidence": _tuple(line["evidence"]),
            "open": _tuple(line["open"]),
            "cause": None if cause is None else Cause(cause),
        }
    )


def _tuple(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(words)
