"""Advice that the app gives by itself: which department, in which order, what comes next."""

from __future__ import annotations

import re

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.before_visit.going_round import by_what_goes_round
from probes.flows.before_visit.noted import BY_RECORDS, BY_REGION, note_grounds
from probes.flows.before_visit.planned import planned
from probes.flows.before_visit.symptoms import (
    asked_on,
    boxes,
    choose_elsewhere,
    is_symptom,
    symptoms_on,
)
from probes.flows.clinic.chat import chat_field
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import (
    Answer,
    Reply,
    fields,
    option_groups,
    pick_options,
    read_reply,
    send,
)
from probes.flows.messages.statements import stated, stating, unlike
from probes.flows.places.absence import conclude, not_found
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.hits import Hit, sift
from probes.flows.places.search import reach, shown
from probes.flows.screens.rows import read_rows
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR

_ADVISED = re.compile(
    "(建议|推荐|可(前往|就诊|挂|选)|请(前往|挂|到)|适合|对应|匹配|分诊结果|导诊结果|挂号科室)[^\\n]{0,24}(科|门诊|中心)|(推荐|建议)(就诊)?科室"
)
_DEPARTMENT = re.compile(
    "[一-鿿](?<![专各该本分选找挂何])(?<!什么)(?<!哪个)(?<!相应)(?<!相关)(?<!对应)科(?![室普学教研技目])"
    "|[一-鿿](?<![的到往去本各])(?<!医院)(?<!我院)(?<!线下)(?<!普通)(?<!相应)(?<!相关)(?<!对应)(?<!院内)(?<!附近)"
    "门诊(?!大厅|大楼|楼|部|服务|窗口|时间|护士站|现场|挂号|办公)"
    "|(胸痛|卒中|生殖|疼痛|创伤|内镜|康复|肿瘤|血透|透析|眩晕|睡眠|乳腺|妇产|儿童|心脏|消化)[一-鿿]{0,4}中心"
)
"""A department by its name; 门诊大厅, 医院门诊 and 相应科室 name none."""
_REFUSES = re.compile("(未|没有|无法)(能)?(匹配|找到|识别|查询|给出|判断)")
_PLAN = re.compile(
    "(根据|结合|按照|依据|基于)(?![^\\n,，。;；]{0,20}(症状|不适|描述|填写|输入|选择|勾选|回答|部位|主诉|病情(?![和与及、])))[^\\n,，。;；]{0,16}(检查|治疗|检验|病历|诊疗|就诊(记录|史|经历|信息|历史)|历史|既往|复查|随访|安排|诊断)[^\\n]{0,40}(建议|推荐|请|可|科)|(检查|治疗)(计划|安排)[^\\n]{0,30}(建议|推荐)[^\\n]{0,20}(科|门诊)|复诊[^\\n]{0,10}(建议|推荐)[^\\n]{0,20}(科|门诊)"
)
_NAMES = re.compile("(建议|推荐)[^\\n]{0,12}(科|就诊)|分诊")
_QUEUES = re.compile("排队|队列|等候|候诊|候检|人数|叫号")
_QUEUED = re.compile(
    r"(前方|前面|排队|等候|候诊|候检|等待)[^\n\d]{0,6}\d+\s*(人|位)|\d+\s*(人|位)[^\n\d]{0,4}(排队|等候|候诊|候检|等待)"
)
_PARTS = re.compile("[,，。;；]")
_STATION = re.compile("[一-鿿](?<![各该本分])(科|室|处|窗口|中心)(?![普学])")
_ORDERED = re.compile(
    r"(建议|推荐)(您)?[^\n。\d]{0,8}[::]?\s*(您?可?先)(到|去|往|做|前往)?[^\n。]{2,40}?(→|->|⇒|,?(再|然后|之后|随后)(到|去|做|返回|前往|回))"
)
"""Which place first, and which next: what stands there of one place alone orders nothing."""
_MACHINE = re.compile("智能|AI|机器人|自动|小助手|症状|自查", re.IGNORECASE)
MOST_ASKED, LEAST_QUEUES = 3, 2
_REGIONAL = re.compile(
    "流行病|多发病|高发|流感季|传染病|疫情|时令|季节性|本地区|近期[^\\n]{0,10}(流行|高发|多发)|区域[^\\n]{0,8}(多发|流行)"
)


