"""A questionnaire that shows one question at a time and goes on when an answer is touched.

It has nothing to send: the last answer sends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, no, unknown, yes
from probes.flows.forms.mildest import calmest
from probes.flows.forms.replies import SPOKEN, Answer, read_reply
from probes.flows.screens.waiting import awaited
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

LEAST_ANSWERS, MOST_ANSWERS, MOST_QUESTIONS = 2, 10, 80
LONGEST_ANSWER = 24
_OF = re.compile(
    r"第\s*(\d{1,2})\s*[/／]\s*(\d{1,2})\s*[题问]|第\s*(\d{1,2})\s*[题问][^\n]{0,6}共\s*(\d{1,2})\s*[题问]"
    r"|(\d{1,2})\s*[/／]\s*(\d{1,2})\s*题"
)
_BARE = re.compile(r"^\s*[(（]?(\d{1,2})\s*[/／]\s*(\d{1,2})\s*[)）]?$")
"""Which of how many questions this is; bare figures say so only beside a question."""
_LED = re.compile(
    r"^\s*(\d{1,2})\s*[/／]\s*(\d{1,2})\s+(?!周|星期|礼拜|上午|下午|今|明|\d)(?=[一-鿿])[^\d]{2,}$"
)
"""The same in front of words (1/8 最近两周内); a day (1/8 周四) asks nothing."""
_ASKS = re.compile("[?？]$|吗$|您|你")
_NO_ANSWER = re.compile(r"上一|下一|返回|取消|关闭|跳过|退出|重新|提交|完成|保存|交卷")
_RESULT = re.compile("结果|得分|评分|分数|等级|风险|体质|建议|报告|结论|完成|感谢|谢谢")


@dataclass(frozen=True)
class Question:
    """Its number, how many there are, and what can be answered."""

    number: int
    count: int
    answers: tuple[Node, ...]


def question(screen: Screen) -> Question | None:
    """The question that a screen asks, of several that follow each other; None if it asks none."""
    said = [n.text.strip() for n in screen.nodes if n.text]
    asks = any(_ASKS.search(words) for words in said)
    marks = (
        _OF.search(words) or _LED.search(words) or (asks and _BARE.search(words)) for words in said
    )
    mark = next((hit for hit in marks if hit), None)
    if mark is None:
        return None
    number, count = (int(part) for part in mark.groups() if part)
    answers = _answers(screen)
    if not 1 <= number <= count or count < LEAST_ANSWERS or not answers:
        return None
    return Question(number, count, answers)


def _answers(screen: Screen) -> tuple[Node, ...]:
    """The controls alike among which one answers, and nothing else to go on by."""
    groups: dict[tuple[int, float, float], list[Node]] = {}
    for node in screen.nodes:
        label = plain(screen.label(node))
        if node.clickable and not node.covered and 0 < len(label) <= LONGEST_ANSWER:
            key = (node.parent, node.bounds.x, node.bounds.h)
            groups.setdefault(key, []).append(node)
            if re.search("下一|提交|完成", label):
                return ()
    alike = [
        [n for n in group if not _NO_ANSWER.search(plain(screen.label(n)))]
        for group in groups.values()
    ]
    fit = [group for group in alike if LEAST_ANSWERS <= len(group) <= MOST_ANSWERS]
    return tuple(sorted(fit, key=lambda group: -len(group))[0]) if fit else ()


def answered(app: App, place: Place, name: str) -> Finding:
    """L2: every question is answered by a touch, and the app says what came of it."""
    screen = app.visit(place)
    if screen is None or question(screen) is None:
        shown = [app.show_place(place, (), name)]
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:问卷未能再次到达", shown)
    if Effect.OWN not in app.allowed:
        words = f"{name}:{place.path} 逐题点选作答,未获准提交"
        return unknown(Cause.NOT_ALLOWED, words, [app.show((), name)])
    try:
        return _walked(app, screen, name)
    except ActionRefused as refusal:
        return unknown(Cause.NOT_ALLOWED, refusal.reason, [app.show((), "未执行")])
    except (NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, str(failure), [app.show((), "作答受阻")])


def _walked(app: App, screen: Screen, name: str) -> Finding:
    for _ in range(MOST_QUESTIONS):
        asked = question(screen)
        if asked is None:
            break
        after = awaited(app, screen, app.tap(_mild(app, screen, asked), Effect.OWN))
        following = question(after)
        if following is None:
            return _ended(app, screen, after, asked, name)
        if following.number <= asked.number:
            break
        screen = after
    shown = [app.show((), f"{name}:未能答完")]
    return unknown(Cause.NOT_CONCLUSIVE, f"{name}:逐题点选后未能答完", shown)


def _mild(app: App, screen: Screen, asked: Question) -> Node:
    """The answer to give: what is asked may be grave, and a doctor may read it."""
    said = " ".join(n.text for n in screen.nodes if n.text and not n.clickable)
    return asked.answers[calmest([screen.label(n) for n in asked.answers], app.lexicon, said)]


def _ended(app: App, before: Screen, after: Screen, last: Question, name: str) -> Finding:
    """No further question: the app took the answers in if it says so or shows a result."""
    spoken = after.events.spoken
    app.memory[SPOKEN] = spoken
    reply = read_reply(app, before, after)
    told = "\n".join((*spoken, *(w for w in after.words if w not in before.words)))
    shown = [app.show((), f"{name}:答完 {last.number} 题后")]
    words = f"{name}:逐题答完 {last.count} 题后“{(reply.words or after.title)[:40]}”"
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER}:
        return no(words, shown, ProofLevel.L2)
    if last.number == last.count and (reply.answer is Answer.SUCCESS or _RESULT.search(told)):
        return yes(words, shown, ProofLevel.L2)
    return unknown(Cause.NOT_CONCLUSIVE, words, shown)
