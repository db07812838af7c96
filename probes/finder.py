"""Intent → place on the map: which of the labels seen is the function that is asked for.

Pure: reads the lexicon and the map, touches nothing.  Every candidate says why it was taken;
the candidates come ranked, so what came second is known too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from devices.model import Role
from probes.appmap import AppMap, Arrival, Place, Way
from probes.articles import in_column, is_article, is_headline, is_hub
from probes.labels import LONGEST_LABEL, asks, goes_home, is_action, is_vague, whole_or_head
from probes.lexicon import LETTERS, OF_LETTERS, TO_READ, Function, Lexicon, plain
from probes.naming import CLEARLY, NAMED, NEAR, match, names_other, naming

_SENDS = re.compile("^(确认|确定|立即|马上)?(提交|发送|发出|取消|结束|完成|保存)")
_SAVES = re.compile("保存|下载|导出|另存|转存")
_AMOUNT = re.compile(r"\s\S*([¥￥]\s*\d|\d\s*元)")
"""A row with an amount behind its name (预交金 余额 ¥120.00): the name alone says what it opens."""
_STEP = re.compile(r"\d{1,2}[.、]?\s+\D")
_ASKED_OFTEN = re.compile("常见问题|常见问答|问题解答|答疑|帮助|FAQ", re.IGNORECASE)
SELF_TEST = "risk_assessment"
"""It may stand among texts to read and bear a question for a name, though not among answers."""
KIN = {"exam_report": "exam_image"}
"""A report stands under the name of the image that it tells of (胸部CT平扫)."""
CHOICE_NODES = 6
_CHOICES = {Role.RADIO, Role.CHECKBOX, Role.CHOICE}
TITLE, TITLE_ALONE, HINT = 0.6, 0.7, 1.5
SIGNS = 2
CONTENT = 0.58
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
        way, place = candidate.way, self.map.places.get(candidate.place)
        if way is not None and candidate.score < HINT and self._asked_of_the_house(function, way):
            return True
        if function.key in TO_READ or candidate.score >= HINT:
            return False
        if way is None:
            label, above = (place.screen.title, place.parent) if place else ("", None)
        else:
            label, above = way.label, self.map.places.get(way.source)
        if is_headline(self.lexicon, label) and match(function, label, "")[0] < WHOLLY:
            return True
        if in_column(self.lexicon, self.map, above):
            return True
        return place is not None and is_article(self.lexicon, place)

    def _asked_of_the_house(self, function: Function, way: Way) -> bool:
        """A question that many ask (系统会评估我的风险吗?), which opens its answer and no test."""
        source = self.map.places.get(way.source)
        if source is None or function.key != SELF_TEST or not is_headline(self.lexicon, way.label):
            return False
        return any(_ASKED_OFTEN.search(name) for name in (source.screen.title, *source.trail[-1:]))

    def _by_way(self, function: Function, way: Way) -> Candidate | None:
        if way.arrival in {Arrival.REFUSED, Arrival.FAILED} or _is_step(way):
            return None
        for hint in self.hints.get(function.key, ()):
            if plain(hint) == plain(way.label):
                return Candidate(HINT, way, way.target, f"医院档案提示“{hint}”", function.key)
        label = self.name_of(way)
        if len(plain(label)) > LONGEST_LABEL:
            return None
        if is_action(label) and self._inside_another(function, way):
            return None
        if self._saves_what_is_shown(function, way):
            return None
        if self._chooses(way) or _within(function, self.map.places.get(way.source)):
            return None
        score, why = match(function, label, self._helpful(function, way))
        if not score and _AMOUNT.search(way.label):
            score, why = match(function, way.label.split(" ")[0], "")
        if way.arrival is not Arrival.SCREEN:
            score *= 0.98
        return Candidate(score, way, way.target, why, function.key) if score else None

    def _saves_what_is_shown(self, function: Function, way: Way) -> bool:
        """保存报告 below the report itself is what one does with it, and no entry to any."""
        source = self.map.places.get(way.source)
        if source is None or not _SAVES.match(plain(way.label)):
            return False
        return function.told_by(source.screen.text)

    def name_of(self, way: Way) -> str:
        """The words of an entry; of a row that also explains itself those above the page it opens.

        So it is in lists of services: 陪护预约, a sentence under it, and 陪护预约 over the page.
        """
        head = way.label.split(" ")[0]
        target = self.map.places.get(way.target)
        if len(plain(way.label)) <= LONGEST_LABEL or target is None or target.outside:
            return way.label
        return head if plain(target.screen.title) == plain(head) else way.label

    def _by_screen(self, function: Function, place: Place) -> Candidate | None:
        if self.map.hinted.get(function.key) == place.id:
            return Candidate(HINT, place.entered_by, place.id, "医院档案提示的位置", function.key)
        title = place.screen.title
        if place.part or _within(function, place):
            return None
        if title and len(plain(title)) <= LONGEST_LABEL:
            score, _ = match(function, title, "")
            if score >= NEAR:
                share = TITLE_ALONE if self._is_mute(place) else TITLE
                return Candidate(score * share, None, place.id, f"页面标题“{title}”", function.key)
        return None

    def _is_mute(self, place: Place) -> bool:
        """Entered by a label of a sign or two that names nothing: a picture that was misread."""
        label = plain(place.trail[-1]) if place.trail else ""
        return 0 < len(label) <= SIGNS and not is_vague(label) and not naming(self.lexicon, label)

    def _by_content(self, function: Function, place: Place) -> Candidate | None:
        """A page that says what only this function says, behind labels that name no other.

        A list of letters is none: their words come together from many functions.
        """
        way = place.entered_by
        if way is None or place.outside or place.part or _within(function, place):
            return None
        if any(self._is_anothers(function, name) for name in self._claims(place)):
            return None
        text = place.screen.text
        if not function.told_by(text):
            return None
        if function.key != LETTERS and self.lexicon.lists_letters(text):
            return None
        why = f"“{way.label}”的内容"
        return Candidate(CONTENT, way, place.id, why, function.key)

    def _is_anothers(self, function: Function, name: str) -> bool:
        """A name that some function bears, and this one less well."""
        best = naming(self.lexicon, name)
        kin = self.lexicon.functions.get(KIN.get(function.key, ""))
        if kin is not None and match(kin, name, "")[0] >= best:
            return False
        return best > NEAR and best > match(function, name, "")[0]

    def _claims(self, place: Place) -> Iterator[str]:
        """What a page goes by: its title, its entry, and the pages above that are no menus."""
        above = place.parent
        names = [place.screen.title, *place.trail[-1:]]
        while above is not None and above.trail:
            if not is_hub(self.lexicon, self.map, above):
                names += above.trail[-1:]
            above = above.parent
        heads = (name.split(" ")[0] for name in names if name)
        return (head for head in heads if not is_vague(head))

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
        if goes_home(way.label):
            return ""
        if function.key in OF_LETTERS:
            return "" if self._leads_across(way) else self._context(way)
        if names_other(self.lexicon, function, whole_or_head(way.label)):
            return ""
        return self._context(way)

    def _leads_across(self, way: Way) -> bool:
        """To a page that stands beside or above: the app's bar (全部服务), no folder of letters."""
        source, target = self.map.places.get(way.source), self.map.places.get(way.target)
        if source is None or target is None or target is source:
            return False
        return target.parent is not source and target.depth <= source.depth

    def _context(self, way: Way) -> str:
        source = self.map.places.get(way.source)
        if source is None or not source.trail:
            return way.section
        return " ".join((source.trail[-1], source.screen.title, way.section))


def _is_step(way: Way) -> bool:
    """A numbered step of what is told (4 入院准备), on which a tap did nothing."""
    return way.arrival is Arrival.NOTHING and _STEP.match(way.label) is not None


def _within(function: Function, place: Place | None) -> bool:
    """True if a page, or one above it, is named as another's whose entries belong to it."""
    if function.not_in is None or place is None:
        return False
    names = (place.screen.title, *(label.split(" ")[0] for label in place.trail))
    return any(function.not_in.search(plain(name)) for name in names)
