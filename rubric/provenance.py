"""Where a fact comes from: carried beside the facts, never part of the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Who established a fact; GIVEN is what a facts file states without saying who."""

    GIVEN = "given"
    PROBE = "probe"
    MATERIAL = "material"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The history of one fact.

    evidence: ids of evidence items; reason: what was seen, in Chinese; cause: why the fact is
    unknown, in Chinese, None if it is known; error: the tool itself failed on this fact.
    """

    source: Origin
    app: str | None = None
    evidence: tuple[str, ...] = ()
    reason: str = ""
    cause: str | None = None
    error: bool = False


FactKey = tuple[str, str] | tuple[str, str, str]
"""(code, fact), or (code, fact, app) for indicators that are judged per app."""

ProvenanceByFact = Mapping[FactKey, Provenance]
