"""Checks that a sealed bundle, a folder or a ZIP of it, is complete and unaltered.

Every file is read and hashed on every check: there is no shortcut that could call a bundle
whole without having looked.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from evidence.bundle import ALGORITHM, Seal
from evidence.container import Container, open_container
from evidence.manifest import (
    MANIFEST,
    SEAL,
    Entry,
    is_payload,
    read_manifest,
    sha256_of,
)

# What reading a damaged file, or a member of a damaged ZIP, may raise.
_UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError)


class ProblemKind(StrEnum):
    """What is wrong; the value is what users read."""

    NO_BUNDLE = "不是证据包"
    UNSEALED = "未封存"
    BAD_SEAL = "封条有误"
    BAD_LINE = "清单行有误"
    DANGEROUS = "危险路径"
    MISSING = "缺少"
    EXTRA = "多出"
    CHANGED = "被改动"
    UNREADABLE = "读不出"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a bundle; path within the bundle; message in Chinese."""

    kind: ProblemKind
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.path}({self.message})"


def verify(bundle: Path, *, fingerprint: str = "") -> list[Problem]:
    """Every problem of a bundle (folder or .zip); an empty list means whole and unaltered.

    fingerprint: that of the seal, if it was noted when sealing; then a bundle that was
    altered and sealed anew is noticed too.  Decisions in `review/` are not judged here.
    """
    with ExitStack() as stack:
        try:
            container = stack.enter_context(open_container(bundle))
        except _UNREADABLE as error:
            message = f"应为已封存的运行目录或其 .zip,现为:{error}"
            return [Problem(ProblemKind.NO_BUNDLE, str(bundle), message)]
        return list(_problems(container, fingerprint))


def _problems(container: Container, fingerprint: str) -> Iterator[Problem]:
    for path, reason in container.refused:
        yield Problem(ProblemKind.DANGEROUS, path, reason)
    manifest, seal = (_read(container, name) for name in (MANIFEST, SEAL))
    for name, data in ((MANIFEST, manifest), (SEAL, seal)):
        if data is None:
            yield Problem(ProblemKind.UNSEALED, name, "没有这个文件或读不出,无从核对")
    oxum = None
    if seal is not None:
        made, found = _check_seal(seal, manifest, fingerprint)
        yield from found
        oxum = made.oxum if made else None
    if manifest is not None:
        yield from _check_payload(container, manifest, oxum)


def _check_seal(
    data: bytes, manifest: bytes | None, fingerprint: str
) -> tuple[Seal | None, list[Problem]]:
    found: list[str] = []
    if fingerprint and hashlib.sha256(data).hexdigest() != fingerprint.lower():
        found.append("封条指纹与当时记下的不同:可能改动后重新封存过")
    try:
        seal = Seal.model_validate(json.loads(data))
    except (ValueError, RecursionError, ValidationError) as error:
        found.append(f"内容不合格式({type(error).__name__})")
        return None, [Problem(ProblemKind.BAD_SEAL, SEAL, message) for message in found]
    if seal.algorithm != ALGORITHM:
        found.append(f"不支持的算法 {seal.algorithm!r},只支持 {ALGORITHM}")
    if manifest is not None and hashlib.sha256(manifest).hexdigest() != seal.manifest_sha256:
        found.append(f"{MANIFEST} 与封条所记的校验值不同")
    return seal, [Problem(ProblemKind.BAD_SEAL, SEAL, message) for message in found]


def _check_payload(container: Container, manifest: bytes, oxum: str | None) -> Iterator[Problem]:
    entries, bad_lines = read_manifest(manifest)
    for bad in bad_lines:
        yield Problem(ProblemKind.BAD_LINE, f"{MANIFEST} 第{bad.line}行", bad.reason)
    if not entries and not bad_lines:
        yield Problem(ProblemKind.BAD_LINE, MANIFEST, "清单是空的")
    listed = {entry.path for entry in entries}
    for name in sorted(container.names):
        if is_payload(name) and name not in listed:
            yield Problem(ProblemKind.EXTRA, name, "不在清单中")
    size, whole = 0, True
    for entry in entries:
        length, problem = _check_file(container, entry)
        size += length
        if problem:
            whole = False
            yield problem
    found = f"{size}.{len(entries)}"
    if whole and oxum is not None and oxum != found:
        yield Problem(ProblemKind.BAD_SEAL, SEAL, f"应有字节数.文件数 {oxum},实为 {found}")


def _check_file(container: Container, entry: Entry) -> tuple[int, Problem | None]:
    if entry.path not in container.names:
        return 0, Problem(ProblemKind.MISSING, entry.path, "清单中有,包中没有")
    try:
        with container.open(entry.path) as file:
            digest, size = sha256_of(file)
    except _UNREADABLE as error:
        return 0, Problem(ProblemKind.UNREADABLE, entry.path, f"{type(error).__name__}:{error}")
    if digest != entry.sha256:
        return size, Problem(ProblemKind.CHANGED, entry.path, "内容与清单的校验值不同")
    return size, None


def _read(container: Container, name: str) -> bytes | None:
    if name not in container.names:
        return None
    try:
        with container.open(name) as file:
            return file.read()
    except _UNREADABLE:
        return None
