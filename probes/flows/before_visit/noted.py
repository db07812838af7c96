"""What advice that came of symptoms says to be based on: no map shows it, it is kept in mind."""

from __future__ import annotations

import re

from devices.model import Screen
from probes.app import App
from probes.finding import yes
from probes.model import ProofLevel

BY_RECORDS = "advice by the patient's own records"
_BY_RECORDS = re.compile(
    "(按照?|根据|结合|依据|基于)(您|你)?的?[^\\n,,。;;]{0,12}"
    "((检查|检验|治疗|复诊|诊疗|就诊)的?(安排|计划|记录|结果|报告)|病历|医嘱)"
    "[^\\n。]{0,90}(建议|推荐)[^\\n。]{0,24}(科|门诊)"
)
BY_REGION = "advice by what goes round in the region"
_BY_REGION = re.compile(
    "(疾控|本区|本市|本地区?|当地|区域|近期|近一?周|当前|当季)[^\\n。]{0,40}"
    "(流行|高发|多发|流感|传染病|疫情|病例[^\\n。]{0,6}(升高|增多|上升))[^\\n]{0,60}(建议|推荐|就诊|排查|首诊|门诊)"
)


def note_grounds(app: App, before: Screen, screen: Screen) -> None:
    """Keep it if the advice that came of symptoms names the patient's own treatment as well, or
    what goes round where they live."""
    own = [n for n in screen.nodes if n.text and n.text not in before.words]
    for key, pattern, words in (
        (BY_RECORDS, _BY_RECORDS, "按检查治疗安排分诊"),
        (BY_REGION, _BY_REGION, "按区域流行病分诊"),
    ):
        node = next((n for n in own if pattern.search(n.text)), None)
        if node is not None:
            shown = [app.show([node], words)]
            app.memory[key] = yes(f"{words}:分诊结果写明“{node.text[:40]}”", shown, ProofLevel.L2)
