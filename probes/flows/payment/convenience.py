"""Services around the visit: offered, payable, in one place, recommended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.model import Node, Role
from probes.app import App
from probes.appmap import Arrival, Place, Way
from probes.articles import answers_questions
from probes.finder import Candidate
from probes.finding import Finding, found_once, no, unknown, yes
from probes.flows.payment.cashier import cashier_at
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.deadends import blocked_way
from probes.flows.places.entries import is_menu, only_refuses, turned_away
from probes.flows.places.hits import Hit, own_hits, sift
from probes.flows.places.search import reach
from probes.flows.screens.fields import fields, pickers
from probes.labels import goes_home, is_action, searches
from probes.lexicon import Function, plain
from probes.model import Cause
from probes.naming import ENTRY, NEAR, match, names_other, naming

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
LOOKED_UP = {"vending", "parking", OTHER}
"""What is told where it stands or how much of it is free; all else has to be asked for."""
PAGE_SHARE = 0.5
HEADING, LEAD = 12, 2
IN_ONE_PLACE = 4
LONGEST_ENTRY = 30
_PAID_LATER = re.compile("^[①-⑨1-9][.、 ]{0,2}(在线|网上|线上)?(付款|支付|缴费|付费)$")
"""A later step of an application, told in its bar of steps (①选住院 … ④付款)."""
_STAMPED = re.compile(r"20\d\d\s*[-/.年]\s*\d{1,2}")
APART = "a service beside one that turns away"
"""Key of what may be the service that its page stands beside, or another one."""
_ORDER = re.compile("下单|订单|预约|提交|申请|租|订|购|借|办理|登记|结算|扫码")
_ASKED_FOR = re.compile(
    "预约|预定|租|借|订|申请|下单|提交|登记|选|购|办理|支付|缴|付款|扫|报名|查询|确认|呼叫|发起|加入"
    "|(去|立即)结算"
)
_OPERABLE = {Role.FIELD, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.CHOICE}
_LISTS = re.compile("我的|记录|查询|列表")
_LOOKS_UP = re.compile("查询|查费|缴费|支付|计算|下一步")
_SUBMITS = re.compile("提交")
_COSTS = re.compile("(?<![免公自不消])(?<!免收)费|收取|价格|[¥￥]|\\d\\s*元")
_NEXT = re.compile("下一步")
_ON_THE_SPOT = re.compile(
    "(现场|窗口|服务台|到店|货到|自提时|护士站|线下)[^\\n]{0,6}(付|缴|支付|交费)|到付"
)
_ONLINE_TOO = re.compile("线上|在线|微信|支付宝|扫码|医保移动|查费|查询费用|立即(缴|支付)")
_FREE = re.compile("免费(借|租|使用|提供|陪|服务|领取|送)|不收(取)?(任何)?费|免收")
_USABLE = re.compile(
    "预约|租|借|订|申请|查询|办理|下单|提交|缴|支付|余|空|剩|登记|购|¥|元|位置|楼|时间|数量|地址|车牌|套餐|菜|押金"
)


def offered(app: App, key: str) -> Finding:
    """L1: a service has a screen of its own where it can be asked for or looked up."""
    return found_once(app.memory, f"service:{key}", lambda: _offered(app, key))


def _offered(app: App, key: str) -> Finding:
    function = app.lexicon.functions[key]
    places, others = service_places(app, key)
    explained, refused = [], []
    for place in places:
        if (within := _hollow_within(app, place, key)) is not None:
            others.append(within)
            refused.append(place)
            continue
        steps = list(_steps(app, place, key))
        shut = next((way for step in steps for way in _shut_orders(app, step)), None)
        if shut is not None and key not in LOOKED_UP:
            others.append(blocked_way(app, shut))
            refused.append(place)
            continue
        told = any(_USABLE.search(step.screen.text) for step in steps)
        if told and (key in LOOKED_UP or any(_asked_for(app, step, key) for step in steps)):
            words = f"{function.name}:{place.path}"
            words = words if key in LOOKED_UP else f"{words}(有办理入口,未提交申请)"
            shown = [app.show_place(place, (), function.name)]
            if (apart := _refused_by_name(app, function, place)) is None:
                return yes(words, shown)
            words = f"{words},但“{apart.label[:12]}”不能办理,是否同一项服务请人工核实"
            others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
            app.memory.setdefault(APART, others[-1])
            refused.append(place)
            continue
        if told:
            explained.append(place)
    for place in (p for p in places if p not in refused):
        evidence = [app.show_place(place, (), function.name)]
        if place in explained:
            words = f"{function.name}:{place.path} 只有文字说明,不能在线办理"
            others.append(unseen(app, [place], words, evidence))
        else:
            words = f"{function.name}:{place.path} 有内容,但未见可办理或可查询的地方"
            others.append(unknown(Cause.NOT_CONCLUSIVE, words, evidence))
    return conclude(app, function, others)


def _hollow_within(app: App, place: Place, key: str) -> Finding | None:
    """No, where the entry only led to a menu of many (住院服务) whose own entry is hollow."""
    if not is_menu(app, place):
        return None
    function = app.lexicon.functions[key]
    named = (w for w in app.map.ways_from(place.id) if match(function, w.label, "")[0] > NEAR)
    targets = [app.map.places[way.target] for way in named if way.target]
    found = [hollow_screen(app, target, key) for target in targets]
    hollow = [finding for finding in found if finding is not None and finding.truth is False]
    return hollow[0] if hollow and len(hollow) == len(found) else None


def _refused_by_name(app: App, function: Function, place: Place) -> Way | None:
    """The entry with the very name of a service, if it only says something and this place is
    called otherwise: beside 护工, for which one is sent to the ward, 陪检 is something else.
    """
    if any(function.name in plain(name) for name in (place.screen.title, *place.trail[-1:])):
        return None
    named = (w for w in app.map.ways if plain(w.label.split(" ")[0]) == function.name)
    return next((w for w in named if w.arrival is Arrival.TOAST), None)


def _steps(app: App, place: Place, key: str) -> Iterator[Place]:
    """A service's page and those right behind it that are no other function's."""
    for step in reach(app, Hit(place, Candidate(ENTRY, None, place.id, "", key)), depth=1):
        if step is place or hollow_screen(app, step, key) is None:
            yield step


def _shut_orders(app: App, place: Place) -> list[Way]:
    """The controls that order, if each that was tried only said that it does not work."""
    tried = [
        way
        for way in app.map.ways_from(place.id)
        if _ORDER.search(way.label) and len(plain(way.label)) <= HEADING
        if way.arrival is not Arrival.REFUSED
    ]
    shut = [way for way in tried if only_refuses(app, way)]
    return shut if len(shut) == len(tried) else []


def _asked_for(app: App, place: Place, key: str) -> bool:
    """Something to fill in, to choose or to press: the service can be asked for on this page."""
    screen, function = place.screen, app.lexicon.functions[key]
    if any(n.editable or n.role in _OPERABLE for n in screen.nodes):
        return True
    return any(
        _ASKED_FOR.search(plain(node.text))
        and not app.lexicon.says("headline", node.text)
        and not names_other(app.lexicon, function, node.text)
        and not turned_away(app, place, node)
        for node in frame(app).own(screen)
        if _tapped(place, node)
    )


def _tapped(place: Place, node: Node) -> bool:
    """A control or a part of one; a layer as large as the page is none."""
    page = PAGE_SHARE * place.screen.width * place.screen.height
    around = (n for n in place.screen.above(node) if n.bounds.area < page)
    return node.clickable or any(n.clickable for n in around)


def service_places(app: App, key: str) -> tuple[list[Place], list[Finding]]:
    """Screens of a service: by the name of their entry, else by what they say of themselves."""
    hits, others = own_hits(app, key, another=_is_news)
    named = [hit.place for hit in hits if hit.candidate.score > NEAR]
    if named or others:
        return named, others
    return [place for place in app.map.places.values() if _says_itself(app, place, key)], others


def _is_news(candidate: Candidate) -> bool:
    """A piece of news about a service (门诊三层母婴室扩容启用 2026-11-21): its row bears a day."""
    way = candidate.way
    return way is not None and _STAMPED.search(way.label) is not None


def _says_itself(app: App, place: Place, key: str) -> bool:
    """A page to order from, under a name that the field does not know, that tells its service.

    It does so where it begins, in a heading or an item, or again and again; a remark in passing
    tells nothing.
    """
    if place.outside or not place.trail or answers_questions(place.screen):
        return False
    if hollow_screen(app, place, key) is not None:
        return False
    names = (place.screen.title, place.trail[-1].split(" ")[0])
    if any(naming(app.lexicon, name) > NEAR for name in names if name) or is_action(names[1]):
        return False
    orders = [n for n in place.screen.nodes if n.clickable and _ORDER.search(n.text)]
    own = [n.text for n in frame(app).own(place.screen) if not n.clickable]
    telling = {k: [w for w in own if _told(app.lexicon.functions[k], w)] for k in SERVICES}
    told = {k: words for k, words in telling.items() if words}
    if not orders or told.keys() != {key}:
        return False
    words = told[key]
    leads = words[0] in own[:LEAD] or any(len(plain(w)) <= HEADING for w in words)
    return leads or len(words) > 1


def _told(function: Function, text: str) -> bool:
    words = plain(text)
    if function.not_ and function.not_.search(words):
        return False
    return any(all(group.search(words) for group in groups) for groups in function.entry)


def kinds_offered(app: App) -> dict[str, Finding]:
    """Every convenience service of 3.3.1."""
    found = {key: offered(app, key) for key in SERVICES}
    found["other"] = offered(app, OTHER)
    apart = app.memory.get(APART)
    if isinstance(apart, Finding) and found["other"].truth is False:
        found["other"] = apart
    if found["other"].truth is False:
        found["other"] = _another_service(app) or found["other"]
    return found


def _another_service(app: App) -> Finding | None:
    """Something to ask for among the services that bears the name of no function of the field."""
    for hit in sift(app, "convenience_hub")[0]:
        for way in app.map.ways_from(hit.place.id) if hit.candidate.score > NEAR else ():
            target = app.map.places.get(way.target)
            if target is None or target.depth == 0 or goes_home(way.label):
                continue
            named = naming(app.lexicon, way.label.split(" ")[0]) > NEAR
            if named or not fields(target.screen) or hollow_screen(app, target, OTHER):
                continue
            words = f"便民服务中另有“{way.label[:12]}”可办理,是否算其他便民服务,请人工判断"
            return unknown(Cause.NEEDS_EXPERT, words, [app.show_place(target, (), way.label)])
    return None


def payable_service(app: App, key: str) -> Finding:
    """L1: the service's fee can be paid in the app, up to the cashier."""
    function = app.lexicon.functions[key]
    places, others = service_places(app, key)
    paying: list[Finding] = []
    for place in places:
        for step in reach(app, Hit(place, Candidate(ENTRY, None, place.id, "", key)), depth=3):
            finding = cashier_at(app, step, f"{function.name}缴费")
            if finding is not None and finding.truth:
                return finding
            if finding is not None:
                paying.append(finding)
    if paying:
        return conclude(app, function, [*others, *paying])
    shown_at = [app.show_place(p, (), function.name) for p in places[:2]]
    words = f"{function.name}:{places[0].path} 没有在线缴费" if places else ""
    if any(_pays_after_order(app, place) for place in places):
        # an empty list of orders elsewhere says nothing about what an order leads to
        why = f"{words},下单后才知道能否在线支付"
        return unknown(Cause.NOT_ALLOWED, why, shown_at)
    if any(_PAID_LATER.search(n.text) for place in places for n in place.screen.nodes):
        why = f"{words},后面的步骤里有付款一步,没有走到"
        return unknown(Cause.NOT_CONCLUSIVE, why, shown_at)
    if places and not others:
        if any(_asks_first(app, place) or _goes_on(app, place) for place in places):
            why = f"{words},须先填写后查询才知道有无费用"
            return unknown(Cause.NOT_CONCLUSIVE, why, shown_at)
        return unseen(app, places, words, shown_at)
    return conclude(app, function, others)


