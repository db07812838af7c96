"""How well the words of a label name a function of the field, and whether they name another.

Pure: knows a label, the words around it and the lexicon; no map and no screen.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from probes.labels import is_action, is_vague
from probes.lexicon import Function, Groups, Lexicon, plain

ENTRY, NEAR, CONTEXT = 1.0, 0.55, 0.7
"""The score of a label that is an entry by itself, of a menu above, of words that need others."""
NAMED = 0.75
"""From this score on, a label by itself is the name of a function of the field."""
CLEARLY = 0.15
OTHER = 0.65
"""From this score on, a label that names another function plainly is no name of this one."""
LEAST_SHARE = 0.3
_OF_A_DOCTOR = re.compile("(医生)?(擅长|专长|主治|主攻|善于|研究方向)(?!.{0,4}(查询|列表|介绍)$)")


@lru_cache(maxsize=100_000)
def match(function: Function, label: str, context: str) -> tuple[float, str]:
    """How well a label names a function: (score, why); score 0 means not at all."""
    words = plain(label)
    if not words or _OF_A_DOCTOR.match(words) or (function.not_ and function.not_.search(words)):
        return 0.0, ""
    own = _named(function.entry, label, words)
    if own:
        return ENTRY * (0.6 + 0.4 * own), f"入口“{label}”"
    around = plain(context)
    if around and not (function.not_ and function.not_.search(around)):
        joint = max((_joint(groups, words, around) for groups in function.entry), default=0.0)
        if joint:
            return CONTEXT * (0.6 + 0.4 * joint), f"“{context.split()[0]}”下的“{label}”"
    near = _named(function.near, label, words)
    if near:
        return NEAR * (0.6 + 0.4 * near), f"上级菜单“{label}”"
    if len(words) >= 4:
        alike = fuzz.ratio(words, plain(function.name)) / 100
        if alike >= 0.75:
            return NEAR * alike, f"名称近似“{label}”"
    return 0.0, ""


def naming(lexicon: Lexicon, label: str) -> float:
    """How well a label by itself names any function of the field: the best score."""
    return max(_names(lexicon, label).values(), default=0.0)


@lru_cache(maxsize=20_000)
def _names(lexicon: Lexicon, label: str) -> dict[str, float]:
    """How well a label by itself names each function of the field, those that it names."""
    scores = ((key, match(f, label, "")[0]) for key, f in lexicon.functions.items())
    return {key: score for key, score in scores if score}


def names_other(lexicon: Lexicon, function: Function, label: str) -> bool:
    """True if a label plainly names another function and this one less well, or not at all.

    A bare verb (缴费, 查看) is none: it belongs to the page on which it stands; nor is a name
    that may stand for anything.
    """
    if is_action(label) or is_vague(label):
        return False
    best = naming(lexicon, label)
    own = _names(lexicon, label).get(function.key, 0.0)
    return best >= OTHER and (own if own > NEAR else 0.0) < best - CLEARLY


def _named(alternatives: tuple[Groups, ...], label: str, words: str) -> float:
    """The best coverage; what a card merely mentions below its heading does not name it."""
    best = max((_coverage(groups, words) for groups in alternatives), default=0.0)
    if best >= LEAST_SHARE:
        return best
    head = next((part for part in map(plain, label.split()) if len(part) >= 2), words)
    return best if any(_coverage(groups, head) for groups in alternatives) else 0.0


def _coverage(groups: Groups, words: str) -> float:
    """Share of the label that the groups explain; 0 if a group is missing."""
    marked = bytearray(len(words))
    for group in groups:
        hits = list(group.finditer(words))
        if not hits:
            return 0.0
        for hit in hits:
            marked[hit.start() : hit.end()] = b"\x01" * (hit.end() - hit.start())
    if len(groups) > 1 and not _apart(groups, words):
        return 0.0
    return sum(marked) / len(words)


def _apart(groups: Groups, words: str) -> bool:
    """True if the groups can be found at places that do not overlap (检查 is not 检查 twice)."""

    def place(index: int, taken: tuple[re.Match[str], ...]) -> bool:
        if index == len(groups):
            return True
        for start in range(len(words)):
            hit = groups[index].match(words, start)
            if hit is None:
                continue
            free = all(hit.end() <= t.start() or hit.start() >= t.end() for t in taken)
            if free and place(index + 1, (*taken, hit)):
                return True
        return False

    return place(0, ())


def _joint(groups: Groups, words: str, around: str) -> float:
    """Like coverage, where some groups stand only in the context."""
    here = [group for group in groups if group.search(words)]
    if not here or len(here) == len(groups):
        return 0.0
    if not all(group.search(around) for group in groups if group not in here):
        return 0.0
    return _coverage(tuple(here), words)
