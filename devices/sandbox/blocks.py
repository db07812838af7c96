"""What a page is made of, from a heading to a chat."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field as Attribute

from devices.sandbox.controls import Act, Control, Part, Tone
from devices.sandbox.forms import Form


class Heading(Part):
    kind: Literal["heading"] = "heading"
    text: str


class Text(Part):
    """A paragraph."""

    kind: Literal["text"] = "text"
    text: str
    tone: Tone = Tone.PLAIN


class Notice(Part):
    """A hint in a coloured bar."""

    kind: Literal["notice"] = "notice"
    text: str


class Banner(Part):
    kind: Literal["banner"] = "banner"
    image: str
    alt: str


class Look(StrEnum):
    """Special menus: one picture after the other, or a button floating over the page."""

    USUAL = ""
    CAROUSEL = "carousel"
    FLOAT = "float"


class Grid(Part):
    """A menu of icons; a skin that does not know a look draws the usual one."""

    kind: Literal["grid"] = "grid"
    title: str = ""
    items: tuple[Control, ...]
    columns: int = 4
    look: Look = Look.USUAL


class Cells(Part):
    """A list of lines that open something."""

    kind: Literal["cells"] = "cells"
    title: str = ""
    items: tuple[Control, ...]


class Card(Part):
    """One thing with its properties; `act` is what touching the card itself does."""

    kind: Literal["card"] = "card"
    title: str
    tag: str = ""
    image: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    buttons: tuple[Control, ...] = ()
    act: Act | None = None


class Days(Part):
    """A strip of dates, one of them chosen."""

    kind: Literal["days"] = "days"
    items: tuple[Control, ...]
    chosen: int = 0


class Slots(Part):
    """Times that can be chosen."""

    kind: Literal["slots"] = "slots"
    title: str = ""
    items: tuple[Control, ...]


class Table(Part):
    kind: Literal["table"] = "table"
    title: str = ""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Steps(Part):
    """Steps of a way or a state; `done` of them lie behind."""

    kind: Literal["steps"] = "steps"
    title: str = ""
    items: tuple[tuple[str, str], ...]
    done: int = 0


class Buttons(Part):
    kind: Literal["buttons"] = "buttons"
    items: tuple[Control, ...]


class Switch(Part):
    label: str
    note: str = ""
    on: bool
    locked: bool = False
    act: Act


class Switches(Part):
    kind: Literal["switches"] = "switches"
    title: str = ""
    items: tuple[Switch, ...]


class Line(Part):
    """One thing said in a chat."""

    mine: bool
    who: str
    text: str
    time: str
    image: str = ""


class Chat(Part):
    """A conversation and the bar to write in; attach: name of a file field, "" for none."""

    kind: Literal["chat"] = "chat"
    lines: tuple[Line, ...]
    post: str
    data: dict[str, str] = Attribute(default={})
    hint: str
    send: str
    attach: str = ""


class Picture(Part):
    kind: Literal["picture"] = "picture"
    image: str
    alt: str
    caption: str = ""


class Media(Part):
    """A place for sound and picture of a call or a film."""

    kind: Literal["media"] = "media"
    title: str
    state: str
    buttons: tuple[Control, ...] = ()


class Pattern(Part):
    """The nine dots of a pattern lock; the pattern is sent as digits 1 to 9."""

    kind: Literal["pattern"] = "pattern"
    post: str
    name: str
    submit: str
    data: dict[str, str] = Attribute(default={})


class Empty(Part):
    kind: Literal["empty"] = "empty"
    text: str


class Spinner(Part):
    """Turns for ever."""

    kind: Literal["spinner"] = "spinner"
    text: str


class Frame(Part):
    """Another document inside the page."""

    kind: Literal["frame"] = "frame"
    address: str
    title: str


class Tab(Part):
    label: str
    blocks: tuple[Block, ...]


class Tabs(Part):
    kind: Literal["tabs"] = "tabs"
    items: tuple[Tab, ...]


Block = Annotated[
    Heading
    | Text
    | Notice
    | Banner
    | Grid
    | Cells
    | Card
    | Form
    | Days
    | Slots
    | Table
    | Steps
    | Buttons
    | Switches
    | Chat
    | Picture
    | Media
    | Pattern
    | Empty
    | Spinner
    | Frame
    | Tabs,
    Attribute(discriminator="kind"),
]
Tab.model_rebuild()
Tabs.model_rebuild()
