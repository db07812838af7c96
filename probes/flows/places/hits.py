"""Hits: places on the map that may be a function and have content of their own.

Every probe begins here: what was found is sifted from what is hollow, and from what bears the
name of another function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from devices.model import Role
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way, page_of
from probes.finder import WHOLLY, Candidate
from probes.finding import Finding, unknown
from probes.flows.places.content import hollow_screen, said_by
from probes.flows.places.deadends import blocked_way
from probes.flows.places.entries import is_menu, is_open_part, names_control
from probes.flows.places.panels import opens_here, panel_refuses, told_at
from probes.flows.screens.answers import in_picker, is_answer
from probes.flows.screens.fields import fillable, quotes_a_hint
from probes.flows.screens.telling import tells_itself
from probes.labels import whole_or_head
from probes.lexicon import LETTERS, OF_LETTERS, plain
from probes.model import Cause
from probes.naming import NEAR, match, names_other

MOST = 6
FLOORS = "indoor_navigation"
WEAK = 0.71
"""No candidate scores higher by its context, its title or a menu's name alone."""
_FULL = re.compile(r"最多(只能|可以?|能)?(添加|选择?|设置|保留)\s*\d+\s*[个项]")


@dataclass(frozen=True)
class Hit:
    """A place that may be the function and has content of its own."""

    place: Place
    candidate: Candidate


def candidates(app: App, key: str, of: AppMap | None = None) -> list[Candidate]:
    """The best candidates for a function, on the whole app's map by default."""
    return app.finder(of).find(key)[:MOST]


def sift(
    app: App,
    key: str,
    of: AppMap | None = None,
    another: Callable[[Candidate], bool] = lambda candidate: False,
) -> tuple[list[Hit], list[Finding]]:
    """Candidates with content, and findings about those that are hollow or could not be seen.

    another: whether a candidate is another function and says nothing about this one.
    """
    hits: list[Hit] = []
    others: list[Finding] = []
    for found in candidates(app, key, of):
        candidate = _on_its_form(app, _shown_already(app, found, of or app.map), of or app.map)
        if another(candidate) or _on_a_floor(app, candidate, of or app.map):
            continue
        if candidate.way is not None and _is_option(candidate.way, of or app.map):
            continue
        letter = key not in OF_LETTERS and is_letter(app, candidate, of)
        if _stays(app, candidate, of):
            if candidate.score > NEAR and candidate.way is not None and not letter:
                others.append(blocked_way(app, candidate.way, of))
        elif candidate.place:
            place = (of or app.map).places[candidate.place]
            weak = key not in OF_LETTERS and candidate.score <= WEAK
            if weak and app.lexicon.lists_letters(place.screen.text):
                continue  # what a letter says is told where letters are read
            another_matter = app.lexicon.functions[key].is_another(said_by(place.screen))
            if another_matter and of is None and not is_menu(app, place):
                continue
            finding = hollow_screen(app, place, key, of) or _in_panel(app, candidate, place, of)
            if finding is None and weak and not (of or app.map).complete:
                others.append(_own_unseen(app, place, candidate, of or app.map))
            elif finding is None:
                hits.append(Hit(place, candidate))
            elif candidate.score > NEAR and not letter:
                others.append(finding)
        elif letter or candidate.way is None or _says_nothing(app, candidate, of):
            continue
        elif candidate.score > NEAR:
            others.append(blocked_way(app, candidate.way, of))
    return hits, others


def _is_option(way: Way, appmap: AppMap) -> bool:
    """One of the lines that a form lets choose from on a wheel (体温): it leads to no page."""
    source, target = appmap.places.get(way.source), appmap.places.get(way.target)
    if source is None or not in_picker(source.screen, way.node):
        return False
    return target is None or page_of(target.screen) == page_of(source.screen)


