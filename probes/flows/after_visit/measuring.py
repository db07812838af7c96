"""4.2.3: values that the patient measures: taken in, kept, and handed on to the record."""

from __future__ import annotations

import re

from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival, Place
from probes.finding import Finding, no, unknown, yes
from probes.flows.after_visit.aftercare import on_control, said_after, says_on
from probes.flows.after_visit.care import is_entry_form
from probes.flows.forms.submitting import Answer, fields, send, sent_finding, value_for
from probes.flows.messages.statements import unlike
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.entry import MOST_FORMS, forms_of, is_form, submitted, words_above
from probes.flows.places.held_back import touch_held
from probes.flows.places.hits import sift
from probes.flows.screens.cards import DATED
from probes.flows.screens.sentences import asserting
from probes.hollow import Hollow, judge
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NAMED, match

HEADING, LEAST_KEPT = 14, 2
NAME, IN_RECORD_NAME = "健康监测", "监测数据进入健康档案"
IN_RECORD = re.compile(
    r"^(?![^\n]*(评估|测评|评测|自评|问卷|风险)[^\n]{0,4}(结果|报告|得分))[^\n]*?("
    r"(同步|纳入|计入|写入|存入|归入|上传|并入|进入|推送|共享|汇入|传)[^\n]{0,14}(健康档案|档案|病历|医院|医生|HIS|电子病历|随访)"
    r"|医生(可|能)以?看?见(?!面)|医生(可|能|已|将)[^\n]{0,8}(查看|看到|查阅)|(供|由|给)(您的)?(主管|接诊|临床|签约)?医生[^\n]{0,6}(参考|查看|调阅))",
    re.MULTILINE,
)
_RECORD = re.compile("(健康|个人|我的|居民|电子|就医|就诊)档案|^档案$")
_DATA = re.compile("数据|监测|自测|测量|血压|血糖|体征|打卡|上传的记录")
_TAKES = re.compile(
    r"录入|上传|设备|手环|蓝牙|打卡|自测|测量|填写|(添加|新增)[^\n]{0,4}(记录|数据)"
)


_MEASURES = re.compile("血压|血糖|体重|心率|脉搏|体温|血氧|收缩|舒张|高压|低压|步数|数值|测量|指标")
_A_MEASURE = re.compile("^(收缩压|舒张压|高压|低压|血压|血糖|空腹血糖|体重|心率|脉搏|体温|血氧)")
_TESTS = re.compile("风险|评估|测评|评测|自评|健康自测|问卷")
_KEEPS = re.compile("记录|历史|(测量|监测|记录)(时间|日期)|监测|趋势|曲线|打卡|上次|最近")
"""A test asks for values once, to reckon a risk; where they are kept, it may do both."""
_RECORDS = re.compile("血压|血糖|体重|心率|监测|体征|打卡|测量|指标|健康(数据|记录|日记)")
_NONE_KEPT = re.compile(
    r"^(暂无|没有|无|尚无|还没有|暂时没有)[^\n,，。]{0,6}(记录|数据|测量|监测|读数)[^\n,，。]{0,2}$"
)
_READING = re.compile(r"(?<!\d)\d{2,3}\s*/\s*\d{2,3}(?!\d)|\d+\.\d|\d\s*(mmHg|mmol|kg|次/分|℃|%)")


def monitoring(app: App) -> Finding:
    """L2: a measured value is entered, accepted and kept; notes if it goes into the record."""
    finding = submitted(app, "monitoring", Effect.OWN, fits=_measures)
    if not _forms(app):
        finding = unlike(app, "monitoring", finding, _TAKES, _measures)
        if not finding.truth:
            finding = _under_a_heading(app) or _over_its_readings(app) or finding
    app.memory["monitoring"] = finding
    if not finding.truth:
        return (_kept_silently(app) or finding) if _went(finding) else finding
    app.memory["in_record"] = said_after(app, IN_RECORD, IN_RECORD_NAME)
    return _forgotten(app) or finding


def _forms(app: App) -> list[Place]:
    """Where values can be written down."""
    return forms_of(app, sift(app, "monitoring")[0], _measures)


def _went(finding: Finding) -> bool:
    """Sent, and the app left the form without a word."""
    return finding.cause is Cause.NOT_CONCLUSIVE and Answer.LEFT.value in finding.reason


