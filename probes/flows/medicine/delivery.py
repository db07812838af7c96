"""4.3.3: is medicine that is brought home checked, the goods and those who bring them?

Only the hospital's material can tell for sure; where the app itself says it, it is said.
"""

from __future__ import annotations

import re

from devices.model import Node
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, unknown, yes
from probes.flows.places.content import frame, judgement_of
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.flows.screens.sentences import asserting
from probes.model import Cause
from probes.naming import NEAR

NAME = "药品配送监管"
_CHECK = "核验|核查|核实|查验|审核|检查|抽检|复核|监管|监督|考核|备案"
_BRINGS = (
    "配送(单位|企业|公司|机构|员|人员|商|方|团队)|快递(员|公司|企业)|物流(公司|企业|商)"
    "|承运(方|商|单位|企业)?|骑手|送药员"
)
_DELIVERER = re.compile(
    rf"({_BRINGS})[^\n]{{0,30}}({_CHECK}|资质|许可|实名|认证|健康证|持证|培训|身份)"
    rf"|({_CHECK}|资质|许可|实名|身份)[^\n]{{0,14}}({_BRINGS})"
)
_GOODS = re.compile(
    rf"(药品|药物|药剂|货品|包裹|药箱|出库|包装)[^\n]{{0,16}}({_CHECK}|核对|双人|封签|封箱|密封|铅封|追溯|溯源|监控|监测)"
    r"|(温湿度|温度|冷链|批号|追溯码|药监码)[^\n]{0,10}(监控|监测|记录|追溯|溯源|核对|可查|扫码)"
    rf"|({_CHECK}|核对)[^\n]{{0,6}}(药品|药物|货品|包裹)"
)
_RECEIVER = re.compile("请|您(?!的)|当面|签收|收(货|件)时|如有|如发现|出示")
"""What the patient is asked to do on receipt is no check by the hospital."""


def supervised(app: App) -> Finding:
    """L1: the delivery's own pages say that deliverer and goods are checked; else unknown."""
    places = _pages(app)
    for place in places:
        lines = frame(app).own(place.screen)
        by_whom = asserting(app.lexicon, _DELIVERER, lines, _RECEIVER)
        what = asserting(app.lexicon, _GOODS, lines, _RECEIVER)
        if by_whom is not None and what is not None:
            return _told(app, place, by_whom, what)
    shown = [app.show_place(place, (), NAME) for place in places[:2]]
    words = f"{NAME}:应用中没有说明配送单位(人员)和药品如何核查"
    return unknown(Cause.NEEDS_MATERIAL, words, shown)


def _pages(app: App) -> list[Place]:
    """Pages of delivery and tracking with content of their own, and what is behind them."""
    found: dict[str, Place] = {}
    for key in ("drug_delivery", "delivery_tracking"):
        hits, _ = sift(app, key)
        for hit in hits:
            if hit.candidate.score > NEAR:
                found.update((place.id, place) for place in reach(app, hit, depth=2))
    return [place for place in found.values() if judgement_of(app, place).hollow is None]


def _told(app: App, place: Place, by_whom: Node, what: Node) -> Finding:
    nodes = list({node.index: node for node in (by_whom, what)}.values())
    said = "…".join(node.text[:40] for node in nodes)
    return yes(f"{NAME}:{place.path}“{said}”", [app.show_place(place, nodes, NAME)])
