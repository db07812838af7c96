"""Pictures as content: examination images, and what else is large enough to look at."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import SIBLINGS, Place
from probes.finding import Finding, unknown, yes
from probes.flows.places.absence import conclude
from probes.flows.places.content import hollow_screen
from probes.flows.places.hits import own_hits, sift
from probes.flows.places.opening import live
from probes.flows.places.search import reach
from probes.flows.screens.waiting import PATIENCE, PAUSE_S, awaited
from probes.model import Cause
from probes.naming import NEAR

SHARE = 0.1
_ABOUT = re.compile("影像|胶片|片|图像|CT|核磁|DR|X线|超声")
_EXPLAINS = re.compile("如何|怎么|怎样|步骤|方法|教程|扫描|扫一扫|扫码|示意图|即可查看")
_OF_A_PATIENT = re.compile(
    "20\\d\\d\\s*[-/.年]\\s*\\d{1,2}|(检查|拍摄|采集)(日期|时间|号|部位|项目)|(影像|片|检查)号|序列|窗[宽位]"
    "|[肺骨脑]窗|纵隔窗|层厚|患者|姓名|\\d+\\s*[幅帧张]|平扫|增强"
)
_IMAGED = re.compile(
    "CT|MRI?(?![a-z])|核磁|磁共振|X线|X光|DR(?![a-z])|胸片|平片|钼靶|造影|影像|胶片"
)
_OPENS = re.compile(
    "(查看|打开|浏览|阅览|调阅)?(数字|电子|检查|医学|原始|云)?(影像|胶片|图像|阅片)"
)
_HEADS = re.compile(
    "^(检查|医学|原始|相关|数字|电子)?(影像|胶片|图像)(图片|资料|浏览|预览|图|集)?([A-Za-z ]*)$"
)
"""What stands over the images on the page of a report."""
MOST_ROWS = 2


def large_picture(screen: Screen) -> Node | None:
    """A picture or canvas that is more than decoration."""
    return next(
        (
            n
            for n in screen.nodes
            if (n.image or n.role in {Role.CANVAS, Role.MEDIA})
            and n.bounds.area > SHARE * screen.width * screen.height
        ),
        None,
    )


def _examined(screen: Screen, entrance: bool) -> Node | None:
    """A picture of a patient: a viewer, or one with words about its making.

    Those words are wanted of the function's own page and of one that explains how to look at
    images; what opens from a list may be nothing but the picture.
    """
    node = large_picture(screen)
    if node is None or node.role is Role.CANVAS:
        return node
    doubtful = entrance or _EXPLAINS.search(screen.text)
    return node if not doubtful or _OF_A_PATIENT.search(screen.text) else None


def _loaded(app: App) -> Node | None:
    """A picture on the screen now, or in a moment: pictures come last."""
    for _ in range(PATIENCE):
        node = large_picture(app.again())
        if node is not None:
            return node
        time.sleep(PAUSE_S)
    return None


def _in_a_sample(app: App) -> Finding | None:
    """Of reports that are alike the explorer opened a few: those of imaging are opened now.

    None if there is nothing more to see; open if one of them did not open.
    """
    shut: list[tuple[Place, str]] = []
    for place, label in list(_left_rows(app))[:MOST_ROWS]:
        if not _opens(app, place, label):
            shut.append((place, label))
            continue
        node = _image_here(app)
        if node is not None:
            return yes(f"检查影像:{place.path} › {label[:16]}", [app.show([node], "检查影像")])
    if not shut:
        return None
    place, label = shut[0]
    words = f"检查影像:“{label[:16]}”未能点开,影像可能在其中"
    return unknown(Cause.MAP_INCOMPLETE, words, [app.show_place(place, (), label[:16])])


def _left_rows(app: App) -> Iterator[tuple[Place, str]]:
    """Rows of a list of reports that name an imaging examination and were not opened."""
    lists = {p.id for hit in own_hits(app, "exam_report")[0] for p in reach(app, hit, depth=1)}
    for source, label, reason in app.map.unvisited:
        if reason == SIBLINGS and source in lists and _IMAGED.search(label):
            yield app.map.places[source], label


def _opens(app: App, place: Place, label: str) -> bool:
    screen = app.visit(place)
    node = _labelled(screen, re.compile(re.escape(label))) if screen is not None else None
    return node is not None and screen is not None and _tapped(app, screen, node)


def _tapped(app: App, screen: Screen, node: Node) -> bool:
    try:
        return awaited(app, screen, app.tap(node)).digest != screen.digest
    except (ActionRefused, NodeCovered, StaleNode):
        return False


def _image_here(app: App) -> Node | None:
    """The picture of a patient on the screen, or behind its control for images."""
    if _loaded(app) is None:
        screen = app.again()
        node = _labelled(screen, _OPENS)
        if node is None or not _tapped(app, screen, node) or _loaded(app) is None:
            return None
    return _examined(app.again(), entrance=False)


def _labelled(screen: Screen, words: re.Pattern[str]) -> Node | None:
    taps = (n for n in screen.nodes if n.clickable and not n.covered)
    return next((n for n in taps if words.search(screen.label(n))), None)


def imaged_reports(app: App) -> Iterator[tuple[Place, Node]]:
    """Pages of a report on which the image of the examination stands under its own heading."""
    for hit in own_hits(app, "exam_report")[0]:
        for place in reach(app, hit, depth=2):
            screen = place.screen
            node = _examined(screen, entrance=True)
            headed = any(_HEADS.search(n.text.strip()) for n in screen.nodes if not n.clickable)
            imaged = any(_IMAGED.search(n.text) for n in screen.nodes if n.text)
            if node is None or not headed or not imaged:
                continue
            if hollow_screen(app, place, "exam_report") is None:
                yield place, node


def _on_a_report(app: App) -> Finding | None:
    found = next(imaged_reports(app), None)
    if found is None:
        return None
    place, node = found
    return yes(f"检查影像:{place.path}", [app.show_place(place, [node], "检查影像")])


def image_shown(app: App) -> Finding:
    """L1: an examination image of the account can be looked at."""
    function = app.lexicon.functions["exam_image"]
    hits, others = sift(app, "exam_image")
    seen = []
    for hit in hits:
        for place in reach(app, hit, depth=3):
            about = _ABOUT.search(" ".join((*place.trail, place.screen.title)))
            node = _examined(place.screen, place is hit.place)
            if about and node is not None and hollow_screen(app, place, "exam_image") is None:
                return yes(f"检查影像:{place.path}", [app.show_place(place, [node], "检查影像")])
        if hit.candidate.score > NEAR:
            seen.append(hit.place)
    if (on_report := _on_a_report(app)) is not None:
        return on_report
    closed = any(finding.truth is False for finding in others)
    for screen in () if closed else live(app, "exam_image", again=True):
        node = _loaded(app)
        if node is not None and _examined(app.again(), entrance=False) is not None:
            return yes(f"检查影像:{screen.title}", [app.show([node], "检查影像")])
    sampled = _in_a_sample(app) if not closed else None
    if sampled is not None and (sampled.truth or not seen):
        return sampled
    if seen:
        shown = [app.show_place(p, (), "检查影像") for p in seen[:2]]
        empty = any(app.lexicon.says("empty", p.screen.text) for p in seen)
        if empty:
            return unknown(Cause.NO_DATA, "检查影像:账号下没有影像", shown)
        words = f"检查影像:{seen[0].path} 打开后未见影像"
        others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
    return conclude(app, function, others)
