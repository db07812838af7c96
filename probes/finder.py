"""Intent → place on the map: which of the labels seen is the function that is asked for.

Pure: reads the lexicon and the map, touches nothing.  Every candidate says why it was taken;
the candidates come ranked, so what came second is known too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from devices.model import Role
from probes.appmap import AppMap, Arrival, Place, Way
from probes.lexicon import LETTERS, OF_LETTERS, TO_READ, Function, Groups, Lexicon, plain

LONGEST_LABEL = 24
SHORT_LABEL = 12  # read whole: a name that a picture breaks over two lines
_WHOSE = re.compile(
    "(就诊卡|诊疗卡|健康卡|医保卡|社保卡|电子卡|门诊|病案|登记|就诊人|患者|证件?|身份证|卡|本人|ID)"
    r"(号码?|ID)?\s*[::]?\s*[A-Za-z]{0,3}[\d*]{5,}"
    r"|(\d{6}\*{4,}|\d{3,6}\*{6,})[\dXx]{1,4}"
)
"""The number of a card or paper of one person, whole or masked."""
_ACTION = re.compile(
    "^(去|立即|马上|前往|我要|确认|在线|点击|继续)?"
    "(缴费|支付|付费|付款|缴纳|交费|收银台|充值|结算|预约|查询|查看|下载|申请|办理|详情|查看详情)$"
    "|^(去|立即|马上|前往|开始|发起|继续)(问诊|咨询|提问|沟通|看诊)$"
)
_SENDS = re.compile("^(确认|确定|立即|马上)?(提交|发送|发出|取消|结束|完成|保存)")
_OF_A_DOCTOR = re.compile("(医生)?(擅长|专长|主治|主攻|善于|研究方向)(?!.{0,4}(查询|列表|介绍)$)")
_AMOUNT = re.compile(r"\s\S*([¥￥]\s*\d|\d\s*元)")
"""A row with an amount behind its name (预交金 余额 ¥120.00): the name alone says what it opens."""
LEAST_SHARE = 0.3
CHOICE_NODES = 6
LEAST_OF_A_HUB = 3
CLEARLY = 0.15
OTHER = 0.65
"""From this score on, a label that names another function plainly is no name of this one."""
_NAVIGATES = re.compile("^(返回)?(首页|主页)$|^返回|^我的?$")
_ASKS = re.compile("请(您)?(先)?(选择|选取|输入|填写|描述|简述|详述|简要|说明|写|注明|补充)")
_CHOICES = {Role.RADIO, Role.CHECKBOX, Role.CHOICE}
ENTRY, NEAR, CONTEXT, TITLE, HINT = 1.0, 0.55, 0.7, 0.6, 1.5
CONTENT = 0.58
NAMED = 0.75
"""From this score on, a label by itself is the name of a function of the field."""
WHOLLY = 0.9
"""From this score on, a label is nothing but a function's name (挂什么科?), however it reads."""


@dataclass(frozen=True)
class Candidate:
    """One place that may be the function with this key.

    way: the tap that leads there (None if it was found by its title); place: the
    screen's id ("" if the way led nowhere); score: higher is better; why: in Chinese.
    """

    score: float
    way: Way | None
    place: str
    why: str
    key: str


_VAGUE = re.compile("(助手|管家|秘书|专区|空间)$")
"""Names that may stand for anything: what their page says tells more."""


