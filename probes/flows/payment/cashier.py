"""The way from a bill to the cashier: which control pays, and what comes of it short of paying."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from devices.errors import ActionRefused
from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.payment.choosing_bills import (
    MOST_CHOICES,
    asks_to_choose,
    choose_bill,
    open_bills,
)
from probes.flows.places.content import judgement_of
from probes.flows.places.deadends import blocked_way
from probes.flows.places.entries import is_open_part
from probes.flows.screens.fields import quotes_a_hint
from probes.flows.screens.overlay import on_top
from probes.hollow import Hollow
from probes.lexicon import plain
from probes.model import Cause

_METHOD = re.compile(
    "微信支付|支付宝|银联|云闪付|医保(支付|移动)|数字人民币|银行卡|余额支付|聚合支付|在线支付"
)
LONGEST_CONTROL = 14
LONGEST_METHOD = 16
MOST_BILLS = 3
LONGEST_NOTE = 60
_ASKING = {Role.FIELD, Role.CHOICE, Role.RADIO, Role.CHECKBOX}
About = Callable[[Place], bool]
_BILL = re.compile(
    "待(支付|缴费|交[纳费]|付款|缴)|应(付|缴)|账单|缴费单|费用明细|合计|总(金额|计|费用)|订单(号|编号)|支付方式"
)
OPEN = re.compile(
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
        if way.held:
            return _onward(app, place, screen.nodes[way.node], name)
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
        return _unless_another_pays(app, place, any_of(blocked), name)
    tried = {way.label for way in app.map.ways_from(place.id)}
    untried = [
        n
        for n in _paying(app, screen)
        if (n.enabled or open_bills(app, screen)) and screen.label(n) not in tried
    ]
    return _onward(app, place, untried[0], name) if untried else None


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


def cashier_behind(app: App, place: Place, name: str) -> Finding | None:
    """The cashier behind 下一步 below the amount that one chooses, from which exploring was held
    back as it makes a bill; None if there is no such control."""
    if not app.lexicon.says("money", place.screen.text) or not takes_orders(place.screen):
        return None
    for way in app.map.ways_from(place.id):
        if way.held and app.lexicon.says("next_button", plain(way.label)):
            return _onward(app, place, place.screen.nodes[way.node], name)
    return None


def is_cashier(app: App, screen: Screen) -> bool:
    """A page with an amount, ways to pay, and a control that would pay.

    What was paid by WeChat, and what can be paid so on the spot, is told by many a page.
    """
    final = any(n.clickable and _pays(app, screen.label(n)) for n in screen.nodes)
    offered = "收银台" in screen.text or any(_is_method(n) for n in screen.nodes)
    paid = _PAID_UP.search(screen.text) and not OPEN.search(screen.text)
    return final and offered and not paid and app.lexicon.says("money", screen.text)


def paying_control(app: App, screen: Screen) -> Node | None:
    """The control by which a bill with an amount that waits to be paid would be paid."""
    if not OPEN.search(screen.text) and not _TO_PAY.search(screen.text):
        return None
    if not app.lexicon.says("money", screen.text) or takes_orders(screen):
        return None
    return next((n for n in _paying(app, screen) if n.enabled), None)


def _unless_another_pays(app: App, place: Place, refused: Finding, name: str) -> Finding:
    """Of several bills the first may be refused and another lead to the cashier.

    Which kind of bill that one is, nobody can tell from its control.
    """
    if refused.truth is not False:
        return refused
    paying = [way for way in app.map.ways_from(place.id) if _pays(app, way.label)]
    tried = {way.node for way in paying}
    labels = dict.fromkeys(_bare(way.label) for way in paying)
    alike = [node for label in labels for node in _alike(place.screen, label)]
    for node in [n for n in alike if n.index not in tried][:MOST_BILLS]:
        other = _onward(app, place, node, name)
        if other.truth is not False:
            words = f"{refused.reason};同页另一笔账单:{other.reason},是否属于这一项请人工核实"
            return unknown(Cause.NOT_CONCLUSIVE, words, (*refused.evidence, *other.evidence))
    return refused


def _must_choose(app: App, screen: Screen, way: Way) -> bool:
    """The paying control wanted a bill to be ticked first, and there is something to tick."""
    said = way.arrival is Arrival.TOAST and asks_to_choose(way.words)
    return said and bool(open_bills(app, screen))


def _unpressed(place: Place, label: str, name: str, shown: list[str]) -> Finding:
    """A paying control that may not be pressed: on a bill it says enough; elsewhere, as on a
    page that also takes orders, it may lead nowhere."""
    words = f"{name}:{place.path} 有金额和支付按钮“{label}”(未按)"
    if _BILL.search(place.screen.text) and not takes_orders(place.screen):
        return yes(words, shown)
    return unknown(Cause.NOT_ALLOWED, f"{words},按下去是否到收银台,请人工核实", shown)


def is_total_to_pay(app: App, screen: Screen) -> bool:
    """A bill that says by its total (合计 ¥440.00) and its control (去支付) alone that it waits."""
    if takes_orders(screen) or _PAID_UP.search(screen.text) or not _BILL.search(screen.text):
        return False
    return any(_paying(app, screen))


def takes_orders(screen: Screen) -> bool:
    """Whether something to fill in or choose stands on a page: it is no bill alone."""
    return any(node.role in _ASKING for node in screen.nodes)


def _hollow_bill(app: App, way: Way, name: str) -> Finding | None:
    """No, if a paying control leads to a page that is hollow."""
    target = app.map.places[way.target]
    hollow = judgement_of(app, target)
    if hollow.hollow is None or hollow.hollow is Hollow.EMPTY:
        return None
    words = f"{name}:{target.path} {hollow.hollow.value}“{hollow.words[:40]}”"
    return no(words, [app.show_place(target, (), words)])


def _onward(app: App, place: Place, control: Node, name: str) -> Finding:
    """What a paying control leads to; pressed once, for each press may make a bill."""
    known = app.memory.setdefault("cashiers", {})
    assert isinstance(known, dict)
    key = place.id, control.index
    if key not in known:
        known[key] = name, _tried_onward(app, place, control, name)
    first, finding = known[key]
    assert isinstance(finding, Finding)
    return replace(finding, reason=finding.reason.replace(first, name, 1))


def _tried_onward(app: App, place: Place, control: Node, name: str) -> Finding:
    """Tap a paying control that the explorer left out; the guard stops it where it would pay."""
    label = place.screen.label(control)
    shown = [app.show_place(place, [control], f"{name}:支付按钮")]
    nth = sum(n.index < control.index for n in _alike(place.screen, label))
    if app.visit(place) is None or _control(app, label, nth) is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:支付按钮未能再次到达", shown)
    try:
        screen, after = _pressed(app, label, nth)
    except ActionRefused:
        return _unpressed(place, label, name, shown)
    shown.append(app.show((), f"点击“{label}”后"))
    if after is None or asks_to_choose(_said(after)):
        words = f"{name}:未能选中待缴项目,“{label}”未能按下"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    said = _told(screen, after) or _all_it_says(app, screen, after)
    if is_cashier(app, after) or after.events.external:
        return yes(f"{name}:{place.path} 到达收银台(未支付)", shown)
    refused = any(app.lexicon.says(s, said) for s in ("under_construction", "failure", "window"))
    moved = after.digest != screen.digest and not refused
    if moved and any(_paying(app, after)) and app.lexicon.says("money", after.text):
        return yes(f"{name}:{place.path} 到达待支付页面(未支付)", shown)
    asks = app.lexicon.says("validation", said) or quotes_a_hint(screen, said)
    if not refused and asks:
        words = f"{name}:点击“{label}”要求先填写或选择“{said[:30]}”"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    if refused or after.digest == screen.digest:
        return no(f"{name}:点击“{label}”{said[:30] or '没有反应'}", shown)
    return unknown(Cause.NOT_CONCLUSIVE, f"{name}:点击“{label}”后未到收银台{said[:30]}", shown)


def _pressed(app: App, label: str, nth: int) -> tuple[Screen, Screen | None]:
    """The page before and after its paying control was pressed, with bills ticked as it asks;
    None if it never could be pressed."""
    after: Screen | None = None
    for tried in range(MOST_CHOICES + 1):
        before = app.again()
        node = _control(app, label, nth)
        if node is not None and node.enabled:
            after = app.tap(node)
            if not asks_to_choose(_said(after)) or after.title != before.title:
                break
        if not choose_bill(app, tried):
            break
    return before, after


def _control(app: App, label: str, nth: int) -> Node | None:
    """The nth paying control of this label, whatever amount it shows by now."""
    same = _alike(app.again(), label)
    return same[nth] if nth < len(same) else None


def _alike(screen: Screen, label: str) -> list[Node]:
    """The paying controls of a page that differ in nothing but the amount, those in reach."""
    pressed = [n for n in screen.nodes if n.clickable and not n.covered]
    return [n for n in pressed if _bare(screen.label(n)) == _bare(label)]


def _said(screen: Screen) -> str:
    return " ".join(screen.events.spoken)


def _told(before: Screen, after: Screen) -> str:
    """What is said of a press, in passing or in a box that came up over the bill."""
    fresh = on_top(after) if not on_top(before) else []
    return " ".join((_said(after), *(node.text for node in fresh if node.text))).strip()


def _all_it_says(app: App, before: Screen, after: Screen) -> str:
    """The words of another page that says next to nothing, and tells no amount."""
    little = len(plain(after.text)) <= LONGEST_NOTE and not app.lexicon.says("money", after.text)
    return after.text if little and after.address != before.address else ""


def _bare(label: str) -> str:
    return _AMOUNT.sub("", plain(label))


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


def _paying(app: App, screen: Screen) -> Iterator[Node]:
    """The controls in the open that pay when they are pressed."""
    there = (n for n in screen.nodes if n.clickable and not n.covered)
    return (n for n in there if _pays(app, screen.label(n)))


def _pays(app: App, label: str) -> bool:
    """True of what pays when it is pressed; 待缴费 is a state, or the tab of what has it."""
    words = plain(label)
    if len(words) > LONGEST_CONTROL or _STATE.match(words):
        return False
    return bool(_FINAL.search(words)) and not _TELLS.search(words)


def _amounts(app: App, screen: Screen) -> list[Node]:
    return [n for n in screen.nodes if n.text and app.lexicon.says("money", n.text)][:2]
