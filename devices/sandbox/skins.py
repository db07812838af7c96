"""Skins: how the page model becomes what a browser shows.  See README.md for how to add one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from devices.sandbox.entries import entries
from devices.sandbox.model import Page
from devices.sandbox.painted import painted
from devices.sandbox.placement import Menu, Placement, read_placement
from devices.sandbox.words import read_wording

HERE = Path(__file__).with_name("skins")
REACHED_OTHERWISE = {"register", "messages"}
"""From the login page; from the tab bar or a menu, as the skin likes."""
INSIDE = {
    "reports": ("outpatient_record", "exam_report", "lab_report", "exam_image"),
    "payments": (
        "pay_appointment",
        "pay_outpatient",
        "pay_deposit",
        "pay_settlement",
        "pay_exam",
        "pay_drug",
    ),
}
"""Hubs that stand for the functions inside them."""


class UnknownSkin(ValueError):
    """There is no skin of this name."""


@dataclass(frozen=True)
class Skin:
    """One look of the hospital: a folder with skin.yaml, wording.yaml and what draws it."""

    name: str
    folder: Path
    placement: Placement
    words: Mapping[str, str]

    @property
    def single_page(self) -> bool:
        """Draws in the browser (index.html) instead of on the server (templates/)."""
        return self.placement.kind == "spa"

    @cached_property
    def _templates(self) -> Environment:
        loader = FileSystemLoader(self.folder / "templates")
        drawer = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        drawer.globals["painted"] = painted
        return drawer

    def index(self) -> str:
        """The one document of a single-page skin."""
        return (self.folder / "index.html").read_text(encoding="utf-8")

    def draw(self, page: Page, said: list[str], bare: bool = False) -> str:
        """The document of one page; `said` are words left by the last action; bare: in a frame."""
        name = "frame.html" if bare else "page.html"
        menu = self.placement.menus.get(urlsplit(page.path).path)
        return self._templates.get_template(name).render(page=page, said=said, menu=menu)

    def asset(self, name: str) -> Path:
        """A file under static/ of this skin, or shared by all; LookupError."""
        for root in (self.folder / "static", HERE / "shared"):
            path = (root / name).resolve()
            if path.is_relative_to(root.resolve()) and path.is_file():
                return path
        raise LookupError(name)


def skin_names() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in HERE.glob("*/skin.yaml")))


def load_skin(name: str) -> Skin:
    """Read a skin; UnknownSkin, DocumentError, or SkinError if a function is nowhere placed."""
    if name not in skin_names():
        raise UnknownSkin(f"没有皮肤 {name!r},现有：{'、'.join(skin_names())}")
    folder = HERE / name
    placement = read_placement(folder / "skin.yaml")
    skin = Skin(name, folder, placement, read_wording(folder / "wording.yaml"))
    _check(skin)
    return skin


class SkinError(ValueError):
    """A skin places what does not exist, or uses words that it does not have."""


SCATTERED_AT_MOST = 3


def _scattered(menu: Menu) -> int:
    names = [name for group in menu.groups for name in group.entries]
    return sum(name in entries() and entries()[name].scattered for name in names)


def _unplaced(placed: set[str]) -> list[str]:
    """Functions that no menu offers and that no other page leads to."""
    reached = set(placed) | REACHED_OTHERWISE
    for hub, parts in INSIDE.items():
        reached |= set(parts) if hub in placed else set()
        reached |= {hub} if set(parts) <= placed else set()
    return [name for name in entries() if name not in reached]


def _check(skin: Skin) -> None:
    menus = skin.placement.menus
    groups = [group for menu in menus.values() for group in menu.groups]
    placed = {name for group in groups for name in group.entries}
    terms = {menu.title for menu in menus.values()} | {tab.title for tab in skin.placement.tabs}
    terms |= {group.title for group in groups if group.title}
    faults = [f"没有功能或菜单 {name}" for name in placed - set(entries()) - set(menus)]
    faults += [f"没有词条 {term}" for term in terms - set(skin.words)]
    faults += [
        f"{path} 上散放的便民服务多于 {SCATTERED_AT_MOST} 项，成了集中展示"
        for path, menu in menus.items()
        if _scattered(menu) > SCATTERED_AT_MOST
    ]
    faults += [f"功能 {name} 没有放在任何菜单里" for name in _unplaced(placed)]
    if faults:
        raise SkinError(f"皮肤 {skin.name}:" + ";".join(sorted(faults)))
