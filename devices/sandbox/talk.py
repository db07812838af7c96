"""What the hospital says about its services without offering them: content/talk.yaml."""

from __future__ import annotations

from functools import cache
from random import Random

from devices.sandbox.hospital import CONTENT
from devices.sandbox.model import Cells, Control, go
from devices.sandbox.visit import Visit
from documents import StrictModel, parse_as, read_yaml

SHOWN, HEADLINES = 8, 3
"""News items of one hospital, and how many of them stand on its first page."""


COLUMNS = ("talk_news", "talk_questions", "talk_prices")


class Piece(StrictModel):
    """A news item; offset: days before today."""

    id: str
    title: str
    offset: int
    text: str


class Question(StrictModel):
    ask: str
    answer: str


class Price(StrictModel):
    """price: yuan per unit."""

    item: str
    unit: str
    price: str


class Talk(StrictModel):
    news: tuple[Piece, ...]
    questions: tuple[Question, ...]
    prices: tuple[Price, ...]

    def piece(self, ident: str) -> Piece:
        """KeyError if there is none."""
        return {piece.id: piece for piece in self.news}[ident]


@cache
def talk() -> Talk:
    return parse_as(Talk, read_yaml(CONTENT / "talk.yaml"))


def headlines(v: Visit) -> Cells:
    """What the first page shows of it: the latest news, and the ways to the rest."""
    items = [line(v, piece) for piece in news_of(v)[:HEADLINES]]
    more = [(term, go(f"/talk/{term.removeprefix('talk_')}")) for term in COLUMNS]
    ways = [Control(label=v.t(term), act=act) for term, act in more]
    return Cells(title=v.t("talk_latest"), items=(*items, *ways))


def news_of(v: Visit) -> list[Piece]:
    """The news of this hospital, newest first."""
    drawn = Random(f"{v.features.seed}:talk").sample(talk().news, SHOWN)
    return sorted(drawn, key=lambda piece: piece.offset)


def line(v: Visit, piece: Piece) -> Control:
    """The line that opens a news item."""
    return Control(
        label=piece.title, note=str(v.day(-piece.offset)), act=go(f"/talk/read?id={piece.id}")
    )
