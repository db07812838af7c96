"""Paying, up to the cashier and never further."""

from __future__ import annotations

import re
from collections.abc import Callable

from devices.model import ActionRefused, Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.absence import conclude, unseen
from probes.flows.choosing_bills import MOST_CHOICES, asks_to_choose, choose_bill, open_bills
from probes.flows.content import hollow_screen, judgement_of
from probes.flows.deadends import blocked_way
from probes.flows.search import Hit, is_menu, is_open_part, name_of, own_hits, reach
from probes.hollow import Hollow
from probes.labels import is_action, says_whose
from probes.lexicon import Function, plain
from probes.model import Cause
from probes.naming import NEAR, match, names_other, naming

_METHOD = re.compile(
    "微信支付|支付宝|银联|云闪付|医保(支付|移动)|数字人民币|银行卡|余额支付|聚合支付|在线支付"
)
LONGEST_CONTROL = 14
LONGEST_METHOD = 16
GENERAL = "pay_outpatient"
_OF_THE_VISIT = re.compile("门诊|急诊|诊间|就诊")
SPECIFIC = (
    "pay_appointment",
    "pay_exam",
    "pay_drug",
    "inpatient_deposit",
    "inpatient_settlement",
)
OF_THE_DAY = {"pay_appointment", "pay_exam", "pay_drug"}
_ASKING = {Role.FIELD, Role.CHOICE, Role.RADIO, Role.CHECKBOX}
About = Callable[[Place], bool]
_BILL = re.compile(
    "待(支付|缴费|交[纳费]|付款|缴)|应(付|缴)|账单|缴费单|费用明细|合计|总(金额|计|费用)|订单(号|编号)|支付方式"
)
_SETTLED = re.compile("已(支付|缴|交[纳费]|付款|付费|结算|结清|完成)|费用(明细|清单)|累计|总费用")
_OPEN = re.compile(
    "待(支付|缴|交[纳费]|付|结算)|未(支付|缴|交[纳费]|付|结算)|应(缴|付|补)|需支付|支付金额"
)
_STATE = re.compile("待|未(?!来)|等待|无需")
_TO_PAY = re.compile("(请|需)[^\n,，。]{0,12}(完成|及时|尽快)?(支付|缴费|付款)|支付(剩余|倒计时)")
_PAID_UP = re.compile("已(支付|缴[费纳]|交[费纳]|付款|付费|结算|结清)")
_TELLS = re.compile("记录|说明|须知|方式|规则|成功|已缴|已支付|清单|流程|指南|明细|标准|攻略")
_DATED = re.compile(r"20\d\d\s*[-/.年]\s*\d{1,2}")
_ON_THE_SPOT = re.compile("窗口|自助机|现场|到院|柜台|导诊台")
_AMOUNT = re.compile(r"[¥￥]?[\d.]+元?")
_FINAL = re.compile("支付|付款|付费|缴费|缴纳|交费|交纳|结算|充值|预缴|买单|收银台")


def payable(app: App, key: str, about: About = lambda place: True) -> Finding:
    """L1: a bill with an amount, and a control that leads to (or stands on) a cashier.

    about: what a place must say to be this kind of bill where its name does not tell.
    """
    function = app.lexicon.functions[key]
    hits, others = own_hits(app, key)
    hits = [hit for hit in hits if not _of_another(app, function, name_of(hit))]
    hits = [hit for hit in hits if not _of_progress(app, hit)]
    results: list[Finding] = []
    closed = any(finding.truth is False for finding in others)
    for hit in hits:
        named = hit.candidate.score > NEAR and _is_specific(function, hit)
        if closed and not named:
            continue
        for place in reach(app, hit, depth=3):
            if not (named or about(place)) or bill_of_another(app, function, place):
                continue
            finding = cashier_at(app, place, function.name)
            if finding is not None:
                results.append(finding)
                if finding.truth:
                    return finding
    if results:
        return any_of(results)
    return _no_cashier(app, key, [h for h in hits if h.candidate.score > NEAR], others)


