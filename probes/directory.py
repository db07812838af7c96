"""All hospitals that are known, and finding one by what people call it.

DocumentError       some profiles are wrong, or two hospitals share an id or a name
UnknownHospital     nobody is called so; carries the nearest hospitals
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from documents.strict import DocumentError, Problem
from probes.profile import Profile, fold, read_profile

SHIPPED = Path(__file__).parent / "hospitals"
"""The profiles that come with the product."""

NEAR = 60.0
"""Least likeness (rapidfuzz, 0-100) of a name that is worth suggesting."""


class UnknownHospital(Exception):
    """No hospital is called `asked`; `near` are the likeliest ones, best first."""

    def __init__(self, asked: str, near: tuple[Profile, ...]) -> None:
        self.asked = asked
        self.near = near
        super().__init__(asked)


@dataclass(frozen=True)
class Entry:
    """One profile and the file that it was read from."""

    profile: Profile
    file: Path

    @property
    def shipped(self) -> bool:
        """True for a profile that came with the product."""
        return self.file.parent == SHIPPED


@dataclass(frozen=True)
class Directory:
    """Hospitals by every name they answer to."""

    entries: tuple[Entry, ...]

    def find(self, asked: str) -> Entry:
        """The hospital with this id, name or alias; raises UnknownHospital.

        Only an exact name counts (blanks, width and case aside): auditing the wrong hospital
        is worse than asking again.
        """
        wanted = fold(asked)
        for entry in self.entries:
            if wanted in map(fold, entry.profile.called):
                return entry
        raise UnknownHospital(asked, self.near(asked))

    def near(self, asked: str, limit: int = 5) -> tuple[Profile, ...]:
        """The hospitals whose names are most like `asked`, best first."""
        names = {
            (index, word): fold(word)
            for index, entry in enumerate(self.entries)
            for word in entry.profile.called
        }
        found = process.extract(
            fold(asked), names, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=limit * 4
        )
        indexes = dict.fromkeys(index for _, _, (index, _) in found)
        return tuple(self.entries[index].profile for index in indexes)[:limit]


def open_directory(extra: Path | None = None) -> Directory:
    """Read the shipped profiles and those of a further folder.

    Raises DocumentError with the problems of all files at once.
    """
    folders = [SHIPPED] if extra is None else [SHIPPED, extra]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for folder in folders:
        for file in _profiles(folder, problems):
            try:
                entries.append(Entry(read_profile(file), file))
            except DocumentError as error:
                problems.extend(error.problems)
    problems.extend(_clashes(entries))
    if problems:
        raise DocumentError(problems)
    return Directory(tuple(entries))


def _profiles(folder: Path, problems: list[Problem]) -> list[Path]:
    if not folder.is_dir():
        problems.append(Problem(str(folder), None, "", "找不到这个医院配置文件夹", "核对路径"))
        return []
    return sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])


def _clashes(entries: Iterable[Entry]) -> Iterable[Problem]:
    owner: dict[str, Entry] = {}
    for entry in entries:
        for word in dict.fromkeys(map(fold, entry.profile.called)):
            first = owner.setdefault(word, entry)
            if first is not entry:
                message = f"“{word}”已是 {first.profile.name}({first.file})的 id、名称或简称"
                yield Problem(str(entry.file), None, "", message, "改用不重复的 id 和简称")
