"""Everything that the score card page is made of, read back from the run folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from auditor.audit.folder import AppPlan, RunFolder, RunHeader
from auditor.report.view import Bookings
from auditor.report.written import Card, Told, ToldFact, WrittenMap
from documents.strict import DocumentError, parse_as, read_json
from evidence.items import read_items
from evidence.model import Item
from rubric import Edition, FactSheet, load_edition, parse_facts

MAPS = "appmap-"


@dataclass(frozen=True)
class NamedMap:
    """An app map and whose it is; name: in whose eyes ("visitor", "patient")."""

    app: str
    name: str
    worker: str
    map: WrittenMap


@dataclass(frozen=True)
class Sources:
    """One run.

    told: merged facts by (code, fact, app), app "" for those of the hospital.
    """

    run: str
    header: RunHeader
    edition: Edition
    card: Card
    sheet: FactSheet
    told: Mapping[tuple[str, str, str], ToldFact]
    items: Mapping[str, Item]
    maps: tuple[NamedMap, ...]
    bookings: Bookings


def read_sources(run_folder: Path) -> Sources:
    """Read a run folder that has been scored.

    Raises DocumentError where a file is missing or not what it must be; an unreadable
    bookings ledger is told on the page instead, since that is what a person must see.
    """
    folder = RunFolder(run_folder)
    header = folder.header()
    edition = load_edition(header.rubric)
    told = parse_as(Told, read_json(run_folder / "observations.json"))
    return Sources(
        run=run_folder.name,
        header=header,
        edition=edition,
        card=parse_as(Card, read_json(run_folder / "scorecard.json")),
        sheet=parse_facts(read_json(run_folder / "facts.json"), edition),
        told={(one.code, one.name, one.app): one for one in told.facts},
        items={item.id: item for item in read_items(run_folder)},
        maps=tuple(_maps(run_folder, header.apps)),
        bookings=_bookings(folder),
    )


def _maps(run_folder: Path, apps: Iterable[AppPlan]) -> list[NamedMap]:
    """The maps in the order of the apps, those of visitors last."""
    found = []
    for path in sorted(run_folder.glob(f"{MAPS}*.json")):
        app, name, worker = path.stem.removeprefix(MAPS).rsplit("-", 2)
        found.append(NamedMap(app, name, worker, parse_as(WrittenMap, read_json(path))))
    order = [app.id for app in apps]
    return sorted(found, key=lambda one: (order.index(one.app), one.name == "visitor"))


def _bookings(folder: RunFolder) -> Bookings:
    try:
        still_open = folder.ledger.open_entries()
    except (DocumentError, OSError) as error:
        return Bookings(0, (), str(error))
    words = tuple(f"{one.what}({one.opened},{one.address})" for one in still_open)
    return Bookings(_made(folder.path / "ledger.jsonl"), words)


def _made(ledger: Path) -> int:
    """How many bookings were begun, by a ledger that has just been found readable."""
    if not ledger.exists():
        return 0
    lines = ledger.read_text(encoding="utf-8").splitlines()
    return sum("entry" in json.loads(line) for line in lines)
