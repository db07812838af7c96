"""Time slots: which a screen offers, what they are for, whether they can be had."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Arrival, Place
from probes.finding import Finding, no, unknown, yes
from probes.flows.absence import conclude, left_untried
from probes.flows.confirm_page import CLOCK, is_confirm
from probes.flows.hits import Hit, sift
from probes.flows.journey import drill
from probes.flows.senders import buttons
from probes.labels import whole_or_head
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match, naming

LONGEST_SLOT_MIN = 60
_RANGE = re.compile(
    r"(\d{1,2})(?:[::](\d{2})|[点时](\d{2})?分?)\s*[-~—–至到]+\s*(\d{1,2})(?:[::](\d{2})|[点时](\d{2})?分?)"
)
_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_DATE = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}")
_UNCHOSEN = re.compile(r"(日期|时间|时段)[::]?\s*请选择(?![一-鿿])")
_HALF = re.compile("^.{0,4}(时段|时间)[::]?(上午|下午)$")
_SERVICES = {
    "lab": re.compile("检验|化验|抽血|采血|验血|采样|标本"),
    "exam": re.compile("检查|超声|B超|彩超|CT|核磁|磁共振|胃镜|肠镜|内镜|心电|放射|影像|拍片|医技"),
}
_VISIT = re.compile("就诊科室|出诊(医生|时间|日期|安排)|号[别类]|余号|放号")
_BOOKS = re.compile(
    "^(在线|我要|快速|网上|线上|手机|智慧|自助)?预约(服务|中心|就诊|看诊|诊疗|医生)?$|预约(就诊|看诊|诊疗)|约专家|MDT"
)
_SOMEONE = re.compile("(科|门诊|专科|诊室)$|(主任|主治|住院)?医[师生]$|主任|主治")
_REGISTERS = re.compile("挂号|号源|约诊|出诊|约号|专家号|门诊|医生|医师|看诊|看病|主任")
_CLINIC = re.compile("(中心|科|室)(挂号|约号|约诊|号源|出诊)")
"""A department by its name with what is taken there: 内镜中心约号 is a visit to its doctors."""
_NEUTRAL = re.compile("(科|科室|病区)$|找科|(结果|报告|单)")
_DOCTORS = re.compile("挂号费|诊查费|诊察费|出诊医生|号源|专家号|普通号")
_OTHER = re.compile(
    "探视|体检|核酸|疫苗|献血|护工|陪护|停车|视频|问诊|咨询|轮椅|志愿|床位|入院|住院|理发"
    "|参考|建议|推荐|智能|消息|通知"
)
_AT_HOME = re.compile(
    "上门|到家|居家|陪诊|复印|邮寄|取药|代煎|煎药|护理(?!.{0,4}门诊)|班车|摆渡|接驳|[订点送]餐|学校|课[程堂]|讲[座堂]"
    "|(康复|物理|中医)治疗(?!科|中心|门诊)|理疗(?!科|门诊)|客服"
)
"""Heads of a way behind which no doctor is visited and nothing is examined."""
_ITEM = re.compile(
    "^(服务|治疗|护理|陪诊|复印|康复|理疗)(项目|套餐|内容|类型|份数|用途)(?![^\\n]{0,4}\\s*[^\\n]{0,8}(挂号|门诊|号$))"
    "|^(上门|陪诊|送达|取餐|领取)(时间|地址|日期|方式)",
    re.MULTILINE,
)
"""What a page names that takes an order for such a service."""
_ORDERED_ELSEWHERE = (
    "carer",
    "wheelchair",
    "meal",
    "decoction",
    "record_copy",
    "film_express",
    "volunteer",
    "parking",
    "other_convenience",
    "drug_delivery",
    "text_consult",
    "video_consult",
    "admission_view",
)
_NO_OFFER = re.compile("须知|说明|指南|流程|排队|候诊|候检|叫号|查询|结果|报告|时刻|知识|科普|客服")
_OFFERS = re.compile("预约|挂号|约|号源|排班|出诊")
_DAY_TOLD = re.compile(
    r"\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{4}\s*[-/.年]\s*\d{1,2}|周[一二三四五六日天]|星期|礼拜|[今明后]天|[今明]日"
)
_ORDERED = re.compile(
    "待就诊|待使用|待取号|未就诊|已就诊|已完成|已取消|已过期|已爽约|已退号|已预约|爽约|取消预约"
)
LEAST_SLOTS = 2
_RECORD = re.compile(
    "记录|我的.{0,3}(预约|挂号|订单|号源|号|行程|就诊)|消息|通知|已预约"
    "|(?<!提交|确认|填写|核对)订单(?!(信息)?(确认|提交|填写|核对))"
)
_LEFT = re.compile(r"余\s*\d|剩余?\s*\d|可约|约满|已满")
_ARRANGED = re.compile(
    "推荐(安排|理由|行程)|安排(理由|建议)|(自动|智能)(为您|为你)?(安排|排程|规划)|(为您|为你)(自动|智能)?(安排|排程|规划)"
)
SERVICE_FUNCTION = {"registration": "booking", "lab": "lab_booking", "exam": "exam_booking"}
NAMES = {"registration": "分时段预约挂号", "lab": "分时段预约检验", "exam": "分时段预约检查"}


def slots(screen: Screen) -> list[Node]:
    """Nodes that offer a clock time of at most one hour; 上午/下午 is none.

    Mere points of time are offered only where they can be tapped: a timetable, a chat and a
    list of results have such times too.
    """
    ranged = [n for n in screen.nodes if n.text and _short_range(n.text) and not _prose(n.text)]
    if ranged:
        return ranged
    starts = [(n, _minutes(n.text)) for n in screen.nodes if n.text and len(n.text) <= 14]
    clocks = [(n, m) for n, m in starts if m is not None and _tappable(screen, n)]
    times = sorted({m for _, m in clocks})
    steps = [b - a for a, b in itertools.pairwise(times)]
    even = len(times) >= 3 and sum(0 < s <= LONGEST_SLOT_MIN for s in steps) >= len(steps) * 0.6
    return [n for n, _ in clocks] if even else []


def _prose(words: str) -> bool:
    """A time span in prose (门诊时间 08:00-12:00 …) is no slot."""
    return len(words) > 40


def _short_range(words: str) -> bool:
    for hit in _RANGE.finditer(words):
        h1, m1, h2, m2 = (int(g or 0) for g in (hit[1], hit[2] or hit[3], hit[4], hit[5] or hit[6]))
        length = (h2 * 60 + m2) - (h1 * 60 + m1)
        if 0 < length <= LONGEST_SLOT_MIN:
            return True
    return False


def _minutes(words: str) -> int | None:
    hit = CLOCK.search(words)
    return int(hit.group(1)) * 60 + int(hit.group(2)) if hit else None


def _tappable(screen: Screen, node: Node) -> bool:
    return node.clickable or any(up.clickable for up in list(screen.above(node))[:3])


def service_of(place: Place) -> str:
    """What the slots of a place are for: the last name on the way there that tells it.

    Where no name tells it, only what a visit to a doctor alone has makes it registration.
    """
    way = " ".join((*place.trail, place.screen.title))
    heads = [plain(whole_or_head(label)) for label in (*place.trail, place.screen.title)]
    if _OTHER.search(way) or any(_AT_HOME.search(h) and "挂号" not in h for h in heads):
        return ""
    for label in (place.screen.title, *reversed(place.trail)):
        named = _service_named(plain(label))
        if named:
            return named
    if _ITEM.search(place.screen.text):
        return ""
    if _DOCTORS.search(place.screen.text):
        return "registration"
    told = {name: _last(pattern, way) for name, pattern in _SERVICES.items()}
    best = max(told, key=lambda name: told[name])
    if told[best] >= 0 and not _NEUTRAL.search(plain(place.trail[0] if place.trail else "")):
        return best
    visit = any(_BOOKS.search(head) for head in heads) or names_someone(place.trail)
    return "registration" if visit or _VISIT.search(place.screen.text) else ""


def names_someone(labels: Iterable[str]) -> bool:
    """One of the labels is a department or a doctor by the head of its words."""
    heads = (plain(label.split(" ")[0]) for label in labels)
    return any(_SOMEONE.search(head) for head in heads)


def ordered_elsewhere(app: App, place: Place) -> bool:
    """The way there names a service that is no visit (陪诊, 病案复印), and no booking after it."""
    for label in (place.screen.title, *reversed(place.trail)):
        head = whole_or_head(label)
        if "挂号" in head or _BOOKS.search(plain(head)):
            return False
        named = (app.lexicon.functions[key] for key in _ORDERED_ELSEWHERE)
        if any(match(function, head, "")[0] > NEAR for function in named):
            return True
    return False


def _service_named(label: str) -> str:
    """The service that one label names; a department or a result names none."""
    if not label or len(label) > 40:
        return ""
    if _CLINIC.search(label):
        return "registration"
    named = [name for name, pattern in _SERVICES.items() if pattern.search(label)]
    if _REGISTERS.search(label) and not named:
        return "registration"
    if len(named) != 1 or _NEUTRAL.search(label):
        return ""
    return named[0]


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((hit.end() for hit in pattern.finditer(words)), default=-1)


def slot_places(app: App, service: str) -> list[Place]:
    """Mapped places that offer slots of one service."""
    return [
        place
        for place in app.map.places.values()
        if len(slots(place.screen)) >= 2
        and service_of(place) == service
        and _offers(place)
        and not ordered_elsewhere(app, place)
        and not is_arranged(place.screen)
        and not is_record(app, place)
    ]


def _offers(place: Place) -> bool:
    """Hours of a known day, on a page that is not called one of rules, queues or results."""
    names = [plain(whole_or_head(n)) for n in (*place.trail[-1:], place.screen.title)]
    if any(_NO_OFFER.search(name) and not _OFFERS.search(name) for name in names):
        return False
    return any(_DAY_TOLD.search(words) for words in (*place.trail, *place.screen.words))


def is_arranged(screen: Screen) -> bool:
    """A plan of days and hours that the app worked out is advice; no hour is on offer there.

    Each of its times stands with its day; a page that offers hours shows the day once.  Hours
    that say how many are left of them are on offer, whatever is advised above.
    """
    offered = slots(screen)
    dated = any(_DAY.search(n.text) for n in offered)
    left = sum(bool(_LEFT.search(screen.label(_row(screen, n)))) for n in offered)
    advised = _ARRANGED.search(screen.text) is not None
    return dated and advised and left < LEAST_SLOTS


def _row(screen: Screen, node: Node) -> Node:
    """What is tapped to take an hour: its words, or the nearest box around them that can be."""
    if node.clickable:
        return node
    return next((up for up in screen.above(node) if up.clickable), node)


def is_record(app: App, place: Place) -> bool:
    """A list of bookings already made is no offer: by its name, or as its entries have a state."""
    if any(_RECORD.search(plain(label)) for label in (*place.trail, place.screen.title)):
        return True
    if any(_is_mine(app, label) for label in (*place.trail[-1:], place.screen.title)):
        return True
    offered = slots(place.screen)
    dated = sum(bool(_DAY.search(n.text)) for n in offered)
    states = sum(bool(_ORDERED.search(n.text)) for n in place.screen.nodes if len(n.text) <= 8)
    return states >= max(1, len(offered) // 2) and (dated > 0 or states > 1)


def timeslots(app: App, service: str) -> Finding:
    """L2: slots of a service are listed for a date and can be taken to the next step."""
    name = NAMES[service]
    for place in slot_places(app, service):
        finding = _slot_works(app, place, name)
        if finding is not None:
            return finding
    key = SERVICE_FUNCTION[service]
    hits, others = sift(app, key)
    arranged = [hit for hit in hits if is_arranged(hit.place.screen)]
    hits = [hit for hit in hits if hit not in arranged]
    if arranged and not hits:
        place = arranged[0].place
        words = f"{name}:{place.path} 有系统安排的建议,其中的预约入口未逐一试过"
        others.append(unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(place, (), name)]))
    ended = True
    for hit in [h for h in hits if h.candidate.score > NEAR][:2]:
        way = drill(app, hit.place, lambda screen: _may_be_taken(app, screen), looks=True)
        if way.screen is not None and _is_of(service, hit, way.screen):
            return _as_reached(app, way.screen, name)
        ended = ended and way.ended and way.screen is None
    return _without_slots(app, key, name, hits, others, ended)


def _is_mine(app: App, label: str) -> bool:
    """The name of the list of bookings that the account has made."""
    return match(app.lexicon.functions["my_bookings"], label, "")[0] > NEAR


def _may_be_taken(app: App, screen: Screen) -> bool:
    """Hours to choose from, or the page that confirms one; none of the bookings made already."""
    if _is_mine(app, screen.title) or _RECORD.search(plain(screen.title)):
        return False
    return len(slots(screen)) >= LEAST_SLOTS or is_confirm(app, screen)


def _is_unchosen(app: App, place: Place) -> bool:
    """A page that asks for the day or the hour by a picker, which nobody has opened."""
    behind = (place, *app.map.beyond(place.id, 3))
    return any(_UNCHOSEN.search("\n".join(page.screen.words)) for page in behind)


def _is_of(service: str, hit: Hit, screen: Screen) -> bool:
    """A page that bears the name of the other service has slots of that one; behind an entry for
    both (检查检验预约) the words around the slots tell whose they are.
    """
    named = _service_named(plain(screen.title))
    if named in _SERVICES and service in _SERVICES:
        return named == service
    if not any(_names_both(label) for label in _on_the_way(hit.place)):
        return True
    words = [said for said in screen.words if not _names_both(said)]
    told = {name for name, p in _SERVICES.items() if any(p.search(said) for said in words)}
    return not told or service in told


def _on_the_way(place: Place) -> Iterator[str]:
    """What was tapped to come to a place, and what it and the pages before it are called."""
    yield from place.trail
    at: Place | None = place
    while at is not None:
        yield at.screen.title
        at = at.parent


def _names_both(words: str) -> bool:
    return all(pattern.search(words) for pattern in _SERVICES.values())


def _as_reached(app: App, screen: Screen, name: str) -> Finding:
    """Slots, or a page to confirm that names the hour or only half a day.

    One that names neither has not been filled in yet.
    """
    offered = slots(screen)
    shown = [app.show(offered[:4], name)]
    if offered:
        return yes(f"{name}:可约到时段“{offered[0].text[:24]}”", shown, ProofLevel.L2)
    if not app.lexicon.says("session", screen.text):
        words = f"{name}:到了确认页,日期和时段还没有选,未能判断"
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return no(f"{name}:约到确认页也只到上午、下午,没有一小时以内的时段", shown, ProofLevel.L2)


def is_half_a_day(app: App, screen: Screen) -> bool:
    """A page that books one day and its morning or afternoon: 日期 11-28,时段 上午,提交预约."""
    words = [plain(word) for word in screen.words]
    told = any(_HALF.search("".join(words[max(at - 1, 0) : at + 1])) for at in range(len(words)))
    final = buttons(screen, app.lexicon, "confirm_button")
    one = len({screen.label(node) for node in final}) == 1
    return told and one and _DATE.search(screen.text) is not None and not slots(screen)


def _slot_works(app: App, place: Place, name: str) -> Finding | None:
    """The slots of a mapped place: taken onward, refused, or only listed."""
    offered = slots(place.screen)
    indexes = {n.index for n in offered}
    words = f"{name}:{place.path} 列出 {len(offered)} 个时段,如“{offered[0].text[:20]}”"
    shown = [app.show_place(place, offered[:6], name)]
    refused = [
        way
        for way in app.map.ways_from(place.id)
        if way.arrival is Arrival.TOAST
        and any(n.index in indexes for n in place.screen.below(place.screen.nodes[way.node]))
        and any(app.lexicon.says(s, way.words) for s in ("under_construction", "window", "failure"))
    ]
    if refused:
        return no(f"{words};选择时段时提示“{refused[0].words[:30]}”", shown, ProofLevel.L2)
    return yes(words, shown, ProofLevel.L2)


def _without_slots(
    app: App, key: str, name: str, hits: list[Hit], others: list[Finding], ended: bool
) -> Finding:
    """No slots were met: no only if all was tried, or a page to confirm knows half a day only."""
    function = app.lexicon.functions[key]
    halves = (p for p in app.map.places.values() if is_half_a_day(app, p.screen))
    half = next((place for place in halves if SERVICE_FUNCTION.get(service_of(place)) == key), None)
    if half is not None:
        words = f"{name}:{half.path} 已到提交预约的一步,时间只写上午或下午,没有一小时以内的时段"
        return no(words, [app.show_place(half, (), name)], ProofLevel.L2)
    strong = [hit for hit in hits if hit.candidate.score > NEAR]
    if strong:
        place = strong[0].place
        shown = [app.show_place(place, (), name)]
        if app.map.complete and ended and not _is_unchosen(app, place):
            words = f"{name}:{place.path} 逐级点开后未见时段(精确到一小时以内)"
            return left_untried(app, function) or no(words, shown)
        cause = Cause.NOT_CONCLUSIVE if app.map.complete else Cause.MAP_INCOMPLETE
        others.append(unknown(cause, f"{name}:未能逐一试完,尚未见到时段", shown))
    elif (shared := _behind_another(app, key, name)) is not None:
        others.append(shared)
    return conclude(app, function, others)


def _behind_another(app: App, key: str, name: str) -> Finding | None:
    """An entry that names the service best, to a page that books another one as well.

    抽血预约 opens 医技预约: what of it is booked by the hour nobody has tried row by row.
    """
    services = {SERVICE_FUNCTION[service]: service for service in _SERVICES}
    service = services.pop(key, None)
    if service is None:
        return None
    function, pattern = app.lexicon.functions[key], _SERVICES[service]
    for way in app.map.ways:
        target = app.map.places.get(way.target)
        if target is None or service_of(target) not in services.values():
            continue
        named = match(function, way.label, "")[0]
        if NEAR < named >= naming(app.lexicon, way.label) and _mentions(target.screen, pattern):
            words = f"{name}:“{way.label}”打开的是“{target.name}”,其中的时段未逐一试"
            return unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(target, (), name)])
    return None


def _mentions(screen: Screen, pattern: re.Pattern[str]) -> bool:
    """What can be tapped on a page names a service."""
    return any(n.clickable and pattern.search(screen.label(n)) for n in screen.nodes)
