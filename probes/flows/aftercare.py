"""After the visit: surveys, complaints, follow-up, monitoring, risk assessment."""

from __future__ import annotations

import re

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.finder import NEAR
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.absence import conclude, unseen
from probes.flows.content import frame, hollow_screen, judgement_of
from probes.flows.entry import submitted
from probes.flows.forms import fields
from probes.flows.messages import anywhere, sent
from probes.flows.search import own_hits, reach, shown, sift
from probes.flows.statements import stated, unlike
from probes.hollow import Hollow
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

LONGEST_LABEL = 14
CONTROL_NODES = 6


def says_on(
    app: App,
    key: str,
    pattern: re.Pattern[str],
    name: str,
    depth: int = 2,
    controls: bool = True,
) -> Finding:
    """L1: words of a kind stand on the function's own screens.

    The whole label of a control promises something and does not say it.
    controls False: nor does anything that is written on one.
    Records of the account that are empty leave it open.
    """
    hits, others = own_hits(app, key)
    seen: list[Place] = []
    empty: list[Place] = []
    for hit in hits:
        for place in reach(app, hit, depth=depth):
            hollow = judgement_of(app, place).hollow
            if hollow is not None:
                empty += [place] if hollow is Hollow.EMPTY and place is not hit.place else []
                continue
            tapped = {plain(way.label) for way in app.map.ways_from(place.id)}
            own = [n for n in frame(app).own(place.screen) if plain(n.text) not in tapped]
            if not controls:
                own = [n for n in own if not on_control(app, place, n)]
            node = next((n for n in own if pattern.search(n.text)), None)
            if node is not None:
                words = f"{name}:{place.path}“{node.text[:30]}”"
                return yes(words, [app.show_place(place, [node], name)])
            if pattern.search("\n".join(n.text for n in own)):
                return yes(f"{name}:{place.path}", [app.show_place(place, (), name)])
        if hit.candidate.score > NEAR:
            seen.append(hit.place)
    if empty:
        words = f"{name}:{empty[0].path} 还没有记录"
        return unknown(Cause.NO_DATA, words, [app.show_place(empty[0], (), name)])
    if seen:
        shown = [app.show_place(p, (), name) for p in seen[:2]]
        return unseen(app, seen, f"{name}:{seen[0].path} 未见", shown)
    return conclude(app, app.lexicon.functions[key], others)


def said_after(app: App, pattern: re.Pattern[str], name: str) -> Finding | None:
    """Words of a kind on the screen right after something was sent."""
    screen = app.again()
    told = [n for n in screen.nodes if n.text and not _tappable(screen, n)]
    said = "\n".join((*screen.events.toasts, *screen.events.dialogs, *(n.text for n in told)))
    hit = pattern.search(said)
    if hit is None:
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
    ways = {plain(way.label) for way in app.map.ways_from(place.id)}
    return _tappable(place.screen, node) or plain(node.text) in ways


TARGETED = re.compile(
    r"(就诊(日期|时间|科室|医生)|接诊医生|本次(就诊|住院|看诊)|您.{0,14}(就诊|门诊|住院|看诊))[^\n]{0,40}"
    r"|\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}[^\n]{0,30}(科|医师|医生|门诊|就诊)"
    r"|(科|医师|医生)[^\n]{0,30}\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}"
)
REPLIED = re.compile(
    r"(医院|客服|科室|工作人员|院方|官方|管理员|医患办|服务中心|门诊部|质控|投诉办|回复人|处理部门)[^\n]{0,10}(回复|答复|反馈|回应)"
    r"|(回复|答复|处理结果|反馈结果|回复内容|处理意见|官方回应)\s*[::]|^(已回复|已答复|已办结|已处理)$|(已回复|已答复|已办结)"
    r"|您好[^\n]{0,10}您(反映|反馈|投诉|提出)的|您(反映|反馈|投诉|提出)的(问题|情况|意见|建议)",
    re.MULTILINE,
)
RECRUITED = re.compile(r"招募|受试者|临床试验|入组")
AUTO_REPLY = re.compile(
    r"(智能|自动|系统|机器人|AI|小助手|助手)[^\n]{0,10}(回复|应答|答复|建议|解读|评估|提示|反馈|提醒)"
    r"|根据您(的)?(填写|回答|提交|答案|随访|反馈)[^\n]{0,40}"
)
FED_BACK = re.compile(
    r"(结果|评估|报告|测评)[^\n]{0,16}(反馈|上传|同步|发送|提交|推送|传)[^\n]{0,8}(医院|医生|系统|档案|科室)"
    r"|(已|将)(自动)?(反馈|上传|同步|发送|提交)[^\n]{0,8}(医院|医生|系统|健康档案)|(医院|医生)(已|将)[^\n]{0,6}(收到|查看|跟进|获取)"
)
AUTOMATIC = re.compile(
    r"(根据|依据|结合|基于|按照)您?的?[^\n]{0,12}(病历|就诊|检查|检验|诊断|诊疗|档案|健康记录|历史|住院|体检)[^\n]{0,30}(评估|评分|风险|测算|生成|分析)"
    r"|(系统|智能|自动)[^\n]{0,12}(评估|生成|测算)[^\n]{0,20}(风险|报告|结果)|自动(风险)?评估"
)


