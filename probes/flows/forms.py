"""Forms: which fields a screen has, what belongs into them, how to send it, what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from devices.model import ActionRefused, Effect, Node, NodeCovered, Role, Screen, StaleNode
from probes.app import App
from probes.finding import Finding, no, unknown, yes
from probes.lexicon import Lexicon, plain
from probes.model import Cause, ProofLevel

MARK = "【测评测试,请忽略】"
STEPS = 8
_CONSENT = re.compile("协议|须知|条款|隐私|知情同意|同意书|已阅读|(我|本人)(已|同意)|阅读并")
LONGEST_LABEL = 14
_PICK = re.compile("请选择|点击选择|选择日期|选择时间|未选择")
_NO_SENDER = re.compile(
    "取消|返回|关闭|协议|须知|说明|客服|请选择|记录|更多|首页|我的|查看|拨打|登录|重置|清空"
)
_DONE = {"确定", "确认", "完成", "DONE", "选好了"}
_CLOSE = {"取消", "关闭", "返回", "×"}
TICKS = {Role.CHECKBOX, Role.RADIO, Role.SWITCH}


@dataclass(frozen=True)
class Field:
    """One thing to fill in: its node and the words that say what belongs there."""

    node: Node
    name: str


class Answer(StrEnum):
    """How an app answered a sent form."""

    SUCCESS = "成功"
    VALIDATION = "要求补正"
    FAILURE = "报错"
    PLACEHOLDER = "未开通"
    LEFT = "离开了表单"
    NOTHING = "没有反应"


@dataclass(frozen=True)
class Reply:
    """The answer to a sent form: its kind, the words that said it, the screen after."""

    answer: Answer
    words: str
    screen: Screen


def fields(screen: Screen) -> list[Field]:
    """Fields, choices and pickers that a person could fill in, top to bottom."""
    found = [
        Field(node, field_name(screen, node))
        for node in screen.nodes
        if node.role in {Role.FIELD, Role.CHOICE} and node.enabled and not node.covered
    ]
    return sorted(found, key=lambda f: (f.node.bounds.y, f.node.bounds.x))


def pickers(screen: Screen) -> list[Node]:
    """Rows that open a list to choose from and still say 请选择."""
    rows = [
        n
        for n in screen.nodes
        if n.clickable
        and n.enabled
        and not n.covered
        and n.role not in TICKS | {Role.CHOICE}
        and _PICK.search(screen.label(n))
        and len(screen.label(n)) <= 40
    ]
    return [n for n in rows if not any(m.parent == n.index for m in rows)]


def field_name(screen: Screen, node: Node) -> str:
    """What a field asks for: its own words, and the words left of it or right above it."""
    words = [n for n in screen.nodes if n.text and n.index != node.index and not n.editable]
    label = _beside(node, words) or _above(node, words)
    if node.hint and len(plain(label)) > LONGEST_LABEL:
        label = ""  # prose that merely stands there
    return " ".join(part for part in (label, node.text, node.hint) if part)


def _beside(node: Node, words: list[Node]) -> str:
    """The words nearest to the left on the same line."""
    box = node.bounds
    left = [
        (box.x - n.bounds.right, n.text)
        for n in words
        if n.bounds.right <= box.x + 4 and n.bounds.y < box.bottom and n.bounds.bottom > box.y
    ]
    return min(left, default=(0, ""))[1]


def _above(node: Node, words: list[Node]) -> str:
    """The words right above."""
    box = node.bounds
    over = [
        (box.y - n.bounds.bottom, n.text)
        for n in words
        if -4 <= box.y - n.bounds.bottom < 60 and n.bounds.x < box.right and n.bounds.right > box.x
    ]
    return min(over, default=(0, ""))[1]


def consents(screen: Screen, lexicon: Lexicon) -> list[Node]:
    """Controls by which a patient says that a text was read and agreed to."""
    found: dict[int, Node] = {}
    for node in screen.nodes:
        if node.role in TICKS and _CONSENT.search(_row_words(screen, node)):
            found.setdefault(node.index, node)
    if found:
        return list(found.values())
    for text in screen.nodes:
        if not text.text or not lexicon.says("agree", text.text) or len(text.text) > 160:
            continue
        tick = _tick_beside(screen, text)
        if tick is not None:
            found.setdefault(tick.index, tick)
    return list(found.values())


def _row_words(screen: Screen, tick: Node) -> str:
    """What stands in a tick box's label and right of it on the same line."""
    middle = tick.bounds.y + min(tick.bounds.h, 28) / 2
    right = [
        n.text
        for n in screen.nodes
        if n.text
        and n.bounds.x >= tick.bounds.x
        and n.bounds.y - 6 <= middle <= min(n.bounds.bottom, n.bounds.y + 40) + 6
    ]
    return f"{screen.label(tick)} {' '.join(right)}"


