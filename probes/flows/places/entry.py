"""Functions whose proof is a form that is filled in, sent and accepted."""

from __future__ import annotations

import re
from collections.abc import Callable

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import AppMap, Arrival, Place, Way
from probes.finding import Finding, any_of, unknown
from probes.flows.forms.question_by_question import answered, question
from probes.flows.forms.senders import buttons, primary, reckoner
from probes.flows.forms.sent_once import note_taken_in, taken_in
from probes.flows.forms.submitting import fields, option_groups, pickers, send, sent_finding
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import hollow_screen, judgement_of, said_by
from probes.flows.places.entries import is_menu
from probes.flows.places.held_back import held_entries, touch_held
from probes.flows.places.hits import WEAK, Hit, candidates, claimed, sift
from probes.flows.places.search import reach
from probes.hollow import Hollow
from probes.labels import whole_or_head
from probes.lexicon import Function, plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match, names_other

MOST_FORMS = 2
LEAST_PICKERS = 2
_ORDERS = re.compile("下单|订购|订餐|预订|预约|购买|结算|支付|缴费|租借|租赁|加入购物")
LEAST_ANSWERS = 2
_ASKS = re.compile(
    "请问[您你]|哪里[^\\n]{0,4}不(舒服|适)|请(选择|点选|点击)[^\\n]{0,8}(部位|区域|症状)"
)
_BEGINS = re.compile(
    "^(我要|我想|去|立即|马上|点击)?(新增|新建|填写|发起|写|提|反映|反馈|提交|申请|记一笔)"
)
_ASIDE = re.compile("拨打|电话|热线|客服|分享|收藏")


def submitted(
    app: App,
    key: str,
    purpose: Effect,
    fits: Callable[[Place], bool] = lambda place: True,
    of: AppMap | None = None,
) -> Finding:
    """L2: the function's form can be filled in and sent, and the app accepts it."""
    function = app.lexicon.functions[key]
    hits, others = sift(app, key, of)
    forms = forms_of(app, hits, fits) or _behind_empty_lists(app, key, fits, of)
    results = []
    for place in forms[:MOST_FORMS]:
        results.append(_send_at(app, place, purpose, function.name))
        if results[-1].truth is True:
            return results[-1]
    if not results and of is None and held_entry(app, key) is not None:
        screen = app.again()
        if fields(screen) and not sells(app, screen):
            results.append(sent_finding(app, function.name, send(app, purpose)))
    if not results and purpose is Effect.OWN and of is None:
        asked = _question_by_question(app, hits)
        results = [answered(app, place, function.name) for place in asked[:1]]
    if results:
        return any_of(results)
    return without_form(app, key, hits, others)


def _question_by_question(app: App, hits: list[Hit]) -> list[Place]:
    """First pages of questionnaires that go on by a touch, where the function is plainly named."""
    strong = [h for h in hits if h.candidate.score > NEAR and not claimed(app, h.candidate)]
    places = (place for hit in strong for place in reach(app, hit, depth=2))
    return [
        p
        for p in places
        if not is_menu(app, p) and (asked := question(p.screen)) and asked.number == 1
    ]


def forms_of(app: App, hits: list[Hit], fits: Callable[[Place], bool]) -> list[Place]:
    """Places with something to fill in or choose and a control to send it, best first."""
    found: dict[str, Place] = {}
    for hit in hits:
        if claimed(app, hit.candidate) or _leads_anywhere(app, hit):
            continue
        for place in reach(app, hit, depth=2):
            another = app.lexicon.functions[hit.candidate.key].is_another(said_by(place.screen))
            if another or not is_form(app, place):
                continue
            if fits(place) and not sells(app, place.screen):
                found.setdefault(place.id, place)
    return list(found.values())


def _behind_empty_lists(
    app: App, key: str, fits: Callable[[Place], bool], of: AppMap | None
) -> list[Place]:
    """Forms right behind a page that lists what was sent before, which is nothing (暂无记录)."""
    appmap, function = of or app.map, app.lexicon.functions[key]
    named = (c for c in candidates(app, key, of) if c.score > NEAR and c.place)
    lists = {c.place: appmap.places[c.place] for c in named}
    empty = [p for p in lists.values() if judgement_of(app, p, of).hollow is Hollow.EMPTY]
    found = {
        way.target: appmap.places[way.target]
        for place in empty
        for way in appmap.ways_from(place.id)
        if way.target in appmap.places and way.target not in lists
        if _opens_anew(app, function, way, appmap.places[way.target])
    }
    forms = (p for p in found.values() if not p.outside and is_form(app, p))
    return [
        p
        for p in forms
        if fits(p) and not sells(app, p.screen) and not function.is_another(said_by(p.screen))
    ]


