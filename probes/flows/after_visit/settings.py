"""Settings that must persist: switch, leave, come back, look."""

from __future__ import annotations

import re

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Role, Screen
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, no, unknown, yes
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.flows.screens.waiting import until
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

_SENT = re.compile("消息|通知|提醒|推送|资讯|宣教|科普|营销|活动|停诊|报告|缴费|随访|公告|短信")
_HOW = re.compile(
    "声音|[震振]动|铃声|响铃|广告|详情|角标|个性化|横幅|锁屏|悬浮|预览|[免勿]打?扰|夜间"
)
"""How a message shows itself, or what else is pushed: no kind of message."""
_OF_ANY = re.compile(
    "接收|开启|允许|打开|关闭|消息|通知|提醒|推送|开关|设置|全部|所有|我的|应用|APP|是否|[新总的]"
)
_LOCKED = re.compile(
    "重要|危急|必|停诊|就诊提醒|预约提醒|缴费|不(可|能|支持)(关闭|屏蔽|取消)|无法关闭"
)
MOST_TRIED = 3
_KEEPS = re.compile("^(确认|立即)?(保存|提交|应用|完成|确定)(设置|修改|更改|选择)?$")
NAME, ROW = 12, 34


def levels_persist(app: App) -> Finding:
    """L2: non-critical messages can be switched off, and the setting is still there later."""
    hits, others = sift(app, "message_settings")
    for hit in hits:
        for place in reach(app, hit, depth=1):
            if _switches(place.screen):
                return _persists(app, place)
    if hits:
        shown = [app.show_place(h.place, (), "消息设置") for h in hits[:2]]
        places = [hit.place for hit in hits]
        others.append(unseen(app, places, "没有按消息类别屏蔽的开关", shown, ProofLevel.L2))
    return conclude(app, app.lexicon.functions["message_settings"], others)


def _switches(screen: Screen) -> list[Node]:
    """Switches or tick boxes that stand beside a kind of message."""
    found = []
    for node in screen.nodes:
        if node.role in {Role.SWITCH, Role.CHECKBOX} and not node.covered:
            words = _beside(screen, node)
            if _SENT.search(words) and not re.search("同意|协议", words) and of_a_kind(words):
                found.append(node)
    return found


def of_a_kind(words: str) -> bool:
    """A name for some of the messages; a switch for all of them tells none from another."""
    names = [name for name in words.split() if len(name) <= NAME] or words.split()[:1]
    return any(_OF_ANY.sub("", name) and not _HOW.search(name) for name in names)


def _beside(screen: Screen, node: Node) -> str:
    row = [
        n.text
        for n in screen.nodes
        if n.text and abs(n.bounds.center[1] - node.bounds.center[1]) < ROW
    ]
    return " ".join((*row, node.text))


def _critical(words: str) -> bool:
    return bool(_LOCKED.search(words))


def _candidates(screen: Screen, switches: list[Node]) -> list[tuple[str, bool | None]]:
    """The switches to try, by their words, with their state: those that may be locked last."""
    free = [n for n in switches if n.enabled] or switches
    named = [(_beside(screen, n), _heading(screen, n), n.checked) for n in free]
    order = sorted(named, key=lambda told: (_critical(told[0]), _critical(told[1])))
    states: dict[str, bool | None] = {}
    for words, _, checked in order:
        states.setdefault(words, checked)  # a row may hold two nodes
    return list(states.items())[:MOST_TRIED]


def _heading(screen: Screen, node: Node) -> str:
    """The words over the rows that a switch stands among (重要通知,不可关闭)."""
    rows = [n.bounds.center[1] for n in screen.nodes if n.role in {Role.SWITCH, Role.CHECKBOX}]
    over = [
        (node.bounds.y - n.bounds.y, n.text)
        for n in screen.nodes
        if n.text
        and n.bounds.bottom <= node.bounds.y
        and all(abs(n.bounds.center[1] - row) >= ROW for row in rows)
    ]
    return min(over, default=(0, ""))[1]


