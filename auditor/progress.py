"""What the audit is looking at right now, on one line of a terminal that is overwritten."""

from __future__ import annotations

import os
from typing import TextIO

from rich.cells import set_cell_size
from rich.console import Console


class Progress:
    """One line at the bottom of a terminal; without a stream it is silent."""

    def __init__(self, stream: TextIO | None) -> None:
        self._file = stream
        self._head = ""

    @classmethod
    def on_terminal(cls) -> Progress:
        """On standard output if that is a terminal.

        Writes to a copy of it, because pytest captures the original while a probe runs.
        """
        if not os.isatty(1):
            return cls(None)
        return cls(os.fdopen(os.dup(1), "w", encoding="utf-8"))

    def begin(self, head: str) -> None:
        """A new indicator is being looked at."""
        self._head = head
        self.say("")

    def say(self, words: str) -> None:
        """Show what is on the screen now."""
        if self._file is None:
            return
        width = Console(file=self._file).width - 1
        line = " ".join(f"{self._head} {words}".split())
        self._file.write(f"\r{set_cell_size(line, width)}")
        self._file.flush()

    def clear(self) -> None:
        """Leave an empty line for what is printed next."""
        if self._file is not None:
            self._file.write("\r\x1b[2K")
            self._file.flush()

    def close(self) -> None:
        """Stop showing anything; may be called twice."""
        if self._file is not None:
            self.clear()
            self._file.close()
            self._file = None
