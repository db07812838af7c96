"""The patient's inbox: every message of the message centre, read to the end.

What the map saw comes first; then each list is opened once more and read on: further down,
behind "more", behind its tabs, and in folders of which the explorer opened only samples.
`Inbox.left` says what could not be read: a kind that is not among the messages is absent
only if nothing was left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import SIBLINGS, UNTRIED, Arrival, Place
from probes.finding import Finding, unknown
from probes.flows.messages.message_lists import (
    SHORT_NAME,
    above_empty_folders,
    holds_folders,
    is_other_matter,
    is_told_above,
    letters_called_news,
    message_lists,
)
from probes.flows.messages.topics import Topic, topic_of
from probes.flows.places.absence import missed
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.hits import sift
from probes.flows.screens.cards import Card, cards, unread_stripped
from probes.hollow import Hollow
from probes.labels import UNREAD
from probes.lexicon import LETTERS, plain
from probes.model import Cause

MOST_SCROLLS = 12
MOST_FOLDERS = 12
_MORE = re.compile("(查看|加载|显示|更多|下一页|展开)")
_MORE_LEFT = re.compile("(上拉|点击|加载|查看|显示).{0,4}更多|下一页")
_END = re.compile("没有更多|到底了|已全部|无更多|全部加载|仅展示|仅显示")
_TAG = re.compile(rf"^({UNREAD}|\d{{1,3}}\+?)$", re.IGNORECASE)
"""What a row bears until it was read, or how many are unread: no entry of its own."""
_NO_FOLDER = re.compile("设置|返回|首页|我的|已读|删除|清空|编辑|管理|全选|搜索|查看全部")


@dataclass(frozen=True)
class Message:
    """One message: where and as what it stands in its list, what it says in full."""

    card: Card
    text: str
    evidence: str

    @property
    def topic(self) -> Topic | None:
        return topic_of(self.card.title, self.text)

    def proves(self, counted: str) -> bool:
        """True if the message is about what counts as "<code>.<fact>.<member>"."""
        topic = self.topic
        return topic is not None and counted in topic.counts


@dataclass
class Inbox:
    """All messages of an account.

    pages: evidence of the lists; hollow: keys of messages whose own page says nothing; left:
    what could not be read ("" if all was); others: findings about message centres that are
    hollow or could not be opened.
    """

    messages: dict[str, Message] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    hollow: set[str] = field(default_factory=set)
    left: str = ""
    others: list[Finding] = field(default_factory=list)


def inbox(app: App) -> Inbox:
    """The account's inbox, read once per audit."""
    if "inbox" not in app.memory:
        app.memory["inbox"] = _read(app)
    found = app.memory["inbox"]
    assert isinstance(found, Inbox)
    return found


def letters(app: App) -> frozenset[str]:
    """Ids of the lists of messages and of what opens from them: no pages of another function."""
    trails = [place.trail for place in inbox(app).places if place.trail]
    places = app.map.places.values()
    return frozenset(p.id for p in places if any(p.trail[: len(t)] == t for t in trails))


def _unread(app: App, box: Inbox) -> str:
    """What of the lists could not be opened, and is neither a message that they show nor a tab
    that another of them opened; "" if nothing."""
    ways = [way for place in box.places for way in app.map.ways_from(place.id)]
    opened = {plain(way.label) for way in ways if way.arrival is Arrival.SCREEN}
    for place in box.places:
        shown = {plain(w) for card in cards(place.screen, frame(app)) for w in card.words}
        failed = [w for w in app.map.ways_from(place.id) if missed(w, app.map, app.lexicon)]
        left = [(u[1], u[2]) for u in app.map.unvisited if u[0] == place.id and u[2] in UNTRIED]
        for label, why in (*left, *((way.label, way.words[:40]) for way in failed)):
            told = _TAG.match(label) or any(words and words in plain(label) for words in shown)
            if not told and plain(label) not in opened:
                return f"“{place.name}”的“{label[:12]}”未能打开:{why}"
    return ""


def _read(app: App) -> Inbox:
    hits, others = sift(app, LETTERS)
    hits = [hit for hit in hits if not is_other_matter(app, hit)]
    if not hits and (above := above_empty_folders(app) or letters_called_news(app)):
        hits, others = above, []
    box = Inbox(others=others)
    listed = message_lists(app, hits)
    for place in listed:
        box.places.append(place)
        box.pages.append(app.show_place(place, (), "消息中心"))
        if holds_folders(app, place):
            continue
        for card in cards(place.screen, frame(app)):
            _keep(app, box, card, place)
    for place in listed:
        one = len(cards(place.screen, frame(app))) == 1
        if is_told_above(app, place, listed) or (one and place not in [h.place for h in hits]):
            continue
        _read_on(app, box, place)
    box.left = box.left or _unread(app, box)
    if hits and not box.messages and not others:
        shown_empty = [app.show_place(hits[0].place, (), "消息中心没有带日期的消息")]
        others.append(unknown(Cause.NO_DATA, "消息中心没有带日期的消息", shown_empty))
    return box


