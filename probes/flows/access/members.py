"""Family members: add a fictional one, see it in the list, take it out again."""

from __future__ import annotations

import re
from collections.abc import Callable

from devices.errors import ActionRefused, NodeCovered, StaleNode
from devices.model import Effect, Node, Screen
from probes.app import App
from probes.appmap import Place, page_of
from probes.finding import Finding, any_of, no, unknown, yes
from probes.flows.forms.senders import buttons
from probes.flows.forms.submitting import Answer, Field, fields, send
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.hits import sift
from probes.lexicon import plain
from probes.model import Cause, ProofLevel
from probes.naming import NEAR, match, names_other

NAME = "测试家属"
MOST_LISTS = 3
LEAST_DIGITS = 3
_FIRST_WORD = re.compile(r"[^\w\s]*\s*\w\S*")
_MASKED = re.compile(r"([一-鿿\w]*)[*＊]+([一-鿿\w]*)$")
_OWN_IDENTITY = re.compile("实名|实人|(身份|证件).{0,4}(认证|核验|验证)")
_NUMBER = re.compile(r"\d{2,}[*＊]{3,}\d*[\dXx]|[*＊]{6,}\d{2,}[\dXx]")
_PENDING = re.compile("审核|待(确认|核实|激活)")
_THERE_ALREADY = re.compile("已(经)?(被)?(存在|添加|绑定)|重复(添加|绑定)")
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
    forms = [h.place for h in add_hits if _adds(app, h.place)]
    forms += [p for p in places if _adds(app, p) and p not in forms]
    forms = _for_anybody(app, forms)
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


def _adds(app: App, place: Place) -> bool:
    """A form for a further patient; one that proves who one is oneself is another function."""
    function = app.lexicon.functions["member_add"]
    names = (place.screen.title, *(_worded(label) for label in place.trail[-1:]))
    if any(match(function, name, "")[0] > NEAR for name in names):
        return _is_form(app, place.screen)
    other = any(
        _OWN_IDENTITY.search(n) or names_other(app.lexicon, function, n) for n in names if n
    )
    return _is_form(app, place.screen) and not other


def _worded(label: str) -> str:
    """The first word of a label, with the sign before it (+ 添加就诊人)."""
    return next(iter(_FIRST_WORD.findall(label)), label)


def _for_anybody(app: App, forms: list[Place]) -> list[Place]:
    """Who is added by identity number comes first; a tab beside the form may ask for it too.

    A card that the hospital gave out binds only the person it belongs to: nobody fictional.
    """
    beside = [p for form in forms for p in app.map.beyond(form.id, 1) if _adds(app, p)]
    found = {p.id: p for p in (*forms, *beside)}
    return sorted(found.values(), key=lambda p: _wants_card(app, p.screen))


def _wants_card(app: App, screen: Screen) -> bool:
    """A card's number must be given, and no number of the person."""
    names = [f.name for f in fields(screen)]
    by_person = any(app.lexicon.says("id_field", name) for name in names)
    by_card = any(app.lexicon.says("card_field", name) for name in names)
    return by_card and not by_person


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
    if _wants_card(app, app.again()):
        shown = [app.show((), "只能凭已有的就诊卡添加")]
        words = "添加就诊人:只能凭医院发的卡号添加,虚构的家属没有卡"
        return unknown(Cause.NO_DATA, words, shown)
    reply = send(app, Effect.OWN, special=_fictional(app))
    if isinstance(reply, Finding):
        return reply
    shown = [app.show((), "添加就诊人后")]
    words = f"添加就诊人:提交后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER, Answer.NOTHING}:
        return no(words, shown, ProofLevel.L2)
    found = _seen_in_list(app, place, words, shown)
    doubted = reply.answer is Answer.VALIDATION and not _THERE_ALREADY.search(reply.words)
    if doubted and not found.truth:
        return unknown(Cause.NOT_CONCLUSIVE, words, shown)
    return found  # what was taken for a remark may have stood on the page that came then


def _fictional(app: App) -> Callable[[Field], str | None]:
    def special(field: Field) -> str | None:
        says = app.lexicon.says
        if says("id_field", field.name):
            return fictional_id_card()
        if says("name_field", field.name):
            return NAME
        if says("card_field", field.name):
            return ""  # the account's own card is not this person's
        if "关系" in field.name:
            return "其他|其它|亲属|亲戚|子女|父母|朋友|配偶"
        return None

    return special


