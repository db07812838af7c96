"""What an exploration saw and left undone, and whether so much that absence cannot be told.

A page that was seen but not tried is left with the names of what stands on it: a function of
that name is unknown, all others are not.  Only what could hide things without showing their
names (a menu, a tab, much of the app) leaves the whole map open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from auditor.exploring.cuts import is_cut, is_day
from auditor.live.identity import route
from auditor.live.taps import taps_of
from probes.appmap import DEEP, UNREACHABLE, AppMap, Arrival, Place, Way
from probes.flows.places.absence import missed
from probes.labels import asks
from probes.lexicon import Lexicon, plain
from probes.naming import NEAR, naming

LEAST_NAMES = 3
MOST_FAILED = 4
SHARE = 0.06
FEW = 2
ERROR_STATUS = 400
LONGEST_REFUSAL = 80
_DATED = re.compile(r"20\d\d[-/.年]\d{1,2}")
_OPENS_MORE = re.compile("更多|全部|所有|其[他它]|(服务|大厅|中心|专区|门户|频道)$")


def summary(appmap: AppMap) -> str:
    """One line in Chinese: how much was seen."""
    kinds = Counter(way.arrival for way in appmap.ways)
    ended = appmap.cut or "已探索完"
    dead = kinds[Arrival.NOTHING]
    return f"{len(appmap.places)} 个页面、{len(appmap.ways)} 次点击({dead} 次无反应),{ended}"


def shut(home: Place) -> str:
    """Why nothing of the app is behind its entry, in Chinese; "" if it opened."""
    if home.outside:
        host = urlsplit(home.screen.address).netloc
        return f"应用入口转到了应用之外({host},多为微信授权),须提供测试账号能直接进入的地址"
    silent = home.screen.status is None and home.screen.events.failures
    return "应用入口打不开" if silent or (home.screen.status or 0) >= ERROR_STATUS else ""


def only_entry(appmap: AppMap) -> str:
    """Why the entry is all that was seen, in Chinese; "" if something lies behind it."""
    if not appmap.ways:
        return "入口页面上没有任何可以点的内容"
    if len(appmap.places) == 1:
        return "只看到入口一页,没有一个入口通向应用内部"
    return ""


def left_open(appmap: AppMap, lexicon: Lexicon, expanded: Sequence[Place]) -> str:
    """Why the map says nothing about what it does not show; "" if it does."""
    failed = [way for way in appmap.ways if _unnamed_failure(way, appmap, lexicon)]
    if len(failed) >= MOST_FAILED:
        return f"“{failed[0].label[:20]}”等 {len(failed)} 处没有点成"
    lost = _lost(appmap, lexicon, expanded)
    if len(lost) > max(FEW, SHARE * len(appmap.places)):
        return f"“{lost[0].name}”等 {len(lost)} 个页面未能再次到达"
    hiding = [place for place in lost if _may_hide(appmap, lexicon, place)]
    if hiding:
        return f"“{hiding[0].name}”等 {len(hiding)} 个页面未能再次到达"
    deep = {place for place, _, reason in appmap.unvisited if reason == DEEP}
    menus = [place for place in deep if _is_menu(appmap, lexicon, appmap.places[place])]
    return DEEP if menus else ""


def _may_hide(appmap: AppMap, lexicon: Lexicon, place: Place) -> bool:
    """A page right behind the entry, or a menu; a part of a page if it bears the name of a menu.

    What the entries of a part name plainly is left open by that name, and nothing else is.
    Where all that was left is dated (the older news of a list) nothing but news is hidden, and
    what a form lets choose (请选择要去的地点) are answers.
    """
    if any(asks(step) for step in place.trail[-2:]) or _is_another_choice(appmap, lexicon, place):
        return False
    if _was_under_a_box(appmap, lexicon, place):
        return False
    labels = [label for at, label, _ in appmap.unvisited if at == place.id]
    if labels and all(_DATED.search(label) for label in labels):
        return False
    if place.part and any(0 < naming(lexicon, t.label) <= NEAR for t in taps_of(place, lexicon)):
        return True
    if place.part:
        return _is_menu(appmap, lexicon, place)
    return place.depth <= 1 or _is_menu(appmap, lexicon, place)


def _is_another_choice(appmap: AppMap, lexicon: Lexicon, place: Place) -> bool:
    """A page that was explored with another choice made on it (another campus, another patient).

    Several of its controls were tried there, apart from those that stand on the entry as well.
    """
    home = {plain(way.label) for way in appmap.ways_from(appmap.entry)}
    labels = {plain(tap.label) for tap in taps_of(place, lexicon)} - home
    return _was_tried_as_another(appmap, place, labels)


def _was_under_a_box(appmap: AppMap, lexicon: Lexicon, place: Place) -> bool:
    """A page that was met under a box that comes up once (预约须知 … 我已知晓): all that it had to
    try took the box away, and without it the page was explored."""
    screen = place.screen
    labels = [tap.label for tap in taps_of(place, lexicon)]
    if not labels or not all(lexicon.says("dismiss", label) for label in labels):
        return False
    under = {plain(screen.label(node)) for node in screen.nodes if node.clickable and node.covered}
    return _was_tried_as_another(appmap, place, under)


def _was_tried_as_another(appmap: AppMap, place: Place, labels: set[str]) -> bool:
    """Several of a page's controls were tried on a place of the same address and title."""
    here = (route(place.screen.address), place.screen.title)
    return any(
        len(labels & {plain(way.label) for way in appmap.ways_from(other.id)}) >= LEAST_NAMES
        for other in appmap.places.values()
        if other is not place and (route(other.screen.address), other.screen.title) == here
    )


def _is_menu(appmap: AppMap, lexicon: Lexicon, place: Place) -> bool:
    """A page that leads on to functions of several names, or promises more without a name.

    What was tried elsewhere (a tab bar stands on every page) is nothing new.
    """
    known = {plain(way.label) for way in appmap.ways}
    labels = {plain(tap.label) for tap in taps_of(place, lexicon)} - known
    named = {label for label in labels if naming(lexicon, label) > NEAR}
    return len(named) >= LEAST_NAMES or any(
        _OPENS_MORE.search(label[:12]) for label in labels - named
    )


def _unnamed_failure(way: Way, appmap: AppMap, lexicon: Lexicon) -> bool:
    """What was tapped in vain and names no function: nobody knows what is behind it.

    A day of a calendar is a sample of one list, and another of it was tapped.
    """
    if is_cut(way.label) or is_day(way.label):
        return False
    return missed(way, appmap, lexicon) and naming(lexicon, way.label) <= NEAR


def _lost(appmap: AppMap, lexicon: Lexicon, expanded: Sequence[Place]) -> list[Place]:
    """Places of which nothing could be tried, as no way led there a second time.

    A page that only says that it is missing has nothing to try.
    """
    tried = {way.source for way in appmap.ways}
    missed = {place for place, _, reason in appmap.unvisited if reason == UNREACHABLE}
    gone = (place for place in expanded if place.id in missed - tried)
    return [place for place in gone if not says_missing(place, lexicon)]


def says_missing(place: Place, lexicon: Lexicon) -> bool:
    """A page that only says that there is no such page."""
    text = place.screen.text
    short = len(plain(text)) < LONGEST_REFUSAL
    refused = (place.screen.status or 200) >= ERROR_STATUS
    return refused or (short and lexicon.says("not_found", text))
