"""4.2.2: which lines of a screen watch a measure of one patient: a reading or an aim with it.

Words in passing count for nothing: a diagnosis names no measure.
"""

from __future__ import annotations

import re
from itertools import pairwise

from devices.model import Node, Screen
from probes.flows.messages.reminding import Test
from probes.flows.screens.beside import beneath, fills_page, on_line
from probes.lexicon import plain

MEASURE, LEAST_ON_CARD = 14, 3
_BULLET = r"[\s·•●▪◆■\-*]*(\d{1,2}[.、))]\s*)?"
_BEFORE = f"^{_BULLET}(今日|今天|我的|最近|最新|本周|空腹|餐后|随机|静息|平均|晨起|睡前|监测|关注)*"
_UNIT = r"(mm ?Hg|mmol/?L|kg|公斤|次/分|bpm|%|℃)"
_READING = rf"([((][^))]{{0,16}}[))])?\s*[::]?\s*([<>≤≥]?\s*\d[\d./\-~ ]*\s*{_UNIT}?)?"
_NORM = re.compile(
    r"(正常|参考|标准)(值|范围|区间|水平)?\s*[::]?\s*[<>≤≥]?\s*\d[\d.]*(\s*/\s*\d+)?(\s*[-~–—至]\s*\d[\d.]*)?"
    r"|\d[\d.]*\s*[-~–—至]\s*\d[\d.]*"
)
"""Between which values everybody should be; a reading, a date or an aim beside it is personal."""
_WATCHED = re.compile(
    r"目标|控制|偏高|偏低|正常|超标|达标|关注|异常|预警|上次|最近|最新"
    r"|\d{2,3}\s*/\s*\d{2,3}|\d+(\.\d+)?\s*(mm ?Hg|mmol|kg|公斤|次|bpm|%|℃)"
)
_MADE_OF_IT = re.compile(
    "目标|控制|偏[高低快慢]|正常|超标|达标|关注|异常|预警|超重|请(?!输入|选择|填写)|建议|注意"
)
_ADDS = re.compile(
    "(记一笔|录入|添加|新增|记录|上传|手动|去|立即)(一条|一次)?(录入|添加|记录|上传|数据|血压|血糖|体征|测量)*"
)
ADVISED = re.compile(
    "目标|控制(在|于|目标)|偏高|偏低|超标|异常|达标|(建议|请|需|应)[^\n]{0,8}(测|监测|记录|关注)"
    r"|接近[^\n]{0,4}(上限|下限|临界)|临界|(请|建议|需|应)[^\n]{0,10}(复查|复测)"
    r"|(超过|低于|高于|不足|大于|小于|多于|少于|下降|上升|升高|增加|减轻)[^\n]{0,8}\d|每[日天周月早晚][^\n]{0,4}测"
)
_FOR_ONE = re.compile(
    "(根据|依据|结合|针对|基于)(您|你)|(您|你)的(诊断|病种|慢病|病情|病历|档案|目标)|(您|你)[^\n]{0,4}关注"
    "|(重点|请|建议)[^\n]{0,2}关注[^\n]{0,4}指标"
)
"""What says of a page that the aims on it are one patient's own."""
_TO_WATCH = re.compile(
    "(重点|请|建议|需要?)[^\\n:：]{0,4}关注[^\\n:：]{0,6}[:：](?P<named>[^\\n。]+)"
)
"""A line that names several measures at once."""
_OF_YOU = re.compile(
    "(根据|依据|结合|针对|基于)(您|你)|(您|你)的(情况|病情|诊断|病种|档案|记录|指标)"
)
_TOLD_YOU = r"(?<!如果)(?<!假如)(?<![若当])您(的|近|最近|本周|今)[^\n,，。;；]{0,6}?"
"""How a sentence about the own readings begins; one that supposes them tells everybody."""
_FIGURES = re.compile(rf"\d[\d.]*\s*({_UNIT}|cm|厘米|次)", re.IGNORECASE)


def watching(pattern: re.Pattern[str]) -> Test:
    """Whether a node tells that one measure, named by a pattern, is watched."""
    named = f"{_BEFORE}({pattern.pattern})(饱和度|值|水平)?"
    name = re.compile(f"{named}{_READING}$", re.IGNORECASE)
    aimed = re.compile(rf"{named}(\s*[:：]\s*|\s+|$)(?P<rest>.*)$", re.IGNORECASE)
    card = re.compile(f"^{_BULLET}({pattern.pattern})(关注|提醒|监测|管理|趋势)$", re.IGNORECASE)
    said = re.compile(rf"{_TOLD_YOU}({pattern.pattern})(?P<rest>[^\n。;；]*\d[^\n。;；]*)")

    def test(screen: Screen, node: Node) -> bool:
        words = node.text.strip()
        if _FOR_ONE.search(screen.text) and _advised(screen, node, aimed):
            return True
        if _named_to_watch(words, named):
            return True
        told = said.search(words)
        if told is not None and ADVISED.search(told["rest"]):
            return True
        if card.match(words):
            return _FIGURES.search(_told_on_card(screen, node)) is not None
        if len(words) > MEASURE + 14 or not name.match(words):
            return False
        row = f"{on_line(screen, node)} {_reading_below(screen, node)}"
        rest = _NORM.sub("", row)
        if _takes_values(screen):
            made = f"{rest} {_NORM.sub('', beneath(screen, node))}"
            return _MADE_OF_IT.search(made) is not None
        return bool(_WATCHED.search(rest) or (rest != row and re.search(r"\d", rest)))

    return test


def _takes_values(screen: Screen) -> bool:
    """A diary into which the patient writes: what stands there says nothing by itself."""
    return any(_ADDS.fullmatch(plain(screen.label(n))) for n in screen.nodes if n.clickable)


def _advised(screen: Screen, node: Node, aimed: re.Pattern[str]) -> bool:
    """The name of a measure with what to aim at, on its line or on the one below."""
    lines = [*node.text.split("\n"), beneath(screen, node)]
    told = ((aimed.match(line.strip()), below) for line, below in pairwise(lines))
    return any(m is not None and ADVISED.search(m["rest"] or below) for m, below in told)


def _named_to_watch(words: str, named: str) -> bool:
    """The measure is one of those that a line tells one patient to watch (结合您的情况,请重点关注:
    血压、体重); what all who have a disease should watch is another matter."""
    told = _TO_WATCH.search(words) if _OF_YOU.search(words) else None
    parts = re.split("[、;；,，和及]", re.sub("[((][^))]*[))]", "", told["named"])) if told else ()
    return any(re.match(named, part.strip(), re.IGNORECASE) for part in parts)


def _told_on_card(screen: Screen, head: Node) -> str:
    """What a card tells below its head (体重关注: 当前 21.5kg); "" where the words head none."""
    for up in screen.above(head):
        told = [n for n in screen.below(up) if n.text]
        if told[0].index != head.index or fills_page(screen, up):
            return ""
        if len(told) >= LEAST_ON_CARD:
            return "\n".join(n.text for n in told[1:])
    return ""


def _reading_below(screen: Screen, node: Node) -> str:
    """What the row of a measure tells below its name (体重, 当前 63.2kg): both in one box."""
    box = next((up for up in screen.above(node) if up.clickable), None)
    inside = [n.text for n in screen.below(box) if n.text] if box is not None else []
    return inside[1] if len(inside) == 2 and inside[0] == node.text else ""
