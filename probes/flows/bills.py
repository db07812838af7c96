"""Bills: what may be paid online, what was paid, and the invoice for it."""

from __future__ import annotations

import re

from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, unknown
from probes.flows.booking import confirm_places
from probes.flows.documents import downloaded
from probes.flows.payment import cashier_at, payable
from probes.flows.search import blocked_way, hollow_screen, shown, unseen
from probes.lexicon import plain
from probes.model import Cause

_ABOUT = {
    "appointment": re.compile("挂号|诊查费|诊察费|预约费|医事服务费|号费|诊费"),
    "exam": re.compile("检查费|检查|超声|CT|核磁|心电|放射|影像|胃镜"),
    "drug": re.compile("药费|药品|西药|中成药|中药费|取药|药物"),
}
_FUNCTION = {
    "outpatient": "pay_outpatient",
    "inpatient_deposit": "inpatient_deposit",
    "inpatient_settlement": "inpatient_settlement",
}


def bill_payable(app: App, point: str) -> Finding:
    """L1: a bill of one kind leads to the cashier."""
    if point in _FUNCTION:
        return payable(app, _FUNCTION[point])
    pattern = _ABOUT[point]
    found = _kind_of_bill(app, pattern, point)
    if point != "appointment" or found.truth:
        return found
    for place in confirm_places(app):
        paid = cashier_at(app, place, "挂号缴费")
        if paid is not None and paid.truth:
            return paid
    return found


def _kind_of_bill(app: App, pattern: re.Pattern[str], point: str) -> Finding:
    """Among everything that can be paid, a bill that speaks of this kind."""
    name = {"appointment": "挂号缴费", "exam": "检查费缴纳", "drug": "药费缴纳"}[point]

    def about(place: Place) -> bool:
        words = f"{place.screen.title} {' '.join(place.trail)} {place.screen.text}"
        return bool(pattern.search(words))

    results = []
    for place in app.map.places.values():
        heading = f"{place.screen.title} {' '.join(place.trail[-2:])}"
        amounts = [
            n.text for n in place.screen.nodes if pattern.search(n.text) and len(n.text) < 40
        ]
        if not (pattern.search(heading) or amounts) or place.outside:
            continue
        past = re.search("记录|历史|已缴|发票|费用查询|明细|清单", heading)
        if past and not re.search("待缴|待支付|待付|未缴|应付", f"{heading} {place.screen.text}"):
            continue
        finding = cashier_at(app, place, name)
        if finding is not None:
            results.append(finding)
            if finding.truth:
                return finding
    named = _named_entry(app, pattern, name)
    if named is not None:
        results.append(named)
    if results:
        return any_of(results)
    general = payable(app, "pay_outpatient")
    if general.truth is None:
        return general
    if general.truth:
        words = f"{name}:缴费页面中没有这一类待缴费用"
        return unknown(Cause.NO_DATA, words, general.evidence)
    return general


def _named_entry(app: App, pattern: re.Pattern[str], name: str) -> Finding | None:
    """An entry that names this kind of paying and leads nowhere."""
    findings = []
    for way in app.map.ways:
        words = plain(way.label)
        if not (pattern.search(words) and re.search("缴|付|支付|费", words) and len(words) <= 14):
            continue
        if re.search("记录|查询|清单|明细|说明|预约", words):
            continue
        place = app.map.places.get(way.target)
        if place is None:
            findings.append(blocked_way(app, way))
        else:
            hollow = hollow_screen(app, place, "pay_outpatient")
            shown_at = [app.show_place(place, (), name)]
            words = f"{name}:打开后没有可支付的费用"
            findings.append(hollow or unseen(app, [place], words, shown_at))
    return any_of(findings) if findings else None


def fee_shown(app: App, kind: str) -> Finding:
    """L1: fees of one kind can be looked up: amounts on the function's screens."""
    return shown(app, f"fee_{kind}", depth=2)


def invoice(app: App) -> Finding:
    """L2: an electronic invoice is issued and can be had as a file."""
    return downloaded(app, "e_invoice")
