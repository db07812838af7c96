"""Which controls of a screen lead on towards a slot, and which of many are tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from devices.model import Node, Role, Screen
from probes.app import App
from probes.flows.booking.confirm_page import CLOCK
from probes.flows.screens.fields import TICKS
from probes.flows.screens.overlay import on_top, top_controls
from probes.labels import searches
from probes.lexicon import plain

PER_KIND = 3
LEAST_OF_A_MONTH = 25
_NUMBER = re.compile("[12]?\\d|3[01]")
PAGE_SHARE = 0.5
_ASIDE = re.compile(
    "返回|首页|我的|消息|须知|说明|指南|流程|协议|规则|记录|查询|帮助|客服|电话|关注|收藏|分享|取消|缴费|支付|登录"
    "|简介|介绍|详情|评价|地图|导航|更多服务|刷新|清空|退出|切换"
)
CLOSES = {"取消", "关闭", "×", "✕", "X", "╳"}
_ONWARD: tuple[Callable[[App, str], bool], ...] = (
    lambda app, w: bool(CLOCK.search(w)),
    lambda app, w: app.lexicon.says("session", w),
    lambda app, w: app.lexicon.says("available", w),
    lambda app, w: app.lexicon.says("agree_button", plain(w)),
    lambda app, w: app.lexicon.says("doctor_title", w),
    lambda app, w: app.lexicon.says("department", plain(w)) and len(w) <= 14,
    lambda app, w: app.lexicon.says("date_cell", w),
    lambda app, w: app.lexicon.says("next_button", plain(w)),
)
"""Kinds of controls that lead on in a booking, the nearest to its end first."""


def promising(app: App, screen: Screen) -> list[Node]:
    """Controls that lead on in a booking, best kinds first, samples of each.

    What has no telling name (一级科室:内科、外科 …) is tried last, samples of it too.  In a
    sheet what shows that it can be tapped (选好了) comes before mere words.
    """
    return sampled(app, screen)[0]


def sampled(
    app: App, screen: Screen, known: frozenset[str] = frozenset()
) -> tuple[list[Node], bool]:
    """See promising, without what is known; True if there was more of a kind than is tried."""
    sheet = on_top(screen)
    there = top_controls(screen) if sheet else screen.nodes
    taps = [n for n in there if _free(app, screen, n) and screen.label(n) not in known]
    kinds: list[list[Node]] = []
    for test in _ONWARD:
        seen = [n for kind in kinds for n in kind]
        kinds.append([n for n in taps if test(app, screen.label(n)) and n not in seen])
    grid = _calendar(screen, taps)
    coming = _coming(screen, grid)
    kinds = [coming, *kinds]
    seen = [n for kind in (*kinds, grid if coming else []) for n in kind]
    rest = [n for n in taps if n not in seen and (sheet or _plainly_inside(screen, n))]
    found = [n for kind in (*kinds, rest) for n in _samples(kind)]
    more = bool(coming) or any(len(kind) > len(_samples(kind)) for kind in kinds)
    return (sorted(found, key=lambda n: not n.clickable) if sheet else found), more


def _calendar(screen: Screen, taps: list[Node]) -> list[Node]:
    """The days of a calendar that shows bare numbers, those of a month at least."""
    grid = [n for n in taps if _NUMBER.fullmatch(plain(screen.label(n)))]
    return grid if len(grid) >= LEAST_OF_A_MONTH else []


def _coming(screen: Screen, grid: list[Node]) -> list[Node]:
    """The days after today: those before it cannot be chosen, though nothing may show that."""
    numbers = [plain(screen.label(n)) for n in grid]
    first = numbers.index("1") if "1" in numbers else 0  # the end of the month before comes first
    today = str(date.today().day)
    at = next((i for i, told in enumerate(numbers) if i >= first and told == today), None)
    return [] if at is None else grid[at + 1 : at + 1 + PER_KIND]


def _samples(kind: list[Node]) -> list[Node]:
    """The first few, and the last: of groups and what is in them, of near days and a far one."""
    return kind[:PER_KIND] + kind[PER_KIND:][-1:]


def _free(app: App, screen: Screen, node: Node) -> bool:
    label = screen.label(node)
    return (
        (node.clickable or bool(on_top(screen)))
        and not node.covered
        and node.enabled
        and node.role not in {Role.FIELD, Role.CHOICE, Role.TAB, Role.SWITCH} | TICKS
        and bool(label)
        and not _holds_page(screen, node)
        and plain(label) not in CLOSES
        and not app.lexicon.says("slot_none", label)
        and not searches(label)
        and not _ASIDE.search(plain(label)[:12])
    )


def _holds_page(screen: Screen, node: Node) -> bool:
    """The holder of the whole page, which listens for all that lies in it: no control itself."""
    wide = node.bounds.area >= PAGE_SHARE * screen.width * screen.height
    return wide and not node.link and sum(bool(n.text) for n in screen.below(node)) > 1


def _plainly_inside(screen: Screen, node: Node) -> bool:
    """In the page itself: neither its head nor a bar at its foot."""
    low = node.bounds.y > screen.height - 70 and node.bounds.h < 70
    return node.bounds.y > 60 and not low and len(plain(screen.label(node))) <= 40
