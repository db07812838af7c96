"""3.1.1: how far along is what the patient waits for, asked at any moment or sent to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from devices.model import Node
from probes.app import App
from probes.appmap import Place
from probes.articles import is_article
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.messages.inbox import letters
from probes.flows.messages.received import anywhere, kinds, sent
from probes.flows.messages.statements import stated
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.entries import ways_of
from probes.flows.places.hits import own_hits
from probes.flows.places.search import reach, shown
from probes.flows.screens.rows import read_rows
from probes.flows.screens.telling import tells_itself
from probes.lexicon import Function, plain
from probes.model import Cause
from probes.naming import NEAR, match

FACT = "3.1.1.progress_kinds"
_STATE = re.compile(
    "状态|已经?(缴|支付|付|完成|登记|开始|结束|报到|签到|采集|采样|送检|接收|签发|审核|核对|生成|就诊"
    "|过号|接诊|取药|配|发药|执行|办结|出院)|[待未](缴|支付|付|检|诊|治疗|取|发|报到|完成|执行)"
    "|(进行|检查|治疗|审核|输液|透析|手术|麻醉|候诊|就诊|等待|等候|排队|调配|配药|制作|处理)中(?!心)"
    "|(前|等待|等候|排队|还有|剩余?|候诊|候检)[^\\n]{0,8}\\d+\\s*(人|位|号|分钟|张)"
    "|\\d+\\s*(人|位)[^\\n]{0,4}(候诊|等候|等待|排队|候检)|第\\s*\\d+\\s*(次|位|瓶|组)"
    "|(当前|正在|现在|请)[^\\n]{0,6}\\d+\\s*号|(序号|号码|排号|号序)[^\\n]{0,4}[A-Z]?\\d+"
    "|(转|进|送)入(恢复|复苏|手术)室|请取药|(缴费|支付)成功"
)
_NUMBER = re.compile(
    "([您我]的|就诊|排队|候诊)(序号|号码|排号|号)\\D{0,3}[A-Z]?\\d+|(正在|当前)(就诊|叫号|看诊|叫到)\\D{0,3}\\d+\\s*号"
    "|预计(还需|还要)?(等待|等候|候诊)\\D{0,4}\\d+\\s*(分钟|小时|人|位)"
)
"""Where one is in a queue: the number that one has, the number whose turn it is, how long it will
take."""
_ADVICE = re.compile("提示|如需|如有|请(先|在|提前|您|于|按|留意)|须知|注意|[后前](再|请|可|方)")
_STEP = re.compile(
    r"^\d*(登记|签到|报到|预约|检查|检验|采集|拍片|诊断|报告|审核|出报告|发布)(完成|登记|签到)?$"
)
_REACHED = re.compile(
    r"^(已完成|完成|进行中|检查中|待[^\n]{1,4}|未开始|已(登记|签到|报到|检查|审核))"
)
_ON_THE_WAY = re.compile(
    r"^\d*已?(开单|开立|开具|申请|缴费|约时间|预约|登记|签到|报到|到检|采样|检查中|检查|审核|出报告|报告)"
    r"(完成|时间|发布)?$"
)
_AT_STEP = re.compile("^[已待未](缴费|预约|签到|报到|登记|检查|采样|出报告)$")
LEAST_STEPS, LEAST_REACHED = 3, 2
CARD_SHARE, LEVEL = 0.5, 8
_HEADS = {
    "exam": re.compile("(检查|检验|化验)(项目)?\\s*([::]|$)"),
    "surgery": re.compile("手术(名称|项目)?\\s*([::]|$)"),
    "treatment": re.compile("(治疗|理疗|输液|透析|康复训练)(项目)?\\s*([::]|$)"),
}
_REACHED_ROW = re.compile(
    f"{_STATE.pattern}|[已待未](预约|检查|检验|采样|采血|治疗|发布|出报告)|报告已"
)
"""How far a row is, where its head has said what is waited for."""
_TOLD_TO_ALL = re.compile("说明|指南|须知|帮助|流程|攻略|演示")
_PROGRESS = re.compile("^.{2,6}(进度|进展|状态|动态)$")
_OF_THE_PAGE = re.compile("^(办理|处理|业务|当前|本单|账单|订单)?(进度|进展)$")
"""How far that has come which the page is about."""
_OF_PAYING = re.compile("[待已未](缴|支付|付)|收费|(缴费|支付)(成功|完成)")
_PRICE = re.compile(r"[¥￥]\s*\d|\d\s*元")
_ROOM = re.compile("(科|室|门诊|中心|诊区|病区|科门诊|专科)$")


def progress(app: App) -> dict[str, Finding]:
    """L1: for each kind of service, a screen of its own, a line among others, or a message."""
    return {kind: _of_kind(app, kind) for kind in kinds()[FACT]}


def _of_kind(app: App, kind: str) -> Finding:
    waits = kind == "waiting"
    among = _among(app, kind, kinds()[FACT][kind])
    if among.truth:
        return among
    if kind == "other":
        return shown(app, "progress_other")
    if waits:
        return _by_its_numbers(app) or any_of([sent(app, f"{FACT}.{kind}"), among])
    own = shown(app, f"progress_{kind}")
    found = any_of([sent(app, f"{FACT}.{kind}"), own, among])
    if found.truth:
        return found
    told = _by_its_steps(app, kind)
    return told or _in_rows(app, kind) or _under_its_name(app, kind) or found


def _by_its_numbers(app: App) -> Finding | None:
    """A page by the name of a queue that tells one's own number, or which one is seen now."""
    waiting = kinds()[FACT]["waiting"]
    for hit in own_hits(app, "queue")[0]:
        place, named = hit.place, hit.candidate.score > NEAR
        if not named or _of_another(place) or not waiting.search(place.name):
            continue
        told = next(
            (row for row in read_rows(frame(app).own(place.screen)) if _NUMBER.search(row)), ""
        )
        if told and hollow_screen(app, place, "queue") is None:
            words = f"{place.path}“{told[:20]}”"
            return yes(words, [app.show_place(place, (), words)])
    return None


