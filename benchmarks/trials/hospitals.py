"""The rehearsal hospitals of a benchmark: drawn, from feature files, or with one switch turned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from devices.sandbox import Features, skin_names
from devices.sandbox.features import truth
from devices.sandbox.generator import draw
from devices.sandbox.skins import Skin, load_skin

APP = "h5"


@dataclass(frozen=True)
class Case:
    """One hospital to audit.

    id: ascii, also the id of its profile; seed: what it was drawn from.
    """

    id: str
    seed: int
    skin: Skin
    features: Features
    settings: Mapping[str, Any]

    def truth(self) -> dict[str, Any]:
        """The true value of every fact, in the form of the facts file."""
        return truth(self.features, APP, self.id)


def seed_range(text: str) -> range:
    """The seeds that `A..B` or a single number names; ValueError for anything else."""
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)


def drawn(seeds: Iterable[int], skins: Sequence[str] = ()) -> list[Case]:
    """A hospital per seed, in its own wording and placement."""
    hospitals = [draw(seed, skins) for seed in seeds]
    return [Case(f"draw-{h.seed}", h.seed, h.skin, h.features, h.settings) for h in hospitals]


def from_files(count: int, skins: Sequence[str] = ()) -> list[Case]:
    """`count` random feature files, each in every skin as the skin itself words and places it."""
    hospitals = [draw(seed) for seed in range(1, count + 1)]
    return [
        Case(f"file-{h.seed}-{name}", h.seed, load_skin(name), h.features, h.settings)
        for h in hospitals
        for name in skins or skin_names()
    ]


def switched(skin: str, settings: Mapping[str, Any], id: str) -> Case:
    """Everything on but for these settings."""
    features = Features.from_settings(settings)
    return Case(id, 0, load_skin(skin), features, dict(settings))