@dataclass(frozen=True)
class Finder:
    """Finds functions on one map.  `hints`: a hospital's own names by function key."""

    lexicon: Lexicon
    map: AppMap
    hints: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, key: str) -> list[Candidate]:
        """Candidates for a function, best first; a screen or dead way appears only once."""
        function = self.lexicon.functions[key]
        found = [self._by_way(function, way) for way in self.map.ways]
        found += [self._by_screen(function, place) for place in self.map.places.values()]
        if function.content and all(c is None or c.score < NAMED for c in found):
            found += [self._by_content(function, place) for place in self.map.places.values()]
        best: dict[str, Candidate] = {}
        real = (c for c in found if c and not self._among_texts(function, c))
        for candidate in sorted(real, key=lambda c: -c.score):
            name = candidate.place or f"{candidate.way and candidate.way.label}"
            best.setdefault(name, candidate)
        return list(best.values())

    def names(self, function: Function, way: Way) -> bool:
        """True if what was tapped plainly names a function, wherever it led."""
        if len(plain(way.label)) > LONGEST_LABEL:
            return False
        acts = is_action(way.label) or _SENDS.match(plain(way.label))
        if acts and (self._inside_another(function, way) or self._titled_another(function, way)):
            return False
        return match(function, way.label, "")[0] > NEAR

    def _among_texts(self, function: Function, candidate: Candidate) -> bool:
        """An article, a piece of news or an answer about a function is not the function."""
        if function.key in TO_READ or candidate.score >= HINT:
            return False
        way, place = candidate.way, self.map.places.get(candidate.place)
        if way is None:
            label, above = (place.screen.title, place.parent) if place else ("", None)
        else:
            label, above = way.label, self.map.places.get(way.source)
        if self._is_headline(label) and match(function, label, "")[0] < WHOLLY:
            return True
        return self._in_column(above) or (place is not None and is_article(self.lexicon, place))

    def _in_column(self, place: Place | None) -> bool:
        """A list of texts (医院动态, 常见问题), or a page of one; a menu of functions is none."""
        while place is not None and place.trail and not self._is_hub(place):
            names = (place.screen.title, place.trail[-1].split(" ")[0])
            if any(self.lexicon.says("column", name) for name in names):
                return True
            place = place.parent
        return False

    def _is_headline(self, label: str) -> bool:
        return self.lexicon.says("headline", label.strip().split(" ")[0])

    def _by_way(self, function: Function, way: Way) -> Candidate | None:
        if way.arrival in {Arrival.REFUSED, Arrival.FAILED}:
            return None
        for hint in self.hints.get(function.key, ()):
            if plain(hint) == plain(way.label):
                return Candidate(HINT, way, way.target, f"医院档案提示“{hint}”", function.key)
        if len(plain(way.label)) > LONGEST_LABEL:
            return None
        if is_action(way.label) and self._inside_another(function, way):
            return None
        if self._chooses(way) or _within(function, self.map.places.get(way.source)):
            return None
        score, why = match(function, way.label, self._helpful(function, way))
        if not score and _AMOUNT.search(way.label):
            score, why = match(function, way.label.split(" ")[0], "")
        if way.arrival is not Arrival.SCREEN:
            score *= 0.98
        return Candidate(score, way, way.target, why, function.key) if score else None

    def _by_screen(self, function: Function, place: Place) -> Candidate | None:
        if self.map.hinted.get(function.key) == place.id:
            return Candidate(HINT, place.entered_by, place.id, "医院档案提示的位置", function.key)
        title = place.screen.title
        if place.part or _within(function, place):
            return None
        if title and len(plain(title)) <= LONGEST_LABEL:
            score, _ = match(function, title, "")
            if score >= NEAR:
                return Candidate(score * TITLE, None, place.id, f"页面标题“{title}”", function.key)
        return None

    def _by_content(self, function: Function, place: Place) -> Candidate | None:
        """A page that says what only this function says, behind labels that name no other.

        A list of letters is none: their words come together from many functions.
        """
        way = place.entered_by
        if way is None or place.outside or place.part or _within(function, place):
            return None
        if any(naming(self.lexicon, name) > NEAR for name in self._claims(place)):
            return None
        text = place.screen.text
        if not function.told_by(text):
            return None
        if function.key != LETTERS and self.lexicon.lists_letters(text):
            return None
        why = f"“{way.label}”的内容"
        return Candidate(CONTENT, way, place.id, why, function.key)

    def _claims(self, place: Place) -> Iterator[str]:
        """What a page goes by: its title, its entry, and the pages above that are no menus."""
        above = place.parent
        names = [place.screen.title, *place.trail[-1:]]
        while above is not None and above.trail:
            if not self._is_hub(above):
                names += above.trail[-1:]
            above = above.parent
        heads = (name.split(" ")[0] for name in names if name)
        return (head for head in heads if not is_vague(head))

    def _is_hub(self, place: Place) -> bool:
        """A menu, whatever it is called: it leads to several functions by their names."""
        ways = self.map.ways_from(place.id)
        labels = {way.label for way in ways if not self._is_headline(way.label)}
        return sum(naming(self.lexicon, label) >= NAMED for label in labels) >= LEAST_OF_A_HUB

    def _inside_another(self, function: Function, way: Way) -> bool:
        """A bare 缴费 on the page of another function belongs to that function."""
        source = self.map.places.get(way.source)
        if source is None or not source.trail:
            return False
        label = whole_or_head(source.trail[-1])
        own = match(function, label, "")[0]
        if 0 < own <= NEAR:
            return False
        others = self.lexicon.functions.values()
        best = max(match(other, label, "")[0] for other in others)
        return best > max(NEAR, own + CLEARLY)

    def _titled_another(self, function: Function, way: Way) -> bool:
        """The page on which a control stands bears the name of another function."""
        source = self.map.places.get(way.source)
        title = source.screen.title if source is not None else ""
        own = match(function, title, "")[0]
        return naming(self.lexicon, title) > max(NEAR, own + CLEARLY)

    def _chooses(self, way: Way) -> bool:
        """A field of a form, or one of its choices (寄送到家), is no entry."""
        if asks(way.label):
            return True
        source, target = self.map.places.get(way.source), self.map.places.get(way.target)
        if source is None or not 0 <= way.node < len(source.screen.nodes):
            return False
        picker = any(node.role is Role.DIALOG for node in source.screen.nodes)
        if picker and target is not None and target.depth < source.depth:
            return True
        if picker and source.entered_by is not None and asks(source.entered_by.label):
            return True  # an answer to 资料类型 请选择
        inside = list(source.screen.below(source.screen.nodes[way.node]))
        return len(inside) <= CHOICE_NODES and any(node.role in _CHOICES for node in inside)

    def _helpful(self, function: Function, way: Way) -> str:
        """The words around a label, unless it says by itself what it is.

        数字影像 among the reports is no laboratory report, whatever the menu is called.  Only
        letters are told by what they are about, so their menu alone says what they are.
        """
        if _NAVIGATES.match(plain(way.label)):
            return ""
        if function.key not in OF_LETTERS and names_other(
            self.lexicon, function, whole_or_head(way.label)
        ):
            return ""
        return self._context(way)

    def _context(self, way: Way) -> str:
        source = self.map.places.get(way.source)
        if source is None or not source.trail:
            return way.section
        return " ".join((source.trail[-1], source.screen.title, way.section))


