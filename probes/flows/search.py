"""Where is a function, and is it really there?  The journeys that every probe begins with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from devices.model import Node, Rect, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finder import Candidate
from probes.finding import Finding, unknown, yes
from probes.flows.absence import conclude, unseen
from probes.flows.answers import is_answer
from probes.flows.content import hollow_screen, said_by
from probes.flows.deadends import blocked_way
from probes.flows.rows import row_labels
from probes.flows.telling import tells_itself
from probes.labels import SHORT_LABEL, goes_home, says_whose, whole_or_head
from probes.lexicon import LETTERS, OF_LETTERS, Function, plain
from probes.model import Cause
from probes.naming import NEAR, match, names_other, naming

MOST = 6
LEAST_ENTRIES = 2
_ROW = re.compile(r"\d{2}")
_DATED = re.compile(r"20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
WEAK, BY_FAR = 0.71, 0.05
"""No candidate scores higher by its context, its title or a menu's name alone."""
_CONTROLS = {Role.FIELD, Role.SWITCH, Role.CHECKBOX, Role.RADIO, Role.CHOICE}
Test = Callable[[Screen], bool]


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
        candidate = _shown_already(found, of or app.map)
        if another(candidate):
            continue
        letter = key not in OF_LETTERS and _is_letter(app, candidate, of)
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
            finding = hollow_screen(app, place, key, of)
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


def _shown_already(candidate: Candidate, appmap: AppMap) -> Candidate:
    """Behind the part of a page that is open already lies the page itself."""
    way = candidate.way
    if way is None or candidate.place or not is_open_part(appmap, way):
        return candidate
    return replace(candidate, place=way.source)


def _is_letter(app: App, candidate: Candidate, of: AppMap | None) -> bool:
    """An entry of the message centre: what is wrong with a message is not the function's fault."""
    appmap = of or app.map
    if candidate.way is not None:
        source = appmap.places[candidate.way.source]
        if app.lexicon.lists_letters(source.screen.text):
            return True  # whatever the list is called (通知公告)
        trail = source.trail
    else:
        trail = appmap.places[candidate.place].trail[:-1]
    inbox = app.lexicon.functions[LETTERS]
    heads = [label.split(" ")[0] for label in trail]
    return any(match(inbox, head, "")[0] > NEAR for head in heads)


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
    place = (of or app.map).places[way.source]
    function = app.lexicon.functions[candidate.key]
    names = (place.screen.title, *(label.split(" ")[0] for label in place.trail[-1:]))
    node = place.screen.nodes[way.node]
    return node.role is not Role.TAB and not any(match(function, n, "")[0] for n in names if n)


def _no_entry(app: App, way: Way, appmap: AppMap) -> bool:
    """The words of a field, or a control for the file of the page on which it stands."""
    hands_over = way.arrival is Arrival.DOCUMENT and app.lexicon.says("download", way.label)
    of_the_page = names_control(appmap, way) or is_open_part(appmap, way)
    of_the_page = of_the_page or is_answer(appmap, way)
    return hands_over or of_the_page or tells_itself(appmap, way)


def is_open_part(appmap: AppMap, way: Way) -> bool:
    """The one of several controls alike that is chosen already (图文, beside 电话 and 视频).

    To tap the others changes the page, to tap it changes nothing: it is no entry that fails.
    """
    source = appmap.places.get(way.source)
    if source is None or way.arrival is not Arrival.NOTHING:
        return False
    box = source.screen.nodes[way.node].bounds
    others = (w for w in appmap.ways_from(way.source) if w.node >= 0 and w.node != way.node)
    return any(_is_beside(appmap, source, box, other, way.label) for other in others)


def _is_beside(appmap: AppMap, source: Place, box: Rect, other: Way, label: str) -> bool:
    """A control alike, in one row, behind which the row is still to be seen."""
    bounds = source.screen.nodes[other.node].bounds
    target = appmap.places.get(other.target)
    if target is None or bounds.y != box.y or (bounds.w, bounds.h) != (box.w, box.h):
        return False
    row = (n for n in target.screen.nodes if n.clickable and n.bounds.y == box.y)
    return target is source or any(target.screen.label(n) == label for n in row)


