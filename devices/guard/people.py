"""Does a row stand for one of the account's people, and is the app turned to whom one touches?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from devices.guard.effects import EffectRules, normal
from devices.model import Node, Screen

_NUMBER = re.compile(r"[A-Za-z]{0,3}\d{5,}|\d{2,6}\*{2,}[\dXx]{0,4}")
_LONGEST_NAMED, _LEAST_PEOPLE = 12, 2
_HEADING_REACH, _ALIKE, _LEVEL = 80.0, 40.0, 24.0


def turns_to_person(rules: EffectRules, node: Node, screen: Screen, *, browsing: bool) -> bool:
    """One of several people, under a heading that says 切换.

    browsing: nothing is to be chosen; then one of them that is said to be the current one
    tells the same.
    """
    if not node.clickable or not _is_person(rules, screen.label(node)):
        return False
    people = [n for n in _siblings(node, screen) if _is_person(rules, screen.label(n))]
    if len(people) < 2:
        return False
    heading = normal(_heading(min(people, key=lambda n: n.bounds.y), screen))
    if any(word in heading for word in rules.switching):
        return True
    if any(word in heading for word in rules.adding):
        return False  # 就诊人管理: a list of people to look at
    labels = [normal(screen.label(n)) for n in people]
    return browsing and any(word in label for word in rules.people.current for label in labels)


def lists_people(rules: EffectRules, opener: str, rows: Iterable[str]) -> bool:
    """Whether a control that asks nothing opened a sheet of the account's people by name (张三 ⇄:
    张三(本人), 李秀兰(母亲)): whoever is touched there, the app is turned to them."""
    if any(word in normal(opener) for word in rules.people.for_whom):
        return False
    return sum(_is_named(rules, normal(row)) for row in rows) >= _LEAST_PEOPLE


def _is_named(rules: EffectRules, row: str) -> bool:
    """A name with a relation after it; the bare relation is an answer of a form."""
    related = next((r for r in rules.people.relations if r in row), "")
    return bool(related) and len(related) + 1 < len(row) <= _LONGEST_NAMED


def _siblings(node: Node, screen: Screen) -> Iterator[Node]:
    """What can be pressed in the column of a control and is as broad, itself included.

    Each may stand on a card of its own; what holds another of them is not counted beside it.
    """
    seen: set[int] = set()
    for other in screen.nodes:
        level = round(other.bounds.y / _LEVEL)
        column = abs(other.bounds.x - node.bounds.x) <= _LEVEL
        alike = column and abs(other.bounds.w - node.bounds.w) <= _ALIKE
        if other.clickable and alike and level not in seen:
            seen.add(level)
            yield other


def _is_person(rules: EffectRules, label: str) -> bool:
    words = normal(label)
    related = any(relation in words for relation in rules.people.relations)
    return related and _NUMBER.search(label) is not None


def _heading(first: Node, screen: Screen) -> str:
    """The words nearest above the first of them."""
    over = [
        (first.bounds.y - n.bounds.bottom, n.text)
        for n in screen.nodes
        if n.text and -4 <= first.bounds.y - n.bounds.bottom <= _HEADING_REACH
    ]
    return min(over, default=(0.0, ""))[1]
