"""Which nodes of a screen are worth a tap, and in which order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from auditor.live.heading import MIDDLE, is_arrow
from auditor.live.identity import dialog_of, levelled, unmarked
from auditor.live.index_bars import index_letters
from auditor.live.ocr import hotspot
from devices.model import Node, Role, Screen
from probes.appmap import Place
from probes.flows.screens.answers import ANSWERS, holds_answers
from probes.labels import UNREAD
from probes.lexicon import Lexicon, plain
from probes.naming import naming

LONGEST = 120
PAGE_SHARE, ROW_HEIGHT = 0.5, 90
ICON, TOP_BAR, CORNER_ICON = 60, 100, "右上角图标"
HELP = "帮助(?)"
"""A bare question mark, by the name that it goes by on the map."""
NOT_TAPPED = {Role.FIELD, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.CHOICE, Role.MEDIA}
_BACK = {"BACK", "上一页", "后退", "返回上一页", "RETURN"}
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d{1,2}\s*[::点时]\s*(?:\d{2}|半)?")
_WHEN = re.compile("^([上下中]午|晚上|夜间|全天|今[日天]|明[日天]|后天|周.|星期.)$|^余")
_NAME = re.compile(r"^[^\W\d_]{2,8}$")
_HOUR = re.compile(r"^\d{1,2}[::]\d{2}([-~—至–]\d{1,2}[::]\d{2})?$")
_TAG = re.compile(f"^({UNREAD}|hot|🔴)$", re.IGNORECASE)
_STARS = re.compile("^[★☆⭐✩✭]+$")
_BADGE = re.compile(r"(?<=[^\d\s])\s*[((]?\d{1,3}\+?[))]?$")
"""How many are unread, behind the words of an entry; gone once all was read."""


@dataclass(frozen=True)
class Anchor:
    """How to find a node again on another dump of the same place."""

    label: str
    role: Role
    nth: int
    image: str
    kin: tuple[int, int] = (0, 0)
    """Which of how many controls whose words differ in digits only, times of day excepted."""
    name: str = ""
    """Its first words, if more stand behind them and no other control begins so: what stands
    there may change (实名认证 身份证, the newest of a folder's messages, what is left at 08:30)."""


@dataclass(frozen=True)
class Tap:
    """One thing worth tapping. rank: smaller is more promising; group: its siblings' key."""

    node: Node
    label: str
    anchor: Anchor
    group: str
    section: str
    rank: float


def taps_of(place: Place, lexicon: Lexicon) -> list[Tap]:
    """Everything on a place that an explorer may try, most promising first.

    Of a part of a page only what it has unfolded: the rest stands on the page itself.
    """
    screen = place.screen
    counts: dict[tuple[str, Role, str], int] = {}
    kin = _kin(screen)
    names = _names(screen)
    jumps = index_letters(screen)
    taps = []
    for node in (node for node in _candidates(screen) if node.index not in jumps):
        label = place.label(node)
        if not label and place.depth == 0 and _is_corner_icon(screen, node):
            label = CORNER_ICON
        if _is_arrow(screen, node, label) or _names_page(screen, node, label):
            continue
        if _TAG.match(label) and any(up.clickable for up in screen.above(node)):
            continue  # what a row bears until it was read opens no more than the row
        picture = picture_of(screen, node)
        key = (label, node.role, picture)
        nth = counts.get(key, 0)
        counts[key] = nth + 1
        name = HELP if label.strip() == "?" else label
        if _worth(name, node, lexicon) and (not place.part or levelled(label) in place.part):
            known = kin.get(node.index, (0, 0))
            anchor = Anchor(label, node.role, nth, picture, known, names.get(node.index, ""))
            section = section_of(screen, node)
            group = group_of(screen, node)
            rank = _rank(label, screen, node, lexicon)
            taps.append(Tap(node, name, anchor, group, section, rank))
    return sorted(taps, key=lambda tap: tap.rank)


def anchor_of(place: Place, wanted: Node) -> Anchor:
    """The anchor of one node of a place."""
    nth = 0
    label = place.label(wanted)
    image = picture_of(place.screen, wanted)
    for node in place.screen.nodes[: wanted.index]:
        alike = node.role is wanted.role and node.clickable == wanted.clickable
        alike = alike and node.enabled == wanted.enabled
        named = alike and place.label(node) == label
        nth += named and picture_of(place.screen, node) == image
    known = _kin(place.screen).get(wanted.index, (0, 0))
    name = _names(place.screen).get(wanted.index, "")
    return Anchor(label, wanted.role, nth, image, known, name)


def picture_of(screen: Screen, node: Node) -> str:
    """The picture by which a control is known: its own or, without words, one in or under it."""
    if node.image or screen.label(node):
        return node.image
    inside = next((inner.image for inner in screen.below(node) if inner.image), "")
    return inside or hotspot(screen, node)


def locate(screen: Screen, anchor: Anchor) -> Node | None:
    """The node that an anchor names on a screen, or None.

    What may be touched comes first: a day of the month before stands disabled beside it.
    """
    alike = [node for node in screen.nodes if _answers_to(screen, node, anchor)]
    alike = [node for node in alike if node.enabled] or alike
    if not alike:
        moved = _renumbered(screen, anchor) or _read_since(screen, anchor)
        return moved or _changed_since(screen, anchor)
    return alike[anchor.nth] if anchor.nth < len(alike) else alike[0]


def _answers_to(screen: Screen, node: Node, anchor: Anchor) -> bool:
    """Of the role, the words and the picture that an anchor names."""
    if node.role is not anchor.role or not node.clickable:
        return False
    words = screen.label(node)
    if words != anchor.label and (words or not anchor.image):
        return False
    return picture_of(screen, node) == anchor.image


def _kin(screen: Screen) -> dict[int, tuple[int, int]]:
    """Anchor.kin of every control that says a date or a count, by index; one pass over all."""
    groups: dict[tuple[Role, str], list[int]] = {}
    for node in screen.nodes:
        label = screen.label(node) if node.clickable else ""
        if _counted(label):
            groups.setdefault((node.role, _levelled(label)), []).append(node.index)
    return {
        index: (nth, len(alike)) for alike in groups.values() for nth, index in enumerate(alike)
    }


def _renumbered(screen: Screen, anchor: Anchor) -> Node | None:
    """The same row of as many, its date or counter moved on; a time of day is never swapped."""
    nth, of = anchor.kin
    if not of:
        return None
    wanted = _levelled(anchor.label)
    nodes = (node for node in screen.nodes if node.role is anchor.role and node.clickable)
    alike = [node for node in nodes if _levelled(screen.label(node)) == wanted]
    return alike[nth] if len(alike) == of else None


def _read_since(screen: Screen, anchor: Anchor) -> Node | None:
    """The one control of these words without the dot or the count of what is still to be read.

    Two numbers at an end may tell two things apart (床位 1, 床位 2): only where one went.
    """
    nodes = (node for node in screen.nodes if node.role is anchor.role and node.clickable)
    alike = [node for node in nodes if _differs_in_unread(screen.label(node), anchor.label)]
    return alike[0] if len(alike) == 1 else None


def _names(screen: Screen) -> dict[int, str]:
    """Anchor.name of every control that has one, by index."""
    labels = {n.index: screen.label(n).split(" ") for n in screen.nodes if n.clickable}
    begun = Counter(words[0] for words in labels.values())
    return {
        index: words[0]
        for index, words in labels.items()
        if len(words) > 1 and begun[words[0]] == 1 and _names_it(words)
    }


def _names_it(words: list[str]) -> bool:
    """The first words stay while the others change; 周一 余3 is no name, 08:30 余3 is that hour."""
    if _HOUR.search(words[0]):
        return True
    return bool(_NAME.search(words[0])) and not any(_WHEN.search(word) for word in words)


def _changed_since(screen: Screen, anchor: Anchor) -> Node | None:
    """The one control of this name, with something else behind it than before."""
    if not anchor.name:
        return None
    nodes = (node for node in screen.nodes if node.role is anchor.role and node.clickable)
    alike = [node for node in nodes if screen.label(node).split(" ")[0] == anchor.name]
    return alike[0] if len(alike) == 1 else None


def _differs_in_unread(label: str, other: str) -> bool:
    here, there = unmarked(label), unmarked(other)
    return bool(here) and (here == there or here == _unbadged(there) or _unbadged(here) == there)


def _unbadged(words: str) -> str:
    return _BADGE.sub("", words)


def _levelled(label: str) -> str:
    return _DIGITS.sub("0", label)


def _counted(label: str) -> bool:
    """Says a date or a number that moves on by itself, and no time slot."""
    return bool(_DIGITS.search(label)) and not _CLOCK.search(label)


def section_of(screen: Screen, node: Node) -> str:
    """The heading under which a node stands: the nearest larger words above it.

    The words of a row that can be tapped head nothing.
    """
    best = ""
    size = max((n.font for n in screen.below(node)), default=0)
    for other in screen.nodes[: node.index]:
        above = other.bounds.bottom <= node.bounds.y + 2 and node.bounds.y - other.bounds.y < 900
        if (
            above
            and other.text
            and not other.clickable
            and other.font > size
            and len(other.text) < 14
            and not _in_a_row(screen, other)
        ):
            best = other.text
    return best


def _in_a_row(screen: Screen, node: Node) -> bool:
    return any(up.clickable and up.bounds.h <= ROW_HEIGHT for up in screen.above(node))


def group_of(screen: Screen, node: Node) -> str:
    """A key shared by siblings of one list: kind, size and the kinds of boxes around."""
    around = "/".join(f"{n.role}{n.scrollable:d}" for n in list(screen.above(node))[:4])
    return f"{node.role}|{node.bounds.w:.0f}|{around}"


def _candidates(screen: Screen) -> list[Node]:
    """Clickable nodes in the open: inside the top dialog if there is one; innermost first."""
    dialog = dialog_of(screen)
    nodes = list(screen.below(dialog)) if dialog else list(screen.nodes)
    chosen = []
    for node in nodes:
        if not node.clickable or node.covered or not node.enabled or node.role in NOT_TAPPED:
            continue
        if dialog and node.index == dialog.index:
            continue
        if _page_wide(screen, node):
            continue
        inner = [n for n in screen.below(node) if n.clickable and n.index != node.index]
        if any(n.role not in NOT_TAPPED for n in inner) and len(inner) > 1:
            continue
        if inner and (all(n.role is Role.SWITCH for n in inner) or _answers(screen, node, inner)):
            continue  # the row of a switch turns it, the words of a tick set it
        if holds_answers(screen, node) or (inner and all(n.kind == "file" for n in inner)):
            continue  # what a file is handed over by opens no page
        if inner and all(n.role is Role.FIELD and n.editable for n in inner):
            continue  # the box around a field only lets one write
        same = len(inner) == 1 and screen.label(inner[0]) == screen.label(node)
        if same and inner[0].role is not Role.FIELD:  # one that is only shown opens nothing itself
            continue
        chosen.append(node)
    return chosen


def _is_corner_icon(screen: Screen, node: Node) -> bool:
    """A picture without words in the right corner at the top, where messages so often are."""
    box = node.bounds
    small = box.w <= ICON and box.h <= ICON and box.bottom <= TOP_BAR
    return small and box.x >= screen.width / 2 and bool(picture_of(screen, node))


def _names_page(screen: Screen, node: Node, label: str) -> bool:
    """The name of the page in its own top bar: some bars listen for taps on it."""
    named = bool(label) and plain(label) == plain(screen.title)
    aside = abs(node.bounds.center[0] - screen.width / 2)
    return named and node.bounds.bottom <= TOP_BAR and aside <= MIDDLE * screen.width


def _is_arrow(screen: Screen, node: Node, read: str) -> bool:
    """The arrow of a row that has words of its own, which a reader of pictures takes for a V."""
    if screen.label(node) or len(read.strip()) != 1 or not read.isascii():
        return False
    return any(up.clickable and screen.label(up) for up in screen.above(node))


def _answers(screen: Screen, node: Node, inner: list[Node]) -> bool:
    """The words of one of several ticks, and nothing else: an answer to a question.

    A card with a tick on it may lead on, and a tick that stands alone (a consent) unlock more.
    """
    words = {n.text for n in screen.below(node) if n.text}
    ticks = sum(n.role in ANSWERS for n in screen.nodes)
    return len(words) <= 1 < ticks and all(n.role in ANSWERS for n in inner)


def _page_wide(screen: Screen, node: Node) -> bool:
    """A holder of the whole page that listens for its children is no control of its own."""
    if node.bounds.area < PAGE_SHARE * screen.width * screen.height or node.link:
        return False
    return sum(bool(n.text) for n in screen.below(node)) > 1


def _worth(label: str, node: Node, lexicon: Lexicon) -> bool:
    words = plain(label)
    if not words or len(label) > LONGEST or words in _BACK or is_arrow(label):
        return False
    if _STARS.search(words):
        return False  # a star gives points, it opens nothing
    if node.link and node.link.split(":")[0] in {"tel", "mailto", "sms"}:
        return True
    avoided = ("logout", "code_request")
    if any(lexicon.says(sign, words) for sign in avoided) and len(words) <= 12:
        return False
    return not (lexicon.says("login_wall", words) and len(words) > 12)


def _rank(label: str, screen: Screen, node: Node, lexicon: Lexicon) -> float:
    best = naming(lexicon, label)
    more = (
        0.8 if any(word in label for word in ("更多", "全部", "所有")) and len(label) < 10 else 0.0
    )
    return -max(best, more) + node.bounds.y / max(screen.content_height, screen.height, 1) * 0.1