def _keep(app: App, box: Inbox, card: Card, place: Place | None) -> None:
    """Add a message once; one whose own page turns out to be hollow says nothing."""
    if card.key in box.messages or card.key in box.hollow:
        return
    detail = _detail(app, card, place) if place else None
    text = card.text
    if detail is not None:
        judgement = judgement_of(app, detail)
        if judgement.hollow not in {None, Hollow.WINDOW}:
            box.hollow.add(card.key)
            return
        text = "\n".join(n.text for n in frame(app).own(detail.screen)) or text
    nodes = [n for n in card.nodes if n.text][:3]
    note = f"消息“{card.title[:20]}”"
    evidence = app.show_place(place, nodes, note) if place else app.show(nodes, note)
    box.messages[card.key] = Message(card, text, evidence)


def _detail(app: App, card: Card, place: Place) -> Place | None:
    """The page of one message, if the explorer opened it."""
    for way in app.map.ways_from(place.id):
        if way.node in card.inside and way.target and way.target != place.id:
            return app.map.places[way.target]
    return None


def _read_on(app: App, box: Inbox, place: Place) -> None:
    """What the map does not hold of a list: more of it, its tabs, its other folders."""
    screen = _anew(app, place)
    if screen is None:
        box.left = box.left or f"“{place.name}”未能再次到达"
        return
    if not holds_folders(app, place):
        _to_the_end(app, box, screen)
    for label in (*_tabs(app, place), *_folders(app, place)):
        screen = _anew(app, place)
        node = _named(app, screen, label) if screen else None
        if node is None or screen is None:
            box.left = box.left or f"“{label[:12]}”未能打开"
            continue
        try:
            after = app.tap(node, Effect.READ)
        except (ActionRefused, NodeCovered, StaleNode):
            box.left = box.left or f"“{label[:12]}”未能打开"
            continue
        _to_the_end(app, box, after)


def _anew(app: App, place: Place) -> Screen | None:
    """The place as it opens: a tab or a scroll of before is forgotten on the way."""
    app.visit(app.map.places[app.map.entry])
    return app.visit(place)


def _to_the_end(app: App, box: Inbox, screen: Screen) -> None:
    """Read a list down to its end: scroll, ask for more, turn the page."""
    for _ in range(MOST_SCROLLS):
        for card in cards(screen, frame(app)):
            _keep(app, box, card, None)
        further = _further(app, screen)
        if further is None:
            return
        screen = further
    if _promises_more(screen):
        box.left = box.left or "消息没有全部显示出来"


def _further(app: App, screen: Screen) -> Screen | None:
    """One step on in a list; None at its end."""
    known = set(screen.words)
    more = next((n for n in screen.nodes if _asks_for_more(screen, n)), None)
    if more is not None:
        try:
            after = app.tap(more, Effect.READ)
        except (ActionRefused, NodeCovered, StaleNode):
            after = screen
        if set(after.words) - known:
            return after
    for _ in range(_screenfuls(screen)):
        after = app.scroll()
        if set(after.words) - known:
            return after
    return None


def _screenfuls(screen: Screen) -> int:
    """Scrolls that surely reach the end of what a screen holds now."""
    return 2 + int(max(screen.content_height, screen.height) / (0.8 * max(screen.height, 1)))


def _asks_for_more(screen: Screen, node: Node) -> bool:
    words = plain(screen.label(node))
    return (
        node.clickable
        and not node.covered
        and len(words) <= SHORT_NAME
        and bool(_MORE.search(words) and _MORE_LEFT.search(words))
    )


def _promises_more(screen: Screen) -> bool:
    return any(_MORE_LEFT.search(w) for w in screen.words) and not _END.search(screen.text)


def _tabs(app: App, place: Place) -> Iterator[str]:
    """Controls that change what a list shows without leaving it."""
    for way in app.map.ways_from(place.id):
        stays = way.arrival is Arrival.SCREEN and way.target == place.id
        if stays and len(plain(way.label)) <= SHORT_NAME and not _NO_FOLDER.search(way.label):
            yield way.label


def _folders(app: App, place: Place) -> list[str]:
    """Entries that the explorer left out as more of the same, if they are no dated messages."""
    shown = [] if holds_folders(app, place) else cards(place.screen, frame(app))
    dated = {plain(w) for card in shown for w in card.words}
    left = [
        label
        for source, label, reason in app.map.unvisited
        if source == place.id and reason == SIBLINGS and not _NO_FOLDER.search(label)
    ]
    return [label for label in left if not any(w and w in plain(label) for w in dated)][
        :MOST_FOLDERS
    ]


def _named(app: App, screen: Screen, label: str) -> Node | None:
    named = (n for n in screen.nodes if n.clickable and not n.covered)
    wanted = unread_stripped(label)  # once read, a message has lost its dot
    return next((n for n in named if unread_stripped(app.label(n)) == wanted), None)
