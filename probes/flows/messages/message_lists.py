"""Which pages are lists of messages: the message centre, its folders, and what is none of them."""

from __future__ import annotations

import re

from devices.model import Role
from probes.app import App
from probes.appmap import Place
from probes.articles import LEAST_OF_A_HUB
from probes.finder import HINT, Candidate
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.hits import Hit, candidates
from probes.flows.places.search import reach
from probes.flows.screens.cards import cards, unread_stripped
from probes.hollow import Hollow
from probes.lexicon import LETTERS, plain
from probes.naming import NAMED, NEAR, match, naming

SHORT_NAME = 8
HEADS = 3
LEAST_NEWS, LEAST_LETTERS = 4, 3
_SENT = re.compile("通知|提醒|消息|公告|告知")
"""What folders of messages are called; a menu has tiles by other names."""
_TO_ONE = re.compile(
    "(您|你)(的|预约|有|已|明日|今日|于|在|出院|住院|本次|上次|申请|提交)|为(您|你)"
)
"""How a letter speaks to whom it was sent; notices to all do so now and then."""
_STAMPED = re.compile(r"20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")


def is_other_matter(app: App, hit: Hit) -> bool:
    """An entry that another function names better: a reminder of something is no inbox.

    A tab in front (提醒) is part of the page on which it stands, and that is called 健康管家.
    """
    way = hit.candidate.way
    if way is None or hit.candidate.score >= HINT:
        return False
    if _named_otherwise(app, way.label) > hit.candidate.score:
        return True
    entry = hit.place.entered_by
    if entry is None or way.source != hit.place.id or len(hit.place.trail) < 2:
        return False
    letters = match(app.lexicon.functions[LETTERS], entry.label, "")[0]
    return _named_otherwise(app, entry.label) > max(letters, NEAR)


def _named_otherwise(app: App, label: str) -> float:
    """How well a label fits the function that it fits best, the message centre apart."""
    functions = app.lexicon.functions.items()
    return max(match(function, label, "")[0] for key, function in functions if key != LETTERS)


def above_empty_folders(app: App) -> list[Hit]:
    """The lists of messages that folders without any were opened from, whatever they are called.

    An inbox called 通知公告 is told from the hospital's news only by what stands in it.
    """
    found: dict[str, Hit] = {}
    for candidate in candidates(app, LETTERS):
        place = app.map.places.get(candidate.place)
        above = place.parent if place is not None else None
        if place is None or above is None or judgement_of(app, place).hollow is None:
            continue
        if len(cards(above.screen, frame(app))) > 1 and not _has_tiles(app, above):
            found.setdefault(above.id, Hit(above, candidate))
    return list(found.values())


def letters_called_news(app: App) -> list[Hit]:
    """Lists called like the hospital's news (通知公告) that mostly speak to one patient."""
    found = []
    for place in app.map.places.values():
        if place.outside or not place.trail or not _SENT.search(place.name):
            continue
        shown = cards(place.screen, frame(app))
        own = sum(_TO_ONE.search(f"{card.title} {card.text}") is not None for card in shown)
        if own >= LEAST_LETTERS and 2 * own >= len(shown) and not _has_tiles(app, place):
            why = f"内容“{place.name}”写给本人"
            found.append(Hit(place, Candidate(NAMED, place.entered_by, place.id, why, LETTERS)))
    return found


def message_lists(app: App, hits: list[Hit]) -> list[Place]:
    """Places of the message centre that hold messages or lead to some; details are none."""
    found: dict[str, Place] = {}
    for hit in hits:
        for place in (*reach(app, hit, depth=3), *_previewed(app, hit)):
            if any(n.role is Role.SWITCH for n in place.screen.nodes):
                continue
            entrance = place is hit.place and hit.candidate.score > NEAR
            if entrance and hit.candidate.score < NAMED and _has_tiles(app, place):
                continue  # a menu of functions that words around its entry made an inbox of
            if judgement_of(app, place).hollow not in {None, Hollow.WINDOW} and not entrance:
                continue
            folder = _is_folder(app, place) or _is_quoted(app, place)
            if entrance or folder or _is_list(app, place):
                listed = place if _is_quoted(app, place) else _listing(app, place)
                found.setdefault(listed.id, listed)
    return list(found.values())