def _of_progress(app: App, hit: Hit) -> bool:
    """Among what one waits for (就诊进度 › 缴费情况) a payment is a state and no bill."""
    queue = app.lexicon.functions["queue"]
    above = (label.split(" ")[0] for label in hit.place.trail[:-1])
    return any(match(queue, label, "")[0] > NEAR for label in above)


def _is_specific(function: Function, hit: Hit) -> bool:
    """False for a centre that is merely named 缴费: it may hold bills of every kind."""
    return function.key != GENERAL or _OF_THE_VISIT.search(name_of(hit)) is not None


def bill_of_another(app: App, function: Function, place: Place) -> bool:
    """True if the last name on the way to a bill is that of another kind of payment.

    The common list (门诊缴费) may hold bills of every kind that is paid on the day, and a
    centre that is merely named 缴费 those of any kind.
    """
    general = app.lexicon.functions[GENERAL]
    for label in reversed(place.trail):
        head = label.split(" ")[0]
        if is_action(head) or says_whose(label) or app.lexicon.says("money", label):
            continue
        if not _named(app, head):
            continue
        common = match(general, head, "")[0] > NEAR and not _of_another(app, general, head)
        if common and not _OF_THE_VISIT.search(head):
            continue
        common = common and function.key in OF_THE_DAY
        return _of_another(app, function, head) and not common
    return False


def _of_another(app: App, function: Function, head: str) -> bool:
    """True if a name is another function's; a general 缴费 yields to any kind it also names."""
    if names_other(app.lexicon, function, head):
        return True
    if function.key != GENERAL or is_action(head):
        return False
    own = match(function, head, "")[0]
    best = max(match(app.lexicon.functions[key], head, "")[0] for key in SPECIFIC)
    return best > NEAR and (best > own or (best == own and not _OF_THE_VISIT.search(head)))


def _named(app: App, head: str) -> bool:
    return naming(app.lexicon, head) > NEAR


def cashier_at(app: App, place: Place, name: str) -> Finding | None:
    """What a place says about paying: yes, no, or None if it has nothing to pay."""
    screen = place.screen
    if not app.lexicon.says("money", screen.text):
        return None
    if judgement_of(app, place).hollow is not None:
        return None
    if is_cashier(app, screen):
        shown = [app.show_place(place, _amounts(app, screen), f"{name}:收银台")]
        return yes(f"{name}:{place.path} 到达收银台(未支付)", shown)
    blocked = []
    for way in app.map.ways_from(place.id):
        if not _pays(app, way.label) or is_open_part(app.map, way):
            continue
        if way.arrival is Arrival.REFUSED:
            shown = [app.show_place(place, [screen.nodes[way.node]], f"{name}:支付按钮未按")]
            return _unpressed(place, way.label, name, shown)
        if _must_choose(app, screen, way):
            blocked.append(_onward(app, place, screen.nodes[way.node], name))
            if blocked[-1].truth:
                return blocked[-1]
        elif way.arrival in {Arrival.TOAST, Arrival.NOTHING, Arrival.OUTSIDE}:
            blocked.append(_refused(app, place, way, name))
        elif way.target and (hollow := _hollow_bill(app, way, name)) is not None:
            blocked.append(hollow)
    if blocked:
        return any_of(blocked)
    tried = {way.label for way in app.map.ways_from(place.id)}
    untried = [
        n
        for n in screen.nodes
        if n.clickable
        and (n.enabled or open_bills(app, screen))
        and not n.covered
        and _pays(app, screen.label(n))
        and screen.label(n) not in tried
    ]
    return _onward(app, place, untried[0], name) if untried else None


def _must_choose(app: App, screen: Screen, way: Way) -> bool:
    """The paying control wanted a bill to be ticked first, and there is something to tick."""
    said = way.arrival is Arrival.TOAST and asks_to_choose(way.words)
    return said and bool(open_bills(app, screen))


