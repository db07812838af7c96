"""The words of the score card page (words.yaml): one for every value of each enum."""

from __future__ import annotations

from enum import Enum
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import field_validator

from devices.model import Channel, Effect
from documents.strict import StrictModel, parse_as, read_yaml
from probes.appmap import Arrival
from probes.model import Cause
from rubric import FactSource, Origin, ProofLevel

E = TypeVar("E", bound=Enum)


class Words(StrictModel):
    """words.yaml.

    settle: what would settle a fact that is unknown for a cause; awaited: who can establish
    a fact that nobody has established.
    """

    settle: dict[Cause, str]
    sources: dict[Origin, str]
    awaited: dict[FactSource, str]
    levels: dict[ProofLevel, str]
    channels: dict[Channel, str]
    effects: dict[Effect, str]
    arrivals: dict[Arrival, str]
    seen_as: dict[str, str]

    @field_validator("settle", "sources", "awaited", "levels", "channels", "effects", "arrivals")
    @classmethod
    def _complete(cls, words: dict[E, str]) -> dict[E, str]:
        """A value without a word would surface only in the run that has it."""
        kind = type(next(iter(words)))
        lacking = [one.value for one in kind if one not in words]
        if lacking:
            raise ValueError(f"缺少 {'、'.join(lacking)}")
        return words


@cache
def load_words() -> Words:
    """Read words.yaml; raises DocumentError if a word is missing or unknown."""
    return parse_as(Words, read_yaml(Path(__file__).with_name("words.yaml")))
