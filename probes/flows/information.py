"""Introductions and guides: in the app or linked, adapted to a phone or not, with which items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Place
from probes.articles import is_article
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.absence import conclude, unseen
from probes.flows.content import frame, hollow_screen, in_picture
from probes.flows.guides import ARROW, guides, guides_together, is_of_booking, on_a_tile
from probes.flows.links import linked_sites
from probes.flows.messages import kinds
from probes.flows.pictures import with_pictures
from probes.flows.search import WEAK, Hit, claimed, is_menu, name_of, reach, sift, unclaimed
from probes.flows.sections import LONGEST_HEADING, blank, telling, told
from probes.flows.sites import adapted
from probes.lexicon import LETTERS, Function, plain
from probes.model import Cause
from probes.naming import NEAR, match, names_other

LEAST_TEXT, LEAST_CHART = 40, 16
LEAST_LINE, LEAST_PROSE, LEAST_ROWS, LONG = 12, 24, 3, 160
_ITEMS = {
    "hospital_intro": "1.2.1.hospital_intro_items",
    "department_intro": "1.2.2.department_intro_items",
}
_WEAK_ITEMS = {"name", "phone", "email"}
"""What every page may bear in its head or foot introduces nothing by itself."""
_OF_ANYBODY = {"address", "route", "technology"}
"""What a page about the software may tell of its maker."""
_SOFTWARE = re.compile(
    "版本|版权|copyright|©|技术支持|备案|ICP|科技(股份)?有限公司|开发商|本(应用|软件|平台|小程序|APP)",
    re.IGNORECASE,
)
_TIP = re.compile("温馨提示|号源|(^|[,，::;；])请|您|如有疑问|客服")
_SENTENCES = re.compile("[。;；!！?？\\n]")
_HELP = re.compile("帮助|使用|操作")
"""Help with the app: it may hold a guide to a visit, but is no column of that name."""
_CLAUSES, _DAY = re.compile("[,，!！。]"), re.compile(r"\s*20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]")
LEAST_ITEMS = 4
MOST_READ = 2
_NO_INTRODUCTION = re.compile(
    "科$|科室|专科|学科|病区|医生|专家|协议|条款|政策|声明|新闻|动态|公告|资讯|消息|通知|招聘|指南|须知|文章|知识"
)
_NO_GUIDE = re.compile(
    "预约|挂号|协议|注册|消息|通知|提醒|条款|政策|订单|咨询|宣教|新闻|公告|资讯|收费|价格|物价|价目|招聘|党建"
)
_TELLS_OF_ITSELF = re.compile("动态|简介|概况|概览|介绍|历史|荣誉|文化|风采")
"""Names of pages, not of menus above them, that tell of the hospital and lead nobody."""
PART = 400
_FOR_A_VISIT = re.compile("就诊|就医|门诊|看病|看诊|来院|挂号|预约|取号")
_NOTICE = re.compile("(通知|公告|通告|启事)$")
_SLOTS = re.compile(
    "诊查费|诊察费|诊疗费|号费|医事服务费|号源|余号|约满|选号|\\d+\\s*元号"
    "|(¥\\s*\\d+(\\.\\d+)?|\\d+\\s*元)\\s*(去|立即|我要)?(挂号|预约)"
)
_ONE_DOCTOR = re.compile(r"^(?!.*\d).*(医师|教授|医士)")
_NO_SLOT = re.compile("约满|满诊|无号|停诊|暂无")
_ABOUT_BOOKING = re.compile("(预约|预定|挂号)(的)?(步骤|流程|须知|说明|指南|规则|方法)")
_ENDS = re.compile("(?<=[。;；!！\n])")
_GIVES_BACK = re.compile(
    "[^,，\n]*(取消(?!息)|退号|退约|退费|退款|退回|退还|退改|改签|爽约|失约|视为|不得|黑名单)[^\n]*"
)
_RUN_ON = re.compile(
    r"(?<=[;；。】:：\s])[((]?[1-9][.．、))](?!\d)\s*(?=[一-鿿“「])|(?<=[;；】])[1-9]\s+(?=[一-鿿])"
)
_LED_BY_NAME = re.compile(rf"[【\[]?(线上|在线|网上)?{_ABOUT_BOOKING.pattern}[】\]]?\s*[:：]")
"""A line that begins with the name of what it tells (挂号流程:1.选择科室 …)."""
_LEADS_IN = re.compile("(以下|下列|如下)(方式|步骤|方法|途径|流程)[^\n]{0,6}(预约|挂号)[^\n]{0,2}$")
_TIPS = re.compile(r"(温馨提示|预约提示|就诊提示|注意事项|就诊须知)(\s*[:：]|\s|$)")
_GUIDE = re.compile("^(预约|预定|挂号|就诊|门诊)?(须知|说明|指南|流程|步骤|规则|帮助)$")
_TO_BRING = re.compile(
    "(就诊|看诊|看病|来院|到院|取号)(当日|当天|时|前)[^\\n。;；]{0,6}(携带|带好|带齐|带上|备好|出示)"
)
_TERMS = re.compile(
    "^(门诊|网上|线上|在线|专家|就诊|服务)*(预约|预定|挂号|号源)[^,，。]{0,8}(协议|须知|告知书|条款)$"
)
_CONSENT = re.compile("阅读|同意|知晓|查看|点击")
LEAST_JOINED, LONGEST_BLOCK_HEADING = 3, 20
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
    own = next((h.place for h in strong if _tells(app, key, h.place)), None)
    if own is not None:
        return "in_app", _told(app, function, own)
    for site in linked_sites(app, key):
        fits = adapted(site.screen)
        words = f"{function.name}:链接到网站,{'已' if fits else '未'}适配手机显示"
        choice = "linked_adapted" if fits else "linked_unadapted"
        return choice, yes(words, [app.show_place(site, (), words)])
    behind = _behind(app, key, strong)
    deeper = next((p for p in behind if _tells(app, key, p)), None) or _parted(app, key, strong)
    deeper = deeper or _drawn(app, key, [*(h.place for h in strong), *behind])
    if deeper is None and not others:
        deeper = tells_unasked(app, key)
    if deeper is not None:
        return "in_app", _told(app, function, deeper)
    unread = _unread(app, key, [*(h.place for h in strong), *behind])
    if unread is not None:
        return None, unread
    grounds = conclude(app, function, [o for o in others if o.truth is not None] or others)
    if strong and not others:
        shown = [app.show_place(strong[0].place, (), function.name)]
        words = f"{function.name}:{strong[0].place.path} 没有介绍文字"
        grounds = unseen(app, [h.place for h in strong], words, shown)
    return ("none" if grounds.truth is False else None), grounds


def _behind(app: App, key: str, strong: list[Hit]) -> list[Place]:
    """What is behind entries that lead to no mere menu, on the way to no booking."""
    led = [h for h in strong if not is_menu(app, h.place)]
    places = (p for h in led for p in reach(app, h, depth=2))
    return [p for p in places if not p.outside and not _books(key, p)]


def _parted(app: App, key: str, strong: list[Hit]) -> Place | None:
    """A guide of which each stage has a page of its own."""
    if key != "visit_guide":
        return None
    return next((h.place for h in strong if guides_together(app, h.place)), None)


def _drawn(app: App, key: str, places: list[Place]) -> Place | None:
    """A page that tells what it tells in a picture."""
    drawn = (with_pictures(app, place) for place in places if in_picture(app, place))
    return next((place for place in drawn if _tells(app, key, place)), None)


def _unread(app: App, key: str, places: list[Place]) -> Finding | None:
    """What nobody can judge: it stands in a picture, or is long and says none of the items."""
    name = app.lexicon.functions[key].name
    for place in places:
        shown = [app.show_place(place, (), name)]
        if in_picture(app, place):
            words = f"{name}:{place.path} 的内容在图片里,没有读取"
            return unknown(Cause.NOT_CONCLUSIVE, words, shown)
        if key != "visit_guide" and _is_long(app, key, place):
            words = f"{name}:{place.path} 有成段文字,但未见介绍的内容"
            return unknown(Cause.NEEDS_EXPERT, words, shown)
    return None


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
    """The page introduces something: it has a text of its own that tells one of the items."""
    if hollow_screen(app, place, key) is not None:
        return False
    if key == "visit_guide":
        return guides(app, place, named=True)
    own = _prose(app, place)
    long = any(len(n.text) >= LEAST_PROSE for n in own)
    table = len([n for n in own if re.search("[:：]", n.text)]) >= LEAST_ROWS
    if not long and not table and len(plain("".join(n.text for n in own))) < LONG:
        return False
    fact, function = _ITEMS[key], app.lexicon.functions[key]
    software = key == "hospital_intro" and _SOFTWARE.search(place.screen.text) is not None
    weak = _WEAK_ITEMS | (_OF_ANYBODY if software else set())
    return any(
        telling(app, place, fact, member, pattern, lambda words: _introduces(function, words))
        for member, pattern in kinds()[fact].items()
        if member not in weak
    )


def _prose(app: App, place: Place) -> list[Node]:
    own = frame(app).own(place.screen)
    return [n for n in own if not n.clickable and n.role is not Role.IMAGE]


def _introduces(function: Function, words: str) -> bool:
    """A sentence of an introduction: no tip for who uses the app, no word about the software."""
    if _TIP.search(words) or (function.key == "hospital_intro" and _SOFTWARE.search(words)):
        return False
    return len(plain(words)) >= LEAST_LINE


def _is_long(app: App, key: str, place: Place) -> bool:
    """Sentences without tips that are too many for a list or a notice."""
    if hollow_screen(app, place, key) is not None or _SOFTWARE.search(place.screen.text):
        return False
    said = [s for n in _prose(app, place) for s in _SENTENCES.split(n.text)]
    told = [words for words in said if len(plain(words)) >= LEAST_PROSE and not _TIP.search(words)]
    return len("".join(told)) >= LONG


def items(app: App, fact: str, places: list[Place]) -> dict[str, Finding]:
    """Which items of a set the words of some places tell; what is missing is sought in pictures."""
    found, read = {}, list[Place]()
    for member, pattern in kinds()[fact].items():
        hit = _told_by(app, fact, member, pattern, places)
        if hit is None and places:
            read = read or [with_pictures(app, place) for place in places[:MOST_READ]]
            hit = _told_by(app, fact, member, pattern, read)
        if hit is not None:
            place, node = hit
            found[member] = yes(f"“{node.text[:24]}”", [app.show_place(place, [node], "介绍内容")])
        elif places:
            drawn = [p for p in places if in_picture(app, p)]
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


def _told_by(
    app: App, fact: str, member: str, pattern: re.Pattern[str], places: list[Place]
) -> tuple[Place, Node] | None:
    hits = ((place, told(app, place, fact, member, pattern)) for place in places)
    return next(((place, node) for place, node in hits if node is not None), None)


def _books(key: str, place: Place) -> bool:
    """A list of doctors to book is on the way to a slot and introduces no department.

    One button that only leads on to the slots (查看号源) may well stand under an introduction.
    """
    if key != "department_intro":
        return False
    screen = place.screen
    naming_slots = [n for n in screen.nodes if n.text and _SLOTS.search(n.text)]
    leads = len(naming_slots) == 1 and _leads_to_slots(screen, naming_slots[0])
    if leads and not any(_is_of_a_doctor(n.text) for n in screen.nodes):
        return False
    return bool(_SLOTS.search(screen.text))


def _is_of_a_doctor(words: str) -> bool:
    """The line of one doctor (高卫国 主任医师), unlike how many of them a department has."""
    return len(plain(words)) <= LONGEST_HEADING and _ONE_DOCTOR.search(words) is not None


def _leads_to_slots(screen: Screen, node: Node) -> bool:
    """A button with a name alone, no row of a doctor or a slot with its price or its rest."""
    words = screen.label(node)
    short = len(plain(words)) <= LONGEST_HEADING and not re.search(r"\d", words)
    return node.clickable and short and not _NO_SLOT.search(words)


def intro_places(app: App, key: str, depth: int = 2, most: int = 6) -> list[Place]:
    """The places of an introduction and what is behind them, those with a text of it first.

    Hollow ones are left out.  Behind the first departments of a list there may be nothing but
    their doctors, and the introduction on a tab of its own.
    """
    hits, _ = unclaimed(app, key)
    hits = [h for h in hits if h.candidate.score > NEAR and not _NOTICE.search(name_of(h))]
    found: dict[str, Place] = {}
    for hit in [h for h in hits if h.place.depth > 0]:
        for place in reach(app, hit, depth=depth):
            if hollow_screen(app, place, key) is None and not _books(key, place):
                found.setdefault(place.id, place)
        if len(found) >= most:
            break
    unnamed = tells_unasked(app, key) if not found else None
    ranked = sorted(found.values(), key=lambda place: not _tells(app, key, place))
    return ranked[:most] or ([unnamed] if unnamed is not None else [])


def guide(app: App) -> tuple[str | None, Finding]:
    """1.2.4: choice in_app / linked_adapted / linked_unadapted / no_column / none."""
    choice, grounds = introduction(app, "visit_guide")
    if choice == "in_app" and _only_published(app):
        return "no_column", replace(grounds, reason=f"{grounds.reason}(一篇文章,没有专门栏目)")
    if choice not in {"none", None}:
        return choice, grounds
    function = app.lexicon.functions["visit_guide"]
    letters = app.lexicon.functions[LETTERS]
    for place in app.map.places.values():
        named = f"{place.name}{''.join(place.trail)}"
        own = f"{place.screen.title} {''.join(place.trail[-1:])}"
        other = _NO_GUIDE.search(named) or _TELLS_OF_ITSELF.search(own)
        if match(letters, place.name, "")[0] > NEAR:
            continue
        if not other and not place.outside and guides(app, place):
            words = f"{function.name}:没有专门栏目,内容在 {place.path}"
            return "no_column", yes(words, [app.show_place(place, (), words)])
    return choice, grounds


def _only_published(app: App) -> bool:
    """The guide is a piece of news among others, behind no entry that stays."""
    hits, _ = unclaimed(app, "visit_guide")
    strong = [hit for hit in hits if hit.candidate.score > NEAR and hit.place.depth > 0]
    return bool(strong) and all(_is_published(app, hit) for hit in strong)


def _is_published(app: App, hit: Hit) -> bool:
    """An article, be it that it only has a day and a sentence for a name (这份攻略请收好!), or
    stands in a column of notices."""
    dated = any(_DAY.match(node.text) for node in hit.place.screen.nodes)
    named = _CLAUSES.search(name_of(hit)) is not None
    above = (label.split(" ")[0] for label in hit.place.trail[:-1])
    noticed = any(app.lexicon.says("column", name) for name in above)
    return noticed or (dated and named) or is_article(app.lexicon, hit.place)


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
    else an expert decides whether it is meant for booking.  What tells how to give a booking
    back explains none.
    """
    seen: list[Place] = []
    others: list[Finding] = []
    for key in keys:
        hits, rest = sift(app, key)
        others += [f for f in rest if f.truth is None]
        for hit in hits:
            named = hit.candidate.score > NEAR
            for page in reach(app, hit, depth=1):
                drawn = named and in_picture(app, page)
                place = with_pictures(app, page) if drawn else page
                shown = [app.show_place(place, _deciding(place, test), name)]
                if drawn and in_picture(app, place):
                    words = f"{name}:{place.path} 的内容在图片里,没有读取"
                    others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
                text = filled_text(app, place)
                if len(plain(text)) < (LEAST_CHART if named else LEAST_TEXT):
                    continue
                if not named or claimed(app, hit.candidate):
                    if titled and titled.search(place.name) and test(_of_taking(text)):
                        if _FOR_A_VISIT.search(place.name):
                            return yes(f"{name}:{place.path}", shown)
                        words = f"{name}:{place.path} 有说明,但未写明是否用于预约"
                        others.append(unknown(Cause.NEEDS_EXPERT, words, shown))
                    text = text if is_of_booking(text) else _about_booking(text)
                if test(_of_taking(text)):
                    return yes(f"{name}:{place.path}", shown)
                seen.append(place)
    block = _on_the_way(app, test, tips=titled is not None)
    if block is not None:
        return yes(f"{name}:{block.path}", [app.show_place(block, _deciding(block, test), name)])
    hidden = _under_terms(app, name)
    if others or hidden:
        return any_of([*others, *hidden])
    if seen:
        shown = [app.show_place(p, (), name) for p in seen[:2]]
        return unseen(app, seen, f"{name}:说明文字中未见", shown)
    return conclude(app, app.lexicon.functions[keys[0]], [])


