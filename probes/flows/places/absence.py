"""What is not there: a no only where all of it was looked at, else unknown with its cause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import ALIKE, GONE, UNTRIED, AppMap, Arrival, Place, Way
from probes.finding import Finding, any_of, no, unknown
from probes.flows.places.entries import names_control
from probes.flows.places.sites import held_elsewhere
from probes.flows.places.unexplained import perhaps
from probes.flows.screens.answers import holds_answers, in_picker
from probes.flows.screens.card_walls import unbound_places
from probes.labels import LONGEST_LABEL, asks
from probes.lexicon import Function, Lexicon, plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match

MOST_GONE = 6
PLAINLY = 0.8
_UNTRIED = {Arrival.FAILED: Cause.DEVICE_FAILED, Arrival.REFUSED: Cause.NOT_ALLOWED}


def conclude(
    app: App, function: Function, others: list[Finding], of: AppMap | None = None
) -> Finding:
    """Nothing proved it: hollow, unknown, or absent from a map that was explored to the end."""
    if others:
        finding = _unless_elsewhere(any_of(others), of or app.map)
        hidden = left_untried(app, function, of) if finding.truth is False else None
        return hidden or finding
    return not_found(app, function, of)


def not_found(app: App, function: Function, of: AppMap | None = None) -> Finding:
    """Under none of its names on the map: a no only if nothing untried or unexplained may be it."""
    grounds = absent(app, function.name, of)
    if grounds.truth is not False:
        return grounds
    return left_untried(app, function, of) or perhaps(app, function, of) or grounds


def _unless_elsewhere(finding: Finding, appmap: AppMap) -> Finding:
    """A hollow entry is a no only if no other can be left on a map that was cut short."""
    if finding.truth is not False or appmap.complete:
        return finding
    words = f"{finding.reason};应用未探索完({appmap.cut}),别处可能还有"
    return unknown(Cause.MAP_INCOMPLETE, words, finding.evidence)


def left_untried(app: App, function: Function, of: AppMap | None = None) -> Finding | None:
    """An entry with the function's name that was seen but could not be tried proves neither."""
    appmap = of or app.map
    for way in appmap.ways:
        cause = _UNTRIED.get(way.arrival)
        if cause is not None and _may_open(app, function, way, of):
            source = appmap.places[way.source]
            shown = [app.show_place(source, [source.screen.nodes[way.node]], way.label)]
            return unknown(cause, f"有入口“{way.label}”,未能打开({way.words[:60]})", shown)
    for place, label, reason in appmap.unvisited:
        untried = reason in UNTRIED and not _is_choice(appmap.places[place], label)
        if untried and match(function, label, "")[0] > NEAR:
            shown = [app.show_place(appmap.places[place], (), label)]
            return unknown(Cause.MAP_INCOMPLETE, f"有入口“{label}”,{reason}", shown)
    return _untapped(app, function, appmap) or _on_another_site(app, function, appmap)


def _may_open(app: App, function: Function, way: Way, of: AppMap | None) -> bool:
    """Whether an entry that was not tried is the function's; one that was held back for what it
    sends may also be the menu of it."""
    appmap = of or app.map
    if way.held and match(function, way.label, "")[0] > 0:
        return True
    if not app.finder(of).names(function, way):
        return False
    source = appmap.places[way.source]
    if _ends_another(app, function, source, way) or _only_mentions(function, way):
        return False
    return way.arrival is not Arrival.FAILED or not _is_asked(appmap, way)


def _on_another_site(app: App, function: Function, appmap: AppMap) -> Finding | None:
    """An entry that leads to, or stands on, a page of another site which nobody explored."""
    for place, words in held_elsewhere(function, appmap, app.lexicon):
        shown = [app.show_place(place, (), words)]
        reason = f"“{words[:16]}”在站外页面“{place.name}”,未进入探索"
        return unknown(Cause.MAP_INCOMPLETE, reason, shown)
    return None


