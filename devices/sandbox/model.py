"""The page model: what a hospital page says and offers, before any skin has drawn it.

The pages (`devices.sandbox.pages`) make it, the skins draw it; neither knows the other.
A skin must be able to draw every block and carry out every act named here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Attribute


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
    data: dict[str, str] = {}
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


class Grid(Part):
    """A menu of icons."""

    kind: Literal["grid"] = "grid"
    title: str = ""
    items: tuple[Control, ...]
    columns: int = 4


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


class FieldKind(StrEnum):
    """What a person does in a field."""

    TEXT = "text"
    TEL = "tel"
    NUMBER = "number"
    PASSWORD = "password"
    CODE = "code"
    SELECT = "select"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    SWITCH = "switch"
    TEXTAREA = "textarea"
    FILE = "file"
    DATE = "date"
    HIDDEN = "hidden"


class Field(Part):
    """One field of a form.

    options: (value, words) of SELECT, RADIO and CHECKBOX (several may be ticked).
    code: for CODE, the button that asks for the code; it posts the whole form's values.
    image: a picture beside the field (graphic captcha).
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = True
    code: Control | None = None
    image: str = ""


class Agreement(Part):
    """The row "I have read …"; forced: the form is not sent while it is not ticked."""

    name: str = "agree"
    text: str
    links: tuple[Control, ...] = ()
    tickable: bool = True
    ticked: bool = False
    forced: bool = True
    refusal: str = "请先阅读并同意相关协议"


class Form(Part):
    kind: Literal["form"] = "form"
    post: str
    submit: str
    fields: tuple[Field, ...] = ()
    agreement: Agreement | None = None
    data: dict[str, str] = {}
    ask: str = ""


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
    data: dict[str, str] = {}
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
    data: dict[str, str] = {}


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


class Popup(Part):
    """A dialog that lies over the page when it opens."""

    title: str
    text: str
    close: str


class Page(Part):
    """One page.

    path: the address it was asked for, with its query.  status: HTTP status of the answer.
    tabs and active: the tab bar, empty on pages that have none.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    path: str = ""
    status: int = 200
    tabs: tuple[Control, ...] = ()
    active: int = -1
    popup: Popup | None = None
    home: bool = False


class Redirect(Part):
    """Not a page: go there instead; `words` are said on arrival."""

    to: str
    words: str = ""


class Outcome(Part):
    """What an action answered.

    ok: it was done.  toast: what is said.  to: the page to open next ("" stays, and reloads
    the page when `ok`).  leave: a web address to open instead.
    """

    ok: bool
    toast: str = ""
    to: str = ""
    leave: str = ""


class File(Part):
    """A file that is handed over; inline: shown, not saved."""

    name: str
    mime: str
    data: bytes
    status: int = 200
    inline: bool = False