def _under_terms(app: App, name: str) -> list[Finding]:
    """An entry to a guide that the terms of a booking cover, and that nobody opened elsewhere."""
    opened = {way.label for way in app.map.ways if way.target}
    found = []
    for hit in sift(app, "booking")[0]:
        screen = hit.place.screen
        covered = (n for n in screen.nodes if n.clickable and n.covered)
        entry = next((n for n in covered if _GUIDE.search(plain(screen.label(n)))), None)
        if entry is not None and screen.label(entry) not in opened:
            words = (
                f"{name}:{hit.place.path} 的“{screen.label(entry)}”在须先同意的协议之后,没有看到"
            )
            shown = [app.show_place(hit.place, [entry], name)]
            found.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
    return found[:1]


def _on_the_way(app: App, test: Callable[[str], bool], *, tips: bool) -> Place | None:
    """A page on the way to a slot that explains booking under a heading of its own.

    tips: what to bear in mind (温馨提示) counts too: there stands what to bring.
    """
    for hit in sift(app, "booking")[0]:
        for place in reach(app, hit):
            if not place.outside and test(_of_taking(_block(app, place, tips=tips))):
                return place
    return None


def _block(app: App, place: Place, *, tips: bool) -> str:
    """What stands under a heading about booking on a page that is for something else too."""
    screen = place.screen
    own = [n for n in frame(app).own(screen) if not n.clickable and not on_a_tile(screen, n)]
    heads = (
        at
        for at, n in enumerate(own)
        if _heads_block(n.text) or (tips and (_tips(n.text) or _brings(own, at)))
    )
    head = next(heads, None)
    return "" if head is None else "\n".join(n.text for n in own[head:])


