"""Functions told by what a screen says of itself, whatever its entry is called.

An entry's name is a matter of taste; what a screen says while it works is not.  All words are
data (`lexicon/statements.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import RootModel

from devices.model import Node
from documents import parse_as, read_yaml
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, yes
from probes.flows.messages.inbox import inbox
from probes.flows.places.absence import not_found
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.entries import entry_names, is_menu
from probes.flows.places.entry import forms_of
from probes.flows.places.hits import sift
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import match

STATEMENTS = Path(__file__).parents[2] / "lexicon" / "statements.yaml"
_TEXTS = re.compile("协议|隐私|政策|条款|声明|须知|简介|概况|新闻|公告|资讯|帮助|指南|说明|招聘")
_TO_READ = re.compile("知识|科普(?!通)|百科|讲堂|课堂|宣教|患教|健教")


class _Statements(RootModel[dict[str, list[str]]]):
    pass


@lru_cache(maxsize=1)
def statements() -> dict[str, tuple[re.Pattern[str], ...]]:
    """What screens of a function say, by function; all patterns must be met."""
    read = parse_as(_Statements, read_yaml(STATEMENTS)).root
    return {
        key: tuple(re.compile(text, re.MULTILINE | re.IGNORECASE) for text in texts)
        for key, texts in read.items()
    }


def stating(app: App, key: str, readable: bool = False) -> Iterator[Place]:
    """Places that say they are the function; mere texts and messages are left out.

    readable: places to read articles count too.
    """
    letters = {place.id for place in inbox(app).places}
    for place in app.map.places.values():
        named = " ".join((place.name, *(label[:20] for label in place.trail)))
        if place.outside or place.id in letters or letters & _line(place):
            continue
        if _TEXTS.search(named) or (_TO_READ.search(named) and not readable):
            continue
        if not readable and _among_articles(app, place):
            continue
        text = "\n".join(n.text for n in _own(app, place))
        says_so = all(pattern.search(text) for pattern in statements()[key])
        if says_so and judgement_of(app, place).hollow is None:
            yield place


def _among_articles(app: App, place: Place) -> bool:
    """On or behind a list of articles or news: what stands there is told to everybody."""
    column = app.lexicon.functions["knowledge"]
    return in_column(app, place, lambda label: match(column, label, "")[0] > 0)


def in_column(app: App, place: Place, named: Callable[[str], bool]) -> bool:
    """On or behind a page with such a name.

    A menu of functions may bear it too (健康园地, 医院动态); what is behind that is no article.
    """
    step: Place | None = place
    while step is not None and step.parent is not None:
        if named(step.trail[-1]) and not is_menu(app, step):
            return True
        step = step.parent
    return False


def _own(app: App, place: Place) -> list[Node]:
    """What a page says itself; the names of its entries promise something behind it."""
    entries = entry_names(app, place)
    return [n for n in frame(app).own(place.screen) if plain(n.text) not in entries]


def stated(app: App, key: str, name: str, readable: bool = False) -> Finding | None:
    """L1: a screen that says what it does and does it; None if there is none."""
    for place in stating(app, key, readable):
        first = statements()[key][0]
        nodes = [n for n in _own(app, place) if first.search(n.text)][:1]
        words = f"“{nodes[0].text[:40]}”" if nodes else ""
        return yes(f"{name}:{place.path}{words}", [app.show_place(place, nodes, name)])
    return None


def unlike(
    app: App,
    key: str,
    found: Finding,
    matter: re.Pattern[str],
    fits: Callable[[Place], bool] = lambda place: False,
) -> Finding:
    """An open finding settled where the pages found by name do not even mention the matter.

    They are something else, then, and the function is as absent as the map is complete.
    fits: a form among them that fits leaves it open: what was sent there may have been it.
    """
    if found.truth is not None or found.cause is not Cause.NOT_CONCLUSIVE:
        return found
    hits, others = sift(app, key)
    if forms_of(app, hits, fits):
        return found
    for hit in hits:
        for place in app.map.beyond(hit.place.id, 1):
            own = [n for n in frame(app).own(place.screen) if not n.clickable]
            if any(matter.search(n.text) for n in own):
                return found
    if any(other.truth is None for other in others):
        return found
    grounds = not_found(app, app.lexicon.functions[key])
    return grounds if grounds.truth is False else found


def _line(place: Place) -> set[str]:
    """Ids of the places above a place."""
    above = set()
    parent = place.parent
    while parent is not None:
        above.add(parent.id)
        parent = parent.parent
    return above
