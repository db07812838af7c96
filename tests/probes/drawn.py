"""Apps drawn with words, for tests of probes: no browser, no phone, no server.

    app = drawn(tmp_path, {
        "首页": ["预约挂号 > 挂号", "名医问诊 ! 功能建设中", "欢迎使用"],
        "挂号": ["心内科", "骨科"],
    })

The first page is the entry.  `> title` leads to the page of that title, `! words` shows a
toast, `? hint` is a field, `?? hint` one for long words, anything else is plain text.  BACK
leads to the page before; every page has an address.  `预约#2` is another part (tab) of the page
`预约`: it has the same title, and the same address up to its query.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from auditor.exploring.budget import Budget, Budgets
from auditor.live.session import Session
from auditor.walker import Walker
from devices.guard.effects import EffectRules
from devices.guard.guarding import Guard
from devices.ledger import Ledger
from devices.model import (
    Channel,
    DeviceFacts,
    Effect,
    Events,
    Gesture,
    Node,
    Rect,
    Role,
    Screen,
)
from devices.recording import BackRule, Recording, Way
from devices.replay import ReplayDevice
from evidence.model import Identity
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from probes.account import Credentials
from probes.lexicon import load_lexicon

WIDTH, HEIGHT, ROW = 360, 780, 48
SITE = "http://drawn.example/#/"
FACTS = DeviceFacts(Channel.H5, "手绘", "drawn", "1", WIDTH, HEIGHT)

Pages = Mapping[str, Sequence[str]]
opened: list[Walker] = []
"""Every app that was drawn and not closed yet; `tests/conftest.py` closes them after each test."""


def drawn(
    folder: Path,
    pages: Pages,
    *,
    allow: frozenset[Effect] = frozenset(),
    budget: Budget = Budgets.patient,
) -> Walker:
    """The app of these pages, live on a replay device, as a probe is given it."""
    ledger = Ledger(folder / "ledger.jsonl")
    device = ReplayDevice(_recording(pages), Guard(allow, EffectRules.load(), ledger))
    recorder = Recorder(folder, Redactor(Identity()), simulated=True)
    session = Session("app", SITE + "p0", device, recorder, load_lexicon())
    walker = Walker(
        session, Channel.H5, Credentials(), allow, ledger, budgets=Budgets(patient=budget)
    )
    opened.append(walker)
    return walker


def _recording(pages: Pages) -> Recording:
    ids: dict[str, str] = {}
    for number, title in enumerate(pages):
        page, _, part = title.partition("#")
        ids[title] = f"{ids[page]}?part={part}" if part else f"p{number}"
    screens = {ids[title]: _screen(ids[title], title, rows) for title, rows in pages.items()}
    opened = [
        Way(origin, Gesture.OPEN, page, text=SITE + page)
        for origin in ("", *screens)
        for page in screens
    ]
    ways = [way for title, rows in pages.items() for way in _ways(ids, title, rows)]
    return Recording(FACTS, screens, (*opened, *ways), back=BackRule.HISTORY)


def _screen(page: str, title: str, rows: Sequence[str]) -> Screen:
    nodes = tuple(_node(index, row) for index, row in enumerate(rows))
    return Screen(
        SITE + page, title.partition("#")[0], nodes, WIDTH, HEIGHT, status=200, simulated=True
    )


def _node(index: int, row: str) -> Node:
    label, leads, _ = _read(row)
    if row.startswith(("? ", "?? ")):
        mark, _, hint = row.partition(" ")
        kind = "text" if mark == "?" else "textarea"
        box = Rect(0, ROW * (index + 1), WIDTH, ROW)
        return Node(index, -1, Role.FIELD, box, hint=hint, kind=kind, editable=True)
    role = Role.BUTTON if leads else Role.TEXT
    box = Rect(0, ROW * (index + 1), WIDTH, ROW)
    return Node(index, -1, role, box, text=label, clickable=bool(leads), font=15)


def _ways(ids: Mapping[str, str], title: str, rows: Sequence[str]) -> Iterator[Way]:
    for index, row in enumerate(rows):
        label, leads, words = _read(row)
        if leads == ">":
            yield Way(ids[title], Gesture.TAP, ids[words], index, label)
        elif leads == "!":
            said = Events(toasts=(words,))
            yield Way(ids[title], Gesture.TAP, ids[title], index, label, events=said)


def _read(row: str) -> tuple[str, str, str]:
    """Label, sign ("" for plain text) and what stands behind it."""
    for sign in (">", "!"):
        label, found, words = row.partition(f" {sign} ")
        if found:
            return label, sign, words
    return row, "", ""
