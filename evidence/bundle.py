"""Seals a run folder: afterwards every change to it can be noticed.

A seal proves that nothing was altered since sealing.  It does not prove who sealed it or that
the app was really like this: whoever can write all files can seal anew.  So note the seal's
fingerprint somewhere else when it matters.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from documents.strict import StrictModel
from evidence.files import as_json, write_new
from evidence.manifest import (
    MANIFEST,
    REVIEW,
    SEAL,
    danger_of,
    is_payload,
    sha256_of,
    write_manifest,
)
from evidence.model import SealError

ALGORITHM = "sha256"


class RunFacts(StrictModel):
    """What was audited and with what; hashes are SHA-256 in hex.

    simulated: the app was a rehearsal, not a real hospital's.
    """

    hospital: str
    edition: str
    edition_sha256: str
    profile_sha256: str
    tool_version: str
    simulated: bool


class Seal(StrictModel):
    """Content of `seal.json`.

    oxum: "<bytes>.<files>" of the payload; items: evidence items; time: UTC, ISO 8601.
    """

    algorithm: str
    manifest_sha256: str
    oxum: str
    items: int
    time: str
    run: RunFacts


@dataclass(frozen=True)
class Sealed:
    """A finished seal; fingerprint: SHA-256 of `seal.json`, to be noted elsewhere."""

    seal: Seal
    fingerprint: str


def seal(
    run_folder: Path, facts: RunFacts, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Sealed:
    """Seal a run folder as the very last act on it; nothing is written if it can't be sealed.

    Raises SealError, naming everything that is wrong at once: no such folder, sealed before,
    links, unfinished or unusable file names, decisions made before sealing.
    """
    files = list(_payload(run_folder))
    sums, size = [], 0
    for name in files:
        with (run_folder / name).open("rb") as file:
            digest, length = sha256_of(file)
        sums.append((name, digest))
        size += length
    manifest = write_manifest(sums)
    made = Seal(
        algorithm=ALGORITHM,
        manifest_sha256=hashlib.sha256(manifest).hexdigest(),
        oxum=f"{size}.{len(files)}",
        items=sum(name.startswith("evidence/") and name.count("/") == 1 for name in files),
        time=clock().astimezone(UTC).isoformat(timespec="seconds"),
        run=facts,
    )
    text = as_json(made.model_dump(mode="json"))
    write_new(run_folder / MANIFEST, manifest)
    try:
        write_new(run_folder / SEAL, text)
    except BaseException:
        (run_folder / MANIFEST).unlink()
        raise
    return Sealed(made, hashlib.sha256(text).hexdigest())


def _payload(run_folder: Path) -> Iterator[str]:
    if not run_folder.is_dir():
        raise SealError(f"找不到运行目录 {run_folder};请核对路径")
    problems, names = [], []
    for name in (MANIFEST, SEAL, REVIEW):
        if os.path.lexists(run_folder / name):
            problems.append(f"{name} 已经存在:只能封存一次,评审只能在封存之后")
    for path in sorted(run_folder.rglob("*")):
        name = path.relative_to(run_folder).as_posix()
        if path.is_symlink():
            problems.append(f"{name} 是链接,不能封存;请换成文件本身")
        elif path.is_file():
            if danger := danger_of(name):
                problems.append(f"{name!r} {danger};请改文件名")
            names.append(name)
        elif not path.is_dir():
            problems.append(f"{name} 不是普通文件")
    if not names:
        problems.append("目录是空的,没有可封存的内容")
    if problems:
        raise SealError(f"{run_folder} 不能封存:\n" + "\n".join(problems))
    return (name for name in names if is_payload(name))