def triaged(app: App) -> Finding:
    """L2: symptoms are entered or chosen, and the app names a department."""
    function = app.lexicon.functions["triage"]
    hits, others = sift(app, "triage")
    strong = [
        hit for hit in hits if hit.candidate.score > NEAR and not _answered_by_people(app, hit)
    ]
    for hit in strong:
        for place in reach(app, hit, depth=3):
            found = _advised(app, place, function.name) if place is not hit.place else None
            if found is not None:
                return found
    asking = [p for p in stating(app, "triage_symptom") if _asks(app, p)]
    asking += [hit.place for hit in strong if _asks(app, hit.place) and hit.place not in asking]
    asking += [place for place in asked_on(app, "triage") if place not in asking]
    results = []
    for place in asking[:MOST_ASKED]:
        results.append(_ask(app, place, function.name))
        if results[-1].truth:
            return results[-1]
    mute = [hit.place for hit in strong if hit.place not in asking]
    if not results and mute and not others:
        results = [_ask(app, place, function.name) for place in mute[:MOST_ASKED]]
        yes_ = next((found for found in results if found.truth), None)
        return yes_ or any_of([*results, not_found(app, function)])
    return any_of([*results, *others]) if results else conclude(app, function, others)


def _answered_by_people(app: App, hit: Hit) -> bool:
    """A chat that is not said to be a machine's: somebody reads it, and no answer comes at once."""
    named = " ".join((*hit.place.trail, hit.place.screen.title))
    return chat_field(app, hit.place.screen) is not None and not _MACHINE.search(named)


def _asks(app: App, place: Place) -> bool:
    """The advice follows an answer; a page that merely names departments gives none."""
    screen = place.screen
    symptoms = any(n.clickable and is_symptom(app, screen.label(n)) for n in screen.nodes)
    return symptoms or bool(fields(screen)) or bool(option_groups(screen, app.lexicon))


def _advised(app: App, place: Place, name: str) -> Finding | None:
    last = place.trail[-1] if place.trail else ""
    if not is_symptom(app, last):
        return None
    own = [n for n in frame(app).own(place.screen) if n.text]
    if not _advice_in(app, [n.text for n in own]) or hollow_screen(app, place, "triage"):
        return None
    node = next((n for n in own if _ADVISED.search(n.text)), None)
    shown = [app.show_place(place, [node] if node else (), "分诊建议")]
    return yes(f"{name}:选择“{last[:12]}”后给出科室建议", shown, ProofLevel.L2)


def _ask(app: App, place: Place, name: str) -> Finding:
    """Walk the questions of a triage: choose symptoms, go on, until a department is named."""
    screen = app.visit(place)
    if screen is None:
        return unknown(
            Cause.NOT_CONCLUSIVE, f"{name}:未能再次到达", [app.show_place(place, (), name)]
        )
    before = screen
    chosen: set[str] = set()
    for _ in range(7):
        advised = _fresh_advice(app, before, screen)
        if advised:
            shown = [app.show([n for n in screen.nodes if advised in n.text][:2], "分诊建议")]
            note_grounds(app, before, screen)
            return yes(f"{name}:给出建议“{advised[:30]}”", shown, ProofLevel.L2)
        moved = _answer(app, screen, chosen)
        if isinstance(moved, Finding):
            return moved
        if moved is None:
            break
        screen = moved
        if screen.loading:
            break  # it was waited for already, and would spin after each further answer
    shown = [app.show((), f"{name}:没有给出科室建议")]
    fresh = [w for w in screen.words if w not in set(before.words)]
    said = " ".join((*screen.events.spoken, *fresh))[:200]
    words = f"{name}:{place.path} 未给出科室建议{said[:30]}"
    refused = any(app.lexicon.says(s, said) for s in ("under_construction", "failure", "window"))
    moved_on = screen.digest != before.digest
    if refused or (not moved_on and not fields(before)):
        return no(words, shown, ProofLevel.L2)
    return unknown(Cause.NOT_CONCLUSIVE, words, shown)


