"""The page model: what a hospital page says and offers, before any skin has drawn it.

The pages (`devices.sandbox.pages`) make it, the skins draw it; neither knows the other.
A skin must be able to draw every block and carry out every act named here.
"""

from __future__ import annotations

from devices.sandbox.blocks import (
    Banner,
    Block,
    Buttons,
    Card,
    Cells,
    Chat,
    Days,
    Empty,
    Frame,
    Grid,
    Heading,
    Line,
    Media,
    Notice,
    Pattern,
    Picture,
    Slots,
    Spinner,
    Steps,
    Switch,
    Switches,
    Tab,
    Table,
    Tabs,
    Text,
)
from devices.sandbox.controls import (
    Act,
    ActKind,
    Control,
    Part,
    Tone,
    call,
    dead,
    download,
    go,
    leave,
    post,
    toast,
)
from devices.sandbox.forms import Agreement, Field, FieldKind, Form


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


__all__ = [
    "Act",
    "ActKind",
    "Agreement",
    "Banner",
    "Block",
    "Buttons",
    "Card",
    "Cells",
    "Chat",
    "Control",
    "Days",
    "Empty",
    "Field",
    "FieldKind",
    "File",
    "Form",
    "Frame",
    "Grid",
    "Heading",
    "Line",
    "Media",
    "Notice",
    "Outcome",
    "Page",
    "Part",
    "Pattern",
    "Picture",
    "Popup",
    "Redirect",
    "Slots",
    "Spinner",
    "Steps",
    "Switch",
    "Switches",
    "Tab",
    "Table",
    "Tabs",
    "Text",
    "Tone",
    "call",
    "dead",
    "download",
    "go",
    "leave",
    "post",
    "toast",
]
