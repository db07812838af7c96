"""Downloads: is there a control, does it hand over a file, is the file a document?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Download, Node, Screen
from probes.app import App, Document
from probes.appmap import AppMap, Arrival, Place, Way, page_of
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, hollow_screen, said_by
from probes.flows.places.hits import Hit, sift
from probes.flows.places.images import imaged_reports
from probes.flows.places.opening import live
from probes.flows.places.search import reach
from probes.flows.screens.beside import in_top_bar
from probes.flows.screens.controls import labelled
from probes.flows.screens.waiting import awaited
from probes.lexicon import Function, plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match, names_other

IMAGES, REPORTS = "exam_image", ("exam_report", "lab_report")
LEAST_WRITTEN = 40
_MENU = re.compile("^(更多(操作)?|操作|菜单|[.·…⋯]{1,3})$")
_HOLDS_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
"""A picture in a PDF: its head is never packed away with the rest of the file."""
_PICTURE = re.compile("原图|图片|图像|大图|高清图")
_ASIDE = re.compile(
    "返回|首页|主页|电话|客服|咨询|问诊|预约|挂号|缴费|支付|分享|解读|关闭|更多|评价|删除|申请|提交|确定|打印|复印"
)
_OTHER_FILE = re.compile(
    "手册|(就医|就诊|操作|使用|查询|住院|入院|报销)指南|须知|说明(?!书)|模板|样例|教程|解读"
    "|同意书|政策|申请表|APP|客户端",
    re.IGNORECASE,
)


def downloaded(app: App, key: str) -> Finding:
    """L2: from the function's screens a file can be had that is a real document."""
    function = app.lexicon.functions[key]
    hits, others = sift(app, key)
    if not function.proof:  # then only a name tells: a menu's other files prove nothing
        hits = [hit for hit in hits if hit.candidate.score > NEAR]
    results = _by_its_name(app, function) or (_of_imaged_reports(app) if key == IMAGES else [])
    if results:
        return any_of(results)
    seen_record = False
    for hit in hits:
        for place in reach(app, hit, depth=3):
            if function.proof and not function.shown_by(said_by(place.screen)):
                continue
            if hollow_screen(app, place, key):
                continue
            seen_record = True
            results += [
                finding
                for w in _ways(app, place)
                if not _hands_images(app, key, w.label)
                and (finding := _handed_over(app, place, w, key))
            ]
            if any(r.truth for r in results):
                return any_of(results)
            if not results and (control := _control(app, place.screen, key)):
                results.append(_try(app, place, control, key))
                if results[-1].truth:
                    return results[-1]
    if not results:
        results = [f for hit in hits for f in _behind_menus(app, hit, key)]
    if not any(result.truth is False for result in results):
        tried, seen = _live(app, key)
        seen_record = seen_record or seen
        results = tried or results
    if results:
        return any_of(results)
    if seen_record:
        pages = (p for h in hits for p in reach(app, h, depth=3))
        place = next((p for p in pages if function.shown_by(said_by(p.screen))), hits[0].place)
        words = f"{function.name}:{place.path} 可查看,未见下载入口"
        return unseen(app, [place], words, [app.show_place(place, (), "未见下载入口")])
    named = [hit for hit in hits if hit.candidate.score > NEAR]
    if named and not others:
        words = f"{function.name}:未见可供下载的内容"
        return unknown(Cause.NO_DATA, words, [app.show_place(named[0].place, (), words)])
    return conclude(app, function, others)


def _behind_menus(app: App, hit: Hit, key: str) -> list[Finding]:
    """What the menu in the bar of a report brings (更多 › 存为 PDF).

    One such menu stands on the pages of every kind of report; tried on one page, it says nothing
    about the others.
    """
    function = app.lexicon.functions[key]
    for place in reach(app, hit, depth=3):
        menu = _bar_menu(place.screen)
        if menu is None or any(w.node == menu.index for w in app.map.ways_from(place.id)):
            continue
        told = function.proof and function.shown_by(said_by(place.screen))
        if not told or hollow_screen(app, place, key):
            continue
        here = app.visit(place)
        node = labelled(here, place.screen.label(menu)) if here is not None else None
        if node is None:
            return [_unopened(app, place, menu, function.name, "")]
        try:
            control = _control(app, app.tap(node), key)
        except (ActionRefused, NodeCovered, StaleNode) as failure:
            return [_unopened(app, place, menu, function.name, f"({failure})")]
        return [_take(app, app.again(), control, key)] if control is not None else []
    return []


