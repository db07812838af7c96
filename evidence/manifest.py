"""The list of a bundle's files with their SHA-256, in the form that `sha256sum -c` reads.

What a bundle consists of, and nothing else:

    manifest-sha256.txt    a line per payload file
    seal.json              the seal: hash of the manifest, and what was audited with what
    review/                decisions, added by reviewers after sealing; they keep their own
                           hash chain and are no part of the manifest
    every other file       the payload
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

MANIFEST = "manifest-sha256.txt"
SEAL = "seal.json"
REVIEW = "review"

_LINE = re.compile(r"(?P<sum>[0-9a-f]{64})  (?P<path>.+)")
_OTHER_SUM = re.compile(r"\\?[0-9A-Fa-f]+ [ *].+")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One line of the manifest."""

    path: str
    sha256: str
    line: int


@dataclass(frozen=True)
class BadLine:
    """A line that can't be used, and why (Chinese)."""

    line: int
    reason: str


def is_payload(path: str) -> bool:
    """False for the manifest, the seal and what lies in `review/`."""
    return path not in {MANIFEST, SEAL} and not path.startswith(f"{REVIEW}/")


def danger_of(path: str) -> str:
    """Why a path must not be followed (Chinese), "" if it is harmless."""
    if path.startswith(("/", "\\", "~")) or re.match(r"[A-Za-z]:", path):
        return "是绝对路径"
    if "\\" in path or any(ord(char) < 32 or ord(char) == 127 for char in path):
        return "含反斜杠或控制字符"
    if ".." in path.split("/"):
        return "含 .. ,会指到包外"
    if not path or path != str(PurePosixPath(path)):
        return "写法不规范"
    return ""


def write_manifest(sums: Iterable[tuple[str, str]]) -> bytes:
    """The manifest of (path, SHA-256) pairs, sorted by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums)).encode()


def read_manifest(data: bytes) -> tuple[list[Entry], list[BadLine]]:
    """Every usable line, and every other one with its reason."""
    entries: list[Entry] = []
    bad: list[BadLine] = []
    seen: set[str] = set()
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw and number == data.count(b"\n") + 1:
            continue
        try:
            entry = _entry(raw, number)
            if entry.path in seen:
                raise ValueError(f"{entry.path} 列了两次")
            seen.add(entry.path)
            entries.append(entry)
        except ValueError as error:
            bad.append(BadLine(number, str(error)))
    return entries, bad


def sha256_of(file: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and size of an open file, read in pieces."""
    digest, size = hashlib.sha256(), 0
    while piece := file.read(_CHUNK):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _entry(raw: bytes, number: int) -> Entry:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise ValueError("不是 UTF-8 文字") from None
    match = _LINE.fullmatch(text)
    if not match:
        if _OTHER_SUM.fullmatch(text):
            raise ValueError("校验值不是小写的 SHA-256(64 位),不支持其他算法")
        raise ValueError(f"应为“64 位校验值、两个空格、路径”,现为 {text[:60]!r}")
    path = match["path"]
    if danger := danger_of(path):
        raise ValueError(f"路径 {path!r} {danger}")
    if not is_payload(path):
        raise ValueError(f"{path} 不应列入清单")
    return Entry(path, match["sum"], number)