def _within(function: Function, place: Place | None) -> bool:
    """True if a page, or one above it, is named as another's whose entries belong to it."""
    if function.not_in is None or place is None:
        return False
    names = (place.screen.title, *(label.split(" ")[0] for label in place.trail))
    return any(function.not_in.search(plain(name)) for name in names)


@lru_cache(maxsize=100_000)
def match(function: Function, label: str, context: str) -> tuple[float, str]:
    """How well a label names a function: (score, why); score 0 means not at all."""
    words = plain(label)
    if not words or _OF_A_DOCTOR.match(words) or (function.not_ and function.not_.search(words)):
        return 0.0, ""
    own = _named(function.entry, label, words)
    if own:
        return ENTRY * (0.6 + 0.4 * own), f"入口“{label}”"
    around = plain(context)
    if around and not (function.not_ and function.not_.search(around)):
        joint = max((_joint(groups, words, around) for groups in function.entry), default=0.0)
        if joint:
            return CONTEXT * (0.6 + 0.4 * joint), f"“{context.split()[0]}”下的“{label}”"
    near = _named(function.near, label, words)
    if near:
        return NEAR * (0.6 + 0.4 * near), f"上级菜单“{label}”"
    if len(words) >= 4:
        alike = fuzz.ratio(words, plain(function.name)) / 100
        if alike >= 0.75:
            return NEAR * alike, f"名称近似“{label}”"
    return 0.0, ""


STAMPS = ("stamp_when", "stamp_who", "stamp_read")
"""What stands under the headline of an article: when it came out, who wrote it, how many read."""


def is_article(lexicon: Lexicon, place: Place) -> bool:
    """A text published for everybody: it bears two stamps, or one and its entry's words."""
    stamps = sum(any(lexicon.says(s, n.text) for n in place.screen.nodes) for s in STAMPS)
    if stamps != 1 or not place.trail:
        return stamps > 1
    headline = plain(place.trail[-1].split(" ")[0])
    repeated = any(plain(node.text) == headline for node in place.screen.nodes)
    return repeated and len(headline) >= SHORT_LABEL


