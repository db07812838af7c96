"""Reads the items of a run folder back, for reports and for judging again."""

from __future__ import annotations

from pathlib import Path

from documents.strict import DocumentError, Problem, parse_as, read_json
from evidence.model import Item
from evidence.recorder import FOLDER


def read_items(run_folder: Path) -> tuple[Item, ...]:
    """Every evidence item, sorted by id.  Raises DocumentError with all damaged ones at once."""
    items: list[Item] = []
    problems: list[Problem] = []
    for path in sorted((run_folder / FOLDER).glob("*.json")):
        try:
            items.append(parse_as(Item, read_json(path)))
        except DocumentError as error:
            problems.extend(error.problems)
    if problems:
        raise DocumentError(problems)
    return tuple(items)
