"""Where is a function, and is it really there?  What a hit and the places behind it show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import AppMap, Place
from probes.finder import KIN
from probes.finding import Finding, unknown, yes
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import hollow_screen
from probes.flows.places.entries import entry_names, is_menu
from probes.flows.places.hits import Hit, candidates, claimed, is_letter, name_of, sift
from probes.flows.screens.rows import row_labels
from probes.labels import goes_home, says_whose
from probes.lexicon import Function, plain
from probes.model import Cause
from probes.naming import NEAR, match, names_other, naming

_DATED = re.compile(r"20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
BY_FAR = 0.05
Test = Callable[[Screen], bool]


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
        hits = [hit for hit in hits if not is_letter(app, hit.candidate, of)]
    closed = any(finding.truth is False for finding in others)
    for hit in hits:
        if closed and hit.candidate.score <= NEAR:
            continue
        for place in reach(app, hit, of, depth):
            if place is not hit.place and hollow_screen(app, place, key, of):
                continue
            text = _said_itself(app, place, of)
            if not place.screen.title and len(function.proof) > 1:
                text = f"{name_of(hit)}\n{text}"  # a page without a name is called by its entry
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
        if place is hit.place or not _elsewhere(app, function, place, hit):
            yield place


def _is_home(place: Place) -> bool:
    """Where everything begins, reached by a way back: it belongs to no function."""
    return place.depth == 0 or goes_home(place.trail[-1])


def _elsewhere(app: App, function: Function, place: Place, hit: Hit) -> bool:
    """True if a step from the hit to `place` was taken by a name of another function.

    An item with its price or its day (血液检查费 ¥85.00, 空腹血糖 2026-03-01) is none: it
    stands on a list of the function; nor is the card for which the function is opened, nor
    what each row of a list offers, nor what names this one together with where the steps
    begin (影像 on 报告查询).
    """
    start = hit.place
    steps = (
        place.trail[len(start.trail) :] if len(place.trail) > len(start.trail) else place.trail[-1:]
    )
    rows = set(row_labels(place))
    plainly = [
        label.split(" ")[0]
        for label in steps
        if not (app.lexicon.says("money", label) or _DATED.search(label) or says_whose(label))
        if label not in rows
    ]
    return any(
        names_other(app.lexicon, function, head) and not _named_together(app, hit, function, head)
        for head in plainly
    )


def _named_together(app: App, hit: Hit, function: Function, head: str) -> bool:
    """A step that names the function only together with where the steps begin.

    Where that names it by itself (检验报告), a step by another name (检查报告) is another's, unless
    that one is of its kin: a report stands under the name of its image.
    """
    entry = hit.candidate.way
    begins = [hit.place.name, *([entry.label] if entry is not None else [])]
    if not match(function, head, " ".join(begins))[0]:
        return False
    if all(match(function, name, "")[0] <= NEAR for name in begins):
        return True
    kin = app.lexicon.functions.get(KIN.get(function.key, ""))
    return kin is not None and match(kin, head, "")[0] >= naming(app.lexicon, head)


def deciding(function: Function, place: Place) -> list[Node]:
    """The nodes that carry the proof, for the boxes in the evidence."""
    found = []
    for pattern in function.proof:
        node = next((n for n in place.screen.nodes if n.text and pattern.search(n.text)), None)
        if node is not None:
            found.append(node)
    return found
