"""News, questions and prices: pages that speak of functions and are none."""

from __future__ import annotations

from devices.sandbox.model import Block, Cells, Heading, Table, Text
from devices.sandbox.routing import page
from devices.sandbox.talk import line, news_of, talk
from devices.sandbox.visit import Visit


def _given(v: Visit) -> None:
    if not v.features.talk:
        raise KeyError("no talk here")


@page("/talk/news", "talk_news")
def news(v: Visit) -> list[Block]:
    _given(v)
    return [Cells(items=tuple(line(v, piece) for piece in news_of(v)))]


@page("/talk/read", "talk_read")
def read(v: Visit) -> list[Block]:
    _given(v)
    piece = talk().piece(v.ask("id"))
    stamp = Text(text=f"发布时间：{v.day(-piece.offset)}　来源：宣传处")
    return [Heading(text=piece.title), stamp, Text(text=piece.text)]


@page("/talk/questions", "talk_questions")
def questions(v: Visit) -> list[Block]:
    _given(v)
    blocks: list[Block] = []
    for number, entry in enumerate(talk().questions, start=1):
        blocks += [Heading(text=f"{number}. {entry.ask}"), Text(text=f"答：{entry.answer}")]
    return blocks


@page("/talk/prices", "talk_prices")
def prices(v: Visit) -> list[Block]:
    _given(v)
    rows = tuple((price.item, price.unit, price.price) for price in talk().prices)
    return [Table(head=("项目名称", "单位", "价格(元)"), rows=rows)]
