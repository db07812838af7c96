"""A bundle's files, whether they lie in a folder or in a ZIP of it; nothing is unpacked."""

from __future__ import annotations

import os
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from evidence.manifest import MANIFEST, SEAL, danger_of


@dataclass(frozen=True)
class Container:
    """names: files by their path in the bundle; refused: (path, why) of what is not touched."""

    names: frozenset[str]
    refused: tuple[tuple[str, str], ...]
    open: Callable[[str], IO[bytes]]


@contextmanager
def open_container(bundle: Path) -> Iterator[Container]:
    """Open a folder or a ZIP.

    Raises OSError if there is neither; a damaged ZIP raises zipfile.BadZipFile, ValueError
    or RuntimeError.
    """
    if bundle.is_dir():
        yield _folder(bundle)
    else:
        with zipfile.ZipFile(bundle) as package:
            yield _archive(package)


def _folder(root: Path) -> Container:
    names, refused = set(), []
    for path in _walk(root):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            refused.append((name, "是链接,可能指到包外"))
        elif not path.is_file():
            refused.append((name, "不是普通文件"))
        elif danger := danger_of(name):
            refused.append((name, danger))
        else:
            names.add(name)
    return Container(frozenset(names), tuple(refused), lambda name: (root / name).open("rb"))


def _walk(root: Path) -> Iterator[Path]:
    """Every file and link below a folder, links not followed; OSError if one can't be read."""

    def fail(error: OSError) -> None:
        raise error

    for folder, folders, files in os.walk(root, onerror=fail):
        here = Path(folder)
        yield from (here / name for name in files)
        yield from (here / name for name in folders if (here / name).is_symlink())


def _archive(package: zipfile.ZipFile) -> Container:
    """Files of a ZIP; one folder around the whole bundle is taken off the names."""
    infos = [info for info in package.infolist() if not info.is_dir()]
    prefix = _common_folder([info.filename for info in infos])
    times = Counter(info.filename for info in infos)
    names, refused = set(), []
    for info in infos:
        name = info.filename.removeprefix(prefix)
        danger = danger_of(info.filename) or _danger_in_zip(info)
        if times[info.filename] > 1:
            danger = "在压缩包中出现多次"
        if danger:
            refused.append((name, danger))
        else:
            names.add(name)
    return Container(
        frozenset(names), tuple(dict.fromkeys(refused)), lambda name: package.open(prefix + name)
    )


def _common_folder(names: list[str]) -> str:
    tops = {name.partition("/")[0] + "/" for name in names}
    if len(tops) == 1:
        top = tops.pop()
        if top + MANIFEST in names or top + SEAL in names:
            return top
    return ""


def _danger_in_zip(info: zipfile.ZipInfo) -> str:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "是链接,可能指到包外"
    if info.flag_bits & 0x1:
        return "已加密,无法核对"
    return "" if info.filename == info.orig_filename else "文件名含异常字符"