def whole_or_head(label: str) -> str:
    """A short label as it is; of a longer one (a card, an item of a list) its first words."""
    return label if len(plain(label)) <= SHORT_LABEL else label.split(" ")[0]


def asks(label: str) -> bool:
    """Words that ask for something to be filled in or chosen (请描述症状): no entry."""
    return _ASKS.search(label) is not None


def is_vague(label: str) -> bool:
    """A name that may stand for anything (健康助手): no other function is plainly meant."""
    return _VAGUE.search(plain(label)) is not None


def goes_home(label: str) -> bool:
    """The way back to where everything begins."""
    return _NAVIGATES.match(plain(label)) is not None


def is_action(label: str) -> bool:
    """A bare verb on a control (缴费, 去支付, 查看): it names no function by itself."""
    return _ACTION.match(plain(label)) is not None


def says_whose(label: str) -> bool:
    """The row of one card or person among several (就诊卡 20260001 张三 本人): for whom, not what.

    Whoever goes by it is still in the function that asked.
    """
    return _WHOSE.search(label) is not None


def naming(lexicon: Lexicon, label: str) -> float:
    """How well a label by itself names any function of the field: the best score."""
    return max(_names(lexicon, label).values(), default=0.0)


@lru_cache(maxsize=20_000)
def _names(lexicon: Lexicon, label: str) -> dict[str, float]:
    """How well a label by itself names each function of the field, those that it names."""
    scores = ((key, match(f, label, "")[0]) for key, f in lexicon.functions.items())
    return {key: score for key, score in scores if score}


def names_other(lexicon: Lexicon, function: Function, label: str) -> bool:
    """True if a label plainly names another function and this one less well, or not at all.

    A bare verb (缴费, 查看) is none: it belongs to the page on which it stands; nor is a name
    that may stand for anything.
    """
    if is_action(label) or is_vague(label):
        return False
    best = naming(lexicon, label)
    own = _names(lexicon, label).get(function.key, 0.0)
    return best >= OTHER and (own if own > NEAR else 0.0) < best - CLEARLY


def shows(function: Function, text: str) -> bool:
    """True if the text carries every proof pattern of the function."""
    return all(pattern.search(text) for pattern in function.proof)


def _named(alternatives: tuple[Groups, ...], label: str, words: str) -> float:
    """The best coverage; what a card merely mentions below its heading does not name it."""
    best = max((_coverage(groups, words) for groups in alternatives), default=0.0)
    if best >= LEAST_SHARE:
        return best
    head = next((part for part in map(plain, label.split()) if len(part) >= 2), words)
    return best if any(_coverage(groups, head) for groups in alternatives) else 0.0


def _coverage(groups: Groups, words: str) -> float:
    """Share of the label that the groups explain; 0 if a group is missing."""
    marked = bytearray(len(words))
    for group in groups:
        hits = list(group.finditer(words))
        if not hits:
            return 0.0
        for hit in hits:
            marked[hit.start() : hit.end()] = b"\x01" * (hit.end() - hit.start())
    if len(groups) > 1 and not _apart(groups, words):
        return 0.0
    return sum(marked) / len(words)


def _apart(groups: Groups, words: str) -> bool:
    """True if the groups can be found at places that do not overlap (检查 is not 检查 twice)."""

    def place(index: int, taken: tuple[re.Match[str], ...]) -> bool:
        if index == len(groups):
            return True
        for start in range(len(words)):
            hit = groups[index].match(words, start)
            if hit is None:
                continue
            free = all(hit.end() <= t.start() or hit.start() >= t.end() for t in taken)
            if free and place(index + 1, (*taken, hit)):
                return True
        return False

    return place(0, ())


def _joint(groups: Groups, words: str, around: str) -> float:
    """Like coverage, where some groups stand only in the context."""
    here = [group for group in groups if group.search(words)]
    if not here or len(here) == len(groups):
        return 0.0
    if not all(group.search(around) for group in groups if group not in here):
        return 0.0
    return _coverage(tuple(here), words)
