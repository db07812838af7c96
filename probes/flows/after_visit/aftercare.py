"""After the visit: surveys, complaints, follow-up, monitoring, risk assessment."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Arrival, Place
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.clinic.answered_at_once import answered_at_once
from probes.flows.forms.replies import spoken
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import fields
from probes.flows.messages.received import anywhere, sent
from probes.flows.messages.statements import stated, unlike
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.entry import submitted
from probes.flows.places.hits import own_hits, sift
from probes.flows.places.search import reach, shown
from probes.flows.screens.answers import CHOICES
from probes.flows.screens.sentences import asserting, asserts
from probes.hollow import Hollow, Judgement
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR

LONGEST_LABEL, LEAST_ANSWER = 14, 6
_HEADS_ANSWER = re.compile("^(医院|院方|官方)?(回复|答复)(内容|结果)?$")
CONTROL_NODES = 6


def says_on(
    app: App,
    key: str,
    pattern: re.Pattern[str],
    name: str,
    depth: int = 2,
    controls: bool = True,
    fits: Callable[[Place], bool] = lambda place: True,
    aside: re.Pattern[str] | None = None,
) -> Finding:
    """L1: words of a kind stand on the function's own screens.

    The whole label of a control promises something and does not say it.
    controls False: nor does anything that is written on one.
    fits: on which places such words mean it; aside: lines that never do.
    Records of the account that are empty leave it open.
    """
    hits, others = own_hits(app, key)
    seen: list[Place] = []
    empty: list[Place] = []
    for hit in hits:
        for place in reach(app, hit, depth=depth):
            judgement = judgement_of(app, place)
            if judgement.hollow is not None:
                empty += [place] if _lists_none(app, hit.place, place, judgement) else []
                continue
            if not fits(place):
                continue
            tapped = _entries(app, place)
            own = [n for n in frame(app).own(place.screen) if plain(n.text) not in tapped]
            own = [n for n in own if aside is None or not aside.search(n.text)]
            if not controls:
                own = [n for n in own if not on_control(app, place, n)]
            node = asserting(app.lexicon, pattern, own)
            if node is not None:
                words = f"{name}:{place.path}“{node.text[:30]}”"
                return yes(words, [app.show_place(place, [node], name)])
            if asserts(app.lexicon, pattern, "\n".join(n.text for n in own)):
                return yes(f"{name}:{place.path}", [app.show_place(place, (), name)])
        if hit.candidate.score > NEAR:
            seen.append(hit.place)
    if empty:
        words = f"{name}:{empty[0].path} 还没有记录"
        return unknown(Cause.NO_DATA, words, [app.show_place(empty[0], (), name)])
    if seen:
        seen.sort(key=lambda place: not fits(place))
        shown = [app.show_place(p, (), name) for p in seen[:2]]
        return unseen(app, seen, f"{name}:{seen[0].path} 未见", shown)
    return conclude(app, app.lexicon.functions[key], others)


def _lists_none(app: App, hit: Place, place: Place, judgement: Judgement) -> bool:
    """An empty list of records behind the function; a day without slots is none."""
    slots = app.lexicon.says("slot_none", judgement.words)
    return judgement.hollow is Hollow.EMPTY and place is not hit and not slots


def said_after(app: App, pattern: re.Pattern[str], name: str) -> Finding | None:
    """Words of a kind in the answer to what was sent, or on the screen right after it."""
    screen = app.again()
    told = [n for n in screen.nodes if n.text and not _tappable(screen, n)]
    passing = (*spoken(app), *screen.events.spoken)
    said = "\n".join((*passing, *(n.text for n in told)))
    hit = pattern.search(said)
    if hit is None or not asserts(app.lexicon, pattern, said):
        return None
    nodes = [n for n in told if pattern.search(n.text)][:1]
    return yes(f"{name}:提交后“{hit.group(0)[:30]}”", [app.show(nodes, name)], ProofLevel.L2)


def _tappable(screen: Screen, node: Node) -> bool:
    """A short label on something to tap; a long text in a card that can be tapped is none."""
    if len(plain(node.text)) > LONGEST_LABEL:
        return False
    return node.clickable or any(
        up.clickable and len(list(screen.below(up))) <= CONTROL_NODES
        for up in list(screen.above(node))[:3]
    )


def on_control(app: App, place: Place, node: Node) -> bool:
    """The words of an entry, as a label to tap or as one that the explorer tapped."""
    return _tappable(place.screen, node) or plain(node.text) in _entries(app, place)


def _entries(app: App, place: Place) -> set[str]:
    """What the explorer tapped on a page; a sentence on which a tap did nothing is no entry."""
    ways = (way for way in app.map.ways_from(place.id) if way.arrival is not Arrival.NOTHING)
    return {plain(way.label) for way in ways}


TARGETED = re.compile(
    r"(就诊|看诊|接诊|出诊|出院|住院|入院)(日期|时间)[\s::]{0,4}(\d{4}|\d{1,2}[-月/])"
    r"|(就诊|看诊|接诊|住院|出院)科室[\s::]{0,4}(?!请|您)[一-鿿]{1,12}(科|中心|门诊|病区)(?!\n[^\n]{1,12}科$)"
    r"|(接诊|就诊|看诊|主治|主管|管床|责任)(医生|医师)[\s::]{0,4}(?!请|姓名|选择|您|态度|服务)[一-鿿·]{2,4}(?![一-鿿])"
    r"|接诊\s*[::]\s*[一-鿿·]{2,4}(?![一-鿿])"
    r"|您[^\n]{0,12}(\d{1,2}月\d{1,2}日|\d{4}[-年/.]\d{1,2})[^\n]{0,24}(就诊|门诊|住院|看诊|就医|科)"
    r"|您[^\n]{0,6}(于|在|对)[^\n]{0,14}[一-鿿]{2,10}(?<![各本该哪])科(?![室普学])[^\n]{0,10}(就诊|门诊|住院|看诊|就医)"
    r"|^(?![^\n]*(满意|调查|问卷))[^\n]*\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}[^\n]{0,30}(科|医师|医生|门诊|就诊|出院)"
    r"|^(?![^\n]*(满意|调查|问卷))[^\n]*(科|医师|医生|病区)[^\n]{0,30}\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}"
    r"|^[一-鿿]{2,12}(科|门诊|中心)$\n(?:[^\n]{1,14}\n){0,2}[^\n]{0,6}\d{4}[-年/.]\d{1,2}",
    re.MULTILINE,
)
"""One's own visit: its date, department or doctor by name; a label without them asks for it."""
_HOSPITAL = (
    "医院|客服|科室|工作人员|院方|官方|管理员|医患办|服务中心|门诊部|质控|投诉办|回复人|处理部门"
)
_TO_COME = "是否|需要|希望|期待|要求|等待|将|(?<!社)会(?!员)|尽快|工作日|及时|请|不|匿名|如"
REPLIED = re.compile(
    rf"(?:^|(?<=[,，。;；:：\s]))(?:(?!{_TO_COME})[^\n,，。])*?({_HOSPITAL})((?!{_TO_COME})[^\n]){{0,10}}(回复|答复|反馈|回应)"
    r"(?!方式|电话|类型|时限|须知|率|期限|渠道|流程|意见|建议|内容)"
    r"|(回复|答复|处理结果|反馈结果|回复内容|处理意见|官方回应)\s*[::](?!\s*(暂无|无|待|未|尚|处理中))"
    r"|^(已回复|已答复|已办结|已处理)$|(?<!将)(已回复|已答复|已办结)"
    r"|您好[^\n]{0,10}您(反映|反馈|投诉|提出)的"
    r"|您(反映|反馈|投诉|提出)的[^\n]{0,16}(已(经)?(收悉|核实|处理|整改|安排|解决|转|督促|联系)|现(回复|答复)|经(核实|调查|了解))",
    re.MULTILINE,
)
_RECRUITS = re.compile("招募|入组|(征集|寻找|募集)[^\\n]{0,8}(受试者|患者|志愿者)")
_ELSEWHERE = re.compile("面向(社会|公众)|公告栏|(到|至|前往)[^\\n]{0,10}(报名|窗口|办公室)")
"""Told to everybody, or to be asked for on the spot: no patient is sent this."""
_TO_JOIN = re.compile("报名|(入选|纳入|入组|招募|参加|参与)(条件|标准|要求|对象)|符合|联系|咨询|您")
AUTO_REPLY = re.compile(
    r"(智能|自动|系统|机器人|AI|小助手|助手)[^\n]{0,10}(回复|应答|答复|建议|解读|评估)"
    r"|(智能|机器人|AI|小助手|助手)[^\n]{0,10}(提示|反馈|提醒)"
    r"|(智能|自动|机器人|AI|助手)[^\n】]{0,8}】[^\n]{0,24}(收到您|根据|评估为|恢复(情况)?(良好|平稳|正常|理想))"
    r"|根据您(的)?(填写|回答|提交|答案|随访|反馈)[^\n]{0,40}(建议|评估|判断|提示|恢复|康复|解读|回复|无需)"
)
ANSWERED = re.compile(
    rf"{AUTO_REPLY.pattern}|(智能|机器人|AI|随访)[一-鿿]{{0,6}}(助手|助理|机器人)\s*[::][^\n]{{8,}}"
)
"""What is said right after a form was sent, also by an assistant that only gives its name."""
_TO_DEPARTMENT = (
    r"(已|将)(自动)?(反馈|上传|同步|发送|推送)(至|到|给)[^\n,，。]{0,10}"
    r"((?<![各该本内外])科(?![普学室目])|(管理|防治|医学|诊疗|体检)中心)"
)
FED_BACK = re.compile(
    r"(结果|评估|报告|测评)([^\n]{0,16}|已于[^\n]{0,24})(反馈|上传|同步|发送|提交|推送|传)[^\n]{0,8}(医院|[本我]院|医生|档案|科室)"
    rf"|(已|将)(自动)?(反馈|上传|同步|发送|提交)[^\n]{{0,8}}(医院|[本我]院|医生|健康档案)|{_TO_DEPARTMENT}"
    r"|(结果|评估|报告|测评)[^\n]{0,16}(存入|写入|归入|计入)[^\n]{0,6}档案|(医院|医生)(已|将)[^\n]{0,6}(收到|查看|跟进|获取)"
)
_BY_PEOPLE = "(医生|医师|专家|大夫)[^\\n]{0,6}(根据|依据|结合|按照|评估|判断)"
FROM_RECORDS = re.compile(
    rf"^(?![^\n]*{_BY_PEOPLE})[^\n]*?(根据|依据|结合|基于|按照)(?![^\n]{{0,12}}(填写|回答|提交|选择|录入|输入))您?的?[^\n]{{0,12}}"
    r"(病历|就诊|检查|检验|诊断|诊疗|档案|健康记录|历史|住院|体检)[^\n]{0,30}(评估|评分|风险|测算|生成|分析)",
    re.MULTILINE,
)
BY_ITSELF = re.compile(
    r"^(?![^\n]*(填写|作答|答题|回答|提交|问卷|测评|选择))[^\n]*?"
    r"((系统|智能|自动)[^\n]{0,12}(评估|生成|测算)[^\n]{0,20}(风险|报告|结果)|自动(风险)?评估)",
    re.MULTILINE,
)
"""What is reckoned from the answers to questions is not reckoned by itself."""


