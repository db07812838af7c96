"""Writes files whole or not at all, and never over another file."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from evidence.model import AlreadyExists


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet: temporary name, fsync, then its real name.

    Raises AlreadyExists if `path` is there (also if another process was faster), OSError if
    the disk refuses; in both cases neither a part of the file nor the temporary one is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{path.name}.{secrets.token_hex(4)}.part"
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def as_json(data: Any) -> bytes:
    """JSON that a person can read: UTF-8, indented; NaN is refused (ValueError)."""
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _publish(temporary: Path, path: Path) -> None:
    """Give the file its name: a hard link fails where the name is taken, a rename would not."""
    try:
        os.link(temporary, path)
    except FileExistsError as error:
        raise AlreadyExists(f"{path.name} 已经存在,证据不可覆盖;请换一个运行目录") from error
    except OSError as error:
        _publish_without_links(temporary, path, error)


def _publish_without_links(temporary: Path, path: Path, cause: OSError) -> None:
    """On a file system without hard links (FAT): claim the name, then rename over the claim."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise AlreadyExists(f"{path.name} 已经存在,证据不可覆盖;请换一个运行目录") from cause
    try:
        temporary.replace(path)
    except OSError:
        path.unlink()
        raise