def _tick_beside(screen: Screen, text: Node) -> Node | None:
    box = text.bounds
    middle = min(box.y + 14, box.center[1])
    ticks = [
        n
        for n in screen.nodes
        if n.role in TICKS and abs(n.bounds.center[1] - middle) < 40 and n.bounds.x < box.right
    ]
    if ticks:
        return min(
            ticks, key=lambda n: abs(n.bounds.center[1] - middle) + abs(n.bounds.x - box.x) / 10
        )
    row = [
        n
        for n in screen.nodes
        if n.clickable
        and n.bounds.right <= box.x + 6
        and n.bounds.w < 60
        and abs(n.bounds.center[1] - middle) < 26
        and not screen.label(n)
    ]
    return min(row, key=lambda n: box.x - n.bounds.right) if row else None


def buttons(screen: Screen, lexicon: Lexicon, sign: str) -> list[Node]:
    """Controls whose words carry a sign, the lowest on the page first."""
    found = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and n.role not in TICKS | {Role.FIELD}
        and len(plain(screen.label(n))) <= 12
        and lexicon.says(sign, plain(screen.label(n)))
    ]
    inner = [n for n in found if not any(m.parent == n.index for m in found)]
    return sorted(inner, key=lambda n: -n.bounds.y)


def value_for(app: App, field: Field) -> str:
    """What a careful tester would write into a field; marked as a test where free words go."""
    name, kind, account = field.name, field.node.kind, app.account
    says: Callable[[str], bool] = lambda sign: app.lexicon.says(sign, name)  # noqa: E731
    if kind == "password":
        return account.password
    if says("captcha") and not says("code_request"):
        return account.captcha
    if says("code_field"):
        return account.sms_code
    if says("id_field"):
        return account.id_card
    if says("phone_field"):
        return account.phone
    if says("card_field"):
        return account.medical_card
    if says("name_field"):
        return account.name
    if kind == "date":
        return (date.today() + timedelta(days=3)).isoformat()
    return _measure(name) or (f"测试{MARK}" if kind in {"textarea", "text", ""} else "1")


_MEASURES = (
    ("收缩|高压", "120"),
    ("舒张|低压", "78"),
    ("血压", "120"),
    ("血糖", "5.6"),
    ("体重", "65"),
    ("身高", "170"),
    ("心率|脉搏", "72"),
    ("体温", "36.5"),
    ("血氧", "98"),
    ("年龄", "40"),
    ("腰围", "80"),
    ("日期|时间", "2026-01-05"),
    ("邮箱|邮件", "test@example.com"),
    ("金额|预交|充值|缴纳", "1"),
)


def _measure(name: str) -> str:
    return next((value for words, value in _MEASURES if re.search(words, name)), "")


def fill_in(app: App, special: Callable[[Field], str | None] = lambda field: None) -> None:
    """Fill every empty field of the newest screen; `special` may give a value of its own."""
    for name, kind in [(f.name, f.node.role) for f in fields(app.again())]:
        field = next(
            (f for f in fields(app.again()) if f.name == name and f.node.role is kind), None
        )
        if field is not None:
            _fill_one(app, field, special(field))
    for label in [app.again().label(n) for n in pickers(app.again())]:
        row = next((n for n in pickers(app.again()) if app.again().label(n) == label), None)
        if row is not None:
            _pick(app, row, special(Field(row, label)))


def _fill_one(app: App, field: Field, special: str | None) -> None:
    node = field.node
    if node.role is Role.CHOICE:
        options = [o for o in node.options if o.strip() and "请选择" not in o]
        if options and (not node.value or "请选择" in node.value):
            app.choose(node, special if special in options else options[0])
    elif node.kind == "file":
        return
    elif not node.editable:
        if not node.value:
            _pick(app, node)
    elif special is not None or not node.value:
        words = special if special is not None else value_for(app, field)
        if words:
            app.fill(node, words)


def _pick(app: App, node: Node, wanted: str | None = None) -> None:
    """A field that opens a picker: take what is wanted, or what is offered first."""
    if not node.clickable:
        return
    before = app.again()
    screen = _touch(app, node)
    if screen.digest == before.digest:
        return
    offered = _offered(before, screen)
    choices = [n for n in offered if plain(screen.label(n)) not in _DONE | _CLOSE]
    named = [n for n in choices if wanted and wanted in screen.label(n)]
    if choices:
        screen = _touch(app, (named or choices)[0])
    done = [n for n in _offered(before, screen) if plain(screen.label(n)) in _DONE]
    if done:
        _touch(app, done[-1])