def _pays_after_order(app: App, place: Place) -> bool:
    """A price and a control to order, with which nothing was ordered, and no word of paying on
    the spot."""
    text = place.screen.text
    if not app.lexicon.says("money", text) or _ON_THE_SPOT.search(text):
        return False
    ways = {w.label: w for w in app.map.ways_from(place.id)}
    if any(_not_ordered(app, w) and _ORDER.search(plain(w.label)) for w in ways.values()):
        return True
    labels = {place.screen.label(n) for n in place.screen.nodes if n.role is Role.BUTTON}
    untried = (plain(label) for label in labels - ways.keys())
    return any(_ORDER.search(words) and not _LISTS.search(words) for words in untried)


def _not_ordered(app: App, way: Way) -> bool:
    """Left alone, or the app only asked for what is still to be filled in."""
    asked = way.arrival is Arrival.TOAST and app.lexicon.says("validation", way.words)
    return asked or way.arrival is Arrival.REFUSED


def _goes_on(app: App, place: Place) -> bool:
    """The first of several steps (下一步), not gone beyond: it wants its rows chosen first."""
    free = _FREE.search(place.screen.text) or _ON_THE_SPOT.search(place.screen.text)
    ways = (way for way in app.map.ways_from(place.id) if _NEXT.match(plain(way.label)))
    return not free and bool(pickers(place.screen)) and any(_not_ordered(app, w) for w in ways)


