"""Where a skin puts the functions: menu pages, tab bar, and the manner of its journeys."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from devices.sandbox.blocks import Look
from documents import StrictModel, parse_as, read_yaml


class Journey(StrictModel):
    """How a skin leads through things.

    agreement: the service agreement before booking is a page of its own, or a row under the
    order.  departments: grouped (one page per group) or all on one page.  first_login: the
    way of logging in that comes first.  slot_order: date first, then doctor, or doctor first.
    confirm: sending an order is asked once more in a dialog.  frames: pages shown in an iframe.
    wall: what stands before personal pages, a redirect to the login page or a page that
    says so.  messages: the message centre is a list of all, or a folder per kind.
    """

    agreement: Literal["page", "inline"] = "page"
    departments: Literal["grouped", "flat"] = "grouped"
    first_login: Literal["password", "sms"] = "sms"
    slot_order: Literal["doctor", "date"] = "doctor"
    confirm: bool = True
    frames: tuple[str, ...] = ()
    wall: Literal["redirect", "page"] = "redirect"
    messages: Literal["list", "folders"] = "list"


class Group(StrictModel):
    """A block of a menu page: entries as a grid of icons or as list lines.

    banner: show the hospital's picture instead.  title is a label term.  look: of a grid.
    """

    style: Literal["grid", "cells"] = "grid"
    title: str = ""
    columns: int = 4
    entries: tuple[str, ...] = ()
    banner: bool = False
    look: Look = Look.USUAL


class Menu(StrictModel):
    """A menu page; head: "user" puts the account's card on top, "hospital" the address card."""

    title: str
    icon: str = "grid"
    head: Literal["", "user", "hospital"] = ""
    groups: tuple[Group, ...]


class TabItem(StrictModel):
    title: str
    path: str
    icon: str = "home"


class Placement(StrictModel):
    """skin.yaml: kind says who draws, `menus` are pages by path, "/" is the entry.

    An entry may be a function's term or the path of another menu.  routes: where a single-page
    skin keeps its address; with "history" every path is answered with its one document.
    """

    kind: Literal["spa", "mpa"]
    routes: Literal["hash", "history"] = "hash"
    about: str
    tabs: tuple[TabItem, ...]
    menus: dict[str, Menu]
    journey: Journey = Journey()


def read_placement(path: Path) -> Placement:
    """Read a skin.yaml; DocumentError with all its problems."""
    return parse_as(Placement, read_yaml(path))
