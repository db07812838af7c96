"""Family members: add a fictional one, see it in the list, take it out again."""

from __future__ import annotations

from collections.abc import Callable

from devices.model import ActionRefused, Effect, Node, NodeCovered, Screen, StaleNode
from probes.app import App
from probes.appmap import Place
from probes.finder import NEAR
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.absence import conclude, unseen
from probes.flows.forms import Answer, Field, buttons, fields, send
from probes.flows.search import sift
from probes.lexicon import plain
from probes.model import Cause, ProofLevel

NAME = "测试家属"
_AREA, _BORN, _SERIAL = "110101", "19920229", "881"


def fictional_id_card() -> str:
    """A checksum-valid identity number (GB 11643-1999) of a person who does not exist."""
    body = _AREA + _BORN + _SERIAL
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def member_added(app: App) -> Finding:
    """L2: a further patient can be added and then stands in the list."""
    hits, others = sift(app, "members")
    places = [h.place for h in hits if h.candidate.score > NEAR]
    add_hits, add_others = sift(app, "member_add")
    forms = [h.place for h in add_hits if _is_form(app, h.place.screen)]
    forms += [p for p in places if _is_form(app, p.screen) and p not in forms]
    results: list[Finding] = []
    for place in forms[:2]:
        results.append(_add(app, place))
        if results[-1].truth:
            break
    if results:
        return any_of(results)
    if places and not add_others:
        shown = [app.show_place(p, (), "就诊人管理") for p in places[:2]]
        if app.map.complete:
            words = "就诊人管理页面没有可用的添加入口"
            return unseen(app, places, words, shown, ProofLevel.L2)
        return unknown(Cause.MAP_INCOMPLETE, "应用未探索完,未见添加就诊人的入口", shown)
    return conclude(app, app.lexicon.functions["member_add"], [*others, *add_others])


def _is_form(app: App, screen: Screen) -> bool:
    names = " ".join(f.name for f in fields(screen))
    return app.lexicon.says("name_field", names) and len(fields(screen)) >= 2


def _add(app: App, place: Place) -> Finding:
    if app.visit(place) is None:
        return unknown(
            Cause.NOT_CONCLUSIVE,
            "添加就诊人的表单未能再次到达",
            [app.show_place(place, (), "表单")],
        )
    reply = send(app, Effect.OWN, special=_fictional(app))
    if isinstance(reply, Finding):
        return reply
    shown = [app.show((), "添加就诊人后")]
    words = f"添加就诊人:提交后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER, Answer.NOTHING}:
        return no(words, shown, ProofLevel.L2)
    if reply.answer is Answer.VALIDATION:
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return _seen_in_list(app, place, words, shown)


def _fictional(app: App) -> Callable[[Field], str | None]:
    def special(field: Field) -> str | None:
        says = app.lexicon.says
        if says("id_field", field.name):
            return fictional_id_card()
        if says("name_field", field.name):
            return NAME
        if "关系" in field.name:
            return "其他|其它|亲属|亲戚|子女|父母|朋友|配偶"
        return None

    return special


def _seen_in_list(app: App, place: Place, words: str, shown: list[str]) -> Finding:
    """The new member stands in the list; then it is taken out again."""
    screen = app.again()
    if not _stands(screen) and place.parent is not None:
        screen = app.visit(place.parent) or app.again()
        screen = app.again()
    if not _stands(screen):
        if app.lexicon.says("success", words):
            return yes(f"{words};未在当前页面看到新就诊人", shown, ProofLevel.L2)
        return unknown(
            Cause.NOT_CONCLUSIVE,
            f"{words};列表中未见新就诊人",
            [*shown, app.show((), "就诊人列表")],
        )
    listed = app.show([n for n in screen.nodes if _is_name(n)][:1], "新就诊人已在列表中")
    removed = _remove(app, screen)
    return yes(f"{words};列表中可见新就诊人,{removed}", [*shown, listed], ProofLevel.L2)


def _stands(screen: Screen) -> bool:
    return any(_is_name(n) for n in screen.nodes)


def _is_name(node: Node) -> bool:
    """The name itself, or masked as apps do (测*属, **属)."""
    words = node.text
    return NAME in words or ("*" in words and words.strip().endswith(NAME[-1]) and len(words) <= 12)


def _remove(app: App, screen: Screen) -> str:
    """Leave the account as it was, where the app lets one."""
    at = next((n for n in screen.nodes if _is_name(n)), None)
    if at is None:
        return "未清理"
    try:
        control = _removal(app, screen, at)
        if control is None:
            row = next((n for n in (at, *screen.above(at)) if n.clickable), None)
            if row is None:
                return "应用没有删除入口,测试就诊人留在账号下"
            screen = app.tap(row)
            control = _removal(app, screen, None)
        if control is None:
            return "应用没有删除入口,测试就诊人留在账号下"
        after = app.tap(control, Effect.OWN)
        sure = [
            n for n in buttons(after, app.lexicon, "submit_button") if "删" not in after.label(n)
        ]
        if sure and any(w in after.text for w in ("删除", "移除", "解绑")):
            app.tap(sure[0], Effect.OWN)
        return "已删除"
    except (ActionRefused, NodeCovered, StaleNode) as failure:
        return f"未能删除({failure})"


def _removal(app: App, screen: Screen, at: Node | None) -> Node | None:
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and plain(screen.label(n)) in {"删除", "移除", "解绑", "删除就诊人", "解除绑定", "删除成员"}
    ]
    if at is not None:
        found = [n for n in found if n.bounds.y >= at.bounds.y - 30]
        return min(found, key=lambda n: n.bounds.y - at.bounds.y, default=None)
    return found[-1] if found else None
