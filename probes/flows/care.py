"""4.2.2: what the app reminds one patient of, and which of their measures it watches.

A kind counts where it is what the app says to this patient: a reminder with its heading or
its advice, a measure with its reading or its aim.  Words in passing count for nothing: a
diagnosis names no measure, and a form to enter values watches none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.articles import is_article
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.absence import conclude, unseen
from probes.flows.aftercare import on_control
from probes.flows.cards import cards
from probes.flows.content import frame, judgement_of
from probes.flows.entries import leads_on, untried, ways_of
from probes.flows.forms import fields
from probes.flows.hits import own_hits
from probes.flows.inbox import letters
from probes.flows.messages import kinds, sent
from probes.flows.search import reach
from probes.flows.statements import in_column
from probes.flows.topics import topics
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import NEAR

Test = Callable[[Screen, Node], bool]
REMINDERS, METRICS = "4.2.2.reminder_kinds", "4.2.2.metric_kinds"
HEADING, MEASURE, LONGEST_TAG = 12, 14, 4
_REMINDS = re.compile("提醒|建议|计划|打卡|目标|方案|处方|任务|安排|管理|贴士|指导")
_NO_REMINDER = re.compile("预约|在线|记录|报告|知识|设置|订餐|配送|缴费|说明书")
_FURTHER_NOT = re.compile(
    "诈骗|安全|电信|天气|寒潮|高温|余额|支付|网络|账号|隐私|版本|更新|出行|防疫|疫情|停车|叫号|排队|取号|满意|评价|活动"
    "|排期|排程|分诊|导诊|顺序|治疗(计划|方案|安排)"
)
_ELSEWHERE = re.compile("随访|回访|病历|报告|处方|问卷|风险")
_OF_A_LABORATORY = (re.compile("参考(值|范围|区间)"), re.compile("标本|送检|检验(科|者|医师)|审核"))
_TO_ALL = re.compile("科普(?!通)|知识|宣教|百科|讲堂|课堂|须知|指南|资讯|新闻|公告|动态|常识")
_SIGNED = re.compile(
    r"(作者|来源|供稿|撰稿|编辑|审核)\s*[::]|发布(时间|日期|于)|(阅读|浏览)(量|数|次数)?\s*[::]?\s*\d"
)
_PERSONAL = re.compile(
    r"(您|你)的|(根据|依据|结合|针对|基于)(您|你)|今[日天晚早晨]|明[日天早晚]|本周|上次|最近|目标|打卡"
    r"|(已|未|待)完成|距[^\n]{0,8}\d+\s*天|\d{4}[-年/.]\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}[::]\d{2}"
    r"|\d\s*(mg|毫克|片|粒|丸|袋|支|IU|单位)"
)
"""What is said to one patient bears the day, the own aim, the dose or the patient's name of 您."""
_GENERAL = re.compile(
    "^([一-鿿*]{2,4}的)?(健康|个性化|今日|我的|消息|智能|专属|指标|慢病|提醒|每日|诊后|康复|院后|全部|生活|系统|医生|医院"
    "|给您的?|温馨|贴心|暖心|友情|重要|特别|近期|本周|当前|日常|患者|关爱|关怀|诊疗|就医|就诊|治疗|护理|为您|小)*"
    "(提醒|建议|计划|打卡|目标|方案|处方|任务|安排|管理|贴士|指导|事项|提示)+"
)
_BULLET = r"[\s·•●▪◆■\-*]*(\d{1,2}[.、))]\s*)?"
_BEFORE = f"^{_BULLET}(今日|今天|我的|最近|最新|本周|空腹|餐后|随机|静息|平均|晨起|睡前|监测|关注)*"
_UNIT = r"(mm ?Hg|mmol/?L|kg|公斤|次/分|bpm|%|℃)"
_READING = rf"([((][^))]{{0,16}}[))])?\s*[::]?\s*([<>≤≥]?\s*\d[\d./\-~ ]*\s*{_UNIT}?)?"
_NORM = re.compile(
    r"(正常|参考|标准)(值|范围|区间|水平)?\s*[::]?\s*[<>≤≥]?\s*\d[\d.]*(\s*/\s*\d+)?(\s*[-~–—至]\s*\d[\d.]*)?"
    r"|\d[\d.]*\s*[-~–—至]\s*\d[\d.]*"
)
"""Between which values everybody should be; a reading, a date or an aim beside it is personal."""
_WATCHED = re.compile(
    r"目标|控制|偏高|偏低|正常|超标|达标|关注|异常|预警|上次|最近|最新"
    r"|\d{2,3}\s*/\s*\d{2,3}|\d+(\.\d+)?\s*(mm ?Hg|mmol|kg|公斤|次|bpm|%|℃)"
)
_ADVISED = re.compile(
    "目标|控制(在|于|目标)|偏高|偏低|超标|异常|达标|(建议|请|需|应)[^\n]{0,8}(测|监测|记录|关注)"
    r"|接近[^\n]{0,4}(上限|下限|临界)|临界|(请|建议|需|应)[^\n]{0,10}(复查|复测)"
    r"|(超过|低于|高于|不足|大于|小于|多于|少于|下降|上升|升高|增加|减轻)[^\n]{0,8}\d|每[日天周月早晚][^\n]{0,4}测"
)
_FOR_ONE = re.compile(
    "(根据|依据|结合|针对|基于)(您|你)|(您|你)的(诊断|病种|慢病|病情|病历|档案|目标)|(您|你)[^\n]{0,4}关注"
    "|(重点|请|建议)[^\n]{0,2}关注[^\n]{0,4}指标"
)
"""What says of a page that the aims on it are one patient's own."""
_TOLD_YOU = r"(?<!如果)(?<!假如)(?<![若当])您(的|近|最近|本周|今)[^\n,，。;；]{0,6}?"
"""How a sentence about the own readings begins; one that supposes them tells everybody."""
INDENT = 12
BELOW, LEAST_TOLD, LEAST_ON_CARD, PAGE_SHARE = 32, 6, 3, 0.5
_FIGURES = re.compile(rf"\d[\d.]*\s*({_UNIT}|cm|厘米|次)", re.IGNORECASE)


