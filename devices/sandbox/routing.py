"""Which code answers which address: pages, actions and files, each behind its feature.

The gates are the same for all: what is off does not exist, what is hollow answers hollowly,
what is personal asks for a login first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import iter_modules
from urllib.parse import parse_qsl, quote, urlsplit

from devices.sandbox.catalogue import PAGE_WAYS, Way, catalogue
from devices.sandbox.hollow import bad_file, busy, hollow_page, missing_page
from devices.sandbox.menus import menu_page
from devices.sandbox.model import (
    Block,
    Buttons,
    Control,
    Empty,
    File,
    Outcome,
    Page,
    Redirect,
    Tone,
    go,
)
from devices.sandbox.visit import Visit

Answer = Iterable[Block] | Page | Redirect
PageMaker = Callable[[Visit], Answer]
Doer = Callable[[Visit, dict[str, str]], Outcome]
FileMaker = Callable[[Visit], File]


@dataclass(frozen=True)
class Route:
    """A page of the app: its title's term, the feature that it is, whether it is personal."""

    make: PageMaker
    term: str
    feature: str | None
    login: bool


@dataclass(frozen=True)
class Deed:
    do: Doer
    feature: str | None
    login: bool


@dataclass(frozen=True)
class Paper:
    make: FileMaker
    feature: str | None
    login: bool
    name: str
    mime: str


PAGES: dict[str, Route] = {}
ACTIONS: dict[str, Deed] = {}
FILES: dict[str, Paper] = {}


def page(
    path: str, term: str, feature: str | None = None, login: bool = False
) -> Callable[[PageMaker], PageMaker]:
    """Register a page."""
    _known(feature)

    def register(make: PageMaker) -> PageMaker:
        PAGES[path] = Route(make, term, feature, login)
        return make

    return register


def action(name: str, feature: str | None = None, login: bool = True) -> Callable[[Doer], Doer]:
    """Register what a form or button does."""
    _known(feature)

    def register(do: Doer) -> Doer:
        ACTIONS[name] = Deed(do, feature, login)
        return do

    return register


def file(
    path: str, name: str, mime: str, feature: str | None = None, login: bool = True
) -> Callable[[FileMaker], FileMaker]:
    """Register a document that can be fetched."""
    _known(feature)

    def register(make: FileMaker) -> FileMaker:
        FILES[path] = Paper(make, feature, login, name, mime)
        return make

    return register


def _known(feature: str | None) -> None:
    if feature is not None and feature not in catalogue().features:
        raise LookupError(f"没有功能点 {feature}")


def load_pages() -> None:
    """Import every module of `devices.sandbox.pages`, which registers what it holds."""
    package = import_module("devices.sandbox.pages")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")


def show(visit: Visit, address: str) -> Page | Redirect:
    """The page at an address (path and query) of the app."""
    parts = urlsplit(address or "/")
    visit = replace(visit, path=parts.path, query=dict(parse_qsl(parts.query)))
    answer = _page(visit)
    if isinstance(answer, Redirect):
        return answer
    return _framed(visit, answer.model_copy(update={"path": address}))


def _page(visit: Visit) -> Page | Redirect:
    menu = visit.placement.menus.get(visit.path)
    if menu is not None:
        return menu_page(visit, menu)
    route = PAGES.get(visit.path)
    if route is None or (route.feature and visit.blocked_at_door(route.feature)):
        return missing_page()
    if route.login and not visit.logged_in:
        return _wall(visit)
    way = visit.state(route.feature).way if route.feature else None
    title = visit.t(route.term)
    if way in PAGE_WAYS and route.feature and way:
        return hollow_page(way, title, visit.features.seed, route.feature)
    try:
        answer = route.make(visit)
    except KeyError:
        return missing_page()
    if isinstance(answer, Page | Redirect):
        return answer
    return Page(title=title, blocks=tuple(answer))


def _framed(visit: Visit, page: Page) -> Page:
    """Put the tab bar and, on the first page, the announcement around a page."""
    live = [tab for tab in visit.placement.tabs if visit.leads_somewhere(tab.path)]
    tabs = tuple(Control(label=visit.t(tab.title), act=go(tab.path), icon=tab.icon) for tab in live)
    paths = [tab.path for tab in live]
    active = paths.index(visit.path) if visit.path in paths else -1
    more = {"tabs": tabs if active >= 0 else (), "active": active, "home": visit.path == "/"}
    return page.model_copy(update=more)


def _wall(visit: Visit) -> Page | Redirect:
    target = visit.path
    if visit.query:
        target += "?" + "&".join(f"{k}={quote(v)}" for k, v in visit.query.items())
    login = f"/login?next={quote(target)}"
    if visit.journey.wall == "redirect":
        return Redirect(to=login, words="请先登录")
    button = Control(label=visit.t("go_login"), act=go(login), tone=Tone.PRIMARY)
    blocks = (Empty(text="您还未登录，登录后可使用该服务"), Buttons(items=(button,)))
    return Page(title=visit.t("not_logged_in"), blocks=blocks)


def perform(visit: Visit, name: str, data: dict[str, str]) -> Outcome:
    """Carry out an action; LookupError if there is none of this name."""
    deed = ACTIONS[name]
    if deed.login and not visit.logged_in:
        return Outcome(ok=False, toast="请先登录", to="/login")
    if deed.feature:
        if visit.blocked_at_door(deed.feature) or visit.state(deed.feature).way in PAGE_WAYS:
            return Outcome(ok=False, toast="接口不存在")
        if visit.is_hollow(deed.feature, Way.SUBMIT_FAILS):
            return Outcome(ok=False, toast=busy(visit.features.seed, deed.feature))
    try:
        return deed.do(visit, data)
    except KeyError:
        return Outcome(ok=False, toast="参数错误")


def hand_over(visit: Visit, address: str) -> File:
    """The file at an address; LookupError if there is none."""
    parts = urlsplit(address)
    visit = replace(visit, path=parts.path, query=dict(parse_qsl(parts.query)))
    paper = FILES[parts.path]
    if paper.login and not visit.logged_in:
        return File(name="", mime="text/html", data="请先登录".encode(), status=401, inline=True)
    if paper.feature:
        state = visit.state(paper.feature)
        if state.way is Way.BAD_DOWNLOAD:
            return bad_file(visit.features.seed, paper.feature, paper.name, paper.mime)
        if state.way is Way.ERROR:
            return File(
                name="", mime="text/html", data="系统繁忙".encode(), status=500, inline=True
            )
        if state.off or state.way is Way.NOT_FOUND:
            raise LookupError(address)
    return paper.make(visit)
