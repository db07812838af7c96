"""Controls that send a form: found by their words, else by where they stand."""

from __future__ import annotations

import re

from devices.model import Node, Role, Screen
from probes.app import App
from probes.flows.forms.choices import option_groups
from probes.flows.screens.beside import in_top_bar
from probes.flows.screens.fields import TICKS, fillable
from probes.flows.screens.overlay import on_top
from probes.flows.screens.waiting import until
from probes.lexicon import Lexicon, plain

LEAST_QUESTIONS = 3
NARROW = 0.3
VEILED_LOOKS, VEILED_S = 5, 0.6
_STEP = re.compile(r"\d\s+[一-鿿]{2,6}$")
_NO_SENDER = re.compile(
    "取消|返回|关闭|协议|须知|说明|客服|请选择|.记录|更多|首页|我的|查看(?!(测评|评估|测试|自测)?结果$)|拨打|登录|重置|清空"
    "|^(去|立即|我要|在线|门诊|马上)?(预约挂号|挂号|问诊|图文问诊|视频问诊|咨询|在线咨询)$"
)
"""Names of other places: of functions that a page leads on to, too, which send nothing of it."""


def buttons(screen: Screen, lexicon: Lexicon, sign: str, *, covered: bool = False) -> list[Node]:
    """Controls whose words carry a sign, the lowest on the page first, those for papers last.

    发送 beside the field of a little chat below a form comes after what sends the form.

    上传资料 below 保存给医生 hands in papers of its own.  The words beside a field (添加照片) name
    it and send nothing.  covered: those that something lies over instead of those in the open.
    """
    names = {plain(node.hint) for node in fillable(screen)}
    said = {
        n.index: plain(screen.label(n))
        for n in screen.nodes
        if n.clickable and n.covered is covered and n.role not in TICKS | {Role.FIELD}
    }
    found = [
        n
        for n in (screen.nodes[index] for index in said)
        if len(said[n.index]) <= 12
        and not (n.role is Role.TEXT and said[n.index] in names)
        and lexicon.says(sign, said[n.index])
        and not _is_step(screen, n)
        and not _is_title(screen, n)
    ]
    inner = [n for n in found if not any(m.parent == n.index for m in found)]
    chats = {n.index for n in inner if _beside_a_field(screen, n)}
    last = chats if len(chats) < len(inner) else set[int]()
    return sorted(
        inner, key=lambda n: (n.index in last, said[n.index].startswith("上传"), -n.bounds.y)
    )


def _beside_a_field(screen: Screen, node: Node) -> bool:
    """A narrow control on the line of one field: it sends what is written there alone."""
    if node.bounds.w > NARROW * screen.width:
        return False
    fields_ = (n for n in screen.nodes if n.editable and n.bounds.right <= node.bounds.x + 4)
    return any(n.bounds.y <= node.bounds.center[1] <= n.bounds.bottom for n in fields_)


def sender(app: App, screen: Screen, sign: str) -> Node | None:
    """The control that sends the form on a screen: by its words, by its place, or as one that
    reckons a self-test; None if there is none."""
    named = _worded(app, screen, sign)
    return named[0] if named else primary(screen) or reckoner(screen, app.lexicon)


def _worded(app: App, screen: Screen, sign: str, *, covered: bool = False) -> list[Node]:
    """Controls that send by their words, else those that lead on."""
    senders = buttons(screen, app.lexicon, sign, covered=covered)
    return senders or buttons(screen, app.lexicon, "next_button", covered=covered)


def unveiled(app: App, sign: str) -> Screen:
    """The newest screen, once a message over the control that sends, if any, has faded."""

    def is_bare(screen: Screen) -> bool:
        if _worded(app, screen, sign) or not _worded(app, screen, sign, covered=True):
            return True
        return any(n.clickable for n in on_top(screen))  # a dialog, which stays

    return until(app, app.again(), is_bare, VEILED_LOOKS, VEILED_S)


def _is_step(screen: Screen, node: Node) -> bool:
    """One of the numbered steps over a form (3 确认): it says where one is."""
    if not _STEP.match(screen.label(node)):
        return False
    return sum(bool(_STEP.match(screen.label(n))) for n in screen.nodes) > 1


def _is_title(screen: Screen, node: Node) -> bool:
    """The page's name in its top bar (发起图文问诊), which some bars let one tap."""
    named = plain(screen.label(node)) == plain(screen.title)
    return named and node.role is Role.TEXT and in_top_bar(screen, node)


def primary(screen: Screen) -> Node | None:
    """The one broad button below all that is to be filled in, whatever it says."""
    asked = [n for n in screen.nodes if n.role in {Role.FIELD, Role.CHOICE} | TICKS]
    lowest = max((n.bounds.y for n in asked), default=None)
    if lowest is None:
        return None
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and n.enabled
        and not n.covered
        and n.bounds.y >= lowest - 4
        and n.role not in TICKS | {Role.FIELD, Role.CHOICE}
        and (n.role is Role.BUTTON or n.bounds.w > 0.4 * screen.width)
        and n.bounds.h < 90
        and 2 <= len(plain(screen.label(n))) <= 10
        and not _NO_SENDER.search(plain(screen.label(n)))
        and not _asks(screen, n)
    ]
    outer = [n for n in found if not any(up.index == n.parent for up in found)]
    plainly = [n for n in outer if n.role is Role.BUTTON]  # a row shows what was picked in it
    return min(plainly or outer, key=lambda n: n.bounds.y, default=None)


def reckoner(screen: Screen, lexicon: Lexicon) -> Node | None:
    """查看结果 below several questions that are answered by a touch: it reckons a self-test."""
    if len(option_groups(screen, lexicon)) < LEAST_QUESTIONS:
        return None
    return next(iter(buttons(screen, lexicon, "reckon_button")), None)


def _asks(screen: Screen, node: Node) -> bool:
    """The row of a field: a tap on its words goes to the field and sends nothing."""
    asking = {Role.FIELD, Role.CHOICE} | TICKS
    return any(n.role in asking for n in screen.below(node) if n.index != node.index)