def _unpressed(place: Place, label: str, name: str, shown: list[str]) -> Finding:
    """A paying control that may not be pressed: on a bill it says enough; elsewhere, as on a
    page that also takes orders, it may lead nowhere."""
    words = f"{name}:{place.path} 有金额和支付按钮“{label}”(未按)"
    if _BILL.search(place.screen.text) and not _takes_orders(place.screen):
        return yes(words, shown)
    return unknown(Cause.NOT_ALLOWED, f"{words},按下去是否到收银台,请人工核实", shown)


def _takes_orders(screen: Screen) -> bool:
    """Something to fill in or choose stands on the page: it is no bill alone."""
    return any(node.role in _ASKING for node in screen.nodes)


def paying_control(app: App, screen: Screen) -> Node | None:
    """The control by which a bill with an amount that waits to be paid would be paid."""
    if not _OPEN.search(screen.text) and not _TO_PAY.search(screen.text):
        return None
    if not app.lexicon.says("money", screen.text) or _takes_orders(screen):
        return None
    pressed = (n for n in screen.nodes if n.clickable and n.enabled and not n.covered)
    return next((n for n in pressed if _pays(app, screen.label(n))), None)


def _hollow_bill(app: App, way: Way, name: str) -> Finding | None:
    """No, if a paying control leads to a page that is hollow."""
    target = app.map.places[way.target]
    hollow = judgement_of(app, target)
    if hollow.hollow is None or hollow.hollow is Hollow.EMPTY:
        return None
    words = f"{name}:{target.path} {hollow.hollow.value}“{hollow.words[:40]}”"
    return no(words, [app.show_place(target, (), words)])


def cashier_from(
    app: App, place: Place, name: str, depth: int = 2, about: About = lambda place: True
) -> Finding | None:
    """The cashier on a bill's own page, or where its paying controls lead.

    about: what a page that a control leads to must say, where bills of many kinds stand together.
    """
    found = cashier_at(app, place, name)
    if found is not None or not depth:
        return found
    onward = [
        app.map.places[way.target]
        for way in app.map.ways_from(place.id)
        if _pays(app, way.label) and way.target not in {"", place.id}
    ]
    onward = [target for target in onward if about(target)]
    results = [cashier_from(app, target, name, depth - 1, about) for target in onward[:3]]
    known = [finding for finding in results if finding is not None]
    return any_of(known) if known else None


def _onward(app: App, place: Place, control: Node, name: str) -> Finding:
    """Tap a paying control that the explorer left out; the guard stops it where it would pay."""
    label = place.screen.label(control)
    shown = [app.show_place(place, [control], f"{name}:支付按钮")]
    if app.visit(place) is None or _control(app, label) is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:支付按钮未能再次到达", shown)
    try:
        screen, after = _pressed(app, label)
    except ActionRefused:
        return _unpressed(place, label, name, shown)
    shown.append(app.show((), f"点击“{label}”后"))
    if after is None or asks_to_choose(_said(after)):
        words = f"{name}:未能选中待缴项目,“{label}”未能按下"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    said = _said(after)
    if is_cashier(app, after) or after.events.external:
        return yes(f"{name}:{place.path} 到达收银台(未支付)", shown)
    final = [n for n in after.nodes if n.clickable and _pays(app, after.label(n))]
    if after.digest != screen.digest and final and app.lexicon.says("money", after.text):
        return yes(f"{name}:{place.path} 到达待支付页面(未支付)", shown)
    refused = any(app.lexicon.says(s, said) for s in ("under_construction", "failure", "window"))
    if not refused and app.lexicon.says("validation", said):
        words = f"{name}:点击“{label}”要求先填写或选择“{said[:30]}”"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    if refused or after.digest == screen.digest:
        return no(f"{name}:点击“{label}”{said[:30] or '没有反应'}", shown)
    return unknown(Cause.NOT_CONCLUSIVE, f"{name}:点击“{label}”后未到收银台{said[:30]}", shown)


def _pressed(app: App, label: str) -> tuple[Screen, Screen | None]:
    """The page before and after its paying control was pressed, with bills ticked as it asks;
    None if it never could be pressed."""
    after: Screen | None = None
    for tried in range(MOST_CHOICES + 1):
        before = app.again()
        node = _control(app, label)
        if node is not None and node.enabled:
            after = app.tap(node)
            if not asks_to_choose(_said(after)) or after.title != before.title:
                break
        if not choose_bill(app, tried):
            break
    return before, after


