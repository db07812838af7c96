"""The functions that menus can offer: where each leads and which features stand behind it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import model_validator

from devices.sandbox.catalogue import catalogue
from documents import StrictModel, parse_as, read_yaml


class Entry(StrictModel):
    """features: the entry is there while one of them is; official: its page on the web site.

    scattered: offered in menus only where the hospital has no common place for such services.
    """

    path: str
    features: tuple[str, ...] = ()
    icon: str = "doc"
    official: str = ""
    scattered: bool = False


class EntryTable(StrictModel):
    entries: dict[str, Entry]

    @model_validator(mode="after")
    def _features_exist(self) -> EntryTable:
        known = catalogue().features
        for name, entry in self.entries.items():
            missing = [key for key in entry.features if key not in known]
            if missing:
                raise ValueError(f"{name} 里有不存在的功能点 {missing}")
        return self


@cache
def entries() -> dict[str, Entry]:
    """The table shipped with the rehearsal hospital; `fact.*` stands for all members."""
    source = read_yaml(Path(__file__).with_name("entries.yaml"))
    for item in source.data["entries"].values():
        item["features"] = [key for name in item.get("features", ()) for key in _spread(name)]
    return parse_as(EntryTable, source).entries


def _spread(name: str) -> list[str]:
    if not name.endswith(".*"):
        return [name]
    fact = name.removesuffix(".*")
    return [key for key, owner in catalogue().features.items() if owner == fact]
