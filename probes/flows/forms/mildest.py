"""Which of several answers is given: the best grade, or the one that alarms nobody.

A follow-up or a self-test that says the worst (伤害自己的想法:经常) calls out staff, whoever
filled it in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from devices.model import Node, Screen
from probes.flows.screens.fields import TICKS
from probes.lexicon import Lexicon, plain

STARS, STAR = 5, 60  # how many make a rating, how broad one is at most
_HEAD = 200  # logical pixels: above stands what a page is about
_BESIDE = 24  # logical pixels from a button to the words that belong to it
_LETTER = re.compile(r"\w")
_NOT = re.compile("^(否|不是|没)$")


def mildest(screen: Screen, group: Sequence[Node], lexicon: Lexicon) -> Node:
    """All stars of a rating, else what says that all is well, else what stands first."""
    if is_star(screen, group[-1]) and not (group[0].role in TICKS and _said(screen, group, 0)):
        return group[-1]
    said = [_said(screen, group, nth) for nth in range(len(group))]
    asked = _asked(screen, group[0])
    return group[calmest(said, lexicon, asked, _looks_for_harm(screen, asked, lexicon))]


def _looks_for_harm(screen: Screen, question: str, lexicon: Lexicon) -> bool:
    """A question of a test for risks: 是 counts towards them, unless something good is asked."""
    tests = any(lexicon.says("risk_test", n.text) for n in screen.nodes if n.bounds.y < _HEAD)
    tests = tests or lexicon.says("risk_test", screen.title)
    return tests and bool(question) and not lexicon.says("asks_for_good", question)


def calmest(
    options: Sequence[str], lexicon: Lexicon, question: str = "", harmful: bool = False
) -> int:
    """Which of several answers in words; a bare 否 calms only where something grave is asked.

    harmful: the question is known to look for harm, whatever its words.
    """
    grave = harmful or lexicon.says("grave", question)
    calm = (
        nth
        for nth, words in enumerate(map(plain, options))
        if lexicon.says("calm", words) or (grave and _NOT.match(words))
    )
    return next(calm, 0)


def _asked(screen: Screen, first: Node) -> str:
    """What was asked: the words that stand last before the first answer."""
    before = (n for n in screen.nodes[: first.index] if n.text and not n.clickable)
    asked = [n.text for n in before if n.bounds.y < first.bounds.bottom]
    return asked[-1] if asked else ""


def is_star(screen: Screen, node: Node) -> bool:
    """A sign without words, as a rating is made of."""
    return node.bounds.w < STAR and not _LETTER.search(screen.label(node))


def rates(group: Sequence[Node]) -> bool:
    """Five signs alike side by side, of which one says how content one is."""
    level = {(n.bounds.y, n.bounds.w, n.bounds.h) for n in group}
    return len(group) == STARS and len(level) == 1


def _said(screen: Screen, group: Sequence[Node], nth: int) -> str:
    """The words of one answer: its own, or those that stand around or right of its button."""
    node = group[nth]
    if _LETTER.search(own := screen.label(node)):
        return own
    box = node.bounds
    row = [n.bounds for n in group if n is not node and abs(n.bounds.y - box.y) < box.h]
    end = min((other.x for other in row if other.x > box.x), default=screen.width)
    beside = (
        n.text
        for n in screen.nodes
        if _LETTER.search(n.text)
        and n.bounds.y <= box.center[1] <= n.bounds.bottom
        and n.bounds.x <= box.right + _BESIDE
        and box.right < n.bounds.right <= end
    )
    return next(beside, "")
