"""Real-name authentication: each way to prove who one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Role
from probes.app import App
from probes.appmap import Arrival, Place, page_of
from probes.finding import Finding, any_of, found_once, no, unknown, yes
from probes.flows.access.agreement import own_text
from probes.flows.access.method_tabs import OFFLINE, Patterns, come_to, named_in, on_tabs
from probes.flows.forms.submitting import (
    Answer,
    Reply,
    fields,
    press,
    read_reply,
    send,
    sent_finding,
)
from probes.flows.messages.received import kinds
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import PROSE, hollow_screen
from probes.flows.places.deadends import blocked_way
from probes.flows.places.entries import names_control
from probes.flows.places.held_back import held_choices
from probes.flows.places.hits import Hit, sift
from probes.flows.places.search import reach
from probes.flows.screens.walls import is_login
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR

_AUTHENTICATES = re.compile("实名|实人|认证|核验|核查|验证|识别|比对|绑卡|绑定|关联|身份")
_CARD_PICTURE = re.compile("身份证[^\n]{0,4}(正面|反面|人像面|国徽面)|手持(身份)?证")
"""Who has to show both sides of the card is asked to prove who one is, whatever it is called."""
_REAL = re.compile("实名|实人|认证|核验|核查|身份")
_WHOLE = re.compile("实名|实人")
_LOGS_IN = re.compile("登[录陆]")
_PROVES = re.compile(
    "实名|实人|认证|核验|核查|验证|识别|比对|核对|绑|关联|刷脸|扫脸|登记|授权|审核|建过?档"
)
_DENIES = re.compile(
    "不支持|无需|不需|不用|暂不|不能|无法|不可|不符|不一致|有误|失败|(如|若)[^\n]*(不|无|没有|未)"
)
_SENTENCES, _CLAUSES = re.compile("[。;；!！?？\n]"), re.compile("[,，]")
_STATUS = re.compile("^[(（]?(已|未|待|尚未)(通过)?(实名|实人)(认证|核验)?[)）]?$|实名状态")
_READS_PICTURE = re.compile("识别|上传|拍照|拍摄|扫描|扫一扫|OCR")
_BEGIN = re.compile(
    "开始|立即|马上|去认证|认证|识别|拍摄|扫描|刷脸|下一步|授权|关联|绑定|同意|确认|提交"
)
_UNDERSTOOD = re.compile(
    "已(经)?(实名|认证|绑定|关联|核验)|已在[您你]?的?名下|不一致|不匹配|已存在|不符"
)
_BLOCKED = {Arrival.TOAST, Arrival.NOTHING, Arrival.OUTSIDE}
_DONE = re.compile("^(您|账号|账户)?已(经|完成|通过)*(实名|实人|认证)(认证|核验)?[!。]?$")
_BINDS_CARD = re.compile("(关联|绑定?|添加)[^\n]{0,8}(卡|档案|号)")
_CHECKED = re.compile(
    "(?<!未)(?<!没有)(核验|审核|核对|实名|验证|认证)[^\n。]{0,12}(证件|身份|档案|认证|实名|过)|实名档案"
)
LEAST_NOTE, LONGEST_OPTION = 30, 8
_CHOOSES = re.compile("(认证|实名|核验|验证)(方式|途径|渠道|类型)")
_LISTED = re.compile("^[一-鿿]{2,8}(核验|认证|验证|实名|比对)$|[与和]院内")
_BY = re.compile("(认证|实名|核验)(方式|途径|渠道)|已(经|完成)?(通过)?(实名|实人|认证)")


def real_name_methods(app: App) -> dict[str, Finding]:
    """Each way to prove who one is: its page opens, and its form is understood when sent."""
    patterns = kinds()["1.1.2.real_name_methods"]
    hits, others = sift(app, "real_name")
    strong = [h for h in hits if h.candidate.score > NEAR] or hits
    pages = [place for hit in strong for place in _pages(app, hit, patterns)]
    linked = [place for place in _linking(app, patterns) if place not in pages]
    return {
        member: _method(app, member, patterns, strong, pages + linked * (member == OFFLINE), others)
        for member in patterns
    }


def _linking(app: App, patterns: Patterns) -> list[Place]:
    """Pages that bind a card whose holder a window has checked: they link what was proven there."""
    return [
        place
        for place in app.map.places.values()
        if not place.outside
        and _BINDS_CARD.search(plain(_name(place)))
        and fields(place.screen)
        and any(_CHECKED.search(n.text) for n in place.screen.nodes if n.text)
        and OFFLINE in methods_of(app, place, patterns)
    ]


def _method(
    app: App,
    member: str,
    patterns: Patterns,
    hits: list[Hit],
    pages: list[Place],
    others: list[Finding],
) -> Finding:
    findings: list[Finding] = []
    for place in pages:
        if member in methods_of(app, place, patterns):
            findings += _proven(app, place, member)
            if findings and findings[-1].truth:
                return findings[-1]
    if not findings:
        findings = [_tried(app, place, tab) for place, tab in on_tabs(app, pages, member, patterns)]
    over = [sheet for hit in hits for sheet in _sheets(app, hit.place)]
    for place in (*(hit.place for hit in hits), *over):
        findings += _dead_ways(app, place, patterns[member])
    chosen = any(methods_of(app, place, patterns) for place in pages)
    if not findings and not chosen:
        findings = [f for f in others if f.truth is None]
    if not findings and hits:
        places = [*pages, *(h.place for h in hits)]
        findings = _only_named(app, places, member, patterns)
        findings = findings or _listed_over(app, over, patterns[member])
        findings = findings or ([] if chosen else _proven_before(app, places))
    if not findings and hits:
        shown = [app.show_place(hits[0].place, (), "实名认证")]
        words = "实名认证页面未见这种方式"
        could = partial(_could_be, patterns, member)
        looked = [h.place for h in hits]
        findings = [unseen(app, looked, words, shown, ProofLevel.L2, could=could)]
    if findings:
        return any_of(findings)
    return conclude(app, app.lexicon.functions["real_name"], others)


def _sheets(app: App, place: Place) -> list[Place]:
    """What opens over a page by a control of it (选择核验方式): there the ways are named."""
    behind = (app.map.places.get(way.target) for way in app.map.ways_from(place.id))
    here = page_of(place.screen)
    return [p for p in behind if p and p.id != place.id and page_of(p.screen) == here]


def _listed_over(app: App, sheets: list[Place], pattern: re.Pattern[str]) -> list[Finding]:
    """A way named among others on a sheet (医保卡核验), and not gone through."""
    for sheet in sheets:
        said = [n for n in sheet.screen.nodes if not n.covered and _LISTED.search(plain(n.text))]
        nodes = [n for n in said if pattern.search(n.text)]
        if nodes:
            words = f"{sheet.path} 列有“{nodes[0].text[:16]}”,未能走通核实"
            return [unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(sheet, nodes, words)])]
    return []


def _only_named(app: App, places: list[Place], member: str, patterns: Patterns) -> list[Finding]:
    """A way that a picker offers beside another, or by which the account was proven long ago.

    It was not gone through, and nobody may say that it is not there.
    """
    for place in places:
        said = [n for n in place.screen.nodes if _BY.search(n.text)]
        nodes = [n for n in said if patterns[member].search(n.text)]
        offered = {m for words in _options(app, place) for m in named_in(words, patterns)}
        if nodes or (member in offered and len(offered) > 1):
            shown = [app.show_place(place, nodes, "写有这种方式")]
            words = f"{place.path} 写有这种方式,未能走通核实"
            return [unknown(Cause.NOT_CONCLUSIVE, words, shown)]
    return _held_back(app, places, member, patterns)


def _held_back(app: App, places: list[Place], member: str, patterns: Patterns) -> list[Finding]:
    """A choice between ways (认证方式) that was left alone: it is opened and read, or leaves it
    open."""
    for place in places:
        for offer in held_choices(app, place, _CHOOSES):
            if offer is None:
                shown, words = [app.show_place(place)], f"{place.path} 可选认证方式,未能打开查看"
                return [unknown(Cause.NOT_ALLOWED, words, shown)]
            if any(member in named_in(words, patterns) for words in offer.words):
                words = f"{place.path} 可选这种方式,未能走通核实"
                return [unknown(Cause.NOT_CONCLUSIVE, words, [offer.shown])]
    return []


def _proven_before(app: App, places: list[Place]) -> list[Finding]:
    """An account that is proven already is shown no way of doing it any more."""
    for place in places:
        done = [n for n in place.screen.nodes if _DONE.search(n.text)]
        if done and not fields(place.screen):
            shown = [app.show_place(place, done[:1], "账号已实名")]
            words = f"{place.path}:测试账号已实名,不再显示认证方式"
            return [unknown(Cause.NOT_CONCLUSIVE, words, shown)]
    return []


def _options(app: App, place: Place) -> list[str]:
    """What pickers on a page offer: short words, in a choice or in the sheet that a tap shows."""
    chosen = [o for n in place.screen.nodes if n.role is Role.CHOICE for o in n.options]
    sheets = [w for way in app.map.ways_from(place.id) for w in way.words.split()]
    return [words for words in (*chosen, *sheets) if len(plain(words)) <= LONGEST_OPTION]


def _could_be(patterns: Patterns, member: str, label: str) -> bool:
    """What these words lead to could be this method: they name it, or none at all."""
    named = {name for name, pattern in patterns.items() if pattern.search(label)}
    return member in named or not named


def _pages(app: App, hit: Hit, patterns: Patterns) -> Iterator[Place]:
    """The page of authentication and what is behind it, also where that has a name of its own."""
    known = {place.id for place in reach(app, hit, depth=2)}
    for place in app.map.beyond(hit.place.id, 2):
        if place.id not in known and not _is_method(place, patterns):
            continue
        if _LOGS_IN.search(_name(place)) and not _WHOLE.search(_name(place)):
            continue  # behind the wall where one logs in stand ways to log in (刷脸登录)
        named = hit.candidate.score > NEAR or _AUTHENTICATES.search(_name(place))
        if named or _tells_status(place.parent):
            yield place
    chooser = hit.place.parent
    if hit.candidate.score > NEAR and chooser and _is_method(hit.place, patterns):
        yield from (p for p in app.map.beyond(chooser.id, 1) if _is_method(p, patterns))


def _is_method(place: Place, patterns: Patterns) -> bool:
    """Named as one of the methods: where one stands, the others stand beside it."""
    name = _name(place)
    return any(p.search(name) for p in patterns.values()) and bool(_AUTHENTICATES.search(name))


def methods_of(app: App, place: Place, patterns: Patterns) -> set[str]:
    """The methods that a page is about: by its name, else by what it says, else by its fields.

    A page for proving who one is as a whole (实名认证) counts by its fields beside its words:
    the identity card that it asks for is checked by the police.  Fields tell a method only
    where the page is about proving who one is: adding a family member asks for the same
    numbers.  It is where the list of patients, from which one came, says of each whether that
    was proven.
    """
    named = named_in(_name(place), patterns)
    asked = "\n".join(f.name for f in fields(place.screen))
    if named or not asked:
        return named
    prose = [w for w in place.screen.words if len(plain(w)) >= PROSE]
    about = _REAL.search("\n".join((_name(place), *prose))) or _tells_status(place.parent)
    about = about or any(_CARD_PICTURE.search(words) for words in place.screen.words)
    offered = {m for words in prose for m in named_in(_offered(app, words), patterns)}
    by_fields = named_in(asked, patterns) if about else set()
    return offered | by_fields if _WHOLE.search(_name(place)) else offered or by_fields


def _offered(app: App, words: str) -> str:
    """The sentences that say how to prove who one is, without what they deny or suppose."""
    kept: list[str] = []
    for said in _SENTENCES.split(words):
        clauses = [
            clause
            for clause in _CLAUSES.split(said)
            if not (_DENIES.search(clause) or app.lexicon.says("under_construction", clause))
        ]
        if any(_PROVES.search(clause) for clause in clauses):
            kept.append(",".join(clauses))
    return "\n".join(kept)


def _tells_status(place: Place | None) -> bool:
    return place is not None and any(_STATUS.search(words) for words in place.screen.words)


def _name(place: Place) -> str:
    return " ".join((place.screen.title, *(label.split(" ")[0] for label in place.trail[-1:])))


def _proven(app: App, place: Place, member: str) -> list[Finding]:
    """What sending or starting the page's method brings."""
    hollow = hollow_screen(app, place, "real_name")
    if hollow is not None:
        return [hollow]
    if not fields(place.screen) and _begin(place) is None:
        told = member == OFFLINE and len(plain(own_text(app, place))) >= LEAST_NOTE
        if not told:
            return []
        shown = [app.show_place(place, (), "线下实名关联")]
        return [yes(f"{place.path}:有线下关联说明", shown, ProofLevel.L2)]
    return [found_once(app.memory, f"verified:{place.id}", lambda: _tried(app, place))]