def _touch(app: App, node: Node) -> Screen:
    """Choose something while filling in; what cannot be chosen the app will ask for again."""
    with suppress(ActionRefused, NodeCovered, StaleNode):
        return app.tap(node, Effect.DRAFT)
    return app.again()


def _offered(before: Screen, screen: Screen) -> list[Node]:
    """What can be tapped now and could not before: inside the dialog if one has opened."""
    dialogs = [n for n in screen.nodes if n.role is Role.DIALOG and not n.covered]
    nodes = list(screen.below(dialogs[-1])) if dialogs else list(screen.nodes)
    known = set() if dialogs else {before.label(n) for n in before.nodes if n.clickable}
    return [
        n
        for n in nodes
        if n.clickable
        and not n.covered
        and n.role is not Role.DIALOG
        and screen.label(n)
        and screen.label(n) not in known
    ]


def tick(app: App) -> None:
    """Give the consents that the form asks for; what is ticked already is left alone."""
    for node in consents(app.again(), app.lexicon):
        if not node.checked:
            _touch(app, node)  # where that is refused, the app says that it wants the consent


def pick_options(app: App) -> int:
    """Choose the first of every group of radio buttons or chips; returns how many were chosen."""
    chosen = 0
    for group in option_groups(app.again(), app.lexicon):
        if not any(n.checked for n in group):
            label = app.again().label(group[0])
            node = next(
                (
                    n
                    for n in app.again().nodes
                    if n.bounds == group[0].bounds
                    and app.again().label(n) == label
                    and n.role is group[0].role
                ),
                None,
            )
            if node is not None:
                _touch(app, node)
                chosen += 1
    return chosen


def option_groups(screen: Screen, lexicon: Lexicon) -> list[list[Node]]:
    """Groups of things of which a person picks one: radios, or rows of short chips."""
    agreed = {n.index for n in consents(screen, lexicon)}
    radios = [
        n for n in screen.nodes if n.role is Role.RADIO and n.index not in agreed and not n.covered
    ]
    groups = list(_by_heading(screen, radios))
    if groups:
        return groups
    chips = [
        n
        for n in screen.nodes
        if n.clickable
        and not n.covered
        and n.role in {Role.TEXT, Role.BUTTON, Role.GROUP, Role.IMAGE}
        and 0 < len(plain(screen.label(n))) <= 10
        and not lexicon.says("submit_button", plain(screen.label(n)))
        and n.bounds.w < screen.width * 0.95
        and n.bounds.y > 60
    ]
    by_parent: dict[int, list[Node]] = {}
    for n in chips:
        by_parent.setdefault(n.parent, []).append(n)
    return [group for group in by_parent.values() if 2 <= len(group) <= 10]


def _by_heading(screen: Screen, radios: list[Node]) -> Iterator[list[Node]]:
    """Radios of one holder are one question; in a flat list, those between two blocks of words."""
    holders: dict[int, list[Node]] = {}
    for node in radios:
        holders.setdefault(node.parent, []).append(node)
    if len(holders) > 1 and any(len(group) > 1 for group in holders.values()):
        yield from holders.values()
        return
    group: list[Node] = []
    for node in radios:
        if group and _interrupted(screen, group[-1], node):
            yield group
            group = []
        group.append(node)
    if group:
        yield group


def _interrupted(screen: Screen, a: Node, b: Node) -> bool:
    """A question stands between two options: words on a line of their own, none of an option."""
    if abs(a.bounds.y - b.bounds.y) < 4:
        return False
    between = screen.nodes[a.index + 1 : b.index]
    for node in between:
        own_line = node.bounds.y >= a.bounds.bottom - 2 and node.bounds.bottom <= b.bounds.y + 2
        if node.text and own_line and not node.clickable:
            return True
    return False


def send(app: App, purpose: Effect, sign: str = "submit_button") -> Reply | Finding:
    """Fill in, consent and send the form on the newest screen, through all of its steps.

    Returns the app's reply, or a finding where nothing could be sent.
    """
    for _ in range(STEPS):
        fill_in(app)
        tick(app)
        screen = app.again()
        button = _sender(app, screen, sign)
        if button is None:
            shown = app.show((), "未见提交按钮")
            return unknown(Cause.NOT_CONCLUSIVE, "表单上没有找到提交按钮", [shown])
        words = screen.label(button)
        try:
            after = press(app, button, purpose)
        except ActionRefused as refusal:
            shown = app.show([button], f"未执行“{words}”")
            return unknown(Cause.NOT_ALLOWED, refusal.reason, [shown])
        except (NodeCovered, StaleNode) as failure:
            shown = app.show([button], f"“{words}”点不到")
            return unknown(Cause.DEVICE_FAILED, str(failure), [shown])
        reply = read_reply(app, screen, after)
        if reply.answer is Answer.VALIDATION and app.lexicon.says("registered", reply.words):
            return reply
        if reply.answer is Answer.VALIDATION and pick_options(app):
            continue
        if reply.answer is Answer.VALIDATION and _hand_over(app):
            continue
        if reply.answer is Answer.LEFT and _continues(app, screen, after, sign):
            continue
        return reply
    return Reply(Answer.VALIDATION, "补正多次仍未通过", app.again())


