"""When are two screens the same place, and two places the same template?

Survives carousels, dates, counters and badges: pictures do not count, digits are levelled.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from auditor.live.heading import heading
from devices.model import Node, Role, Screen
from probes.appmap import Place

SAME_PLACE = 0.72
SAME_TEMPLATE = 0.62
SAME_DIALOG = 0.5
TOAST = 40
FEW_WORDS = 2
OTHER_TILES = 3
LONGEST_TILE = 8
LEAST_LOADED = 0.4
SAME_ELSEWHERE = 0.9
LONGEST_SAID = 40
HALF = 0.5
_DIGITS = re.compile(r"\d+")
_UNREAD = re.compile(
    r"(?:^|(?<=\s))[●•⬤🔴]\s*|^[\[【]?[未已]读[\]】]?\s+|(?<=\s)[\[【]?[未已]读[\]】]?(?:\s+|$)"
    r"|(?<=\s)(?:新|new|NEW)(?=\s)\s*"
)
"""What a row bears until it was read, and what it may bear from then on."""
_LONGER = re.compile("^(上拉|上滑|下滑|继续).{0,6}更多|^(点击)?(加载|显示)更多$")
_ENDS = re.compile("^(没有|暂无|无).{0,2}更多|到底了")
_FIRST = re.compile(r"^!?/?([\w/-]*/)?(index|home|main|default)$", re.IGNORECASE)
_NEXT = re.compile(r"(?<=[?&])\w+=(https?:/)?/?[\w-]+/[^&]*&?")
_VOLATILE = re.compile(r"^(\d{9,}|[0-9a-f-]{16,}|[\w+/=-]{24,})$", re.IGNORECASE)
_NAMES_ONE = re.compile(r"([?&]\w*(?:id|no|code|key|name|sn|num)=)[^&#]*", re.IGNORECASE)
_LONG_VALUE = re.compile(r"=[^&#]*(?:%|[^\x00-\x7f]|[^&#]{20})[^&#]*")
_DAY = re.compile(r"=20\d\d([-/.]?\d{1,2}){2}(?=&|$)")
_SHORT_NAMES = {"t", "v", "r", "code", "state"}
_ADDRESS = re.compile(r"(https?:/)?/[^?]*\?")
MOST_QUOTED, MOST_HANDED_ON = 2, 3
_PASSING = re.compile(
    r"^(\d{6,}|\d+(\.\d+)+|[0-9a-f]{8,}|(?=.*\d)(?=.*[a-z])[\w-]{6,})$", re.IGNORECASE
)
"""A time stamp, a version, a random word: as other values, these names tell pages apart (t=out)."""
_VOLATILE_NAMES = {
    "ts",
    "_t",
    "_",
    "timestamp",
    "time",
    "rnd",
    *("token", "tk", "ticket", "access_token", "accesstoken", "sid", "sessionid", "jsessionid"),
    *("next", "redirect", "redirect_uri", "redirect_url", "redirecturl"),
    *("return", "return_url", "returnurl", "return_to", "returnto"),
    *("back_url", "backurl", "callback", "goto", "from", "referer", "referrer"),
}
"""What changes from visit to visit, and where a page goes on to: one log-in page for all."""


@lru_cache(maxsize=4096)
def route(address: str) -> str:
    """The address without what changes from visit to visit (time stamps, tokens)."""
    parts = urlsplit(address)
    path = f"{parts.netloc}{parts.path}?{_steady(parts.query)}"
    if parts.fragment.startswith(("/", "!/")) or "?" in parts.fragment:
        inner, _, query = parts.fragment.partition("?")
        path += f"#{inner}?{_steady(query)}"
    elif parts.fragment:
        path += f"#{parts.fragment}"
    return path


@lru_cache(maxsize=4096)
def template_route(address: str) -> str:
    """The route with numbers, names and long values levelled: one per kind of page.

    Short words stay (`type=lab`): they tell kinds of pages apart.
    """
    bare = _NAMES_ONE.sub(r"\1", route(address))
    bare = _LONG_VALUE.sub("=", bare)
    return _DIGITS.sub("0", bare)


def wording(screen: Screen) -> frozenset[str]:
    """What the screen says, digits levelled, as a set; messages that pass by do not count."""
    passing = set(screen.events.toasts)
    lasting = (words for words in screen.words if words not in passing)
    return frozenset(map(levelled, lasting))


def offered(screen: Screen) -> frozenset[str]:
    """The labels of everything that can be tapped on the screen, digits levelled."""
    nodes = (node for node in screen.nodes if node.clickable and node.enabled)
    return frozenset(levelled(screen.label(node)) for node in nodes)


def levelled(words: str) -> str:
    """The beginning of some words without what counts on by itself, read or still to be read."""
    return _DIGITS.sub("0", unmarked(words))[:LONGEST_SAID]


def unmarked(words: str) -> str:
    """Some words without the dot that says that nobody has read them yet."""
    return _UNREAD.sub("", words).rstrip()


def skeleton(screen: Screen) -> frozenset[str]:
    """How the screen is built: kinds of boxes by depth and size of print, words left out."""
    depth: dict[int, int] = {-1: 0}
    kinds = set()
    for node in screen.nodes:
        depth[node.index] = depth.get(node.parent, 0) + 1
        kinds.add(f"{depth[node.index]}{node.role}{node.clickable:d}{node.font:.0f}{node.kind}")
    return frozenset(kinds)


def dialog_of(screen: Screen) -> Node | None:
    """The dialog that lies on top, if any; a few words that nothing can be done with are none."""
    dialogs = [node for node in screen.nodes if node.role is Role.DIALOG and not node.covered]
    return next((node for node in reversed(dialogs) if not _only_says(screen, node)), None)


def _only_says(screen: Screen, dialog: Node) -> bool:
    """A toast, whatever it is built of: short, and nothing in it to tap or to fill in."""
    inside = [node for node in screen.below(dialog) if node is not dialog]
    if any(node.clickable or node.editable for node in inside):
        return False
    return len(screen.label(dialog)) <= TOAST


def same_place(a: Screen, b: Screen) -> bool:
    """True if a person would say: we are here again."""
    if a.digest == b.digest:
        return True
    if _titled_apart(a.title, b.title) or not (_same_route(a, b) or _address_apart(a, b)):
        return False
    if not _headed_alike(a, b):
        return False
    if not _same_on_top(a, b):
        return False
    here, there = wording(a), wording(b)
    if _one_word_more(here, there) or _longer_list(here, there):
        return True
    return overlap(here, there) >= SAME_PLACE and not _other_tiles(a, here - there, b, there - here)


def _titled_apart(here: str, there: str) -> bool:
    """Two titles; where a page went without one, the title of the other tells nothing."""
    return bool(here) and bool(there) and here != there


def _same_route(a: Screen, b: Screen) -> bool:
    """One route; the day that a page was opened for (date=2026-12-01) makes no other page of it."""
    return _DAY.sub("=", route(a.address)) == _DAY.sub("=", route(b.address))


def _address_apart(a: Screen, b: Screen) -> bool:
    """One page at two addresses, which says almost the same words at both.

    The first page without and with its name (/#/pages/index), a page opened with and without
    what comes before the route (?from=card#/home), a form that is told where to go on.
    """
    here, there = urlsplit(a.address), urlsplit(b.address)
    if here[:3] != there[:3]:
        return False
    one_plain = not (here.query and there.query)
    unnamed = one_plain and (_first_named(here, there) or _same_fragment(here, there))
    if not unnamed and not _goes_on(a, b):
        return False
    return overlap(wording(a), wording(b)) >= SAME_ELSEWHERE


def _first_named(here: SplitResult, there: SplitResult) -> bool:
    bare, named = sorted((here.fragment, there.fragment), key=len)
    return not bare.strip("/") and _FIRST.search(named) is not None


def _same_fragment(here: SplitResult, there: SplitResult) -> bool:
    return here.fragment == there.fragment and here.fragment.startswith("/")


def _goes_on(a: Screen, b: Screen) -> bool:
    """A form, such as the log-in page, whose address tells which page of the app comes next.

    Who is asked to choose (a patient) chooses for that page: that is another place each time.
    """
    forms = all(any(node.editable for node in screen.nodes) for screen in (a, b))
    return forms and _without_next(route(a.address)) == _without_next(route(b.address))


def _without_next(address: str) -> str:
    return _NEXT.sub("", address)


def _headed_alike(a: Screen, b: Screen) -> bool:
    """No two names in the app's own top bar."""
    here, there = heading(a), heading(b)
    return not here or not there or levelled(here) == levelled(there)


def is_at(screen: Screen, place: Place) -> bool:
    """True if a screen is a place of the map; a part of a page must be unfolded on it."""
    if not same_place(screen, place.screen):
        return False
    shown = place.part & (wording(screen) | offered(screen)) if place.part else place.part
    return len(shown) >= HALF * len(place.part)


def _same_on_top(a: Screen, b: Screen) -> bool:
    """No dialog on either, or dialogs that say and ask much the same: two papers over one form
    are two, and so are forms for two numbers."""
    over = [dialog_of(a), dialog_of(b)]
    if over[0] is None or over[1] is None:
        return over[0] is over[1]
    said = [
        frozenset(
            _DIGITS.sub("0", words)
            for node in screen.below(dialog)
            if (words := node.text or node.hint)
        )
        for screen, dialog in ((a, over[0]), (b, over[1]))
    ]
    return overlap(*said) >= SAME_DIALOG


def _other_tiles(a: Screen, only_a: frozenset[str], b: Screen, only_b: frozenset[str]) -> bool:
    """Two panels of one menu: all that differs are tiles.  One headline that turned is none."""
    if not only_a or not only_b or len(only_a) + len(only_b) < OTHER_TILES:
        return False
    return only_a <= _tiles(a) and only_b <= _tiles(b)


def _tiles(screen: Screen) -> frozenset[str]:
    labels = (screen.label(node) for node in screen.nodes if node.clickable)
    return frozenset(_DIGITS.sub("0", label) for label in labels if len(label) <= LONGEST_TILE)


def _one_word_more(a: frozenset[str], b: frozenset[str]) -> bool:
    """A page that says next to nothing, once with and once without a word (加载中)."""
    few, more = sorted((a, b), key=len)
    return 0 < len(few) <= FEW_WORDS and few <= more and len(more) - len(few) == 1


def is_longer(screen: Screen) -> bool:
    """A list that says at its foot that it loads more rows as one scrolls down."""
    return any(_LONGER.search(words) for words in screen.words)


def _longer_list(a: frozenset[str], b: frozenset[str]) -> bool:
    """One list that says at its foot how much of it is loaded, once with more rows of it."""
    rows = [frozenset(w for w in words if not _is_foot(w)) for words in (a, b)]
    if rows[0] == a or rows[1] == b:
        return False
    short, long = sorted(rows, key=len)
    return short <= long and len(short) >= LEAST_LOADED * len(long)


def _is_foot(words: str) -> bool:
    return bool(_LONGER.search(words) or _ENDS.search(words))


def same_template(a: Screen, b: Screen) -> bool:
    """True if two screens are one kind of page with other contents (two doctors, two bills).

    Where all pages have one address (an Android activity, an app that never changes its URL)
    the address tells nothing and the title must, or the words in the app's own top bar.
    """
    if template_route(a.address) != template_route(b.address):
        return False
    return titled_alike(a, b) and overlap(skeleton(a), skeleton(b)) >= SAME_TEMPLATE


def titled_alike(a: Screen, b: Screen) -> bool:
    """False if two pages at one address bear two names."""
    if not _same_route(a, b):
        return True
    return not _titled_apart(levelled(a.title), levelled(b.title)) and _headed_alike(a, b)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of what two sets have in common, 0–1 (Jaccard)."""
    return len(a & b) / len(a | b) if a or b else 1.0


def _steady(query: str, depth: int = 0) -> str:
    kept = [
        f"{name}={_inner(value, depth)}"
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _is_volatile(name.lower(), value)
    ]
    return "&".join(sorted(kept))


def _inner(value: str, depth: int) -> str:
    """An address that is handed on in a query (view?u=/ward/?ticket=…), steady as well.

    Where each log-in page hands on the one before, the innermost tell nothing any more.
    """
    for _ in range(MOST_QUOTED):
        value = unquote(value)
    if not _ADDRESS.match(value):
        return value
    path, _, query = value.partition("?")
    return path if depth >= MOST_HANDED_ON else f"{path}?{_steady(query, depth + 1)}"


def _is_volatile(name: str, value: str) -> bool:
    if name in _VOLATILE_NAMES or _VOLATILE.match(value):
        return True
    return name in _SHORT_NAMES and _PASSING.match(value) is not None
