"""The guide to booking: its steps and what to bring, on a page of its own or on the way there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.booking.booking_boxes import told_in_a_box
from probes.flows.booking.doctor_visit import confirm_places
from probes.flows.booking.live_confirm import unmapped_confirm
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, in_picture
from probes.flows.places.guides import ARROW, is_of_booking, on_a_tile
from probes.flows.places.hits import Hit, claimed, sift
from probes.flows.places.search import reach
from probes.flows.places.sections import filled_text
from probes.flows.screens.courses import BOOKING, DOES, steps_told
from probes.flows.screens.pictures import with_pictures
from probes.lexicon import plain
from probes.model import Cause
from probes.naming import NEAR

LEAST_TEXT, LEAST_CHART = 40, 16
PART = 400
LEAST_JOINED, LONGEST_BLOCK_HEADING, LONGEST_BRINGING = 3, 20, 10
_FOR_A_VISIT = re.compile("就诊|就医|门诊|看病|看诊|来院|挂号|预约|取号")
_ABOUT_BOOKING = re.compile(
    "(?:(预约|预定|挂号)(的|就医|就诊|看病|看诊)?(步骤|流程|须知|说明|指南|规则|方法)"
    "|(预约|挂号)(前|时)?(需要?|要)?(准备|携带|带)(什么|哪些|的?(材料|证件|资料))"
    "|(怎么|怎样|如何)(预?约|挂号)(?!不|退))"
)
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
_TIPS = re.compile(
    r"(温馨提示|预约提示|就诊提示|注意事项|就诊须知|(预约|挂号|就诊)前请[看读])(\s*[:：]|\s|$)"
)
_GUIDE = re.compile("^(预约|预定|挂号|就诊|门诊)?(须知|说明|指南|流程|步骤|规则|帮助)$")
_TO_BRING = re.compile(
    "(就诊|看诊|看病|来院|到院|取号)(当日|当天|时|前)[^\\n。;；]{0,6}(携带|带好|带齐|带上|备好|出示|[请需要]带)"
)
_TERMS = re.compile(
    "^(门诊|网上|线上|在线|专家|就诊|服务)*(预约|预定|挂号|号源)[^,，。]{0,8}(协议|须知|告知书|条款)$"
)
_OPENS_TERMS = re.compile("《|协议|条款|同意书|须知|告知书")
"""Over the page to confirm lie its terms then: their clauses are no steps."""
_CONSENT = re.compile("阅读|同意|知晓|查看|点击")


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
    asked = _Asked(app, test, name, titled)
    for key in keys:
        hits, others = sift(app, key)
        asked.open += [f for f in others if f.truth is None]
        for hit in hits:
            for page in reach(app, hit, depth=1):
                told = asked.told_on(page, hit)
                if told is not None:
                    return told
    block = _on_the_way(app, test, tips=titled is not None)
    if block is not None:
        deciding = _deciding(block.screen, test)
        return yes(f"{name}:{block.path}", [app.show_place(block, deciding, name)])
    boxed = told_in_a_box(app, _ABOUT_BOOKING, lambda words: test(_of_taking(words)), name)
    if boxed is not None:
        return boxed
    told = _told_at_confirm(app, test, name, tips=titled is not None)
    if told is not None and told.truth:
        return told
    asked.open += [*_under_terms(app, name), *([told] if told is not None else [])]
    if asked.open:
        return any_of(asked.open)
    if asked.read:
        shown = [app.show_place(p, (), name) for p in asked.read[:2]]
        return unseen(app, asked.read, f"{name}:说明文字中未见", shown)
    return conclude(app, app.lexicon.functions[keys[0]], [])


@dataclass
class _Asked:
    """What a guide is asked for (see explained), and what came of reading.

    open: what nobody could read or judge; read: places whose texts do not tell it.
    """

    app: App
    test: Callable[[str], bool]
    name: str
    titled: re.Pattern[str] | None
    open: list[Finding] = field(default_factory=list)
    read: list[Place] = field(default_factory=list)

    def told_on(self, page: Place, hit: Hit) -> Finding | None:
        """The grounds if a page behind an entry tells it; None if not, or if it stays open."""
        named = hit.candidate.score > NEAR
        drawn = named and in_picture(self.app, page)
        place = with_pictures(self.app, page) if drawn else page
        shown = [self.app.show_place(place, _deciding(place.screen, self.test), self.name)]
        if drawn and in_picture(self.app, place):
            words = f"{self.name}:{place.path} 的内容在图片里,没有读取"
            self.open.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
        text = filled_text(self.app, place)
        if len(plain(text)) < (LEAST_CHART if named else LEAST_TEXT):
            return None
        general = not named or claimed(self.app, hit.candidate)
        if general and self._by_its_name(place, text):
            if _FOR_A_VISIT.search(place.name):
                return yes(f"{self.name}:{place.path}", shown)
            words = f"{self.name}:{place.path} 有说明,但未写明是否用于预约"
            self.open.append(unknown(Cause.NEEDS_EXPERT, words, shown))
        if general and not is_of_booking(text):
            text = _about_booking(text)
        if self.test(_of_taking(text)):
            return yes(f"{self.name}:{place.path}", shown)
        self.read.append(place)
        return None

    def _by_its_name(self, place: Place, text: str) -> bool:
        """The place says in its name that it is about this, and tells it."""
        named = self.titled is not None and self.titled.search(place.name) is not None
        return named and self.test(_of_taking(text))


def _about_booking(text: str) -> str:
    """The part of a general guide that follows a heading about booking."""
    hit = _ABOUT_BOOKING.search(text)
    return text[hit.start() : hit.start() + PART] if hit else ""


def _of_taking(text: str) -> str:
    """A text without what its sentences say of giving back: from that clause to their end."""
    kept = []
    for said in _ENDS.split(text):
        back = _GIVES_BACK.search(said)
        kept.append(f"{said[: back.start()]}\n" if back else said)
    return "".join(kept)


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
    """A page on the way to a slot, up to the one to confirm it, that explains booking under a
    heading of its own.

    tips: what to bear in mind (温馨提示) counts too: there stands what to bring.
    """
    near = (place for hit in sift(app, "booking")[0] for place in reach(app, hit))
    confirming = (p for p in confirm_places(app) if not _OPENS_TERMS.search("".join(p.trail[-1:])))
    for place in itertools.chain(near, confirming):
        if not place.outside and test(_of_taking(_block(app, place.screen, tips=tips))):
            return place
    return None


def _told_at_confirm(
    app: App, test: Callable[[str], bool], name: str, *, tips: bool
) -> Finding | None:
    """What a confirm page tells that only a walk comes to; None where it surely tells nothing."""
    found = unmapped_confirm(app)
    if isinstance(found, Screen):
        if not test(_of_taking(_block(app, found, tips=tips))):
            return None
        return yes(f"{name}:预约确认页", [app.show(_deciding(found, test), name)])
    if found is None or found.truth is not None:
        return None
    words = f"{name}:未走到预约确认页,没有看到那里的说明({found.reason[:60]})"
    return unknown(found.cause or Cause.NOT_CONCLUSIVE, words, found.evidence)


def _block(app: App, screen: Screen, *, tips: bool) -> str:
    """What stands under a heading about booking on a page that is for something else too."""
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
    """What a heading, or the terms of a booking under their own, say to bring on the day."""
    if not _TO_BRING.search(own[at].text):
        return False
    if len(plain(own[at].text)) <= LONGEST_BRINGING:
        return True
    return any(_TERMS.search(plain(head.text)) for head in own[:at])


def _heads_block(words: str) -> bool:
    """A heading about booking; that one has read the notice (已阅读《预约须知》) heads nothing."""
    if _LEADS_IN.search(words) or _LED_BY_NAME.match(words.strip()):
        return True
    short = len(plain(words)) <= LONGEST_BLOCK_HEADING and not _CONSENT.search(words)
    return short and _ABOUT_BOOKING.search(words) is not None


def _deciding(screen: Screen, test: Callable[[str], bool]) -> list[Node]:
    return [n for n in screen.nodes if n.text and test(n.text)][:3]


def booking_steps(app: App, text: str) -> int:
    """How many numbered lines, or parts between arrows, say what to do.

    A numbered list of papers is no course.  Steps may follow each other on one line.
    """
    text = _RUN_ON.sub(r"\n\g<0>", text)
    marks = [hit.start() for hit in app.lexicon.signs["step"].finditer(text)]
    parts = [text[x:y] for x, y in itertools.pairwise([*marks, len(text)])]
    numbered = len({part[:60] for part in parts if DOES.search(part[:60])})
    joined = [part for part in ARROW.split(text) if DOES.search(part)]
    return max(
        numbered, steps_told(text, BOOKING), len(joined) if len(joined) >= LEAST_JOINED else 0
    )
