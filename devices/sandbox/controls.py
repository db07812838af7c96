"""What can be touched on a page, and what touching it does."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Base of every part of a page: frozen, strict."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ActKind(StrEnum):
    """What touching a control does."""

    GO = "go"
    POST = "post"
    DOWNLOAD = "download"
    CALL = "call"
    TOAST = "toast"
    DEAD = "dead"
    LEAVE = "leave"


class Act(Part):
    """What touching a control does.

    GO opens the page `to`; POST sends `data` to the action `to`; DOWNLOAD fetches the file at
    the address `to`; CALL dials `to`; TOAST only says `to`; DEAD does nothing at all; LEAVE
    opens the web address `to` in the same window.  ask: a question to be confirmed first.
    """

    kind: ActKind
    to: str = ""
    data: dict[str, str] = Field(default={})
    ask: str = ""


def go(path: str) -> Act:
    return Act(kind=ActKind.GO, to=path)


def post(action: str, ask: str = "", **data: str) -> Act:
    return Act(kind=ActKind.POST, to=action, data=data, ask=ask)


def download(address: str) -> Act:
    return Act(kind=ActKind.DOWNLOAD, to=address)


def call(number: str) -> Act:
    return Act(kind=ActKind.CALL, to=number)


def toast(words: str) -> Act:
    return Act(kind=ActKind.TOAST, to=words)


def dead() -> Act:
    return Act(kind=ActKind.DEAD)


def leave(address: str) -> Act:
    return Act(kind=ActKind.LEAVE, to=address)


class Tone(StrEnum):
    """How weighty a control or a text is."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"
    MUTED = "muted"


class Control(Part):
    """Anything that can be touched: a menu item, a list line, a button, a link."""

    label: str
    act: Act
    note: str = ""
    value: str = ""
    icon: str = ""
    tone: Tone = Tone.PLAIN