def _own_unseen(app: App, place: Place, candidate: Candidate, appmap: AppMap) -> Finding:
    """On a map that was cut short, what is found by no name of its own proves nothing yet.

    The function's own entry may be among what nobody saw; where that is hollow, what works
    here is another function.
    """
    name = app.lexicon.functions[candidate.key].name
    words = (
        f"{name}:{place.path}({candidate.why}),应用未探索完({appmap.cut}),它自己的入口可能还没看到"
    )
    return unknown(Cause.MAP_INCOMPLETE, words, [app.show_place(place, (), name)])


def _shown_already(app: App, candidate: Candidate, appmap: AppMap) -> Candidate:
    """Behind the part of a page that is open already lies the page itself.

    So it is with a panel that the tap has shut; one that it has opened is a place of its own.
    On the page of another function neither says enough.
    """
    way = candidate.way
    if way is not None and _has_own_panel(app, candidate, appmap):
        return replace(candidate, place=told_at(appmap, way).id)
    if way is None or candidate.place or not is_open_part(appmap, way):
        return candidate
    return replace(candidate, place=way.source)


def _has_own_panel(app: App, candidate: Candidate, appmap: AppMap) -> bool:
    """A panel of its page, and that page is not plainly another function's."""
    way = candidate.way
    if way is None or not opens_here(way):
        return False
    function, title = app.lexicon.functions[candidate.key], appmap.places[way.source].screen.title
    return not (title and names_other(app.lexicon, function, title))


def _on_a_floor(app: App, candidate: Candidate, appmap: AppMap) -> bool:
    """A room of a floor (轮椅租借处) that tells where it is, or does nothing: no function."""
    way = candidate.way
    if way is None or candidate.key == FLOORS or (way.target and way.target != way.source):
        return False
    source = appmap.places[way.source]
    return match(app.lexicon.functions[FLOORS], source.screen.title, "")[0] > NEAR


def _in_panel(app: App, candidate: Candidate, place: Place, of: AppMap | None) -> Finding | None:
    """Why what was found in a panel of its page does not count, if it does not."""
    way = candidate.way
    if way is None or not opens_here(way) or place is not told_at(of or app.map, way):
        return None
    return panel_refuses(app, way, app.lexicon.functions[candidate.key].name, of)


def _on_its_form(app: App, candidate: Candidate, appmap: AppMap) -> Candidate:
    """A control that only asked for what is to be filled in around it stands on the function."""
    way = candidate.way
    if way is None or candidate.place or way.arrival is not Arrival.TOAST:
        return candidate
    screen = appmap.places[way.source].screen
    asked = quotes_a_hint(screen, way.words) or app.lexicon.says("validation", way.words)
    if not asked or not fillable(screen) or app.lexicon.refuses(way.words):
        return candidate
    return replace(candidate, place=way.source)


def is_letter(app: App, candidate: Candidate, of: AppMap | None) -> bool:
    """An entry of the message centre: what is wrong with a message is not the function's fault."""
    appmap = of or app.map
    if candidate.way is not None:
        source = appmap.places[candidate.way.source]
        if app.lexicon.lists_letters(source.screen.text):
            return True  # whatever the list is called (通知公告)
        trail = source.trail
    elif _is_its_own_page(app, candidate, appmap):
        return False
    else:
        trail = appmap.places[candidate.place].trail[:-1]
    inbox = app.lexicon.functions[LETTERS]
    heads = [label.split(" ")[0] for label in trail]
    return any(match(inbox, head, "")[0] > NEAR for head in heads)


def _is_its_own_page(app: App, candidate: Candidate, appmap: AppMap) -> bool:
    """The function's page, headed by its whole name, to which a letter about something led."""
    place = appmap.places[candidate.place]
    title = plain(place.screen.title)
    if not place.trail or plain(place.trail[-1]).startswith(title):
        return False  # a folder of letters is headed by its name, too
    named = match(app.lexicon.functions[candidate.key], title, "")[0] >= WHOLLY
    return named and not app.lexicon.lists_letters(place.screen.text)