def _fresh_advice(app: App, before: Screen, screen: Screen) -> str:
    known = set(before.words)
    said = list(screen.events.spoken)
    fresh = [w for w in screen.words if w not in known] if screen is not before else []
    return _advice_in(app, fresh) or _advice_in(app, said)


def _advice_in(app: App, lines: list[str]) -> str:
    """The words that advise, where a department is named with them; "" if none is.

    To be sent to the desk (建设中,请到门诊大厅咨询) is to be refused.
    """
    kept = [line for line in lines if not _refuses(app, line)]
    if not any(_DEPARTMENT.search(line) for line in kept):
        return ""
    hits = (_ADVISED.search(words) for words in (*kept, " ".join(kept)[:300]))
    return next((hit.group(0) for hit in hits if hit), "")


def _refuses(app: App, line: str) -> bool:
    if _REFUSES.search(line):
        return True
    return any(app.lexicon.says(sign, line) for sign in ("under_construction", "failure"))


def _answer(app: App, screen: Screen, chosen: set[str]) -> Screen | Finding | None:
    """One answer: a symptom tapped, a question typed, options chosen and sent.

    chosen: the symptoms tapped so far; a second tap would take one back.
    """
    found = symptoms_on(app, screen) or boxes(app, screen)
    symptoms = [n for n in found if screen.label(n) not in chosen]
    try:
        if symptoms:
            return _chosen(app, screen, symptoms[0], chosen)
        if fields(screen) or option_groups(screen, app.lexicon):
            return _typed(app, screen)
        go = _go(app, screen)
        return app.tap(go, Effect.DRAFT) if go is not None else None
    except (ActionRefused, NodeCovered, StaleNode):
        return None


def _chosen(app: App, screen: Screen, symptom: Node, chosen: set[str]) -> Screen | None:
    """The page after a symptom was chosen and sent, or the further one that it led to."""
    chosen.add(screen.label(symptom))
    after = app.tap(symptom, Effect.DRAFT)
    if (after.title, after.address) != (screen.title, screen.address):
        return after  # a part of the body led to its symptoms: they are chosen first
    pick_options(app, chips=False)  # how long, how badly
    ready = app.again()
    go = _go(app, ready)
    if go is not None and not _fresh_advice(app, screen, ready):
        after = app.tap(go, Effect.DRAFT)
        if choose_elsewhere(app, after, chosen, go):
            after = app.tap(_go(app, app.again()) or go, Effect.DRAFT)
    else:
        after = ready
    return after if after.digest != screen.digest else None


def _typed(app: App, screen: Screen) -> Screen | Finding | None:
    for field in fields(screen):
        if (
            field.node.editable
            and field.node.kind in {"text", "textarea", ""}
            and not field.node.value
        ):
            app.fill(field.node, "头痛、发热两天")
    reply = send(app, Effect.DRAFT, "submit_button")
    if isinstance(reply, Finding):
        reply = _ask_button(app, screen) or reply
    if isinstance(reply, Finding):
        return reply
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER}:
        shown = [app.show((), "智能分诊")]
        return no(f"智能分诊:提交后“{reply.words[:40]}”", shown, ProofLevel.L2)
    return reply.screen if reply.answer is not Answer.NOTHING else None


def _ask_button(app: App, screen: Screen) -> Reply | None:
    go = _go(app, app.again())
    if go is None:
        return None
    try:
        after = app.tap(go, Effect.DRAFT)
    except (ActionRefused, NodeCovered, StaleNode):
        return None
    return read_reply(app, screen, after)


