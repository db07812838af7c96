"""Introductions and guides: in the app or linked, adapted to a phone or not, with which items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from devices.model import Node, Role
from probes.app import App
from probes.appmap import AppMap, Place
from probes.finder import NEAR, match, names_other
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.absence import conclude, unseen
from probes.flows.content import frame, hollow_screen
from probes.flows.links import adapted, linked_sites
from probes.flows.messages import kinds
from probes.flows.search import WEAK, claimed, is_menu, name_of, reach, sift, unclaimed
from probes.flows.sections import LONGEST_HEADING, blank, told
from probes.lexicon import LETTERS, Function, plain
from probes.model import Cause

LEAST_TEXT = 40
LEAST_LINE = 12
PICTURE = 0.4
LEAST_STAGES = 4
_STAGES = tuple(
    re.compile(words)
    for words in (
        "挂号|取号|预约|建卡|办卡",
        "候诊|叫号|报到|签到|分诊",
        "缴费|付费|交费|结算",
        "检查|检验|化验|抽血",
        "取药|药房|领药",
        "报告|结果",
        "复诊|离院|住院|出院",
        "身份证|医保卡|就诊卡|病历",
    )
)
_PAPERS = _STAGES[-1]
_HELP = re.compile("帮助|使用|操作")
"""Help with the app: it may hold a guide to a visit, but is no column of that name."""
_LATER = re.compile("检查科室|抽血|医技|取药|药房|报告查询|取报告|离院")
OFTEN = 4
LEAST_ITEMS = 4
_NO_INTRODUCTION = re.compile(
    "科$|科室|专科|学科|病区|医生|专家|协议|条款|政策|声明|新闻|动态|公告|资讯|消息|通知|招聘|指南|须知|文章|知识"
)
_NO_GUIDE = re.compile("预约|挂号|协议|注册|消息|通知|提醒|条款|政策|订单|咨询|宣教")
_ACTS = re.compile("到|前往|取号|缴费|报到|排队|候诊|挂号|点击|进入|自助机|窗口|打印|领取")
PART = 400
_FOR_A_VISIT = re.compile("就诊|就医|门诊|看病|看诊|来院|挂号|预约|取号")
_SLOTS = re.compile(
    "诊查费|诊察费|诊疗费|号费|医事服务费|号源|余号|约满|选号|\\d+\\s*元号"
    "|(¥\\s*\\d+(\\.\\d+)?|\\d+\\s*元)\\s*(去|立即|我要)?(挂号|预约)"
)
_ABOUT_BOOKING = re.compile("(预约|挂号)(的)?(步骤|流程|须知|说明|指南|规则|方法)")
_DOES = re.compile(
    "选择|选定|点击|进入|提交|确认|支付|缴费|预约|取号|就诊|登录|填写|报到|挂号|打开|查看|添加"
)


def introduction(app: App, key: str) -> tuple[str | None, Finding]:
    """Choice in_app / linked_adapted / linked_unadapted / none, and its grounds."""
    function = app.lexicon.functions[key]
    hits, others = unclaimed(app, key)
    strong = [
        h for h in hits if h.candidate.score > NEAR and not h.place.outside and h.place.depth > 0
    ]
    if key == "visit_guide":
        strong = [h for h in strong if h.candidate.score > WEAK or not _HELP.search(name_of(h))]
    own = [h.place for h in strong if _tells(app, key, h.place)]
    if own:
        return "in_app", _told(app, function, own[0])
    for site in linked_sites(app, key):
        fits = adapted(site.screen)
        words = f"{function.name}:链接到网站,{'已' if fits else '未'}适配手机显示"
        choice = "linked_adapted" if fits else "linked_unadapted"
        return choice, yes(words, [app.show_place(site, (), words)])
    led = [h for h in strong if not is_menu(app, h.place)]
    deeper = [
        p
        for h in led
        for p in reach(app, h, depth=2)
        if not p.outside and not _books(key, p) and _tells(app, key, p)
    ]
    if deeper:
        return "in_app", _told(app, function, deeper[0])
    unnamed = tells_unasked(app, key)
    if unnamed is not None and not others:
        return "in_app", _told(app, function, unnamed)
    grounds = conclude(app, function, [o for o in others if o.truth is not None] or others)
    if strong and not others:
        shown = [app.show_place(strong[0].place, (), function.name)]
        words = f"{function.name}:{strong[0].place.path} 没有介绍文字"
        grounds = unseen(app, [h.place for h in strong], words, shown)
    return ("none" if grounds.truth is False else None), grounds


def tells_unasked(app: App, key: str) -> Place | None:
    """A page that introduces the hospital under a name that nobody has listed.

    It tells the hospital's name and history and more of its items, and bears no other name.
    """
    if key != "hospital_intro":
        return None
    fact, function = f"1.2.1.{key}_items", app.lexicon.functions[key]
    for place in app.map.places.values():
        names = (place.screen.title, *(label.split(" ")[0] for label in place.trail[-1:]))
        other = any(
            _NO_INTRODUCTION.search(n) or names_other(app.lexicon, function, n) for n in names if n
        )
        if place.outside or place.depth == 0 or other or hollow_screen(app, place, key):
            continue
        items = {m for m, p in kinds()[fact].items() if told(app, place, fact, m, p) is not None}
        if {"name", "history"} <= items and len(items) >= LEAST_ITEMS:
            return place
    return None


def _told(app: App, function: Function, place: Place) -> Finding:
    shown = [app.show_place(place, (), function.name)]
    return yes(f"{function.name}:{place.path}", shown)


def _tells(app: App, key: str, place: Place) -> bool:
    """The page introduces something: it has a text of its own, not only names to tap."""
    if hollow_screen(app, place, key) is not None:
        return False
    if key == "visit_guide":
        return guides(app, place, named=True)
    own = [n for n in frame(app).own(place.screen) if not n.clickable and n.role is not Role.IMAGE]
    prose = [n for n in own if len(n.text) >= 24]
    table = len([n for n in own if re.search("[:：]", n.text)]) >= 3
    return bool(prose) or table or len(plain("".join(n.text for n in own))) >= 160


def items(app: App, fact: str, places: list[Place]) -> dict[str, Finding]:
    """Which items of a set the words of some places tell."""
    found = {}
    for member, pattern in kinds()[fact].items():
        hits = ((p, told(app, p, fact, member, pattern)) for p in places)
        hit = next(((p, n) for p, n in hits if n is not None), None)
        if hit is not None:
            place, node = hit
            found[member] = yes(f"“{node.text[:24]}”", [app.show_place(place, [node], "介绍内容")])
        elif places:
            drawn = [p for p in places if _in_picture(app, p)]
            shown = [app.show_place(p, (), "介绍内容") for p in (drawn or places)[:2]]
            words = f"{places[0].path} 等未见,{drawn[0].path if drawn else ''} 的内容在图片里"
            found[member] = (
                unknown(Cause.NOT_CONCLUSIVE, words, shown)
                if drawn
                else unseen(app, places, "未见", shown)
            )
        else:
            found[member] = unknown(Cause.NOT_CONCLUSIVE, "没有可看的介绍页面")
    return found


def _in_picture(app: App, place: Place) -> bool:
    """A page that says what it says in one large picture, which nobody has read."""
    screen = place.screen
    said = sum(len(plain(n.text)) for n in frame(app).own(screen))
    page = screen.width * screen.height
    return said < LEAST_TEXT and any(
        (n.image or n.role is Role.IMAGE) and n.bounds.area > PICTURE * page for n in screen.nodes
    )


def _books(key: str, place: Place) -> bool:
    """A list of doctors to book is on the way to a slot and introduces no department."""
    return key == "department_intro" and bool(_SLOTS.search(place.screen.text))


def intro_places(app: App, key: str, depth: int = 2, most: int = 6) -> list[Place]:
    """The places of an introduction and what is behind them, hollow ones left out."""
    hits, _ = unclaimed(app, key)
    found: dict[str, Place] = {}
    for hit in [h for h in hits if h.candidate.score > NEAR and h.place.depth > 0]:
        for place in reach(app, hit, depth=depth):
            if hollow_screen(app, place, key) is None and not _books(key, place):
                found.setdefault(place.id, place)
        if len(found) >= most:
            break
    unnamed = tells_unasked(app, key) if not found else None
    return list(found.values())[:most] or ([unnamed] if unnamed is not None else [])


def guide(app: App) -> tuple[str | None, Finding]:
    """1.2.4: choice in_app / linked_adapted / linked_unadapted / no_column / none."""
    choice, grounds = introduction(app, "visit_guide")
    if choice not in {"none", None}:
        return choice, grounds
    function = app.lexicon.functions["visit_guide"]
    letters = app.lexicon.functions[LETTERS]
    for place in app.map.places.values():
        named = f"{place.name}{''.join(place.trail)}"
        other = _NO_GUIDE.search(named) or match(letters, place.name, "")[0] > NEAR
        if not other and not place.outside and guides(app, place):
            words = f"{function.name}:没有专门栏目,内容在 {place.path}"
            return "no_column", yes(words, [app.show_place(place, (), words)])
    return choice, grounds


def guides(app: App, place: Place, named: bool = False) -> bool:
    """The page leads through a visit: prose about several of its stages, one after the other.

    A page that bears the name of a guide needs less to be one.
    """
    own = frame(app).own(place.screen)
    lines = [n.text for n in own if not n.clickable and len(plain(n.text)) >= LEAST_LINE]
    telling = [words for words in lines if not _lists_papers(words)]
    stages = [stage for stage in _STAGES[:-1] if any(stage.search(words) for words in telling)]
    stages += [_PAPERS] if any(_PAPERS.search(words) for words in lines) else []
    if named:
        of_booking = _is_of_booking(place.screen.text)
        return bool(lines) and len(stages) >= 2 and not of_booking
    return len(lines) >= 2 and len("".join(lines)) >= 100 and len(stages) >= LEAST_STAGES


def _lists_papers(words: str) -> bool:
    """What to bring (既往病历、检查报告等资料) tells of papers only, not of an examination."""
    papers = _PAPERS.search(words) or re.search("证件|户口簿|护照|原件|资料", words)
    return papers is not None and _ACTS.search(words) is None


def steps_of(app: App, text: str) -> int:
    """How many numbered steps a text has."""
    return len({hit.group(0).strip() for hit in app.lexicon.signs["step"].finditer(text)})


def explained(
    app: App,
    keys: tuple[str, ...],
    test: Callable[[str], bool],
    name: str,
    titled: re.Pattern[str] | None = None,
) -> Finding:
    """L1: one of some functions' places has a text that passes a test.

    On a general guide only what stands under a heading about booking counts.  Where its name
    says that it is about this (`titled`) it counts if it is for a visit, which is what one books;
    else an expert decides whether it is meant for booking.
    """
    seen: list[Place] = []
    others: list[Finding] = []
    for key in keys:
        hits, rest = sift(app, key)
        others += [f for f in rest if f.truth is None]
        for hit in hits:
            for place in reach(app, hit, depth=1):
                text = filled_text(app, place)
                if len(plain(text)) < LEAST_TEXT:
                    continue
                if hit.candidate.score <= NEAR or claimed(app, hit.candidate):
                    if titled and titled.search(place.name) and test(text):
                        shown = [app.show_place(place, _deciding(place, test), name)]
                        if _FOR_A_VISIT.search(place.name):
                            return yes(f"{name}:{place.path}", shown)
                        words = f"{name}:{place.path} 有说明,但未写明是否用于预约"
                        others.append(unknown(Cause.NEEDS_EXPERT, words, shown))
                    text = text if _is_of_booking(text) else _about_booking(text)
                if test(text):
                    shown = [app.show_place(place, _deciding(place, test), name)]
                    return yes(f"{name}:{place.path}", shown)
                seen.append(place)
    if others:
        return any_of(others)
    if seen:
        shown = [app.show_place(p, (), name) for p in seen[:2]]
        return unseen(app, seen, f"{name}:说明文字中未见", shown)
    return conclude(app, app.lexicon.functions[keys[0]], [])


def filled_text(app: App, place: Place, of: AppMap | None = None) -> str:
    """The words of a place without headings that have nothing under them (所需证件:暂无)."""
    own = frame(app, of).own(place.screen)
    kept: list[str] = []
    for node in own:
        if not blank(node.text):
            kept.append(node.text)
        elif kept and len(plain(kept[-1])) <= LONGEST_HEADING:
            kept.pop()
    return "\n".join(kept)


def _about_booking(text: str) -> str:
    """The part of a general guide that follows a heading about booking."""
    hit = _ABOUT_BOOKING.search(text)
    return text[hit.start() : hit.start() + PART] if hit else ""


def _is_of_booking(text: str) -> bool:
    """All of it is about taking a slot: said again and again, and no later stage of a visit."""
    said = re.findall("预约|挂号|号源|约号|退号|选择(?:科室|医生)", text)
    return len(said) >= OFTEN and _LATER.search(text) is None


def booking_steps(app: App, text: str) -> int:
    """How many numbered lines say what to do; a numbered list of papers is no course."""
    marks = [hit.start() for hit in app.lexicon.signs["step"].finditer(text)]
    parts = [text[x:y] for x, y in itertools.pairwise([*marks, len(text)])]
    return len({part[:60] for part in parts if _DOES.search(part[:60])})


def _deciding(place: Place, test: Callable[[str], bool]) -> list[Node]:
    return [n for n in place.screen.nodes if n.text and test(n.text)][:3]
