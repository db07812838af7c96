"""Pictures as content: examination images and floor maps."""

from __future__ import annotations

import re

from devices.model import Node, Role
from probes.app import App
from probes.appmap import Place
from probes.finder import NEAR
from probes.finding import Finding, unknown, yes
from probes.flows.links import external_map
from probes.flows.search import conclude, hollow_screen, path_words, reach, sift
from probes.model import Cause, ProofLevel

SHARE = 0.1
_DYNAMIC = re.compile(
    "当前位置|我的位置|您(在|的位置)|定位(成功|中|到)|起点|导航路线|步行\\s*\\d+|(直行|左转|右转|前行)[^\\n]{0,6}\\d*|(约|全程|距离|距您)\\s*\\d+\\s*米|实时导航|开始导航|规划路线|蓝牙定位"
)
_PLACES = re.compile(
    "(\\d+|[一二三四五六七八九十])\\s*(层|楼|F)|[A-Z]区|诊区|门诊楼|住院(部|楼)|医技楼|急诊楼"
)


def large_picture(place: Place) -> Node | None:
    """A picture or canvas that is more than decoration."""
    screen = place.screen
    return next(
        (
            n
            for n in screen.nodes
            if (n.image or n.role in {Role.CANVAS, Role.MEDIA})
            and n.bounds.area > SHARE * screen.width * screen.height
        ),
        None,
    )


def image_shown(app: App) -> Finding:
    """L1: an examination image of the account can be looked at."""
    function = app.lexicon.functions["exam_image"]
    hits, others = sift(app, "exam_image")
    seen = []
    for hit in hits:
        for place in reach(app, hit, depth=3):
            about = re.search(
                "影像|胶片|片|图像|CT|核磁|DR|X线|超声",
                " ".join((*place.trail, place.screen.title)),
            )
            node = large_picture(place)
            if about and node is not None and hollow_screen(app, place, "exam_image") is None:
                return yes(
                    f"检查影像:{path_words(place)}", [app.show_place(place, [node], "检查影像")]
                )
        if hit.candidate.score > NEAR:
            seen.append(hit.place)
    if seen:
        shown = [app.show_place(p, (), "检查影像") for p in seen[:2]]
        empty = any(app.lexicon.says("empty", p.screen.text) for p in seen)
        if empty:
            return unknown(Cause.NO_DATA, "检查影像:账号下没有影像", shown)
        words = f"检查影像:{path_words(seen[0])} 打开后未见影像"
        others.append(unknown(Cause.NOT_CONCLUSIVE, words, shown))
    return conclude(app, function, others)


def navigation(app: App) -> tuple[str | None, Finding]:
    """3.2.1: choice dynamic / static_map / external_map / none."""
    function = app.lexicon.functions["indoor_navigation"]
    hits, others = sift(app, "indoor_navigation")
    places = [
        p
        for h in hits
        if h.candidate.score > NEAR and not h.place.outside
        for p in reach(app, h, depth=2)
        if not p.outside and hollow_screen(app, p, "indoor_navigation") is None
    ]
    for place in places:
        node = next((n for n in place.screen.nodes if n.text and _DYNAMIC.search(n.text)), None)
        if node is not None and not re.search("高德|百度|腾讯", place.screen.text):
            words = f"院内导航:{path_words(place)}“{node.text[:24]}”"
            return "dynamic", yes(words, [app.show_place(place, [node], "院内导航")], ProofLevel.L2)
    for place in places:
        node = large_picture(place)
        positions = _PLACES.findall(place.screen.text)
        if (node is not None and positions) or len(positions) >= 4:
            words = f"院内导航:{path_words(place)} 为静态地图或位置列表"
            return "static_map", yes(
                words, [app.show_place(place, [node] if node else (), "静态地图")], ProofLevel.L2
            )
    if external_map(app, "indoor_navigation"):
        shown = [app.show_place(h.place, (), "外部地图") for h in hits[:1]] or list(
            others[0].evidence if others else ()
        )
        return "external_map", yes("院内导航:只转到外部地图", shown, ProofLevel.L2)
    if places:
        shown = [app.show_place(p, (), "院内导航") for p in places[:2]]
        return None, unknown(Cause.NOT_CONCLUSIVE, "院内导航:未见地图、位置或路线", shown)
    grounds = conclude(app, function, others)
    return ("none" if grounds.truth is False else None), grounds
