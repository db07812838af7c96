"""Pictures as content: examination images, and what else is large enough to look at."""

from __future__ import annotations

import re
import time

from devices.model import Node, Role, Screen
from probes.app import App
from probes.finder import NEAR
from probes.finding import Finding, unknown, yes
from probes.flows.absence import conclude
from probes.flows.content import hollow_screen
from probes.flows.opening import live
from probes.flows.search import reach, sift
from probes.model import Cause

SHARE = 0.1
_ABOUT = re.compile("影像|胶片|片|图像|CT|核磁|DR|X线|超声")
_EXPLAINS = re.compile("如何|怎么|怎样|步骤|方法|教程|扫描|扫一扫|扫码|示意图|即可查看")
_OF_A_PATIENT = re.compile(
    "20\\d\\d\\s*[-/.年]\\s*\\d{1,2}|(检查|拍摄|采集)(日期|时间|号|部位|项目)|(影像|片|检查)号|序列|窗[宽位]"
    "|[肺骨脑]窗|纵隔窗|层厚|患者|姓名|\\d+\\s*[幅帧张]|平扫|增强"
)
PATIENCE, PAUSE_S = 4, 0.5


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
    closed = any(finding.truth is False for finding in others)
    for screen in () if closed else live(app, "exam_image", again=True):
        node = _loaded(app)
        if node is not None and _examined(app.again(), entrance=False) is not None:
            return yes(f"检查影像:{screen.title}", [app.show([node], "检查影像")])
    if seen:
        shown = [app.show_place(p, (), "检查影像") for p in seen[:2]]
        empty = any(app.lexicon.says("empty", p.screen.text) for p in seen)
        if empty:
            return unknown(Cause.NO_DATA, "检查影像:账号下没有影像", shown)
        words = f"检查影像:{seen[0].path} 打开后未见影像"
        others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
    return conclude(app, function, others)
