"""3.2.1: finding one's way inside the hospital: led step by step, by a plan, or not at all."""

from __future__ import annotations

import re

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Arrival, Place
from probes.articles import is_article, is_headline
from probes.finding import Finding, unknown, yes
from probes.flows.information.introductions import introduces
from probes.flows.places.absence import conclude
from probes.flows.places.content import hollow_screen
from probes.flows.places.entries import turned_away
from probes.flows.places.hits import Hit, name_of, shares_name, sift
from probes.flows.places.images import large_picture
from probes.flows.places.links import external_map
from probes.flows.places.search import reach
from probes.model import Cause, ProofLevel
from probes.naming import NEAR

_LED = re.compile(
    "当前位置|我的位置|您的位置|(?<![如若])您(现在|当前|目前)?已?(在|位于)[^,,。\\n]{0,10}([层楼区]|附近)"
    "|定位(成功|中|到)|起点|导航路线|^[^\\n]{0,4}(直行|左转|右转|前行|步行)[^\\n]{0,3}\\d+\\s*(米|m)"
    "|(全程|(?<!相)距离|距您|剩余)[^\\n]{0,4}\\d+\\s*(米|m)|实时导航|开始导航|规划路线|蓝牙定位"
)
_COMING = re.compile(
    "地铁|公交|乘车|驾车|自驾|打车|下车|高速|[^楼车]站[^\\n]{0,6}口|号线|高德|百度|腾讯"
)
_PLACES = re.compile(
    "(\\d+|[一二三四五六七八九十])\\s*(层|楼|F)|[A-Z]区|诊区|门诊楼|住院(部|楼)|医技楼|急诊楼"
)
_ADDRESS = re.compile("地址|院址|[路街道巷]\\s*\\d+\\s*号")
_TO_A_MAP = re.compile("地图|导航|去这里|到这里|路线")
MOST_PLACES = 4
ROW = 160.0
OF_A_PLAN = 1
"""So many positions beside a picture make it a plan; one more where it may be a city map."""
SHARED = ("department_intro", "visit_guide")
"""Whose names (科室导览, 来院指引) may mean the way about the house as well."""


def navigation(app: App) -> tuple[str | None, Finding]:
    """3.2.1: choice dynamic / static_map / external_map / none."""
    function = app.lexicon.functions["indoor_navigation"]
    hits, others = sift(app, "indoor_navigation")
    hits = [hit for hit in hits if not _is_news(app, hit)]
    found = [
        (p, shares_name(app, h, SHARED))
        for h in hits
        if h.candidate.score > NEAR and not h.place.outside
        for p in reach(app, h, depth=2)
        if not p.outside and hollow_screen(app, p, "indoor_navigation") is None
    ]
    places = [place for place, _ in found]
    for place in places:
        node = leading(app, place)
        if node is not None:
            words = f"院内导航:{place.path}“{node.text[:24]}”"
            return "dynamic", yes(words, [app.show_place(place, [node], "院内导航")], ProofLevel.L2)
    for place, shared in found:
        if shared and introduces(app, "department_intro", place):
            continue  # behind 科室导航 stand departments, each with its floor among other things
        if is_plan(place, directory=shared):
            node = large_picture(place.screen)
            words = f"院内导航:{place.path} 为静态地图或位置列表"
            shown = [app.show_place(place, [node] if node else (), "静态地图")]
            return "static_map", yes(words, shown, ProofLevel.L2)
    outward = next((p for p in places if _leads_to_map(app, p)), None)
    if outward is not None or external_map(app, "indoor_navigation"):
        shown = [app.show_place(outward or hits[0].place, (), "外部地图")] if hits else []
        shown = shown or list(others[0].evidence if others else ())
        return "external_map", yes("院内导航:只转到外部地图", shown, ProofLevel.L2)
    strong = [hit for hit in hits if hit.candidate.score > NEAR]
    if places and not all(shares_name(app, hit, SHARED) for hit in strong):
        shown = [app.show_place(p, (), "院内导航") for p in places[:2]]
        return None, unknown(Cause.NOT_CONCLUSIVE, "院内导航:未见地图、位置或路线", shown)
    grounds = conclude(app, function, others)
    return ("none" if grounds.truth is False else None), grounds


def _is_news(app: App, hit: Hit) -> bool:
    """News about such a system (院内导航系统招标公告) leads nobody anywhere."""
    return is_headline(app.lexicon, name_of(hit)) and is_article(app.lexicon, hit.place)


def leading(app: App, place: Place) -> Node | None:
    """Words that lead a person on foot inside; how to come to the hospital is no such thing, nor
    is a control that only says that it does not work (实时导航: 定位设备建设中)."""
    led = (n for n in place.screen.nodes if _LED.search(n.text) and not _COMING.search(n.text))
    return next((n for n in led if not turned_away(app, place, n)), None)


def is_plan(place: Place, directory: bool = False) -> bool:
    """A floor plan, or a list of where things are; the way to the house is neither.

    directory: the place may be a list of departments just as well; what stands on a row that
    opens one of them shows nobody the way.
    """
    nodes = [n for n in place.screen.nodes if n.text]
    said = [n.text for n in nodes if not (directory and _on_a_row(place.screen, n))]
    coming = [words for words in said if _COMING.search(words) or _ADDRESS.search(words)]
    positions = [words for words in said if words not in coming and _PLACES.search(words)]
    least = OF_A_PLAN if not coming else OF_A_PLAN + 1
    pictured = large_picture(place.screen) is not None and len(positions) >= least
    return pictured or len(positions) >= MOST_PLACES


def _on_a_row(screen: Screen, node: Node) -> bool:
    """On something to tap that is no layer as large as the page."""
    rows = (up for up in (node, *screen.above(node)) if up.clickable)
    return any(up.bounds.h < ROW for up in rows)


def _leads_to_map(app: App, place: Place) -> bool:
    """A control for a map or route that leaves the app."""
    for way in app.map.ways_from(place.id):
        target = app.map.places.get(way.target)
        leaves = way.arrival in {Arrival.OUTSIDE, Arrival.REFUSED} or (
            target is not None and target.outside
        )
        if leaves and _TO_A_MAP.search(way.label + (target.name if target else "")):
            return True
    return False
