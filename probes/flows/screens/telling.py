"""What does nothing when it is tapped because it tells what it tells: rows, and tags on cards.

Some libraries give every row and every tag of theirs a listener and the role of a button.
"""

from __future__ import annotations

import re

from devices.model import Node, Role, Screen
from probes.appmap import AppMap, Arrival, Way
from probes.lexicon import plain

TAG_HEIGHT, LONGEST_TAG = 26, 8
LEAST_LINES, ROW_WIDTH, ROW_HEIGHT = 2, 0.8, 240
_STATE = re.compile(
    r"\d{1,2}[::]\d{2}|20\d\d[-/.年]|(已|待|未)(缴费?|支付|完成|检查?|就诊|签到|报到|取药|发药|开始|结束)"
    "|(检查|检验|候诊|就诊|治疗|排队|调配|手术|审核)中(?!心)"
)
"""What a row of a progress tells by itself."""
_FIGURE = re.compile(
    r"(?<![\d*×x/])\d[\d.]*\s*(mg|g|kg|ml|mmHg|mmol|克|毫克|毫升|公斤|片|粒|丸|袋|支|单位|分钟|次|组|步)"
    r"|\d{1,2}[::]\d{2}|20\d\d[-/.年]\d",
    re.IGNORECASE,
)
_CLAUSES = re.compile("[一-鿿][,,;;。]")
_VALUE = re.compile(r"[::]\s*\S|\d")


def tells_itself(appmap: AppMap, way: Way) -> bool:
    """A tap that did nothing on what opens nothing: it is no entry that fails."""
    if way.arrival is not Arrival.NOTHING:
        return False
    if _STATE.search(way.label):
        return True
    source = appmap.places.get(way.source)
    if source is None or not 0 <= way.node < len(source.screen.nodes):
        return False
    node = source.screen.nodes[way.node]
    screen = source.screen
    tells = (_says_under_heading, _is_figure, _is_tag, _is_tag_of_a_row, _is_remark)
    return any(told(screen, node) for told in tells)


def _says_under_heading(screen: Screen, node: Node) -> bool:
    """A row with a figure below its heading (用药提醒, 早餐前 4 单位): all of it is told."""
    lines = [n.text for n in screen.below(node) if n.text]
    return any(_FIGURE.search(words) for words in lines[1:])


def _is_figure(screen: Screen, node: Node) -> bool:
    """A bare number with what it counts (当前叫号 10)."""
    lines = [n.text for n in screen.below(node) if n.text] or [node.text]
    lines = [line for words in lines for line in words.split()]
    return len(lines) == 2 and sum(line.isdigit() for line in lines) == 1


def _is_tag(screen: Screen, node: Node) -> bool:
    """A word or two, smaller than a button, on a card that tells its values line by line.

    It says what the card is (检查进度) or how its matter stands (待入院).
    """
    if not _is_small(screen, node):
        return False
    inside = {n.index for n in screen.below(node)}
    for box in list(screen.above(node))[:3]:
        around = [n for n in screen.below(box) if n.text and n.index not in inside]
        told = [n for n in around if _VALUE.search(n.text) and not _can_be_tapped(screen, n)]
        if len(told) >= LEAST_LINES:
            return True
    return False


def _is_tag_of_a_row(screen: Screen, node: Node) -> bool:
    """Small words on a broad row that is touched as a whole (线上开具 on a prescription's)."""
    if node.role in {Role.BUTTON, Role.LINK} or not _is_small(screen, node):
        return False
    broad = (
        up
        for up in screen.above(node)
        if up.clickable and up.bounds.w >= ROW_WIDTH * screen.width and up.bounds.h <= ROW_HEIGHT
    )
    own = {n.index for n in screen.below(node)}
    rows = (sum(bool(n.text) and n.index not in own for n in screen.below(up)) for up in broad)
    return any(told >= LEAST_LINES for told in rows)


def _is_small(screen: Screen, node: Node) -> bool:
    """A word or two, smaller than a button."""
    said = 0 < len(plain(screen.label(node))) <= LONGEST_TAG
    return said and node.bounds.h <= TAG_HEIGHT


def _is_remark(screen: Screen, node: Node) -> bool:
    """More than one clause in letters smaller than a button (人最少,建议先去)."""
    return node.bounds.h <= TAG_HEIGHT and _CLAUSES.search(screen.label(node)) is not None


def _can_be_tapped(screen: Screen, node: Node) -> bool:
    return node.clickable or any(up.clickable for up in screen.above(node))
