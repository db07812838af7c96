"""What is a guide to a visit: it leads through several of its stages, one after the other."""

from __future__ import annotations

import re

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.flows.places.content import frame
from probes.flows.places.entries import is_menu
from probes.lexicon import plain

LEAST_TEXT = 40
LEAST_LINE = 12
LEAST_STAGES = 4
LEAST_ORDERED = 3
LEAST_PARTS = 2
LONG = 100
OFTEN = 4
MOST_PRICES = 1
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
_ACTS = re.compile("到|前往|取号|缴费|报到|排队|候诊|挂号|点击|进入|自助机|窗口|打印|领取")
_LATER = re.compile(
    "检查科室|抽血|化验|医技|取药|药房|报告查询|取报告|离院|出院|住院(处|部|须知|手续|流程)|急诊"
)
_INSTRUCTS = re.compile(
    "请(?!假|教)(先|您|在|按|携带|出示|到|前往|凭|于|提前)|凭[^,,。;;]{2,12}(到|在|取|办|登记|报到)"
    "|(到|前往|至)[^,,、。;;]{1,14}(报到|签到|登记|取药|领药|缴费|交费|候诊|等候|等待|取号|挂号|打印|领取|抽血|检查|检验|排队|刷卡|办理|就诊)"
    "|(可|需|须)(在|到|于|通过|提前|凭|先)"
)
"""A line that tells the reader what to do next, not what there is."""
_ORDERED = re.compile("先[^,,。;;]{1,20}[,,]?(再|后)|然后|接着|随后|下一步|第[一二三四五六]步")
ARROW = re.compile("[↓→⇩⇨⬇➜➔➡▼▶]|>>|»")
_COURSE = re.compile("流程|步骤|路线图|攻略|指引|全程")
_HEADS_COURSE = re.compile(
    "^(门诊|急诊|住院|患者|患儿|看病)?(就诊|就医|看诊|看病|诊疗)(流程|步骤)(图)?$"
)
_GUIDE_PART = re.compile("流程|指南|指引|须知|说明|步骤|攻略")
_QUESTION = re.compile("[?？]|^\\s*(问|Q)\\s*\\d*\\s*[:：]")
_PRICE = re.compile("[¥￥]\\s*\\d|\\d\\s*元")


def guides(app: App, place: Place, named: bool = False) -> bool:
    """The page leads through a visit: prose about several of its stages, one after the other.

    A page that bears the name of a guide needs less to be one.  Under another name what merely
    mentions the stages (news, an introduction, a list of prices, questions and answers) is none:
    it must tell what to do, or in which order.
    """
    lines = _lines(app, place)
    prose = [words for words in lines if len(plain(words)) >= LEAST_LINE]
    stages = _stages(prose)
    if named:
        of_booking = is_of_booking(place.screen.text)
        told = sum(len(plain(words)) for words in prose) >= LEAST_TEXT and len(stages) >= 2
        return not of_booking and (told or _runs(lines) or _chart(app, place, lines))
    long = len(prose) >= 2 and len("".join(prose)) >= LONG and len(stages) >= LEAST_STAGES
    prices = sum(_PRICE.search(words) is not None for words in lines)
    asked = sum(_QUESTION.search(words) is not None for words in lines)
    return long and prices <= MOST_PRICES and asked < LEAST_ORDERED and _leads(app, lines)


def guides_together(app: App, menu: Place) -> bool:
    """A menu that is named as a guide: its pages (挂号流程, 取药须知) lead through it together.

    Of entries that are alike the explorer opens a few: those have texts, and the others are
    taken by their names.
    """
    parts = [
        place
        for place in app.map.beyond(menu.id, 1)
        if place is not menu and not place.outside and _GUIDE_PART.search(place.trail[-1])
    ]
    texts = [[w for w in _lines(app, p) if len(plain(w)) >= LEAST_LINE] for p in parts]
    told = [words for text in texts for words in text]
    names = [words for words in menu.screen.words if _GUIDE_PART.search(words)]
    enough = sum(bool(text) for text in texts) >= LEAST_PARTS
    return enough and len(_stages([*told, *names])) >= LEAST_STAGES


def is_of_booking(text: str) -> bool:
    """All of it is about taking a slot: said again and again, and no later stage of a visit."""
    said = re.findall("预约|挂号|号源|约号|退号|选择(?:科室|医生)", text)
    return len(said) >= OFTEN and _LATER.search(text) is None


def _lines(app: App, place: Place) -> list[str]:
    """What a page says itself: nothing that can be tapped."""
    own = frame(app).own(place.screen)
    return [n.text for n in own if not n.clickable and not on_a_tile(place.screen, n)]


def on_a_tile(screen: Screen, node: Node) -> bool:
    """The words of an entry whose frame is what can be tapped."""
    return len(plain(node.text)) < LEAST_LINE and any(
        up.clickable for up in list(screen.above(node))[:3]
    )


def _stages(lines: list[str]) -> list[re.Pattern[str]]:
    """The stages of a visit that some lines tell of, the papers to bring among them."""
    telling = [words for words in lines if not _lists_papers(words)]
    stages = [stage for stage in _STAGES[:-1] if any(stage.search(words) for words in telling)]
    return stages + ([_PAPERS] if any(_PAPERS.search(words) for words in lines) else [])


def _runs(lines: list[str]) -> bool:
    """The whole course in one line, stage → stage → stage, maybe in a panel among others."""
    arrowed = (line for line in lines if len(ARROW.findall(line)) >= LEAST_ORDERED)
    return any(len(_stages([line])) >= LEAST_STAGES for line in arrowed)


def _chart(app: App, place: Place, lines: list[str]) -> bool:
    """A flow chart or a numbered list: the stages by their names alone, in their order."""
    if is_menu(app, place):
        return False
    short = [words for words in lines if len(plain(words)) >= 2]
    stages = [stage for stage in _STAGES[:-1] if any(stage.search(words) for words in short)]
    headed = any(_HEADS_COURSE.search(plain(words)) for words in short)
    ordered = _COURSE.search(place.name) or headed or _in_order(app, lines)
    return len(short) >= LEAST_STAGES and len(stages) >= LEAST_STAGES and bool(ordered)


def _leads(app: App, lines: list[str]) -> bool:
    acts = sum(_INSTRUCTS.search(words) is not None for words in lines)
    return acts >= LEAST_ORDERED or (acts > 0 and _in_order(app, lines) is not None)


def _in_order(app: App, lines: list[str]) -> re.Match[str] | None:
    """Arrows between the lines, numbers before them, or words that put one after another."""
    text = "\n".join(lines)
    numbered = list(app.lexicon.signs["step"].finditer(text))
    arrows = list(ARROW.finditer(text))
    enough = next((hits for hits in (numbered, arrows) if len(hits) >= LEAST_ORDERED), [None])
    return enough[0] or _ORDERED.search(text)


def _lists_papers(words: str) -> bool:
    """What to bring (既往病历、检查报告等资料) tells of papers only, not of an examination."""
    papers = _PAPERS.search(words) or re.search("证件|户口簿|护照|原件|资料", words)
    return papers is not None and _ACTS.search(words) is None
