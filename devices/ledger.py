"""The bookings ledger: what took a slot that a patient could have, and how it ended.

Append-only JSON lines, each forced to the disk before the call returns, so that a booking
is on record before the finger touches the screen, whatever dies afterwards.
"""

from __future__ import annotations

import json
import os
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from documents.strict import DocumentError, Problem

Outcome = Literal["cancelled", "never_made"]
_LONG_NUMBER = re.compile(r"\d(?:[\s\-]?\d){5,}[\dXx]")


@dataclass(frozen=True)
class Entry:
    """A booking that has been begun.  opened: UTC, ISO 8601."""

    id: str
    what: str
    address: str
    opened: str


class Ledger:
    """The ledger in one file; several processes may append to it.

    holder: whose bookings these are (a worker's name); its entries' ids begin with it.
    """

    def __init__(self, path: Path, holder: str = "main") -> None:
        self._path = path
        self._holder = holder

    def enter(self, what: str, screen_address: str) -> str:
        """Put a booking on record *before* it is made; returns the entry's id."""
        entry = f"{self._holder}-{uuid.uuid4().hex[:12]}"
        self._append(
            {
                "entry": entry,
                "what": _masked(what),
                "address": _masked(screen_address),
                "opened": datetime.now(UTC).isoformat(timespec="seconds"),
            }
        )
        return entry

    def settle(self, entry: str, outcome: Outcome, proof: str) -> None:
        """Say how a booking ended and what shows it; KeyError if it is not open."""
        if entry not in {known.id for known in self.open_entries()}:
            raise KeyError(f"台账 {self._path} 里没有未了结的 {entry}")
        self._append(
            {
                "settles": entry,
                "outcome": outcome,
                "proof": _masked(proof),
                "settled": datetime.now(UTC).isoformat(timespec="seconds"),
            }
        )

    def own_open(self) -> tuple[Entry, ...]:
        """Open bookings of this holder: nobody else may cancel or settle them meanwhile."""
        mine = f"{self._holder}-"
        return tuple(entry for entry in self.open_entries() if entry.id.startswith(mine))

    def open_entries(self) -> tuple[Entry, ...]:
        """Bookings that nobody has shown to be cancelled; must be empty when a run ends."""
        entries: dict[str, Entry] = {}
        for line in self._lines():
            if "entry" in line:
                entries[line["entry"]] = Entry(
                    line["entry"], line["what"], line["address"], line["opened"]
                )
            else:
                entries.pop(line["settles"], None)
        return tuple(entries.values())

    def _lines(self) -> list[dict[str, str]]:
        if not self._path.exists():
            return []
        found, problems = [], []
        for number, line in enumerate(_records(self._path), start=1):
            try:
                found.append(_checked(json.loads(line)))
            except (json.JSONDecodeError, ValueError) as error:
                message = f"这一行不是台账记录({error})"
                problems.append(
                    Problem(str(self._path), number, "", message, "人工核对有无未取消的预约")
                )
        if problems:
            raise DocumentError(problems)
        return found

    def _append(self, line: dict[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        data = (json.dumps(line, ensure_ascii=False) + "\n").encode()
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)


def _records(path: Path) -> list[str]:
    """The lines of the file; unlike splitlines, only a line feed ends one."""
    return [line for line in path.read_text("utf-8").split("\n") if line]


def _checked(line: object) -> dict[str, str]:
    entry = {"entry", "what", "address", "opened"}
    end = {"settles", "outcome", "proof", "settled"}
    if not isinstance(line, dict) or set(line) not in (entry, end):
        raise ValueError("缺少或多出字段")
    return line


def _masked(words: str) -> str:
    """The words with every number of seven digits or more blotted out."""
    return _LONG_NUMBER.sub("*******", words)
