"""Wheels that are turned to choose a line, told from a question with its yes and its no."""

from __future__ import annotations

import re
from collections.abc import Sequence

from devices.guard.effects import EffectRules, normal
from devices.guard.label import FILLED, Label
from devices.model import Node, Screen

LEAST_LINES, LONGEST_LINE, LONGEST_BELOW = 2, 12, 20
_SLACK = 2
_ASKS = re.compile("[??]|吗|是否|确定|确认|提示|注意|须知|取消")
_ENDS = {"确定", "确认", "完成"}
_TOLD = re.compile(
    "^(就诊人|姓名|患者|科室|医生|日期|时间|时段|地点|电话|回电|证件|卡号|费用|事由|金额|序号)$"
    "|[::¥¥]"
)
"""What the lines of a summary are called: there is nothing to turn."""
_IN_COLUMNS = re.compile(r"\d|上午|下午|晚上")
"""What stands in one of several columns: years, months, hours."""


def ends_wheels(rules: EffectRules, screen: Screen, dialog: Node, control: Node) -> bool:
    """The control stands at the top of a sheet and its lines below it; or below columns of lines
    (WeUI), over a form that has a control of its own that sends."""
    inside = [n for n in screen.below(dialog) if n is not dialog]
    if any(n.role in FILLED for n in inside):
        return False
    below = [
        n
        for n in inside
        if n.text and n.bounds.y >= control.bounds.bottom - _SLACK and len(n.text) <= LONGEST_BELOW
    ]
    above = [n for n in inside if n.text and n.bounds.bottom <= control.bounds.y]
    if len(below) >= LEAST_LINES and not above:
        return True
    if normal(screen.label(control)) not in _ENDS:
        return False
    turned = [n for n in above if normal(n.text) not in rules.dismiss.exact]
    return _is_wheel(turned, control) and sends_below(rules, screen, dialog)


def sends_below(rules: EffectRules, screen: Screen, dialog: Node) -> bool:
    """Whether the page under a sheet has a control of its own that sends."""
    page = (n for n in page_under(screen, dialog) if n.clickable)
    return any(Label(rules, screen, n).sends() for n in page)


def page_under(screen: Screen, dialog: Node) -> list[Node]:
    """What stands on a screen outside a sheet."""
    inside = {n.index for n in screen.below(dialog)}
    return [n for n in screen.nodes if n.index not in inside]


def _is_wheel(lines: Sequence[Node], control: Node) -> bool:
    """Short lines of one height in columns over a control that takes the chosen ones: no title
    over its sentence, and nothing that asks."""
    said = [n.text for n in lines]
    if len(lines) < LEAST_LINES or any(_ASKS.search(s) or _TOLD.search(s) for s in said):
        return False
    height = lines[0].bounds.h
    columns = {round(n.bounds.center[0] / _SLACK) for n in lines}
    if len(columns) > 1 and not all(map(_IN_COLUMNS.search, said)):
        return False
    return len(columns) < len(lines) and all(
        len(normal(n.text)) <= LONGEST_LINE
        and abs(n.bounds.h - height) <= _SLACK
        and n.bounds.y <= control.bounds.y
        for n in lines
    )