def _by_its_steps(app: App, kind: str) -> Finding | None:
    """How many steps were taken: of an examination's sheet, a course of treatments, a bill."""
    if kind == "exam":
        return _step_by_step(app) or _on_its_card(app)
    if kind == "treatment":
        return stated(app, "progress_treatment", app.lexicon.functions["progress_treatment"].name)
    return _on_its_bill(app) if kind == "payment" else None


def _under_its_name(app: App, kind: str) -> Finding | None:
    """A state under the very name of a progress (缴费进度), whatever the page is called."""
    function = app.lexicon.functions[f"progress_{kind}"]
    sent_ones = letters(app)
    for place in app.map.places.values():
        told_to_all = is_article(app.lexicon, place) or _TOLD_TO_ALL.search(place.name)
        if place.outside or place.id in sent_ones or told_to_all:
            continue
        told = _states_under(app, place, partial(_names_progress, function))
        if told and hollow_screen(app, place, function.key) is None:
            words = f"{function.name}:{place.path}“{told[1].text[:20]}”"
            return yes(words, [app.show_place(place, told[:2], words)])
    return None


def _names_progress(function: Function, words: str) -> bool:
    return _PROGRESS.search(plain(words)) is not None and match(function, words, "")[0] > NEAR


def _names_that_of_the_page(words: str) -> bool:
    return _OF_THE_PAGE.match(plain(words)) is not None


def _states_under(app: App, place: Place, heads: Callable[[str], bool]) -> list[Node]:
    """A heading that is no entry, and after it the states below; nothing if there are none."""
    own = frame(app).own(place.screen)
    head = next((n for n in own if heads(n.text) and not _is_entry(app, place, n)), None)
    if head is None:
        return []
    told = [n for n in own if n.index > head.index and _STATE.search(n.text)]
    return [head, *told] if told else []


def _in_rows(app: App, kind: str) -> Finding | None:
    """A row of a list of progress: its head names a kind (治疗:rTMS), the rest how far it is."""
    if kind not in _HEADS:
        return None
    for hit in own_hits(app, "queue")[0]:
        named = hit.candidate.score > NEAR and hollow_screen(app, hit.place, "queue") is None
        own = frame(app).own(hit.place.screen) if named else []
        for head in own:
            told = next(
                (n for n in own if _is_right_of(n, head) and _REACHED_ROW.search(n.text)), None
            )
            if told is not None and _HEADS[kind].match(head.text.strip()):
                words = f"{hit.place.path}“{head.text[:16]} {told.text[:20]}”"
                return yes(words, [app.show_place(hit.place, [head, told], words)])
    return None


def _is_right_of(node: Node, head: Node) -> bool:
    """On the line of the head of a row, right of it."""
    top, bottom = node.bounds.y, node.bounds.bottom
    return node.bounds.x >= head.bounds.right - 4 and top <= head.bounds.center[1] <= bottom


def _is_entry(app: App, place: Place, node: Node) -> bool:
    """Something to tap, unless it is the tag of a card and does nothing."""
    if any(tells_itself(app.map, way) for way in ways_of(app, place, node)):
        return False
    return any(n.clickable for n in (node, *list(place.screen.above(node))[:2]))