def _is_choice(place: Place, label: str) -> bool:
    """A question of a form (资料类型 请选择), one of its answers, or the form once answered."""
    return asks(label) or any(asks(step) for step in place.trail[-2:])


def _is_asked(appmap: AppMap, way: Way) -> bool:
    """Part of a form, or the words over its fields and answers."""
    return _is_choice(appmap.places[way.source], way.label) or names_control(appmap, way)


def _only_mentions(function: Function, way: Way) -> bool:
    """Something that may not be pressed and has the function's word in passing (候诊区 食品)."""
    return way.arrival is Arrival.REFUSED and match(function, way.label, "")[0] < PLAINLY


def _ends_another(app: App, function: Function, source: Place, way: Way) -> bool:
    """The last control of another function's journey (确定挂号 for an examination) is no entry."""
    if way.arrival is not Arrival.REFUSED or not app.lexicon.says("confirm_button", way.label):
        return False
    names = (source.screen.title, *(label.split(" ")[0] for label in source.trail))
    return bool(source.trail) and not any(match(function, n, "")[0] > 0 for n in names if n)


def _untapped(app: App, function: Function, appmap: AppMap) -> Finding | None:
    """An entry that was seen and that no tap was tried on, wherever it stands."""
    for place, node, label, why in _untapped_entries(app, appmap):
        if match(function, label, "")[0] > NEAR:
            shown = [app.show_place(place, [node], label)]
            return unknown(Cause.MAP_INCOMPLETE, f"{place.path} 有入口“{label}”,{why}", shown)
    return None


_Untapped = tuple[Place, Node, str, str]


def _untapped_entries(app: App, appmap: AppMap) -> tuple[_Untapped, ...]:
    """Entries, with their labels and why they were left, gathered once per map."""
    key = f"untapped:{id(appmap)}"
    if key not in app.memory:
        known = set(appmap.labels())
        app.memory[key] = tuple(
            (place, node, label, why)
            for place, node, why in _left(appmap)
            if (label := place.label(node)) and label not in known
            if len(plain(label)) <= LONGEST_LABEL and not asks(label)
        )
    found = app.memory[key]
    assert isinstance(found, tuple)
    return found


def _left(appmap: AppMap) -> Iterator[tuple[Place, Node, str]]:
    """Controls of pages that were left out as one of many alike (a menu's next tab), and those
    that lay under something else."""
    alike = sorted({place for place, _, reason in appmap.unvisited if reason == ALIKE})
    for place in (appmap.places[name] for name in alike):
        yield from (
            (place, n, f"探索时未点开({ALIKE})")
            for n in place.screen.nodes
            if _may_enter(place.screen, n)
        )
    for place in appmap.places.values():
        covered = (n for n in place.screen.nodes if n.covered and _may_enter(place.screen, n))
        yield from ((place, n, "被别的东西挡住,没有点开") for n in covered)


def _may_enter(screen: Screen, node: Node) -> bool:
    """Something to tap that is no field to write into or to choose from, nor holds one, nor all
    of the page."""
    if not node.clickable or screen.holds_the_page(node):
        return False
    return not any(
        n.editable or n.role in {Role.FIELD, Role.CHOICE} for n in (node, *screen.below(node))
    )


