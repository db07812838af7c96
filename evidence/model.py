"""What the evidence room takes and hands over: plain data, no device, no score.

Lengths are logical pixels of the page, as in the tree that a device dumped.

    EvidenceError                what was seen could not be kept as evidence
        RedactionFailed          private data may have stayed visible, so nothing was written
        AlreadyExists            a file of that name is there; evidence is never overwritten
        SealError                the run folder cannot be sealed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import Field

from documents.strict import StrictModel

REHEARSAL = "演练环境·非真实医院"


class EvidenceError(Exception):
    """What was seen could not be kept as evidence."""


class RedactionFailed(EvidenceError):
    """Masking failed; nothing of this capture was written."""


class AlreadyExists(EvidenceError):
    """A file of that name is already there; evidence is never overwritten."""


class SealError(EvidenceError):
    """The run folder cannot be sealed as it is."""


@dataclass(frozen=True)
class Box:
    """A rectangle of the page: left, top, width, height in logical pixels."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class TextBox:
    """One element of a screen as far as masking needs it.

    text: its own words (alt or aria-label of a picture); value: what a field holds now;
    hint: placeholder; role: "image" and "canvas" may be scannable codes, "field" holds values;
    kind: "password" hides the value whatever it is.
    """

    text: str
    x: float
    y: float
    w: float
    h: float
    role: str = "text"
    value: str = ""
    hint: str = ""
    kind: str = ""

    @property
    def box(self) -> Box:
        return Box(self.x, self.y, self.w, self.h)

    @classmethod
    def from_node(cls, node: Mapping[str, Any]) -> TextBox:
        """Read a node of a dumped tree: keys text, value, hint, role, kind and bounds.

        bounds: {"x", "y", "w", "h"} or the same four as a list.  Raises KeyError, TypeError
        or ValueError if it has no usable bounds.
        """
        bounds = node["bounds"]
        sides = [bounds[side] for side in "xywh"] if isinstance(bounds, Mapping) else bounds
        x, y, w, h = map(float, sides)
        words = {key: str(node.get(key) or "") for key in ("role", "value", "hint", "kind")}
        return cls(str(node.get("text") or ""), x, y, w, h, **words)


@dataclass(frozen=True)
class Identity:
    """Private values of the account under test, from the hospital's profile; never printed.

    others: whatever else must not be seen (password, SMS code, address, e-mail).  Empty
    values are ignored.  Raises ValueError for a name of a single character, which would
    mask half of every page.
    """

    names: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    id_cards: tuple[str, ...] = field(default=(), repr=False)
    cards: tuple[str, ...] = field(default=(), repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if any(len(name.strip()) == 1 for name in self.names):
            raise ValueError("账号姓名只有一个字,无法遮盖;请在医院档案中写全名")

    @property
    def values(self) -> tuple[str, ...]:
        """All values that are not empty, the longest first."""
        every = {*self.names, *self.phones, *self.id_cards, *self.cards, *self.others}
        return tuple(sorted((v.strip() for v in every if v.strip()), key=lambda v: (-len(v), v)))


class ItemKind(StrEnum):
    """What an evidence item shows."""

    SCREEN = "screen"
    DOCUMENT = "document"


class Item(StrictModel):
    """One piece of evidence, as `evidence/<id>.json` holds it; everything in it is masked.

    time: UTC, ISO 8601.  picture, thumb, tree: paths relative to the run folder, "" where
    there is none; sha256 of the picture file; boxes: what decided the finding, in logical
    pixels of the page; offset: rows that the rehearsal band adds above the page in the
    picture; scale: picture pixels per logical pixel; document: DocumentFacts and name, size
    and sha256 of a download, whose bytes are not kept.
    """

    id: str
    kind: ItemKind
    app: str
    time: str
    note: str
    simulated: bool
    address: str = ""
    title: str = ""
    picture: str = ""
    picture_sha256: str = ""
    thumb: str = ""
    tree: str = ""
    offset: int = 0
    scale: float = 1
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    device: dict[str, Any] = Field(default_factory=dict)
    events: dict[str, Any] = Field(default_factory=dict)
    document: dict[str, Any] = Field(default_factory=dict)
