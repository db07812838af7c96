"""Going into hospital: the arranged admission that a patient can see (2.2.5)."""

from __future__ import annotations

import re
from functools import partial

from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, no, unknown
from probes.flows.forms.submitting import fields, send, sent_finding
from probes.flows.places.absence import not_found
from probes.flows.places.entry import forms_of, is_form, submitted, words_above
from probes.flows.places.hits import sift
from probes.flows.places.search import reach, shown
from probes.flows.screens.fields import pickers, says_choose, value_for
from probes.flows.screens.telling import tells_itself
from probes.labels import SHORT_LABEL
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match, naming

KEY, INFO = "admission_view", "admission_info"
_ORDER = re.compile("开单(医生|时间|日期)|开具(医生|时间)|申请医生|在线开具|医师签名")
_SETTLED = re.compile(
    "已(安排|预约|确认|分配|通知|登记)|(待|拟)入院|床位已|(住院|预约)(预约)?(单|编)?号[::]?\\s*[A-Za-z]*\\d"
    "|(您|你)有[^\\n,。]{0,6}(入院|住院)(安排|通知)|请(您)?(按时|准时)(到院|来院|入院|报到)"
    r"|床位[::]?\n?[^\n]{0,12}\d+\s*床(?![位型])"
)
"""What a page says beside a form to fill in, where the admission is arranged already."""
_STAYS = re.compile(
    "在院(患者|病人|信息)|既往住院(?!史)|出院诊断|(?<!预计)(?<!预约)(住院|在院)天数|(?<!是否)已住院"
)
"""Who lies in hospital by now, or has lain there: nothing is arranged for them any more."""
_TO_COME = re.compile(
    "[待拟可]入院|床位已|已(安排|预约|分配)[^\\n]{0,4}(床|入院|住院)|已通知"
    "|(?<!没)有[^\\n,。]{0,6}(入院|住院)(安排|通知)"
)
_STEP = re.compile(
    "^(填写|完善|登记|补充)?(个人|患者|病人|入院|住院|基本)(信息|资料)(填写|完善|登记)?$"
)
_NEXT = re.compile("下一步")
_PARTICULARS = re.compile(
    "住址|地址|职业|婚姻|联系人|民族|籍贯|工作单位|文化程度|学历|与(患者|病人)关系|过敏史"
)
LEAST_PARTICULARS = 3
"""Of so many the form before an admission asks, under whatever heading."""


def admission_shown(app: App) -> Finding:
    """L1: department, time and bed of an admission can be seen.

    A form to fill in before admission, or a doctor's order that it shall be, arranges none.
    """
    function = app.lexicon.functions[KEY]
    finding = shown(app, KEY, partial(_arranged, app))
    if finding.truth is not None or finding.cause is not Cause.NOT_CONCLUSIVE:
        return finding
    hits, others = sift(app, KEY)
    left = [h for h in hits if h.candidate.score > NEAR and not _something_else(h.place.screen)]
    if left or any(other.truth is None for other in others):
        return finding
    return not_found(app, function)


def _arranged(app: App, screen: Screen) -> bool:
    """A screen that tells of the patient's own admission; what only names an entry says nothing."""
    tags = _tags(app, screen)
    own = [n for n in screen.nodes if n.text and (n in tags or not _names_entry(app, screen, n))]
    asked = _asked(screen)
    said = [n.text for n in own if not any(n.text in name for name in asked)]
    text = "\n".join((screen.title, *said))
    if _ORDER.search(screen.text) or not app.lexicon.functions[KEY].shown_by(text):
        return False
    if _STAYS.search(text) and not _TO_COME.search(text):
        return False
    return not _is_a_form(screen) or bool(_SETTLED.search(text))


def _asked(screen: Screen) -> list[str]:
    """What a form on the page asks for: its words tell of no arrangement."""
    named = [(f, f"{f.label} {f.node.hint}".strip() or f.name) for f in fields(screen)]
    return [f"{name} {' '.join(field.node.options)}" for field, name in named]


