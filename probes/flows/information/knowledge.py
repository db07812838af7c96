"""Medical knowledge: is it there, who writes it, how fresh is it?"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from devices.model import Node
from probes.app import App
from probes.appmap import Place, Way
from probes.articles import is_article
from probes.finding import Finding, unknown, yes
from probes.flows.messages.inbox import inbox, letters
from probes.flows.messages.statements import in_column, stated, statements, stating
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.hits import Hit, name_of, unclaimed
from probes.flows.places.search import reach, shown
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import NEAR, match

MONTH_DAYS, QUARTER_DAYS = 31, 93
LEAST_TEXT, SENTENCE, LEAST_PROSE = 60, 16, 30
LEAST_SIGNED = 2
_DATE = re.compile(r"(20\d{2})[-年/.](\d{1,2})[-月/.](\d{1,2})")
_MEDICAL = re.compile(
    "健康(?!委|卡|码|证|档案)|疾病|预防|治疗|症状|饮食|膳食|营养|用药|护理|康复|血压|血糖|血脂|心脏"
    "|心血管|脑卒中|保健|养[生胃肝肾肺心脾血颜]|运动(?!会)|锻炼|科普(?!通)|病(?!案|历|区|房|床|友|员|人)|肿瘤|癌|结节|骨折|感染|炎|疫苗|怀孕|孕期"
    "|母乳|睡眠|失眠|疼痛|过敏|穴|中医|发热(?!门诊|患者|病)|发烧|退[热烧](?!门诊)|咳嗽|哮喘|腹泻|呕吐|便秘|湿疹|皮疹|雾化|喂养|辅食"
)
_HOUSE = re.compile(
    "会议|召开|调研|挂号|绑定|预约|号源|就诊人|医保(卡|码|电子|支付|报销|政策)|缴费|招聘|招标|采购"
    "|签约|揭牌|座谈|领导|党(委|建|支部|员)"
)
"""Lines on the house and on the use of its app: no knowledge, whatever column they stand in."""
_LEAST_WORDS = 2
_OF_THE_HOUSE = re.compile("就医|医保")
_PROFESSIONAL = re.compile(
    "(作者|供稿|审核|撰稿|专家|来源|编辑|主讲)[^\\n]{0,20}(医|科|教授|院|药|护)|主任医师|副主任|主治医师|医师|教授|(^|[\\s·|/:])[一-鿿]{2,8}(?<![百学本专各])科($|[\\s·|/])"
)

_BYLINE = re.compile(
    r"^(?=[^\n]{0,60}$)(?=[^\n]*(主任|主治|副主任)(医师|护师|药师))(?=[^\n]*20\d{2}[-年/.]\d{1,2})"
    r"[^\n]*(审核|发布|作者|撰稿|供稿|阅读)"
)
"""Who of the doctors wrote or reviewed a text, and when it came out, on one short line."""
_NEWS = re.compile("动态|新闻|公告|通知|要闻|消息")

_LISTED = re.compile(
    "^全部$|^(最新|全部|热门|更多|所有|往期)(健康)?(文章|科普(?!通)|资讯|知识|宣教|内容|发布)$"
)
_FOR_ONE = re.compile(
    r"^(?:[^\n。;；]{0,12}(系统|我们|本院|我院|平台|为您|以下|内容)[^\n。;；]{0,8})?"
    r"(根据|依据|结合|基于|按照|针对)(您|你)的(?![^\n]{0,40}(医生|医师|专家|大夫))"
    r"[^\n。;；]{0,40}(推送|推荐|定制|制定|生成)",
    re.MULTILINE,
)
"""A plan made for one patient is no article that anybody can look up."""
_REASON = re.compile(
    "(推荐|推送)(理由|依据|原因)\\s*[:：]\\s*(因为?|根据|依据)?您[^\\n]{0,24}(诊断|病|检[查验]|化验|分析|结果|用药|手术|住院)"
)


def articles(app: App) -> tuple[list[Place], list[Finding]]:
    """Places of the knowledge column with something to read."""
    personal = _personal(app) | letters(app)
    hits, others = unclaimed(app, "knowledge")
    hits = [hit for hit in hits if hit.place.id not in personal]
    found: dict[str, Place] = {}
    for hit in hits:
        if hit.candidate.score <= NEAR and found:
            continue
        doubtful = _is_doubtful(hit)
        for place in (*reach(app, hit, depth=2), *_met_before(app, hit.place)):
            if (
                hollow_screen(app, place, "knowledge") is None
                and place.id not in personal
                and _to_look_up(app, place, _LEAST_WORDS if doubtful else 1)
            ):
                found.setdefault(place.id, place)
    if not found:
        found = {place.id: place for place in _signed_by_doctors(app, personal)}
    if hits and not found and not others:
        short = next(
            (p for hit in hits for p in reach(app, hit, depth=2) if _is_short(app, p)), None
        )
        shown = [app.show_place(short or hits[0].place, (), "医学知识")]
        if short is not None and short.id not in personal:
            words = f"医学知识:{short.path} 只有一两句话,是否算医学知识请专家判断"
            return [], [unknown(Cause.NEEDS_EXPERT, words, shown)]
        others.append(unseen(app, [h.place for h in hits], "医学知识:栏目中没有文章", shown))
    return list(found.values()), others


def _met_before(app: App, column: Place) -> list[Place]:
    """Articles of a column that the home shows as well: no step deeper than the column itself."""
    opened = (app.map.places[w.target] for w in app.map.ways_from(column.id) if w.target)
    return [at for at in opened if at.depth <= column.depth and _is_published(app, at)]


def _signed_by_doctors(app: App, personal: set[str]) -> list[Place]:
    """Articles on health in a column of any name (孕育圈): a doctor signs each, with its day.

    One alone, or one among the news of the house, is no column.
    """
    signed = [
        place
        for place in app.map.places.values()
        if place.id not in personal
        and not place.outside
        and not in_column(app, place, lambda label: _NEWS.search(label) is not None)
        and any(_BYLINE.search(n.text) for n in frame(app).own(place.screen))
        and hollow_screen(app, place, "knowledge") is None
        and _to_look_up(app, place, _LEAST_WORDS)
        and any(len(n.text) >= LEAST_PROSE for n in _on_health(app, place))
    ]
    return signed if len(signed) >= LEAST_SIGNED else []


def _is_doubtful(hit: Hit) -> bool:
    """A column that may hold news of the house, or help with the app, as well."""
    return hit.candidate.score <= NEAR or bool(_OF_THE_HOUSE.search(name_of(hit)))


def _is_short(app: App, place: Place) -> bool:
    """A dated item on health with a sentence or two under it."""
    own = _on_health(app, place)
    told = any(len(plain(n.text)) >= SENTENCE and n.text.rstrip().endswith("。") for n in own)
    about = _MEDICAL.search("\n".join(n.text for n in own)) is not None
    return told and about and any(_DATE.search(n.text) for n in own)


def _to_look_up(app: App, place: Place, least: int) -> bool:
    """Something to read on health for everybody, with so many words of it at least."""
    if _FOR_ONE.search("\n".join(n.text for n in frame(app).own(place.screen))):
        return False
    text = "\n".join(n.text for n in _on_health(app, place))
    words = {found.group(0) for found in _MEDICAL.finditer(text)}
    return len(plain(text)) > LEAST_TEXT and len(words) >= least


def _on_health(app: App, place: Place) -> list[Node]:
    """What a page says itself, apart from news of the house and help with the app."""
    return [n for n in frame(app).own(place.screen) if not _HOUSE.search(n.text)]


def _personal(app: App) -> set[str]:
    """Pages of what is pushed to one patient, and what is behind them: no library to look up.

    A library may begin with what it has chosen for one patient, and an article that stands in
    it may be pushed as well.
    """
    pushed = [p for p in stating(app, "personal_education", readable=True) if not _is_library(p)]
    listed = _listed(app, {place.id for place in pushed})
    behind = {behind.id for place in pushed for behind in app.map.beyond(place.id, 1)}
    return {place.id for place in pushed} | (behind - listed)


def _listed(app: App, pushed: set[str]) -> set[str]:
    """What opens from a column of knowledge that pushes nothing."""
    column = app.lexicon.functions["knowledge"]
    named = {
        place.id
        for place in app.map.places.values()
        if place.id not in pushed and place.trail and match(column, place.trail[-1], "")[0] > NEAR
    }
    return {way.target for way in app.map.ways if way.source in named and way.target}


def _is_library(place: Place) -> bool:
    """Articles can be sought there, or a second list holds those for everybody."""
    nodes = place.screen.nodes
    sought = any(n.editable and re.search("搜|查找|关键", n.hint) for n in nodes)
    return sought or any(_LISTED.match(plain(n.text)) for n in nodes)


def personal_education(app: App) -> Finding:
    """L1: medical knowledge is chosen for this patient, on a page or in a message."""
    name = app.lexicon.functions["personal_education"].name
    told = stated(app, "personal_education", name, readable=True)
    if told is not None:
        return told
    pushes = statements()["personal_education"][0]
    if (opens := _pushes_articles(app, pushes)) is not None:
        node, place = opens
        return yes(f"{name}:{place.path}“{node.text[:40]}”", [app.show_place(place, [node], name)])
    for message in inbox(app).messages.values():
        topic = message.topic
        if topic is not None and topic.name == "education" and pushes.search(message.text):
            return yes(f"消息“{message.card.title[:30]}”", [message.evidence])
    return shown(app, "personal_education")


def _pushes_articles(app: App, pushes: re.Pattern[str]) -> tuple[Node, Place] | None:
    """A page that says what it chose for this patient, and on which articles open."""
    for place in app.map.places.values():
        if place.outside or place.id in letters(app) or hollow_screen(app, place, "knowledge"):
            continue
        said = [n for n in frame(app).own(place.screen) if not n.clickable]
        lines = ((n, f"{n.text} {after.text}") for n, after in pairwise([*said, *said[-1:]]))
        node = next((n for n, line in lines if pushes.search(n.text) or pushes.search(line)), None)
        ways = app.map.ways_from(place.id)
        telling = ways if node is not None else (w for w in ways if _gives_reason(pushes, w.label))
        opening = next((way for way in telling if _opens_article(app, way)), None)
        if opening is not None:
            return node or place.screen.nodes[opening.node], place
    return None


def _gives_reason(pushes: re.Pattern[str], label: str) -> bool:
    """An entry that says why it was chosen for this patient."""
    return pushes.search(label) is not None or _REASON.search(label) is not None


def _opens_article(app: App, way: Way) -> bool:
    target = app.map.places.get(way.target)
    return target is not None and _is_published(app, target)


def _is_published(app: App, place: Place) -> bool:
    """A text for everybody, by its stamps or by the doctor who signs it."""
    signed = any(_BYLINE.search(n.text) for n in place.screen.nodes)
    return signed or is_article(app.lexicon, place)


def has_knowledge(app: App) -> Finding:
    """L1: articles on medicine or health can be read: at least one opens with a text."""
    places, others = articles(app)
    for place in places:
        prose = [n for n in _on_health(app, place) if len(n.text) >= LEAST_PROSE]
        if prose:
            return yes(f"医学知识:{place.path}", [app.show_place(place, prose[:1], "医学知识")])
    if (opened := _opened(app)) is not None:
        shown = [app.show_place(opened, (), "医学知识")]
        words = f"医学知识:{opened.path} 有文章可读,是否算医学知识请专家判断"
        return unknown(Cause.NEEDS_EXPERT, words, shown)
    if places:
        shown = [app.show_place(p, (), "医学知识") for p in places[:2]]
        return unseen(app, places, "医学知识:只有标题,打不开正文", shown)
    return conclude(app, app.lexicon.functions["knowledge"], others)


def _opened(app: App) -> Place | None:
    """A text that opens from a column of knowledge, though no word of it is one of medicine."""
    personal = _personal(app) | letters(app)
    for hit in unclaimed(app, "knowledge")[0]:
        if _is_doubtful(hit):
            continue
        for place in reach(app, hit, depth=2):
            if place is hit.place or place.id in personal:
                continue
            told = any(len(n.text) >= LEAST_PROSE for n in _on_health(app, place))
            if told and hollow_screen(app, place, "knowledge") is None:
                return place
    return None


def professional(app: App) -> Finding:
    """L1: the articles name a professional as author or reviewer; else an expert decides."""
    places, _ = articles(app)
    if has_knowledge(app).truth is False:
        return _nothing_to_judge(app)
    for place in places:
        node = next((n for n in frame(app).own(place.screen) if _PROFESSIONAL.search(n.text)), None)
        if node is not None:
            return yes(f"文章署名“{node.text[:24]}”", [app.show_place(place, [node], "专业性")])
    if not places:
        return _nothing_to_judge(app)
    shown = [app.show_place(p, (), "医学知识") for p in places[:2]]
    return unknown(Cause.NEEDS_EXPERT, "文章没有署名,内容专业性请专家判断", shown)


def _nothing_to_judge(app: App) -> Finding:
    """Without a column there is neither quality nor freshness; the points do not need them."""
    grounds = has_knowledge(app)
    if grounds.truth is None:
        return grounds
    words = f"没有可读的医学知识,无从判断内容与更新({grounds.reason})"
    return unknown(Cause.NOT_CONCLUSIVE, words, grounds.evidence)


def update(app: App) -> tuple[str | None, Finding]:
    """5.1.1: choice monthly / quarterly / older, from the dates of the newest articles."""
    places, _ = articles(app)
    if has_knowledge(app).truth is not True:  # titles alone may be those of news
        return None, _nothing_to_judge(app)
    dated = []
    for place in places:
        for node in frame(app).own(place.screen):
            for hit in _DATE.finditer(node.text):
                day = _day(*(int(g) for g in hit.groups()))
                if day is not None and day <= date.today():
                    dated.append((day, place, node))
    if not dated:
        if not places:
            return None, _nothing_to_judge(app)
        shown = [app.show_place(p, (), "医学知识") for p in places[:2]]
        return None, unknown(Cause.NOT_CONCLUSIVE, "文章没有日期,无法判断更新频率", shown)
    day, place, node = max(dated, key=lambda item: item[0])
    age = (date.today() - day).days
    choice = "monthly" if age <= MONTH_DAYS else "quarterly" if age <= QUARTER_DAYS else "older"
    words = f"最新一篇 {day:%Y-%m-%d}({age} 天前)"
    return choice, yes(words, [app.show_place(place, [node], words)])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