def _says_nothing(app: App, candidate: Candidate, of: AppMap | None) -> bool:
    """A tap without a screen that was no entry: on a control's name, or for the file of
    another function."""
    appmap, way = of or app.map, candidate.way
    if way is None or _no_entry(app, way, appmap):
        return True
    source = appmap.places[way.source]
    function = app.lexicon.functions[candidate.key]
    names = (source.screen.title, *(label.split(" ")[0] for label in source.trail))
    hers = any(names_other(app.lexicon, function, name) for name in names if name)
    return hers and (way.arrival is Arrival.DOCUMENT or app.lexicon.says("download", way.label))


def _stays(app: App, candidate: Candidate, of: AppMap | None) -> bool:
    """True if the tap led nowhere else, and the page is not the function's own (an open tab)."""
    way = candidate.way
    if way is None or not way.target or way.target != way.source:
        return False
    if candidate.place != way.target or _has_own_panel(app, candidate, of or app.map):
        return False
    place = (of or app.map).places[way.source]
    function = app.lexicon.functions[candidate.key]
    names = (place.screen.title, *(label.split(" ")[0] for label in place.trail[-1:]))
    node = place.screen.nodes[way.node]
    return node.role is not Role.TAB and not any(match(function, n, "")[0] for n in names if n)


def _no_entry(app: App, way: Way, appmap: AppMap) -> bool:
    """The words of a field, or a control for the file of the page on which it stands."""
    hands_over = way.arrival is Arrival.DOCUMENT and app.lexicon.says("download", way.label)
    of_the_page = names_control(appmap, way) or is_open_part(appmap, way)
    of_the_page = of_the_page or is_answer(appmap, way) or _is_full(way)
    return hands_over or of_the_page or tells_itself(appmap, way)


def _is_full(way: Way) -> bool:
    """A set of shortcuts of one's own that takes no more of them (+ 健康监测)."""
    return way.arrival is Arrival.TOAST and _FULL.search(way.words) is not None


def own_hits(
    app: App,
    key: str,
    of: AppMap | None = None,
    another: Callable[[Candidate], bool] = lambda candidate: False,
) -> tuple[list[Hit], list[Finding]]:
    """Hits that another function's name does not claim: 药品缴费 proves no 门诊缴费.

    another: what else is not counted.
    """
    return sift(app, key, of, lambda c: another(c) or _names_another(app, c, of))


def unclaimed(app: App, key: str) -> tuple[list[Hit], list[Finding]]:
    """As `sift`, without what is found by a worse name and plainly is another function."""
    return sift(app, key, another=lambda candidate: claimed(app, candidate))


def claimed(app: App, candidate: Candidate, of: AppMap | None = None) -> bool:
    """Found by a menu's name or by what stands around it, though it plainly is another function.

    A page of risk reports proves no laboratory reports, whatever numbers stand on it.
    """
    return candidate.score <= WEAK and _names_another(app, candidate, of)


def _names_another(app: App, candidate: Candidate, of: AppMap | None) -> bool:
    function = app.lexicon.functions[candidate.key]
    if candidate.way is not None:
        return names_other(app.lexicon, function, whole_or_head(candidate.way.label))
    return names_other(app.lexicon, function, (of or app.map).places[candidate.place].screen.title)


def name_of(hit: Hit) -> str:
    """The words by which a hit was found: of its entry, or its title."""
    way = hit.candidate.way
    return way.label.split(" ")[0] if way is not None else hit.place.screen.title


def shares_name(app: App, hit: Hit, keys: Iterable[str]) -> bool:
    """True if one of some other functions bears the hit's name just as well (科室导览)."""
    name = name_of(hit)
    own = match(app.lexicon.functions[hit.candidate.key], name, "")[0]
    return any(match(app.lexicon.functions[key], name, "")[0] >= own > 0 for key in keys)