def _tags(app: App, screen: Screen) -> list[Node]:
    """The words of what did nothing when tapped, as it says how the matter stands (待入院)."""
    dead = (w for w in app.map.ways if tells_itself(app.map, w))
    here = (w.node for w in dead if app.map.places[w.source].screen is screen)
    return [n for index in here for n in screen.below(screen.nodes[index]) if n.text]


def _names_entry(app: App, screen: Screen, node: Node) -> bool:
    tapped = any(n.clickable for n in (node, *list(screen.above(node))[:2]))
    short = len(plain(node.text)) <= SHORT_LABEL
    return tapped and short and naming(app.lexicon, node.text) > NEAR


def info_entered(app: App) -> Finding:
    """L2: the form about the patient is accepted, and holds what was entered when it is seen again.

    An app that shows something else there than the form is taken at its word.
    """
    sent = submitted(app, INFO, Effect.OWN)
    headed = _under_a_heading(app) if sent.truth is False else []
    for place in headed:
        if app.visit(place) is not None:
            sent = sent_finding(app, app.lexicon.functions[INFO].name, send(app, Effect.OWN))
    if sent.truth is not True:
        return (_on_a_later_step(app) if sent.truth is False else None) or sent
    for place in headed or forms_of(app, sift(app, INFO)[0], lambda place: True)[:1]:
        asked = [n for n in place.screen.nodes if n.editable and not _holds(n)]
        app.visit(app.map.places[app.map.entry])
        screen = app.visit(place)
        again = [n for n in screen.nodes if n.editable] if screen else []
        blank = asked and len(again) >= len(asked) and not any(_holds(n) for n in again)
        if screen is not None and blank and not _shown_beside(app, place.screen, screen):
            words = f"{app.lexicon.functions[INFO].name}:提交后再打开,填写的内容没有保存"
            return no(words, [*sent.evidence, app.show(again[:2], words)], ProofLevel.L2)
    return sent


def _under_a_heading(app: App) -> list[Place]:
    """The page of the admission itself, if it asks for the patient's data.

    It says so in a heading, or asks for what nothing else of an admission needs (住址, 职业).
    """
    function = app.lexicon.functions[INFO]
    for hit in sift(app, KEY)[0]:
        place = hit.place
        named = any(match(function, n.text, "")[0] > NEAR for n in words_above(place.screen))
        named = named or _asks_particulars(place.screen)
        if hit.candidate.score > NEAR and named and is_form(app, place):
            return [place]
    return []


def _asks_particulars(screen: Screen) -> bool:
    asked = (f"{field.label} {field.node.hint}" for field in fields(screen))
    return sum(bool(_PARTICULARS.search(words)) for words in asked) >= LEAST_PARTICULARS


def _on_a_later_step(app: App) -> Finding | None:
    """A step of the request for a bed asks for the patient's data, and was not come to.

    It is not gone through: at its end a bed would be taken.
    """
    name = app.lexicon.functions[INFO].name
    for hit in sift(app, KEY)[0]:
        for place in reach(app, hit, depth=1):
            step = next((n for n in place.screen.nodes if _STEP.search(plain(n.text))), None)
            ways = [w for w in app.map.ways_from(place.id) if _NEXT.match(plain(w.label))]
            stays = ways and all(w.target in {"", place.id} for w in ways)
            if step is not None and stays and pickers(place.screen):
                words = f"{name}:{place.path} 的“{step.text}”一步没有走到"
                return unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(place, [step], name)])
    return None


def _shown_beside(app: App, before: Screen, after: Screen) -> bool:
    """What was entered stands on the page by now, though its fields are blank for the next time."""
    entered = {value_for(app, field) for field in fields(before)}
    fresh = [words for words in after.words if words not in before.words]
    return any(value in words for value in entered if len(value) > 1 for words in fresh)


def _holds(node: Node) -> bool:
    """Something was entered; a choice that still says 请选择 holds nothing."""
    return bool(node.value) and not says_choose(node.value)


def _something_else(screen: Screen) -> bool:
    return _is_a_form(screen) or bool(_ORDER.search(screen.text))


def _is_a_form(screen: Screen) -> bool:
    return len(fields(screen)) >= 2
