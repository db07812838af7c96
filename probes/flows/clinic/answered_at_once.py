"""A talk in which the app answers by itself: what is asked is answered before anybody could."""

from __future__ import annotations

import re

from devices.model import Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, unknown, yes
from probes.flows.clinic.chat import chat_field, said_on
from probes.flows.places.hits import own_hits
from probes.flows.places.search import reach
from probes.flows.screens.fields import MARK
from probes.flows.screens.waiting import until
from probes.model import Cause, ProofLevel
from probes.naming import NEAR

LEAST_WORDS = 8
_LATER = re.compile(
    "稍后|稍候|尽快|随后|工作(时间|日)|人工|小时内[^\\n]{0,4}(回|答|联系|处理)|请(耐心)?等|排队|(会|将)[^\\n]{0,8}(回复|联系|处理)|已(收到|提交|转)"
)
"""Somebody else will answer: that the words have come in is no answer."""
_ADVICE = re.compile("建议|避免|注意|复诊|服用|补服|饮食|休息")
_SENTENCE = re.compile("[。!！;；]")
_CLOCK = re.compile(r"^[\d\s\-/.::年月日上下午今昨天]+$")


def answered_at_once(app: App, key: str, name: str) -> Finding | None:
    """L2: something is asked in a talk of the function, and the app answers it by itself.

    Unknown where nobody may be written to; None if there is no such talk or no answer comes.
    """
    for place in _talks(app, key):
        finding, text = said_on(app, place, name)
        if finding.cause is Cause.NOT_ALLOWED:
            words = f"{name}:{place.path} 可以提问,未获准发送,不知有没有自动应答"
            return unknown(Cause.NOT_ALLOWED, words, finding.evidence)
        answer, shown = _answer(place, text), finding.evidence
        if not answer:
            screen = _in_a_moment(app, place)
            answer = _answer(place, screen.text)
            if not answer:
                continue
            shown = (app.show([n for n in screen.nodes if n.text == answer], name),)
        words = f"{name}:{place.path} 提问后自动应答“{answer[:30]}”"
        return yes(words, shown, ProofLevel.L2)
    return None


def _talks(app: App, key: str) -> tuple[Place, ...]:
    hits = [hit for hit in own_hits(app, key)[0] if hit.candidate.score > NEAR]
    places = (place for hit in hits for place in reach(app, hit, depth=2) if not place.outside)
    talks = {place.id: place for place in places if chat_field(app, place.screen) is not None}
    return tuple(talks.values())


def _in_a_moment(app: App, place: Place) -> Screen:
    """The newest screen once an answer stands on it, or when none came for a while."""
    return until(app, app.again(), lambda screen: bool(_answer(place, screen.text)))


def _answer(place: Place, text: str) -> str:
    """The first words below the question that were not there before; "" if there are none."""
    lines = text.split("\n")
    asked = [at for at, line in enumerate(lines) if MARK in line]
    known = set(place.screen.words)
    below = lines[asked[-1] + 1 :] if asked else []
    fresh = [w for w in below if w not in known and len(w) >= LEAST_WORDS and not _CLOCK.match(w)]
    return next((words for words in fresh if _answers(words)), "")


def _answers(words: str) -> bool:
    """No promise of somebody else; advice may follow the word that the question has come in."""
    rest = [said for said in _SENTENCE.split(words) if not _LATER.search(said)]
    return not _LATER.search(words) or any(_ADVICE.search(said) for said in rest)
