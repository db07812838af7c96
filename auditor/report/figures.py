"""Evidence items as figures of the page: a picture that opens in full, or what a file was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from auditor.report.view import Figure
from evidence.model import Item, ItemKind

BEIJING = timezone(timedelta(hours=8))
# Only what the recorder itself has named is ever linked to.
_STORED = re.compile(r"evidence/(?:pictures/[0-9a-f]+\.png|thumbs/[0-9a-f]+\.webp)")
_SHA_SHOWN = 12


def figures_of(ids: Iterable[str], items: Mapping[str, Item]) -> tuple[Figure, ...]:
    """Figures in the order of the ids, numbered from 1; a lost item becomes a figure too."""
    return tuple(_figure(number, id, items.get(id)) for number, id in enumerate(ids, 1))


def stored(path: str) -> str:
    """The path if it can only be a file that the recorder wrote, else ""."""
    return path if _STORED.fullmatch(path) else ""


def clock(moment: datetime) -> str:
    """`2026-11-22 19:14:05`, Beijing time."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def _figure(number: int, id: str, item: Item | None) -> Figure:
    if item is None:
        note = "运行目录中没有这份证据"
        return Figure(number, id, app="", note=note, title="", address="", time="")
    return Figure(
        number,
        id,
        app=item.app,
        note=item.note,
        title=item.title,
        address=item.address,
        time=clock(datetime.fromisoformat(item.time)),
        thumb=stored(item.thumb),
        picture=stored(item.picture),
        lines=_document(item.document) if item.kind is ItemKind.DOCUMENT else _events(item.events),
    )


def _document(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a download was; the whole hash is in the evidence item."""
    pages = f"、{facts['pages']} 页" if facts["pages"] else ""
    return (
        ("文件名", str(facts["name"] or "无")),
        ("内容", f"{facts['kind']}{pages}、{facts['size']} 字节"),
        ("SHA-256", f"{facts['sha256'][:_SHA_SHOWN]}…"),
    )


def _events(events: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the app said for a moment and a picture cannot show."""
    told = (("提示", "toasts"), ("对话框", "dialogs"))
    lines = [(word, ";".join(map(str, events.get(key) or ()))) for word, key in told]
    if isinstance(status := events.get("status"), int) and status >= 400:
        lines.append(("HTTP", str(status)))
    return tuple((word, words) for word, words in lines if words)
