"""The answers of one question on a form (是 否), and the box that holds them."""

from __future__ import annotations

from devices.model import Node, Role, Screen
from probes.appmap import AppMap, Arrival, Way
from probes.labels import searches
from probes.lexicon import plain

ANSWERS = {Role.CHECKBOX, Role.RADIO}
CHOICES = ANSWERS | {Role.CHOICE}
"""Also what opens its answers when touched (a select)."""
SEVERAL = 2
LONGEST_ANSWER = 12
_LEAVES, _TAKES = {"取消", "关闭"}, {"确定", "确认", "完成"}


def holds_answers(screen: Screen, node: Node) -> bool:
    """A box around several ticks and nothing else to tap: each of them answers, the box does not.

    Whoever taps the box meets one of its answers or the room between them; it leads nowhere.
    """
    inner = [n for n in screen.below(node) if n.clickable and n.index != node.index]
    ticks = sum(n.role in ANSWERS for n in inner)
    return node.role not in ANSWERS and ticks >= SEVERAL and ticks == len(inner)


def in_picker(screen: Screen, index: int) -> bool:
    """In a sheet that is left by 取消 or 完成: all else that stands there is to choose from."""
    sheets = [n for n in screen.nodes if n.role is Role.DIALOG and not n.covered]
    for sheet in sheets:
        inside = list(screen.below(sheet))
        labels = {plain(screen.label(n)) for n in inside if n.clickable}
        if labels & _LEAVES and labels & _TAKES:
            return any(n.index == index for n in inside)
    return False


def is_answer(appmap: AppMap, way: Way) -> bool:
    """One of a few words side by side on a form, none of which leads anywhere: it is chosen there.

    Many forms show by colour alone which of their answers (血压 血糖 体重) is chosen.
    """
    source = appmap.places.get(way.source)
    if source is None or way.arrival is not Arrival.NOTHING or way.node < 0:
        return False
    node = source.screen.nodes[way.node]
    row = _row_of_words(source.screen, node)
    if len(row) < SEVERAL or not _is_asked(source.screen, node):
        return False
    indices = {n.index for n in row}
    tried = [w for w in appmap.ways_from(source.id) if w.node in indices]
    return all(w.arrival is Arrival.NOTHING or w.target == source.id for w in tried)


def _row_of_words(screen: Screen, node: Node) -> list[Node]:
    """The short words that a node stands among, if all that can be touched there is such words."""
    beside = [screen.nodes[index] for index in screen.children.get(node.parent, ())]
    touched = [n for n in beside if n.clickable]
    alike = all(_is_word(n) and n.bounds.h == node.bounds.h for n in touched)
    return touched if alike and node in touched else []


def _is_word(node: Node) -> bool:
    bare = node.role is Role.TEXT and not node.image and not node.link
    return bare and 0 < len(node.text) <= LONGEST_ANSWER


def _is_asked(screen: Screen, node: Node) -> bool:
    """Something is typed on the page, and a button below would send it."""
    typed = (n for n in screen.nodes if n.editable and not searches(n.hint))
    below = (n for n in screen.nodes if n.role is Role.BUTTON and n.bounds.y > node.bounds.bottom)
    return any(typed) and any(n.clickable for n in below)
