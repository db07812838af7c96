"""3.3.2: a service around the visit is recommended by what is known of the patient."""

from __future__ import annotations

import re

from devices.model import Node
from probes.app import App
from probes.finding import Finding, yes
from probes.flows.messages.statements import stated
from probes.flows.payment.convenience import SERVICES, service_places
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, hollow_screen, judgement_of
from probes.flows.places.hits import own_hits
from probes.flows.places.search import reach
from probes.naming import NEAR

_CONDITION = re.compile(
    r"^(?![^\n]*(会|将|可以?|能)[^\n]{0,6}(根据|依据|结合|按照))[^\n]*?(根据|依据|结合|基于|针对|鉴于)(您|你)"
    r"[^\n]{0,20}(服用|用药|检验|检查|诊断|手术|医嘱|过敏|血糖|血脂|血压)[^\n]{0,40}(推荐|适合您|建议选)"
    r"|(为您|为你)推荐[^\n]{0,3}(根据|依据|结合|鉴于)[^\n]{0,4}[^\n]{1,16}[证症病炎癌瘤后][”」》\"]?[^\n]{0,6}(适宜|推荐|不宜|宜)",
    re.MULTILINE,
)
"""What is known of the patient, and what is recommended for it; not that this will be done."""


RIGHT_BELOW = 40
_FOR_THIS_PATIENT = re.compile(
    r"(术后|手术|化疗|放疗|透析|治疗|出院|住院|检验|检查|化验|诊断|病情|用药|服用|骨折|孕周)[^\n]{0,30}(推荐|建议(您|使用|选|租|预)|适合)"
)
_RECOMMENDED = re.compile("^(为|给)[您你](推荐|精选)|^推荐(给您|服务)|^猜您|^智能推荐|^个性化推荐")


def recommended(app: App) -> Finding:
    """L1: a service is recommended by the patient's own condition."""
    told = stated(app, "convenience_recommendation", "便民服务推荐")
    if told is not None:
        return told
    pattern, ground = app.lexicon.functions["convenience_recommendation"].proof
    services = re.compile("餐|膳食|轮椅|护工|陪|代煎|复印|快递|停车|志愿|便民|院内服务|套餐")
    hits, others = own_hits(app, "convenience_recommendation")
    for hit in hits:
        for place in reach(app, hit, depth=1):
            if judgement_of(app, place).hollow is not None:
                continue
            for node in frame(app).own(place.screen):
                text = place.screen.text
                if pattern.search(node.text) and ground.search(text) and services.search(text):
                    where = f"{place.screen.title}{''.join(place.trail)}{node.text}"
                    if re.search("便民|服务|餐|膳|推荐", where):
                        words = f"便民服务推荐:{place.path}“{node.text[:30]}”"
                        return yes(words, [app.show_place(place, [node], "个性化推荐")])
    if (beside := _by_condition(app) or _over_the_services(app)) is not None:
        return beside
    strong = [h.place for h in hits if h.candidate.score > NEAR]
    named = [p for p in strong if hollow_screen(app, p, "convenience_recommendation") is None]
    if named and not others:
        shown_at = [app.show_place(named[0], (), "推荐")]
        others.append(unseen(app, named, "便民服务推荐:未见依据本人情况的推荐", shown_at))
    return conclude(app, app.lexicon.functions["convenience_recommendation"], others)


def _by_condition(app: App) -> Finding | None:
    """On the page of a service itself: what of it suits the patient, by what is known of them."""
    for key in SERVICES:
        for place in service_places(app, key)[0]:
            if hollow_screen(app, place, key) is not None:
                continue
            told = (n for n in frame(app).own(place.screen) if _CONDITION.search(n.text))
            node = next(told, None)
            if node is not None:
                words = f"便民服务推荐:{place.path}“{node.text[:30]}”"
                return yes(words, [app.show_place(place, [node], "个性化推荐")])
    return None


def _over_the_services(app: App) -> Finding | None:
    """Where the services stand together: under 为您推荐, with what is known of the patient."""
    for hit in own_hits(app, "convenience_hub")[0]:
        own = frame(app).own(hit.place.screen) if hit.candidate.score > NEAR else []
        heads = [n for n in own if _RECOMMENDED.search(n.text)]
        told = (n for n in own if _FOR_THIS_PATIENT.search(n.text))
        node = next((n for n in told if any(_follows(n, head) for head in heads)), None)
        if node is not None and judgement_of(app, hit.place).hollow is None:
            words = f"便民服务推荐:{hit.place.path}“{node.text[:30]}”"
            return yes(words, [app.show_place(hit.place, [node], "个性化推荐")])
    return None


def _follows(node: Node, head: Node) -> bool:
    """In the box of a heading, under it, or in the box right below."""
    if node.parent == head.parent:
        return node.bounds.y >= head.bounds.y
    return 0 <= node.bounds.y - head.bounds.bottom <= RIGHT_BELOW