def _seen_in_list(app: App, place: Place, words: str, shown: list[str]) -> Finding:
    """The new member stands in the list, opened anew if need be; then it is taken out again."""
    screen = app.again()
    looked: list[str] = []
    lists = _lists(app, place)
    for where in (None, *lists):
        screen = screen if where is None else _opened(app, where) or screen
        if _stands(screen) or any(_grown(before.screen, screen) for before in lists):
            listed = app.show([n for n in screen.nodes if _is_name(n)][:1], "新就诊人已在列表中")
            removed = _remove(app, screen)
            words = f"{words};列表中可见新就诊人,{removed}"
            return yes(words, [*shown, listed], ProofLevel.L2)
        if where is not None and _is_list(app, where) and _lists_people(app, screen):
            looked.append(app.show((), "就诊人列表中未见新就诊人"))
    sure = not _PENDING.search(words) and not _THERE_ALREADY.search(words)
    if looked and app.lexicon.says("success", words) and sure:
        return no(f"{words};重新打开就诊人列表,没有新就诊人", [*shown, *looked], ProofLevel.L2)
    last = app.show((), "添加就诊人后所见")
    return unknown(Cause.NOT_CONCLUSIVE, f"{words};未见可核对的就诊人列表", [*shown, last])


def _lists(app: App, form: Place) -> list[Place]:
    """Where the account's patients are listed: the page before the form, then pages so named."""
    hits, _ = sift(app, "members")
    named = [h.place for h in hits if h.candidate.score > NEAR and h.place is not form]
    above = form.parent
    while above is not None and _is_form(app, above.screen):
        above = above.parent  # another tab of the form
    before = [above] if above is not None else []
    found = {p.id: p for p in (*before, *named) if not _is_form(app, p.screen)}
    return list(found.values())[:MOST_LISTS]


def _is_list(app: App, where: Place) -> bool:
    """Named as the list of the account's patients, not one that shows the present one only."""
    function = app.lexicon.functions["members"]
    names = (where.screen.title, *(label.split(" ")[0] for label in where.trail[-1:]))
    return any(match(function, name, "")[0] > NEAR for name in names)


def _opened(app: App, where: Place) -> Screen | None:
    """The list as it opens: from the entry, for what stands there already may be old."""
    app.visit(app.map.places[app.map.entry])
    return app.visit(where) or _changed(app, where)


def _changed(app: App, where: Place) -> Screen | None:
    """The list itself, though one more person on it makes it look like another page."""
    screen = app.again()
    return screen if page_of(screen) == page_of(where.screen) else None


def _grown(before: Screen, now: Screen) -> bool:
    """The same list, with one more masked number than when it was explored."""
    counts = [len(_NUMBER.findall(screen.text)) for screen in (before, now)]
    return before.title == now.title and 0 < counts[0] < counts[1]


def _lists_people(app: App, screen: Screen) -> bool:
    """The account's own entry stands there, or the page says that there is nobody."""
    account = app.account
    own = (account.name, account.id_card, account.phone, account.medical_card)
    texts = [word for n in screen.nodes for word in n.text.split()]
    listed = any(shows_person(word, value) for word in texts for value in own if value)
    return listed or app.lexicon.says("empty", screen.text)


def _stands(screen: Screen) -> bool:
    return any(_is_name(n) for n in screen.nodes)


def _is_name(node: Node) -> bool:
    """The name or the number itself, or masked as apps do (测*属, **属, 1101**********8819)."""
    words = node.text.split()
    return NAME in node.text or any(
        shows_person(word, value) for word in words for value in (NAME, fictional_id_card())
    )


def shows_person(word: str, value: str) -> bool:
    """Whether a word is a value, or hides it behind stars but for its beginning and end."""
    if word == value:
        return True
    hit = _MASKED.search(word)
    if hit is None or not value:
        return False
    head, tail = hit.group(1), hit.group(2)
    least = LEAST_DIGITS if value[:-1].isdigit() else 1
    ends = value.startswith(head) and value.endswith(tail)
    return ends and len(tail or head) >= least and len(head + tail) < len(value)


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
