"""Bills: what may be paid online, what was paid, and the invoice for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.booking.doctor_visit import BILL_AFTERWARDS, confirm_places
from probes.flows.payment.bill_rows import paid_behind_its_row
from probes.flows.payment.cashier import cashier_at, cashier_from, is_cashier, is_total_to_pay
from probes.flows.payment.kinds import OF_THE_DAY, bill_of_another, payable
from probes.flows.places.absence import conclude
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.entries import is_menu
from probes.flows.places.hits import Hit, name_of, own_hits
from probes.flows.places.search import deciding, reach
from probes.flows.records.documents import downloaded
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import NEAR

KEYS = {
    "appointment": "pay_appointment",
    "outpatient": "pay_outpatient",
    "inpatient_deposit": "inpatient_deposit",
    "inpatient_settlement": "inpatient_settlement",
    "exam": "pay_exam",
    "drug": "pay_drug",
}
_SAID = {
    "pay_appointment": re.compile("挂号|诊查费|诊察费|预约费|医事服务费|号费"),
    "pay_exam": re.compile("检查费|检验费|化验费|超声|CT|核磁|磁共振|心电图|放射|胃镜|检查项目"),
    "pay_drug": re.compile(
        "(?<!换)药费|饮片费|处方费|药品|西药|中成药|中药费|药物"
        "|(胶囊|颗粒|混悬[剂液]|口服液|注射液|滴眼液|眼膏|软膏|乳膏|气雾剂|糖浆"
        "|(缓释|控释|分散|咀嚼|肠溶)片)$",
        re.MULTILINE,
    ),
    "inpatient_deposit": re.compile(
        r"预交金|预缴金|预付金|\A(?=[\s\S]*(?:住院|病区|床位|床号))[\s\S]*押金"
    ),
    "inpatient_settlement": re.compile("(出院|住院)[^\\n]{0,4}(结算|结账|清算)|结算应(补|缴|付)"),
}
_BOOKED = re.compile("预约[^\\n]{0,4}费|预约挂号|预约(订)?单")
"""The bill of a booking; 诊察费 or 挂号费 in a list of bills is asked for at the visit, booked or
not."""
_INPATIENT = re.compile("住院|出院|预交|预缴|(?<!科[一二三四五六七八九])病区|床位|住院号")
_ISSUES = re.compile("开票|开具|换开|(申请|发送|推送|生成|领取)[^\n]{0,4}(发票|票据|邮箱)")
_WHETHER = re.compile("[??]\\s*$|吗|^(是否|确[定认])")
_RATE = re.compile(r"\d\s*元?\s*/\s*(次|日|天|项|小时|人|床|份|页)")
_PRICES = re.compile("价格|收费标准|收费公示|计价|物价")
_DAY = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\s*元|\d)")
LONGEST_ROW, LONGEST_TAB = 40, 6
_DUE = re.compile("待支付|待缴|待交|待付|未缴|未支付|应缴|应付|需支付|支付金额|剩余时间")
_PAYS = re.compile("支付|缴费|付费|交费|付款")
_PAID = re.compile("已支付|已缴|已交|已付|已结算|已收|已完成")
_CHARGED = re.compile(
    "已支付|已缴|已付|已结算|已收|缴费记录|费用明细|费用清单|合计|累计|总费用|消费"
)


def bill_payable(app: App, point: str) -> Finding:
    """L1: a bill of one kind leads to the cashier."""
    key = KEYS[point]
    said = _SAID.get(key)
    if said is None:
        return payable(app, key, lambda place: not _INPATIENT.search(_words(app, place)))
    pattern = _BOOKED if point == "appointment" else said
    named = payable(app, key, lambda place: bool(pattern.search(_words(app, place))))
    if named.truth:
        return named
    by_words = _by_its_words(app, key, pattern)
    if by_words is not None and by_words.truth:
        return by_words
    if point == "appointment" and (paid := _paid_while_booking(app)) is not None:
        return paid
    met, hollow = own_hits(app, key)
    if hollow or any(hit.candidate.score > NEAR for hit in met):
        return named if by_words is None else any_of([named, by_words])
    if by_words is not None:
        return by_words
    return named if key.startswith("inpatient") else _among_all(app, point, named)


def _by_its_words(app: App, key: str, pattern: re.Pattern[str]) -> Finding | None:
    """A bill that says itself what it is, where no other function's name claims it."""
    function = app.lexicon.functions[key]
    results = []
    for place in app.map.places.values():
        if place.outside or not pattern.search(_words(app, place)):
            continue
        if not _is_bill(app, place) or bill_of_another(app, function, place):
            continue
        finding = cashier_from(app, place, function.name, about=lambda at: _may_be(app, key, at))
        if finding is None:
            finding = paid_behind_its_row(app, place, pattern, function.name)
        if finding is not None:
            results.append(finding)
            if finding.truth:
                return finding
    return any_of(results) if results else None


