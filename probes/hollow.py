"""Is a screen what it promises?  Hollowness recognised in general, on any app.

Pure: reads a screen and what the whole map says on every page (its frame), touches nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from devices.model import Node, Role, Screen
from probes.appmap import AppMap, Place
from probes.lexicon import Lexicon, plain

FRAME_SHARE, MENU_SHARE, LEAST_MENU, MENU_ITEMS = 0.4, 0.8, 4, 3
LEAST_WORDS = 8
LEAST_ENTRIES = 2
SHORT = 140
REAL_WORDS = 24
MIDDLE = 0.05
PAGE_SHARE = 0.5
MORE = 60
SENTENCE, SAME_LINE = 12, 12
SENT_AWAY = 36
"""A dialog of no more characters that names the window says nothing else."""
_DONE_THERE = re.compile("办理|申请|预约|登记|咨询|联系|缴费|缴纳|租借|借用|借取|购买|受理")
_REMINDS = re.compile(
    "取号|报到|签到|取药|候诊|就诊(时|当[日天]|前)|检查前|[前后]请|领取"
    "|无需|不用|不必|如有|如需|成功|停诊|线上|在线|拨打|呼叫|客服"
)
HEADED, ALIGNED = 30, 24
_ENDS = re.compile("[。;!\n]")


class Hollow(StrEnum):
    """In which way a screen is hollow; the value is what users read."""

    ERROR = "错误页面"
    FAILED = "打开时报错"
    PLACEHOLDER = "只有占位文字(建设中、暂未开通等)"
    WINDOW = "只说明请到窗口或打电话办理"
    SHELL = "只有标题、没有内容的空壳"
    SPINNER = "一直在加载"
    EMPTY = "列表为空"


@dataclass(frozen=True)
class Judgement:
    """hollow: None if the screen has content of its own; words: what decided it."""

    hollow: Hollow | None
    words: str = ""


@dataclass(frozen=True)
class Frame:
    """Words that stand on most pages of an app: tab bars, banners, footers.

    said: what the app said in passing after taps; it may still hang over the next page.
    menus: by the folder of their addresses, the words that stand on the pages of one part of
    the app (a ward's system by another vendor) and lead from each of them to the others.
    """

    words: frozenset[str]
    said: frozenset[str] = frozenset()
    menus: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, appmap: AppMap) -> Frame:
        """The frame of an app, from all its places (needs at least five to say anything)."""
        counts: Counter[str] = Counter()
        pages = [place for place in appmap.places.values() if not place.part]
        for place in pages:
            counts.update({plain(words) for words in place.screen.words})
        least = max(FRAME_SHARE * len(pages), 4)
        framing = frozenset(words for words, count in counts.items() if count >= least)
        toasts = frozenset(plain(words) for way in appmap.ways for words in way.events.toasts)
        return cls(framing, toasts - {""}, _menus(appmap, pages))

    def own(self, screen: Screen) -> list[Node]:
        """Nodes whose words belong to this page alone: no frame, no title, no back arrow."""
        framing = {plain(screen.title), *self.menus.get(_folder(screen.address), ())}
        own = [
            node
            for node in screen.nodes
            if node.text and plain(node.text) not in self.words and plain(node.text) not in framing
        ]
        lasting = [node for node in own if not self._hangs_over(node, own, screen)]
        enough = sum(len(plain(node.text)) for node in lasting) >= REAL_WORDS
        return lasting if enough else own

    def _hangs_over(self, node: Node, own: list[Node], screen: Screen) -> bool:
        """Words said in passing, drawn before or after the page, in the middle of the screen."""
        if plain(node.text) not in self.said or node.index not in {own[0].index, own[-1].index}:
            return False
        x, y = node.bounds.center
        aside = abs(x - screen.width / 2) / max(screen.width, 1)
        return aside < MIDDLE and 0.3 < y / max(screen.height, 1) < 0.7


def _menus(appmap: AppMap, pages: list[Place]) -> dict[str, frozenset[str]]:
    """The menus of parts of an app: too few pages bear them to be the frame of the whole.

    A menu is several entries, each of which leads from the other pages of its folder to one.
    """
    folders: dict[str, set[str]] = {}
    for place in pages:
        folders.setdefault(_folder(place.screen.address), set()).add(place.id)
    sources: dict[tuple[str, str], set[str]] = {}
    targets: dict[tuple[str, str], set[str]] = {}
    for way in appmap.ways:
        source, target = appmap.places[way.source], appmap.places.get(way.target)
        here = _folder(source.screen.address)
        if target is None or source.part or target.id not in folders[here]:
            continue
        if target.screen.address != source.screen.address:
            sources.setdefault((here, plain(way.label)), set()).add(source.id)
            targets.setdefault((here, plain(way.label)), set()).add(target.screen.address)
    menus: dict[str, set[str]] = {}
    for (here, words), bearing in sources.items():
        least = max(MENU_SHARE * len(folders[here]), LEAST_MENU)
        if len(bearing) + 1 >= least and len(targets[here, words]) == 1:  # on its own it is dead
            menus.setdefault(here, set()).add(words)
    return {here: frozenset(words) for here, words in menus.items() if len(words) >= MENU_ITEMS}


def _folder(address: str) -> str:
    return re.split("[?#]", address)[0].rpartition("/")[0]


def judge(screen: Screen, frame: Frame, lexicon: Lexicon) -> Judgement:
    """Whether a screen has content of its own, and if not, in which way it is hollow."""
    own = frame.own(screen)
    text = "\n".join(node.text for node in own)
    waiting = [node for node in own if _waits(node, screen, lexicon)]
    size = len(plain("\n".join(node.text for node in own if node not in waiting)))
    working = [n for n in screen.nodes if n.editable or n.role in _OPERABLE]
    pictures = [n for n in screen.nodes if _large_picture(n, screen)]
    if screen.status is not None and screen.status >= 400:
        return Judgement(Hollow.ERROR, f"HTTP {screen.status}")
    refused = _refused_in_front(screen, lexicon)
    if refused is not None:
        return refused
    if size < SHORT and not working:
        for hollow, sign in _SIGNS:
            found = lexicon.signs[sign].search(text)
            if found and _alone(hollow, own, screen, lexicon):
                return Judgement(hollow, found.group(0))
    if _empty(own, text, lexicon) and not working:
        return Judgement(Hollow.EMPTY, lexicon_words(own, lexicon))
    entries = [n for n in own if _entry(n, screen)]
    if size < LEAST_WORDS and not working and not pictures and len(entries) < LEAST_ENTRIES:
        failed = [words for words in screen.events.failures if _counts(words)]
        if failed:
            return Judgement(Hollow.FAILED, failed[0])
        spins = screen.loading or bool(waiting)
        return Judgement(Hollow.SPINNER if spins else Hollow.SHELL, text)
    return Judgement(None)


def _refused_in_front(screen: Screen, lexicon: Lexicon) -> Judgement | None:
    """What a short dialog over the page says instead of opening the function.

    A message without a control over a page that says a lot is left from a tap before.
    """
    for dialog in screen.nodes:
        if dialog.role is not Role.DIALOG or dialog.covered:
            continue
        inside = list(screen.below(dialog))
        text = "\n".join(node.text for node in inside if node.text)
        if len(plain(text)) >= SHORT or any(n.editable or n.role in _OPERABLE for n in inside):
            continue
        if not any(n.clickable for n in inside) and _says_more(screen, inside):
            continue
        for hollow, sign in _SIGNS[:3]:
            found = lexicon.signs[sign].search(text)
            if found:
                return Judgement(hollow, found.group(0))
        sent = lexicon.signs["window"].search(text)
        if sent and any(n.clickable for n in inside) and _only_sends_away(text):
            return Judgement(Hollow.WINDOW, sent.group(0))
    return None


def _only_sends_away(text: str) -> bool:
    """The matter itself is done elsewhere; a reminder (当日请到窗口取号) is no refusal."""
    done_there = _DONE_THERE.search(text) is not None and not _REMINDS.search(text)
    return len(plain(text)) <= SENT_AWAY and done_there


def _says_more(screen: Screen, dialog: list[Node]) -> bool:
    over = {node.index for node in dialog}
    return sum(len(plain(n.text)) for n in screen.nodes if n.index not in over) >= MORE


def lexicon_words(own: list[Node], lexicon: Lexicon) -> str:
    """The words by which a list says that it is empty."""
    return next((n.text for n in own if lexicon.says("empty", n.text)), "")


_OPERABLE = {Role.FIELD, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.CHOICE}
_SIGNS = (
    (Hollow.ERROR, "not_found"),
    (Hollow.FAILED, "failure"),
    (Hollow.PLACEHOLDER, "under_construction"),
    (Hollow.WINDOW, "window"),
)

_RECORD = re.compile(
    r"20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}"
    r"|([¥￥]\s*\d+(\.\d+)?|\d+\.\d{1,2}\s*元)(?!\s*/|\d)"
    r"|\d\s*(mg|ml|μg|g(?![a-z])|毫克|毫升|片|粒|盒|支|丸|袋|贴)"
    r"|\b[A-Z]{2,4}\d{6,}|(?<![-\w])(?!1[3-9]\d{9}(?!\d))\d{8,}",
    re.IGNORECASE,
)
"""What only a record says: a day, an amount that is no rate, a dose, a number of its own."""
_LIST_ENDS = re.compile("^(没有|暂无|无).{0,2}更多|到底了")
_STATE = re.compile(
    r"(前方|前面|还有|当前叫号|叫到|序号|排队号|剩余|余量)[^\n]{0,6}\d|状态\s*[::]?\s*[已待未正]"
    r"|已(配好|报到|签到|出具|审核|揽收|发货)|(回复|答复|处理结果)\s*[::]"
)
_ACT = re.compile("^(立即|马上|我要|去|在线|扫码)?(预约|租借|下单|申请|缴费|支付|提交|报到|签到)$")


def _alone(hollow: Hollow, own: list[Node], screen: Screen, lexicon: Lexicon) -> bool:
    """A sentence about the window among working entries or records is a hint, no refusal.

    A word of refusal on a full page is what a tap somewhere else has left there, and one in a
    clause of many says what would happen (违规账号暂停服务).  The tabs beside it lead elsewhere.
    """
    own = [n for n in own if not _on_tab(n, screen)]
    entries = [n for n in own if _entry(n, screen)]
    if len(entries) > (1 if hollow is Hollow.WINDOW else 2):
        return False
    if hollow is Hollow.WINDOW and _serves(own, entries):
        return False
    sign = next(sign for kind, sign in _SIGNS if kind is hollow)
    sentences = (s for n in own if n not in entries for s in _ENDS.split(n.text))
    rest = [s for s in sentences if not lexicon.says(sign, s)]
    return hollow is Hollow.WINDOW or sum(len(plain(s)) for s in rest) < MORE


def _on_tab(node: Node, screen: Screen) -> bool:
    return any(up.role is Role.TAB for up in (node, *screen.above(node)))


def _serves(own: list[Node], entries: list[Node]) -> bool:
    """Something of the patient's own, or something to do: the window is only where to go then."""
    records = sum(bool(_RECORD.search(n.text)) for n in own) > 1
    acts = any(_ACT.search(plain(n.text)) for n in entries)
    return records or acts or any(_STATE.search(n.text) for n in own)


def _waits(node: Node, screen: Screen, lexicon: Lexicon) -> bool:
    """Words that only say that something is on its way (加载中…)."""
    return (
        len(node.text.strip()) > 2 and lexicon.says("busy", node.text) and not _entry(node, screen)
    )


def _entry(node: Node, screen: Screen) -> bool:
    """Something to tap, or a part of it; a layer as large as the page is no control."""
    page = PAGE_SHARE * screen.width * screen.height
    return node.clickable or any(n.clickable and n.bounds.area < page for n in screen.above(node))


def _empty(own: list[Node], text: str, lexicon: Lexicon) -> bool:
    says = [n for n in own if lexicon.says("empty", n.text) and len(n.text) < 30]
    says = [n for n in says if not _among_answers(n, own) and not _ends_a_list(n, own)]
    if not says:
        return False
    others = [n for n in own if n not in says and not n.clickable]
    told = any(len(n.text) >= SENTENCE or n.text.endswith("。") for n in others)
    if told and all(_unfilled(n, others) for n in says):
        return False  # 职称 暂无,擅长 …: of a page with several fields only some are empty
    return sum(len(plain(n.text)) for n in others) < 40


def _ends_a_list(node: Node, own: list[Node]) -> bool:
    """没有更多了 below a record: the list has come to its end and holds something."""
    above = (n for n in own if n.bounds.bottom <= node.bounds.y + SAME_LINE)
    return bool(_LIST_ENDS.search(node.text)) and any(_RECORD.search(n.text) for n in above)


def _among_answers(node: Node, own: list[Node]) -> bool:
    """One of several answers to touch: 没有, 很少, 有时."""
    size = (node.bounds.w, node.bounds.h)
    alike = [n for n in own if n.clickable and n.text and (n.bounds.w, n.bounds.h) == size]
    return node.clickable and len(alike) > 1


def _unfilled(node: Node, others: list[Node]) -> bool:
    """A bare 暂无 behind the name of a field, on one line with it or right below it."""
    x, y = node.bounds.center
    line = (o for o in others if abs(o.bounds.center[1] - y) < SAME_LINE)
    named = any(o.bounds.center[0] < x for o in line) or any(_heads(o, node) for o in others)
    return plain(node.text) == "暂无" and named


def _heads(name: Node, node: Node) -> bool:
    """A short name right above, where the words below it begin, too."""
    gap = node.bounds.y - name.bounds.bottom
    level = abs(name.bounds.x - node.bounds.x) < ALIGNED
    return -SAME_LINE < gap < HEADED and level and len(plain(name.text)) <= LEAST_WORDS


def _large_picture(node: Node, screen: Screen) -> bool:
    pictorial = bool(node.image) or node.role in {Role.IMAGE, Role.CANVAS, Role.MEDIA}
    return pictorial and node.bounds.area > 0.06 * screen.width * screen.height


def _counts(failure: str) -> bool:
    return failure.split(" ")[0].isdigit() or failure.startswith("失败")