_BY_OTHERS = re.compile(r"[★⭐]{2}|[一-鿿][*＊]{1,2}\s*[:：]|匿名(用户|患者|网友)")
"""A review that somebody else wrote: with its stars, or the hidden name of its author."""
_FOLLOWS = re.compile("随访|回访|问卷|调查|填写|院后")
_ASKED = re.compile(
    r"填写|请选择|开始|问卷|自测|作答|答题|回答|第\s*\d+\s*([/／]\s*\d+\s*)?题|题目|反馈"
)


def survey_targeted(app: App) -> Finding:
    """L1: the survey names the patient's own visit; what others wrote of theirs is no survey."""
    name, asks = "满意度调查针对本人就诊", partial(_asks_opinion, app)
    return says_on(app, "survey", TARGETED, name, fits=asks, aside=_BY_OTHERS)


def _asks_opinion(app: App, place: Place) -> bool:
    """Something to answer or to begin, here or right behind, or what nobody has looked at."""
    signs = ("submit_button", "next_button")
    return not app.map.explored(place.id) or any(
        not _asks_nothing(near.screen) or any(buttons(near.screen, app.lexicon, s) for s in signs)
        for near in app.map.beyond(place.id, 2)
    )


def complaint_reply(app: App) -> Finding:
    """L1: an answer of the hospital to a complaint can be seen."""
    return says_on(app, "complaint", REPLIED, "投诉回复", fits=_is_answered)