def _go(app: App, screen: Screen) -> Node | None:
    pattern = re.compile(
        "开始|下一步|查看(结果|建议)|获取(建议|结果)|分诊|导诊|分析|发送|提交|确定|完成|查询|推荐|(哪个?|什么)科"
    )
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and n.enabled
        and len(plain(screen.label(n))) <= 10
        and pattern.search(plain(screen.label(n)))
        and n.bounds.y > 60
    ]
    submits = [n for n in found if n in buttons(screen, app.lexicon, "submit_button")]
    return next(iter(submits or found[-1:]), None)


def plan_advice(app: App) -> Finding:
    """L1: a department is suggested by the patient's own examinations or treatments.

    They may be named only in what comes of symptoms.
    """
    key, wider = "triage_plan", ("triage", "booking_reference", "queue_guidance")
    found = _advice_by(app, key, wider, _PLAN)
    noted = app.memory.get(BY_RECORDS)
    if found.truth:
        return found
    if isinstance(noted, Finding):
        return noted
    return planned(app, app.lexicon.functions[key].name) or found


def regional_advice(app: App) -> Finding:
    """L1: triage takes account of what is going round in the region."""
    found = _advice_by(app, "triage_regional", ("triage",), _REGIONAL)
    noted = app.memory.get(BY_REGION)
    if found.truth:
        return found
    if isinstance(noted, Finding):
        return noted
    return by_what_goes_round(app, app.lexicon.functions["triage_regional"].name) or found


def guided(app: App) -> Finding:
    """L1: an order of the places to go to is advised by how long their queues are now."""
    told = stated(app, "queue_guidance", "智能导引")
    found = told or unlike(app, "queue_guidance", shown(app, "queue_guidance"), _QUEUES)
    return found if found.truth else _order_by_queues(app) or found


def _order_by_queues(app: App) -> Finding | None:
    """The same on a page of any name: which place first and which next, by the queues there."""
    for place in app.map.places.values():
        own = [] if place.outside else frame(app).own(place.screen)
        ordered = next((n for n in own if _orders_by_queues(n, own)), None)
        if ordered is not None and hollow_screen(app, place, "queue_guidance") is None:
            shown_at = [app.show_place(place, [ordered], "智能导引")]
            return yes(f"智能导引:{place.path}", shown_at)
    return None


def _orders_by_queues(node: Node, own: list[Node]) -> bool:
    """A line that orders two stations, one of which stands with its queue on the page."""
    lines = [line for words in read_rows(own) for line in words.split("\n")]
    queued = [part for line in lines for part in _PARTS.split(line) if _QUEUED.search(part)]
    for line in node.text.split("\n"):
        stations = {hit.group(0) for hit in _STATION.finditer(line)}
        if len(queued) < LEAST_QUEUES or len(stations) < LEAST_QUEUES or not _ORDERED.search(line):
            continue
        return any(station in part for station in stations for part in queued)
    return False


def _advice_by(app: App, key: str, wider: tuple[str, ...], pattern: re.Pattern[str]) -> Finding:
    """Advice with a page of its own, or among the words of a wider function's pages."""
    name = app.lexicon.functions[key].name
    told = stated(app, key, name)
    if told is not None:
        return told
    own = shown(app, key)
    if own.truth:
        return own
    for other in wider:
        for hit in sift(app, other)[0]:
            for place in reach(app, hit, depth=2):
                found = _says(app, place, other, pattern, name)
                if found is not None:
                    return found
    return own


def _says(app: App, place: Place, key: str, pattern: re.Pattern[str], name: str) -> Finding | None:
    if hollow_screen(app, place, key) is not None:
        return None
    own = frame(app).own(place.screen)
    text = "\n".join(n.text for n in own)
    if not pattern.search(text) or not _NAMES.search(text):
        return None
    nodes = [n for n in own if pattern.search(n.text)][:1]
    return yes(f"{name}:{place.path}", [app.show_place(place, nodes, name)])