def _said(screen: Screen) -> str:
    return " ".join((*screen.events.toasts, *screen.events.dialogs))


def _control(app: App, label: str) -> Node | None:
    """The paying control of this label, whatever amount it shows by now."""
    screen = app.again()
    pressed = [n for n in screen.nodes if n.clickable and not n.covered]
    same = [n for n in pressed if _bare(screen.label(n)) == _bare(label)]
    return next((n for n in same if screen.label(n) == label), next(iter(same), None))


def _bare(label: str) -> str:
    return _AMOUNT.sub("", plain(label))


def is_cashier(app: App, screen: Screen) -> bool:
    """A page with an amount, ways to pay, and a control that would pay.

    What was paid by WeChat, and what can be paid so on the spot, is told by many a page.
    """
    final = any(n.clickable and _pays(app, screen.label(n)) for n in screen.nodes)
    offered = "收银台" in screen.text or any(_is_method(n) for n in screen.nodes)
    paid = _PAID_UP.search(screen.text) and not _OPEN.search(screen.text)
    return final and offered and not paid and app.lexicon.says("money", screen.text)


def _is_method(node: Node) -> bool:
    """A way to pay as an option of its own: no line of a record, no sentence about the desk."""
    words = plain(node.text)
    named = _METHOD.search(words) and len(words) <= LONGEST_METHOD
    return bool(named) and not _DATED.search(node.text) and not _ON_THE_SPOT.search(words)


def _refused(app: App, place: Place, way: Way, name: str) -> Finding:
    if way.arrival is Arrival.OUTSIDE and not app.lexicon.says("tel", way.words):
        shown = [app.show_place(place, [place.screen.nodes[way.node]], f"{name}:转到支付")]
        return yes(f"{name}:{place.path} 点“{way.label}”转到支付(已拦下,未支付)", shown)
    return blocked_way(app, way)


def _pays(app: App, label: str) -> bool:
    """True of what pays when it is pressed; 待缴费 is a state, or the tab of what has it."""
    words = plain(label)
    if len(words) > LONGEST_CONTROL or _STATE.match(words):
        return False
    return bool(_FINAL.search(words)) and not _TELLS.search(words)


def _only_settled(screen: Screen) -> bool:
    """What was paid before, and nothing that is due: a record of fees, no page to pay on."""
    return bool(_SETTLED.search(screen.text)) and not _OPEN.search(screen.text)


def _has_amount(app: App, place: Place) -> bool:
    return app.lexicon.says("money", place.screen.text)


def _amounts(app: App, screen: Screen) -> list[Node]:
    return [n for n in screen.nodes if n.text and app.lexicon.says("money", n.text)][:2]


def _no_cashier(app: App, key: str, hits: list[Hit], others: list[Finding]) -> Finding:
    """Nothing to pay was met behind the function's name: nothing due, a mere menu, or unclear."""
    function = app.lexicon.functions[key]
    closed = any(finding.truth is False for finding in others)
    menus = []
    for hit in hits:
        shown = [app.show_place(hit.place, (), function.name)]
        if any(app.lexicon.says("empty", p.screen.text) for p in reach(app, hit, depth=1)):
            words = f"{function.name}:没有待缴费用,无法走到收银台"
            others.append(unknown(Cause.NO_DATA, words, shown))
        elif _only_settled(hit.place.screen) or (closed and not _has_amount(app, hit.place)):
            continue
        elif is_menu(app, hit.place):
            menus.append(hit.place)
        elif hollow_screen(app, hit.place, key) is None:
            words = f"{function.name}:{hit.place.path} 未见可支付的金额和支付按钮"
            others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
    if menus and not others:
        shown = [app.show_place(place, (), function.name) for place in menus[:2]]
        words = f"{function.name}:{menus[0].path} 各入口都不是这一项缴费"
        return unseen(app, menus, words, shown)
    return conclude(app, function, others)