def _unopened(app: App, place: Place, menu: Node, name: str, why: str) -> Finding:
    words = f"{name}:{place.path} 右上角的“{place.screen.label(menu)}”没有打开{why}"
    return unknown(Cause.NOT_CONCLUSIVE, words, [app.show_place(place, [menu], "菜单未打开")])


def _bar_menu(screen: Screen) -> Node | None:
    taps = (n for n in screen.nodes if n.clickable and in_top_bar(screen, n))
    return next((n for n in taps if _MENU.match(screen.label(n).strip())), None)


def _hands_images(app: App, key: str, label: str) -> bool:
    """What hands over the images of an examination (保存影像图片) is no control of its report."""
    return key != IMAGES and match(app.lexicon.functions[IMAGES], label, "")[0] > NEAR


def _by_its_name(app: App, function: Function) -> list[Finding]:
    """What a control brought that names the function itself (保存影像图片).

    It is an action, wherever it stands and also where the map has what it opened as a place;
    but 药单下载 on a page that is called 出院处方 hands over what is brought home.
    """
    named = (
        (way, app.map.places[way.source].screen)
        for way in app.map.ways
        if _offers(app, way.label) and match(function, way.label, "")[0] > NEAR
    )
    shown = (
        way
        for way, screen in named
        if not (function.not_in and function.not_in.search(plain(screen.title)))
        and (not function.proof or function.shown_by(said_by(screen)))
    )
    return _brought(app, shown, function.key)


def _of_imaged_reports(app: App) -> list[Finding]:
    """What 保存原图 brought where the image stands on the page of its report."""
    pages = {place.id for place, _ in imaged_reports(app)}
    ways = (w for w in app.map.ways if w.source in pages and _PICTURE.search(w.label))
    return _brought(app, (way for way in ways if _offers(app, way.label)), IMAGES)


def _brought(app: App, ways: Iterable[Way], key: str) -> list[Finding]:
    """The real files that some ways handed over."""
    handed = (_handed_over(app, app.map.places[way.source], way, key) for way in ways)
    return [found for found in handed if found is not None and found.truth]


def of_viewed(viewed: Finding, download: Finding, name: str) -> Finding:
    """What cannot be looked at cannot be had as a file either, unless a file was seen."""
    if download.truth is not None or viewed.truth is not False:
        return download
    return no(f"{name}:不能查看({viewed.reason[:60]}),也没有可下载的", viewed.evidence)


def _live(app: App, key: str) -> tuple[list[Finding], bool]:
    """What download controls bring on entries that only now are opened; whether any was one."""
    function = app.lexicon.functions[key]
    results: list[Finding] = []
    seen = False
    for screen in live(app, key, again=True):
        if not function.shown_by(said_by(screen)):
            continue
        seen = True
        control = _control(app, screen, key)
        lonely = None if control is not None else _only_button(app, screen, function)
        if control is not None:
            results.append(_take(app, screen, control, key))
        elif lonely is not None and (found := _take(app, screen, lonely, key)).truth:
            results.append(found)
        if results and results[-1].truth:
            break
    return results, seen


def _only_button(app: App, screen: Screen, function: Function) -> Node | None:
    """The one control that a document has under a name of its own: a person would press it."""
    own = {n.index for n in frame(app).own(screen)}
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and (n.index in own or any(m.index in own for m in screen.below(n)))
        and 2 <= len(plain(screen.label(n))) <= 10
        and not _ASIDE.search(screen.label(n))
        and not _OTHER_FILE.search(screen.label(n))
        and not names_other(app.lexicon, function, screen.label(n))
    ]
    return found[0] if len(found) == 1 else None


def _ways(app: App, place: Place, of: AppMap | None = None) -> list[Way]:
    """Ways on a place whose label offers a file, or that handed one over."""
    return [
        way
        for way in (of or app.map).ways_from(place.id)
        if (way.arrival is Arrival.DOCUMENT and not _OTHER_FILE.search(way.label))
        or _offers(app, way.label)
    ]


def _offers(app: App, label: str) -> bool:
    """Words of a control that hands over the document, not a manual or the app that stand by."""
    other = _OTHER_FILE.search(label)
    return len(plain(label)) <= 14 and app.lexicon.says("download", label) and not other


def _control(app: App, screen: Screen, key: str = IMAGES) -> Node | None:
    """The first control that hands over the document of a function."""
    taps = ((n, screen.label(n)) for n in screen.nodes if n.clickable and not n.covered)
    offers = (n for n, words in taps if _offers(app, words) and not _hands_images(app, key, words))
    return next(offers, None)