def absent(app: App, name: str, of: AppMap | None = None) -> Finding:
    """Not on the map: a no only if the map is complete and the account was in."""
    appmap = of or app.map
    if app.login.cause is not None:
        return unknown(app.login.cause, f"未登录成功,无法断定没有“{name}”", app.login.evidence)
    home = appmap.places[appmap.entry]
    if not appmap.complete:
        words = f"应用未探索完({appmap.cut}),未见“{name}”"
        return unknown(Cause.MAP_INCOMPLETE, words, [app.show_place(home, (), "应用的入口页面")])
    missing = (
        label
        for _, label, reason in appmap.unvisited
        if reason == GONE and not app.lexicon.says("clock", label)  # an hour that was taken
    )
    gone = list(dict.fromkeys(missing))  # a bar over every page, gone for good, is one entry
    if len(gone) >= MOST_GONE:
        words = f"有 {len(gone)} 个入口(“{gone[0][:12]}”等)未能打开,未见“{name}”"
        return unknown(Cause.MAP_INCOMPLETE, words)
    walls = _walls(app, appmap)
    if walls:
        shown = [app.show_place(walls[0], (), "需要先绑定就诊卡")]
        words = f"{len(walls)} 处要求先绑定就诊卡或实名,其后没有看到,未见“{name}”"
        return unknown(Cause.NOT_BOUND, words, shown)
    count = len(appmap.labels())
    reason = f"探索完全部 {len(appmap.places)} 个页面、{count} 个入口,未见“{name}”"
    return no(reason, [app.show_place(home, (), "全部入口见 appmap.json")])


def _walls(app: App, appmap: AppMap) -> list[Place]:
    """Where nobody is let on without a card, worked out once per map."""
    key = f"walls:{id(appmap)}"
    if key not in app.memory:
        app.memory[key] = unbound_places(app, appmap)
    found = app.memory[key]
    assert isinstance(found, list)
    return found


def unseen(
    app: App,
    places: Iterable[Place],
    reason: str,
    shown: Iterable[str],
    level: ProofLevel = ProofLevel.L1,
    of: AppMap | None = None,
    could: Callable[[str], bool] = lambda label: True,
) -> Finding:
    """What places and those right behind them do not show: a no only if all of it was looked at.

    `could`: whether what is asked for could be behind a control with these words.
    """
    if of is None and app.login.cause is not None:
        return unknown(app.login.cause, f"{reason}(未登录成功,登录后或许有)", shown)
    appmap = of or app.map
    behind = {step.id: step for place in places for step in appmap.beyond(place.id, 1)}
    left = next((step for step in behind.values() if not appmap.explored(step.id)), None)
    if left is not None:
        why = f"{reason}(“{left.name}”尚未探索完)"
        return unknown(Cause.MAP_INCOMPLETE, why, shown)
    ways = (w for step in behind for w in appmap.ways_from(step) if could(w.label))
    failed = next((w for w in ways if missed(w, appmap, app.lexicon)), None)
    if failed is not None:
        why = f"{reason},但“{failed.label[:16]}”未能点开({failed.words[:40]})"
        return unknown(Cause.DEVICE_FAILED, why, shown)
    shut = next((step for step in behind.values() if _is_shut(app, step, appmap)), None)
    if shut is not None:
        why = f"{reason},但“{shut.name}”须先同意的协议未能同意,其后没有看到"
        return unknown(Cause.NOT_CONCLUSIVE, why, shown)
    return no(reason, shown, level)


def missed(way: Way, appmap: AppMap, lexicon: Lexicon) -> bool:
    """A control that could not be tapped, so that nobody knows what is behind it.

    The end of a list (上拉加载更多) is no way to anything else, nor is what a form lets choose.
    """
    if way.arrival is not Arrival.FAILED or lexicon.says("list_foot", plain(way.label)):
        return False
    source = appmap.places[way.source]
    if _is_asked(appmap, way) or in_picker(source.screen, way.node):
        return False
    return not holds_answers(source.screen, source.screen.nodes[way.node])


def _is_shut(app: App, place: Place, appmap: AppMap) -> bool:
    """A gate that wants consent, and that did not open: nobody knows what is behind it."""
    says = app.lexicon.says
    if not any(says("agree", n.text) or says("agree_button", n.text) for n in place.screen.nodes):
        return False
    onward = (w for w in appmap.ways_from(place.id) if says("next_button", w.label))
    return any(
        w.arrival is Arrival.NOTHING or (w.arrival is Arrival.TOAST and says("must_agree", w.words))
        for w in onward
    )