def _is_answered(place: Place) -> bool:
    """A heading for answers (医院回复) with one below it, or none at all."""
    nodes = place.screen.nodes
    heads = [n for n in nodes if _HEADS_ANSWER.search(plain(n.text))]
    below = (next((m for m in nodes[n.index + 1 :] if m.text), None) for n in heads)
    told = (m for m in below if m is not None and not m.clickable)
    return not heads or any(
        len(plain(m.text)) >= LEAST_ANSWER and not m.text.strip().endswith("*") for m in told
    )


def recruitment(app: App) -> Finding:
    """L1: the account is told of a recruitment, as a message or on a page of its own."""
    told = sent(app, "4.1.3.recruitment_push")
    if told.truth:
        return told
    named = anywhere(app, "recruitment", _RECRUITS, _only_mentions_trials, _sent_to_patients)
    return any_of([named, told])


def _sent_to_patients(place: Place, node: Node) -> bool:
    return _ELSEWHERE.search(node.text) is None


def _only_mentions_trials(place: Place) -> bool:
    """The office of trials, or its ethics: nobody is asked to join."""
    text = place.screen.text
    return _RECRUITS.search(text) is None or _TO_JOIN.search(text) is None


def _any_form(place: Place) -> bool:
    return True


def follow_up(app: App) -> Finding:
    """L2: a follow-up form is filled in and accepted; keeps whether the app answered by itself."""
    sent = submitted(app, "follow_up", Effect.OWN)
    finding = unlike(app, "follow_up", sent, _FOLLOWS, _any_form)
    app.memory["follow_up"] = finding
    if finding.truth:
        app.memory["follow_up_reply"] = said_after(app, ANSWERED, "随访智能应答")
    return finding


