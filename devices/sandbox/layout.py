"""Menus drawn at random: which functions stand together, on which page, how many taps away."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

from devices.sandbox.entries import entries
from devices.sandbox.placement import Group, Journey, Menu, Placement, TabItem
from documents import StrictModel, parse_as, read_yaml

HOME, SERVICES, MINE = "/", "/services", "/mine"
SCATTERED_AT_MOST = 3
"""Convenience services on one menu page; more would be the common place that 3.3.2 asks for."""


class Section(StrictModel):
    """Functions that apps tend to put together; title is a label term."""

    title: str
    icon: str
    entries: tuple[str, ...]


class Sections(StrictModel):
    """sections.yaml: what stands where in the apps of real hospitals.

    popular: often on the first page; mine: often on the account's page; anywhere: in any
    section; hubs: one entry that may stand for several.
    """

    popular: tuple[str, ...]
    mine: tuple[str, ...]
    anywhere: tuple[str, ...]
    sections: dict[str, Section]
    hubs: dict[str, tuple[str, ...]]


@cache
def sections() -> Sections:
    return parse_as(Sections, read_yaml(Path(__file__).with_name("sections.yaml")))


class Page:
    """A menu page while it is being filled."""

    def __init__(
        self, title: str, icon: str = "grid", head: Literal["", "user", "hospital"] = ""
    ) -> None:
        self.title, self.icon, self.head = title, icon, head
        self.groups: list[tuple[str, list[str]]] = []
        self.room = SCATTERED_AT_MOST

    def menu(self, chance: Random, banner: bool = False) -> Menu:
        drawn = [_group(title, names, chance) for title, names in self.groups if names]
        first = [Group(banner=True)] if banner else []
        return Menu(title=self.title, icon=self.icon, head=self.head, groups=(*first, *drawn))


def lay_out(skin: Placement, chance: Random) -> Placement:
    """The skin's manner of drawing with menus and journeys of chance; every function is placed."""
    pages = _pages(chance)
    has_tab = SERVICES in pages and chance.random() < 0.5
    if SERVICES in pages and not has_tab:
        pages[HOME].groups[0][1].append(SERVICES)
    _scatter(pages.values(), chance)
    banner = chance.random() < 0.6
    menus = {path: page.menu(chance, banner and path == HOME) for path, page in pages.items()}
    update = {"menus": menus, "tabs": _tabs(has_tab, chance), "journey": _journey(skin, chance)}
    return skin.model_copy(update=update)


def _pages(chance: Random) -> dict[str, Page]:
    """Home, mine, a page for each section that is a folder (two at least), and services if
    anything came to stand there."""
    book = sections()
    home = Page("tab_home", head=chance.choice(["", "", "hospital"]))
    home.groups.append(("", chance.sample(book.popular, chance.randint(3, 7))))
    services = Page("all_services")
    services.groups.append(("", []))
    pages = {HOME: home, SERVICES: services, MINE: _mine(chance)}
    stray = list(book.anywhere)
    folders = chance.sample(list(book.sections), chance.randint(2, 4))
    for name, section in book.sections.items():
        content = _content(section, stray, chance)
        if name in folders:
            pages[_address(name)] = Page(section.title, section.icon)
            pages[_address(name)].groups.append(("", content))
            (home if chance.random() < 0.6 else services).groups[0][1].append(_address(name))
        else:
            (home if chance.random() < 0.3 else services).groups.append((section.title, content))
    pages[MINE].groups[0][1].extend(stray)
    return {path: page for path, page in pages.items() if any(names for _, names in page.groups)}


def _address(name: str) -> str:
    """Where a folder lies: no function has its page there."""
    return f"/menu/{name}"


def _mine(chance: Random) -> Page:
    """The account's page: one or two blocks."""
    page = Page("tab_mine", head="user")
    own = chance.sample(sections().mine, len(sections().mine))
    cut = chance.randint(2, len(own))
    page.groups += [("", own[:cut]), ("", own[cut:])]
    return page


def _content(section: Section, stray: list[str], chance: Random) -> list[str]:
    """The section's functions, and now and then some of those that may stand anywhere."""
    content = [part for entry in section.entries for part in _split(entry, chance)]
    while stray and chance.random() < 0.5:
        content.append(stray.pop())
    chance.shuffle(content)
    return content


def _split(name: str, chance: Random) -> Iterable[str]:
    """An entry, or for a hub now and then the entries it stands for."""
    parts = sections().hubs.get(name, ())
    return parts if parts and chance.random() < 0.35 else (name,)


def _scatter(pages: Iterable[Page], chance: Random) -> None:
    """Convenience services of hospitals without a common place for them, a few per page."""
    open_pages = list(pages)
    for name in (name for name, entry in entries().items() if entry.scattered):
        page = chance.choice([page for page in open_pages if page.room])
        page.room -= 1
        filled = [names for _, names in page.groups if names]
        chance.choice(filled).append(name)


def _group(title: str, names: list[str], chance: Random) -> Group:
    style: Literal["grid", "cells"] = "grid" if chance.random() < 0.65 else "cells"
    return Group(
        title=title, style=style, columns=chance.choice([3, 4, 4, 5]), entries=tuple(names)
    )


def _tabs(services: bool, chance: Random) -> tuple[TabItem, ...]:
    tabs = [TabItem(title="tab_home", path=HOME, icon="home")]
    if services:
        tabs.append(TabItem(title="tab_services", path=SERVICES, icon="grid"))
    if chance.random() < 0.5:
        tabs.append(TabItem(title="tab_messages", path="/messages", icon="bell"))
    return (*tabs, TabItem(title="tab_mine", path=MINE, icon="user"))


def _journey(skin: Placement, chance: Random) -> Journey:
    """The manner of the journeys; what a skin puts in frames is part of its look and stays."""
    return skin.journey.model_copy(
        update={
            "agreement": chance.choice(["page", "inline"]),
            "departments": chance.choice(["grouped", "flat"]),
            "first_login": chance.choice(["password", "sms"]),
            "slot_order": chance.choice(["doctor", "date"]),
            "confirm": chance.random() < 0.5,
            "wall": chance.choice(["redirect", "page"]),
            "messages": chance.choice(["list", "folders"]),
        }
    )