def _may_be(app: App, key: str, cashier: Place) -> bool:
    """False for the cashier of another bill of the list: it says what is paid there."""
    words = _words(app, cashier)
    others = (pattern for other, pattern in _SAID.items() if other != key)
    return bool(_SAID[key].search(words)) or not any(one.search(words) for one in others)


def _is_bill(app: App, place: Place) -> bool:
    if not app.lexicon.says("money", place.screen.text):
        return False
    return bool(_DUE.search(place.screen.text)) or is_total_to_pay(app, place.screen)


def _words(app: App, place: Place) -> str:
    """What a page says by itself: its title and the short words on it, no frame, no prose."""
    own = [n.text for n in frame(app).own(place.screen) if len(n.text) < LONGEST_ROW]
    return "\n".join((place.screen.title, *own))


def _paid_while_booking(app: App) -> Finding | None:
    """The confirm page of a booking leads to a cashier, or the booking ended on its bill."""
    if (seen := app.memory.get(BILL_AFTERWARDS)) is not None:
        return yes("挂号缴费:预约后出现待支付的金额和支付按钮(未按)", [str(seen)])
    for place in confirm_places(app):
        paid = cashier_at(app, place, "挂号缴费")
        if paid is not None and paid.truth:
            return paid
    return None


def _among_all(app: App, point: str, absent: Finding) -> Finding:
    """No entry of its own: such a bill may stand in the common list, if there is one."""
    general = bill_payable(app, "outpatient")
    if general.truth is False:
        return absent
    if general.truth is None:
        return general
    name = app.lexicon.functions[KEYS[point]].name
    if _paid_apart(app, point):
        words = f"{name}:缴费入口按类分设,没有这一类"
        return any_of([absent, no(words, general.evidence)])
    words = f"{name}:缴费页面中没有这一类待缴费用"
    return unknown(Cause.NO_DATA, words, general.evidence)


def _paid_apart(app: App, point: str) -> bool:
    """Each other kind that is paid on the day has an entry of its own: no common list then."""
    return all(_has_entry(app, key) for key in OF_THE_DAY - {KEYS[point]})


def _has_entry(app: App, key: str) -> bool:
    """A control on a page without amounts that plainly names a kind of payment."""
    function = app.lexicon.functions[key]
    menus = {p.id for p in app.map.places.values() if not app.lexicon.says("money", p.screen.text)}
    ways = (way for way in app.map.ways if way.source in menus)
    return any(app.finder().names(function, way) for way in ways)


def fee_shown(app: App, kind: str) -> Finding:
    """L1: fees that were charged can be looked up; a bill that waits to be paid is none."""
    key = f"fee_{kind}"
    function = app.lexicon.functions[key]
    hits, others = own_hits(app, key)
    for hit in hits:
        named = hit.candidate.score > NEAR
        for place in reach(app, hit, depth=2):
            if place is not hit.place and hollow_screen(app, place, key):
                continue
            if _charged(app, place, kind, named):
                words = f"{function.name}:{place.path},{hit.candidate.why}"
                boxes = deciding(function, place)
                return yes(words, [app.show_place(place, boxes, function.name)])
    named_ones = [hit for hit in hits if hit.candidate.score > NEAR]
    return conclude(app, function, [*others, *_uncharged(app, kind, named_ones)])