def reminders(app: App) -> dict[str, Finding]:
    """L1: kinds of reminders and advice on the patient's own page or among the messages."""
    found = {
        kind: any_of([_among(app, _reminding(kind, pattern)), sent(app, f"{REMINDERS}.{kind}")])
        for kind, pattern in kinds()[REMINDERS].items()
    }
    return {**found, "other": _among(app, _further)}


def metrics(app: App) -> dict[str, Finding]:
    """L1: measures of the patient that the app watches: a reading or an aim stands with each."""
    found = {}
    for kind, pattern in kinds()[METRICS].items():
        here = _among(app, _watching(pattern))
        found[kind] = here if kind == "other" else any_of([here, sent(app, f"{METRICS}.{kind}")])
    return found


def _among(app: App, test: Test) -> Finding:
    """A line that passes the test on one of the care pages; a no only if all were seen."""
    places, others, strong = _pages(app)
    doubtful: list[Finding] = []
    for place in places:
        own = [n for n in frame(app).own(place.screen) if test(place.screen, n)]
        node = next((n for n in own if _is_there(app, place, n)), None)
        if node is None:
            continue
        words = f"{place.path}“{node.text[:30]}”"
        shown = [app.show_place(place, [node], node.text[:20])]
        if _to_one_patient(app, place, node):
            return yes(words, shown)
        doubtful.append(unknown(Cause.NOT_CONCLUSIVE, f"{words},看不出是针对本人的", shown))
    function = app.lexicon.functions["personal_reminders"]
    findings = [f for f in others if f.truth is None] + doubtful[:1]
    if strong:
        shown = [app.show_place(p, (), function.name) for p in strong[:2]]
        findings.append(unseen(app, strong, "有个性化建议的页面,未见这一项", shown))
    return any_of(findings or [conclude(app, function, others)])