def _persists(app: App, place: Place) -> Finding:
    screen = app.visit(place)
    switches = _switches(screen) if screen else []
    if screen is None or not switches:
        return unknown(
            Cause.NOT_CONCLUSIVE,
            "消息设置页面未能再次到达",
            [app.show_place(place, (), "消息设置")],
        )
    words, flipped, before = "", None, None
    for words, before in _candidates(screen, switches):
        flipped = _flip(app, app.again(), words)
        if isinstance(flipped, Finding):
            return flipped
        if flipped != before:
            break
    shown = [app.show((), f"拨动“{words[:20]}”后")]
    if flipped == before:
        said = " ".join(app.again().events.toasts)
        return no(f"消息开关“{words[:20]}”拨不动{said[:30]}", shown, ProofLevel.L2)
    unkept = _kept(app)
    if unkept is not None:
        return unkept
    app.visit(app.map.places[app.map.entry])
    screen = app.visit(place)
    later = _find(screen, words) if screen else None
    if later is None:
        return unknown(Cause.NOT_CONCLUSIVE, "离开后未能回到消息设置页面", shown)
    shown.append(app.show([later], "离开后再回来"))
    if later.checked != flipped:
        _set_back(app, words)
        return no(f"消息开关“{words[:20]}”离开页面后恢复原样,设置没有保存", shown, ProofLevel.L2)
    _flip(app, app.again(), words)
    _kept(app)
    return yes(f"{place.path}:可屏蔽“{words[:20]}”,离开后仍有效(已恢复原样)", shown, ProofLevel.L2)


def _set_back(app: App, words: str) -> None:
    """A page that forgets may stand for an app that does not: what it hears last is how it was.

    Where a button of its own keeps the page, nothing was taken in.
    """
    screen = app.again()
    if any(_keeps(screen, n) for n in screen.nodes):
        return
    for _ in range(2):
        if isinstance(_flip(app, app.again(), words), Finding):
            return


def _kept(app: App) -> Finding | None:
    """Where a page of ticks is kept by a button of its own (保存), press it; why that failed."""
    screen = app.again()
    saving = [n for n in screen.nodes if _keeps(screen, n)]
    if not saving:
        return None
    try:
        app.tap(saving[0], Effect.OWN)
    except ActionRefused as refusal:
        words = f"消息设置须按“{screen.label(saving[0])}”才保存,{refusal.reason}"
        return unknown(Cause.NOT_ALLOWED, words, [app.show(saving[:1], "未保存设置")])
    except (NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, str(failure), [app.show((), "点不到保存按钮")])
    return None


def _keeps(screen: Screen, node: Node) -> bool:
    pressed = node.clickable and node.enabled and not node.covered
    return pressed and bool(_KEEPS.search(plain(screen.label(node)))) and _apart(screen, node)


def _apart(screen: Screen, button: Node) -> bool:
    """Under all switches, or in the bar over them: it stands beside none."""
    middle = button.bounds.center[1]
    return all(abs(n.bounds.center[1] - middle) >= ROW for n in _switches(screen))


def _find(screen: Screen, words: str) -> Node | None:
    return next((n for n in _switches(screen) if _beside(screen, n) == words), None)


def _flip(app: App, screen: Screen, words: str) -> bool | Finding | None:
    """The state after a tap on the switch, or why it was not tapped."""
    node = _find(screen, words)
    if node is None:
        return unknown(Cause.NOT_CONCLUSIVE, "消息开关已不在页面上")
    try:
        after = app.tap(node, Effect.OWN)
    except ActionRefused as refusal:
        return unknown(Cause.NOT_ALLOWED, refusal.reason, [app.show([node], "未拨动开关")])
    except (NodeCovered, StaleNode) as failure:
        return unknown(Cause.DEVICE_FAILED, str(failure), [app.show((), "点不到开关")])
    return _settled(app, after, words, node.checked)


def _settled(app: App, after: Screen, words: str, before: bool | None) -> bool | None:
    """The state once it is another one, or the same for good: some switches follow their server."""

    def turned(screen: Screen) -> bool:
        node = _find(screen, words)
        return node is not None and node.checked != before

    now = _find(until(app, after, turned), words)
    return now.checked if now is not None else None
