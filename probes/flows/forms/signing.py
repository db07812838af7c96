"""What is sent to people says that it is a test, and no refused writing is sent a second time."""

from __future__ import annotations

import re

from devices.model import Node, Role, Screen
from probes.appmap import page_of
from probes.flows.screens.fields import (
    FILE_NAME,
    MARK,
    TICKS,
    WORDS_OF_THE_MARK,
    field_name,
    fields,
    fillable,
)
from probes.labels import searches
from probes.lexicon import plain

WRITTEN = {"text", "textarea", ""}
_COUNTED = re.compile(r"\d")
_FIGURES = re.compile(r"[\d./:\- ]+")
Entered = tuple[str, ...]


def unsigned(screen: Screen) -> bool:
    """Words can be written on this screen, and none that stand there say that this is a test."""
    return any(_is_written(n) for n in fillable(screen)) and not is_signed(screen)


def has_words(screen: Screen) -> bool:
    """Something other than figures was written on this screen, or can be."""
    written = (n for n in fillable(screen) if _is_written(n))
    return any(not _FIGURES.fullmatch(n.value) for n in written)


def _is_written(node: Node) -> bool:
    typed = node.role is Role.FIELD and node.editable and node.kind in WRITTEN
    return typed and not searches(node.hint)


def is_signed(screen: Screen) -> bool:
    """A field holds the words of a test, though a short field may have cut them off."""
    held = (f"{n.value}{n.text}" for n in screen.nodes if n.role is Role.FIELD)
    return any(plain(WORDS_OF_THE_MARK) in plain(words) for words in held)


def stands_there(screen: Screen) -> int:
    """How often the words of a test, or its file's name, stand on a screen outside its fields."""
    signs = (MARK, FILE_NAME)
    told = (n.text for n in screen.nodes if n.role is not Role.FIELD)
    return sum(any(sign in words for sign in signs) for words in told)


def entered(screen: Screen) -> Entered:
    """All that a form holds now, and whose it is: alike if the same would be sent again."""
    holds = [n for n in screen.nodes if n.role in {Role.FIELD, Role.CHOICE} | TICKS]
    kept = (f"{field_name(screen, n)}|{screen.label(n)}|{n.value}|{n.checked}" for n in holds)
    return (screen.address, screen.title, *kept)


def came_back(opened: Screen, after: Screen) -> bool:
    """The form stands there as it was opened, all its words and fields: it is no next step."""
    same = page_of(opened) == page_of(after) and bool(fields(opened) or _ticks(opened))
    words = {w for w in opened.words if not _COUNTED.search(w)}
    return same and words <= set(after.words) and _names(opened) == _names(after)


def taken_in(opened: Screen, before: Screen, after: Screen) -> bool:
    """A form that is blank again, with what was written into it below: its 请选择 asks for nothing.

    What an app says in a message of its own counts, whatever stands there.
    """
    if after.events.spoken or not came_back(opened, after):
        return False
    return stands_there(after) > stands_there(before)


def _names(screen: Screen) -> list[str]:
    return [*(f"{f.node.role}{f.node.hint}" for f in fields(screen)), *_ticks(screen)]


def _ticks(screen: Screen) -> list[str]:
    return [screen.label(n) for n in screen.nodes if n.role in TICKS]
