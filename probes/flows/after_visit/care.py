"""4.2.2: what the app reminds one patient of, and which of their measures it watches.

A kind counts where it is what the app says to this patient: a reminder with its heading or
its advice, a measure with its reading or its aim.  A form to enter values watches none.
"""

from __future__ import annotations

import re

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.articles import is_article
from probes.finding import Finding, any_of, unknown, yes
from probes.flows.after_visit.aftercare import on_control
from probes.flows.after_visit.watching import ADVISED, watching
from probes.flows.forms.submitting import fields
from probes.flows.messages.inbox import letters
from probes.flows.messages.received import kinds, sent
from probes.flows.messages.reminding import (
    METRICS,
    REMINDERS,
    Test,
    further,
    named_kinds,
    reminding,
    reminding_heads,
)
from probes.flows.messages.statements import in_column
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.entries import leads_on, untried, ways_of
from probes.flows.places.hits import own_hits
from probes.flows.places.search import reach
from probes.flows.screens.beside import beneath
from probes.flows.screens.cards import cards
from probes.model import Cause
from probes.naming import NEAR

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


def reminders(app: App) -> dict[str, Finding]:
    """L1: kinds of reminders and advice on the patient's own page or among the messages."""
    found = {
        kind: any_of([_among(app, reminding(kind, pattern)), sent(app, f"{REMINDERS}.{kind}")])
        for kind, pattern in kinds()[REMINDERS].items()
    }
    return {**found, "other": _among(app, further)}


def metrics(app: App) -> dict[str, Finding]:
    """L1: measures of the patient that the app watches: a reading or an aim stands with each."""
    found = {}
    for kind, pattern in kinds()[METRICS].items():
        here = _among(app, watching(pattern))
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
    if not on_control(app, place, node) or ADVISED.search(beneath(place.screen, node)):
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
            if _only_takes(hit.place.screen):
                continue
            if hit.candidate.score > NEAR and not _left_out(app, hit.place):
                strong.setdefault(hit.place.id, hit.place)
            for place in reach(app, hit, depth=2):
                out = _only_takes(place.screen) or _left_out(app, place)
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


def _sent_ones(app: App) -> set[str]:
    """Messages; a list of reminders is none, be it called like one (我的提醒): few bear a date."""
    return {name for name in letters(app) if not _keeps_reminders(app, app.map.places[name])}


def _keeps_reminders(app: App, place: Place) -> bool:
    """Headings of two kinds of reminders, and more such headings than dated entries."""
    tests, screen = named_kinds(), place.screen
    heads = [n for n in reminding_heads(app, place) if any(test(screen, n) for test in tests)]
    met = sum(any(test(screen, n) for n in heads) for test in tests)
    return met >= 2 and len(cards(screen, frame(app))) < len(heads)


def _by_content(app: App) -> list[Place]:
    """Pages with headings of two kinds of reminders, whatever their entry is called."""
    sent_ones = _sent_ones(app)
    tests = named_kinds()
    found = []
    for place in app.map.places.values():
        if place.outside or place.id in sent_ones or re.search("消息|通知|设置", place.name):
            continue
        heads = reminding_heads(app, place)
        kinds_met = sum(any(test(place.screen, n) for n in heads) for test in tests)
        told = kinds_met >= 2 and _to_one_patient(app, place) and not _is_for_all(app, place)
        if told and judgement_of(app, place).hollow is None:
            found.append(place)
    return found


def _only_takes(screen: Screen) -> bool:
    """A form for values below which no reading of the patient's is told with what to make of it."""
    if not is_entry_form(screen):
        return False
    tests = [watching(pattern) for pattern in kinds()[METRICS].values()]
    return not any(test(screen, n) for n in screen.nodes if n.text for test in tests)


def is_entry_form(screen: Screen) -> bool:
    """A form for values that the patient measures: it takes, it does not remind."""
    names = " ".join(f.name for f in fields(screen))
    return bool(re.search("血压|血糖|体重|心率|脉搏|收缩|舒张|体温|血氧", names))