def _kept_silently(app: App) -> Finding | None:
    """The value that was sent stands once more among the records than before it was sent."""
    for place in _listing(_forms(app)[:MOST_FORMS]):
        app.visit(app.map.places[app.map.entry])
        now = app.visit(place)
        if now is not None and _value_added(app, place, now):
            words = f"{NAME}:提交后没有应答,再次打开时记录中已有所填数值"
            return yes(words, [app.show((), words)], ProofLevel.L2)
    return None


def _under_a_heading(app: App) -> Finding | None:
    """A form on a page of any name, below words that name monitoring (健康打卡)."""
    function = app.lexicon.functions["monitoring"]
    for place in app.map.places.values():
        above = [n for n in words_above(place.screen) if len(plain(n.text)) <= HEADING]
        headed = any(match(function, n.text, "")[0] >= NAMED for n in above)
        if not headed or place.outside or place.part or not _measures(place):
            continue
        if is_form(app, place) and app.visit(place) is not None:
            return sent_finding(app, NAME, send(app, Effect.OWN))
        words = f"{NAME}:{place.path} 有“{above[-1].text}”的填写处,未能识别用哪个按钮提交"
        return unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(place, above[-1:], NAME)])
    return None


def _over_its_readings(app: App) -> Finding | None:
    """A form for measures on or over a page that lists earlier ones, whatever it is called."""
    for place in app.map.places.values():
        asked = [f for f in fields(place.screen) if _A_MEASURE.match(plain(f.name))]
        if place.outside or not asked or not _lists_several(place.screen):
            continue
        if not _measures(place) or not is_form(app, place):
            continue
        if app.visit(place) is not None:
            return sent_finding(app, NAME, send(app, Effect.OWN))
        words = f"{NAME}:{place.path} 有“{asked[0].name}”的填写处,未能再次到达"
        return unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(place, (), NAME)])
    return None


def _lists_several(screen: Screen) -> bool:
    """Readings, and days on which they were taken."""
    days = {n.text for n in screen.nodes if DATED.search(n.text)}
    read = [n for n in screen.nodes if _READING.search(n.text)]
    return min(len(days), len(read)) >= LEAST_KEPT


def _measures(place: Place) -> bool:
    names = " ".join(f.name for f in fields(place.screen))
    heads = [place.screen.title, *(w for w in place.screen.words if len(plain(w)) <= HEADING)]
    if any(_TESTS.search(head) for head in heads) and not any(_KEEPS.search(h) for h in heads):
        return False
    return _MEASURES.search(names + place.screen.title) is not None


def _forgotten(app: App) -> Finding | None:
    """No, if the app lists what was measured and, left and come back to, not what was sent."""
    lists = []
    for place in _listing(_forms(app)[:MOST_FORMS]):
        app.visit(app.map.places[app.map.entry])
        now = app.visit(place)
        if now is None or _shows_more(app, place, now):
            return None
        if _lists_readings(app, now) or _says_none(app, now):
            lists.append(app.show((), f"{NAME}:再次打开"))
    return (
        no(f"{NAME}:提交后显示成功,再次打开时记录中却没有", lists, ProofLevel.L2) if lists else None
    )


def _listing(forms: list[Place]) -> list[Place]:
    """Where values that were sent would stand: on the form's own page or the one before it."""
    found: dict[str, Place] = {}
    for form in forms:
        above = form.parent
        found.setdefault(form.id, form)
        if above is not None and _RECORDS.search(above.name):
            found.setdefault(above.id, above)
    return list(found.values())


def _shows_more(app: App, place: Place, now: Screen) -> bool:
    """A value that was sent stands there more often than before, or a new date does."""
    stamps = {n.text for n in _told(now) if DATED.search(n.text)}
    fresh = stamps - {n.text for n in _told(place.screen)}
    return bool(fresh) or _value_added(app, place, now)


def _value_added(app: App, place: Place, now: Screen) -> bool:
    """A value that was sent stands there more often than when the page was explored."""
    sent = {value_for(app, f) for f in fields(place.screen)}
    sent = {value for value in sent if re.fullmatch(r"[\d./]+", value)}
    return any(_times(now, v) > _times(place.screen, v) for v in sent)


def _times(screen: Screen, value: str) -> int:
    alone = re.compile(rf"(?<![\d.]){re.escape(value)}(?![\d.])")
    return sum(len(alone.findall(node.text)) for node in _told(screen))


def _told(screen: Screen) -> list[Node]:
    """What a screen says by itself, apart from what was typed."""
    return [n for n in screen.nodes if n.text and n.role is not Role.FIELD]