def names_control(appmap: AppMap, way: Way) -> bool:
    """Dead words beside a field or switch name that control; they are no entry that fails."""
    source = appmap.places.get(way.source)
    if source is None or way.arrival is not Arrival.NOTHING:
        return False
    tapped = source.screen.nodes[way.node]
    level = tapped.bounds.center[1]
    beside = (n for n in source.screen.nodes if n.role in _CONTROLS)
    return any(abs(n.bounds.center[1] - level) < max(n.bounds.h, 24) for n in beside)


def own_hits(app: App, key: str, of: AppMap | None = None) -> tuple[list[Hit], list[Finding]]:
    """Hits that another function's name does not claim: 药品缴费 proves no 门诊缴费."""
    return sift(app, key, of, lambda candidate: _names_another(app, candidate, of))


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


def is_menu(app: App, place: Place) -> bool:
    """A page without an amount or a field that only leads on to others, by their names."""
    nodes = place.screen.nodes
    if app.lexicon.says("money", place.screen.text) or any(n.editable for n in nodes):
        return False
    ways = app.map.ways_from(place.id)
    names = {w.label for w in ways if not _ROW.search(w.label)}
    return sum(naming(app.lexicon, label) > NEAR for label in names) >= LEAST_ENTRIES


def shown(
    app: App,
    key: str,
    test: Test | None = None,
    of: AppMap | None = None,
    depth: int = 2,
    letters: bool = True,
    works: Callable[[Place], bool] = lambda place: True,
) -> Finding:
    """L1: the function's screen, or one directly behind it, shows what proves the function.

    Where its own entry is hollow, no words on a page near by prove it.
    letters: a message that was sent counts as a screen of the function.
    works: whether a page does more than tell of the function.
    """
    function = app.lexicon.functions[key]
    hits, others = sift(app, key, of, lambda found: function.personal and claimed(app, found, of))
    if not letters:
        hits = [hit for hit in hits if not _is_letter(app, hit.candidate, of)]
    closed = any(finding.truth is False for finding in others)
    for hit in hits:
        if closed and hit.candidate.score <= NEAR:
            continue
        for place in reach(app, hit, of, depth):
            if place is not hit.place and hollow_screen(app, place, key, of):
                continue
            text = _said_itself(app, place, of)
            if (test(place.screen) if test else function.shown_by(text)) and works(place):
                words = f"{function.name}:{place.path},{hit.candidate.why}"
                return yes(words, [app.show_place(place, deciding(function, place), function.name)])
    best = _best_closed(app, key, hits, of) if closed else 0.0
    for hit in hits:
        if hit.candidate.score > NEAR and hit.candidate.score > best - BY_FAR:
            others += _unproven(app, hit, closed, of)
    return conclude(app, function, others, of)


def _said_itself(app: App, place: Place, of: AppMap | None) -> str:
    """The words of a page without the names of functions that stand there only as entries."""
    entries = entry_names(app, place, of)
    nodes = place.screen.nodes
    own = [n.text for n in nodes if n.text and plain(n.text) not in entries]
    return "\n".join((place.screen.title, *own))


def entry_names(app: App, place: Place, of: AppMap | None = None) -> set[str]:
    """Names of functions, made plain, that can be tapped on a page: they say nothing about it."""
    return {
        label
        for way in (of or app.map).ways_from(place.id)
        if len(label := plain(way.label)) <= SHORT_LABEL and naming(app.lexicon, way.label) > NEAR
        if not names_control(of or app.map, way)
    }


def _best_closed(app: App, key: str, hits: list[Hit], of: AppMap | None) -> float:
    """How well the entries are named that are hollow: a worse name proves nothing beside them."""
    open_places = {hit.place.id for hit in hits}
    found = (c.score for c in candidates(app, key, of) if c.place not in open_places)
    return max(found, default=0.0)


