"""Reading the project's own documents: fenced blocks, shell commands, links."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Command:
    """One command line of a `bash` block."""

    document: Path
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.document.name}: {shlex.join(self.words)}"


def blocks(document: Path, language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    found = _FENCE.findall(document.read_text(encoding="utf-8"))
    return [body for kind, body in found if kind == language]


def commands(program: str) -> list[Command]:
    """Every different command of all documents that runs this program."""
    found: dict[tuple[str, ...], Command] = {}
    for document in DOCUMENTS:
        for line in "".join(blocks(document, "bash")).splitlines():
            words = tuple(shlex.split(line, comments=True))
            if words and words[0] == program:
                found.setdefault(words, Command(document, words))
    return list(found.values())


def links(document: Path) -> list[str]:
    """What a document links to, or shows as a picture; code is left out."""
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    return _LINK.findall(re.sub(r"`[^`\n]*`", "", text))