def _hand_over(app: App) -> bool:
    """The form also wants a picture: offer the test picture to its empty file field."""
    screen = app.again()
    empty = [f.node for f in fields(screen) if f.node.kind == "file" and not f.node.value]
    if not empty or Effect.OWN not in app.allowed:
        return False
    return app.upload(empty[0]).digest != screen.digest


def press(app: App, button: Node, purpose: Effect) -> Screen:
    """Tap a sending control; words that class it as contact count where contact is allowed."""
    try:
        return app.tap(button, purpose)
    except ActionRefused as refusal:
        graver = refusal.effect is Effect.CONTACT and purpose in {Effect.OWN, Effect.DRAFT}
        if not graver or Effect.CONTACT not in app.allowed:
            raise
        return app.tap(button, Effect.CONTACT)


def _sender(app: App, screen: Screen, sign: str) -> Node | None:
    named = buttons(screen, app.lexicon, sign) or buttons(screen, app.lexicon, "next_button")
    return named[0] if named else primary(screen)


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
    ]
    outer = [n for n in found if not any(up.index == n.parent for up in found)]
    return min(outer, key=lambda n: n.bounds.y, default=None)


def _continues(app: App, before: Screen, after: Screen, sign: str) -> bool:
    """The tap led to the next step of the same form, or to a question whether to go on."""
    if before.digest == after.digest or app.lexicon.says("success", after.text):
        return False
    return (
        bool(fields(after) or option_groups(after, app.lexicon))
        and _sender(app, after, sign) is not None
    )


def read_reply(app: App, before: Screen, after: Screen) -> Reply:
    """What an app says after something was sent: toasts and dialogs first, then the screen."""
    busy = app.lexicon.signs["busy"]
    spoken_now = (*after.events.toasts, *after.events.dialogs)
    said = " ".join(words for words in spoken_now if not busy.search(words))
    fresh = [w for w in after.words if w not in set(before.words)]
    spoken = f"{said} {' '.join(fresh)[:400]}"
    lexicon = app.lexicon
    for answer, sign, words in (
        (Answer.FAILURE, "failure", said),
        (Answer.PLACEHOLDER, "under_construction", said),
        (Answer.VALIDATION, "validation", said),
        (Answer.SUCCESS, "success", said),
        (Answer.FAILURE, "failure", spoken),
        (Answer.PLACEHOLDER, "under_construction", spoken),
        (Answer.SUCCESS, "success", spoken),
        (Answer.VALIDATION, "validation", spoken),
    ):
        found = lexicon.signs[sign].search(words)
        if found:
            near = words[max(found.start() - 20, 0) : found.end() + 30].strip()
            return Reply(answer, near, after)
    if after.events.failures and any(f[0] == "5" for f in after.events.failures):
        return Reply(Answer.FAILURE, after.events.failures[0], after)
    if before.digest == after.digest:
        answer = Answer.VALIDATION if said else Answer.NOTHING
        return Reply(answer, said, after)
    return Reply(Answer.LEFT, after.title, after)


def sent_finding(app: App, name: str, reply: Reply | Finding) -> Finding:
    """What a reply says about the function whose form was sent."""
    if isinstance(reply, Finding):
        return reply
    shown = [app.show(_saying(reply), f"{name}:提交后")]
    words = f"{name}:提交后{reply.answer.value}“{reply.words[:40]}”"
    if reply.answer is Answer.SUCCESS or (reply.answer is Answer.LEFT and _kept(reply)):
        return yes(words, shown, ProofLevel.L2)
    if reply.answer in {Answer.FAILURE, Answer.PLACEHOLDER, Answer.NOTHING}:
        return no(words, shown, ProofLevel.L2)
    return unknown(Cause.NOT_CONCLUSIVE, words, shown)


def _kept(reply: Reply) -> bool:
    """An app that leaves a form without a word must show what it took in."""
    return MARK in reply.screen.text


def _saying(reply: Reply) -> list[Node]:
    key = reply.words[:12]
    return [n for n in reply.screen.nodes if key and key in n.text][:1]