def _handed_over(app: App, place: Place, way: Way, key: str) -> Finding | None:
    """What one tap on a download control brought, as the explorer saw it."""
    node = place.screen.nodes[way.node]
    shown = app.show_place(place, [node], f"点击“{way.label}”")
    target = app.map.places.get(way.target)
    if way.arrival is Arrival.DOCUMENT:
        return _file(app, way.label, shown, way.events.downloads, key)
    words = f"点击“{way.label}”:{way.words[:40] or way.arrival.value}"
    if way.arrival is Arrival.SCREEN and target is not None:
        if target.screen.events.downloads:
            return _file(app, way.label, shown, target.screen.events.downloads, key)
        if page_of(target.screen) == page_of(place.screen):
            return _try(app, place, node, key)  # a box over the page, and the file behind it
        return _opened_picture(app, target, way.label)
    if way.arrival is Arrival.TOAST:
        if app.lexicon.refuses(way.words):
            return no(words, [shown], ProofLevel.L2)
        return unknown(Cause.NOT_CONCLUSIVE, words, [shown])
    if way.arrival is Arrival.NOTHING or way.held:
        return _try(app, place, node, key)
    return None


def _file(app: App, label: str, shown: str, downloads: tuple[Download, ...], key: str) -> Finding:
    document = app.inspect(downloads[0])
    words = f"点击“{label}”得到文件:{document.words}"
    evidence = [shown, document.evidence]
    if document.real is None:
        return unknown(Cause.NOT_CONCLUSIVE, words, evidence)
    written = key == IMAGES and document.real and len(plain(document.text)) >= LEAST_WRITTEN
    if written and not _HOLDS_PICTURE.search(downloads[0].data):
        return no(f"{words},是文字报告,不是影像", evidence, ProofLevel.L2)
    if written and _is_a_report(app, document):
        return unknown(Cause.NEEDS_EXPERT, f"{words},是带图的文字报告,影像是否在内待核对", evidence)
    return (
        yes(words, evidence, ProofLevel.L2) if document.real else no(words, evidence, ProofLevel.L2)
    )


def _is_a_report(app: App, document: Document) -> bool:
    """A report told in words: it stands beside the images and is none, whatever its letterhead."""
    return any(app.lexicon.functions[k].shown_by(document.text) for k in REPORTS)


def _opened_picture(app: App, target: Place, label: str) -> Finding | None:
    """The control opened a page instead: an error page is no file, the rest is undecided."""
    finding = None
    if (target.screen.status or 200) >= 400 or app.lexicon.says(
        "not_found", target.screen.text[:200]
    ):
        words = f"点击“{label}”打开的是错误页面"
        finding = no(words, [app.show_place(target, (), words)], ProofLevel.L2)
    elif app.lexicon.says("failure", target.screen.text[:200]) and len(target.screen.text) < 200:
        words = f"点击“{label}”报错"
        finding = no(words, [app.show_place(target, (), words)], ProofLevel.L2)
    return finding


def _try(app: App, place: Place, control: Node, key: str) -> Finding:
    """Tap a download control live: once more where the explorer saw no reaction."""
    name = app.lexicon.functions[key].name
    screen = app.visit(place)
    label = place.screen.label(control)
    if screen is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:未能再次到达下载入口")
    node = labelled(screen, label, covered=True)
    if node is None:
        return unknown(Cause.NOT_CONCLUSIVE, f"{name}:下载入口已不在页面上")
    return _take(app, screen, node, key)


def _take(app: App, screen: Screen, node: Node, key: str) -> Finding:
    """What one live tap on a download control brings."""
    label = screen.label(node)
    try:
        after = awaited(app, screen, app.tap(node))
    except (ActionRefused, NodeCovered, StaleNode) as failure:
        shown = app.show([node], f"未能点击“{label}”")
        return unknown(Cause.NOT_CONCLUSIVE, f"点击“{label}”未能成功({failure})", [shown])
    shown = app.show((), f"点击“{label}”后")
    if after.events.downloads:
        return _file(app, label, shown, after.events.downloads, key)
    said = " ".join((*after.events.spoken, *after.events.failures))
    said = said or _refusal(app, screen, after)
    words = f"点击“{label}”后没有得到文件{':' + said[:40] if said else ''}"
    if app.lexicon.says("validation", said):
        return unknown(Cause.NOT_CONCLUSIVE, words, [shown])
    if after.digest == screen.digest or said:
        return no(words, [shown], ProofLevel.L2)
    return unknown(Cause.NOT_CONCLUSIVE, words, [shown])


def _refusal(app: App, before: Screen, after: Screen) -> str:
    """What the screen says now that was not there before, if it refuses (此服务即将上线)."""
    fresh = " ".join(words for words in after.words if words not in before.words)
    refused = after.title == before.title and app.lexicon.refuses(fresh)
    return fresh if refused else ""
