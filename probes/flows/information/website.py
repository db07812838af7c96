"""What a hospital's web site tells on the page that an app links to, and right behind it.

A person who follows the link reads that page and the few of its own links that go on about
the same; nothing is filled in there.  What could not be looked at stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from re import Pattern
from urllib.parse import urldefrag, urlsplit

from devices.errors import ActionRefused, DeviceError, DeviceLost
from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, no, unknown, yes
from probes.flows.information.introduced_items import items
from probes.flows.messages.received import kinds
from probes.flows.places.content import frame
from probes.flows.places.sections import heading_of, labels_of, told
from probes.lexicon import Function, plain
from probes.model import Cause
from probes.naming import NEAR, match

MOST_PAGES, SAMPLES = 6, 3
LEAST_WORDS = 40
LONGEST_LINK = 16


@dataclass(frozen=True)
class Page:
    """One page that was read; evidence: where it is kept."""

    place: Place
    evidence: str


def site_items(app: App, key: str, fact: str, site: Place) -> dict[str, Finding]:
    """Each item of a set: told on the linked page or behind its own links, else not there."""
    first = Page(site, app.show_place(site, (), "站外介绍页面"))
    found = {m: told for m, told in items(app, fact, [site]).items() if told.truth}
    if len(found) == len(kinds()[fact]):
        return found
    onward = [*_onward(app, key, fact, site), *_departments(app, key, site)]
    pages = [page for label in onward[:MOST_PAGES] if (page := _read(app, site, label)) is not None]
    found = _told(app, fact, pages) | found
    missing = _missing(app, [first, *pages], len(onward) - len(pages), readable=bool(found))
    return {member: found.get(member, missing) for member in kinds()[fact]}


def _told(app: App, fact: str, pages: list[Page]) -> dict[str, Finding]:
    """The items that some pages tell."""
    found: dict[str, Finding] = {}
    for member, pattern in kinds()[fact].items():
        hit = next(_hits(app, fact, member, pattern, pages), None)
        if hit is not None:
            page, node = hit
            found[member] = yes(f"“{node.text[:24]}”({page.place.name[:20]})", [page.evidence])
    return found


def _hits(
    app: App, fact: str, member: str, pattern: Pattern[str], pages: list[Page]
) -> Iterator[tuple[Page, Node]]:
    for page in pages:
        node = told(app, page.place, fact, member, pattern)
        if node is not None:
            yield page, node


def _missing(app: App, pages: list[Page], unread: int, *, readable: bool) -> Finding:
    """What none of the pages tells: a no where all of them were read."""
    shown = [page.evidence for page in pages]
    if unread:
        return unknown(Cause.NOT_CONCLUSIVE, f"站外网站还有 {unread} 个相关页面未看到", shown)
    words = sum(len(plain(n.text)) for page in pages for n in frame(app).own(page.place.screen))
    if words < LEAST_WORDS and not readable:
        return unknown(Cause.NOT_CONCLUSIVE, "站外网站页面没有可读的文字", shown)
    return no(f"站外网站的 {len(pages)} 个相关页面未见", shown)


def _onward(app: App, key: str, fact: str, site: Place) -> Iterator[str]:
    """Names of the page's own links that go on about the same."""
    function, labels = app.lexicon.functions[key], labels_of(fact)
    seen = {plain(site.screen.title)}
    for node in site.screen.nodes:
        label = site.label(node) if node.clickable and not node.editable else ""
        if plain(label) in seen or not _stays(site.screen, node):
            continue
        seen.add(plain(label))
        if _goes_on(function, labels, label):
            yield label


def _departments(app: App, key: str, site: Place) -> list[str]:
    """A few of the departments that a list of them links to: their pages are built alike."""
    if key != "department_intro":
        return []
    screen = site.screen
    taps = (n for n in screen.nodes if n.clickable and not n.editable and _stays(screen, n))
    names = dict.fromkeys(site.label(node) for node in taps)
    short = [name for name in names if len(plain(name)) <= LONGEST_LINK]
    return [name for name in short if app.lexicon.says("department", plain(name))][:SAMPLES]


def _goes_on(function: Function, labels: Mapping[str, Pattern[str]], label: str) -> bool:
    """The label names the same function, one of its items, or the rest of the text."""
    words = plain(label)
    if not 2 <= len(words) <= LONGEST_LINK:
        return False
    more = words in {"更多", "查看更多", "详情", "查看详情", "阅读全文", "全文", "下一页", "展开"}
    return more or match(function, label, "")[0] > NEAR or bool(heading_of(labels, label))


def _stays(screen: Screen, node: Node) -> bool:
    """A control without an address, or one whose address is another page of the same site."""
    if not node.link:
        return True
    here, there = urlsplit(screen.address), urlsplit(node.link)
    other = urldefrag(node.link).url != urldefrag(screen.address).url
    return there.scheme in {"http", "https"} and there.netloc == here.netloc and other


def _read(app: App, site: Place, label: str) -> Page | None:
    """Follow one of the page's links and read what opens; None if it cannot be seen."""
    with suppress(ActionRefused):
        try:
            return _followed(app, site, label)
        except DeviceLost:
            raise
        except DeviceError:
            return None
    return None


def _followed(app: App, site: Place, label: str) -> Page | None:
    screen = app.visit(site)
    taps = [n for n in screen.nodes if n.clickable and not n.covered] if screen else []
    node = next((n for n in taps if screen and plain(screen.label(n)) == plain(label)), None)
    if screen is None or node is None:
        return None
    after = app.tap(node)
    left = urlsplit(after.address).netloc != urlsplit(screen.address).netloc
    if left or after.events.external or (after.status or 200) >= 400:
        return None
    return Page(Place("", after, trail=(*site.trail, label)), app.show((), f"站外网站:{label}"))