def holds_folders(app: App, place: Place) -> bool:
    """Where a row that was opened is a folder the others are folders too; a tab is no row."""
    nodes = place.screen.nodes
    shown = cards(place.screen, frame(app))
    top = min((node.bounds.y for card in shown for node in card.nodes), default=0.0)
    ways = (way for way in app.map.ways_from(place.id) if nodes[way.node].bounds.bottom > top)
    opened = (app.map.places[way.target] for way in ways if way.target)
    below = [target for target in opened if target.parent is place]
    return any(_is_folder(app, target) or _is_quoted(app, target) for target in below)


def is_told_above(app: App, place: Place, listed: list[Place]) -> bool:
    """The same list once a message in it was read: it has no other, and no way leads back."""
    above = place.parent
    if above is None or above not in listed or above.screen.title != place.screen.title:
        return False
    here, there = ({c.key for c in cards(p.screen, frame(app))} for p in (place, above))
    return bool(here) and here <= there


def _previewed(app: App, hit: Hit) -> list[Place]:
    """Folders whose row tells their newest message, though it is called as another function is.

    住院通知 2条 您的床位已安排 leads to letters about staying, not to the function of that name;
    a mere shortcut to one (检验报告) tells no message.
    """
    if hit.candidate.score <= NEAR:
        return []
    opened = (app.map.places[w.target] for w in app.map.ways_from(hit.place.id) if w.target)
    below = (place for place in opened if place.parent is hit.place)
    return [p for p in below if _tells_newest(app, p) or _is_quoted(app, p)]


def _tells_newest(app: App, place: Place) -> bool:
    """The row that opened it says behind its name what is the title of a message in it."""
    way = place.entered_by
    told = [plain(words) for words in way.label.split()[1:]] if way is not None else []
    titles = [plain(card.title) for card in cards(place.screen, frame(app))]
    news = [words for words in told if len(words) >= LEAST_NEWS and not words.isdigit()]
    return any(words in title for words in news for title in titles)


def _is_quoted(app: App, place: Place) -> bool:
    """The row that opened it says the page's name and then how a message in it begins."""
    row = plain(place.entered_by.label) if place.entered_by is not None else ""
    name = plain(place.screen.title) or next(iter(map(plain, _first_words(app, place))), "")
    if not name or not row.startswith(name):
        return False
    rest = row.removeprefix(name)
    for card in cards(place.screen, frame(app)):
        words = (plain(unread_stripped(said))[:SHORT_NAME] for said in (card.title, card.text))
        if any(len(said) >= LEAST_NEWS and rest.startswith(said) for said in words):
            return True
    return False


def _listing(app: App, place: Place) -> Place:
    """The list that a message was opened from; whatever that list is called, it is the inbox.

    A menu of functions is none, if one of them opens a page with a single message.
    """
    above, way = place.parent, place.entered_by
    if above is None or way is None or len(cards(place.screen, frame(app))) != 1:
        return place
    shown = cards(above.screen, frame(app))
    one_of = len(shown) > 1 and any(way.node in card.inside for card in shown)
    return above if one_of and not _has_tiles(app, above) else place


def _has_tiles(app: App, place: Place) -> bool:
    """Several functions by their bare names, none of which a folder of messages would bear."""
    names = (plain(w.label) for w in app.map.ways_from(place.id) if not _SENT.search(w.label))
    tiles = {name for name in names if len(name) <= SHORT_NAME}
    return sum(naming(app.lexicon, name) >= NAMED for name in tiles) >= LEAST_OF_A_HUB


def _is_list(app: App, place: Place) -> bool:
    """Dated messages of which at least one leads on, or several of them."""
    shown = cards(place.screen, frame(app))
    inside = {index for card in shown for index in card.inside}
    return len(shown) > 1 or any(way.node in inside for way in app.map.ways_from(place.id))


def _is_folder(app: App, place: Place) -> bool:
    """Messages of one kind behind a row of the message centre, be it only one.

    The row tells the folder's name and perhaps the newest message; the folder is headed by
    that name, which is the heading of none of its messages.  The page of one message shows
    what its row said, and its row bears its day.
    """
    above, way = place.parent, place.entered_by
    if above is None or way is None:
        return False
    shown = cards(place.screen, frame(app))
    if len(shown) == 1 and _STAMPED.search(way.label):
        return False
    row = plain(way.label)
    heads = {plain(h) for h in (place.screen.title, *_first_words(app, place)) if h}
    said = {plain(card.title) for card in shown}
    of_the_row = len(shown) == 1 and plain(shown[0].title)[:SHORT_NAME] in row
    return bool(shown) and not of_the_row and any(row.startswith(h) for h in heads - said)


def _first_words(app: App, place: Place) -> list[str]:
    return [node.text for node in frame(app).own(place.screen)[:HEADS]]