def _uncharged(app: App, kind: str, hits: list[Hit]) -> Iterator[Finding]:
    """What pages by name say that show no charge: open, unless they are something else."""
    name = app.lexicon.functions[f"fee_{kind}"].name
    for hit in hits:
        said = _said(app, hit.place)
        if (is_menu(app, hit.place) and _PAYS.search(name_of(hit))) or _only_due(app, hit.place):
            continue
        seen = [app.show_place(hit.place, (), name)]
        if app.lexicon.refuses(said) and not app.lexicon.says("money", said):
            yield no(f"{name}:{hit.place.path} 只有“{said[:40]}”", seen)
        elif kind == "inpatient" or not _INPATIENT.search(said):
            words = f"{name}:{hit.place.path} 有内容,但未见已发生的费用"
            yield unknown(Cause.NOT_CONCLUSIVE, words, seen)


def _said(app: App, place: Place) -> str:
    """The words of a page without the names on its tabs: the other one is not what it shows."""
    screen = place.screen
    taps = (n for n in screen.nodes if n.clickable)
    tabs = {plain(label) for n in taps if len(plain(label := screen.label(n))) <= LONGEST_TAB}
    return "\n".join(n.text for n in frame(app).own(screen) if plain(n.text) not in tabs)


def _only_due(app: App, place: Place) -> bool:
    """A bill that waits to be paid: plainly no record of what was charged."""
    return _is_bill(app, place) and not _PAID.search(_words(app, place))


def _charged(app: App, place: Place, kind: str, named: bool) -> bool:
    """Amounts of this kind of visit that are no bill to pay."""
    text = _words(app, place)
    if not app.lexicon.says("money", text) or is_cashier(app, place.screen):
        return False
    if _DUE.search(text) and not _PAID.search(text):
        return False
    if _is_price_list(text.partition("\n")[2]):  # whatever its title promises
        return False
    if not named:
        inpatient = _INPATIENT.search(text) is not None
        return bool(_CHARGED.search(text)) and inpatient == (kind == "inpatient")
    if _open_tab(app, place) not in {None, kind}:
        return False
    said = _said(app, place)
    return kind == "inpatient" or not _INPATIENT.search(said) or "门诊" in said


def _open_tab(app: App, place: Place) -> str | None:
    """Whose fees are shown where tabs part them: those of the tab that leads nowhere else."""
    screen = place.screen
    away = {w.node for w in app.map.ways_from(place.id) if w.target not in {"", place.id}}
    taps = [(n, plain(screen.label(n))) for n in screen.nodes if n.clickable]
    tabs = {
        kind: [n.index in away for n, label in taps if word in label and len(label) <= LONGEST_TAB]
        for kind, word in (("outpatient", "门诊"), ("inpatient", "住院"))
    }
    if not all(tabs.values()) or any(tabs["outpatient"]) == any(tabs["inpatient"]):
        return None
    return "inpatient" if any(tabs["outpatient"]) else "outpatient"


def _is_price_list(text: str) -> bool:
    """What things cost anybody (4.00元/次), and nothing that was charged on a day."""
    if _CHARGED.search(text) or _DAY.search(text):
        return False
    return bool(_RATE.search(text) or _PRICES.search(text))


def invoice(app: App) -> Finding:
    """L2: an electronic invoice is issued and can be had as a file.

    Where it is issued only when asked for (确认开票), and asking was not allowed, nobody saw
    what comes of it.
    """
    found = downloaded(app, "e_invoice")
    asks = next((w for w in app.map.ways if _asks_for_invoice(w)), None)
    if found.truth is not False or asks is None:
        return found
    source = app.map.places[asks.source]
    shown = [app.show_place(source, [source.screen.nodes[asks.node]], asks.label)]
    words = f"{found.reason};须先提交开票申请(“{asks.label[:12]}”),未获准试开"
    return unknown(Cause.NOT_ALLOWED, words, [*found.evidence, *shown])


def _asks_for_invoice(way: Way) -> bool:
    """Left alone, or asked whether to (确定开具?), which a visitor who only looks denies."""
    asked = way.arrival is Arrival.TOAST and _WHETHER.search(way.words) is not None
    return (asked or way.arrival is Arrival.REFUSED) and bool(_ISSUES.search(way.label))