def _is_there(app: App, place: Place, node: Node) -> bool:
    """What a control promises counts only if something is behind it, but an aim is told."""
    if not on_control(app, place, node) or _ADVISED.search(_beneath(place.screen, node)):
        return True
    return not untried(app, place, node) and leads_on(app, place, node, "personal_reminders")


def _to_one_patient(app: App, place: Place, node: Node | None = None) -> bool:
    """The page speaks to one patient, or the one behind a control on it does."""
    ways = ways_of(app, place, node) if node else ()
    behind = [app.map.places[way.target] for way in ways if way.target in app.map.places]
    own = (n for step in (place, *behind) for n in frame(app).own(step.screen))
    return any(_PERSONAL.search(n.text) for n in own)


def _to_everybody(app: App, place: Place) -> bool:
    """Told to everybody: it stands in such a column, or an author signs it."""
    if in_column(app, place, lambda label: _TO_ALL.search(label[:20]) is not None):
        return True
    return any(_SIGNED.search(n.text) for n in frame(app).own(place.screen))


def _is_for_all(app: App, place: Place) -> bool:
    return is_article(app.lexicon, place) or _to_everybody(app, place)


def _pages(app: App) -> tuple[list[Place], list[Finding], list[Place]]:
    """Pages of personal care, what is hollow of them, and those that surely are such pages."""
    found: dict[str, Place] = {}
    strong: dict[str, Place] = {}
    others: list[Finding] = []
    for key in ("personal_reminders", "health_metrics"):
        hits, rest = own_hits(app, key)
        others += rest
        for hit in hits:
            if is_entry_form(hit.place.screen):
                continue
            if hit.candidate.score > NEAR and not _left_out(app, hit.place):
                strong.setdefault(hit.place.id, hit.place)
            for place in reach(app, hit, depth=2):
                out = is_entry_form(place.screen) or _left_out(app, place)
                if judgement_of(app, place).hollow is None and not out:
                    found.setdefault(place.id, place)
    for place in _by_content(app):
        found.setdefault(place.id, place)
        strong.setdefault(place.id, place)
    sent_ones = _sent_ones(app)
    return [p for p in found.values() if p.id not in sent_ones], others, list(strong.values())


def _elsewhere(place: Place) -> bool:
    """On the way to what was measured or asked for another purpose."""
    return any(_ELSEWHERE.search(label[:20]) for label in place.trail)


def _left_out(app: App, place: Place) -> bool:
    return _elsewhere(place) or _is_for_all(app, place) or _is_report(place)


def _is_report(place: Place) -> bool:
    """The sheet of a laboratory: what it measured once, nobody watches."""
    return all(pattern.search(place.screen.text) for pattern in _OF_A_LABORATORY)


def _tests() -> list[Test]:
    return [_reminding(kind, pattern) for kind, pattern in kinds()[REMINDERS].items()]


def _reminding_heads(app: App, place: Place) -> list[Node]:
    own = frame(app).own(place.screen)
    named = (n for n in own if len(plain(n.text)) <= HEADING)
    return [n for n in named if _REMINDS.search(n.text) or _is_bare_head(place.screen, n)]


def _is_bare_head(screen: Screen, node: Node) -> bool:
    """The bare name of a kind (饮食) over or beside what is told of it, under 我的提醒.

    So the page is called, or the box in which it stands.
    """
    bare = len(plain(node.text)) <= LONGEST_TAG and not node.clickable
    if not bare or not (_is_called(screen.title) or _in_a_box_of_reminders(screen, node)):
        return False
    beside = _row(screen, node).replace(node.text, "", 1)
    return max(len(plain(_beneath(screen, node))), len(plain(beside))) >= LEAST_TOLD


def _is_called(words: str) -> bool:
    said = plain(words)
    return said.endswith("提醒") and len(said) <= HEADING and not _NO_REMINDER.search(said)


def _in_a_box_of_reminders(screen: Screen, node: Node) -> bool:
    boxes = (b for b in list(screen.above(node))[:3] if not _fills_page(screen, b))
    for box in boxes:
        first = next((n for n in screen.below(box) if n.text), node)
        heads = (first, _heading_before(screen, box))
        if any(h is not None and h.index < node.index and _is_called(h.text) for h in heads):
            return True
    return False


