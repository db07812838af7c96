"""What an app says after a form was sent, and what that says about the function."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from enum import StrEnum

from devices.model import Node, Screen
from probes.app import App
from probes.finding import Finding, no, unknown, yes
from probes.flows.forms.signing import stands_there
from probes.flows.screens.fields import MARK, TICKS
from probes.flows.screens.waiting import PAUSE_S
from probes.model import Cause, ProofLevel

MOST_SPOKEN = 600
MOST_LINES = 15
"""A page with more lines is another one of the app, and what it says (the news of a first page:
中药房升级改造) refuses nothing that was sent."""
MOST_LOOKS = 12
"""How often an app that only says that it is busy is looked at once more."""
LONGEST_S = 20.0
"""How long in all: each look waits by itself for what moves."""
LEAST_ANSWERS = 4
_RESULT = re.compile(
    r"(得分|总分|评分|分数|分值)[^\n]{0,8}\d|^\s*\d{1,3}\s*分$|(测评|评估|自测|测试|筛查)结果|[低中高](风险|危)"
    r"|风险(等级|程度)?[ ::]{0,3}[较极偏]?[低中高](?=风险|危|$|[\s,，。;；])"
    r"|(自动|智能|系统)(自动)?(应答|回复|答复|判定|评估)"
    r"|(您的|属于|体质(类型|结果)?)[^\n]{0,6}[::]?[^\n]{0,6}[平气阳阴痰湿血特][和虚湿热瘀郁禀]质"
)
SPOKEN = "spoken after sending"
"""Key of what an app said in passing about the form that was sent last."""


class Answer(StrEnum):
    """How an app answered a sent form."""

    SUCCESS = "成功"
    VALIDATION = "要求补正"
    FAILURE = "报错"
    PLACEHOLDER = "未开通"
    LEFT = "离开了表单"
    NOTHING = "没有反应"


@dataclass(frozen=True)
class Reply:
    """The answer to a sent form: its kind, the words that said it, the screen after.

    listed: what was written, or the file that was given, stands there and did not before.
    """

    answer: Answer
    words: str
    screen: Screen
    listed: bool = False


def read_reply(app: App, before: Screen, after: Screen) -> Reply:
    """What an app says after something was sent, once it has said more than that it is busy.

    A form that went without a word is looked at once more before it counts as left: the words
    (预约失败) may come when the box that says 加载中 goes.
    """
    reply = _read(app, before, after)
    seen, until = after, time.monotonic() + LONGEST_S
    for look in range(MOST_LOOKS):
        here = (before.address, before.title) == (seen.address, seen.title)
        if reply.answer is not Answer.LEFT or not here or time.monotonic() > until:
            break
        if look > 0 and not _only_waits(app, before, seen):
            break
        time.sleep(PAUSE_S)
        seen = app.again()
        late = _read(app, before, seen)
        reply = late if _tells(app, late) else reply
    return reply


def _tells(app: App, late: Reply) -> bool:
    """Words that answer; a page that stands there as before tells nothing of what was sent."""
    if late.answer is Answer.VALIDATION:
        return app.lexicon.says("validation", late.words)
    return late.answer is not Answer.NOTHING


def _only_waits(app: App, before: Screen, after: Screen) -> bool:
    """All that is new says that something is on its way."""
    fresh = [words for words in after.words if words not in set(before.words)]
    return after.loading or (bool(fresh) and all(app.lexicon.says("busy", w) for w in fresh))


def _read(app: App, before: Screen, after: Screen) -> Reply:
    """What one screen says after something was sent: toasts and dialogs first, then the screen.

    Thanks alone are no success where the same words turn the patient away; on a page 成功 is
    one only where it ends what was done (提交成功), not in any sentence (成功完成首例手术).  A
    code that is on its way (验证码已发送) asks for more and has taken nothing in.  A page that
    shows what was written has taken it, though it says that something else is missing (尚未上传).
    """
    busy = app.lexicon.signs["busy"]
    spoken_now = after.events.spoken
    said = " ".join(words for words in spoken_now if not busy.search(words))
    fresh = [w for w in after.words if w not in set(before.words)]
    spoken = "\n".join((said, *fresh))[:MOST_SPOKEN]
    moved = (before.address, before.title) != (after.address, after.title)
    refusing = said if moved and len(fresh) > MOST_LINES else spoken
    listed = stands_there(after) > stands_there(before)
    kept = moved and listed
    lexicon = app.lexicon
    for answer, sign, words in (
        (Answer.FAILURE, "failure", said),
        (Answer.PLACEHOLDER, "under_construction", said),
        (Answer.VALIDATION, "validation", said),
        (Answer.VALIDATION, "code_sent", said),
        (Answer.SUCCESS, "done", said),
        (Answer.VALIDATION, "not_eligible", said),
        (Answer.VALIDATION, "window", said),
        (Answer.SUCCESS, "success", said),
        (Answer.FAILURE, "failure", refusing),
        (Answer.PLACEHOLDER, "under_construction", refusing),
        (Answer.SUCCESS, "success_shown", spoken),
        (Answer.VALIDATION, "validation", spoken),
    ):
        found = lexicon.signs[sign].search(words)
        if found and not (answer is Answer.VALIDATION and kept and words is spoken):
            near = words[max(found.start() - 20, 0) : found.end() + 30].strip()
            return Reply(answer, near, after)
    if after.events.failures and any(f[0] == "5" for f in after.events.failures):
        return Reply(Answer.FAILURE, after.events.failures[0], after)
    if before.digest == after.digest or (said and not moved):
        answer = Answer.VALIDATION if said else Answer.NOTHING
        return Reply(answer, said, after)
    if result := _result(before, fresh):
        return Reply(Answer.SUCCESS, result, after)
    return Reply(Answer.LEFT, after.title, after, listed)


def _result(before: Screen, fresh: list[str]) -> str:
    """What a questionnaire was turned into: its score, its grade; "" if nothing tells one."""
    if sum(n.role in TICKS for n in before.nodes) < LEAST_ANSWERS:
        return ""
    return next((words for words in fresh if _RESULT.search(words)), "")


def sent_finding(app: App, name: str, reply: Reply | Finding) -> Finding:
    """What a reply says about the function whose form was sent."""
    if isinstance(reply, Finding):
        return reply
    app.memory[SPOKEN] = reply.screen.events.spoken
    shown = [app.show(_saying(reply), f"{name}:提交后")]
    words = f"{name}:提交后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer is Answer.SUCCESS or (reply.answer is Answer.LEFT and _kept(reply)):
        return yes(words, shown, ProofLevel.L2)
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER, Answer.NOTHING}:
        return no(words, shown, ProofLevel.L2)
    if reply.answer is Answer.VALIDATION and app.lexicon.says("captcha", reply.words):
        return unknown(Cause.CAPTCHA, words, shown)
    return unknown(Cause.NOT_CONCLUSIVE, words, shown)


def spoken(app: App) -> tuple[str, ...]:
    """Toasts and dialogs that answered the form sent last; the screen may have gone on since."""
    told = app.memory.get(SPOKEN, ())
    return told if isinstance(told, tuple) else ()


def _kept(reply: Reply) -> bool:
    """An app that leaves a form without a word must show what it took in."""
    return reply.listed or MARK in reply.screen.text


def _saying(reply: Reply) -> list[Node]:
    key = reply.words[:12]
    return [n for n in reply.screen.nodes if key and key in n.text][:1]