def _opens_anew(app: App, function: Function, way: Way, form: Place) -> bool:
    """The control names the function, or it begins something (我要反映) whose form names it."""
    label = whole_or_head(way.label)
    if names_other(app.lexicon, function, label):
        return False
    if match(function, label, "")[0] > NEAR:
        return True
    told = (form.screen.title, *(n.text or n.hint for n in form.screen.nodes if not n.covered))
    named = any(match(function, words, "")[0] > NEAR for words in told if words)
    return named and _BEGINS.search(plain(label)) is not None


def _leads_anywhere(app: App, hit: Hit) -> bool:
    """A menu found by what stands around its entry: behind it stand forms of every function."""
    return hit.candidate.score <= WEAK and is_menu(app, hit.place)


def is_form(app: App, place: Place) -> bool:
    """Something to fill in or choose, and a control that would send it or lead on."""
    screen = place.screen
    chips = not is_menu(
        app, place
    )  # the tiles of a menu are no choices, 投诉建议 on it sends nothing
    asks = bool(fields(screen)) or bool(option_groups(screen, app.lexicon, chips))
    asks = asks or len(pickers(screen)) >= LEAST_PICKERS
    if not asks or (
        re.search("搜索|查找", " ".join(f.name for f in fields(screen)))
        and len(fields(screen)) == 1
    ):
        return False
    named = buttons(screen, app.lexicon, "submit_button") or buttons(
        screen, app.lexicon, "next_button"
    )
    sends = bool(named) or primary(screen) is not None
    return sends or reckoner(screen, app.lexicon) is not None


def words_above(screen: Screen) -> list[Node]:
    """What stands above the first field and cannot be tapped: a form may be headed by it."""
    first = min((field.node.bounds.y for field in fields(screen)), default=0.0)
    told = (n for n in screen.nodes if n.text and not n.clickable)
    return [n for n in told if n.bounds.bottom <= first]


def sells(app: App, screen: Screen) -> bool:
    """A page with prices and a control to order: what is sent there buys something."""
    if not app.lexicon.says("money", screen.text):
        return False
    return any(n.clickable and _ORDERS.search(plain(screen.label(n))[:12]) for n in screen.nodes)


def _send_at(app: App, place: Place, purpose: Effect, name: str) -> Finding:
    before = taken_in(app, place, name)
    if before is not None:
        return before
    if app.visit(place) is None:
        shown = [app.show_place(place, (), name)]
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:表单未能再次到达", shown)
    finding = sent_finding(app, name, send(app, purpose))
    note_taken_in(app, place, finding)
    return finding


def held_entry(app: App, key: str) -> Screen | None:
    """The live screen behind an entry from which the explorer held back: 病历提交 on a menu.

    By its words it might change the account's own data, so it takes `own`; where it stands on
    a form it sends that form and is no entry.
    """
    if Effect.OWN not in app.allowed:
        return None
    for way in held_entries(app, key):
        screen = app.map.places[way.source].screen
        if fields(screen) or option_groups(screen, app.lexicon, False):
            continue
        touched = touch_held(app, way)
        if touched is not None and touched[0].digest != touched[1].digest:
            return touched[1]
    return None


def without_form(app: App, key: str, hits: list[Hit], others: list[Finding]) -> Finding:
    """No form was met: the function's screens say whether that means no or unknown."""
    function = app.lexicon.functions[key]
    closed = any(finding.truth is False for finding in others)
    strong = [
        h
        for h in hits
        if h.candidate.score > NEAR
        and not claimed(app, h.candidate)
        and hollow_screen(app, h.place, key) is None
        and not (closed and is_menu(app, h.place))
    ]
    for hit in strong:
        shown = [app.show_place(hit.place, (), function.name)]
        words = f"{function.name}:{hit.place.path} 没有可填写并提交的表单"
        empty = any(app.lexicon.says("empty", p.screen.text) for p in reach(app, hit, depth=1))
        if empty and function.personal:
            others.append(unknown(Cause.NO_DATA, f"{function.name}:没有待填写的内容", shown))
        elif _held_back(app, hit) or _asks_by_tapping(app, hit):
            others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
        else:
            others.append(unseen(app, [hit.place], words, shown, ProofLevel.L2))
    return conclude(app, function, others)


def _asks_by_tapping(app: App, hit: Hit) -> bool:
    """A question with several answers to touch: a talk step by step, which is no form to send."""
    for place in reach(app, hit, depth=1):
        answers = [n for n in place.screen.nodes if n.clickable and not n.covered]
        if any(_ASKS.search(n.text) for n in place.screen.nodes) and len(answers) > LEAST_ANSWERS:
            return True
    return False


def _held_back(app: App, hit: Hit) -> bool:
    """The explorer left a control on these screens untouched: the form may stand behind it."""
    ways = (way for place in reach(app, hit, depth=1) for way in app.map.ways_from(place.id))
    return any(
        way.arrival in {Arrival.REFUSED, Arrival.FAILED} and not _ASIDE.search(way.label)
        for way in ways
    )