def _heading_before(screen: Screen, box: Node) -> Node | None:
    """The last line by itself above a box: between it and the box there are only boxes."""
    beside = [n for n in screen.nodes[: box.index] if n.parent == box.parent and n.text]
    return beside[-1] if beside and not beside[-1].clickable else None


def _fills_page(screen: Screen, box: Node) -> bool:
    return box.bounds.area > PAGE_SHARE * screen.width * screen.height


def _sent_ones(app: App) -> set[str]:
    """Messages; a list of reminders is none, be it called like one (我的提醒): few bear a date."""
    return {name for name in letters(app) if not _keeps_reminders(app, app.map.places[name])}


def _keeps_reminders(app: App, place: Place) -> bool:
    """Headings of two kinds of reminders, and more such headings than dated entries."""
    tests, screen = _tests(), place.screen
    heads = [n for n in _reminding_heads(app, place) if any(test(screen, n) for test in tests)]
    met = sum(any(test(screen, n) for n in heads) for test in tests)
    return met >= 2 and len(cards(screen, frame(app))) < len(heads)


def _by_content(app: App) -> list[Place]:
    """Pages with headings of two kinds of reminders, whatever their entry is called."""
    sent_ones = _sent_ones(app)
    tests = _tests()
    found = []
    for place in app.map.places.values():
        if place.outside or place.id in sent_ones or re.search("消息|通知|设置", place.name):
            continue
        heads = _reminding_heads(app, place)
        kinds_met = sum(any(test(place.screen, n) for n in heads) for test in tests)
        told = kinds_met >= 2 and _to_one_patient(app, place) and not _is_for_all(app, place)
        if told and judgement_of(app, place).hollow is None:
            found.append(place)
    return found


def _reminding(kind: str, pattern: re.Pattern[str]) -> Test:
    counted = f"{REMINDERS}.{kind}"
    topic = next(t for t in topics() if counted in t.counts)

    def test(screen: Screen, node: Node) -> bool:
        words = plain(node.text)
        if len(words) <= HEADING:
            bare = pattern.search(words) and _is_bare_head(screen, node)
            return bool(bare) or _heads(pattern, words)
        leads = (re.split(r"[\s:：]", line.strip())[0] for line in node.text.split("\n"))
        if topic.says(node.text) or _tagged(pattern, screen, node):
            return True
        return any(_heads(pattern, plain(lead)) for lead in leads)

    return test


def _tagged(pattern: re.Pattern[str], screen: Screen, node: Node) -> bool:
    """A line that begins with the bare name of its kind (用药 …), in a box headed 我的提醒."""
    lead, _, rest = node.text.strip().partition(" ")
    if not rest or len(plain(lead)) > LONGEST_TAG or not pattern.search(lead) or node.parent < 0:
        return False
    box = [n for n in screen.below(screen.nodes[node.parent]) if n.text]
    head = plain(box[0].text) if box and box[0].index < node.index else ""
    headed = _REMINDS.search(head) and not _NO_REMINDER.search(head)
    return len(head) <= HEADING and bool(headed)


def _heads(pattern: re.Pattern[str], words: str) -> bool:
    """A heading (用药提醒), alone or in front of its line."""
    short = len(words) <= HEADING and not _NO_REMINDER.search(words)
    return bool(short and pattern.search(words) and _REMINDS.search(words))


def _further(screen: Screen, node: Node) -> bool:
    """The heading of a reminder of a kind that has no name in the rubric.

    One right above the heading of a named kind (宝宝提醒, 复诊提醒 …) heads them all and is none.
    """
    words = plain(node.text)
    named = any(pattern.search(words) for pattern in kinds()[REMINDERS].values())
    measured = any(pattern.search(words) for pattern in kinds()[METRICS].values())
    heads = 4 <= len(words) <= 8 and re.search("(提醒|建议|打卡|计划)$", words)
    others = _NO_REMINDER.search(words) or _FURTHER_NOT.search(words)
    plainly = not _GENERAL.fullmatch(words) and not others
    return bool(heads) and plainly and not (named or measured or _heads_others(screen, node))


