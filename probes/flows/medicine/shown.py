"""4.3: what the app itself shows of medicines: prescriptions, leaflets, what is brought home."""

from __future__ import annotations

import re

from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, unknown, yes
from probes.flows.forms.submitting import fields
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.entries import leads_on
from probes.flows.places.hits import sift
from probes.flows.places.lookup import looked_up
from probes.flows.places.search import reach, shown
from probes.flows.screens.answers import CHOICES
from probes.naming import NEAR

DEPTH, LONGEST_LABEL = 3, 20
_ORDERED = re.compile(
    r"(配送|寄送|送药|订|运|快递|物流)单(号|编号)?[\s::]{0,4}[A-Za-z]{0,4}\d{4,}"
    r"|(下单|支付|发货)时间[\s::]{0,4}\d|^(收货|收件|收药|配送|寄送)(地址|人|地点)[^\n。;；]{0,24}$",
    re.MULTILINE,
)
_STAMPED = re.compile(r"\d{1,2}[::]\d{2}")
_ASKED = re.compile("地址|收货|收件|收药|配送|寄送|处方|取药方式|小区|门牌|街道")
_ORDERS = re.compile(
    "(申请|立即|确认|提交|去|我要|在线|选择|添加|新增|填写|管理|一键|办理|发起)[^\\n]{0,4}(配送|寄送|邮寄|寄药|送药|快递|购药|地址|收货)"
    "|下单|(选择|请选)[^\\n]{0,4}(处方|药品)|(快递|配送|送药)(到家|上门)?[^\\n]{0,4}[¥￥\\d]"
)


def medicine(app: App, key: str) -> Finding:
    """L1: a screen of the function shows it; a message about a medicine is none."""
    if key != "drug_delivery":
        return shown(app, key, depth=DEPTH, letters=False)
    return shown(app, key, depth=DEPTH, letters=False, works=lambda place: _delivers(app, place))


def tracking(app: App, delivery: Finding) -> Finding:
    """L1: how far an order has come; a delivery that nobody could look at hides that too."""
    found = medicine(app, "delivery_tracking")
    if found.truth is False and delivery.truth:
        found = _on_its_way(app) or found
    if delivery.truth is None and delivery.cause is not None and found.truth is False:
        words = f"药品配送未能判断,其进展无从查看({delivery.reason})"
        return unknown(delivery.cause, words, delivery.evidence)
    return found


def _on_its_way(app: App) -> Finding | None:
    """The page of the delivery itself that shows how far each parcel has come."""
    function = app.lexicon.functions["delivery_tracking"]
    for hit in sift(app, "drug_delivery")[0]:
        for place in reach(app, hit, depth=1) if hit.candidate.score > NEAR else ():
            screen = place.screen
            said = [n.text for n in frame(app).own(screen)]
            comes = function.shown_by("\n".join(said))
            stamped = sum(_STAMPED.search(words) is not None for words in said) > 1
            if comes and stamped and not fields(screen) and judgement_of(app, place).hollow is None:
                words = f"{function.name}:{place.path}"
                return yes(words, [app.show_place(place, (), function.name)])
    return None


def _delivers(app: App, place: Place) -> bool:
    """An order of before, or something to give an address or to order with.

    A page that only tells how delivery is arranged elsewhere has neither.
    """
    screen = place.screen
    if _ORDERED.search(screen.text) or any(_ASKED.search(f.name) for f in fields(screen)):
        return True
    controls = (n for n in screen.nodes if n.clickable or n.role in CHOICES)
    return any(
        _ORDERS.search(screen.label(n)[:LONGEST_LABEL]) and leads_on(app, place, n, "drug_delivery")
        for n in controls
    )


def leaflet(app: App) -> Finding:
    """L1: the leaflet of a medicine can be read, if need be after looking it up by its name."""
    found = medicine(app, "drug_leaflet")
    return found if found.truth is not None else looked_up(app, "drug_leaflet") or found
