"""What a patient is sent: which kinds of messages the account's inbox holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import RootModel

from devices.model import Node
from documents import parse_as, read_yaml
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.messages.inbox import Inbox, Message, inbox
from probes.flows.messages.topics import topics
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.entries import leads_on, untried
from probes.flows.places.hits import unclaimed
from probes.flows.places.search import reach
from probes.lexicon import LETTERS
from probes.model import Cause
from probes.naming import NEAR

KINDS = Path(__file__).parents[2] / "lexicon" / "kinds.yaml"
OTHER = "other"


class _Kinds(RootModel[dict[str, dict[str, str]]]):
    pass


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Patterns of the members of each set fact, by "<code>.<fact>" and member."""
    read = parse_as(_Kinds, read_yaml(KINDS)).root
    return {
        fact: {member: re.compile(text, re.IGNORECASE) for member, text in members.items()}
        for fact, members in read.items()
    }


@lru_cache(maxsize=1)
def _counted() -> Mapping[str, tuple[str, ...]]:
    """The members of each set fact that messages can prove, in the order of the topics."""
    members: dict[str, list[str]] = {}
    for topic in topics():
        for name in topic.counts:
            fact, _, member = name.rpartition(".")
            members.setdefault(fact, []).append(member)
    return {fact: tuple(dict.fromkeys(found)) for fact, found in members.items()}


def received(app: App, fact: str) -> dict[str, Finding]:
    """For each named kind of a set fact ("<code>.<fact>"), whether a message of it was sent."""
    return {member: sent(app, f"{fact}.{member}") for member in _named(fact)}


def _named(fact: str) -> tuple[str, ...]:
    return tuple(member for member in _counted()[fact] if member != OTHER)


def sent(app: App, counted: str) -> Finding:
    """Whether the inbox holds a message that counts as "<code>.<fact>[.<member>]"."""
    box = inbox(app)
    hit = next((m for m in box.messages.values() if m.proves(counted)), None)
    if hit is not None:
        return yes(f"消息“{_quoted(hit)}”", [hit.evidence])
    if not box.messages:
        return conclude(app, app.lexicon.functions[LETTERS], list(box.others))
    return _not_sent(app, box)


def _not_sent(app: App, box: Inbox) -> Finding:
    """A no if every list was read; what opens from a message says no other kind."""
    reason = f"消息中心的 {len(box.messages)} 条消息逐条看过,没有这一类"
    if app.login.cause is not None:
        return unknown(app.login.cause, f"{reason}(未登录成功,登录后或许有)", box.pages[:3])
    if box.left:
        return unknown(Cause.MAP_INCOMPLETE, f"{reason}({box.left})", box.pages[:3])
    return no(reason, box.pages[:3])


def with_other(app: App, fact: str, members: Mapping[str, Finding]) -> dict[str, Finding]:
    """The findings and one for `other`: a message that is plainly of a further kind.

    Messages whose kind nobody could tell keep it open; without any, there is no other kind.
    """
    further = sent(app, f"{fact}.{OTHER}")
    odd = [m for m in inbox(app).messages.values() if m.topic is None]
    if further.truth is False and odd:
        words = f"消息“{_quoted(odd[0])}”属于哪一类,请人工判断"
        further = unknown(Cause.NOT_CONCLUSIVE, words, [m.evidence for m in odd[:3]])
    return {**members, OTHER: further}


def anywhere(
    app: App,
    key: str,
    pattern: re.Pattern[str],
    another: Callable[[Place], bool] = lambda place: False,
    counts: Callable[[Place, Node], bool] = lambda place, node: True,
) -> Finding:
    """A kind that shows itself on the function's own screens.

    another: a page of another kind; counts: whether words of the kind tell it where they stand.
    """
    hits, others = unclaimed(app, key)
    for hit in hits:
        for place in reach(app, hit, depth=2):
            if another(place):
                continue
            named = (n for n in frame(app).own(place.screen) if pattern.search(n.text))
            lines = (n for n in named if counts(place, n) and not untried(app, place, n))
            node = next((n for n in lines if leads_on(app, place, n, key)), None)
            if node is not None and judgement_of(app, place).hollow is None:
                return yes(f"“{node.text[:30]}”", [app.show_place(place, [node], node.text[:30])])
    findings = [f for f in others if f.truth is None]
    strong = [hit.place for hit in hits if hit.candidate.score > NEAR]
    if strong:
        shown = [app.show_place(p, (), app.lexicon.functions[key].name) for p in strong[:2]]
        findings.append(unseen(app, strong, "有此栏目,未见这一项", shown))
    if not findings:
        findings.append(conclude(app, app.lexicon.functions[key], others))
    return any_of(findings)


def _quoted(message: Message) -> str:
    words = f"{message.card.title} {message.card.text}".split()
    return " ".join(words)[:40]