def follow_up_reply(app: App) -> Finding:
    """L2: the app answers a follow-up by itself."""
    told = app.memory.get("follow_up_reply")
    if isinstance(told, Finding):
        return told
    found = says_on(app, "follow_up", AUTO_REPLY, "随访智能应答", controls=False)
    if found.truth:
        return yes(found.reason, found.evidence, ProofLevel.L2)
    talked = answered_at_once(app, "follow_up", "随访智能应答")
    if talked is not None and (talked.truth or found.truth is False):
        return talked
    if found.truth is False and Effect.OWN not in app.allowed:
        return unknown(Cause.NOT_ALLOWED, "提交随访后才知道有没有智能应答", found.evidence)
    form = app.memory.get("follow_up")
    if found.truth is False and isinstance(form, Finding) and form.truth is None:
        words = f"随访未能提交({form.reason[:60]}),无从判断有没有智能应答"
        return unknown(form.cause or Cause.NOT_CONCLUSIVE, words, found.evidence)
    return found


def risk_feedback(app: App) -> Finding:
    """L2: an assessment by the patient is sent and its result reaches the hospital."""
    sent = submitted(app, "risk_assessment", Effect.OWN)
    if sent.truth is not True:
        return unlike(app, "risk_assessment", sent, _ASKED, _any_form)
    told = said_after(app, FED_BACK, "评估结果反馈医院")
    if told is not None:
        return told
    found = says_on(app, "risk_assessment", FED_BACK, "评估结果反馈医院")
    if found.truth:
        return yes(found.reason, (*sent.evidence, *found.evidence), ProofLevel.L2)
    return (
        found
        if found.truth is False
        else unknown(Cause.NOT_CONCLUSIVE, found.reason, sent.evidence)
    )


def risk_auto(app: App) -> Finding:
    """L1: a risk is assessed from the patient's own records, without being asked."""
    name = "自动健康风险评估"
    told = stated(app, "risk_auto", name)
    if told is not None:
        return told
    own = shown(app, "risk_auto", lambda screen: _automatic(app, screen))
    among = any_of(
        [
            says_on(app, "risk_assessment", FROM_RECORDS, name),
            says_on(
                app,
                "risk_assessment",
                BY_ITSELF,
                name,
                fits=lambda place: _asks_nothing(place.screen),
            ),
        ]
    )
    letter = sent(app, "5.1.3.risk_auto")
    if own.truth is None and _only_asks(app):
        own = among
    return letter if letter.truth else any_of([own, among])


def _only_asks(app: App) -> bool:
    """All that bears such a name are questionnaires: what one fills in is not automatic."""
    hits = [hit for hit in sift(app, "risk_auto")[0] if hit.candidate.score > NEAR]
    return bool(hits) and all(fields(hit.place.screen) for hit in hits)


def _automatic(app: App, screen: Screen) -> bool:
    by_itself = _asks_nothing(screen) and asserts(app.lexicon, BY_ITSELF, screen.text)
    return by_itself or asserts(app.lexicon, FROM_RECORDS, screen.text)


def _asks_nothing(screen: Screen) -> bool:
    """No questionnaire."""
    return not fields(screen) and not any(n.role in CHOICES for n in screen.nodes)