def _heads_others(screen: Screen, node: Node) -> bool:
    """The next words are themselves the heading of a kind that has a name."""
    after = next((n for n in screen.nodes[node.index + 1 :] if n.text), node)
    bare, words = _is_bare_head(screen, after), plain(after.text)
    named = kinds()[REMINDERS].values()
    return any(_heads(p, words) or bool(bare and p.search(words)) for p in named)


def _watching(pattern: re.Pattern[str]) -> Test:
    named = f"{_BEFORE}({pattern.pattern})(饱和度|值|水平)?"
    name = re.compile(f"{named}{_READING}$", re.IGNORECASE)
    aimed = re.compile(rf"{named}(\s*[:：]\s*|\s+|$)(?P<rest>.*)$", re.IGNORECASE)
    card = re.compile(f"^{_BULLET}({pattern.pattern})(关注|提醒|监测|管理|趋势)$", re.IGNORECASE)
    said = re.compile(rf"{_TOLD_YOU}({pattern.pattern})(?P<rest>[^\n。;；]*\d[^\n。;；]*)")

    def test(screen: Screen, node: Node) -> bool:
        words = node.text.strip()
        if _FOR_ONE.search(screen.text) and _advised(screen, node, aimed):
            return True
        told = said.search(words)
        if told is not None and _ADVISED.search(told["rest"]):
            return True
        if card.match(words):
            return _FIGURES.search(_told_on_card(screen, node)) is not None
        if len(words) > MEASURE + 14 or not name.match(words):
            return False
        row = f"{_row(screen, node)} {_reading_below(screen, node)}"
        rest = _NORM.sub("", row)
        return bool(_WATCHED.search(rest) or (rest != row and re.search(r"\d", rest)))

    return test


def _advised(screen: Screen, node: Node, aimed: re.Pattern[str]) -> bool:
    """The name of a measure with what to aim at, on its line or on the one below."""
    lines = [*node.text.split("\n"), _beneath(screen, node)]
    told = ((aimed.match(line.strip()), below) for line, below in pairwise(lines))
    return any(m is not None and _ADVISED.search(m["rest"] or below) for m, below in told)


def _beneath(screen: Screen, node: Node) -> str:
    """The words right below a node, in the same column."""
    box = node.bounds
    below = (
        n.text
        for n in screen.nodes[node.index + 1 :]
        if n.text
        and abs(n.bounds.x - box.x) <= INDENT
        and 0 <= n.bounds.y - box.bottom + 8 <= BELOW
    )
    return next(below, "").split("\n")[0]


def _told_on_card(screen: Screen, head: Node) -> str:
    """What a card tells below its head (体重关注: 当前 21.5kg); "" where the words head none."""
    for up in screen.above(head):
        told = [n for n in screen.below(up) if n.text]
        if told[0].index != head.index or _fills_page(screen, up):
            return ""
        if len(told) >= LEAST_ON_CARD:
            return "\n".join(n.text for n in told[1:])
    return ""


def _reading_below(screen: Screen, node: Node) -> str:
    """What the row of a measure tells below its name (体重, 当前 63.2kg): both in one box."""
    box = next((up for up in screen.above(node) if up.clickable), None)
    inside = [n.text for n in screen.below(box) if n.text] if box is not None else []
    return inside[1] if len(inside) == 2 and inside[0] == node.text else ""


def _row(screen: Screen, node: Node) -> str:
    """What stands on one line with a node, the node's own words included."""
    level = node.bounds.center[1]
    reach_ = max(node.bounds.h, 16) / 2 + 4
    return " ".join(
        n.text for n in screen.nodes if n.text and abs(n.bounds.center[1] - level) <= reach_
    )


def is_entry_form(screen: Screen) -> bool:
    """A form for values that the patient measures: it takes, it does not remind."""
    names = " ".join(f.name for f in fields(screen))
    return bool(re.search("血压|血糖|体重|心率|脉搏|收缩|舒张|体温|血氧", names))
