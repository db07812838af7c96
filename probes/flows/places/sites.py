"""Pages of other sites than the app: made for a phone or not, and what they may hold."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from devices.model import Role, Screen
from probes.appmap import OUTSIDE, AppMap, Place
from probes.labels import LONGEST_LABEL, asks
from probes.lexicon import Function, Lexicon, plain
from probes.naming import NEAR, match

WIDE = 1.15
DESKTOP, LEAST_BEYOND = 2.0, 2
SMALLEST_PRINT = 10
TOP_BAR = 100
_SECOND_LEVEL = {"com", "org", "net", "gov", "edu", "ac"}
_FILLED_IN = {Role.FIELD, Role.CHOICE}


def adapted(screen: Screen) -> bool:
    """A page made for a phone: laid out no wider than the screen, print large enough to read."""
    if screen.layout_width > screen.width * WIDE:
        return False
    sizes = sorted(n.font for n in screen.nodes if n.text and n.font)
    return not sizes or sizes[len(sizes) // 2] >= SMALLEST_PRINT


def for_desktop(screen: Screen) -> bool:
    """Laid out for a desktop computer, on whatever host: a web site, not a page of the app.

    A table that is a little too wide makes none, nor a page that waits beside the one in sight:
    words must stand beyond both.
    """
    edge = screen.width * DESKTOP
    beyond = sum(bool(n.text) and n.bounds.right > edge for n in screen.nodes)
    return screen.layout_width > edge and beyond >= LEAST_BEYOND


def is_platform(screen: Screen, lexicon: Lexicon) -> bool:
    """A platform of a city, a state or a company, whatever it says of the hospital."""
    head = (node.text for node in screen.nodes if node.bounds.bottom <= TOP_BAR)
    names = (words for words in head if words and len(words) <= LONGEST_LABEL)
    spoken = (screen.title, screen.address, *names)
    return any(lexicon.says("other_platform", words) for words in spoken)


def is_strangers(place: Place, home: Place) -> bool:
    """A page of another site that neither goes on to the app nor lives under the app's own name.

    A log-in page of the app's maker says where it leads back to, or is on a host beside it.
    """
    return place.outside and on_strangers_host(place, home)


def on_strangers_host(place: Place, home: Place) -> bool:
    """Of another owner's than the app, also where the app has handed it the session."""
    here, own = urlsplit(place.screen.address), urlsplit(home.screen.address)
    leads_back = bool(own.netloc) and own.netloc in unquote(here.query + here.fragment)
    return not leads_back and _owner(here.hostname) != _owner(own.hostname)


def _owner(host: str | None) -> str:
    """The part of a host's name that one owner has: hospital.cn, hospital.com.cn."""
    labels = (host or "").split(".")
    if labels[-1].isdigit():
        return ".".join(labels)
    last = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-last:])


def held_elsewhere(
    function: Function, appmap: AppMap, lexicon: Lexicon
) -> Iterator[tuple[Place, str]]:
    """Pages of other sites that were not explored and name the function, with the words.

    The hospital may well have had it built by somebody else and put there: nobody has looked.
    What a site for desktop computers or another platform offers is none of the app's.
    """
    left = {place for place, _, reason in appmap.unvisited if reason == OUTSIDE}
    for place in (appmap.places[name] for name in sorted(left)):
        if not adapted(place.screen) or is_platform(place.screen, lexicon):
            continue
        words = _name_on(function, place)
        if words:
            yield place, words


def _name_on(function: Function, place: Place) -> str:
    """Its entry, if only as the menu above (报告查询), or a control that is the function's name."""
    entry = place.trail[-1] if place.trail else ""
    if match(function, entry, "")[0] > 0:
        return entry
    controls = (n for n in place.screen.nodes if n.clickable and n.role not in _FILLED_IN)
    labels = (place.label(node) for node in controls)
    short = (label for label in labels if len(plain(label)) <= LONGEST_LABEL and not asks(label))
    return next((label for label in short if match(function, label, "")[0] > NEAR), "")