def _asks_first(app: App, place: Place) -> bool:
    """A fee that is looked up by what is filled in first: a plate, a number of a case.

    What says that it costs nothing, or is paid on the spot alone, has none to look up; nor has what
    only takes a request and tells of no fee.
    """
    text = place.screen.text
    free = _FREE.search(text) and not app.lexicon.says("money", text)
    if free or (_ON_THE_SPOT.search(text) and not _ONLINE_TOO.search(text)):
        return False
    asked = [f.name for f in fields(place.screen) if not searches(f.name)]
    labels = [plain(place.screen.label(n)) for n in place.screen.nodes if n.clickable]
    looks_up = any(_LOOKS_UP.search(label) for label in labels)
    costs = _COSTS.search(text) and any(_SUBMITS.search(label) for label in labels)
    return bool(asked) and (looks_up or bool(costs))


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
        return _counted(app, ranked[0])
    grounds = conclude(app, app.lexicon.functions["convenience_hub"], others)
    if count and grounds.truth is False:
        shown_at = [app.show_place(ranked[0], (), "便民服务"), *grounds.evidence]
        return no(f"最多只有 {count} 项便民服务在同一处", shown_at)
    return grounds


def _counted(app: App, place: Place) -> Finding:
    """How many of the services named in one place are really there."""
    found = [offered(app, key) for key in sorted(_services_on(app, place))]
    there = sum(finding.truth is True for finding in found)
    doubtful = sum(finding.truth is None for finding in found)
    evidence = [app.show_place(place, (), "集中展示")]
    words = f"便民服务集中展示:{place.path} 列出 {len(found)} 项,可用 {there} 项"
    if there >= IN_ONE_PLACE:
        return yes(words, evidence)
    if there + doubtful >= IN_ONE_PLACE:
        return unknown(Cause.NOT_CONCLUSIVE, f"{words},另有 {doubtful} 项未能判断", evidence)
    return no(words, evidence)


def _services_on(app: App, place: Place) -> set[str]:
    further = [w.target for w in app.map.ways_from(place.id) if w.node < 0 and w.target]
    screens = [place, *(app.map.places[target] for target in further)]
    labels = [label for screen in screens for label in _labels(app, screen)]
    return {key for key in (*SERVICES, OTHER) if any(_names(app, key, label) for label in labels)}


def _labels(app: App, place: Place) -> list[str]:
    """What may name a service: no piece of news about one (停车场改造完成 2026-09-28)."""
    rows = {w.label: app.finder().name_of(w) for w in app.map.ways_from(place.id)}
    words = (place.label(n) for n in place.screen.nodes if n.clickable)
    labels = [rows.get(label, label) for label in words]
    named = (label for label in labels if 0 < len(plain(label)) <= LONGEST_ENTRY)
    return [
        label
        for label in named
        if not _STAMPED.search(label) and not app.lexicon.says("headline", label.split(" ")[0])
    ]


def _names(app: App, key: str, label: str) -> bool:
    return match(app.lexicon.functions[key], label.split(" ")[0], "")[0] > NEAR
