"""Services around the visit: offered, payable, in one place, recommended."""

from __future__ import annotations

import re

from probes.app import App
from probes.appmap import Place
from probes.finder import NEAR, match
from probes.finding import Finding, no, yes
from probes.flows.payment import cashier_at
from probes.flows.search import (
    conclude,
    frame,
    hollow_screen,
    judgement_of,
    path_words,
    reach,
    shown,
    sift,
    unseen,
)
from probes.lexicon import plain

SERVICES = (
    "wheelchair",
    "meal",
    "carer",
    "decoction",
    "record_copy",
    "film_express",
    "vending",
    "volunteer",
    "parking",
)
OTHER = "other_convenience"
IN_ONE_PLACE = 4
_USABLE = re.compile(
    "预约|租|订|申请|查询|办理|下单|提交|缴|支付|余|空|剩|登记|购|¥|元|位置|楼|时间|数量|地址|车牌|套餐|菜|押金"
)


def offered(app: App, key: str) -> Finding:
    """L1: a service has a screen of its own where it can be asked for or looked up."""
    return shown(app, key, test=lambda screen: bool(_USABLE.search(screen.text)), depth=1)


def kinds_offered(app: App) -> dict[str, Finding]:
    """Every convenience service of 3.3.1."""
    found = {key: offered(app, key) for key in SERVICES}
    found["other"] = offered(app, OTHER)
    return found


def payable_service(app: App, key: str) -> Finding:
    """L1: the service's fee can be paid in the app, up to the cashier."""
    function = app.lexicon.functions[key]
    hits, others = sift(app, key)
    for hit in hits:
        if hit.candidate.score <= NEAR:
            continue
        for place in reach(app, hit, depth=3):
            finding = cashier_at(app, place, f"{function.name}缴费")
            if finding is not None and finding.truth is not False:
                return finding
            if finding is not None:
                others.append(finding)
    strong = [h.place for h in hits if h.candidate.score > NEAR]
    if strong and not others:
        shown_at = [app.show_place(p, (), function.name) for p in strong[:2]]
        return unseen(
            app, strong, f"{function.name}:{path_words(strong[0])} 没有在线缴费", shown_at
        )
    return conclude(app, function, others)


def hub(app: App) -> Finding:
    """L1: at least four of the services stand together in one place (the home grid is none)."""
    hits, others = sift(app, "convenience_hub")
    named = {h.place.id for h in hits if h.candidate.score > NEAR}
    ranked = sorted(
        (p for p in app.map.places.values() if not p.outside and (p.id in named or p.depth > 0)),
        key=lambda p: (-len(_services_on(app, p)), p.id not in named),
    )
    count = len(_services_on(app, ranked[0])) if ranked else 0
    if count >= IN_ONE_PLACE:
        words = f"便民服务集中展示:{path_words(ranked[0])} 有 {count} 项"
        return yes(words, [app.show_place(ranked[0], (), "集中展示")])
    grounds = conclude(app, app.lexicon.functions["convenience_hub"], others)
    if count and grounds.truth is False:
        shown_at = [app.show_place(ranked[0], (), "便民服务"), *grounds.evidence]
        return no(f"最多只有 {count} 项便民服务在同一处", shown_at)
    return grounds


def _services_on(app: App, place: Place) -> set[str]:
    labels = _labels(app, place)
    return {key for key in (*SERVICES, OTHER) if any(_names(app, key, label) for label in labels)}


def _labels(app: App, place: Place) -> list[str]:
    return [
        place.label(n)
        for n in place.screen.nodes
        if n.clickable and 0 < len(plain(place.label(n))) <= 30
    ]


def _names(app: App, key: str, label: str) -> bool:
    return match(app.lexicon.functions[key], label.split(" ")[0], "")[0] > NEAR


def recommended(app: App) -> Finding:
    """L1: a service is recommended by the patient's own condition."""
    pattern = app.lexicon.functions["convenience_recommendation"].proof[0]
    services = re.compile("餐|膳食|轮椅|护工|陪|代煎|复印|快递|停车|志愿|便民|服务|套餐")
    hits, others = sift(app, "convenience_recommendation")
    for hit in hits:
        for place in reach(app, hit, depth=1):
            if judgement_of(app, place).hollow is not None:
                continue
            for node in frame(app).own(place.screen):
                if pattern.search(node.text) and services.search(place.screen.text):
                    about = re.search(
                        "便民|服务|餐|膳|推荐", f"{place.screen.title}{''.join(place.trail)}"
                    )
                    if about:
                        words = f"便民服务推荐:{path_words(place)}“{node.text[:30]}”"
                        return yes(words, [app.show_place(place, [node], "个性化推荐")])
    strong = [h.place for h in hits if h.candidate.score > NEAR]
    named = [p for p in strong if hollow_screen(app, p, "convenience_recommendation") is None]
    if named and not others:
        shown_at = [app.show_place(named[0], (), "推荐")]
        others.append(unseen(app, named, "便民服务推荐:未见依据本人情况的推荐", shown_at))
    return conclude(app, app.lexicon.functions["convenience_recommendation"], others)