def _tips(words: str) -> bool:
    return _TIPS.match(words.strip()) is not None


def _brings(own: list[Node], at: int) -> bool:
    """What the terms of a booking, under their own heading, say to bring on the day."""
    if not _TO_BRING.search(own[at].text):
        return False
    return any(_TERMS.search(plain(head.text)) for head in own[:at])


def _heads_block(words: str) -> bool:
    """A heading about booking; that one has read the notice (已阅读《预约须知》) heads nothing."""
    if _LEADS_IN.search(words) or _LED_BY_NAME.match(words.strip()):
        return True
    short = len(plain(words)) <= LONGEST_BLOCK_HEADING and not _CONSENT.search(words)
    return short and _ABOUT_BOOKING.search(words) is not None


def _of_taking(text: str) -> str:
    """A text without what its sentences say of giving back: from that clause to their end."""
    kept = []
    for said in _ENDS.split(text):
        back = _GIVES_BACK.search(said)
        kept.append(f"{said[: back.start()]}\n" if back else said)
    return "".join(kept)


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


def booking_steps(app: App, text: str) -> int:
    """How many numbered lines, or parts between arrows, say what to do.

    A numbered list of papers is no course.  Steps may follow each other on one line.
    """
    text = _RUN_ON.sub(r"\n\g<0>", text)
    marks = [hit.start() for hit in app.lexicon.signs["step"].finditer(text)]
    parts = [text[x:y] for x, y in itertools.pairwise([*marks, len(text)])]
    numbered = len({part[:60] for part in parts if _DOES.search(part[:60])})
    joined = [part for part in ARROW.split(text) if _DOES.search(part)]
    return max(numbered, len(joined) if len(joined) >= LEAST_JOINED else 0)


def _deciding(place: Place, test: Callable[[str], bool]) -> list[Node]:
    return [n for n in place.screen.nodes if n.text and test(n.text)][:3]