_FOLLOWS = re.compile("随访|回访|问卷|调查|填写|院后")
_ASKED = re.compile(r"填写|请选择|开始|问卷|自测|作答|答题|第\s*\d+\s*题|题目|反馈")


def survey_targeted(app: App) -> Finding:
    """L1: the survey names the patient's own visit."""
    return says_on(app, "survey", TARGETED, "满意度调查针对本人就诊")


def complaint_reply(app: App) -> Finding:
    """L1: an answer of the hospital to a complaint can be seen."""
    return says_on(app, "complaint", REPLIED, "投诉回复")


def recruitment(app: App) -> Finding:
    """L1: the account is told of a recruitment, as a message or on a page of its own."""
    told = sent(app, "4.1.3.recruitment_push")
    if told.truth:
        return told
    return any_of([anywhere(app, "recruitment", RECRUITED), told])


def follow_up(app: App) -> Finding:
    """L2: a follow-up form is filled in and accepted; keeps whether the app answered by itself."""
    finding = unlike(app, "follow_up", submitted(app, "follow_up", Effect.OWN), _FOLLOWS)
    if finding.truth:
        app.memory["follow_up_reply"] = said_after(app, AUTO_REPLY, "随访智能应答")
    return finding


def follow_up_reply(app: App) -> Finding:
    """L2: the app answers a follow-up by itself."""
    told = app.memory.get("follow_up_reply")
    if isinstance(told, Finding):
        return told
    found = says_on(app, "follow_up", AUTO_REPLY, "随访智能应答", controls=False)
    if found.truth:
        return yes(found.reason, found.evidence, ProofLevel.L2)
    if found.truth is False and Effect.OWN not in app.allowed:
        return unknown(Cause.NOT_ALLOWED, "提交随访后才知道有没有智能应答", found.evidence)
    return found


def risk_feedback(app: App) -> Finding:
    """L2: an assessment by the patient is sent and its result reaches the hospital."""
    sent = submitted(app, "risk_assessment", Effect.OWN)
    if sent.truth is not True:
        return unlike(app, "risk_assessment", sent, _ASKED)
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
    own = shown(app, "risk_auto", _automatic)
    among = says_on(app, "risk_assessment", AUTOMATIC, name)
    letter = sent(app, "5.1.3.risk_auto")
    if own.truth is None and _only_asks(app):
        own = among
    return letter if letter.truth else any_of([own, among])


def _only_asks(app: App) -> bool:
    """All that bears such a name are questionnaires: what one fills in is not automatic."""
    hits = [hit for hit in sift(app, "risk_auto")[0] if hit.candidate.score > NEAR]
    return bool(hits) and all(fields(hit.place.screen) for hit in hits)


def _automatic(screen: Screen) -> bool:
    return AUTOMATIC.search(screen.text) is not None


def transfer_signed(app: App) -> Finding:
    """L1: a prescription goes to a third party, electronically signed."""
    hits, others = sift(app, "prescription_transfer")
    for hit in hits:
        places = [
            p
            for p in reach(app, hit, depth=2)
            if hollow_screen(app, p, "prescription_transfer") is None
        ]
        texts = "\n".join(p.screen.text for p in places)
        proof = app.lexicon.functions["prescription_transfer"].proof
        if places and all(p.search(texts) for p in proof):
            shown = [app.show_place(p, (), "处方流转") for p in places[:2]]
            return yes(f"处方流转:{hit.place.path}", shown)
        if places and hit.candidate.score > NEAR:
            shown = [app.show_place(p, (), "处方流转") for p in places[:2]]
            others.append(unseen(app, places, "处方流转:未见第三方药店或电子签名", shown))
    return conclude(app, app.lexicon.functions["prescription_transfer"], others)