def _begin(place: Place) -> Node | None:
    """The control that starts a method which asks for nothing to be typed."""
    found = [
        n
        for n in place.screen.nodes
        if n.clickable
        and not n.covered
        and len(plain(place.label(n))) <= 10
        and _BEGIN.search(place.label(n))
        and n.bounds.y > 60
    ]
    return found[-1] if found else None


def _tried(app: App, place: Place, tab: str = "") -> Finding:
    """What sending the form of a place brings, behind one of its tabs if there is one to open."""
    name = f"实名认证({place.path}{f' › {tab}' if tab else ''})"
    if not come_to(app, place, tab):
        shown = [app.show_place(place, (), "实名认证")]
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:未能再次到达", shown)
    if not fields(app.again()):
        return _started(app, place, name)
    reply = send(app, Effect.OWN)
    if not isinstance(reply, Finding) and _accepted(reply):
        return yes(f"{name}:应答“{reply.words[:40]}”", [app.show((), name)], ProofLevel.L2)
    return sent_finding(app, name, reply)


def _accepted(reply: Reply) -> bool:
    return _UNDERSTOOD.search(reply.words) is not None or (
        reply.answer is Answer.LEFT and _UNDERSTOOD.search(reply.screen.text) is not None
    )


def _started(app: App, place: Place, name: str) -> Finding:
    """Press what starts the method: it must lead on, not only be there."""
    screen = app.again()
    wanted = _begin(place)
    begin = next(
        (n for n in screen.nodes if wanted and n.clickable and _alike(app, n, place, wanted)), None
    )
    if begin is None:
        shown = [app.show((), name)]
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:未能再次看到入口", shown)
    try:
        after = press(app, begin, Effect.OWN)
    except ActionRefused as refusal:
        return unknown(Cause.NOT_ALLOWED, refusal.reason, [app.show([begin], name)])
    except (NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, str(failure), [app.show([begin], name)])
    reply = read_reply(app, screen, after)
    shown = [app.show((), f"{name}:发起后")]
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER}:
        return no(f"{name}:发起后{reply.answer.value}“{reply.words[:40]}”", shown, ProofLevel.L2)
    if reply.answer in {Answer.SUCCESS, Answer.LEFT} or after.events.external:
        return yes(f"{name}:可发起“{screen.label(begin)}”", shown, ProofLevel.L2)
    return unknown(Cause.NOT_CONCLUSIVE, f"{name}:发起后{reply.answer.value}", shown)


def _alike(app: App, node: Node, place: Place, wanted: Node) -> bool:
    return node.role is wanted.role and app.label(node) == place.label(wanted)


def _dead_ways(app: App, place: Place, pattern: re.Pattern[str]) -> list[Finding]:
    """Entries of a method that led to no screen; what reads a picture waits for one.

    The words beside a field or a choice (证件类型) are no entry.  A page to log in stands where
    the own page was not let through: its ways are for logging in.
    """
    if is_login(app, place.screen):
        return []
    return [
        blocked_way(app, way)
        for way in app.map.ways_from(place.id)
        if pattern.search(way.label)
        and len(way.label) < 24
        and way.arrival in _BLOCKED
        and not _READS_PICTURE.search(way.label)
        and not names_control(app.map, way)
    ]