def _unproven(app: App, hit: Hit, closed: bool, of: AppMap | None) -> list[Finding]:
    """What a page by name says that has content and no proof: open, unless it only leads on.

    A menu that was looked through holds no such function; where the function's own entry is
    known to be hollow, the menu has nothing to add.
    """
    name = app.lexicon.functions[hit.candidate.key].name
    reason = f"{name}:{hit.place.path} 有内容,但未见可证实该功能的信息"
    if of is None and is_menu(app, hit.place):
        if closed:
            return []
        return [unseen(app, [hit.place], reason, [app.show_place(hit.place, (), name)])]
    shown_at = [app.show_place(hit.place, (), name)]
    return [unknown(Cause.NOT_CONCLUSIVE, reason, shown_at)]


def reach(app: App, hit: Hit, of: AppMap | None = None, depth: int = 2) -> Iterator[Place]:
    """The hit's place and what is behind it that belongs to the function.

    Behind a mere menu nothing belongs: what is there has names of its own.  A way that
    plainly names another function leads out.
    """
    if hit.candidate.score <= NEAR:
        yield hit.place
        return
    function = app.lexicon.functions[hit.candidate.key]
    for place in (of or app.map).beyond(hit.place.id, depth):
        if place is not hit.place and _is_home(place):
            continue
        if place is hit.place or not _elsewhere(app, function, place, hit.place):
            yield place


def _is_home(place: Place) -> bool:
    """Where everything begins, reached by a way back: it belongs to no function."""
    return place.depth == 0 or goes_home(place.trail[-1])


def _elsewhere(app: App, function: Function, place: Place, start: Place) -> bool:
    """True if a step between `start` and `place` was taken by a name of another function.

    An item with its price or its day (血液检查费 ¥85.00, 空腹血糖 2026-03-01) is none: it
    stands on a list of the function; nor is the card for which the function is opened, nor
    what each row of a list offers.
    """
    steps = (
        place.trail[len(start.trail) :] if len(place.trail) > len(start.trail) else place.trail[-1:]
    )
    rows = set(row_labels(place))
    return any(
        names_other(app.lexicon, function, label.split(" ")[0])
        for label in steps
        if not (app.lexicon.says("money", label) or _DATED.search(label) or says_whose(label))
        if label not in rows
    )


def ways_of(app: App, place: Place, node: Node) -> Iterator[Way]:
    """What was tapped of a control: it, or what holds it (the tile around its words)."""
    inside = {n.index for n in (node, *list(place.screen.above(node))[:3])}
    return (way for way in app.map.ways_from(place.id) if way.node in inside)


def leads_on(app: App, place: Place, node: Node, key: str) -> bool:
    """False if the explorer tapped this control, or one of its name on another page, and
    nothing but a refusal came of it."""
    for way in list(ways_of(app, place, node)) or _namesakes(app, place, node):
        if way.arrival in {Arrival.TOAST, Arrival.NOTHING}:
            return tells_itself(app.map, way)
        target = app.map.places.get(way.target)
        if target is not None and target is not place:
            return hollow_screen(app, target, key) is None
    return True


def _namesakes(app: App, place: Place, node: Node) -> list[Way]:
    """What was tapped under the same name elsewhere: one menu often stands on several pages."""
    names = {place.screen.label(n) for n in (node, *place.screen.above(node)) if n.clickable}
    return [way for way in app.map.ways if way.label and way.label in names]


def untried(app: App, place: Place, node: Node) -> bool:
    """An entry on a page that the explorer saw and had no time left to look at."""
    if any(app.map.ways_from(place.id)) or app.map.explored(place.id):
        return False
    return any(n.clickable for n in (node, *place.screen.above(node)))


def deciding(function: Function, place: Place) -> list[Node]:
    """The nodes that carry the proof, for the boxes in the evidence."""
    found = []
    for pattern in function.proof:
        node = next((n for n in place.screen.nodes if n.text and pattern.search(n.text)), None)
        if node is not None:
            found.append(node)
    return found
