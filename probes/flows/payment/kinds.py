"""What is paid, by the names of bills and payments: each kind up to the cashier, never further."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.model import Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, unknown
from probes.flows.payment.cashier import OPEN, About, cashier_at, cashier_behind, takes_orders
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import hollow_screen
from probes.flows.places.entries import is_menu
from probes.flows.places.hits import Hit, name_of, own_hits
from probes.flows.places.search import reach
from probes.labels import is_action, says_whose
from probes.lexicon import Function
from probes.model import Cause
from probes.naming import NEAR, match, names_other, naming

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
_FEE = re.compile(r"(?!\S*[缴支付交])\S{1,8}费(\s|$)")
_WORDS = re.compile("[一-鿿]")
_SETTLED = re.compile("已(支付|缴|交[纳费]|付款|付费|结算|结清|完成)|费用(明细|清单)|累计|总费用")


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
            if finding is None and named:
                finding = cashier_behind(app, place, function.name)
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
    """False for a centre that is merely named 缴费: it may hold bills of every kind.

    So it is for the bare name of a fee (诊察费 60.00 元): a bill of a list, which says itself
    what it is.
    """
    if function.key == GENERAL:
        return _OF_THE_VISIT.search(name_of(hit)) is not None
    paid = _what_is_paid(hit)
    named = not is_action(name_of(hit)) or match(function, paid, "")[0] > NEAR
    return named and _FEE.match(paid) is None


def _what_is_paid(hit: Hit) -> str:
    """A hit's name, or what stands above it if that only says to pay (诊察费 › 去支付).

    A row that begins with its day names the fee further on (2026-11-29 男科门诊 ¥80 诊察费).
    """
    name = name_of(hit)
    if hit.candidate.way is not None and not _WORDS.search(name):
        return next((part for part in hit.candidate.way.label.split() if _FEE.match(part)), name)
    if not is_action(name):
        return name
    heads = (label.split(" ")[0] for label in reversed(hit.place.trail))
    return next((head for head in heads if not is_action(head)), name)


def bill_of_another(app: App, function: Function, place: Place) -> bool:
    """True if the last name on the way to a bill is that of another kind of payment.

    The common list (门诊缴费) may hold bills of every kind that is paid on the day, and a
    centre that is merely named 缴费 those of any kind.
    """
    general = app.lexicon.functions[GENERAL]
    for head in _names_above(app, place):
        common = match(general, head, "")[0] > NEAR and not _of_another(app, general, head)
        if common and not _OF_THE_VISIT.search(head):
            continue
        common = common and function.key in OF_THE_DAY
        return _of_another(app, function, head) and not common
    return False


def _names_above(app: App, place: Place) -> Iterator[str]:
    """The names of functions that the ways to a place bear, the last one first.

    A page whose entry's label says nothing (a picture that cannot be read) goes by its title.
    """
    step: Place | None = place
    while step is not None and step.trail:
        label = step.trail[-1]
        head = label.split(" ")[0]
        if not (is_action(head) or says_whose(label) or app.lexicon.says("money", label)):
            yield from [name for name in (head, step.screen.title) if _named(app, name)][:1]
        step = step.parent


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


def _only_settled(screen: Screen) -> bool:
    """What was paid before, and nothing due or to be chosen: no page to pay on."""
    due = OPEN.search(screen.text) or takes_orders(screen)
    return bool(_SETTLED.search(screen.text)) and not due


def _has_amount(app: App, place: Place) -> bool:
    return app.lexicon.says("money", place.screen.text)


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