def _step_by_step(app: App) -> Finding | None:
    """A sheet among the reports that shows how far its examination has come."""
    for hit in own_hits(app, "exam_report")[0]:
        for place in reach(app, hit, depth=2):
            own = [(n, plain(n.text)) for n in frame(app).own(place.screen)]
            steps = {words for _, words in own if _STEP.match(words)}
            reached = [n for n, words in own if _REACHED.match(words)]
            told = len(steps) >= LEAST_STEPS and len(reached) >= LEAST_REACHED
            if told and hollow_screen(app, place, "exam_report") is None:
                words = f"检查进度:{place.path}"
                return yes(words, [app.show_place(place, reached, words)])
    return None


def _on_its_bill(app: App) -> Finding | None:
    """A bill that tells how far its payment has come, under a heading of its own.

    Behind the list each has a name of its own (药品费), which is another function's as well.
    """
    for hit in own_hits(app, "pay_outpatient")[0]:
        for place in app.map.beyond(hit.place.id, 1):
            if not _PRICE.search(place.screen.text):
                continue
            told = _states_under(app, place, _names_that_of_the_page)[1:]
            if (
                any(_OF_PAYING.search(n.text) for n in told)
                and hollow_screen(app, place, "pay_outpatient") is None
            ):
                words = f"缴费进度:{place.path}“{told[0].text[:20]}”"
                return yes(words, [app.show_place(place, told, words)])
    return None


def _on_its_card(app: App) -> Finding | None:
    """An examination that is booked, with the steps to its report and the one that it is at.

    Steps that stand apart from any examination tell everybody how it goes.
    """
    for hit in own_hits(app, "exam_booking")[0]:
        for place in reach(app, hit, depth=1):
            own = {n.index for n in frame(app).own(place.screen)}
            states = [n for n in place.screen.nodes if n.index in own and _AT_STEP.match(n.text)]
            told = next((n for n in states if _has_steps(place, n)), None)
            if told is not None and hollow_screen(app, place, "exam_booking") is None:
                words = f"检查进度:{place.path}“{told.text[:12]}”"
                return yes(words, [app.show_place(place, [told], words)])
    return None


def _has_steps(place: Place, state: Node) -> bool:
    """In the card of a state stand the steps that it is about, and it is none of them."""
    page = CARD_SHARE * place.screen.width * place.screen.height
    cards = [up for up in place.screen.above(state) if up.bounds.area < page]
    around = [n for card in cards[-1:] for n in place.screen.below(card)]
    apart = (n for n in around if not _in_line(n, state))
    return len({plain(n.text) for n in apart if _ON_THE_WAY.match(plain(n.text))}) > LEAST_STEPS


def _in_line(node: Node, other: Node) -> bool:
    """Beside or below it."""
    level = abs(node.bounds.center[1] - other.bounds.center[1]) < LEVEL
    return level or abs(node.bounds.center[0] - other.bounds.center[0]) < LEVEL


def _among(app: App, kind: str, pattern: re.Pattern[str]) -> Finding:
    """A state among others on the pages of the queue; what is merely mentioned there is none."""
    doubtful: list[tuple[Place, Node]] = []

    def tells(place: Place, node: Node) -> bool:
        head = node.text.split()[0]
        rest = node.text[len(head) :]
        if _ROOM.search(head) and not pattern.search(rest):
            return False  # a department (血液透析门诊) that has a queue of its own
        if _STATE.search(node.text):
            return True
        behind = list(_behind(app, place, node))
        if any(_state_on(app, page) for page in behind):
            return True
        if behind:
            doubtful.append((place, node))
            return False
        plain_words = not _ADVICE.search(node.text) and not app.lexicon.says("step", node.text)
        return plain_words and not _is_entry(app, place, node) and _state_on(app, place)

    another = _of_another if kind == "waiting" else _of_none
    found = anywhere(app, "queue", pattern, another, tells)
    if found.truth is False and doubtful:
        place, node = doubtful[0]
        words = f"“{node.text[:30]}”打开后未见进度"
        return unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(place, [node], words)])
    return found


def _behind(app: App, place: Place, node: Node) -> Iterator[Place]:
    """What an entry leads to, as far as it has content of its own."""
    for way in ways_of(app, place, node):
        target = app.map.places.get(way.target)
        if target is not None and target.depth > place.depth:
            pages = app.map.beyond(target.id, 1)
            yield from (p for p in pages if p.depth and hollow_screen(app, p, "queue") is None)


def _state_on(app: App, place: Place) -> bool:
    return any(_STATE.search(row) for row in read_rows(frame(app).own(place.screen)))


def _of_none(place: Place) -> bool:
    return False


def _of_another(place: Place) -> bool:
    """A page whose name tells what else is waited for (检查排队): no waiting for a doctor."""
    names = (place.screen.title, *(label.split(" ")[0] for label in place.trail[-1:]))
    waiting = kinds()[FACT]["waiting"]
    others = [pattern for kind, pattern in kinds()[FACT].items() if kind != "waiting"]
    return any(p.search(n) for p in others for n in names if n and not waiting.search(n))