def _lists_readings(app: App, screen: Screen) -> bool:
    """Dated values of before stand there, so a new one would."""
    own = frame(app).own(screen)
    dated = any(DATED.search(n.text) for n in own)
    return dated and any(_READING.search(n.text) for n in own if n.role is not Role.FIELD)


def _says_none(app: App, screen: Screen) -> bool:
    """The page itself says that nothing is kept (暂无记录)."""
    return any(_NONE_KEPT.search(plain(n.text)) for n in frame(app).own(screen))


def monitoring_in_record(app: App) -> Finding:
    """L1: what is measured reaches the hospital's record of the patient."""
    told = app.memory.get("in_record")
    if isinstance(told, Finding):
        return told
    name = IN_RECORD_NAME
    for place in [*_around_measures(app), *_records(app)]:
        own = frame(app).own(place.screen)
        own = [n for n in own if not on_control(app, place, n)]
        own = [n for n in own if _DATA.search(_row_of(place.screen, n))]
        node = asserting(app.lexicon, IN_RECORD, own)
        if node is not None and judgement_of(app, place).hollow is None:
            words = f"{name}:{place.path}“{node.text[:30]}”"
            return yes(words, [app.show_place(place, [node], name)])
    found = says_on(app, "monitoring", IN_RECORD, name, controls=False)
    form = app.memory.get("monitoring")
    if found.truth is False:
        found = _by_its_control(app) or found
    if found.truth is False and isinstance(form, Finding) and form.truth is None:
        words = f"{NAME}未能提交({form.reason[:60]}),无从判断数据是否进入档案"
        return unknown(form.cause or Cause.NOT_CONCLUSIVE, words, found.evidence)
    return found


def _row_of(screen: Screen, node: Node) -> str:
    """What a line says together with the one that it stands below in its row."""
    above = next(screen.above(node), node)
    return f"{above.text} {node.text}"


def _by_its_control(app: App) -> Finding | None:
    """What stands behind a control that may hand the values on, which exploring did not touch."""
    ways = (way for place in _forms(app) for way in app.map.ways_from(place.id))
    for way in ways:
        hands_on = IN_RECORD.search(way.label) or _RECORD.search(way.label)
        if way.arrival is not Arrival.REFUSED or not hands_on:
            continue
        source = app.map.places[way.source]
        shown = [app.show_place(source, [source.screen.nodes[way.node]], IN_RECORD_NAME)]
        words = f"{IN_RECORD_NAME}:{source.path} 有“{way.label[:20]}”"
        if Effect.OWN not in app.allowed:
            return unknown(Cause.NOT_ALLOWED, f"{words},未获准点开", shown)
        touched = touch_held(app, way)
        if touched is None or touched[0].digest == touched[1].digest:
            return unknown(Cause.NOT_CONCLUSIVE, f"{words},点后没有变化", shown)
        told = said_after(app, IN_RECORD, IN_RECORD_NAME)
        return told or _behind_control(app, touched[1], words, shown)
    return None


def _behind_control(app: App, after: Screen, words: str, shown: list[str]) -> Finding:
    """No if what came is hollow; an empty list or a page that says nothing proves neither."""
    shown = [*shown, app.show((), IN_RECORD_NAME)]
    verdict = judge(after, frame(app), app.lexicon)
    said = f"{words},{verdict.hollow.value}“{verdict.words[:40]}”" if verdict.hollow else ""
    if verdict.hollow is Hollow.EMPTY:
        return unknown(Cause.NO_DATA, said, shown)
    if verdict.hollow is not None:
        return no(said, shown)
    return unknown(Cause.NOT_CONCLUSIVE, f"{words},点开后未见说明", shown)


def _records(app: App) -> list[Place]:
    """The patient's record itself, where it may say from where its measured values come."""
    names = ((p, (p.screen.title, *p.trail[-1:])) for p in app.map.places.values() if not p.outside)
    return [place for place, named in names if any(_RECORD.search(name) for name in named)]


def _around_measures(app: App) -> list[Place]:
    """Every form for measured values, whatever its entry is called, and what is behind it."""
    found: dict[str, Place] = {}
    for place in app.map.places.values():
        if is_entry_form(place.screen) and not place.outside:
            for near in app.map.beyond(place.id, 1):
                found.setdefault(near.id, near)
    return list(found.values())
